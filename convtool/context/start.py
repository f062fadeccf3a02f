"""The start page: how far the programme is, who does what and who does nothing, and what comes next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from convtool.context.addresses import FIRST, LETTER, REPORT, Titled, is_public
from convtool.context.coming import DateLine, coming, date_line
from convtool.context.judged import VerdictCount, verdict_counts
from convtool.context.pages import Page
from convtool.context.shown import Shown
from convtool.context.told import told
from convtool.context.voiced import ANSWERED, NeedLine, need_line
from convtool.progress.calendar import add_months
from convtool.progress.rows import Honesty, honesty
from convtool.standing.programme import delivered
from convtool.values import Unanswered
from convtool.views.coverage import counted
from convtool.views.partner import partners

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from convtool.context.seen import Seen
    from convtool.models.convenant import Convenant
    from convtool.standing import GoalRow, Standing
    from convtool.standing.dates import DateRow

_DATES = 12
"""How many days to come the start page tells."""


class Row(Shown):
    """One convenant: where its page lies, and what the start page says of it.

    `shown` tells whether these readers see its text, `public` whether everyone does. Of one that is not shown `sort`,
    `starts`, `ends` and `goals` are None.
    """

    convenant: Titled
    status: str
    shown: bool
    public: bool
    sort: str | None
    starts: object
    ends: object
    parties: tuple[Titled, ...]
    goals: int | None


class Tally(Shown):
    """The goals of a theme, by its id, or of an ambition, by its number; both None and no place for those of none.

    `convenants` is in how many convenanten they stand.
    """

    id: str | None
    place: Titled | None
    goals: int
    convenants: int
    verdicts: tuple[VerdictCount, ...]


class Coverage(Shown):
    """How many goals an organisation owns or takes part in, by theme and by ambition in the order of the programme."""

    partner: Titled
    themes: tuple[int, ...]
    ambitions: tuple[int, ...]


class Side(Shown):
    """What is real in the register, or what is fictional.

    `withheld` is how many of the convenanten are not public. `verdicts` count the goals of the others, `honesty` says
    what that count does not show. `needs` are those without an answer, `unheard` the meetings of which is not known
    what was needed. `dates` are the next days within a year, `later` is how many more come in that year.
    """

    convenants: tuple[Row, ...]
    withheld: int
    verdicts: tuple[VerdictCount, ...]
    honesty: Honesty
    themes: tuple[Tally, ...]
    ambitions: tuple[Tally, ...]
    coverage: tuple[Coverage, ...]
    needs: tuple[NeedLine, ...]
    unheard: tuple[Titled, ...]
    dates: tuple[DateLine, ...]
    later: int


class Commission(Shown):
    """How many convenanten were commissioned, how many there are by their stage, and from which stage they count."""

    convenants: int
    explored: int
    drafted: int
    agreed: int
    signed: int
    counts_when: str


class PortfolioPage(Page):
    """What templates/portfolio/* see: the whole programme, on one day.

    `unreadable` is how many files could not be read. `commission` is None where the programme names no number.
    `revision` is the commit the data lie in, or None without git. `all_partners`, `all_meetings`, `all_initiatives`,
    `report` and `letter` are the paths of the lists and of the reports about everything; of these there are none beside
    texts as they were signed.
    """

    kind = "portfolio"

    as_of: date
    revision: str | None
    unreadable: int
    commission: Commission | None
    real: Side
    fictional: Side
    all_partners: str
    all_meetings: str
    all_initiatives: str
    report: str | None
    letter: str | None


class _Axis(NamedTuple):
    """Themes or ambitions with their titles, and to which of them a goal belongs."""

    titles: dict[str, Titled]
    of_goal: Callable[[GoalRow], Iterable[str]]


def pages(seen: Seen) -> Iterator[PortfolioPage]:
    """Give the start page in each language."""
    days, site = coming(seen, add_months(seen.as_of, 12)), seen.site
    for language in seen.site.languages(FIRST):
        yield PortfolioPage(
            **site.common("index", seen.masterplan, language, FIRST),
            as_of=seen.as_of,
            revision=site.revision,
            unreadable=seen.unreadable,
            commission=_commission(seen),
            real=_side(seen, days, language, example=False),
            fictional=_side(seen, days, language, example=True),
            all_partners=site.nearest("partners/index", language, FIRST),
            all_meetings=site.nearest("meetings/index", language, FIRST),
            all_initiatives=site.nearest("initiatives/index", language, FIRST),
            report=None if site.as_signed else site.nearest(REPORT, language, FIRST),
            letter=None if site.as_signed else site.nearest(LETTER, language, FIRST),
        )


def _commission(seen: Seen) -> Commission | None:
    programme = seen.programme
    if programme.commissioned is None:
        return None
    stages = delivered((each.row for each in seen.extracts.values()), programme)
    return Commission(convenants=programme.commissioned, counts_when=programme.counts_when, **stages)


def _side(seen: Seen, days: Iterable[DateRow], language: str, *, example: bool) -> Side:
    convenants = sorted(
        (each for each in seen.mentioned.values() if bool(each.example) is example),
        key=lambda each: (each.kind != "umbrella", each.id),
    )
    meetings = [each for each in seen.meetings.values() if bool(each.example) is example]
    standing = _half(seen.standing, example=example)
    days = [row for row in days if row.example is example]
    themes = _Axis({id: seen.theme(id, language) for id, _ in seen.programme.themes}, lambda goal: goal.themes)
    ambitions = _Axis(
        {number: seen.ambition(number, language) for number, _ in seen.programme.ambitions},
        lambda goal: (goal.ambition,) if goal.ambition else (),
    )
    return Side(
        convenants=tuple(_row(seen, each, language) for each in convenants),
        withheld=sum(each.id not in seen.convenants for each in convenants),
        verdicts=verdict_counts(standing.goals),
        honesty=honesty(standing.goals, len(convenants)),
        themes=_tallies(standing, themes),
        ambitions=_tallies(standing, ambitions),
        coverage=_coverage(seen, standing, themes, ambitions, language),
        needs=tuple(need_line(seen, row, language) for row in standing.needs if row.state != ANSWERED),
        unheard=tuple(
            seen.meeting(each.id, language)
            for each in meetings
            if isinstance(told(each, "needs", historical=True), Unanswered)
        ),
        dates=tuple(date_line(seen, row, language) for row in days[:_DATES]),
        later=len(days[_DATES:]),
    )


def _half(standing: Standing, *, example: bool) -> Standing:
    """Give what is real, or what is fictional."""
    return standing._replace(
        convenants=[row for row in standing.convenants if row.example is example],
        goals=[row for row in standing.goals if row.example is example],
        contributions=[],
        needs=[row for row in standing.needs if row.example is example],
        partners=[row for row in standing.partners if row.example is example],
    )


def _row(seen: Seen, convenant: Convenant, language: str) -> Row:
    shown = convenant.id in seen.convenants
    return Row(
        convenant=seen.convenant(convenant.id, language),
        status=convenant.status,
        shown=shown,
        public=is_public(convenant),
        sort=convenant.kind if shown else None,
        starts=told(convenant, "term", "starts", historical=convenant.historical) if shown else None,
        ends=_ends(convenant) if shown else None,
        parties=tuple(seen.party(party, language) for party in convenant.parties or ()),
        goals=len(convenant.goals or ()) if shown else None,
    )


def _ends(convenant: Convenant) -> object:
    """Give the day it ended, else the day it is to end, or the word that stands instead."""
    ended = convenant.term.ended if convenant.term else None
    return ended.date if ended else told(convenant, "term", "ends", historical=convenant.historical)


def _tallies(standing: Standing, axis: _Axis) -> tuple[Tally, ...]:
    """Count the goals of every theme or ambition, also of one without any; and of none, where there are such goals."""
    goals: dict[str | None, list[GoalRow]] = {place: [] for place in axis.titles}
    for goal in standing.goals:
        known: list[str | None] = [place for place in axis.of_goal(goal) if place in axis.titles]
        for place in known or [None]:
            goals.setdefault(place, []).append(goal)
    return tuple(
        Tally(
            id=place,
            place=axis.titles[place] if place else None,
            goals=len(rows),
            convenants=len({row.convenant for row in rows}),
            verdicts=verdict_counts(rows),
        )
        for place, rows in goals.items()
    )


def _coverage(seen: Seen, standing: Standing, themes: _Axis, ambitions: _Axis, language: str) -> tuple[Coverage, ...]:
    """Count for every organisation, also for one without a goal."""
    by_theme, by_ambition = counted(standing.goals, themes.of_goal), counted(standing.goals, ambitions.of_goal)
    return tuple(
        Coverage(
            partner=seen.partner(row.partner, language),
            themes=tuple(by_theme[row.partner, id] for id in themes.titles),
            ambitions=tuple(by_ambition[row.partner, number] for number in ambitions.titles),
        )
        for row in partners(standing)
    )
