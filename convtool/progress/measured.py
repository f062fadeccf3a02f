"""Every measurement of a goal, also those that do not count: corrected, or about days after its last."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.since import Measurement
from convtool.progress.calendar import Calendar
from convtool.progress.case import Case
from convtool.progress.evidence import grounds_of, place_of, replaces


class Measured(NamedTuple):
    """A measurement and the last day it is about.

    `counts` tells that it is evidence; `late` that it is about a day after the last; `replaced` by which correction.
    """

    measurement: Measurement
    day: date
    counts: bool
    late: bool
    replaced: Measurement | None


def measured(convenant: Convenant, case: Case) -> list[Measured]:
    """Give the measurements of a goal that are about days up to that of the case, by day and then as recorded."""
    goal, calendar = case.goal, case.calendar
    end = None if case.target.deliver else case.end
    counting = {id(each) for found in grounds_of(convenant, goal, calendar).values() for each in found}
    written = [each for each in convenant.measurements or () if each.goal == goal.id]
    found = []
    for each in written:
        place = place_of(each.corrects or each, calendar)
        if place and place[1].last <= case.day:
            late, counts = end is not None and place[1].last > end, id(each) in counting
            by = None if counts else next((one for one in written if one is not each and replaces(one, each)), None)
            found.append(Measured(each, place[1].last, counts and not late, late, by))
    return sorted(found, key=lambda one: (one.day, str(one.measurement.recorded or "")))


def newest(found: Iterable[Measured], day: date | None) -> list[Measurement]:
    """Give what the figure of a day rests on: the measurements that count and are about it."""
    return [each.measurement for each in found if each.counts and each.day == day]


def grounds_on(convenant: Convenant, goal: Goal, calendar: Calendar, day: date) -> list[Measurement]:
    """Give the measurements of a goal that count and are about a day, without looking at the others."""
    grounds = grounds_of(convenant, goal, calendar)
    return [measurement for place, found in grounds.items() if place[1].last == day for measurement in found]
