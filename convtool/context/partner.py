"""The sheet of an organisation for the yearly talk: what it agreed, delivered and still owes, and what comes next.

For the parties and the office it says more: who answers for what, and what was told about it. Each audience has a type
of its own, so that no template can show what is not for its readers.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from convtool.context.addresses import FIRST, Titled
from convtool.context.agreed import AgreedGroup, agreed_groups
from convtool.context.coming import DateLine, date_line
from convtool.context.followed import ActionLine, OfferLine, action_line, offer_line
from convtool.context.judged import GoalGroup, VerdictCount, goal_groups, verdict_counts
from convtool.context.pages import FactLine, Page
from convtool.context.parties import party_names
from convtool.context.progress import giving_lines
from convtool.context.said import carried_out, explained
from convtool.context.shown import Shown
from convtool.context.sources import fact_lines
from convtool.context.told import spoken, told
from convtool.models.facts import Source
from convtool.pledges.giving import OVERDUE, PARTLY, UNKNOWN
from convtool.pledges.shares import borne
from convtool.pledges.totals import Totals, totals
from convtool.progress.calendar import add_months
from convtool.values import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convtool.context.progress import GivingLine
    from convtool.context.said import SaidLine
    from convtool.context.seen import Seen
    from convtool.models.partner import Partner
    from convtool.models.terms import Party
    from convtool.pledges.giving import Giving
    from convtool.standing import GoalRow
    from convtool.standing.accounts import Account, OwnedRow
    from convtool.values import Unanswered

LATE = "overdue"


class RoleLine(Shown):
    """A convenant it takes part in, and how.

    `shown` tells whether these readers see its text; of one that is not shown everything after it is None. `as_member`
    tells that it is one of a group, `supports` that it has no obligations; `since` is a day, a word or None, `until`
    the same or indefinite.
    """

    convenant: Titled
    status: str
    shown: bool
    role: str | None
    as_member: bool
    supports: bool
    since: object
    until: object


class LateLine(Shown):
    """Something that was promised and has not come by its day.

    `sort` is agreement, contribution, goal or action; `giving` what a contribution lacks.
    """

    sort: str
    text: str
    day: date | None
    where: Titled
    giving: Giving | None = None


class GivingGroup(Shown):
    """What it gives by one convenant, its own part of what several bear."""

    convenant: Titled
    lines: tuple[GivingLine, ...]


class CoreLine(Shown):
    """Something the organisation is for by itself, and the goals it answers for that serve it."""

    text: str
    goals: tuple[str, ...]


class Change(Shown):
    """Another organisation that it took over from, or that took over from it, and since when."""

    partner: Titled
    since: Moment | None


class PartnerPage(Page):
    """What templates/partner/* see: one organisation, on one day.

    Fields of type object hold a value, the word that stands instead, or None. `formerly` are pairs of a name and the
    day until which it had that. `late` is what was promised and has not come, and `unknown` counts the goals and
    contributions of which that cannot be told. `goals` are those it answers for, `counts` these per verdict, `shared`
    the others in which it takes part. `totals` are what may be added of its contributions. `dates` are those within a
    year, `later` counts the rest. `offers` are intentions: they count as nothing else.
    """

    kind = "partner"

    id: str
    name: str
    example: bool
    as_of: date
    legal_name: object
    sort: object
    nature: object
    sector: object
    formerly: tuple[tuple[str, Moment | None], ...]
    took_over: tuple[Change, ...]
    taken_over: Change | None
    ended: Moment | None
    members: tuple[Titled, ...]
    roles: tuple[RoleLine, ...]
    late: tuple[LateLine, ...]
    unknown: int
    counts: tuple[VerdictCount, ...]
    goals: tuple[GoalGroup, ...]
    shared: tuple[GoalGroup, ...]
    given: tuple[GivingGroup, ...]
    totals: Totals
    agreed: tuple[AgreedGroup, ...]
    actions: tuple[ActionLine, ...]
    dates: tuple[DateLine, ...]
    later: int
    offers: tuple[OfferLine, ...]
    core_goals: tuple[CoreLine, ...]
    core_goals_told: object
    sources: tuple[Source, ...]
    facts: tuple[FactLine, ...]
    all_partners: str


class FunctionLine(Shown):
    """Who answers for a goal: a function, the word that stands instead, or None; `vacant` where nobody holds it."""

    goal: str
    convenant: Titled
    function: str | Unanswered | None
    vacant: bool


class TalkPage(PartnerPage):
    """What templates/partner/* see for the parties: also who answers for its goals, and what was told about these."""

    functions: tuple[FunctionLine, ...]
    explanations: tuple[ToldLine, ...]


class ToldLine(Shown):
    """Something that was told on a day: about which goal or agreement, or by which amendment, in which convenant."""

    line: SaidLine
    about: str
    unit: str | None
    convenant: Titled


class HandoverPage(TalkPage):
    """What templates/partner/* see for the office: also what was told of its agreements, and the register's remark."""

    note: str | None


def pages(seen: Seen) -> Iterator[PartnerPage]:
    """Give the sheet of every organisation that has a file, in each language."""
    before = _before(seen)
    for partner in seen.partners.values():
        if seen.makes(address_of(partner)):
            for language in seen.site.languages(FIRST):
                yield _page(partner, seen, language, tuple(before.get(partner.id, ())))


def address_of(partner: Partner) -> str:
    """Give where the sheet of an organisation lies."""
    return f"partners/{partner.id}"


def behind(seen: Seen) -> Iterator[tuple[str, Iterable[str]]]:
    """Give the address of every sheet, with the convenanten that show on it.

    They are all of them where an organisation took something on in a meeting: that may lead anywhere.
    """
    for partner in seen.partners.values():
        account = seen.accounts[partner.id]
        if account.acts or account.offers or any(row.folder != "convenants" for row in account.coming):
            yield address_of(partner), seen.mentioned
            continue
        goals = (*_owned(account), *account.shared)
        rows = {row.convenant for some in (goals, account.given, account.agreed) for row in some}
        named = {id for id, _ in seen.parties_of.get(partner.id, ())}
        yield address_of(partner), rows | named | {row.record for row in account.coming}


def _before(seen: Seen) -> dict[str, list[Partner]]:
    """Give the organisations that others took over from, by the id of who took over."""
    found: dict[str, list[Partner]] = {}
    for partner in seen.partners.values():
        if partner.succeeded_by:
            found.setdefault(partner.succeeded_by.partner, []).append(partner)
    return found


def _page(partner: Partner, seen: Seen, language: str, before: tuple[Partner, ...]) -> PartnerPage:
    account = seen.accounts[partner.id]
    given = _parts(account, partner.id)
    soon = add_months(seen.as_of, 12)
    names: dict[str, Any] = {
        **seen.site.common(address_of(partner), seen.masterplan, language, FIRST),
        **_identity(partner, seen, language, before),
        "as_of": seen.as_of,
        "roles": tuple(_roles(partner, seen, language)),
        "late": tuple(late_lines(account, partner.id, seen, language)),
        "unknown": sum(goal.unknown for goal in (*_owned(account), *account.shared))
        + sum(giving.state == UNKNOWN for giving in given),
        "counts": verdict_counts(_owned(account)),
        "goals": goal_groups(seen, _owned(account), language),
        "shared": goal_groups(seen, account.shared, language),
        "given": tuple(_given(given, seen, language)),
        "totals": totals(given, lambda giving: giving.kind),
        "agreed": agreed_groups(seen, account.agreed, language),
        "actions": tuple(action_line(seen, row, language) for row in account.acts),
        "dates": tuple(date_line(seen, row, language) for row in account.coming if row.day <= soon),
        "later": sum(row.day > soon for row in account.coming),
        "offers": tuple(offer_line(seen, row, language) for row in account.offers),
        "core_goals": tuple(_core_goals(partner, account)),
    }
    if seen.site.audience == "public":
        return PartnerPage(**names)
    office = seen.site.audience == "internal"
    names["functions"] = tuple(_function(owned, seen, language) for owned in account.owned)
    names["explanations"] = tuple(_said(account, seen, language, office=office))
    return HandoverPage(**names, note=partner.note) if office else TalkPage(**names)


def _owned(account: Account) -> list[GoalRow]:
    return [owned.row for owned in account.owned]


def _identity(partner: Partner, seen: Seen, language: str, before: tuple[Partner, ...]) -> dict[str, Any]:
    """Give who it is."""
    after = partner.succeeded_by
    return {
        "id": partner.id,
        "name": partner.name,
        "example": bool(partner.example),
        "legal_name": told(partner, "legal_name", historical=None),
        "sort": told(partner, "kind", historical=None),
        "nature": told(partner, "nature", historical=None),
        "sector": told(partner, "sector", historical=None),
        "formerly": tuple((each.name, each.until) for each in partner.formerly or ()),
        "took_over": tuple(
            Change(partner=seen.partner(each.id, language), since=each.succeeded_by.date)
            for each in before
            if each.succeeded_by
        ),
        "taken_over": Change(partner=seen.partner(after.partner, language), since=after.date) if after else None,
        "ended": partner.ended,
        "members": tuple(seen.partner(id, language) for id in partner.members or ()),
        "core_goals_told": told(partner, "core_goals", historical=None),
        "sources": partner.sources or (),
        "facts": fact_lines(partner),
        "all_partners": seen.site.nearest("partners/index", language, FIRST),
    }


def _roles(partner: Partner, seen: Seen, language: str) -> Iterator[RoleLine]:
    """Give every convenant that names it, also what these readers may not see more of."""
    for id, party in seen.parties_of.get(partner.id, ()):
        convenant = seen.mentioned[id]
        shown = id in seen.convenants
        historical = convenant.historical
        yield RoleLine(
            convenant=seen.convenant(id, language),
            status=convenant.status,
            shown=shown,
            role=party.role if shown else None,
            as_member=shown and party.partner != partner.id,
            supports=shown and party.class_ == "supports",
            since=_since(party, historical=historical) if shown else None,
            until=(party.left or told(convenant, "term", "ends", historical=historical)) if shown else None,
        )


def _since(party: Party, *, historical: bool | None) -> object:
    return party.joined or told(party, "signed", historical=historical)


def _parts(account: Account, id: str) -> list[Giving]:
    """Give what an organisation contributes: its own part of what several bear."""
    return [part for row in account.given for part in borne(row.giving) if part.giver_partner == id]


def late_lines(account: Account, id: str, seen: Seen, language: str) -> Iterator[LateLine]:
    """Give what an organisation promised and what has not come by its day."""
    for agreed in account.agreed:
        if agreed.state == LATE:
            where = seen.convenant(agreed.convenant, language)
            text = agreed.text or spoken(agreed.agreement)
            yield LateLine(sort="agreement", text=text, day=agreed.due, where=where)
    for giving in _parts(account, id):
        if giving.state in {PARTLY, OVERDUE}:
            where = seen.convenant(giving.convenant, language)
            text = giving.text or spoken(giving.contribution)
            yield LateLine(sort="contribution", text=text, day=None, where=where, giving=giving)
    for goal in _owned(account):
        if goal.overdue:
            where = seen.convenant(goal.convenant, language)
            yield LateLine(sort="goal", text=goal.title, day=goal.end, where=where)
    for act in account.acts:
        if act.state == LATE:
            where = seen.meeting(act.meeting, language)
            yield LateLine(sort="action", text=act.text or spoken(act.action), day=act.due, where=where)


def _given(given: list[Giving], seen: Seen, language: str) -> Iterator[GivingGroup]:
    for id, givings in groupby(given, lambda giving: giving.convenant):
        names = party_names(seen.convenants[id], seen.partners)
        yield GivingGroup(convenant=seen.convenant(id, language), lines=giving_lines(givings, names))


def _core_goals(partner: Partner, account: Account) -> Iterator[CoreLine]:
    for core in partner.core_goals or ():
        goals = tuple(owned.row.title for owned in account.owned if owned.serves == (partner.id, core.id))
        yield CoreLine(text=core.text or spoken(core.id), goals=goals)


def _function(owned: OwnedRow, seen: Seen, language: str) -> FunctionLine:
    return FunctionLine(
        goal=owned.row.title,
        convenant=seen.convenant(owned.row.convenant, language),
        function=owned.function,
        vacant=owned.vacant,
    )


def _said(account: Account, seen: Seen, language: str, *, office: bool) -> Iterator[ToldLine]:
    """Give what was told about its goals, and for the office about its agreements, the newest first."""
    found: list[ToldLine] = []
    for id in dict.fromkeys(role.convenant for role in account.roles):
        owned = {each.row.goal: each for each in account.owned if each.row.convenant == id}
        agreed = {row.agreement: row.text or spoken(row.agreement) for row in account.agreed if row.convenant == id}
        where, convenant = seen.convenant(id, language), seen.convenants[id]
        for line in explained(convenant, owned, seen.as_of, seen.partners):
            goal = owned.get(line.about)
            about, unit = (goal.row.title, goal.unit) if goal else (line.about, None)
            found.append(ToldLine(line=line, about=about, unit=unit, convenant=where))
        found += [
            ToldLine(line=line, about=agreed[line.about], unit=None, convenant=where)
            for line in (carried_out(convenant, agreed, seen.as_of) if office else ())
        ]
    yield from sorted(found, key=lambda each: each.line.day, reverse=True)
