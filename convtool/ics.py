"""What falls due as a file for calendars: iCalendar, RFC 5545."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from convtool.language import Language
from convtool.messages import say
from convtool.standing.agenda import Agenda
from convtool.standing.dates import DateRow
from convtool.views.agenda import KINDS, titled, where, who

_PROGRAM = "-//convtool//convtool//EN"


def calendar(agendas: Sequence[tuple[str, Agenda]], as_of: date, language: Language) -> str:
    """Give the agendas of some registers, by their names, as one calendar of events that last a day.

    The same thing has the same UID in every export, whatever day it was moved to; what was exported on a later day
    counts as newer.
    """
    language = Language(language.code, sys.maxsize)
    made = Calendar()
    made.add("prodid", _PROGRAM)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", ", ".join(name for name, _ in agendas))
    for name, agenda in agendas:
        for row, uid in zip(agenda.rows, _uids(name, agenda.rows), strict=True):
            event = _event(row, agenda.partners, language)
            event.add("uid", uid)
            event.add("dtstamp", datetime.combine(as_of, time(), UTC))
            event.add("sequence", as_of.toordinal())
            made.add_component(event)
    return bytes(made.to_ical()).decode()


def _event(row: DateRow, partners: Mapping[str, str], language: Language) -> Event:
    summary: object = titled(row)
    if row.overdue:
        summary = say("✘ overdue: {what}", what=summary)
    responsible = who(row, partners)
    lines = [where(row), *([say("who: {name}", name=responsible)] if responsible else ())]
    event = Event()
    event.add("dtstart", row.day)
    event.add("dtend", row.day + timedelta(days=1))
    event.add("summary", language.show(summary))
    event.add("description", "\n".join(map(language.show, lines)))
    event.add("categories", [language.show(KINDS[row.kind])])
    event.add("transp", "TRANSPARENT")
    return event


def _uids(register: str, rows: Iterable[DateRow]) -> Iterator[str]:
    """Give each row a name for ever: of the register, the record, and what falls due; never of the day."""
    known: Counter[tuple[str | None, ...]] = Counter()
    for row in rows:
        folder = "meetings" if row.in_meeting else "convenants"
        names = (register, folder, row.record, row.kind, row.about, row.period)
        known[names] += 1
        yield str(uuid5(NAMESPACE_URL, json.dumps(["convtool", *names, known[names]])))
