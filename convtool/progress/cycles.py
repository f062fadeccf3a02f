"""What had to be reported by a day: reporting cycles and the days on which their figures are due."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from convtool.progress.calendar import add_months, day_before
from convtool.values import Moment, MonthDay

Due = Moment | MonthDay | None
"""The day by which figures are to be reported: once, every year, or none agreed."""


class Cycle(NamedTuple):
    """A reporting cycle: the last day before it, its own last day, and the day by which it is reported."""

    before: date
    last: date
    reported: date


def reporting_day(due: Due, last: date) -> date:
    """Give the day by which figures up to `last` are to be reported; `last` itself where none is agreed."""
    if isinstance(due, MonthDay):
        this_year = due.within(last.year)
        return this_year if this_year > last else due.within(last.year + 1)
    if isinstance(due, Moment):
        return max(due.last, last)
    return last


def last_due(start: date | None, end: date | None, months: int, due: Due, day: date) -> Cycle | None:
    """Give the last cycle that had to be reported before `day`, of those that end after `start` and by `end`.

    Cycles of so many months are counted from the first of January before `start`: a year ends on 31 December.
    """
    if start is None:
        return None
    january = date(start.year, 1, 1)
    for number in range((12 * (day.year - start.year) + day.month) // months, 0, -1):
        last = day_before(add_months(january, number * months))
        if last <= start:
            return None
        reported = reporting_day(due, last)
        if reported < day and (end is None or last <= end):
            return Cycle(day_before(add_months(january, (number - 1) * months)), last, reported)
    return None
