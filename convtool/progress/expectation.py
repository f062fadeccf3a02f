"""What is expected on a day: requirements, checkpoints, the line between them, and how a value compares."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from convtool.models.goals import Target
from convtool.progress.calendar import months, next_day
from convtool.progress.case import Case, Checkpoint, Judgement, Point
from convtool.progress.evidence import Value, required
from convtool.progress.verdicts import UNKNOWN, Judge, judged
from convtool.values import Number

OPERATORS = ("change", "average", "at_most", "at_least")
"""The keys of a target that hold a number, in the order in which they decide its shape."""
ZERO = Value(Fraction(0), Fraction(0))


def aimed_at(case: Case) -> Value | None:
    """T: the value of the target's own operator."""
    target = case.target
    number = next((found for key in OPERATORS if (found := getattr(target, key))), None)
    return required(number, falling=falls(target)) if isinstance(number, Number) else None


def falls(target: Target) -> bool:
    """Tell whether lower is better: for a cap, a level not to exceed, and a change with a minus."""
    bounds, change = target.keep, target.change
    cap = target.at_most or (bounds and bounds.at_most)
    return cap is not None or (change is not None and change.high is not None and change.high <= 0)


def required_on(case: Case, day: date) -> Value | None:
    """What is required on `day`, step by step.

    Before the first milestone nothing, then the last milestone's, and after the last milestone the target's.
    """
    if not case.milestones:
        return aimed_at(case)
    passed = [milestone for milestone in case.milestones if milestone.day <= day]
    if not passed:
        return None
    return aimed_at(case) if day > case.milestones[-1].day else passed[-1].requirement


def checkpoints_of(case: Case, aim: Value) -> list[Checkpoint]:
    """The milestones and E, in order of their days; a milestone on E itself gives way to the target."""
    end = at_end(case, aim)
    return [each for each in case.milestones if not end or each.day < end[0].day] + end


def at_end(case: Case, aim: Value) -> list[Checkpoint]:
    """E with the target as its requirement; nothing where there is no end."""
    return [Checkpoint(case.end, aim)] if case.end else []


def pro_rata(case: Case, start: Value, aim: Value) -> Value | None:
    """The start + (aim - start) x m / N, with m months elapsed of N; None without a start, an end or a whole month."""
    if case.start is None or case.end is None:
        return None
    whole = months(case.start, next_day(case.end))
    if whole <= 0:
        return None
    elapsed = min(max(months(case.start, next_day(case.day)), 0), whole)
    return _part_of_the_way(start, aim, Fraction(elapsed, whole))


def on_the_way(case: Case, start: Value | None, checkpoints: Sequence[Checkpoint], aim: Value) -> Value | None:
    """The expectation on d: between two checkpoints linear by months; before the first as if there were none.

    A target whose expectation goes by steps (`between: step`) stays at the last one that is due; before the first
    nothing is expected. Nor is it where a line has no start.
    """
    due = [each for each in checkpoints if each.day <= case.day]
    if not due:
        return None if start is None or case.target.between == "step" else pro_rata(case, start, aim)
    later = [each for each in checkpoints if each.day > case.day]
    if not later or case.target.between == "step":
        return due[-1].requirement
    before, after = due[-1], later[0]
    begin, end = next_day(before.day), next_day(after.day)
    whole = months(begin, end)
    share = Fraction(months(begin, next_day(case.day)), whole) if whole else Fraction(1)
    return _part_of_the_way(before.requirement, after.requirement, share)


def _part_of_the_way(start: Value, end: Value, share: Fraction) -> Value:
    return start.times(1 - share).plus(end.times(share))


def verdict_at(checkpoint: Checkpoint, rules: Sequence[Judge], evidence: Point) -> Judgement:
    """Judge a value against the requirement of a checkpoint; something else that was counted is no evidence."""
    verdict, reason = judged(rules, evidence.value, checkpoint.requirement)
    if evidence.changed:
        verdict, reason = UNKNOWN, "indicator-changed"
    return Judgement(
        verdict=verdict,
        reason=reason,
        expected=checkpoint.requirement,
        actual=evidence.value,
        actual_date=evidence.day,
        ratio=ratio_of(evidence.value, checkpoint.requirement),
    )


def why_absent(case: Case) -> str:
    """Say why there is no evidence: nothing measured, or nothing before the last day while something came after it."""
    return "reported-late" if case.late else "no-measurement"


def ratio_of(actual: Value | None, expected: Value | None) -> Fraction | None:
    """The actual value by the expected one; None where either is no number or expected is zero or less."""
    if actual is None or expected is None or actual.exact is None or expected.exact is None or expected.exact <= 0:
        return None
    return actual.exact / expected.exact


def room_of(actual: Value | None, cap: Value | None) -> Fraction | None:
    """What a cap leaves: T - x, negative over it; None where either is no number."""
    if actual is None or cap is None or actual.exact is None or cap.exact is None:
        return None
    return cap.exact - actual.exact


def pace_of(actual: Value | None, expected: Value | None) -> str | None:
    """Say on-course at or above what is expected on the day, behind below it; None where it cannot be said."""
    if actual is None or expected is None:
        return None
    if actual.low >= expected.high:
        return "on-course"
    return "behind" if actual.high < expected.low else None
