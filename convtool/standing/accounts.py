"""What concerns one organisation: what it is a party to, answers for, gives, offered, and on which days.

Every row of the register is dealt once to whoever it concerns, so that many accounts take no longer than reading them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.initiative import Initiative
from convtool.models.masterplan import Masterplan
from convtool.models.meeting import Meeting
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.standing.actions import ActionRow, action_rows
from convtool.standing.agreements import AgreementRow, agreement_rows
from convtool.standing.contributions import ContributionRow, contribution_rows
from convtool.standing.convenants import partners_of
from convtool.standing.dates import DateRow, date_rows, initiative_rows, meeting_rows, next_times
from convtool.standing.due import LAST_DAY
from convtool.standing.goals import GoalRow, goal_rows
from convtool.standing.offers import OfferRow, offer_rows
from convtool.standing.sessions import SessionRow, session_rows
from convtool.values import Unanswered

VACANT = "vacant"
TO_DO = ("open", "overdue")
"""The states of an agreement or action that still has to be carried out."""


class RoleRow(NamedTuple):
    """An organisation in a convenant: the id of the party that it is, or `as_member` is one of."""

    convenant: str
    party: str
    as_member: bool


class OwnedRow(NamedTuple):
    """A goal that an organisation answers for.

    `function` is who does so there, or the word that stands instead; `serves` the organisation and the core goal that
    it contributes to; `unit` is that of what is counted.
    """

    row: GoalRow
    function: str | Unanswered | None
    serves: tuple[str | None, str | None]
    unit: str | None

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the function that answers for it."""
        return isinstance(self.function, str) and self.function.casefold() == VACANT


class Account(NamedTuple):
    """All that concerns one organisation on a day, in the order of the files; days to come by day.

    `owned` are the goals it answers for, `shared` the others in which it takes part.
    """

    roles: list[RoleRow]
    owned: list[OwnedRow]
    shared: list[GoalRow]
    given: list[ContributionRow]
    agreed: list[AgreementRow]
    acts: list[ActionRow]
    offers: list[OfferRow]
    coming: list[DateRow]


class Asked(NamedTuple):
    """What one convenant asks of its parties, on a day."""

    convenant: Convenant
    goals: list[GoalRow]
    given: list[ContributionRow]
    agreed: list[AgreementRow]
    coming: list[DateRow]


class Voiced(NamedTuple):
    """What was taken on in one meeting."""

    actions: list[ActionRow]
    offers: list[OfferRow]
    sessions: list[SessionRow]
    coming: list[DateRow]


def asked_of(convenant: Convenant, masterplan: Masterplan | None, day: date) -> Asked:
    """Give what a convenant asks of its parties."""
    return Asked(
        convenant,
        list(goal_rows(convenant, masterplan, day)),
        list(contribution_rows(convenant, masterplan, day)),
        list(agreement_rows(convenant, day)),
        next_times(date_rows(convenant, masterplan, day, LAST_DAY)),
    )


def voiced_in(meeting: Meeting, programme: Programme) -> Voiced:
    """Give what was taken on in a meeting."""
    return Voiced(
        list(action_rows(meeting, programme)),
        list(offer_rows(meeting)),
        list(session_rows(meeting, programme)),
        next_times(meeting_rows(meeting, programme, LAST_DAY)),
    )


def needed_by(initiative: Initiative, programme: Programme) -> list[DateRow]:
    """Give the days by which an initiative needs something, as far as they are to come."""
    return next_times(initiative_rows(initiative, programme, LAST_DAY))


def accounts_of(asked: Iterable[Asked], voiced: Iterable[Voiced]) -> Mapping[str, Account]:
    """Give the account of every organisation by its id; an empty one where nothing concerns it."""
    accounts = _Accounts()
    for each in asked:
        _enter(accounts, each)
    for meeting in voiced:
        _enter_meeting(accounts, meeting)
    for account in accounts.values():
        account.coming.sort(key=lambda row: (row.day, row.record, row.kind))
    return accounts


class _Accounts(dict[str, Account]):
    """Opens an account where there is none."""

    def __missing__(self, id: str) -> Account:
        self[id] = Account([], [], [], [], [], [], [], [])
        return self[id]


def _enter(accounts: _Accounts, asked: Asked) -> None:
    for party in asked.convenant.parties or ():
        for partner in partners_of((party,)):
            accounts[partner].roles.append(RoleRow(asked.convenant.id, party.id, partner != party.partner))
    _enter_goals(accounts, asked)
    for given in asked.given:
        for partner in given.partners:
            accounts[partner].given.append(given)
    for agreed in asked.agreed:
        for partner in agreed.partners:
            accounts[partner].agreed.append(agreed)
    _enter_days(accounts, asked.coming)


def _enter_days(accounts: _Accounts, coming: Iterable[DateRow]) -> None:
    for row in coming:
        for partner in row.partners:
            accounts[partner].coming.append(row)


def _enter_goals(accounts: _Accounts, asked: Asked) -> None:
    goals = {goal.id: goal for goal in asked.convenant.goals or ()}
    own = _called(asked.convenant.parties or (), whole=True)
    for row in asked.goals:
        owners = own.get(row.owner or "", ())
        for partner in owners:
            accounts[partner].owned.append(_owned(row, goals[row.goal]))
        for partner in row.partners:
            if partner not in owners:
                accounts[partner].shared.append(row)


def _called(parties: Iterable[Party], *, whole: bool) -> dict[str, tuple[str, ...]]:
    """Give the organisations that each id in a convenant stands for: `whole` leaves out the members of groups.

    An organisation is called by its own id, and by that of each party in which it takes part.
    """
    found: dict[str, list[str]] = {}
    for party in parties:
        for partner in partners_of((party,)):
            found.setdefault(partner, []).append(partner)
            if not (whole and party.members):
                found.setdefault(party.id, []).append(partner)
    return {id: tuple(dict.fromkeys(partners)) for id, partners in found.items()}


def _owned(row: GoalRow, goal: Goal) -> OwnedRow:
    owner, serves = goal.owner, goal.serves
    function = (owner.function or owner.answers.get("function")) if owner else None
    return OwnedRow(
        row=row,
        function=function,
        serves=(serves.partner, serves.core_goal) if serves else (None, None),
        unit=goal.indicator.unit if goal.indicator else None,
    )


def _enter_meeting(accounts: _Accounts, voiced: Voiced) -> None:
    for action in voiced.actions:
        for partner in dict.fromkeys((action.owner, *action.with_)):
            if partner:
                accounts[partner].acts.append(action)
    for offer in voiced.offers:
        if offer.party:
            accounts[offer.party].offers.append(offer)
    _enter_days(accounts, voiced.coming)
