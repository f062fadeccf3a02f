"""What a goal asks by which day, and how far it was on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.masterplan import Masterplan
from convtool.progress.cases import calendar_for
from convtool.progress.course import Course
from convtool.progress.evidence import Value
from convtool.standing.goals import GoalRow, goal_row


class Step(NamedTuple):
    """A day on which something was so or is asked: `sort` is baseline, required or milestone (that one in `words`).

    `row` is how far the goal was on it, None where no figure tells.
    """

    day: date
    sort: str
    required: Value | None
    words: str | None
    figure: Value | None
    row: GoalRow | None


def steps_of(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date, line: Course) -> list[Step]:
    """Give the baseline, every requirement with what the figures said on its day, and milestones in words, by day.

    `line` is the course of the goal on the day.
    """
    return sorted(_steps(convenant, goal, masterplan, day, line), key=lambda step: step.day)


def _steps(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date, line: Course) -> Iterator[Step]:
    if line.origin and line.checkpoints:
        yield Step(line.origin.day, "baseline", None, None, line.origin.value, None)
    before: date | None = None
    for checkpoint in line.checkpoints:
        row = _then(convenant, goal, masterplan, checkpoint.day, before) if checkpoint.day <= day else None
        before = checkpoint.day
        yield Step(checkpoint.day, "required", checkpoint.requirement, None, row.actual if row else None, row)
    calendar = calendar_for(convenant, masterplan)
    for milestone in goal.milestones or ():
        span = calendar.span(milestone.by)
        if milestone.text and span:
            yield Step(span.last, "milestone", None, milestone.text, None, None)


def _then(
    convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date, before: date | None
) -> GoalRow | None:
    """Give how far a goal was on the day of a requirement; None where no figure came since the one `before`."""
    row = goal_row(convenant, goal, masterplan, day)
    fresh = row.actual_date is not None and (before is None or row.actual_date > before)
    return row if fresh else None


def told_once(steps: list[Step], day: date) -> list[Step]:
    """Leave out what stays the same in periods to come: the first and the last of them say it."""
    return [
        step
        for before, step, after in zip([None, *steps], steps, [*steps[1:], None], strict=False)
        if not before or not after or before.day <= day or not before.required == step.required == after.required
    ]
