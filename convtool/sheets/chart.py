"""A chart over time in characters: what was measured, what is required, what is expected, and the day itself.

Each sort has a shape of its own, so that it reads without colours; the numbers stand in the tables below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from convtool.messages import Message, say
from convtool.progress.evidence import FAR, Value

_MOST_STEPS = 7
_ROWS_A_STEP = 2
_YEAR, _EVERY = 4, (1, 2, 5, 10, 20)
_LEAST_COLUMNS = 8
MEASURED, CHANGED, REQUIRED, START, EXPECTED, TODAY, BOTH = "●", "×", "◆", "○", "·", "┊", "◈"
_ABOVE = (TODAY, EXPECTED, START, REQUIRED, CHANGED, MEASURED)
"""The shapes by rank: where two fall in one place, the later one is seen."""


class Spot(NamedTuple):
    """A value on its day; `changed` where something else was counted than agreed."""

    day: date
    value: Value
    changed: bool = False


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


class Drawing(NamedTuple):
    """The lines of a chart, and what the shapes in it mean."""

    lines: tuple[str, ...]
    legend: tuple[Message, ...]


class _Scale(NamedTuple):
    bottom: Fraction
    step: Fraction
    steps: int

    @property
    def rows(self) -> int:
        return self.steps * _ROWS_A_STEP

    def row(self, value: Fraction) -> int:
        """Give the row of a value, counted from the bottom; the nearest one that there is."""
        return min(max(round((value - self.bottom) / self.step * _ROWS_A_STEP), 0), self.rows)


def draw(chart: Chart, width: int, tell: Callable[[object], str]) -> Drawing:
    """Draw a chart `width` characters wide; `tell` writes a number in the reader's language."""
    scale = _scale([end for spot in _spots(chart) for end in _ends(spot.value)])
    labels = [tell(_decimal(scale.bottom + number * scale.step)) for number in range(scale.steps + 1)]
    margin = max(map(len, labels))
    columns = max(width - margin - 2, _LEAST_COLUMNS)
    places = _places(chart, scale, columns)
    lines = []
    for row in range(scale.rows, -1, -1):
        number, between = divmod(row, _ROWS_A_STEP)
        cells = "".join(places.get((column, row), " ") for column in range(columns))
        edge = f"{'':>{margin}} │" if between else f"{labels[number]:>{margin}} ┤"
        lines.append((edge + cells).rstrip())
    ticks, years = _years(chart, columns)
    lines += [f"{'':>{margin}} └{ticks}", f"{'':>{margin}}  {years}".rstrip()]
    return Drawing(tuple(lines), _legend(chart, set(places.values())))


def _spots(chart: Chart) -> Iterable[Spot]:
    return (*chart.start, *chart.measured, *chart.required, *chart.line)


def _ends(value: Value) -> list[Fraction]:
    """Give the ends of a value that are known; one for an exact number."""
    return [end for end in dict.fromkeys(value[:2]) if abs(end) < FAR / 2]


def _scale(values: Sequence[Fraction]) -> _Scale:
    """Choose round steps; from zero, unless that would press all values together at one side."""
    low, high = min(values), max(values)
    if low >= 0 and low * 2 <= high:
        low = Fraction(0)
    if high <= 0 and high * 2 >= low:
        high = Fraction(0)
    step = _round_step((high - low) / _MOST_STEPS or Fraction(1))
    bottom = floor(low / step) * step
    return _Scale(bottom, step, max(ceil((high - bottom) / step), 1))


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


def _places(chart: Chart, scale: _Scale, columns: int) -> dict[tuple[int, int], str]:
    """Give the shape at each column and row; where something measured meets a requirement, one for both."""
    found: dict[tuple[int, int], str] = {}

    def put(shape: str, column: int, row: int) -> None:
        before = found.get((column, row))
        if {before, shape} == {REQUIRED, MEASURED} or before == BOTH:
            found[column, row] = BOTH
        elif before is None or _ABOVE.index(shape) > _ABOVE.index(before):
            found[column, row] = shape

    if chart.first <= chart.day <= chart.last:
        for row in range(scale.rows + 1):
            put(TODAY, _column(chart, chart.day, columns), row)
    for column, row in _way(chart, scale, columns):
        put(EXPECTED, column, row)
    shapes = [(START, chart.start), (REQUIRED, chart.required)]
    shapes += [(CHANGED, tuple(spot for spot in chart.measured if spot.changed))]
    shapes += [(MEASURED, tuple(spot for spot in chart.measured if not spot.changed))]
    for shape, spots in shapes:
        for spot in spots:
            for end in _ends(spot.value):
                put(shape, _column(chart, spot.day, columns), scale.row(end))
    return found


def _column(chart: Chart, day: date, columns: int) -> int:
    days = (chart.last - chart.first).days or 1
    return min(max(round(Fraction((day - chart.first).days * (columns - 1), days)), 0), columns - 1)


def _way(chart: Chart, scale: _Scale, columns: int) -> Iterable[tuple[int, int]]:
    """Give the places of what is expected, column by column between each two of its spots."""
    for before, after in pairwise(chart.line):
        start, end = _column(chart, before.day, columns), _column(chart, after.day, columns)
        for low, high in zip(_ends(before.value), _ends(after.value), strict=False):
            for column in range(start, end):
                part = Fraction(column - start, end - start) if chart.linear else Fraction(0)
                yield column, scale.row(low + (high - low) * part)


def _years(chart: Chart, columns: int) -> tuple[str, str]:
    """Give the axis with a mark where each year begins, and between the marks as many years as fit, evenly chosen."""
    marks, names = ["─"] * columns, [" "] * columns
    wide = Fraction(columns * 365, (chart.last - chart.first).days or 1)
    each = next((years for years in _EVERY if years * wide >= _YEAR + 1), _EVERY[-1])
    for year in range(chart.first.year, chart.last.year + 1):
        begin = _column(chart, max(date(year, 1, 1), chart.first), columns)
        end = _column(chart, min(date(year, 12, 31), chart.last), columns)
        if year > chart.first.year:
            marks[begin] = "┴"
        place = max(min((begin + end + 1 - _YEAR) // 2, columns - _YEAR), 0)
        if year % each == 0 and 2 * (end - begin + 1) >= min(wide, Fraction(columns)):
            names[place : place + _YEAR] = str(year)
    return "".join(marks), "".join(names)


def _legend(chart: Chart, shapes: set[str]) -> tuple[Message, ...]:
    said = {
        MEASURED: say("● measured"),
        CHANGED: say("× something else was counted"),
        REQUIRED: say("◆ required"),
        BOTH: say("◈ measured and required in one place"),
        START: say("○ baseline"),
        EXPECTED: say("· expected"),
        TODAY: say("┊ {day}", day=chart.day),
    }
    unit = (say("in {unit}", unit=chart.unit),) if chart.unit else ()
    return (*unit, *(message for shape, message in said.items() if shape in shapes))
