"""One row per day on which something falls due, of a convenant, a meeting or an initiative, with who sees to it.

What returns has a row for every time; what passed and is still open is overdue.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.masterplan import Masterplan
from convtool.models.meeting import Meeting
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.standing.convenants import partners_of
from convtool.standing.due import (
    Due,
    of_actions,
    of_agreements,
    of_contributions,
    of_evaluations,
    of_goals,
    of_needs,
    of_offers,
    of_reports,
    of_sessions,
    of_the_term,
    of_what_is_awaited,
)


class DateRow(NamedTuple):
    """A day on which something falls due; `overdue` where it passed and what falls due is still open.

    `record` is the id of what lies in `folder`: convenants, meetings or initiatives. `kind`, `about`, `period` and
    `what` are those of `Due`. `owner` is an id in the record, `owner_name` what the record calls it, and
    `owner_partner` the organisation behind it. `partners` are the ids of the organisations that see to it, of all
    parties where it concerns all.
    """

    file: str
    record: str
    title: str
    folder: str
    day: date
    kind: str
    about: str | None
    period: str | None
    what: str | None
    owner: str | None
    owner_name: str | None
    owner_partner: str | None
    partners: tuple[str, ...]
    overdue: bool
    example: bool

    @property
    def names(self) -> frozenset[str]:
        """The words that ask for it: its convenant or meeting, its own id, and both."""
        own = {self.about, f"{self.record}/{self.about}"} if self.about else set()
        return frozenset({self.record, *own})


def date_rows(convenant: Convenant, masterplan: Masterplan | None, day: date, until: date) -> list[DateRow]:
    """Give what falls due in a convenant from `day` to `until`, and what is overdue on `day`; by day.

    Nothing after the convenant really ended.
    """
    term = convenant.term
    ended = term.ended.date.last if term and term.ended else date.max
    found = [
        *of_the_term(convenant, day),
        *of_reports(convenant, masterplan, day),
        *of_evaluations(convenant, day),
        *of_goals(convenant, masterplan, day),
        *of_agreements(convenant, day, until),
        *of_contributions(convenant, masterplan, day, until),
        *of_what_is_awaited(convenant, day),
    ]
    wanted = [due for due in found if due.day <= ended and (due.overdue or day <= due.day <= until)]
    return sorted((_of_convenant(due, convenant) for due in wanted), key=_order)


def meeting_rows(meeting: Meeting, programme: Programme, until: date) -> list[DateRow]:
    """Give what was taken on in a meeting and falls due up to `until` or is overdue; of one to come only its day."""
    day = programme.as_of
    answer = meeting.answers.get("date")
    held = meeting.date or (answer.planned if answer else None)
    if held and held.last >= day:
        found = [Due(held.last, "meeting")]
    else:
        found = [*of_actions(meeting, programme), *of_sessions(meeting, programme), *of_offers(meeting, day)]
    return _rows_of(found, meeting, meeting.title, until)


def initiative_rows(initiative: Initiative, programme: Programme, until: date) -> list[DateRow]:
    """Give what an initiative needs up to `until`, or needed and did not get."""
    return _rows_of(of_needs(initiative, programme), initiative, initiative.name, until)


def next_times(rows: Iterable[DateRow]) -> list[DateRow]:
    """Give what is to come: of what returns the next time only, and nothing that is overdue."""
    found: dict[tuple[object, ...], DateRow] = {}
    for row in rows:
        if not row.overdue:
            step = row.period if row.kind == "milestone" else None
            found.setdefault((row.record, row.kind, row.about, step), row)
    return list(found.values())


def _order(row: DateRow) -> tuple[date, str]:
    return row.day, row.kind


def _rows_of(found: Iterable[Due], record: Meeting | Initiative, title: str, until: date) -> list[DateRow]:
    """Give rows of what falls due where organisations are called by the names of their files."""
    return sorted(
        (
            _row(due, record, title, _Holder(None, due.owner, tuple(dict.fromkeys(id for id in due.who if id))))
            for due in found
            if due.overdue or due.day <= until
        ),
        key=_order,
    )


def _of_convenant(due: Due, convenant: Convenant) -> DateRow:
    parties = convenant.parties or ()
    party = next((party for party in parties if due.owner in {party.id, party.partner}), None)
    body = next((body for body in convenant.bodies or () if body.id == due.owner), None)
    name = party.name if party else body.name if body else None
    holder = _Holder(name, party.partner if party else None, _partners(convenant, parties, due.who))
    return _row(due, convenant, convenant.titled, holder)


class _Holder(NamedTuple):
    """Who sees to it: what the record calls it, the organisation behind it, and all organisations that do so."""

    name: str | None
    partner: str | None
    partners: tuple[str, ...]


def _row(due: Due, record: Convenant | Meeting | Initiative, title: str, holder: _Holder) -> DateRow:
    _, folder, _ = record.document.path.split("/")
    return DateRow(
        file=record.document.path,
        record=record.id,
        title=title,
        folder=folder,
        day=due.day,
        kind=due.kind,
        about=due.about,
        period=due.period,
        what=due.what,
        owner=due.owner,
        owner_name=holder.name,
        owner_partner=holder.partner,
        partners=holder.partners,
        overdue=due.overdue,
        example=bool(record.example),
    )


def _partners(convenant: Convenant, parties: tuple[Party, ...], who: tuple[str | None, ...]) -> tuple[str, ...]:
    """Give the organisations behind some parties and bodies; behind all parties where none of them is meant."""
    named = {id for id in who if id}
    for body in convenant.bodies or ():
        if body.id in named:
            named |= {id for id in (body.by, *(body.with_ or ())) if id}
    meant = [party for party in parties if named.intersection((party.id, party.partner))]
    return partners_of(meant or parties)
