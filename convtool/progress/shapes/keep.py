"""Shape 8: a level that is kept, in every area where each counts."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from convtool.messages import say
from convtool.models.goals import NO_BOUNDS, Bounds
from convtool.progress.calendar import add_months
from convtool.progress.case import Case, Judgement, Point, moved, unjudged, unknown
from convtool.progress.evidence import Entry, Value, required
from convtool.progress.expectation import ratio_of, why_absent
from convtool.progress.verdicts import ACHIEVED, NOT_ACHIEVED, NOT_DUE, UNKNOWN

_WORST_FIRST = (NOT_ACHIEVED, UNKNOWN, ACHIEVED)


class Band(NamedTuple):
    """The level to keep: at least `low`, at most `high`, or both."""

    low: Fraction | None
    high: Fraction | None

    def margin(self, value: Value) -> Fraction:
        """Give how far the worst end of a value lies from the nearest bound; negative outside."""
        ends = ([] if self.low is None else [value.low - self.low]) + (
            [] if self.high is None else [self.high - value.high]
        )
        return min(ends)

    def is_beyond(self, value: Value) -> bool:
        """Tell whether all of a value lies outside, on one side."""
        return (self.low is not None and value.high < self.low) or (self.high is not None and value.low > self.high)

    @property
    def expected(self) -> Value | None:
        """The bound, or the band from low to high."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return Value(ends[0], ends[-1]) if ends else None


class Reading(NamedTuple):
    """What was measured on a day, how it is judged, and in which area where each counts."""

    point: Point
    area: str | None
    verdict: str
    reason: str | None


def keep(case: Case) -> Judgement:
    """8. Judged at every measurement against the bound: inside achieved, outside not-achieved, never almost.

    `in_each` takes the worst area; one that is missing makes it unknown unless a known one fails.
    """
    band = band_of(case.target.keep or NO_BOUNDS)
    if band.expected is None:
        return unjudged(case, "target-unknown")
    readings = [reading for entry in case.entries if (reading := _reading(case, entry, band))]
    if not readings:
        overdue = case.start is not None and case.day > case.reporting_day(add_months(case.start, case.cycle))
        found = unknown(why_absent(case), stale=True) if overdue else Judgement(verdict=NOT_DUE)
        return found._replace(expected=band.expected)
    points = [reading.point for reading in readings]
    newest = points[-1]
    _, area, verdict, reason = readings[-1]
    stale = case.outdated(newest.day, case.until)
    if stale:
        verdict, reason = UNKNOWN, "outdated"
    known = [reading.verdict for reading in readings if reading.verdict != UNKNOWN]
    kept = say("kept in {met} of {periods} measurements", met=known.count(ACHIEVED), periods=len(known))
    decides = (say("the area that decides: {area}", area=area),) if area else ()
    return Judgement(
        verdict=verdict,
        reason=reason,
        expected=band.expected,
        actual=newest.value,
        actual_date=newest.day,
        ratio=ratio_of(newest.value, band.expected),
        stale=stale,
        notes=(*decides, kept) if len(known) > 1 else decides,
        points=points,
        moved=moved(case, points, ()),
    )


def band_of(bounds: Bounds) -> Band:
    """Give the level that bounds hold on to."""
    least, most = bounds.at_least, bounds.at_most
    low = Fraction(bounds.from_) if bounds.from_ is not None else least and required(least, falling=False).high
    high = Fraction(bounds.to) if bounds.to is not None else most and required(most, falling=True).low
    return Band(low, high)


def _reading(case: Case, entry: Entry, band: Band) -> Reading | None:
    """Judge the value of an entry; where each area counts the worst one: one that fails, one unknown, the nearest."""
    wanted = case.target.in_each or ()
    areas = {area: entry.areas[area] for area in wanted if area in entry.areas}
    if not wanted and entry.value:
        verdict, reason = _kept(entry.value, band, changed=entry.changed)
        return Reading(Point(entry.span.last, entry.value, entry.changed), None, verdict, reason)
    if not areas:
        return None
    judged = {area: _kept(value, band, changed=entry.changed) for area, value in areas.items()}
    worst = min(areas, key=lambda area: (_WORST_FIRST.index(judged[area][0]), band.margin(areas[area])))
    verdict, reason = judged[worst]
    if len(areas) < len(wanted) and verdict == ACHIEVED:
        verdict, reason = UNKNOWN, "area-missing"
    return Reading(Point(entry.span.last, areas[worst], entry.changed), worst, verdict, reason)


def _kept(value: Value, band: Band, *, changed: bool) -> tuple[str, str | None]:
    if changed:
        return UNKNOWN, "indicator-changed"
    if band.margin(value) >= 0:
        return ACHIEVED, None
    if band.is_beyond(value):
        return NOT_ACHIEVED, None
    return UNKNOWN, "sources-differ" if value.differs else "range"
