"""What is drawn of a goal over time, and on which scale: the same for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from convtool.progress.case import Checkpoint, Point
from convtool.progress.course import Course
from convtool.progress.evidence import OPEN, Value

_MOST_STEPS = 7


class Spot(NamedTuple):
    """A value on its day; `changed` where something else was counted than agreed."""

    day: date
    value: Value
    changed: bool = False

    @property
    def ends(self) -> list[Fraction]:
        """The ends of its value that are known; one for an exact number."""
        low, high = self.value.low, self.value.high
        return [end for end in ((low,) if low == high else (low, high)) if abs(end) < OPEN]


class Chart(NamedTuple):
    """What is drawn, from `first` to `last`; `line` is what is expected, joined evenly or by steps."""

    first: date
    last: date
    day: date
    unit: str | None
    start: tuple[Spot, ...]
    measured: tuple[Spot, ...]
    required: tuple[Spot, ...]
    line: tuple[Spot, ...]
    linear: bool

    @property
    def ends(self) -> list[Fraction]:
        """Every number in it."""
        return [end for spot in (*self.start, *self.measured, *self.required, *self.line) for end in spot.ends]


class Scale(NamedTuple):
    """Numbers from `bottom` upwards, so many `steps` of `step` each."""

    bottom: Fraction
    step: Fraction
    steps: int

    @property
    def marks(self) -> list[Decimal]:
        """The number at each step; it has an end in decimals."""
        return [_decimal(self.bottom + number * self.step) for number in range(self.steps + 1)]


def chart_of(line: Course, unit: str | None, day: date) -> Chart | None:
    """Give what there is to draw; None where nothing but a baseline has a number and a day."""
    start = _spots([line.origin] if line.origin else [])
    measured, required, expected = _spots(line.points), _spots(line.checkpoints), _spots(line.line)
    if not (measured or required or expected):
        return None
    days = [spot.day for spot in (*start, *measured, *required, *expected)]
    return Chart(
        first=min([*days, line.start] if line.start else days),
        last=max([*days, line.end or day]),
        day=day,
        unit=unit,
        start=start,
        measured=measured,
        required=required,
        line=expected,
        linear=line.linear,
    )


def _spots(points: Iterable[Checkpoint | Point]) -> tuple[Spot, ...]:
    return tuple(
        Spot(point.day, point.value, point.changed) if isinstance(point, Point) else Spot(point.day, point.requirement)
        for point in points
    )


def scale_of(values: Sequence[Fraction]) -> Scale:
    """Choose round steps; from zero, unless that would press all values together at one side."""
    low, high = min(values), max(values)
    if low >= 0 and low * 2 <= high:
        low = Fraction(0)
    if high <= 0 and high * 2 >= low:
        high = Fraction(0)
    step = _round_step((high - low) / _MOST_STEPS or Fraction(1))
    bottom = floor(low / step) * step
    return Scale(bottom, step, max(ceil((high - bottom) / step), 1))


def _round_step(least: Fraction) -> Fraction:
    """Give the first of 1, 2, 5, 10, 20, 50 and so on, also below 1, that is not less."""
    step = Fraction(1)
    while step / 10 >= least:
        step /= 10
    while step < least:
        step *= 10
    return next(each for each in (step / 10, step / 5, step / 2, step) if each >= least)


def _decimal(number: Fraction) -> Decimal:
    """Give a number that is a step or a multiple of one: it has an end in decimals."""
    found = (Decimal(number.numerator) / Decimal(number.denominator)).normalize()
    return found.quantize(Decimal(1)) if found == found.to_integral_value() else found
