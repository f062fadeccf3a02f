"""The eight shapes that a target can have: each gives its judgement of a case, exactly.

Source: the table of the eight shapes in the programme's rules of progress. d is the case's day, S and E its first
and last day, T the target, r the requirement at the last checkpoint D that is due, x the actual value.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from convtool.models.goals import Target
from convtool.progress.case import Case, Judgement
from convtool.progress.shapes.areas import in_each_area
from convtool.progress.shapes.average import average
from convtool.progress.shapes.deliverable import deliverable
from convtool.progress.shapes.keep import keep
from convtool.progress.shapes.over_term import cap_over_term, cumulative
from convtool.progress.shapes.per_period import cap_per_period, minimum_per_period
from convtool.progress.shapes.state import change, state

Shape = Callable[[Case], Judgement]


def shape_of(target: Target) -> Shape | None:
    """Give the shape of a target, or None where it has no operator.

    Where each area counts a level to keep is judged by the worst area of every measurement; all other shapes are
    judged area by area.
    """
    shapes: tuple[tuple[object, Shape], ...] = (
        (target.deliver, deliverable),
        (target.keep, keep),
        (target.change, change),
        (target.average, average),
        (target.at_most and target.per, cap_per_period),
        (target.at_most and target.over, cap_over_term),
        (target.at_least and target.per, minimum_per_period),
        (target.at_least and target.over, cumulative),
        (target.at_least or target.at_most, state),
    )
    shape = next((shape for has, shape in shapes if has), None)
    if shape and target.in_each and not (target.deliver or target.keep):
        return partial(in_each_area, shape=shape)
    return shape
