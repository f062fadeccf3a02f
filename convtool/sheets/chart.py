"""A chart over time in characters: what was measured, what is required, what is expected, and the day itself.

Each sort has a shape of its own, so that it reads without colours; the numbers stand in the tables below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from convtool.messages import Message, say
from convtool.progress.chart import Chart, Scale, scale_of

_ROWS_A_STEP = 2
_YEAR, _EVERY = 4, (1, 2, 5, 10, 20)
_LEAST_COLUMNS = 8
MEASURED, CHANGED, REQUIRED, START, EXPECTED, TODAY, BOTH = "●", "×", "◆", "○", "·", "┊", "◈"
_ABOVE = (TODAY, EXPECTED, START, REQUIRED, CHANGED, MEASURED)
"""The shapes by rank: where two fall in one place, the later one is seen."""


class Drawing(NamedTuple):
    """The lines of a chart, and what the shapes in it mean."""

    lines: tuple[str, ...]
    legend: tuple[Message, ...]


def draw(chart: Chart, width: int, tell: Callable[[object], str]) -> Drawing:
    """Draw a chart `width` characters wide; `tell` writes a number in the reader's language."""
    scale = scale_of(chart.ends)
    labels = [tell(mark) for mark in scale.marks]
    margin = max(map(len, labels))
    columns = max(width - margin - 2, _LEAST_COLUMNS)
    places = _places(chart, scale, columns)
    lines = []
    for row in range(_rows(scale), -1, -1):
        number, between = divmod(row, _ROWS_A_STEP)
        cells = "".join(places.get((column, row), " ") for column in range(columns))
        edge = f"{'':>{margin}} │" if between else f"{labels[number]:>{margin}} ┤"
        lines.append((edge + cells).rstrip())
    ticks, years = _years(chart, columns)
    lines += [f"{'':>{margin}} └{ticks}", f"{'':>{margin}}  {years}".rstrip()]
    return Drawing(tuple(lines), _legend(chart, set(places.values())))


def _rows(scale: Scale) -> int:
    return scale.steps * _ROWS_A_STEP


def _row(scale: Scale, value: Fraction) -> int:
    """Give the row of a value, counted from the bottom; the nearest one that there is."""
    return min(max(round((value - scale.bottom) / scale.step * _ROWS_A_STEP), 0), _rows(scale))


def _places(chart: Chart, scale: Scale, columns: int) -> dict[tuple[int, int], str]:
    """Give the shape at each column and row; where something measured meets a requirement, one for both."""
    found: dict[tuple[int, int], str] = {}

    def put(shape: str, column: int, row: int) -> None:
        before = found.get((column, row))
        if {before, shape} == {REQUIRED, MEASURED} or before == BOTH:
            found[column, row] = BOTH
        elif before is None or _ABOVE.index(shape) > _ABOVE.index(before):
            found[column, row] = shape

    if chart.first <= chart.day <= chart.last:
        for row in range(_rows(scale) + 1):
            put(TODAY, _column(chart, chart.day, columns), row)
    for column, row in _way(chart, scale, columns):
        put(EXPECTED, column, row)
    shapes = [(START, chart.start), (REQUIRED, chart.required)]
    shapes += [(CHANGED, tuple(spot for spot in chart.measured if spot.changed))]
    shapes += [(MEASURED, tuple(spot for spot in chart.measured if not spot.changed))]
    for shape, spots in shapes:
        for spot in spots:
            for end in spot.ends:
                put(shape, _column(chart, spot.day, columns), _row(scale, end))
    return found


def _column(chart: Chart, day: date, columns: int) -> int:
    days = (chart.last - chart.first).days or 1
    return min(max(round(Fraction((day - chart.first).days * (columns - 1), days)), 0), columns - 1)


def _way(chart: Chart, scale: Scale, columns: int) -> Iterable[tuple[int, int]]:
    """Give the places of what is expected, column by column between each two of its spots."""
    for before, after in pairwise(chart.line):
        start, end = _column(chart, before.day, columns), _column(chart, after.day, columns)
        for low, high in zip(before.ends, after.ends, strict=False):
            for column in range(start, end):
                part = Fraction(column - start, end - start) if chart.linear else Fraction(0)
                yield column, _row(scale, low + (high - low) * part)


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
