"""Every figure is about one period or day inside the term that has passed, and is written once.

A figure without a day, of a day before the start or after the end, counts for nothing, and one that stands twice looks
like two sources. What was recorded before its period ended is no count of that period; a running total says up_to.

A day in the future is a typing error. It is found where nothing else in the file lies after the day of the check: a
check as of an earlier day looks back at what came later, and that is no fault. The same goes for events and
deliveries. Nothing happens before the programme began. What is delivered for a goal may come before or after the term.

Bad:

    measurements:
      - {goal: stageplekken, period: 2025, value: 17, kind: registered, source: stageregister, recorded: 2025-09-20}

Good:

    measurements:
      - {goal: stageplekken, up_to: 2025-08-31, value: 17, kind: registered, source: register, recorded: 2025-09-20}

Repair: look the days up; write one of period, up_to and date; corrects: {period: ...} where a figure replaces another.
Source: craft.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.meeting import Meeting
from convtool.models.since import Measurement
from convtool.portfolio import Programme
from convtool.progress.calendar import Span
from convtool.progress.cases import calendar_for, end_of
from convtool.progress.evidence import place_of
from convtool.records import Record
from convtool.rulebook import ERROR, rule
from convtool.series import goal_of
from convtool.values import Moment, Period

_ABOUT = ("period", "up_to", "date", "corrects")
_DAYS = ("recorded", "period", "up_to", "date")
_LOOK_UP: Message = say("look both days up")


@rule("CV401", draft=ERROR, signed=ERROR)
def check(record: Convenant | Meeting, programme: Programme) -> Iterator[Finding]:
    """Yield every entry that cannot be."""
    if isinstance(record, Convenant) and record.measurements:
        calendar = calendar_for(record, programme.masterplan)
        places = [(measurement, place_of(measurement, calendar)) for measurement in record.measurements]
        for measurement, place in places:
            yield from _about_one_thing(record, measurement)
            if place:
                yield from _too_early(measurement, place[1])
                yield from _outside(record, measurement, place[1], programme.as_of)
        yield from _twice(record, places)
    later = list(_later(record, programme.as_of))
    if len(later) == 1:
        ((entry, key, day),) = later
        yield Finding(entry.at(key), say("{day} lies in the future", day=day), say("look the day up"))
    if isinstance(record, Convenant):
        yield from _before(record, programme)


def _about_one_thing(convenant: Convenant, measurement: Measurement) -> Iterator[Finding]:
    written = measurement.node.entries
    about = [key for key in _ABOUT if key in written and key not in measurement.answers]
    if not about:
        found = say('a figure of goal "{goal}" that says no period and no day', goal=goal_of(convenant, measurement))
        yield Finding(measurement.at("period"), found, say("add period, up_to or date"))
    elif len(about) > 1:
        found = say('"{other}" stands beside "{key}", where one of them is wanted', other=about[1], key=about[0])
        yield Finding(measurement.at(about[1]), found, say("keep one"), (measurement.at(about[0]),))


def _too_early(measurement: Measurement, span: Span) -> Iterator[Finding]:
    recorded, passed = measurement.recorded, _passed(measurement, span)
    if recorded and passed > recorded.last:
        found = say("recorded on {day}, before the last day it is about, {passed}", day=recorded, passed=passed)
        hint = say("look both days up; a count so far is written with up_to")
        yield Finding(measurement.at(_about(measurement)), found, hint, (measurement.at("recorded"),))


def _outside(convenant: Convenant, measurement: Measurement, span: Span, as_of: date) -> Iterator[Finding]:
    """Find a figure of no day inside the term; one of a day after `as_of` is not there yet."""
    passed, term = _passed(measurement, span), convenant.term
    if term is None or passed > as_of or measurement.value in {"delivered", "not-delivered"}:
        return
    ends, about = end_of(convenant, as_of), _about(measurement)
    day = getattr(measurement, about)
    if term.starts and span.last < term.starts.first:
        found = say("a figure of {day}, before the term starts on {starts}", day=day, starts=term.starts)
        yield Finding(measurement.at(about), found, _LOOK_UP, (term.at("starts"),))
    elif ends and min(span.first, passed) > ends:
        found = say("a figure of {day}, after the term ended on {ends}", day=day, ends=ends)
        place = term.at("ended", "date") if term.ended else term.at("ends")
        yield Finding(measurement.at(about), found, _LOOK_UP, (place,))


def _about(measurement: Measurement) -> str:
    return next(key for key in _ABOUT if getattr(measurement, key) is not None)


def _passed(measurement: Measurement, span: Span) -> date:
    """Give the last day the figure is about; of an imprecise day the first that it may be."""
    return measurement.date.first if _about(measurement) == "date" and measurement.date else span.last


def _twice(convenant: Convenant, places: Sequence[tuple[Measurement, tuple[str, Span] | None]]) -> Iterator[Finding]:
    """Find a figure that stands twice: same goal, days, area, kind and source, and the same thing counted."""
    seen: dict[tuple[object, ...], Measurement] = {}
    for measurement, place in places:
        if place is None or measurement.kind is None or measurement.source is None:
            continue
        counted = measurement.counted and (measurement.counted.stage, measurement.counted.text)
        same = (measurement.goal, place, measurement.area, measurement.kind, measurement.source, counted)
        first = seen.setdefault(same, measurement)
        if first is not measurement:
            about = _about(measurement)
            goal = goal_of(convenant, measurement)
            found = say('the second figure of goal "{goal}" for the same days from the same source', goal=goal)
            hint = say("keep one, or write corrects: with what it replaces")
            yield Finding(measurement.at(about), found, hint, (first.at(about),))


def _later(record: Convenant | Meeting, as_of: date) -> Iterator[tuple[Record, str, Moment | Period]]:
    """Give every entry that has a day after `as_of`, with the key of that day."""
    entries: Iterable[Record] = record.events or ()
    begun = record.signed if isinstance(record, Convenant) else record.date
    if begun and begun.first > as_of:
        return
    if isinstance(record, Convenant):
        entries = (*(record.measurements or ()), *(record.deliveries or ()), *entries)
    for entry in entries:
        written = ((key, getattr(entry, key, None)) for key in _DAYS)
        later = next(((key, day) for key, day in written if day and _is_later(key, day, as_of)), None)
        known = isinstance(entry, Measurement) and entry.recorded and entry.recorded.last <= as_of
        if later and not known:
            yield entry, *later


def _before(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Find what happened before the programme began."""
    horizon = programme.masterplan.horizon if programme.masterplan else None
    began = horizon.first if horizon else None
    for event in convenant.events or ():
        if began and event.date.last < began.first:
            found = say("happened on {day}, before the programme began in {began}", day=event.date, began=began)
            yield Finding(event.at("date"), found, say("look the day up"))


def _is_later(key: str, day: Moment | Period, as_of: date) -> bool:
    """Tell whether a day certainly lies after `as_of`: what a figure runs to by its last day, all else by its first."""
    certain = day.last if key in {"period", "up_to"} else day.first
    return certain is not None and certain > as_of
