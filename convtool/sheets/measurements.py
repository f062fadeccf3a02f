"""Every measurement of a goal, also those that do not count: corrected, too late, or of something else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.since import Measurement
from convtool.progress.case import Case
from convtool.progress.evidence import grounds_of, place_of, replaces
from convtool.sheets import table
from convtool.sheets.words import EVIDENCE, joined, of, word
from convtool.values import Number, Period
from convtool.views import Column, View

_WORDS = {"delivered": say("delivered"), "not-delivered": say("not delivered"), "none": say("nothing counted")}


PERCENT = ("percent", "%")


class MeasurementRow(NamedTuple):
    """A measurement and the day it is about; `counts` tells that it is evidence, `remark` what is odd about it."""

    measurement: Measurement
    day: date
    about: object
    counts: bool
    remark: Message | None


def measurement_rows(convenant: Convenant, case: Case) -> list[MeasurementRow]:
    """Give the measurements of a goal that are about days up to that of the case, by day and then as recorded."""
    goal, calendar = case.goal, case.calendar
    end = None if case.target.deliver else case.end
    counting = {id(each) for found in grounds_of(convenant, goal, calendar).values() for each in found}
    written = [each for each in convenant.measurements or () if each.goal == goal.id]
    rows = []
    for each in written:
        place = place_of(each.corrects or each, calendar)
        if place and place[1].last <= case.day:
            late = end is not None and place[1].last > end
            correction = next((other for other in written if replaces(other, each) and other is not each), None)
            remark = joined(*_remarks(each, None if id(each) in counting else correction, late=late), by="; ")
            rows.append(MeasurementRow(each, place[1].last, about_of(each), id(each) in counting and not late, remark))
    return sorted(rows, key=lambda row: (row.day, _recorded(row.measurement)))


def measured(rows: list[MeasurementRow], unit: str | None) -> View:
    """Give measurements in a unit as a table."""
    head = say("figure in {unit}", unit=unit) if unit else say("figure")
    return table(
        _ABOUT, _VALUE._replace(head=head), *_COLUMNS, rows=rows, color=lambda row: None if row.counts else "dim"
    )


def value_of(measurement: Measurement, unit: str | None = None) -> object:
    """Give what was counted, in words where it is no number, with its unit and the parts that it is made of."""
    value = measurement.value
    shown: object = _WORDS.get(value) if isinstance(value, str) else value
    if unit and isinstance(value, Number):
        text = "{number}%" if unit in PERCENT else "{number} {unit}"
        shown = Message(text, {"number": value, "unit": unit})
    share = None
    if measurement.numerator is not None and measurement.denominator is not None:
        share = say("{part} of {whole}", part=measurement.numerator, whole=measurement.denominator)
    parts = (measurement.components or {}) | (measurement.areas or {})
    named = tuple(Message("{name} {number}", {"name": name, "number": _part(part)}) for name, part in parts.items())
    detail = joined(share, named)
    return Message("{value} ({detail})", {"value": shown, "detail": detail}) if shown and detail else shown or detail


def _part(part: object) -> object:
    return _WORDS.get(part, part) if isinstance(part, str) else part


def about_of(measurement: Measurement) -> object:
    """Give what a measurement is about: a period, the time up to a day, or a day."""
    written = measurement.corrects or measurement
    if written.up_to:
        return say("up to {day}", day=written.up_to)
    return written.period if isinstance(written.period, Period) else written.date


def _remarks(measurement: Measurement, correction: Measurement | None, *, late: bool) -> Iterator[object]:
    if correction:
        yield say("replaced by the figure recorded on {day}", day=of(correction, "recorded"))
    if measurement.corrects:
        yield say("correction")
    if late:
        yield say("after the last day, and not counted")
    counted = measurement.counted
    if counted:
        yield say("something else was counted: {what}", what=counted.text or counted.stage)
    area = measurement.area or (measurement.corrects.area if measurement.corrects else None)
    if area:
        yield say("area {area}", area=area)
    for name, number in (measurement.beside or {}).items():
        yield say("beside it: {name} {number}", name=name, number=number)
    if measurement.difference and measurement.difference.because:
        yield measurement.difference.because
    if measurement.note:
        yield measurement.note


def _recorded(measurement: Measurement) -> str:
    return str(measurement.recorded or "")


_ABOUT = Column("about", say("concerns"), lambda row: row.about)
_VALUE = Column("value", say("figure"), lambda row: value_of(row.measurement), right=True)
_COLUMNS: tuple[Column, ...] = (
    Column("kind", say("evidence"), lambda row: word(EVIDENCE, row.measurement, "kind")),
    Column("source", say("source"), lambda row: of(row.measurement, "source")),
    Column("recorded", say("recorded"), lambda row: of(row.measurement, "recorded")),
    Column("remark", say("remark"), lambda row: row.remark),
)
