"""What falls due as a file for calendars: iCalendar, RFC 5545."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event
from icalendar.parser import Contentline
from icalendar.prop import vDatetime, vInt, vText

from convtool.language import Language
from convtool.messages import say
from convtool.sharing import shared
from convtool.standing.agenda import Agenda
from convtool.standing.dates import DateRow
from convtool.views.agenda import KINDS, titled, where, who

_LONG = 75
_PROGRAM = "-//convtool//convtool//EN"


def calendar(agendas: Sequence[tuple[str, Agenda]], as_of: date, language: Language) -> str:
    """Give the agendas of some registers, by their names, as one calendar of events that last a day.

    The same thing has the same UID in every export, whatever day it was moved to; what was exported on a later day
    counts as newer.
    """
    made = Calendar()
    made.add("prodid", _PROGRAM)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", ", ".join(name for name, _ in agendas))
    events = _Events(as_of, language)
    rows = [(row, uid, each.partners) for name, each in agendas for row, uid in _named(name, each.rows)]
    parts = shared(lambda some: [(number, events.text(*rows[number])) for number in some], range(len(rows)))
    begin, end, rest = made.to_ical().partition(b"END:VCALENDAR")
    return b"".join((begin, *(text for _, text in sorted(chain.from_iterable(parts))), end, rest)).decode()


class _Events:
    """Writes events as of a day, in a language: by far the most of the work, so what they share is made once."""

    def __init__(self, as_of: date, language: Language) -> None:
        self.shared = {
            "transp": vText("TRANSPARENT"),
            "dtstamp": vDatetime(datetime.combine(as_of, time(), UTC)),
            "sequence": vInt(as_of.toordinal()),
        }
        self.show = Language(language.code, sys.maxsize).show

    def text(self, row: DateRow, uid: str, partners: Mapping[str, str]) -> bytes:
        """Give the lines of one event."""
        summary: object = titled(row)
        if row.overdue:
            summary = say("✘ overdue: {what}", what=summary)
        responsible = who(row, partners)
        lines = [where(row), *([say("who: {name}", name=responsible)] if responsible else ())]
        event = Event(self.shared)
        event.add("uid", uid)
        event.add("dtstart", row.day)
        event.add("dtend", row.day + timedelta(days=1))
        event.add("summary", self.show(summary))
        event.add("description", "\n".join(map(self.show, lines)))
        event.add("categories", [self.show(KINDS[row.kind])])
        return b"\r\n".join(_folded(line) for line in event.content_lines())


def _folded(line: Contentline) -> bytes:
    """Give a line in bytes; the library looks at every character, which only a long one needs."""
    plain = line.encode()
    return plain if len(plain) < _LONG else bytes(line.to_ical())  # type: ignore[no-untyped-call] # icalendar does not say


def _named(register: str, rows: Iterable[DateRow]) -> Iterator[tuple[DateRow, str]]:
    """Give each row with a name for ever: of the register, the record, and what falls due; never of the day."""
    known: Counter[tuple[str | None, ...]] = Counter()
    for row in rows:
        names = (register, row.folder, row.record, row.kind, row.about, row.period)
        known[names] += 1
        yield row, str(uuid5(NAMESPACE_URL, json.dumps(["convtool", *names, known[names]])))
