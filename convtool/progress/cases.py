"""From records to cases: everything that a goal of a convenant is judged by on a day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.goals import NO_TARGET, Goal, Target
from convtool.models.masterplan import Masterplan
from convtool.progress.calendar import MONTHS, Calendar, calendar_of
from convtool.progress.case import Case, Checkpoint
from convtool.progress.cycles import Cycle, last_due, reporting_day
from convtool.progress.evidence import evidence, required, value_of
from convtool.progress.expectation import OPERATORS, falls
from convtool.progress.shapes import shape_of
from convtool.values import Moment, Number

_ALMOST = Fraction(8, 10)
_LATE_DAYS = 31


class Time(NamedTuple):
    """S and E: the first and last day of a goal's time, None where unknown or without end."""

    start: date | None
    end: date | None


@lru_cache(64)  # to tell of a goal takes its case more than once
def case_of(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> Case:
    """Give the case of a goal on a day."""
    target = goal.target or NO_TARGET
    calendar = calendar_for(convenant, masterplan)
    time = time_of(convenant, goal, calendar, day)
    until = min(day, time.end) if time.end and not target.deliver else day
    thresholds = masterplan.verdict if masterplan else None
    known = evidence(convenant, goal, calendar, day)
    entries = [entry for entry in known if entry.span.last <= until]
    return Case(
        goal=goal,
        target=target,
        day=day,
        start=time.start,
        end=time.end,
        entries=entries,
        late=[entry for entry in known if entry.span.last > until],
        calendar=calendar,
        almost=almost_of(masterplan),
        late_days=int(thresholds.late_days) if thresholds and thresholds.late_days is not None else _LATE_DAYS,
        net=not (goal.indicator and goal.indicator.count == "gross"),
        weighted=any(entry.over is not None for entry in entries),
        baseline=value_of(goal.baseline.value) if goal.baseline and isinstance(goal.baseline.value, Number) else None,
        milestones=_milestones(goal, target, calendar),
        cycle=cycle_of(convenant, masterplan),
        due=convenant.reporting.due if convenant.reporting else None,
    )


def almost_of(masterplan: Masterplan | None) -> Fraction:
    """Give the part of what is required from which a goal is almost achieved."""
    thresholds = masterplan.verdict if masterplan else None
    return Fraction(thresholds.almost) if thresholds and thresholds.almost is not None else _ALMOST


def calendar_for(convenant: Convenant, masterplan: Masterplan | None) -> Calendar:
    """Give the calendar of a convenant: its term starts with the last signature where the start is unknown.

    Who accedes later signs later, and moves nothing.
    """
    term = convenant.term
    if term and term.starts:
        return calendar_of(masterplan, term.starts.first)
    return calendar_of(masterplan, convenant.signed.last if convenant.signed else None)


def time_of(convenant: Convenant, goal: Goal, calendar: Calendar, day: date) -> Time:
    """Give the time of a goal, as known on a day: `first` and `by` of its target, else the term."""
    target = goal.target or NO_TARGET
    first = calendar.span(target.first) if target.first else None
    by = calendar.span(target.by) if target.by else None
    return Time(first.first if first else calendar.term_starts, by.last if by else end_of(convenant, day))


def end_of(convenant: Convenant, day: date) -> date | None:
    """Give the last day of the term, as known on a day.

    The day on which it really ended counts once it is there, or once the agreed one has passed: before that nobody
    could know.
    """
    term = convenant.term
    ends = term.ends.last if term and isinstance(term.ends, Moment) else None
    ended = _ended(convenant)
    return ended if ended and (ended <= day or (ends and ends < day)) else ends


def _ended(convenant: Convenant) -> date | None:
    return convenant.term.ended.date.last if convenant.term and convenant.term.ended else None


def cycle_of(convenant: Convenant, masterplan: Masterplan | None) -> int:
    """Give the months of a reporting cycle: the convenant's, else the programme's, else a year."""
    own = convenant.reporting.cycle if convenant.reporting else None
    return MONTHS[own] if own else usual_cycle(masterplan)


def usual_cycle(masterplan: Masterplan | None) -> int:
    """Give the months of the programme's reporting cycle, else a year."""
    return MONTHS[(masterplan.reporting.cycle if masterplan and masterplan.reporting else None) or "year"]


def due_cycle(convenant: Convenant, time: Time, masterplan: Masterplan | None, day: date) -> Cycle | None:
    """Give the last cycle that a goal had to be reported before `day`; none that ends after the term really ended."""
    ended = _ended(convenant)
    end = min(time.end or ended, ended) if ended else time.end
    due = convenant.reporting.due if convenant.reporting else None
    return last_due(time.start, end, cycle_of(convenant, masterplan), due, day)


def to_be_delivered(convenant: Convenant, time: Time, day: date) -> bool:
    """Tell whether it should be known by `day` that something was delivered: its last day was reported by then."""
    ended = _ended(convenant)
    due = convenant.reporting.due if convenant.reporting else None
    return time.end is not None and not (ended and ended < time.end) and reporting_day(due, time.end) < day


def reports(convenant: Convenant, goal: Goal, day: date) -> bool:
    """Tell whether figures of a goal are to be reported by `day`.

    Not in a draft, not where reporting was considered and not chosen, not for a goal without a number, and not
    before the day on which its baseline is to be measured.
    """
    if convenant.is_draft or goal.qualitative or goal.target is None:
        return False
    chosen, baseline = convenant.answers.get("reporting"), goal.answers.get("baseline")
    if (chosen and chosen.word == "not_chosen") or (baseline and baseline.planned and baseline.planned.last >= day):
        return False
    return goal.target.followed is not None or shape_of(goal.target) is not None


def _milestones(goal: Goal, target: Target, calendar: Calendar) -> list[Checkpoint]:
    """Give the milestones that ask for a number by the operator of the target; what another one says asks nothing."""
    operator = next((key for key in OPERATORS if getattr(target, key) is not None), None)
    found = []
    for milestone in goal.milestones or ():
        span = calendar.span(milestone.by)
        number = getattr(milestone, operator) if operator else None
        if span and number:
            found.append(Checkpoint(span.last, required(number, falling=falls(target))))
    return sorted(found)
