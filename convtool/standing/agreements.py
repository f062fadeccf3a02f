"""One row per agreement: who does what by when, and what was last heard of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, count, takewhile
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.obligations import Agreement
from convtool.models.since import Event
from convtool.progress.calendar import MONTHS, add_months
from convtool.progress.cases import end_of
from convtool.standing.convenants import partners_of
from convtool.values import Moment, MonthDay

_LAST = 2100
"""The last year that a register can hold."""
_EVER = Moment(date(1990, 1, 1), date(1990, 12, 31), "1990")
"""The first year that it can hold."""


class AgreementRow(NamedTuple):
    """An agreement on a day.

    `owner` is the id of a party, or of a group whose members each owe it (all: every party); `partners` are the ids of
    the organisations behind it. `due` is its day, or the next one where it returns. `status` is what was
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
            due=_due(convenant, each, last, day),
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


def _due(convenant: Convenant, agreement: Agreement, last: Event | None, day: date) -> date | None:
    """Give the day it is due; of what returns the next one within the term, unless the first is overdue."""
    due = agreement.due
    if isinstance(due, Moment) and (not agreement.every or _state(convenant, agreement, last, day) == "overdue"):
        return due.last
    return next((each for _, each in days_due(convenant, agreement, day) if each >= day), None)


def days_due(convenant: Convenant, agreement: Agreement, day: date) -> Iterator[tuple[str | None, date]]:
    """Give every day on which an agreement falls due within the term as known on `day`, in order.

    Each comes with the time that it is of what returns: its number, or the year for a day of every year; None for
    what is due once.
    """
    due, end = agreement.due, end_of(convenant, day) or date(_LAST, 12, 31)
    step = MONTHS[agreement.every] if agreement.every else 0
    if isinstance(due, Moment):
        later = ((str(number + 1), add_months(due.last, step * number)) for number in count(1)) if step else ()
        found: Iterable[tuple[str | None, date]] = chain([("1" if step else None, due.last)], later)
    elif due:
        found = _yearly(due, convenant, max(1, step // 12))
    else:
        found = ()
    return takewhile(lambda each: each[1] <= end, found)


def _yearly(due: MonthDay, convenant: Convenant, years: int) -> Iterator[tuple[str, date]]:
    """Give a day of every so many years, from the first one on which the convenant binds."""
    starts = convenant.term.starts if convenant.term else None
    start = (starts or convenant.signed or _EVER).first
    first = start.year + (due.within(start.year) < start)
    return ((str(year), due.within(year)) for year in range(first, _LAST + 1, years))


def _partners(convenant: Convenant, agreement: Agreement) -> tuple[str, ...]:
    parties = convenant.parties or ()
    if agreement.each == "all":
        return partners_of(parties)
    named = {agreement.owner, agreement.each, *(agreement.with_ or ())} - {None}
    return partners_of(party for party in parties if named.intersection((party.id, party.partner)))
