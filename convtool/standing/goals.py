"""One row per goal: how far it is, judged as of a day, and what a reader needs to weigh that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from convtool.documents import Mapping, plain
from convtool.messages import Message
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.masterplan import Masterplan
from convtool.models.terms import Party
from convtool.progress.case import Point
from convtool.progress.evidence import Value
from convtool.progress.rows import Progress, row_of, rows_of
from convtool.progress.verdicts import ALMOST, NOT_ACHIEVED, UNKNOWN
from convtool.standing.aims import aim, before
from convtool.standing.convenants import partners_of

_LAST = 8
"""How many figures show the course of a goal at a glance."""


class GoalRow(NamedTuple):
    """A goal on a day. Values are exact, in `unit`; `ratio` and `of_target` are fractions.

    `baseline` and `target` are what the file says under those keys, in force that day; `before` and `aim` the same
    for people. `partners` are the ids of the organisations that own it or take part; where no owner is named, of the
    parties that sign as partner. `running` tells that its convenant is signed and not over. `course` are the
    last figures up to the newest, where these are single numbers; `room` is what a cap leaves. `worth` is higher the
    better the actual value is, None where it is no single number. `end` is the last day of the goal's time.
    """

    file: str
    convenant: str
    convenant_title: str
    goal: str
    title: str
    themes: tuple[str, ...]
    ambition: str | None
    owner: str | None
    partners: tuple[str, ...]
    unit: str | None
    baseline: object
    target: object
    before: object
    aim: object
    expected: Value | None
    actual: Value | None
    actual_date: date | None
    ratio: Fraction | None
    of_target: Fraction | None
    verdict: str
    reason: str | None
    notes: tuple[Message, ...]
    trend: str
    pace: str | None
    says: str | None
    stale: bool
    measured: bool
    measurable: bool
    with_baseline: bool
    course: tuple[Fraction, ...]
    room: Fraction | None
    worth: Fraction | None
    end: date | None
    day: date
    running: bool
    example: bool
    thresholds: int | None

    @property
    def names(self) -> frozenset[str]:
        """The words that ask for it: its convenant, its own id, and both."""
        return frozenset((self.convenant, self.goal, f"{self.convenant}/{self.goal}"))

    @property
    def behind(self) -> bool:
        """Whether what was agreed is not reached, or the pace lags; never what somebody says."""
        return self.verdict in {ALMOST, NOT_ACHIEVED} or self.pace == "behind"

    @property
    def overdue(self) -> bool:
        """Whether its last day has passed and it was not achieved, or nobody can tell, while its convenant runs."""
        passed = self.end is not None and self.end < self.day and self.running
        return passed and (self.verdict == NOT_ACHIEVED or self.unknown)

    @property
    def unknown(self) -> bool:
        """Whether no verdict can be established."""
        return self.verdict == UNKNOWN

    @property
    def percent(self) -> bool:
        """Whether its values are percentages."""
        return self.unit in {"percent", "%"}


def goal_rows(convenant: Convenant, masterplan: Masterplan | None, day: date) -> Iterator[GoalRow]:
    """Give the row of every goal of a convenant, in the order of the file."""
    for row in rows_of(convenant, masterplan, day):
        yield _row(row, day)


def goal_row(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> GoalRow:
    """Give the row of one goal of a convenant."""
    return _row(row_of(convenant, goal, masterplan, day), day)


def _row(row: Progress, day: date) -> GoalRow:
    goal, convenant = row.goal, row.convenant
    owner = goal.owner.party if goal.owner else None
    return GoalRow(
        file=convenant.document.path,
        convenant=convenant.id,
        convenant_title=convenant.titled,
        goal=goal.id,
        title=goal.title,
        themes=row.themes,
        ambition=goal.ambition or (goal.classified.ambition if goal.classified else None),
        owner=owner,
        partners=partners_of(party for party in convenant.parties or () if _takes_part(party, goal, owner)),
        unit=row.unit,
        baseline=_written(goal, "baseline"),
        target=_written(goal, "target"),
        before=before(goal),
        aim=aim(goal),
        expected=row.expected,
        actual=row.actual,
        actual_date=row.actual_date,
        ratio=row.ratio,
        of_target=row.of_target,
        verdict=row.verdict,
        reason=row.reason,
        notes=row.notes,
        trend=row.trend,
        pace=row.pace,
        says=row.says,
        stale=row.stale,
        measured=row.measured,
        measurable=row.measurable,
        with_baseline=row.with_baseline,
        course=_course(row.judgement.points),
        room=row.room,
        worth=row.worth,
        end=row.end,
        day=day,
        running=convenant.status in {"signed", "active", "extended"},
        example=row.example,
        thresholds=row.threshold_version,
    )


def _course(points: Sequence[Point]) -> tuple[Fraction, ...]:
    known = (point.value.exact for point in points[-_LAST:])
    return tuple(value for value in known if value is not None)


def _takes_part(party: Party, goal: Goal, owner: str | None) -> bool:
    named = {owner, *(goal.with_ or ())}
    return bool(named.intersection((party.id, party.partner))) or (owner is None and party.role == "partner")


def _written(goal: Goal, key: str) -> object:
    """Give what the file says under a key that holds an object, in its own keys; None for a word or nothing."""
    node = goal.wrote(key)
    return plain(node) if isinstance(node, Mapping) else None
