"""Verdicts against a requirement, and how sure they are. Source: common rule 6 of progress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from convtool.progress.evidence import Value

ACHIEVED, ALMOST, NOT_ACHIEVED, NOT_DUE, UNKNOWN = "achieved", "almost", "not-achieved", "not-due", "unknown"
VERDICTS = (ACHIEVED, ALMOST, NOT_ACHIEVED, NOT_DUE, UNKNOWN)

Judge = Callable[[Fraction, Fraction], str]
"""A value and a requirement to a verdict."""


def at_least(almost: Fraction) -> Judge:
    """V(x, r): x >= r achieved; r > 0 and x / r >= t almost; else not achieved."""

    def judge(value: Fraction, requirement: Fraction) -> str:
        if value >= requirement:
            return ACHIEVED
        return ALMOST if requirement > 0 and value >= almost * requirement else NOT_ACHIEVED

    return judge


def at_most(almost: Fraction) -> Judge:
    """For a state that is to fall: x <= r achieved; x > 0 and r / x >= t almost; else not achieved."""

    def judge(value: Fraction, requirement: Fraction) -> str:
        if value <= requirement:
            return ACHIEVED
        return ALMOST if value > 0 and requirement >= almost * value else NOT_ACHIEVED

    return judge


def on_the_way_from(base: Fraction, almost: Fraction, otherwise: Judge, *, falling: bool) -> Judge:
    """Q(q) with q = (x - b) / (r - b): q >= 1 achieved; q >= t almost; else not achieved.

    Where r does not lie ahead of b there is no way to cover: `otherwise` judges.
    """

    def judge(value: Fraction, requirement: Fraction) -> str:
        if requirement >= base if falling else requirement <= base:
            return otherwise(value, requirement)
        covered = (value - base) / (requirement - base)
        if covered >= 1:
            return ACHIEVED
        return ALMOST if covered >= almost else NOT_ACHIEVED

    return judge


def cap(value: Fraction, requirement: Fraction) -> str:
    """At or under a cap is achieved; over it is not, and never almost."""
    return ACHIEVED if value <= requirement else NOT_ACHIEVED


def floor(value: Fraction, requirement: Fraction) -> str:
    """At or over a floor is achieved; under it is not, and never almost."""
    return ACHIEVED if value >= requirement else NOT_ACHIEVED


def judged(judges: Sequence[Judge], value: Value, requirement: Value) -> tuple[str, str | None]:
    """Judge what may be a range: the verdict that stands at every end and with every judge, else unknown and why."""
    ends = {
        judge(x, r) for judge in judges for x in {value.low, value.high} for r in {requirement.low, requirement.high}
    }
    if len(ends) == 1:
        return ends.pop(), None
    return UNKNOWN, "sources-differ" if value.differs else "range"
