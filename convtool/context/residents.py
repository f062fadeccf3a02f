"""One convenant for residents: who does it, what it costs, what it brings, how far it is, and who knows more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from convtool.context.addresses import address_of, own_language, progress_of, residents_of
from convtool.context.figures import Stand, stand_of
from convtool.context.following import FollowingPage, beginning
from convtool.context.goals import goal_lines
from convtool.context.judged import VerdictCount, verdict_counts
from convtool.context.parties import party_groups, party_names
from convtool.context.progress import GivingLine, giving_lines
from convtool.context.shown import Shown
from convtool.context.told import told
from convtool.models.since import Involvement
from convtool.standing.contributions import contribution_rows
from convtool.standing.goals import goal_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convtool.context.addresses import Site
    from convtool.context.goals import GoalLine
    from convtool.models.convenant import Convenant
    from convtool.portfolio import Portfolio


class Desk(Shown):
    """Whom to ask: a function at an organisation, never a person; `vacant` tells that nobody holds it now."""

    function: str
    party: str
    vacant: bool


class ResidentsPage(FollowingPage):
    """What templates/residents/* see: one convenant in short sentences.

    `who`, `cost` and `result` are the plain words of its summary, the word that stands instead, or None; then
    `parties`, `givings` and the goals say it. Of a draft nothing runs: `counts` and `heard` are empty. `text` and
    `progress` are the paths of its text and of all figures. `contacts` are the functional addresses of the programme.
    """

    kind = "residents"

    text: str
    progress: str
    who: object
    cost: object
    result: object
    parties: tuple[str, ...]
    givings: tuple[GivingLine, ...]
    goals: tuple[Stand, ...]
    counts: tuple[VerdictCount, ...]
    heard: tuple[Involvement, ...]
    desks: tuple[Desk, ...]
    contacts: tuple[str, ...]


def pages(convenant: Convenant, portfolio: Portfolio, site: Site) -> Iterator[ResidentsPage]:
    """Give the page in each language, for those who may read the text; none beside a text as it was signed."""
    if not site.follows(convenant):
        return
    programme, day = portfolio.programme, portfolio.as_of
    masterplan, own = programme.masterplan, own_language(convenant)
    names = party_names(convenant, programme.partners)
    rows = list(goal_rows(convenant, masterplan, day))
    givings = [row.giving for row in contribution_rows(convenant, masterplan, day)]
    for language in site.languages(own):
        lines = goal_lines(convenant, programme, language, names, {})
        yield ResidentsPage(
            **beginning(convenant, portfolio, site, residents_of(convenant), language),
            text=site.nearest(address_of(convenant), language, own),
            progress=site.nearest(progress_of(convenant), language, own),
            who=_summary(convenant, "who"),
            cost=_summary(convenant, "cost"),
            result=_summary(convenant, "result"),
            parties=tuple(line.name for group in party_groups(convenant, programme) for line in group.parties),
            givings=giving_lines(givings, names),
            goals=tuple(stand_of(row, line) for row, line in zip(rows, lines, strict=True)),
            counts=() if convenant.is_draft else verdict_counts(rows),
            heard=() if convenant.is_draft else tuple(_heard(convenant, day)),
            desks=tuple(dict.fromkeys(_desks(lines))),
            contacts=(masterplan and masterplan.contacts) or (),
        )


def _summary(convenant: Convenant, key: str) -> object:
    return told(convenant, "summary", key, historical=convenant.historical)


def _heard(convenant: Convenant, day: date) -> Iterator[Involvement]:
    """Give what residents brought up to the day, where it says what that was."""
    for each in convenant.involvement or ():
        if each.brought and (each.date is None or each.date.first <= day):
            yield each


def _desks(lines: Iterable[GoalLine]) -> Iterator[Desk]:
    for line in lines:
        if isinstance(line.owner, str) and isinstance(line.function, str):
            yield Desk(function=line.function, party=line.owner, vacant=line.function.casefold() == "vacant")
