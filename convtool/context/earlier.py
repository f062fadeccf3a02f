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


def period_of(seen: Seen) -> Period:
    """Give what moved since one reporting cycle before the day of the site."""
    since = add_months(seen.as_of, -usual_cycle(seen.masterplan))
    before = [row for convenant in seen.convenants.values() for row in _then(convenant, since, seen)]
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


def _then(convenant: Convenant, since: date, seen: Seen) -> Iterator[GoalRow]:
    """Give the goals of a convenant on an earlier day, where it was signed by then."""
    if convenant.is_draft or (convenant.signed and convenant.signed.first > since):
        return
    changed = any(_amended(convenant, since, seen.as_of))
    yield from goal_rows(on(convenant, since) if changed else convenant, seen.masterplan, since)


def _amended(convenant: Convenant, since: date, until: date) -> Iterator[Amendment]:
    for amendment in sorted(convenant.amendments or (), key=lambda each: each.number):
        if since < amendment.date.first <= until:
            yield amendment
