"""How far a goal is, in figures for people: what was agreed, what was counted, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convtool.context.charts import UNSURE, drawing_of
from convtool.progress import course, row_of
from convtool.progress.chart import chart_of
from convtool.progress.measured import Measured, measured, newest
from convtool.standing.goals import goal_row
from convtool.standing.steps import steps_of, told_once
from convtool.values import Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from fractions import Fraction

    from convtool.context.charts import Drawing
    from convtool.models.convenant import Convenant
    from convtool.models.goals import Goal
    from convtool.models.masterplan import Masterplan
    from convtool.models.since import Measurement
    from convtool.progress.case import Point
    from convtool.progress.evidence import Value
    from convtool.standing import GoalRow
    from convtool.standing.steps import Step


@dataclass(frozen=True, kw_only=True)
class Figure:
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


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A measurement that counts: the kind of evidence, its source, and what is odd about it.

    `part` is its own number where the figure is a sum, `corrected` tells that it replaces an earlier one, `counted`
    what was counted where that is not what was agreed.
    """

    kind: str | None
    source: str | None
    note: str | None
    part: Number | None
    corrected: bool
    counted: str | None


@dataclass(frozen=True, kw_only=True)
class Stand:
    """How far one goal is on the day of its `row`.

    `percent` is the part of what is expected by now, `of_target` of what is aimed at, in whole percents rounded down;
    None where a part would say nothing. `explanations` are what its owner wrote about the newest figure.
    """

    row: GoalRow
    expected: Number | None
    actual: Number | None
    percent: int | None
    of_target: int | None
    explanations: tuple[str, ...]

    @property
    def in_trouble(self) -> bool:
        """Whether less was reached than was agreed, or the pace or the report lags: this asks for an explanation."""
        return self.row.behind or self.row.stale or self.row.overdue


@dataclass(frozen=True, kw_only=True)
class Course:
    """A goal over time: its `drawing` (None where there is nothing to draw), and the figures in it and beside it."""

    stand: Stand
    summed: bool
    drawing: Drawing | None
    figures: tuple[Figure, ...]
    grounds: tuple[Ground, ...]


def stand_of(row: GoalRow, explanations: tuple[str, ...] = ()) -> Stand:
    """Give how far a goal is by its row."""
    capped = isinstance(row.target, dict) and "at_most" in row.target
    return Stand(
        row=row,
        expected=number_of(row.expected),
        actual=number_of(row.actual),
        percent=percent_of(row.ratio),
        of_target=None if capped else percent_of(row.of_target),
        explanations=explanations,
    )


def number_of(value: Value | None) -> Number | None:
    """Give a value as a number for people."""
    return value.number if value else None


def percent_of(part: Fraction | None) -> int | None:
    """Give a part of the whole in percents, rounded down: 100 is all of it."""
    return None if part is None else int(part * 100 // 1)


def explanations_of(found: Iterable[Measurement]) -> tuple[str, ...]:
    """Give what was written about figures, each text once."""
    return tuple(dict.fromkeys(each.note for each in found if each.note))


def course_of(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> Course:
    """Give the course of a goal up to a day."""
    row, line = goal_row(convenant, goal, masterplan, day), course(convenant, goal, masterplan, day)
    found = measured(convenant, row_of(convenant, goal, masterplan, day).case)
    rests_on = newest(found, row.actual_date)
    chart = chart_of(line, row.unit, day)
    unsure = {each.day for each in found if each.counts and each.measurement.kind in UNSURE}
    steps = told_once(steps_of(convenant, goal, masterplan, day, line), day)
    return Course(
        stand=stand_of(row, explanations_of(rests_on)),
        summed=bool(goal.target and goal.target.over),
        drawing=drawing_of(chart, unsure) if chart else None,
        figures=tuple(_figures(steps, line.points, found, day)),
        grounds=tuple(_ground(each, row.actual) for each in rests_on),
    )


def _figures(
    steps: Sequence[Step], points: Iterable[Point], found: Sequence[Measured], day: date
) -> Iterable[Figure]:
    by_day: dict[date, list[Step]] = {}
    for step in steps:
        by_day.setdefault(step.day, []).append(step)
    values = {point.day: point.value for point in points}
    counted: dict[date, list[Measurement]] = {}
    for each in found:
        if each.counts:
            counted.setdefault(each.day, []).append(each.measurement)
    for each in sorted({*by_day, *values, *counted}):
        for step in by_day.get(each) or [None]:
            yield _figure(each, step, values, counted.get(each, ()), day)


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
        rests_on=tuple(_ground(each, value) for each in found),
    )


def _areas(measurement: Measurement) -> Iterable[tuple[str, Number]]:
    if measurement.area and isinstance(measurement.value, Number):
        yield measurement.area, measurement.value
    for area, number in (measurement.areas or {}).items():
        if isinstance(number, Number):
            yield area, number


def _ground(measurement: Measurement, total: Value | None) -> Ground:
    value, counted = measurement.value, measurement.counted
    own = value if isinstance(value, Number) and not measurement.area else None
    return Ground(
        kind=measurement.kind,
        source=measurement.source,
        note=measurement.note,
        part=own if own and total and own != total.number else None,
        corrected=measurement.corrects is not None,
        counted=(counted.text or counted.stage) if counted else None,
    )
