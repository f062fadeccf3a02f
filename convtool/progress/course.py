"""The course of a goal over time, for a drawing: what was measured, what is required when, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.masterplan import Masterplan
from convtool.progress.case import Case, Checkpoint, Point
from convtool.progress.cases import case_of
from convtool.progress.evidence import Value
from convtool.progress.expectation import ZERO, aimed_at, checkpoints_of, required_on
from convtool.progress.shapes import shape_of
from convtool.progress.shapes.keep import band_of
from convtool.progress.shapes.state import base_of, level, levels


@dataclass(frozen=True, kw_only=True)
class Course:
    """A goal from its first day `start` to its last `end` (None where unknown), measured up to a day.

    Values are in the indicator's unit: a change is drawn as the level that it leads to, a band as a range from its
    lower to its upper bound. `checkpoints` are all requirements, also those to come; `line` is what is expected on
    the first day, at each checkpoint and on the last day, to be joined by straight lines or by steps (`linear`).
    `origin` is the base of a change or the baseline, on its day.
    """

    start: date | None
    end: date | None
    points: tuple[Point, ...]
    checkpoints: tuple[Checkpoint, ...]
    line: tuple[Checkpoint, ...]
    linear: bool
    origin: Point | None


def course(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> Course:
    """Give the course of a goal of a convenant, as known on a day."""
    case = case_of(convenant, goal, masterplan, day)
    shape = shape_of(case.target)
    checkpoints, start = requirements(case) if shape else [], _start(case)
    first = [Checkpoint(case.start, start)] if start and case.start and shape else []
    return Course(
        start=case.start,
        end=case.end,
        points=tuple(shape(case).points if shape else case.points),
        checkpoints=tuple(checkpoints),
        line=(*first, *checkpoints),
        linear=_is_linear(case),
        origin=origin_of(case),
    )


def requirements(case: Case) -> list[Checkpoint]:
    """Give every requirement from S to E, by day; a change as the level it leads to, a band as a range."""
    target, aim = case.target, aimed_at(case)
    if target.keep:
        bound = band_of(target.keep).expected
        return [Checkpoint(case.end or case.day, bound)] if bound else []
    if aim is None:
        return []
    if target.change:
        base = base_of(case)
        return levels(case, base, checkpoints_of(case, aim)) if base else []
    if target.average:
        return [Checkpoint(case.end or case.day, aim)]
    if target.per:
        return _of_periods(case, target.per)
    return checkpoints_of(case, aim)


def aim_of(case: Case) -> Value | None:
    """Give what is aimed at in the end, as a level: for a change where it leads to, for a band both bounds."""
    aim, base = aimed_at(case), base_of(case)
    if case.target.keep:
        return band_of(case.target.keep).expected
    if case.target.change:
        return level(case, base, aim) if base and aim else None
    return aim


def origin_of(case: Case) -> Point | None:
    """Give the base of a change, else the baseline, on the last day that it is about; None without value or day."""
    against, baseline = case.target.against, case.goal.baseline
    value = base_of(case) if case.target.change else case.baseline
    written = against if against and case.target.change else baseline
    if value is None or written is None:
        return None
    if written.date:
        return Point(written.date.last, value, changed=False)
    span = case.calendar.span(written.period) if written.period else None
    return Point(span.last, value, changed=False) if span else None


def _of_periods(case: Case, per: str) -> list[Checkpoint]:
    if case.start is None:
        return []
    spans = case.calendar.whole_periods(per, case.start, case.end or case.day)
    return [Checkpoint(span.last, wanted) for span in spans if (wanted := required_on(case, span.last))]


def _start(case: Case) -> Value | None:
    """Give what is expected on the first day: nothing yet of a total, the base of a change, else the same all along."""
    target = case.target
    if target.change:
        return base_of(case)
    if target.at_least and target.over:
        return ZERO
    if target.keep or target.average or (target.at_most and target.over and not case.milestones):
        return aim_of(case)
    return case.baseline if _is_linear(case) and not target.per else None


def _is_linear(case: Case) -> bool:
    target = case.target
    usual = "linear" if target.change or (target.at_least and target.over) else "step"
    return (target.between or usual) == "linear"
