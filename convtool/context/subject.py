"""What bears on a theme or an ambition: goals, agreements, contributions, needs, and those who take part."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from convtool.context.addresses import FIRST, Titled
from convtool.context.agreed import agreed_groups
from convtool.context.judged import goal_groups, verdict_counts
from convtool.context.pages import Page
from convtool.context.planning import newest_day
from convtool.context.shown import Shown
from convtool.context.told import told
from convtool.context.voiced import need_line
from convtool.pledges.totals import totals
from convtool.progress.rows import honesty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from convtool.context.agreed import AgreedGroup
    from convtool.context.judged import GoalGroup, VerdictCount
    from convtool.context.seen import Seen
    from convtool.context.voiced import NeedLine
    from convtool.models.initiative import Initiative
    from convtool.pledges.giving import Giving
    from convtool.pledges.totals import Totals
    from convtool.progress.rows import Honesty
    from convtool.standing import GoalRow
    from convtool.standing.agreements import AgreementRow
    from convtool.standing.needs import NeedRow


R = TypeVar("R")


class Found(NamedTuple):
    """Rows that bear on one theme or ambition, in the order of the files."""

    goals: list[GoalRow]
    agreements: list[AgreementRow]
    givings: list[Giving]
    needs: list[NeedRow]
    initiatives: list[Initiative]


class InitiativeLine(Shown):
    """An initiative and how far it is: a word of progress, the word that stands instead, or None."""

    initiative: Titled
    stage: object


class Bearing(Shown):
    """What bears on a theme or an ambition, of what is real or of what is fictional.

    `honesty` says of how many goals what is known, `unmeasured` for how many there is no figure at all. `totals` add up
    the contributions by kind. `partners` have the number of goals that they own or take part in.
    """

    goals: tuple[GoalGroup, ...]
    verdicts: tuple[VerdictCount, ...]
    honesty: Honesty
    unmeasured: int
    agreements: tuple[AgreedGroup, ...]
    contributions: int
    totals: Totals
    needs: tuple[NeedLine, ...]
    initiatives: tuple[InitiativeLine, ...]
    convenants: tuple[Titled, ...]
    partners: tuple[tuple[Titled, int], ...]


class SubjectPage(Page):
    """What the pages of themes and ambitions have in common.

    `titled` is the theme or ambition itself, without a link. `absent` are the organisations with which the programme is
    to make a convenant and that have no goal here. `updated` is the last day in the data of the convenanten that bear
    on it; None without one.
    """

    titled: Titled
    real: Bearing
    fictional: Bearing
    absent: tuple[Titled, ...]
    updated: date | None


def found_by(
    seen: Seen,
    of_goal: Callable[[GoalRow], Iterable[str | None]],
    of_giving: Callable[[Giving], Iterable[str | None]],
    of_need: Callable[[NeedRow], Iterable[str | None]],
    of_initiative: Callable[[Initiative], Iterable[str | None]],
) -> Mapping[str | None, Found]:
    """Sort everything by the themes or ambitions that these give; an agreement goes where its goal goes."""
    found: dict[str | None, Found] = defaultdict(lambda: Found([], [], [], [], []))

    def deal(sort: str, rows: Iterable[R], places: Callable[[R], Iterable[str | None]]) -> None:
        for row in rows:
            for place in places(row):
                getattr(found[place], sort).append(row)

    of_goals = {(row.convenant, row.goal): tuple(of_goal(row)) for row in seen.standing.goals}
    deal("goals", seen.standing.goals, of_goal)
    deal("agreements", seen.owed.agreements, lambda row: of_goals.get((row.convenant, row.goal or ""), ()))
    deal("givings", (row.giving for row in seen.standing.contributions), of_giving)
    deal("needs", seen.standing.needs, of_need)
    deal("initiatives", seen.initiatives.values(), of_initiative)
    return found


def fields_of(seen: Seen, address: str, found: Found) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the fields of a page in each language, without its title; nothing where it is not made."""
    for language in seen.site.languages(FIRST) if seen.makes(address) else ():
        yield language, seen.site.common(address, seen.masterplan, language, FIRST) | _own(seen, found, language)


def convenants_on(seen: Seen, found: Found) -> Iterable[str]:
    """Give the convenanten that show on a page, by id: all of them where a need does, which may lead anywhere."""
    return seen.mentioned if found.needs else _convenants(found)


def _own(seen: Seen, found: Found, language: str) -> dict[str, Any]:
    taking_part = {partner for goal in found.goals for partner in goal.partners}
    days = (newest_day(seen.convenants[id], seen.as_of) for id in _convenants(found))
    return {
        "real": _bearing(seen, _only(seen, found, example=False), language),
        "fictional": _bearing(seen, _only(seen, found, example=True), language),
        "absent": tuple(
            seen.partner(id, language) for id in sorted(seen.programme.with_partners) if id not in taking_part
        ),
        "updated": max((day for day in days if day), default=None),
    }


def _only(seen: Seen, found: Found, *, example: bool) -> Found:
    fictional = {id for id, each in seen.convenants.items() if each.example}
    return Found(
        [row for row in found.goals if row.example is example],
        [row for row in found.agreements if (row.convenant in fictional) is example],
        [row for row in found.givings if row.example is example],
        [row for row in found.needs if row.example is example],
        [each for each in found.initiatives if bool(each.example) is example],
    )


def _convenants(found: Found) -> Sequence[str]:
    """Give the ids of the convenanten that have something in it, each once."""
    return tuple(dict.fromkeys([*(row.convenant for row in found.goals), *(row.convenant for row in found.givings)]))


def _bearing(seen: Seen, found: Found, language: str) -> Bearing:
    convenants = _convenants(found)
    counts = Counter(partner for goal in found.goals for partner in goal.partners)
    return Bearing(
        goals=goal_groups(seen, found.goals, language),
        verdicts=verdict_counts(found.goals),
        honesty=honesty(found.goals, len(convenants)),
        unmeasured=sum(row.actual is None and row.actual_date is None for row in found.goals),
        agreements=agreed_groups(seen, found.agreements, language),
        contributions=len(found.givings),
        totals=totals(found.givings, lambda giving: giving.kind),
        needs=tuple(need_line(seen, row, language) for row in found.needs),
        initiatives=tuple(
            InitiativeLine(
                initiative=seen.initiative(each.id, language), stage=told(each, "stage", historical=not each.example)
            )
            for each in found.initiatives
        ),
        convenants=tuple(seen.convenant(id, language) for id in convenants),
        partners=tuple((seen.partner(id, language), counts[id]) for id in sorted(counts)),
    )
