"""Shape 8: a level that is kept, in every area where each counts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from convtool.messages import say
from convtool.models.goals import NO_BOUNDS, Bounds
from convtool.progress.calendar import add_months
from convtool.progress.case import Case, Judgement, Point, unknown
from convtool.progress.evidence import Entry, Value, value_of
from convtool.progress.expectation import approximately, ratio_of, why_absent
from convtool.progress.verdicts import ACHIEVED, NOT_ACHIEVED, NOT_DUE, UNKNOWN


class Band(NamedTuple):
    """The level to keep: at least `low`, at most `high`, or both."""

    low: Fraction | None
    high: Fraction | None

    def outside(self, value: Fraction) -> Fraction:
        """Give how far a value lies outside; 0 inside."""
        below = self.low - value if self.low is not None else 0
        above = value - self.high if self.high is not None else 0
        return max(Fraction(below), Fraction(above), Fraction(0))

    @property
    def expected(self) -> Value | None:
        """The bound, or the band from low to high."""
        ends = [end for end in (self.low, self.high) if end is not None]
        return Value(ends[0], ends[-1]) if ends else None


class Reading(NamedTuple):
    """What was measured on a day, and whether an area is missing in it."""

    point: Point
    area_missing: bool


def keep(case: Case) -> Judgement:
    """8. Judged at every measurement against the bound: inside achieved, outside not-achieved, never almost.

    `in_each` takes the worst area; one that is missing makes it unknown unless a known one fails.
    """
    band = _band(case.target.keep or NO_BOUNDS)
    if band.expected is None:
        return unknown("target-unknown")
    readings = [reading for entry in case.entries if (reading := _reading(case, entry, band))]
    if not readings:
        overdue = case.start is not None and case.day > case.reporting_day(add_months(case.start, case.cycle))
        found = unknown(why_absent(case), stale=True) if overdue else Judgement(verdict=NOT_DUE)
        return replace(found, expected=band.expected)
    results = [_kept(reading, band) for reading in readings]
    newest = readings[-1].point
    verdict, reason = results[-1]
    stale = case.outdated(newest.day, case.until)
    if stale:
        verdict, reason = UNKNOWN, "outdated"
    notes = approximately(newest.value)
    known = [result for result, _ in results if result != UNKNOWN]
    if len(known) > 1:
        kept = say("kept in {met} of {periods} measurements", met=known.count(ACHIEVED), periods=len(known))
        notes = (*notes, kept)
    return Judgement(
        verdict=verdict,
        reason=reason,
        expected=band.expected,
        actual=newest.value,
        actual_date=newest.day,
        ratio=ratio_of(newest.value, band.expected),
        stale=stale,
        notes=notes,
        points=[reading.point for reading in readings],
    )


def _band(bounds: Bounds) -> Band:
    low = Fraction(bounds.from_) if bounds.from_ is not None else bounds.at_least and value_of(bounds.at_least).high
    high = Fraction(bounds.to) if bounds.to is not None else bounds.at_most and value_of(bounds.at_most).low
    return Band(low, high)


def _reading(case: Case, entry: Entry, band: Band) -> Reading | None:
    """Give the value of an entry: the one farthest outside, or nearest to it, where each area counts."""
    wanted = case.target.in_each or ()
    if not wanted:
        return Reading(Point(entry.span.last, entry.value, entry.changed), area_missing=False) if entry.value else None
    known = [entry.areas[area] for area in wanted if area in entry.areas]
    if not known:
        return None

    def badness(value: Value) -> tuple[Fraction, Fraction]:
        far = band.outside(value.low) + band.outside(value.high)
        near = min(
            end - bound if bound == band.low else bound - end
            for bound in band
            if bound is not None
            for end in value[:2]
        )
        return far, -near

    return Reading(
        Point(entry.span.last, max(known, key=badness), entry.changed), area_missing=len(known) < len(wanted)
    )


def _kept(reading: Reading, band: Band) -> tuple[str, str | None]:
    value = reading.point.value
    if reading.point.changed:
        return UNKNOWN, "indicator-changed"
    inside = {band.outside(end) == 0 for end in value[:2]}
    if inside == {False}:
        return NOT_ACHIEVED, None
    if inside == {True}:
        return (UNKNOWN, "area-missing") if reading.area_missing else (ACHIEVED, None)
    return UNKNOWN, "sources-differ" if value.differs else "range"
