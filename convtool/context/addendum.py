"""An amendment as a document of its own: what its parties sign when they change what they agreed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from convtool.context.addresses import Titled, address_of, own_language
from convtool.context.amendments import ChangeLine, change_lines
from convtool.context.goals import GoalLine, goal_lines
from convtool.context.pages import Page
from convtool.context.parties import PartyLine, party_groups, party_names
from convtool.context.shown import Shown
from convtool.models.convenant import Convenant
from convtool.models.since import Amendment
from convtool.portfolio import on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.addresses import Site
    from convtool.portfolio import Portfolio, Programme


class GoalChange(Shown):
    """A goal before and after an amendment; None where it was not there."""

    before: GoalLine | None
    after: GoalLine | None


class AddendumPage(Page):
    """What templates/addendum/* see: one amendment.

    `title` is that of the convenant and `convenant` leads to its page; `draft` tells that the day of the amendment has
    not come or that a party has not consented; `consents` has each party with whether it consented; `changes` are told
    field by field, `goals` are those whose words they change.
    """

    kind = "addendum"

    id: str
    title: str
    short_title: str | None
    convenant: Titled
    example: bool
    draft: bool
    amendment: Amendment
    consents: tuple[tuple[PartyLine, bool], ...]
    changes: tuple[ChangeLine, ...]
    goals: tuple[GoalChange, ...]


def pages(convenant: Convenant, portfolio: Portfolio, site: Site) -> Iterator[AddendumPage]:
    """Give a page for every amendment; what everyone may read are those that hold on the day of the portfolio."""
    if not site.follows(convenant):
        return
    for amendment in convenant.amendments or ():
        if amendment.date.first <= portfolio.as_of or site.audience != "public":
            for language in site.languages(own_language(convenant)):
                yield _page(amendment, convenant, portfolio, site, language)


def _page(amendment: Amendment, convenant: Convenant, portfolio: Portfolio, site: Site, language: str) -> AddendumPage:
    own = own_language(convenant)
    day = amendment.date.first
    before, after = on(convenant, day - timedelta(days=1)), on(convenant, day)
    programme = portfolio.programme._replace(as_of=day)
    goals = _goals(amendment, before, after, programme, language)
    names = party_names(before, programme.partners) | party_names(after, programme.partners)
    consents = tuple(
        (party, party.party.id in (amendment.consented or ()))
        for group in party_groups(after, programme)
        for party in group.parties
        if party.party.class_ != "supports" and party.left is None
    )
    path = site.nearest(address_of(convenant), language, own)
    address = f"{address_of(convenant)}/addendum-{int(amendment.number)}"
    return AddendumPage(
        **site.common(address, portfolio.programme.masterplan, language, own),
        id=convenant.id,
        title=convenant.title,
        short_title=convenant.short_title,
        convenant=Titled(title=convenant.title, path=path),
        example=bool(convenant.example),
        draft=day > portfolio.as_of or not all(consented for _, consented in consents),
        amendment=amendment,
        consents=consents,
        changes=_others(change_lines(amendment, names, before, after), amendment, goals),
        goals=goals,
    )


def _goals(
    amendment: Amendment, before: Convenant, after: Convenant, programme: Programme, language: str
) -> tuple[GoalChange, ...]:
    touched = dict.fromkeys(path[1] for path in _paths(amendment) if _in_words(path))
    old, new = (
        {
            line.goal.id: line
            for line in goal_lines(text, programme, language, party_names(text, programme.partners), {})
        }
        for text in (before, after)
    )
    changes = (GoalChange(before=old.get(goal), after=new.get(goal)) for goal in touched)
    return tuple(change for change in changes if change.before or change.after)


def _others(
    lines: tuple[ChangeLine, ...], amendment: Amendment, goals: tuple[GoalChange, ...]
) -> tuple[ChangeLine, ...]:
    told = {line.goal.id for change in goals for line in (change.before, change.after) if line}
    return tuple(
        line for line, path in zip(lines, _paths(amendment), strict=True) if not (_in_words(path) and path[1] in told)
    )


def _paths(amendment: Amendment) -> list[list[str]]:
    """Give the keys and ids that lead to what each change is about."""
    return [change.path.split("/") for change in amendment.changes or ()]


def _in_words(path: list[str]) -> bool:
    """Tell whether the words that a goal is told in say what is changed there."""
    return path[0] == "goals" and len(path) > 1 and path[2:3] in ([], ["target"], ["milestones"])
