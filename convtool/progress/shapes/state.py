"""Shapes 5 and 6: a state or share, and a change against a base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from convtool.progress import verdicts
from convtool.progress.case import Case, Checkpoint, Judgement, standing, unknown
from convtool.progress.evidence import Value, value_of
from convtool.progress.expectation import (
    ZERO,
    aimed_at,
    checkpoints_of,
    interpolated,
    on_the_way,
    pace_of,
    pro_rata,
    ratio_of,
    verdict_at,
    why_absent,
)
from convtool.progress.verdicts import NOT_DUE, UNKNOWN, Judge
from convtool.values import Number


def state(case: Case) -> Judgement:
    """5. x is the newest state; expected the last due requirement.

    Upwards with a baseline b < r, downwards with b > r: Q((x - b) / (r - b)). Else V(x, r), or for `at_most`
    x <= r achieved, x > 0 and r / x >= t almost. A state older than one reporting cycle before D is unknown.
    """
    aim = aimed_at(case) or ZERO
    rising = case.target.at_least is not None
    plain = verdicts.at_least(case.almost) if rising else verdicts.at_most(case.almost)
    base = case.baseline.exact if case.baseline else None

    def rule(value: Fraction, requirement: Fraction) -> str:
        if base is not None and (base < requirement if rising else base > requirement):
            return verdicts.change_from(base, case.almost)(value, requirement)
        return plain(value, requirement)

    found = _newest(case, rule, checkpoints_of(case, aim))
    expected = found.expected
    if case.target.between == "linear" and case.baseline:
        expected = on_the_way(case, aim, case.baseline)
    return replace(found, pace=pace_of(found.actual, expected) if rising else pace_of(expected, found.actual))


def change(case: Case) -> Judgement:
    """6. r = b (1 + p / 100), or b + change; x is the newest state; Q((x - b) / (r - b)) in both directions.

    Expected before anything is due: b + (r - b) m / N. The ratio is q. An unknown b, or zero for percent: unknown.
    """
    number = case.target.against.value if case.target.against else None
    start = value_of(number) if isinstance(number, Number) else case.baseline
    base = start.exact if start else None
    percent = case.target.unit == "percent"
    aim = aimed_at(case)
    if start is None or base is None or (percent and base == 0):
        return unknown("no-baseline")
    if aim is None or aim.low <= 0 <= aim.high:
        return unknown("target-unknown")

    def level(step: Value) -> Value:
        low, high = ((base * (1 + end / 100) if percent else base + end) for end in (step.low, step.high))
        return Value(min(low, high), max(low, high), step.about)

    checkpoints = [Checkpoint(day, level(step)) for day, step in checkpoints_of(case, aim)]
    found = _newest(case, verdicts.change_from(base, case.almost), checkpoints)
    if found.expected is None:
        found = replace(found, expected=pro_rata(case, start, level(aim)))
    on_day = interpolated(case, start, checkpoints, level(aim))
    falling = aim.high < 0
    pace = pace_of(on_day, found.actual) if falling else pace_of(found.actual, on_day)
    return replace(found, ratio=_covered(base, found.actual, found.expected), pace=pace)


def _covered(base: Fraction, actual: Value | None, expected: Value | None) -> Fraction | None:
    """Give q = (x - b) / (r - b); None where one of them is no number or nothing was expected to change."""
    x, r = actual.exact if actual else None, expected.exact if expected else None
    return (x - base) / (r - base) if x is not None and r is not None and r != base else None


def _newest(case: Case, rule: Judge, checkpoints: Sequence[Checkpoint]) -> Judgement:
    """Judge the newest state against the last due checkpoint; without one it stands as not due."""
    points = case.points
    newest = points[-1] if points else None

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        if newest is None or case.outdated(newest.day, checkpoint.day):
            return None
        return verdict_at(checkpoint, rule, newest)

    found = standing(case, checkpoints, judge, lambda: "outdated" if newest else why_absent(case))
    if found.verdict == NOT_DUE and case.end is None:
        found = replace(found, verdict=UNKNOWN, reason="no-end")
    if newest:
        ratio = ratio_of(newest.value, found.expected)
        found = replace(found, actual=newest.value, actual_date=newest.day, ratio=ratio)
    return replace(found, points=points)
