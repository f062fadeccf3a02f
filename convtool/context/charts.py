"""Where everything in a chart stands: whole numbers, so that the same figures give the same drawing everywhere.

Across, places are counted in thousandths of the width, which a page may stretch; down, in pixels. So letters keep
their size on every screen.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from convtool.context.shown import Shown
from convtool.progress.chart import Scale, scale_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from decimal import Decimal

    from convtool.progress.chart import Chart, Spot
    from convtool.progress.evidence import Value

LEFT, RIGHT = 115, 950
TOP, FOOT = 18, 198
"""The part that is drawn in, with room for numbers to the left, for years below, and for half of one to the right."""
_MOST_YEARS, _MOST_TICKS = 7, 40
_EVERY = (1, 2, 3, 4, 5, 10, 20)
_NONE = Fraction(0)

TARGET, EXPECTED, TODAY = "target", "expected", "today"
BASELINE, REQUIRED, MEASURED, ESTIMATED, CHANGED = "baseline", "required", "measured", "estimated", "changed"
SHAPES = (MEASURED, ESTIMATED, CHANGED, REQUIRED, BASELINE, EXPECTED, TARGET, TODAY)
"""The order in which they are explained."""
UNSURE = ("estimate", "sample", "partner-statement")
"""The kinds of evidence that look less sure than what was registered or published."""
DRAWN = {"drawn": True}
"""Marks a field of a page that is only for drawing: where something stands is no data."""


class Mark(NamedTuple):
    """A shape of SHAPES at its place."""

    shape: str
    x: int
    y: int


class Line(NamedTuple):
    """From one place to another."""

    x1: int
    y1: int
    x2: int
    y2: int


class Drawing(Shown):
    """What a chart over time is drawn of, from back to front.

    `grid` are the heights of round numbers, `ticks` the places where years meet, `years` names in between; `targets`
    the heights of what is asked in the end; `expected` the way there; `path` joins what was measured, with a gap where
    something else was counted; `spans` reach from one end of an inexact value to the other; `today` is None where the
    day lies outside. `shapes` are those that occur.
    """

    top: int
    foot: int
    left: int
    right: int
    grid: tuple[tuple[int, Decimal], ...]
    ticks: tuple[int, ...]
    years: tuple[tuple[int, int], ...]
    targets: tuple[int, ...]
    expected: tuple[Line, ...]
    path: tuple[Line, ...]
    spans: tuple[Line, ...]
    marks: tuple[Mark, ...]
    today: int | None
    shapes: tuple[str, ...]


def drawing_of(chart: Chart, estimated: Collection[date]) -> Drawing:
    """Draw a chart; what was measured about the days `estimated` looks less sure."""
    plot = _Plot(chart)
    marks = tuple(plot.marks(estimated))
    targets = tuple(dict.fromkeys(plot.y(end) for end in (chart.required[-1].ends if chart.required else ())))
    way = tuple(plot.way())
    expected = () if all(line.y1 == line.y2 and line.y1 in targets for line in way) else way
    today = plot.x(chart.day) if chart.first <= chart.day <= chart.last else None
    drawn = {mark.shape for mark in marks}
    drawn |= {shape for shape, there in ((TARGET, targets), (EXPECTED, expected), (TODAY, today is not None)) if there}
    return Drawing(
        top=TOP,
        foot=FOOT,
        left=LEFT,
        right=RIGHT,
        grid=tuple((plot.y(Fraction(mark)), mark) for mark in plot.scale.marks),
        ticks=plot.ticks(),
        years=plot.years(),
        targets=targets,
        expected=expected,
        path=tuple(plot.path()),
        spans=tuple(plot.spans()),
        marks=marks,
        today=today,
        shapes=tuple(shape for shape in SHAPES if shape in drawn),
    )


class _Plot:
    """Turns days and values into places."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.scale: Scale = scale_of(chart.ends)
        self.height = self.scale.step * self.scale.steps
        self.pixels = (FOOT - TOP) / self.height

    def x(self, day: date) -> int:
        days = (self.chart.last - self.chart.first).days or 1
        passed = min(max((day - self.chart.first).days, 0), days)
        return LEFT + round(Fraction((RIGHT - LEFT) * passed, days))

    def y(self, value: Fraction) -> int:
        above = min(max(value - self.scale.bottom, _NONE), self.height)
        return FOOT - round(above * self.pixels)

    def marks(self, estimated: Collection[date]) -> Iterator[Mark]:
        for shape, spots in ((BASELINE, self.chart.start), (REQUIRED, self.chart.required)):
            yield from (mark for spot in spots for mark in self._at(spot, shape))
        for spot in self.chart.measured:
            sure = not spot.value.about and spot.day not in estimated
            yield from self._at(spot, CHANGED if spot.changed else MEASURED if sure else ESTIMATED)

    def _at(self, spot: Spot, shape: str) -> Iterator[Mark]:
        return (Mark(shape, self.x(spot.day), self.y(end)) for end in spot.ends)

    def way(self) -> Iterator[Line]:
        """Join what is expected, evenly or by steps; a band by both its ends."""
        for before, after in pairwise(self.chart.line):
            start, end = self.x(before.day), self.x(after.day)
            for low, high in zip(before.ends, after.ends, strict=False):
                y1, y2 = self.y(low), self.y(high)
                if self.chart.linear or y1 == y2:
                    yield Line(start, y1, end, y2)
                else:
                    yield Line(start, y1, end, y1)
                    yield Line(end, y1, end, y2)

    def path(self) -> Iterator[Line]:
        for before, after in pairwise(self.chart.measured):
            low, high = before.value.exact, after.value.exact
            if low is not None and high is not None and not (before.changed or after.changed):
                yield Line(self.x(before.day), self.y(low), self.x(after.day), self.y(high))

    def spans(self) -> Iterator[Line]:
        for spot in (*self.chart.start, *self.chart.required, *self.chart.measured):
            if spot.value.exact is None:
                yield self._span(self.x(spot.day), spot.value)

    def _span(self, x: int, value: Value) -> Line:
        """Reach to the edge where an end is not known."""
        return Line(x, self.y(value.low), x, self.y(value.high))

    def ticks(self) -> tuple[int, ...]:
        """Give where each year begins; nothing where these would lie too close."""
        years = range(self.chart.first.year + 1, self.chart.last.year + 1)
        starts = (self.chart.first.replace(year=year, month=1, day=1) for year in years)
        return tuple(map(self.x, starts)) if len(years) <= _MOST_TICKS else ()

    def years(self) -> tuple[tuple[int, int], ...]:
        """Give as many years as can be read side by side on a phone, evenly chosen, each in its own middle."""
        first, last = self.chart.first, self.chart.last
        count = last.year - first.year + 1
        each = next((years for years in _EVERY if count <= years * _MOST_YEARS), _EVERY[-1])
        middles = (first.replace(year=year, month=7, day=1) for year in range(first.year, last.year + 1))
        found = tuple((self.x(min(max(day, first), last)), day.year) for day in middles if day.year % each == 0)
        wide = Fraction(RIGHT - LEFT, _MOST_YEARS + 1)
        return found if len(found) <= 1 else _apart(found, wide)


def _apart(found: tuple[tuple[int, int], ...], wide: Fraction) -> tuple[tuple[int, int], ...]:
    """Leave out the first or the last where only a piece of that year is drawn, and it would stand on its neighbour."""
    if found[1][0] - found[0][0] < wide:
        found = found[1:]
    return found[:-1] if len(found) > 1 and found[-1][0] - found[-2][0] < wide else found
