"""Everything a register holds in plain rows, as far as some readers may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from convtool.documents import plain
from convtool.models.convenant import Convenant
from convtool.models.meeting import Meeting
from convtool.portfolio import Portfolio
from convtool.progress.cases import calendar_for
from convtool.progress.evidence import place_of
from convtool.records import Record
from convtool.standing import Standing, standing_of, together
from convtool.standing.actions import ActionRow, action_rows
from convtool.standing.agenda import Agenda, agenda_of, whole
from convtool.standing.agreements import AgreementRow, agreement_rows
from convtool.standing.convenants import partners_of
from convtool.values import Number

Day = date
"""A day, in rows that have a field of the name of its class."""
_AT_A_TIME = 100
"""So many files are kept while they are looked at from several sides."""


class Figure(NamedTuple):
    """A measurement up to the day, as it was written; also one that was corrected later, or that does not count.

    `day` is its reference day. `value` is an exact number, None for a range or a word; `value_written` what the file
    says. `corrects`, `areas`, `components` and `counted` are objects with the file's keys.
    """

    convenant: str
    goal: str
    period: str | None
    up_to: str | None
    date: str | None
    day: Day | None
    value: Decimal | None
    value_written: object
    area: str | None
    areas: object
    numerator: Decimal | None
    denominator: Decimal | None
    components: object
    counted: object
    kind: str | None
    source: str | None
    recorded: str | None
    reported: str | None
    says: str | None
    note: str | None
    corrects: object
    example: bool


class Handed(NamedTuple):
    """A delivery up to the day, or a confirmation of one, as it was written; `day` is the last that it may be."""

    convenant: str
    contribution: str
    date: str
    day: Day
    amount: Decimal | None
    quantity: Decimal | None
    quantity_written: object
    status: str | None
    confirmed_by: object
    recorded: str | None
    source: str | None
    note: str | None
    example: bool


class Withheld(NamedTuple):
    """A convenant whose text these readers may not see: what they may know of it."""

    file: str
    convenant: str
    title: str
    status: str
    partners: tuple[str, ...]
    ground: str | None
    example: bool


class Holding(NamedTuple):
    """What some files hold; rows come with their file. Withheld convenanten are in `withheld` and in nothing else.

    Agreements and actions come also with whether they are fictional.
    """

    standing: Standing
    agenda: Agenda
    figures: list[tuple[str, Figure]]
    handed: list[tuple[str, Handed]]
    agreements: list[tuple[str, AgreementRow, bool]]
    actions: list[tuple[str, ActionRow, bool]]
    withheld: list[Withheld]


def holding_of(portfolio: Portfolio, paths: Iterable[str], shows: Callable[[Convenant], bool], until: date) -> Holding:
    """Give what the files at `paths` hold of which `shows` tells that it may be seen; days up to `until`."""
    programme = portfolio.programme
    parts: list[Standing] = []
    agendas: list[Agenda] = []
    found = Holding(together([]), whole([]), [], [], [], [], [])
    for path in paths:
        record = portfolio.entries[path].record
        if isinstance(record, Convenant) and not shows(record):
            found.withheld.append(_withheld(record))
            continue
        parts.append(standing_of(portfolio, [path]))
        agendas.append(agenda_of(portfolio, [path], until))
        if isinstance(record, Convenant):
            found.figures.extend((path, each) for each in _figures(record, portfolio))
            found.handed.extend((path, each) for each in _handed(record, portfolio.as_of))
            found.agreements.extend(
                (path, each, bool(record.example)) for each in agreement_rows(record, portfolio.as_of)
            )
        elif isinstance(record, Meeting):
            found.actions.extend((path, each, bool(record.example)) for each in action_rows(record, programme))
        portfolio.entries.forget(_AT_A_TIME)
    return found._replace(standing=together(parts), agenda=whole(agendas))


def all_of(parts: Iterable[Holding]) -> Holding:
    """Give several parts as one, in the order of the files."""
    parts = list(parts)
    return Holding(
        together(part.standing for part in parts),
        whole(part.agenda for part in parts),
        sorted((each for part in parts for each in part.figures), key=lambda each: each[0]),
        sorted((each for part in parts for each in part.handed), key=lambda each: each[0]),
        sorted((each for part in parts for each in part.agreements), key=lambda each: each[0]),
        sorted((each for part in parts for each in part.actions), key=lambda each: each[0]),
        sorted(each for part in parts for each in part.withheld),
    )


def _withheld(convenant: Convenant) -> Withheld:
    publication = convenant.clauses.publication if convenant.clauses else None
    return Withheld(
        convenant.document.path,
        convenant.id,
        convenant.titled,
        convenant.status,
        partners_of(convenant.parties or ()),
        publication.ground if publication else None,
        bool(convenant.example),
    )


def _figures(convenant: Convenant, portfolio: Portfolio) -> Iterator[Figure]:
    calendar = calendar_for(convenant, portfolio.programme.masterplan)
    for each in convenant.measurements or ():
        place = place_of(each.corrects or each, calendar)
        day = place[1].last if place else None
        if day is None or day <= portfolio.as_of:
            yield Figure(
                convenant=convenant.id,
                goal=each.goal,
                period=_text(each.period),
                up_to=_text(each.up_to),
                date=_text(each.date),
                day=day,
                value=_exact(each.value),
                value_written=_written(each, "value"),
                area=each.area,
                areas=_written(each, "areas"),
                numerator=each.numerator,
                denominator=each.denominator,
                components=_written(each, "components"),
                counted=_written(each, "counted"),
                kind=each.kind,
                source=each.source,
                recorded=_text(each.recorded),
                reported=_text(each.reported),
                says=each.says,
                note=each.note,
                corrects=_written(each, "corrects"),
                example=bool(convenant.example),
            )


def _handed(convenant: Convenant, day: date) -> Iterator[Handed]:
    for each in convenant.deliveries or ():
        if each.date.last <= day:
            yield Handed(
                convenant=convenant.id,
                contribution=each.contribution,
                date=str(each.date),
                day=each.date.last,
                amount=each.amount,
                quantity=_exact(each.quantity),
                quantity_written=_written(each, "quantity"),
                status=each.status,
                confirmed_by=_written(each, "confirmed_by"),
                recorded=_text(each.recorded),
                source=each.source,
                note=each.note,
                example=bool(convenant.example),
            )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _exact(value: object) -> Decimal | None:
    return value.exact if isinstance(value, Number) and not value.about else None


def _written(record: Record, key: str) -> object:
    """Give what the file says under a key, in its own words and keys; None where nothing stands there."""
    node = record.wrote(key)
    return None if node is None else plain(node)
