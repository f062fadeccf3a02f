"""Where a goal starts: the value before the convenant (nulmeting) with its date and source, or a day to measure it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.models.goals import Base, Baseline, Goal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.records import Record


def start_of(goal: Goal) -> Baseline | Base | None:
    """Give the record that says where a goal starts: its baseline, or else what its change is counted from."""
    if goal.baseline or not goal.missing("baseline"):
        return goal.baseline
    return goal.target.against if goal.target else None


def lacking(goal: Goal) -> tuple[str, ...]:
    """Give what is not known of the start of a goal: `baseline`, or its `value`, `date` (or period) and `source`.

    A day on which it will be measured is an answer. A deliverable starts from nothing, and a goal without a number
    has no figure to start from: these lack nothing.
    """
    if not _starts(goal):
        return ()
    start = start_of(goal)
    keys = tuple(_keys(start)) if start else ("baseline",) if goal.missing("baseline") else ()
    return () if keys and planned(goal) else keys


def planned(goal: Goal) -> tuple[Record, str] | None:
    """Give the record and the key that say on which day the start will be measured; None where nothing has to."""
    for record, key in _answerable(goal) if _starts(goal) else ():
        answer = record.answers.get(key)
        if answer and answer.word == "planned":
            return record, key
    return None


def _starts(goal: Goal) -> bool:
    """Tell whether a goal has a figure to start from."""
    return not (goal.qualitative or (goal.target and goal.target.deliver))


def _keys(start: Baseline | Base) -> Iterator[str]:
    if not _has_value(start):
        yield "value"
    if start.missing("date") and start.missing("period"):
        yield "date"
    if start.missing("source"):
        yield "source"


def _has_value(start: Baseline | Base) -> bool:
    """Tell whether a figure is written; one that cannot be read is a fault of its own."""
    by_area = isinstance(start, Baseline) and bool(start.areas)
    return by_area or not (start.value == "none" or start.missing("value"))


def _answerable(goal: Goal) -> Iterator[tuple[Record, str]]:
    """Go through the keys at which a day to measure the start may stand."""
    yield goal, "baseline"
    if goal.target and goal.missing("baseline"):
        yield goal.target, "against"
    start = start_of(goal)
    if start and not _has_value(start):
        for key in ("value", "date", "period"):
            yield start, key
