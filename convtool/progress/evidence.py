"""Measurements as evidence: corrected ones dropped, sources that differ kept as a range, running totals and sums.

Everything counts in exact fractions of the indicator's unit. Source: common rules 2 and 6 of progress, and the
column "actual" of the eight shapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.since import Corrects, Measurement
from convtool.progress.calendar import Calendar, Span, next_day
from convtool.progress.definitions import Definitions, definitions_of
from convtool.values import Moment, Number, Period

FAR = Fraction(10**60)
"""Stands for an open end; further than any value that a register can hold."""
OPEN = FAR / 2
"""An end that lies as far as this is open."""
_NEAR = Fraction(1, 10**60)
"""Stands for the step past an end that is excluded; smaller than any written difference."""
_BEYOND = Fraction(10**45)
"""No sum, product or mean of values that a register can hold comes so far: an open end was in it."""


DIFFERS = "sources-differ"
"""Stands for the word of a day on which one source says delivered and another not-delivered."""


class Value(NamedTuple):
    """A number between two ends, both inclusive; `about` when written so, `differs` when sources do not agree."""

    low: Fraction
    high: Fraction
    about: bool = False
    differs: bool = False

    @property
    def exact(self) -> Fraction | None:
        """The one number it stands for, or None for a range."""
        return self.low if self.low == self.high else None

    def times(self, factor: Fraction) -> Value:
        """Give the value so many times; an open end stays open."""
        return spanning([self.low * factor, self.high * factor])._replace(about=self.about, differs=self.differs)

    def plus(self, other: Value) -> Value:
        """Give the sum, end by end."""
        total = spanning([self.low + other.low, self.high + other.high])
        return total._replace(about=self.about or other.about, differs=self.differs or other.differs)

    @property
    def number(self) -> Number:
        """The value as a number for people, rounded to two decimals; an end that is not known is open."""
        low = None if self.low <= -OPEN else _rounded(self.low)
        high = None if self.high >= OPEN else _rounded(self.high)
        return Number(low, high, self.about, excludes=low is None or high is None)

    def at_least(self) -> Value:
        """Give the same value as a lower bound."""
        return self._replace(high=FAR)


def _rounded(end: Fraction) -> Decimal:
    return (Decimal(round(end * 100)) / 100).normalize() + 0


def spanning(ends: Sequence[Fraction]) -> Value:
    """Give the value from the lowest of `ends` to the highest; what was reckoned from an open end is open."""
    low, high = (end if abs(end) < _BEYOND else FAR if end > 0 else -FAR for end in (min(ends), max(ends)))
    return Value(low, high)


class Entry(NamedTuple):
    """What is known of one period, of the time up to a day, or of a day: `span.last` is the reference day."""

    basis: str
    span: Span
    value: Value | None
    areas: dict[str, Value]
    word: str | None
    changed: bool
    over: Fraction | None


class Total(NamedTuple):
    """A sum over time: its value, the day it reaches without a gap, whether one lies before, and what it rests on."""

    value: Value | None
    reaches: date | None
    gap: bool
    changed: bool
    weight: Fraction | None = None


def value_of(number: Number) -> Value:
    """Give an honest number as a value."""
    low = -FAR if number.low is None else Fraction(number.low)
    high = FAR if number.high is None else Fraction(number.high)
    if number.excludes:
        low, high = (low + _NEAR, high) if number.low is not None else (low, high - _NEAR)
    return Value(low, high, number.about)


def required(number: Number, *, falling: bool) -> Value:
    """Give a number that is asked for: of over 900, or for what is to fall of under 900, what just meets it.

    The end that lies further on is no part of the demand.
    """
    value = value_of(number)
    if number.low is None if falling else number.high is None:
        return value._replace(low=value.high) if falling else value._replace(high=value.low)
    return value


def evidence(convenant: Convenant, goal: Goal, calendar: Calendar, until: date) -> list[Entry]:
    """Give what is known of `goal` with a reference day up to `until`, in the order of these days.

    Corrections take the reference day of what they correct; the last recorded one counts. Several sources for
    one day become one entry: their common value, or the range they span.
    """
    grounds = grounds_of(convenant, goal, calendar)
    definitions = definitions_of(convenant, goal, until)
    entries = [_entry(*place, found, goal, definitions) for place, found in grounds.items() if place[1].last <= until]
    return sorted(entries, key=lambda entry: (entry.span.last, entry.span.first, entry.basis))


def grounds_of(convenant: Convenant, goal: Goal, calendar: Calendar) -> dict[tuple[str, Span], list[Measurement]]:
    """Give the measurements of `goal` that count, by what they are about: basis and days. Corrected ones are gone."""
    written = [measurement for measurement in convenant.measurements or () if measurement.goal == goal.id]
    grounds: dict[tuple[str, Span], list[Measurement]] = {}
    for measurement in _uncorrected(written):
        place = place_of(measurement.corrects or measurement, calendar)
        if place:
            grounds.setdefault(place, []).append(measurement)
    return grounds


def says(convenant: Convenant, goal: Goal, calendar: Calendar, until: date) -> str | None:
    """Give the owner's own word in the newest measurement that has one."""
    words = [
        (place[1].last, measurement.recorded.last if measurement.recorded else date.min, measurement.says)
        for measurement in convenant.measurements or ()
        if measurement.goal == goal.id and measurement.says
        if (place := place_of(measurement.corrects or measurement, calendar)) and place[1].last <= until
    ]
    return max(words)[2] if words else None


def place_of(written: Measurement | Corrects, calendar: Calendar) -> tuple[str, Span] | None:
    """Give what a figure is about: period, up_to or date, and its days; None where that is not known.

    A running total counts from the start of the term.
    """
    if isinstance(written.period, Period):
        span = calendar.span(written.period)
        return ("period", span) if span else None
    if isinstance(written.up_to, Moment):
        return "up_to", Span(calendar.term_starts or date.min, written.up_to.last)
    if isinstance(written.date, Moment):
        return "date", Span(written.date.last, written.date.last)
    return None


def _uncorrected(measurements: Sequence[Measurement]) -> list[Measurement]:
    """Drop what a correction replaces: earlier entries of the same place and, where it says so, kind and source."""

    def recorded(measurement: Measurement) -> tuple[date, str]:
        return measurement.recorded.last if measurement.recorded else date.min, str(measurement.value)

    corrections = sorted((each for each in measurements if each.corrects), key=recorded)
    kept = [each for each in measurements if not each.corrects]
    for correction in corrections:
        kept = [each for each in kept if not replaces(correction, each)]
        kept.append(correction)
    return kept


def replaces(correction: Measurement, other: Measurement) -> bool:
    """Tell whether `other` is what `correction` says it corrects."""
    said = correction.corrects
    where = other.corrects or other
    return said is not None and (
        (where.period, where.up_to, where.date) == (said.period, said.up_to, said.date)
        and said.area == _area(other)
        and (said.kind is None or said.kind == other.kind or other.corrects is not None)
        and (said.source is None or said.source == other.source or other.corrects is not None)
    )


def _area(measurement: Measurement) -> str | None:
    return measurement.area or (measurement.corrects.area if measurement.corrects else None)


def _entry(basis: str, span: Span, measurements: Sequence[Measurement], goal: Goal, definitions: Definitions) -> Entry:
    """Give one entry of all that was measured for the same days, in whatever order it stands."""
    whole: list[Value] = []
    areas: dict[str, list[Value]] = {}
    for measurement in measurements:
        value, area = _value(measurement), _area(measurement)
        if value:
            (areas.setdefault(area, []) if area else whole).append(value)
        for name, number in (measurement.areas or {}).items():
            if isinstance(number, Number):
                areas.setdefault(name, []).append(value_of(number))
    words = {word for word in ("delivered", "not-delivered") if any(each.value == word for each in measurements)}
    weights = [Fraction(measurement.over) for measurement in measurements if measurement.over is not None]
    return Entry(
        basis,
        span,
        _agreed(whole),
        {name: value for name, values in areas.items() if (value := _agreed(values))},
        DIFFERS if len(words) > 1 else next(iter(words), None),
        any(
            _differs_from_indicator(measurement, goal) or definitions.differ(_counted_on(measurement, span))
            for measurement in measurements
        ),
        max(weights, default=None),
    )


def _value(measurement: Measurement) -> Value | None:
    """Give what was counted: numerator by denominator in percent, the number, or the sum of the components."""
    if measurement.numerator is not None and measurement.denominator:
        share = 100 * Fraction(measurement.numerator) / Fraction(measurement.denominator)
        return Value(share, share)
    if isinstance(measurement.value, Number):
        return value_of(measurement.value)
    if measurement.components and measurement.value is None:
        total = Fraction(sum(measurement.components.values(), Decimal(0)))
        return Value(total, total)
    return None


def _agreed(values: Sequence[Value]) -> Value | None:
    if not values:
        return None
    low, high = min(value.low for value in values), max(value.high for value in values)
    differs = any(value[:2] != values[0][:2] for value in values)
    return Value(low, high, any(value.about for value in values), differs or any(value.differs for value in values))


def _differs_from_indicator(measurement: Measurement, goal: Goal) -> bool:
    counted = measurement.counted
    if counted is None:
        return False
    stage = goal.indicator.stage if goal.indicator else None
    return counted.text is not None or counted.stage != stage


def _counted_on(measurement: Measurement, span: Span) -> date:
    """Give the day of the definition that a figure was counted by: its reference day.

    A correction was counted anew when it was recorded, by the definition of that day.
    """
    recorded = measurement.recorded if measurement.corrects else None
    return max(span.last, recorded.last) if recorded else span.last


def over_span(entries: Iterable[Entry], span: Span, *, weighted: bool) -> Total:
    """Give the value of a period: its own entry, or all its sub-periods; without a value where one is missing.

    Weighted values (a mean, with the weight in `over`) are averaged, all others added.
    """
    parts = [entry for entry in entries if entry.basis == "period" and entry.value and _within(entry.span, span)]
    for entry in parts:
        if entry.span == span:
            return Total(entry.value, span.last, gap=False, changed=entry.changed, weight=entry.over)
    chosen, reaches, gap = _tiles(parts, span.first)
    gap = gap or (bool(chosen) and reaches != span.last)
    value = (mean(chosen, weighted=True) if weighted else _sum(chosen)) if chosen and not gap else None
    weight = sum((entry.over for entry in chosen if entry.over), Fraction(0)) or None
    return Total(value, reaches, gap, any(entry.changed for entry in chosen), weight)


def mean(parts: Sequence[Entry], *, weighted: bool) -> Value | None:
    """Give the mean of the values, by their weights where `weighted`; None without values or with a weight missing."""
    if not parts or (weighted and not all(entry.over for entry in parts)):
        return None
    weights = [entry.over if weighted and entry.over else Fraction(1) for entry in parts]
    total = _sum(
        [
            entry._replace(value=entry.value and entry.value.times(weight))
            for entry, weight in zip(parts, weights, strict=True)
        ]
    )
    return total.times(1 / sum(weights, Fraction(0))) if total else None


def running(entries: Sequence[Entry], start: date) -> Total:
    """Give the total since `start`: the last running total plus the periods after it; says where a gap lies."""
    totals = [entry for entry in entries if entry.basis == "up_to" and entry.value]
    begin, base = start, None
    if totals:
        base = totals[-1]
        begin = next_day(base.span.last)
    after = [entry for entry in entries if entry.basis == "period" and entry.value and _counts(entry.span, begin, base)]
    chosen, reaches, gap = _tiles(after, begin)
    parts = [base, *chosen] if base else chosen
    return Total(
        _sum(parts),
        reaches or (base.span.last if base else None),
        gap=gap,
        changed=any(part.changed for part in parts),
    )


def _counts(span: Span, begin: date, base: Entry | None) -> bool:
    """Tell whether a period comes on top of the running total; the first of all may have begun before the start."""
    return span.first >= begin or (base is None and span.last >= begin)


def _within(inner: Span, outer: Span) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _tiles(parts: Sequence[Entry], begin: date) -> tuple[list[Entry], date | None, bool]:
    """Lay periods end to end from `begin`, the longest first where several fit; none counts twice.

    Gives those chosen, the last day they reach, and whether days in between are not covered. A period that
    began before `begin` may be the first.
    """
    chosen: list[Entry] = []
    gap = False
    reaches: date | None = None
    for entry in sorted(
        parts, key=lambda entry: (max(entry.span.first, begin), -entry.span.last.toordinal(), entry.span.first)
    ):
        due = next_day(reaches) if reaches else begin
        if entry.span.first < due and not (reaches is None and entry.span.first < begin):
            continue
        gap = gap or entry.span.first > due
        chosen.append(entry)
        reaches = entry.span.last
    return chosen, reaches, gap


def _sum(parts: Sequence[Entry]) -> Value | None:
    values = [entry.value for entry in parts if entry.value]
    if not values:
        return None
    total = values[0]
    for value in values[1:]:
        total = total.plus(value)
    return total
