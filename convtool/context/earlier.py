"""What moved in a reporting period: the register as known now, as it stood on its first day and as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.portfolio import on
from convtool.progress.calendar import add_months
from convtool.progress.cases import usual_cycle
from convtool.standing import Standing
from convtool.standing.goals import goal_rows
from convtool.views.compared import Moved, movements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from convtool.context.seen import Seen
    from convtool.models.convenant import Convenant
    from convtool.models.masterplan import Masterplan
    from convtool.models.since import Amendment
    from convtool.standing import GoalRow


class Amended(NamedTuple):
    """An amendment of a convenant that came to hold within the period."""

    convenant: Convenant
    amendment: Amendment


class Period(NamedTuple):
    """One reporting cycle of the programme, up to the day of the site.

    `before` are the goals on its first day `since`, of what was signed by then; `moved` what became of each.
    """

    since: date
    before: list[GoalRow]
    moved: list[Moved]
    amended: list[Amended]


def first_day(masterplan: Masterplan | None, day: date) -> date:
    """Give the first day of the period that is reported on a day: one reporting cycle before."""
    return add_months(day, -usual_cycle(masterplan))


def period_of(seen: Seen) -> Period:
    """Give what moved in the period up to the day of the site."""
    since = first_day(seen.masterplan, seen.as_of)
    before = [row for extract in seen.extracts.values() for row in extract.earlier]
    return Period(
        since=since,
        before=before,
        moved=movements(seen.standing, Standing([], before, [], [], [])),
        amended=[
            Amended(convenant, amendment)
            for convenant in seen.convenants.values()
            for amendment in _amended(convenant, since, seen.as_of)
        ],
    )


def goals_then(convenant: Convenant, masterplan: Masterplan | None, since: date, day: date) -> Iterator[GoalRow]:
    """Give the goals of a convenant that is in force on a day as they stood `since`, where it was signed by then."""
    if convenant.is_draft or (convenant.signed and convenant.signed.first > since):
        return
    changed = any(_amended(convenant, since, day))
    yield from goal_rows(on(convenant, since) if changed else convenant, masterplan, since)


def _amended(convenant: Convenant, since: date, until: date) -> Iterator[Amendment]:
    for amendment in sorted(convenant.amendments or (), key=lambda each: each.number):
        if since < amendment.date.first <= until:
            yield amendment
