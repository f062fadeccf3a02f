"""Every measurement of a goal, also those that do not count: corrected, too late, or of something else."""

from __future__ import annotations

from collections.abc import Iterator

from convtool.messages import Message, say
from convtool.models.since import Measurement
from convtool.progress.measured import Measured
from convtool.sheets import table
from convtool.sheets.words import EVIDENCE, joined, of, word
from convtool.values import Number, Period
from convtool.views import Column, View

_WORDS = {"delivered": say("delivered"), "not-delivered": say("not delivered"), "none": say("nothing counted")}


PERCENT = ("percent", "%")


def measurements(rows: list[Measured], unit: str | None) -> View:
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


def _remarks(row: Measured) -> Iterator[object]:
    """Say what is odd about it."""
    measurement = row.measurement
    if row.replaced:
        yield say("replaced by the figure recorded on {day}", day=of(row.replaced, "recorded"))
    if measurement.corrects:
        yield say("correction")
    if row.late:
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


_ABOUT = Column("about", say("concerns"), lambda row: about_of(row.measurement))
_VALUE = Column("value", say("figure"), lambda row: value_of(row.measurement), right=True)
_COLUMNS: tuple[Column, ...] = (
    Column("kind", say("evidence"), lambda row: word(EVIDENCE, row.measurement, "kind")),
    Column("source", say("source"), lambda row: of(row.measurement, "source")),
    Column("recorded", say("recorded"), lambda row: of(row.measurement, "recorded")),
    Column("remark", say("remark"), lambda row: joined(*_remarks(row), by="; ")),
)
