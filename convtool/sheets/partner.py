"""One organisation: what whoever takes over its account has to know, from what is open to what was said and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from convtool.context.amendments import amendment_lines
from convtool.context.parties import party_names
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.meeting import Meeting, Offer
from convtool.models.partner import CoreGoal, Partner
from convtool.models.terms import Party
from convtool.portfolio import Portfolio, Programme
from convtool.sheets import Fact, Happening, Part, Sheet, table
from convtool.sheets.convenant import open_promises
from convtool.sheets.finding import mentioning
from convtool.sheets.goal import VACANT
from convtool.sheets.measurements import about_of, value_of
from convtool.sheets.meeting import became
from convtool.sheets.naming import Called
from convtool.sheets.obligations import actions, agreements, contributions, dates
from convtool.sheets.sources import sources
from convtool.sheets.words import CLASSES, ROLES, SAYS, called, joined, of, why_none, word
from convtool.standing import ContributionRow, GoalRow
from convtool.standing.actions import ActionRow, action_rows
from convtool.standing.agreements import AgreementRow, agreement_rows
from convtool.standing.contributions import contribution_rows
from convtool.standing.dates import DateRow, date_rows, meeting_rows, next_times
from convtool.standing.due import LAST_DAY
from convtool.standing.goals import goal_rows
from convtool.views import Column, View
from convtool.views.convenant import STATUSES
from convtool.views.goal import COLUMNS as GOAL_COLUMNS
from convtool.views.words import COLORS

_TO_DO = ("open", "overdue")


class _Role(NamedTuple):
    """A convenant with the parties in which the organisation takes part: by itself, or as one of the members."""

    convenant: Convenant
    parties: tuple[Party, ...]

    @property
    def ids(self) -> frozenset[str]:
        """What the convenant calls it where it is a party by itself."""
        return frozenset(party.id for party in self.parties if not party.members)


class _Owned(NamedTuple):
    """A goal that the organisation answers for."""

    row: GoalRow
    goal: Goal

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the function that answers for it."""
        function = self.goal.owner.function if self.goal.owner else None
        return function is not None and function.casefold() == VACANT


class _Account(NamedTuple):
    """All that concerns one organisation on a day."""

    roles: list[_Role]
    owned: list[_Owned]
    given: list[ContributionRow]
    agreed: list[AgreementRow]
    acts: list[ActionRow]
    offers: list[tuple[Offer, Meeting]]
    coming: list[DateRow]


def sheet(partner: Partner, portfolio: Portfolio) -> Sheet:
    """Give the sheet of an organisation as of the day of the portfolio."""
    programme = portfolio.programme
    account = _account(partner, portfolio)
    names = Called(programme, mark=not partner.example)
    titles = {role.convenant.id: role.convenant.titled for role in account.roles}
    goals = [owned.row for owned in account.owned]
    to_do = [row for row in account.agreed if row.state in _TO_DO]
    acts = [row for row in account.acts if row.state in _TO_DO]
    coming = [(row, row.title) for row in account.coming]
    return Sheet(
        title=called(partner.name, example=bool(partner.example)),
        parts=(
            Part(None, facts=tuple(_facts(partner, portfolio, names)), lines=tuple(_vacancies(account.owned))),
            Part(
                say("Open promises"),
                lines=open_promises(account.agreed, account.given, goals, acts),
            ),
            Part(say("In convenanten"), view=_roles(account.roles)),
            Part(say("Goals it answers for"), view=_goals(account.owned)),
            Part(say("Contributions"), view=contributions(account.given)),
            Part(say("Agreements to carry out"), view=agreements(to_do, names, titles)),
            Part(say("Actions to carry out"), view=actions(acts, names)),
            Part(say("Coming dates"), view=dates(coming, say("convenant"))),
            Part(say("Offers that were voiced"), view=_offers(account.offers, programme)),
            Part(
                say("What it is for"),
                view=_core_goals(partner, account.owned),
                lines=why_none(partner, "core_goals"),
            ),
            Part(say("What was said and why"), timeline=_said(account, programme)),
            sources(partner),
        ),
        goals=goals,
    )


def _account(partner: Partner, portfolio: Portfolio) -> _Account:
    programme, day = portfolio.programme, portfolio.as_of
    account = _Account([], [], [], [], [], [], [])
    for convenant in mentioning(portfolio, Convenant, partner.id):
        role = _Role(convenant, tuple(_parties(convenant, partner.id)))
        if role.parties:
            account.roles.append(role)
            _gather(account, role, partner.id, programme)
    for meeting in mentioning(portfolio, Meeting, partner.id):
        if not meeting.date or meeting.date.first <= day:
            rows = action_rows(meeting, programme)
            account.acts.extend(row for row in rows if partner.id in (row.owner, *row.with_))
            coming = next_times(meeting_rows(meeting, programme, LAST_DAY))
            account.coming.extend(row for row in coming if partner.id in row.partners)
            account.offers.extend((offer, meeting) for offer in meeting.offers or () if offer.party == partner.id)
    account.coming.sort(key=lambda row: (row.day, row.record, row.kind))
    return account


def _parties(convenant: Convenant, id: str) -> Iterator[Party]:
    for party in convenant.parties or ():
        if id == party.partner or id in (party.members or ()):
            yield party


def _gather(account: _Account, role: _Role, id: str, programme: Programme) -> None:
    """Add what one convenant asks of the organisation, and on which days."""
    convenant, masterplan, day = role.convenant, programme.masterplan, programme.as_of
    own = role.ids | {id}
    goals = {goal.id: goal for goal in convenant.goals or ()}
    for row in goal_rows(convenant, masterplan, day):
        if row.owner in own:
            account.owned.append(_Owned(row, goals[row.goal]))
    given = list(contribution_rows(convenant, masterplan, day))
    agreed = list(agreement_rows(convenant, day))
    account.given.extend(row for row in given if id in row.partners)
    account.agreed.extend(row for row in agreed if id in row.partners)
    account.coming.extend(
        row for row in next_times(date_rows(convenant, masterplan, day, LAST_DAY)) if id in row.partners
    )


def _facts(partner: Partner, portfolio: Portfolio, names: Called) -> Iterator[Fact]:
    yield Fact(say("id"), partner.id)
    yield Fact(say("legal name"), of(partner, "legal_name"))
    for former in partner.formerly or ():
        until = say("until {day}", day=former.until) if former.until else None
        yield Fact(say("formerly"), joined(former.name, until))
    for other in mentioning(portfolio, Partner, partner.id):
        if other.succeeded_by and other.succeeded_by.partner == partner.id:
            since = say("since {day}", day=other.succeeded_by.date) if other.succeeded_by.date else None
            yield Fact(say("took over from"), joined(names[other.id], since))
    if partner.succeeded_by:
        since = say("since {day}", day=partner.succeeded_by.date) if partner.succeeded_by.date else None
        yield Fact(say("taken over by"), joined(names[partner.succeeded_by.partner], since), "red")
    if partner.ended:
        yield Fact(say("ceased on"), partner.ended, "red")
    if partner.members:
        yield Fact(say("members"), tuple(names[member] for member in partner.members))
    if partner.note:
        yield Fact(say("note"), partner.note)


def _vacancies(owned: Sequence[_Owned]) -> Iterator[Message]:
    """Say loudly for which goals nobody answers."""
    for each in owned:
        if each.vacant:
            yield say('✘ VACANT: nobody answers for goal "{goal}"', goal=each.row.title)


def _roles(roles: Sequence[_Role]) -> View:
    lines = [(role.convenant, party) for role in roles for party in role.parties]
    return table(
        Column("convenant", say("convenant"), lambda line: called(line[0].titled, example=bool(line[0].example))),
        Column("status", say("stage"), lambda line: STATUSES[line[0].status]),
        Column("role", say("role"), lambda line: word(ROLES, line[1], "role")),
        Column("class", say("as"), lambda line: CLASSES["accedes" if line[1].accedes else line[1].class_ or "signs"]),
        Column("signed", say("signed"), lambda line: line[1].joined or of(line[1], "signed")),
        Column("ends", say("until"), lambda line: line[1].left or of(line[0], "term", "ends")),
        rows=lines,
    )


def _goals(owned: Sequence[_Owned]) -> View:
    """Give its goals as the table that follows them everywhere, with the function that answers for each."""
    columns = [
        column._replace(text=_of_row(column), value=None)
        for column in GOAL_COLUMNS
        if column.name in {"target", "actual", "trend", "verdict"}
    ]
    return table(
        Column("title", say("goal"), lambda each: each.row.title),
        Column("function", say("answers for it"), _function),
        *columns,
        rows=owned,
        color=lambda each: COLORS[each.row.verdict],
    )


def _of_row(column: Column) -> Callable[[_Owned], object]:
    return lambda each: column.text(each.row)


def _function(each: _Owned) -> object:
    return say("✘ VACANT") if each.vacant else of(each.goal, "owner", "function")


def _offers(offers: Sequence[tuple[Offer, Meeting]], programme: Programme) -> View:
    return table(
        Column("text", say("offer"), lambda pair: of(pair[0], "text")),
        Column("date", say("voiced on"), lambda pair: of(pair[1], "date")),
        Column("becomes", say("what became of it"), lambda pair: became(pair[0], programme)),
        rows=offers,
    )


def _core_goals(partner: Partner, owned: Sequence[_Owned]) -> View:
    def served(core: CoreGoal) -> object:
        goals = [
            each.row.goal
            for each in owned
            if each.goal.serves and (each.goal.serves.partner, each.goal.serves.core_goal) == (partner.id, core.id)
        ]
        return tuple(goals) or None

    return table(
        Column("text", say("core goal"), lambda core: core.text or core.id),
        Column("goals", say("goals that serve it"), served),
        rows=partner.core_goals or (),
    )


def _said(account: _Account, programme: Programme) -> tuple[Happening, ...]:
    """Give what was told about its goals, agreements and offers, the newest first."""
    found = []
    for role in account.roles:
        own = {owned.goal.id for owned in account.owned if owned.row.convenant == role.convenant.id}
        agreed = {row.agreement for row in account.agreed if row.convenant == role.convenant.id}
        found += [*_measured(role, own), *_carried_out(role, agreed), *_amended(role, own, programme)]
    return tuple(
        sorted((each for each in found if each.day <= programme.as_of), key=lambda each: each.day, reverse=True)
    )


def _measured(role: _Role, own: set[str]) -> Iterator[Happening]:
    units = {goal.id: goal.indicator.unit for goal in role.convenant.goals or () if goal.indicator}
    for each in role.convenant.measurements or ():
        day = each.recorded or each.up_to or each.date
        if each.goal in own and day and (each.note or each.says):
            word_ = SAYS.get(each.says or "")
            said = say("says: {word}", word=word_) if word_ else None
            figure = Message(
                "{about}: {value}", {"about": about_of(each), "value": value_of(each, units.get(each.goal))}
            )
            yield Happening(day.last, each.goal, joined(figure, said, each.note, by="; "))


def _carried_out(role: _Role, agreed: set[str]) -> Iterator[Happening]:
    for event in role.convenant.events or ():
        told = joined(event.outcome, event.because, event.note, by="; ")
        if event.agreement in agreed and told:
            yield Happening(event.date.first, event.agreement, told)


def _amended(role: _Role, own: set[str], programme: Programme) -> Iterator[Happening]:
    names = party_names(role.convenant, programme.partners)
    for line in amendment_lines(role.convenant, names, programme.as_of):
        paths = [each.at_ or each.add or each.remove or "" for each in line.amendment.changes or ()]
        changed = {path.split("/")[1] for path in paths if path.startswith("goals/")}
        if changed & own and line.amendment.reason:
            number = say("amendment {number}", number=int(line.amendment.number))
            yield Happening(line.amendment.date.first, number, line.amendment.reason)
