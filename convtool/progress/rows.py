"""One row per goal, and the line of honesty that stands above every table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Protocol

from convtool.documents import plain
from convtool.measurability import measurable
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal, Target
from convtool.models.masterplan import Masterplan
from convtool.portfolio import Portfolio
from convtool.progress import verdicts
from convtool.progress.case import Case, Judgement, unjudged
from convtool.progress.cases import Time, case_of, due_cycle, reports
from convtool.progress.evidence import Value, says
from convtool.progress.expectation import aimed_at, falls
from convtool.progress.forecast import Forecast, forecast
from convtool.progress.shapes import shape_of

NOT_COMPARABLE = "not-comparable"


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far one goal is on one day. Values are in the indicator's unit; `ratio` and `of_target` are fractions.

    `verdict` is one of achieved, almost, not-achieved, not-due and unknown, `reason` says why it is unknown;
    `pace` is on-course or behind; `trend` better, equal, worse or not-comparable; `says` the owner's own word;
    `end` is the last day of the goal's time, None where there is none.
    """

    convenant: Convenant
    goal: Goal
    themes: tuple[str, ...]
    verdict: str
    reason: str | None
    expected: Value | None
    actual: Value | None
    actual_date: date | None
    ratio: Fraction | None
    room: Fraction | None
    of_target: Fraction | None
    pace: str | None
    says: str | None
    trend: str
    stale: bool
    measured: bool
    notes: tuple[Message, ...]
    end: date | None
    threshold_version: int | None
    case: Case = field(repr=False, compare=False)
    judgement: Judgement = field(repr=False, compare=False)

    @cached_property
    def forecast(self) -> Forecast:
        """Where it would come if it went on as it did; worked out when it is asked for."""
        return forecast(self.case, self.judgement)

    @property
    def worth(self) -> Fraction | None:
        """A number that is higher the better the actual value is; None where that is no single number.

        A total under a cap has none either: that only grows, however well it goes.
        """
        target = self.case.target
        if target.at_most and target.over:
            return None
        return _worth(target, self.actual, falling=_falling(target, self.judgement)) if self.actual else None

    @property
    def measurable(self) -> bool:
        """Whether two people would count the same and compare it with the same number."""
        return measurable(self.goal)

    @property
    def with_baseline(self) -> bool:
        """Whether the value before the convenant is known."""
        return bool(self.goal.baseline and self.goal.baseline.value)

    @property
    def example(self) -> bool:
        """Whether it is fictional."""
        return bool(self.convenant.example)

    @property
    def unit(self) -> str | None:
        """What the indicator counts in."""
        return self.goal.indicator.unit if self.goal.indicator else None


@dataclass(frozen=True, kw_only=True)
class Honesty:
    """What a table of goals does not show by itself: how many can be judged at all, and how many are fictional."""

    convenants: int
    goals: int
    measurable: int
    with_baseline: int
    measured_in_period: int
    not_judged: int
    fictional: int


def rows(portfolio: Portfolio) -> tuple[Progress, ...]:
    """Give one row for every goal, in the order of the files and of the goals in them."""
    masterplan = portfolio.programme.masterplan
    convenants = portfolio.all(Convenant)
    return tuple(row for convenant in convenants for row in rows_of(convenant, masterplan, portfolio.as_of))


def rows_of(convenant: Convenant, masterplan: Masterplan | None, day: date) -> tuple[Progress, ...]:
    """Give one row for every goal of a convenant, in the order of the file."""
    return tuple(row_of(convenant, goal, masterplan, day) for goal in convenant.goals or ())


class Judged(Protocol):
    """What the line of honesty asks of a row: a `Progress`, or a plain row made of one."""

    @property
    def verdict(self) -> str: ...  # noqa: D102 - as `Progress` says
    @property
    def measured(self) -> bool: ...  # noqa: D102 - as `Progress` says
    @property
    def measurable(self) -> bool: ...  # noqa: D102 - as `Progress` says
    @property
    def with_baseline(self) -> bool: ...  # noqa: D102 - as `Progress` says
    @property
    def example(self) -> bool: ...  # noqa: D102 - as `Progress` says


def honesty(rows: Sequence[Judged], convenants: int) -> Honesty:
    """Count over the `rows` of so many convenanten what an average would hide."""
    return Honesty(
        convenants=convenants,
        goals=len(rows),
        measurable=sum(row.measurable for row in rows),
        with_baseline=sum(row.with_baseline for row in rows),
        measured_in_period=sum(row.measured for row in rows),
        not_judged=sum(row.verdict == verdicts.UNKNOWN for row in rows),
        fictional=sum(row.example for row in rows),
    )


@lru_cache(64)  # the pages of a convenant ask for the same goals
def row_of(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> Progress:
    """Give the row of one goal of a convenant."""
    case = case_of(convenant, goal, masterplan, day)
    found = _judged(case, convenant)
    cycle = due_cycle(convenant, Time(case.start, case.end), masterplan, day)
    measured = bool(case.entries) and (cycle is None or case.entries[-1].span.last > cycle.before)
    overdue = cycle is not None and not measured and not case.target.deliver and reports(convenant, goal, day)
    thresholds = masterplan.verdict if masterplan else None
    return Progress(
        convenant=convenant,
        goal=goal,
        themes=goal.themes or (goal.classified.themes if goal.classified else None) or (),
        verdict=found.verdict,
        reason=found.reason,
        expected=found.expected,
        actual=found.actual,
        actual_date=found.actual_date,
        ratio=found.ratio,
        room=found.room,
        of_target=_of_target(case, found.actual),
        pace=found.pace,
        says=says(convenant, goal, case.calendar, day),
        trend=_trend(case.target, found),
        stale=(found.stale or overdue) and not convenant.is_draft,
        measured=measured,
        notes=_notes(case, found),
        end=case.end,
        threshold_version=int(thresholds.version) if thresholds and thresholds.version is not None else None,
        case=case,
        judgement=found,
    )


def _judged(case: Case, convenant: Convenant) -> Judgement:
    """Let the shape of the target judge; without one say why not, and show the newest figure all the same."""
    shape = shape_of(case.target)
    if shape:
        return shape(case)
    answer = case.goal.answers.get("target")
    if case.goal.qualitative or case.target.followed or (answer and answer.word in {"none", "not_chosen"}):
        reason = "no-target"
    else:
        reason = "sources-differ" if _sources_differ(convenant, case.goal) else "target-unknown"
    return unjudged(case, reason)


def _notes(case: Case, found: Judgement) -> tuple[Message, ...]:
    """Say what else must be known: that a number is about, what a cap leaves, and what came too late to count."""
    notes = [say("about")] if any(value and value.about for value in (found.actual, found.expected)) else []
    if found.room is not None:
        left = Value(abs(found.room), abs(found.room)).number
        notes.append(
            say("{number} over the cap", number=left)
            if found.room < 0
            else say("room for {number} under the cap", number=left)
        )
    late = tuple(
        say("{number} on {day}", number=each.value.number, day=each.span.last) for each in case.late if each.value
    )
    return (*notes, *found.notes, *((say("after the end, and not counted: {figures}", figures=late),) if late else ()))


def _sources_differ(convenant: Convenant, goal: Goal) -> bool:
    """Tell whether sources give the target of this goal different values."""
    told = {
        str(plain(fact.value))
        for fact in convenant.facts or ()
        if fact.value is not None and fact.at_.startswith(f"goals/{goal.id}/target")
    }
    return len(told) > 1


def _of_target(case: Case, actual: Value | None) -> Fraction | None:
    """Give the actual value by the target; of a change or a level to keep it would say nothing."""
    target = None if case.target.change else aimed_at(case)
    aim = target.exact if target else None
    return actual.exact / aim if actual and actual.exact is not None and aim and aim > 0 else None


def _trend(target: Target, found: Judgement) -> str:
    """Compare the newest evidence with that of the checkpoint before, in the goal's direction (common rule 8).

    Nothing is compared where something else was counted, or where there is no evidence of what had to be reported.
    """
    if found.moved is None or found.stale or found.moved.before.changed or found.moved.now.changed:
        return NOT_COMPARABLE
    before, now = (_worth(target, point.value, falling=_falling(target, found)) for point in found.moved)
    if before is None or now is None:
        return NOT_COMPARABLE
    if now == before:
        return "equal"
    return "better" if now > before else "worse"


def _falling(target: Target, found: Judgement) -> bool:
    return falls(target) if found.falling is None else found.falling


def _worth(target: Target, value: Value, *, falling: bool) -> Fraction | None:
    """Give a number that is higher the better a value is; for a band the distance to it, negative."""
    x = value.exact
    if x is None:
        return None
    bounds = target.keep
    if bounds and bounds.from_ is not None and bounds.to is not None:
        return min(x - Fraction(bounds.from_), Fraction(bounds.to) - x, Fraction(0))
    return -x if falling else x
