"""Everything that falls due in some files: the days, and what they may be asked by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple, Protocol

from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import Portfolio
from convtool.standing.dates import DateRow, date_rows, initiative_rows, meeting_rows


class HasId(Protocol):
    """Something in a record that can be asked for."""

    @property
    def id(self) -> str:
        """The name that is unique in the record."""


class Agenda(NamedTuple):
    """What falls due; `names` are the words that ask for something in the files, `partners` organisations by their ids.

    `unread` counts the files that could not be read and are left out.
    """

    rows: list[DateRow]
    names: frozenset[str]
    partners: dict[str, str]
    unread: int


def agenda_of(portfolio: Portfolio, paths: Iterable[str], until: date) -> Agenda:
    """Give what falls due up to a day in the files at `paths`; none is kept longer than it is looked at."""
    programme = portfolio.programme
    rows: list[DateRow] = []
    names: set[str] = set()
    partners: dict[str, str] = {}
    unread = 0
    for path in paths:
        record = portfolio.entries.once(path).record
        match record:
            case Convenant():
                rows += date_rows(record, programme.masterplan, portfolio.as_of, until)
                names.update(_names(record.id, record.goals, record.agreements, record.contributions))
            case Meeting():
                rows += meeting_rows(record, programme, until)
                names.update(_names(record.id, record.actions, record.sessions, record.offers))
            case Initiative():
                rows += initiative_rows(record, programme, until)
                names.update(_names(record.id, record.needs))
            case Partner():
                partners[record.id] = record.name
            case None:
                unread += 1
    return Agenda(rows, frozenset(names), partners, unread)


def whole(parts: Iterable[Agenda]) -> Agenda:
    """Give several parts as one: what is overdue first, then by day, and on one day in the order of the files."""
    parts = list(parts)
    rows = sorted((row for part in parts for row in part.rows), key=lambda row: row.file)
    return Agenda(
        sorted(rows, key=in_order),
        frozenset().union(*(part.names for part in parts)),
        {id: name for part in parts for id, name in part.partners.items()},
        sum(part.unread for part in parts),
    )


def in_order(row: DateRow) -> tuple[bool, date]:
    """Give what rows are ordered by: what is overdue first, and then the day."""
    return not row.overdue, row.day


def _names(record: str, *lists: Iterable[HasId] | None) -> Iterator[str]:
    yield record
    for each in lists:
        for item in each or ():
            id = item.id
            yield id
            yield f"{record}/{id}"
