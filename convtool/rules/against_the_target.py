"""Baseline and milestones lead to the target, each step in its direction and none without a change.

At least and average lead up, at most leads down, a change leads where its sign points. A step the other way is a
typing error or a target that was reached before it was set. A running total is not compared with a baseline, and a
cap per period may lie above it: staying under a cap is success.

Bad:

    goals:
      - id: stageplekken
        milestones: [{by: 2024, at_least: 20}, {by: 2026, at_least: 10}]

Good:

    goals:
      - id: stageplekken
        milestones: [{by: 2024, at_least: 10}, {by: 2026, at_least: 20}]

Repair: look up the figures and their order; where the target was reached already, raise it.
Source: craft.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from convtool.diagnostics import Finding, Place
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal, Milestone, Target
from convtool.portfolio import Programme
from convtool.records import Record
from convtool.rulebook import ERROR, rule
from convtool.values import Number, Period

_OPERATORS = ("at_least", "average", "at_most", "change")


class _Step(NamedTuple):
    """A value that is asked for, or known, at a day; `holds` where the same value may stand twice."""

    day: date
    value: Number
    record: Record
    key: str
    holds: bool = False

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.record.at(self.key)


@rule("CV309", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every step that leads away from the target or changes nothing."""
    for goal in convenant.goals or ():
        key, value = _asked(goal.target) if goal.target else ("", None)
        direction = _points(key, value) if value else 0
        if goal.target and value and direction:
            yield from _turned(goal, direction)
            milestones = _milestones(goal, key, direction)
            steps = [*_baseline(goal, goal.target), *milestones, _target(goal.target, key, value, milestones)]
            for earlier, later in pairwise(steps):
                yield from _compare(earlier, later, direction)
        elif goal.target and value and value.exact == 0:
            found = say("a change of 0 asks for nothing")
            yield Finding(goal.target.at("change"), found, say("write what is to change"))


def _turned(goal: Goal, direction: int) -> Iterator[Finding]:
    """Find milestones whose own operator points the other way."""
    for milestone in goal.milestones or ():
        key, value = _asked(milestone)
        if value and direction * _points(key, value) < 0:
            found = say('milestone "{key}" points the other way than the target', key=key)
            yield Finding(milestone.at(key), found, say("use the operator of the target"))


def _points(key: str, value: Number) -> int:
    """Give 1 for up, -1 for down, 0 where it points nowhere."""
    if key == "change":
        sign = value.low or value.high
        return (sign > 0) - (sign < 0) if sign else 0
    return -1 if key == "at_most" else 1


def _asked(record: Milestone | Target) -> tuple[str, Number | None]:
    for key in _OPERATORS:
        value = getattr(record, key)
        if value is not None:
            return key, value
    return "", None


def _baseline(goal: Goal, target: Target) -> Iterator[_Step]:
    """Give the start, where it counts the same as the target."""
    baseline = goal.baseline
    running = target.over is not None or target.change is not None
    cap = target.at_most is not None and target.per is not None
    if baseline and isinstance(baseline.value, Number) and not running and not cap:
        yield _Step(date.min, baseline.value, baseline, "value")


def _milestones(goal: Goal, operator: str, direction: int) -> list[_Step]:
    steps = []
    for milestone in goal.milestones or ():
        key, value = _asked(milestone)
        day = _last_day(milestone.by)
        if value and key == operator and day and direction * _points(key, value) > 0:
            steps.append(_Step(day, value, milestone, key))
    return sorted(steps, key=lambda step: step.day)


def _target(target: Target, key: str, value: Number, milestones: list[_Step]) -> _Step:
    last = milestones[-1:]
    by = _last_day(target.by)
    same_day = bool(last) and by is not None and by <= last[0].day
    repeats = bool(last) and (target.per is not None or key == "average")
    return _Step(by or date.max, value, target, key, holds=repeats or same_day)


def _last_day(period: Period | None) -> date | None:
    """Give the last day of a period; of a school year the end of the year in which it ends."""
    if period is None:
        return None
    return period.last or (date(period.school_year + 1, 12, 31) if period.school_year else None)


def _compare(earlier: _Step, later: _Step, direction: int) -> Iterator[Finding]:
    """Say what is surely wrong: honest numbers are compared by the ends that lie nearest."""
    before, after = (earlier.value, later.value) if direction > 0 else (later.value, earlier.value)
    low, high = before.low, after.high
    if low is None or high is None:
        return
    if high < low:
        found = say("{later} after {earlier}: a step away from the target", later=later.value, earlier=earlier.value)
        yield Finding(later.place, found, say("look up both figures and their order"), (earlier.place,))
    elif high == low and not later.holds and _is_exact(before) and _is_exact(after):
        found = say("{later} after {earlier}: a step that asks for no change", later=later.value, earlier=earlier.value)
        yield Finding(later.place, found, say("ask for more, or remove the step"), (earlier.place,))


def _is_exact(number: Number) -> bool:
    return number.exact is not None and not number.about
