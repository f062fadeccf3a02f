"""A target that each area has to reach: every area judged by itself, and the worst one decides."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from convtool.messages import say
from convtool.progress.case import Case, Judgement
from convtool.progress.evidence import value_of
from convtool.progress.expectation import falls
from convtool.progress.verdicts import ACHIEVED, ALMOST, NOT_ACHIEVED, NOT_DUE, UNKNOWN
from convtool.values import Number

_WORST_FIRST = (NOT_ACHIEVED, UNKNOWN, ALMOST, NOT_DUE, ACHIEVED)
"""One that failed decides, whatever is not known of the others; one that is not known may be the worst."""


def in_each_area(case: Case, shape: Callable[[Case], Judgement]) -> Judgement:
    """Judge the areas of `in_each` one by one by the shape of the target, each from its own baseline.

    Of two that are judged alike the one that stands lower (or higher, where less is better) is shown.
    """
    judged = {area: shape(_of_area(case, area)) for area in case.target.in_each or ()}
    area, found = min(judged.items(), key=lambda each: _rank(case, each[1]))
    measured = [each for each in judged.values() if each.actual]
    if not measured:
        return found
    if found.actual is None and found.verdict == UNKNOWN and found.reason == "no-measurement":
        found = found._replace(reason="area-missing")
    return found._replace(notes=(*found.notes, say("the area that decides: {area}", area=area)))


def _of_area(case: Case, area: str) -> Case:
    """Give the case of one area: its values, and its own baseline."""
    entries = [each._replace(value=each.areas.get(area), areas={}) for each in case.entries]
    baseline = case.goal.baseline
    number = (baseline.areas or {}).get(area) if baseline else None
    return case._replace(entries=entries, baseline=value_of(number) if isinstance(number, Number) else None)


def _rank(case: Case, found: Judgement) -> tuple[int, Fraction]:
    if found.actual is None:
        return _WORST_FIRST.index(found.verdict), Fraction(0)
    return _WORST_FIRST.index(found.verdict), -found.actual.high if falls(case.target) else found.actual.low
