"""Where a goal would come if it went on as it did, and how little is sure of that. It never changes a verdict.

Formulas, in the indicator's unit, exact; x is the newest figure, M the whole months from there to E:

- a total: x + M times the monthly pace of the last three steps; low and high by the slowest and fastest step;
- a state, a change, a level to keep: x + M times the slope of the line from the first figure (the baseline where it
  has a day) to the newest; low and high by the steps with the lowest and the highest slope;
- per period: the last period again; low and high are the lowest and the highest period;
- an average: the periods to come are the mean of the last three; low and high the lowest and highest period.

A step spans at least one reporting cycle, so that a good quarter is not taken for a good year. Two steps are needed
(two figures of a state). Ranges and figures that counted something else are not carried on.

Source: plain extrapolation of what was measured; the spread is what was seen, not a statistical interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from convtool.messages import Message, count, say
from convtool.progress.calendar import day_before, months, next_day
from convtool.progress.case import Case, Judgement, Point
from convtool.progress.course import aim_of, origin_of
from convtool.progress.evidence import Value
from convtool.progress.expectation import ZERO
from convtool.progress.shapes import shape_of

_RECENT = 3
_FEW = 5
_PERCENT = 100
_WHOLE_FROM = 10

_WHY = {
    "no-number": say("no forecast: nothing is counted towards a number"),
    "no-end": say("no forecast: there is no last day"),
    "ended": say("no forecast: the last day has come"),
    "too-few": say("no forecast: too little was measured"),
    "period-missing": say("no forecast: a period is missing"),
    "indicator-changed": say("no forecast: something else was counted"),
    "range": say("no forecast: the figures are no exact numbers"),
}


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What a goal would come to on its last day, between `low` and `high`, in the indicator's unit; and in words.

    Without a value `reason` is one of no-number, no-end, ended, too-few, period-missing, indicator-changed and range.
    """

    value: Value | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    reason: str | None = None
    words: Message


class Step(NamedTuple):
    """From one figure to a later one: the whole months between them, and by how much it went up."""

    months: int
    change: Fraction

    @property
    def pace(self) -> Fraction:
        """By how much it went up in a month."""
        return self.change / self.months


class _Outcome(NamedTuple):
    value: Fraction
    low: Fraction
    high: Fraction


def forecast(case: Case, found: Judgement) -> Forecast:
    """Give the forecast of a goal as it was `found`; its baseline counts where the day of it is known."""
    reason = _why_not(case, found)
    if reason or case.end is None:
        return Forecast(reason=reason, words=_WHY[reason or "no-end"])
    if case.target.average:
        return _of_average(case, found.points, case.end)
    if case.target.per:
        return _of_periods(case, found.points, case.end)
    if case.target.over:
        return _of_total(case, found.points, case.end)
    return _of_state(case, found.points, case.end)


def _why_not(case: Case, found: Judgement) -> str | None:
    """Say why nothing can be carried on, or None."""
    target, points = case.target, found.points
    hurdles = (
        ("no-number", shape_of(target) is None or target.deliver is not None or aim_of(case) is None),
        ("no-end", case.end is None),
        ("ended", case.end is not None and case.day >= case.end),
        ("too-few", not points),
        ("period-missing", target.over and not (found.actual and points[-1:] and points[-1].value == found.actual)),
        ("indicator-changed", any(point.changed for point in points)),
        ("range", any(point.value.exact is None for point in points)),
    )
    return next((reason for reason, stands_in_the_way in hurdles if stands_in_the_way), None)


def _of_total(case: Case, points: Sequence[Point], end: date) -> Forecast:
    start = [] if case.start is None else [Point(day_before(case.start), ZERO, changed=False)]
    steps = _steps([*start, *points], case.cycle)
    if len(steps) <= 1:
        return _too_few()
    recent = steps[-_RECENT:]
    pace = sum((step.change for step in recent), Fraction(0)) / sum(step.months for step in recent)
    found = _carried_on(points[-1], pace, steps, end)
    slow, fast = (12 * of(step.pace for step in steps) for of in (min, max))
    said = say(
        "at the recent pace (in all it was {slow} to {fast} a year) it would come to {outcome}",
        slow=_roughly(slow),
        fast=_roughly(fast),
        outcome=_outcome(case, found, end),
    )
    return _forecast(found, said, len(steps))


def _of_state(case: Case, points: Sequence[Point], end: date) -> Forecast:
    origin = None if case.target.in_each else origin_of(case)
    known = list(points)
    if origin and origin.value.exact is not None and origin.day < points[0].day:
        known.insert(0, origin)
    steps = _steps(known, case.cycle)
    if not steps:
        return _too_few()
    slope = sum((step.change for step in steps), Fraction(0)) / sum(step.months for step in steps)
    found = _carried_on(points[-1], slope, steps, end)
    if case.target.unit == "percent" and not case.target.change:
        found = _Outcome(*(min(max(each, Fraction(0)), Fraction(_PERCENT)) for each in found))
    said = say("along a straight line it would come to {outcome}", outcome=_outcome(case, found, end))
    return _forecast(found, said, len(steps))


def _of_periods(case: Case, points: Sequence[Point], end: date) -> Forecast:
    values = [point.value.low for point in points]
    if len(values) <= 1:
        return _too_few()
    found = _Outcome(values[-1], min(values), max(values))
    said = say("if the last period comes again, it would stay at {outcome}", outcome=_outcome(case, found, end))
    return _forecast(found, said, len(values))


def _of_average(case: Case, points: Sequence[Point], end: date) -> Forecast:
    values = [point.value.low for point in points]
    if len(values) <= 1 or case.weighted or case.start is None or not case.target.per:
        return _too_few()
    periods = len(list(case.calendar.whole_periods(case.target.per, case.start, end)))
    recent, sum_so_far = values[-_RECENT:], sum(values, Fraction(0))

    def over_all(each: Fraction) -> Fraction:
        return (sum_so_far + (periods - len(values)) * each) / periods

    mean = sum(recent, Fraction(0)) / len(recent)
    found = _Outcome(over_all(mean), over_all(min(values)), over_all(max(values)))
    said = say(
        "with periods like the last ones the average would come to {outcome}", outcome=_outcome(case, found, end)
    )
    return _forecast(found, said, len(values))


def _steps(points: Sequence[Point], cycle: int) -> list[Step]:
    """Give the steps between figures that lie at least a cycle apart; the last one runs to the newest figure."""
    chosen: list[Point] = []
    for point in points:
        if not chosen or _between(chosen[-1], point) >= cycle:
            chosen.append(point)
    if len(chosen) > 1:
        chosen[-1] = points[-1]
    return [Step(_between(before, after), after.value.low - before.value.low) for before, after in pairwise(chosen)]


def _between(before: Point, after: Point) -> int:
    return months(next_day(before.day), next_day(after.day))


def _carried_on(newest: Point, pace: Fraction, steps: Sequence[Step], end: date) -> _Outcome:
    to_come = months(next_day(newest.day), next_day(end))
    paces = [step.pace for step in steps]
    return _Outcome(*(newest.value.low + to_come * each for each in (pace, min(paces), max(paces))))


def _too_few() -> Forecast:
    return Forecast(reason="too-few", words=_WHY["too-few"])


def _forecast(found: _Outcome, said: Message, known: int) -> Forecast:
    """Put a forecast with how sure it is: by how much has been seen so far, and that nothing may change."""
    periods = count(known, "{number} period", "{number} periods")
    doubt = say("a line through two figures proves nothing")
    if known > 1:
        doubt = say("little is sure after {periods}", periods=periods)
    if known >= _FEW:
        doubt = say("this holds if it goes on as in these {periods}", periods=periods)
    return Forecast(
        value=Value(found.value, found.value),
        low=found.low,
        high=found.high,
        words=say("{forecast}; {doubt}", forecast=said, doubt=doubt),
    )


def _outcome(case: Case, found: _Outcome, end: date) -> Message:
    aim = aim_of(case) or ZERO
    said = {"value": _roughly(found.value), "end": end, "aim": aim.number}
    if found.low == found.high:
        return say("{value} by {end}, where {aim} is aimed at", **said)
    said |= {"low": _roughly(found.low), "high": _roughly(found.high)}
    return say("{value} ({low} to {high}) by {end}, where {aim} is aimed at", **said)


def _roughly(number: Fraction) -> Decimal:
    """Give a number no finer than a forecast can be: whole from ten on, else to one decimal."""
    tenths = round(number) * 10 if abs(number) >= _WHOLE_FROM else round(number * 10)
    return Decimal(tenths) / 10
