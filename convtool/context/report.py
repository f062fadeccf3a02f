"""The progress report: how far every convenant is, for council and controller, from the same figures as everywhere."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, LETTER, REPORT, Titled, address_of, own_language, progress_of
from convtool.context.figures import Stand, percent_of
from convtool.context.judged import VerdictCount, verdict_counts
from convtool.context.overall import Owed
from convtool.context.pages import Page
from convtool.context.shown import Shown
from convtool.pledges.totals import Totals, totals
from convtool.progress.cases import almost_of
from convtool.progress.rows import Honesty, honesty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convtool.context.overall import Overall
    from convtool.models.convenant import Convenant
    from convtool.standing import GoalRow


class Reported(Shown):
    """One convenant: how many of its goals have each verdict, and how far each is.

    `id` is its name in addresses, `progress` the path of its own figures. Of a `draft` nothing runs yet.
    """

    id: str
    convenant: Titled
    progress: str
    draft: bool
    counts: tuple[VerdictCount, ...]
    goals: tuple[Stand, ...]


class Part(Shown):
    """Real convenanten or fictional ones: never both in one number.

    `totals` add up contributions by their kind, as far as they may be, and say what they leave out.
    """

    counts: tuple[VerdictCount, ...]
    honesty: Honesty
    convenants: tuple[Reported, ...]
    totals: Totals


class AmendedLine(Shown):
    """An amendment since the last report: of which convenant, its number, day and reason, and where it can be read."""

    convenant: Titled
    number: int
    day: date
    reason: str | None
    path: str


class ReportPage(Page):
    """What templates/progress-report/* see: everything on the day `as_of`, and what was amended after `since`.

    `real` and `fictional` stand apart. `overdue` is what is too late; `withheld` is how many convenanten are not public
    and in no number, `unreadable` how many files could not be read. `letter` leads to the council letter. `almost` is
    the part, in percents, from which a goal is almost achieved, by version `thresholds`.
    """

    kind = "progress-report"

    as_of: date
    since: date
    letter: str
    thresholds: int | None
    almost: int
    withheld: int
    unreadable: int
    real: Part
    fictional: Part
    overdue: tuple[Owed, ...]
    amended: tuple[AmendedLine, ...]


def pages(overall: Overall) -> Iterator[ReportPage]:
    """Give the report in each language."""
    seen = overall.seen
    for language in seen.site.languages(FIRST):
        yield ReportPage(
            **seen.site.common(REPORT, seen.masterplan, language, FIRST),
            as_of=seen.as_of,
            since=overall.period.since,
            letter=seen.site.nearest(LETTER, language, FIRST),
            thresholds=next((row.thresholds for row in seen.standing.goals), None),
            almost=percent_of(almost_of(seen.masterplan)) or 0,
            withheld=len(seen.mentioned) - len(seen.convenants),
            unreadable=seen.unreadable,
            real=_part(overall, language, example=False),
            fictional=_part(overall, language, example=True),
            overdue=overall.overdue(language),
            amended=tuple(_amended(overall, language)),
        )


def _part(overall: Overall, language: str, *, example: bool) -> Part:
    seen = overall.seen
    found = {id: rows for id, rows in overall.goals.items() if bool(seen.convenants[id].example) == example}
    goals = [row for rows in found.values() for row in rows]
    givings = [row.giving for row in seen.standing.contributions if row.giving.example == example]
    return Part(
        counts=verdict_counts(goals),
        honesty=honesty(goals, len(found)),
        convenants=tuple(_reported(overall, seen.convenants[id], rows, language) for id, rows in found.items()),
        totals=totals(givings, by=lambda giving: giving.kind),
    )


def _reported(overall: Overall, convenant: Convenant, rows: Sequence[GoalRow], language: str) -> Reported:
    seen = overall.seen
    return Reported(
        id=convenant.id,
        convenant=seen.convenant(convenant.id, language),
        progress=seen.site.nearest(progress_of(convenant), language, own_language(convenant)),
        draft=convenant.is_draft,
        counts=verdict_counts(rows),
        goals=tuple(overall.stand(row, language) for row in rows),
    )


def _amended(overall: Overall, language: str) -> Iterator[AmendedLine]:
    seen = overall.seen
    for convenant, amendment in overall.period.amended:
        address = f"{address_of(convenant)}/addendum-{int(amendment.number)}"
        yield AmendedLine(
            convenant=seen.convenant(convenant.id, language),
            number=int(amendment.number),
            day=amendment.date.first,
            reason=amendment.reason,
            path=seen.site.nearest(address, language, own_language(convenant)),
        )
