"""What a goal asks by which day, and how far it was on that day: the steps of its table, and what was met or missed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.masterplan import Masterplan
from convtool.progress.cases import calendar_for
from convtool.progress.course import course
from convtool.sheets.measurements import PERCENT
from convtool.standing import GoalRow
from convtool.standing.goals import goal_row
from convtool.views.words import figure


class Step(NamedTuple):
    """A day on which something was so or is asked; `row` is how far the goal was on it, None where no figure tells."""

    day: date
    sort: Message
    required: object
    figure: Message | None
    row: GoalRow | None


def steps_of(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> list[Step]:
    """Give the baseline, every requirement with what the figures said on its day, and milestones in words, by day."""
    return sorted(_steps(convenant, goal, masterplan, day), key=lambda step: step.day)


def _steps(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> Iterator[Step]:
    line = course(convenant, goal, masterplan, day)
    percent = bool(goal.indicator and goal.indicator.unit in PERCENT)
    if line.origin and line.checkpoints:
        yield Step(line.origin.day, say("baseline"), None, figure(line.origin.value, percent=percent), None)
    before: date | None = None
    for checkpoint in line.checkpoints:
        row = _then(convenant, goal, masterplan, checkpoint.day, before) if checkpoint.day <= day else None
        before = checkpoint.day
        yield Step(
            checkpoint.day,
            say("required"),
            figure(checkpoint.requirement, percent=percent),
            figure(row.actual, percent=percent) if row else None,
            row,
        )
    calendar = calendar_for(convenant, masterplan)
    for milestone in goal.milestones or ():
        span = calendar.span(milestone.by)
        if milestone.text and span:
            yield Step(span.last, say("milestone"), milestone.text, None, None)


def _then(
    convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date, before: date | None
) -> GoalRow | None:
    """Give how far a goal was on the day of a requirement; None where no figure came since the one `before`."""
    row = goal_row(convenant, goal, masterplan, day)
    fresh = row.actual_date is not None and (before is None or row.actual_date > before)
    return row if fresh else None
