"""One goal on one day: everything its shape needs, and what a shape gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from convtool.messages import Message
from convtool.models.goals import Goal, Target
from convtool.progress.calendar import Calendar, add_months
from convtool.progress.cycles import Due, reporting_day
from convtool.progress.evidence import Entry, Value
from convtool.progress.verdicts import NOT_DUE, UNKNOWN


class Checkpoint(NamedTuple):
    """A day on which something is required."""

    day: date
    requirement: Value


class Point(NamedTuple):
    """A value on its reference day, for the trend; `changed` when something else was counted than agreed."""

    day: date
    value: Value
    changed: bool


class Case(NamedTuple):
    """A goal, judged on `day`. `start` and `end` are S and E; `net` also where gross or net is not stated.

    `late` are the entries after the last day of which evidence counts: they are shown, and judge nothing.
    """

    goal: Goal
    target: Target
    day: date
    start: date | None
    end: date | None
    entries: Sequence[Entry]
    late: Sequence[Entry]
    calendar: Calendar
    almost: Fraction
    late_days: int
    net: bool
    weighted: bool
    baseline: Value | None
    milestones: Sequence[Checkpoint]
    cycle: int
    due: Due

    @property
    def until(self) -> date:
        """The last day of which evidence counts: min(d, E)."""
        return min(self.day, self.end) if self.end else self.day

    @property
    def points(self) -> list[Point]:
        """Every entry with a number, by reference day."""
        return [Point(each.span.last, each.value, each.changed) for each in self.entries if each.value]

    def reporting_day(self, checkpoint: date) -> date:
        """The day by which the figures of `checkpoint` are to be reported; itself where none is agreed."""
        return reporting_day(self.due, checkpoint)

    def outdated(self, reference_day: date, checkpoint: date) -> bool:
        """Tell whether a state is older than one reporting cycle before `checkpoint`."""
        return reference_day < add_months(checkpoint, -self.cycle)


class Move(NamedTuple):
    """What a trend compares: the evidence of the checkpoint before, and the newest."""

    before: Point
    now: Point


class Judgement(NamedTuple):
    """What a shape says: verdict with reason, expected and actual, pace, and what led to them.

    `room` is what a cap leaves, T - x: negative over it. `falling` says of a change whether it goes down. `points` are
    all that was measured, `moved` the two of them that the trend compares; None where there is nothing to compare.
    """

    verdict: str
    reason: str | None = None
    expected: Value | None = None
    actual: Value | None = None
    actual_date: date | None = None
    ratio: Fraction | None = None
    room: Fraction | None = None
    falling: bool | None = None
    pace: str | None = None
    stale: bool = False
    notes: tuple[Message, ...] = ()
    points: Sequence[Point] = ()
    moved: Move | None = None


def unknown(reason: str, *, stale: bool = False) -> Judgement:
    """Give the verdict that cannot be established, with its reason."""
    return Judgement(verdict=UNKNOWN, reason=reason, stale=stale)


def unjudged(case: Case, reason: str) -> Judgement:
    """Give the verdict that cannot be established whatever is measured, and show the newest figure all the same."""
    points = case.points
    newest = points[-1] if points else None
    return unknown(reason)._replace(
        actual=newest.value if newest else None,
        actual_date=newest.day if newest else None,
        points=points,
        moved=moved(case, points, case.milestones),
    )


def moved(case: Case, points: Sequence[Point], checkpoints: Sequence[Checkpoint]) -> Move | None:
    """Give what the trend compares (common rule 8): the newest figure, and the evidence of the checkpoint before it.

    That is the newest figure up to the last checkpoint that lies before the newest of all, unless it was older than a
    cycle by then. Before the first checkpoint it is the figure before the newest.
    """
    if not points:
        return None
    now = points[-1]
    earlier = [point for point in points if point.day < now.day]
    passed = [checkpoint.day for checkpoint in checkpoints if checkpoint.day < now.day]
    known = [point for point in earlier if not passed or point.day <= passed[-1]]
    if not known or (passed and case.outdated(known[-1].day, passed[-1])):
        return None
    return Move(known[-1], now)


def standing(
    case: Case,
    checkpoints: Sequence[Checkpoint],
    judge: Callable[[Checkpoint], Judgement | None],
    lacking: Callable[[], str],
) -> Judgement:
    """Judge the last checkpoint that is due (common rules 3 and 5).

    `judge` gives None where there is no evidence for a checkpoint yet. Until its reporting day the verdict of
    the one before stands, or not-due; after it the verdict is unknown, stale, for the reason `lacking` gives.
    What is expected is the requirement of the checkpoint whose verdict it is; of the last one due where none stands.
    """
    due = [checkpoint for checkpoint in checkpoints if checkpoint.day <= case.day]
    for checkpoint in reversed(due):
        found = judge(checkpoint)
        if found:
            return found
        if case.day > case.reporting_day(checkpoint.day):
            return unknown(lacking(), stale=True)._replace(expected=checkpoint.requirement)
    return Judgement(verdict=NOT_DUE, expected=due[-1].requirement if due else None)
