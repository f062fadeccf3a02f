"""Which figures are lacking for a reporting cycle that has ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.masterplan import Masterplan
from convtool.models.since import Measurement
from convtool.progress.calendar import Calendar
from convtool.progress.cases import calendar_for, due_cycle, reports, time_of, to_be_delivered
from convtool.progress.cycles import Cycle
from convtool.progress.evidence import place_of
from convtool.series import series


class Lacking(NamedTuple):
    """A goal without a figure for a cycle, or, where `cycle` is None, a plan of which nothing is heard.

    `newest` is the last day that any figure is about, `wanted` the day by which one was to come.
    """

    goal: Goal
    cycle: Cycle | None
    wanted: date
    newest: date | None


def lacking(
    convenant: Convenant, masterplan: Masterplan | None, day: date, before: date | None = None
) -> Iterator[Lacking]:
    """Give what is lacking on a day of the last cycle that had to be reported before it, or before another day."""
    goals = [goal for goal in convenant.goals or () if reports(convenant, goal, day)]
    if not goals:
        return
    calendar = calendar_for(convenant, masterplan)
    measured = {goal.id: found for goal, found in series(convenant)}
    for goal in goals:
        time, known = time_of(convenant, goal, calendar, day), measured.get(goal.id, ())
        if goal.target and goal.target.deliver:
            newest = _newest(known, calendar, day)
            if time.end and to_be_delivered(convenant, time, day) and not _heard(known, newest, time.end):
                yield Lacking(goal, None, time.end, newest)
            continue
        cycle = due_cycle(convenant, time, masterplan, before or day)
        newest = _newest(known, calendar, min(day, time.end or day)) if cycle else None
        if cycle and (newest is None or newest <= cycle.before):
            yield Lacking(goal, cycle, cycle.reported, newest)


def _newest(measured: Sequence[Measurement], calendar: Calendar, until: date) -> date | None:
    """Give the last day, up to `until`, that any figure is about."""
    places = (place_of(each.corrects or each, calendar) for each in measured)
    return max((place[1].last for place in places if place and place[1].last <= until), default=None)


def _heard(measured: Sequence[Measurement], newest: date | None, end: date) -> bool:
    """Tell whether something was heard of a plan since its last day, or it was delivered before."""
    return (newest is not None and newest >= end) or any(each.value == "delivered" for each in measured)
