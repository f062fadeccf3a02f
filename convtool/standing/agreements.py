"""One row per agreement: who does what by when, and what was last heard of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.obligations import Agreement
from convtool.models.since import Event
from convtool.progress.cases import end_of
from convtool.standing.convenants import partners_of
from convtool.values import Moment, MonthDay

_LAST = 2100
"""The last year that a register can hold."""


class AgreementRow(NamedTuple):
    """An agreement on a day.

    `owner` is the id of a party, or of a group whose members each owe it (all: every party); `partners` are the ids of
    the organisations behind it. `due` is its day, or the next one where it returns every year. `status` is what was
    last heard of it, on the day `since`, with its `outcome`. `state` is done, stopped, overdue or open.
    """

    convenant: str
    agreement: str
    text: str | None
    goal: str | None
    owner: str | None
    partners: tuple[str, ...]
    due: date | None
    every: str | None
    status: str | None
    since: date | None
    outcome: str | None
    state: str


def agreement_rows(convenant: Convenant, day: date) -> Iterator[AgreementRow]:
    """Give the agreements of a convenant in the order of the file, with what happened up to the day."""
    for each in convenant.agreements or ():
        last = _last(convenant, each, day)
        yield AgreementRow(
            convenant=convenant.id,
            agreement=each.id,
            text=each.text,
            goal=each.goal,
            owner=each.each or each.owner,
            partners=_partners(convenant, each),
            due=_due(convenant, each, day),
            every=each.every,
            status=last.status if last else None,
            since=last.date.first if last else None,
            outcome=(last.outcome or last.note) if last else None,
            state=_state(convenant, each, last, day),
        )


def _last(convenant: Convenant, agreement: Agreement, day: date) -> Event | None:
    """Give the newest event about an agreement that says how far it is; of two on one day the later in the file."""
    said = [
        event
        for event in convenant.events or ()
        if event.agreement == agreement.id and event.status and event.date.first <= day
    ]
    return max(reversed(said), key=lambda event: event.date.first, default=None)


def _state(convenant: Convenant, agreement: Agreement, last: Event | None, day: date) -> str:
    """What returns is never done, but can be stopped; what fell due after the convenant ended is not asked."""
    if last and (last.status == "stopped" or (last.status == "done" and not agreement.every)):
        return str(last.status)
    due, end = agreement.due, end_of(convenant, day)
    if convenant.is_draft or not isinstance(due, Moment) or due.last >= day or (end and due.last > end):
        return "open"
    return "open" if agreement.every and last else "overdue"


def _due(convenant: Convenant, agreement: Agreement, day: date) -> date | None:
    """Give the day it is due; of a day of every year the next one within the term."""
    due = agreement.due
    if not isinstance(due, MonthDay):
        return due.last if due else None
    end = end_of(convenant, day) or date(_LAST, 12, 31)
    days = (due.within(year) for year in range(day.year, end.year + 1))
    return next((each for each in days if day <= each <= end), None)


def _partners(convenant: Convenant, agreement: Agreement) -> tuple[str, ...]:
    parties = convenant.parties or ()
    if agreement.each == "all":
        return partners_of(parties)
    named = {agreement.owner, agreement.each, *(agreement.with_ or ())} - {None}
    return partners_of(party for party in parties if named.intersection((party.id, party.partner)))
