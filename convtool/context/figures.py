"""How far a goal is, in figures for people: what was agreed, what was counted, and what that rests on."""

from __future__ import annotations

from dataclasses import field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from convtool.context.charts import DRAWN, UNSURE, drawing_of
from convtool.context.judged import JudgedGoal, judged, number_of
from convtool.context.shown import Shown
from convtool.progress.cases import case_of
from convtool.progress.chart import chart_of
from convtool.progress.course import course
from convtool.progress.measured import measured, newest
from convtool.progress.verdicts import UNKNOWN
from convtool.standing.goals import goal_row
from convtool.standing.steps import steps_of, told_once
from convtool.values import Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from convtool.context.charts import Drawing
    from convtool.context.goals import GoalLine
    from convtool.models.convenant import Convenant
    from convtool.models.goals import Goal
    from convtool.models.masterplan import Masterplan
    from convtool.models.since import Measurement
    from convtool.progress.case import Point
    from convtool.progress.evidence import Value
    from convtool.progress.measured import Measured
    from convtool.standing import GoalRow
    from convtool.standing.steps import Step


_RISING = ("minimum", "cumulative", "average", "state", "change")
"""The shapes of which a larger part is a better one."""
_FALLING = ("cap", "cap-total", "state-cap")


class Figure(Shown):
    """One day in the life of a goal: what was asked by then, and what was counted.

    `required` is a number, `words` what a milestone says instead. `baseline` tells that it was counted before the
    start. `measured` is what was counted up to or on the day, as the chart shows it; `said` what stands there where
    that is no number (delivered, not-delivered, none), `areas` the numbers of areas. `judged` is the number that was
    held against what was asked, where that is another; `verdict` and `pace` what came out, None where nothing did.
    `rests_on` is what the figure rests on.
    """

    day: date
    required: Number | None
    words: str | None
    baseline: bool
    measured: Number | None
    said: str | None
    areas: tuple[tuple[str, Number], ...]
    judged: Number | None
    verdict: str | None
    pace: str | None
    due: bool
    rests_on: tuple[Ground, ...]


class Ground(Shown):
    """A measurement that counts: the kind of evidence, its source, and what is odd about it.

    `part` is its own number where the figure is a sum, `share` how many of how many a share holds for; `corrected`
    tells that it replaces an earlier one, `counted` what was counted where that is not what was agreed.
    """

    kind: str | None
    source: str | None
    note: str | None
    part: Number | None
    share: tuple[Decimal, Decimal] | None
    corrected: bool
    counted: str | None


class Stand(JudgedGoal):
    """How far one goal is, with what a controller asks besides.

    `expected` is what is expected by now, `falls` tells that it is the most there may be. `percent` is the part of it
    that was reached, `of_target` the part of what is aimed at in the end, in whole percents rounded down; None where a
    part would say nothing. `trend` is better, equal, worse or not-comparable, `pace` on-course, behind or None, `says`
    the owner's own word. `overdue` tells that its last day has passed without success, `in_trouble` that less was
    reached than was agreed, or that pace or report lag. `explanations` are what was written about the newest figure.
    """

    expected: Number | None
    falls: bool
    percent: int | None
    of_target: int | None
    trend: str
    pace: str | None
    says: str | None
    overdue: bool
    in_trouble: bool
    explanations: tuple[str, ...]


class GoalCourse(Shown):
    """A goal over time: its `drawing` (None where there is nothing to draw), and the figures in it and beside it.

    `summed` tells that what was counted is added up from the start; `row` is how far the goal is, `grounds` what
    its newest figure rests on, and `explanations` what was written about that.
    """

    row: GoalRow
    summed: bool
    drawing: Drawing | None = field(metadata=DRAWN)
    figures: tuple[Figure, ...]
    grounds: tuple[Ground, ...]
    explanations: tuple[str, ...]

    @property
    def counted(self) -> tuple[Figure, ...]:
        """The figures that are numbers, without the baseline."""
        return tuple(each for each in self.figures if each.measured and not each.baseline)

    @property
    def asked(self) -> tuple[Figure, ...]:
        """The days for which a number is asked."""
        return tuple(each for each in self.figures if each.required)


def stand_of(row: GoalRow, line: GoalLine, explanations: tuple[str, ...] = ()) -> Stand:
    """Give how far a goal is by its row."""
    told = line.shape in _RISING and row.verdict != UNKNOWN
    return Stand(
        **vars(judged(row, line)),
        expected=number_of(row.expected),
        falls=line.shape in _FALLING,
        percent=percent_of(row.ratio) if told else None,
        of_target=percent_of(row.of_target) if told else None,
        trend=row.trend,
        pace=row.pace,
        says=row.says,
        overdue=row.overdue,
        in_trouble=row.behind or row.stale or row.overdue,
        explanations=explanations,
    )


def percent_of(part: Fraction | None) -> int | None:
    """Give a part of the whole in percents, rounded down: 100 is all of it."""
    return None if part is None else int(part * 100 // 1)


def explanations_of(found: Iterable[Measurement]) -> tuple[str, ...]:
    """Give what was written about figures, each text once."""
    return tuple(dict.fromkeys(each.note for each in found if each.note))


def course_of(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> GoalCourse:
    """Give the course of a goal up to a day."""
    row, line = goal_row(convenant, goal, masterplan, day), course(convenant, goal, masterplan, day)
    found = measured(convenant, case_of(convenant, goal, masterplan, day))
    rests_on = newest(found, row.actual_date)
    chart = chart_of(line, row.unit, day)
    unsure = {each.day for each in found if each.counts and each.measurement.kind in UNSURE}
    steps = told_once(steps_of(convenant, goal, masterplan, day, line), day)
    added = bool(goal.target and (goal.target.over or goal.target.per))
    return GoalCourse(
        row=row,
        summed=bool(goal.target and goal.target.over),
        drawing=drawing_of(chart, unsure) if chart else None,
        figures=tuple(_figures(steps, line.points, found, day, added=added)),
        grounds=tuple(_ground(each, row.actual if added else None) for each in rests_on),
        explanations=explanations_of(rests_on),
    )


def _figures(
    steps: Sequence[Step], points: Iterable[Point], found: Sequence[Measured], day: date, *, added: bool
) -> Iterable[Figure]:
    by_day: dict[date, Sequence[Step | None]] = {
        on: list(some) for on, some in groupby(steps, key=lambda step: step.day)
    }
    values = {point.day: point.value for point in points}
    counted: dict[date, list[Measurement]] = {}
    for each in found:
        if each.counts:
            counted.setdefault(each.day, []).append(each.measurement)
    for on in sorted({*by_day, *values, *counted}):
        for step in by_day.get(on, (None,)):
            figure = _figure(on, step, values, counted.get(on, ()), day)
            total = values.get(on) if added else None
            yield replace(figure, rests_on=tuple(_ground(each, total) for each in counted.get(on, ())))


def _figure(
    day: date, step: Step | None, values: Mapping[date, Value], found: Sequence[Measurement], today: date
) -> Figure:
    value, row = values.get(day), step.row if step else None
    baseline = step is not None and step.sort == "baseline"
    shown = step.figure if step and (baseline or value is None) else value
    judged = row.actual if row and value and row.actual != value else None
    words = {each.value for each in found if isinstance(each.value, str)} if value is None else set()
    return Figure(
        day=day,
        required=number_of(step.required) if step else None,
        words=step.words if step else None,
        baseline=baseline,
        measured=number_of(shown),
        said=min(words, default=None),
        areas=tuple(dict.fromkeys((area, number) for each in found for area, number in _areas(each))),
        judged=number_of(judged),
        verdict=row.verdict if row else None,
        pace=row.pace if row else None,
        due=day <= today,
        rests_on=(),
    )


def _areas(measurement: Measurement) -> Iterable[tuple[str, Number]]:
    if measurement.area and isinstance(measurement.value, Number):
        yield measurement.area, measurement.value
    for area, number in (measurement.areas or {}).items():
        if isinstance(number, Number):
            yield area, number


def _ground(measurement: Measurement, total: Value | None) -> Ground:
    value, counted = measurement.value, measurement.counted
    part, whole = measurement.numerator, measurement.denominator
    own = value if isinstance(value, Number) and not measurement.area else None
    return Ground(
        kind=measurement.kind,
        source=measurement.source,
        note=measurement.note,
        part=own if own and total and own != total.number else None,
        share=None if part is None or whole is None else (part, whole),
        corrected=measurement.corrects is not None,
        counted=(counted.text or counted.stage) if counted else None,
    )
