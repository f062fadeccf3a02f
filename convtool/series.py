"""The series of a goal: what was measured for it, and how messages put its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.messages import Message, say

if TYPE_CHECKING:
    from decimal import Decimal

    from convtool.models.convenant import Convenant
    from convtool.models.goals import Goal
    from convtool.models.since import Measurement
    from convtool.values import Number


def series(convenant: Convenant) -> list[tuple[Goal, list[Measurement]]]:
    """Give every goal that was measured with its measurements, both in the order of the file."""
    if not convenant.measurements:
        return []
    measured: dict[str, list[Measurement]] = {}
    for measurement in convenant.measurements:
        measured.setdefault(measurement.goal, []).append(measurement)
    return [(goal, measured[goal.id]) for goal in convenant.goals or () if goal.id in measured]


def goal_of(convenant: Convenant, measurement: Measurement) -> str:
    """Give the title of the goal that was measured; its id where there is no such goal."""
    return next((goal.titled for goal in convenant.goals or () if goal.id == measurement.goal), measurement.goal)


def in_unit(goal: Goal, number: Number | Decimal) -> Message | Number | Decimal:
    """Give a number with the unit that the goal counts in, where it has one."""
    unit = goal.indicator.unit if goal.indicator else None
    return say("{number} {unit}", number=number, unit=unit) if unit else number
