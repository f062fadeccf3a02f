"""Time as covenants count it: months, not days; whole periods; the days of a period.

Source of the formulas: the programme's rules of progress, common rules 1 and 3.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from convtool.models.masterplan import Masterplan
from convtool.values import MonthDay, Period

MONTHS = {
    "month": 1,
    "quarter": 3,
    "half-year": 6,
    "year": 12,
    "school-year": 12,
    "two-years": 24,
    "four-years": 48,
}
_SCHOOL_YEAR = (MonthDay(8, 1), MonthDay(7, 31))
_ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """First and last day, both inclusive."""

    first: date
    last: date


def months(start: date, end: date) -> int:
    """Give the whole months from `start` to `end`: 12 x years + months, less one if end's day comes before start's."""
    return 12 * (end.year - start.year) + end.month - start.month - (end.day < start.day)


def add_months(day: date, count: int) -> date:
    """Give the same day `count` months on (back when negative); the last of the month where it has no such day."""
    year, month = divmod(12 * day.year + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_day(day: date) -> date:
    """Give the day after."""
    return day + _ONE_DAY


def day_before(day: date) -> date:
    """Give the day before."""
    return day - _ONE_DAY


class Calendar(NamedTuple):
    """What turns written periods into days: the programme's school year, and the start of the term."""

    school_first: MonthDay
    school_last: MonthDay
    term_starts: date | None

    def span(self, period: Period) -> Span | None:
        """Give the days of a written period; None for one relative to a term whose start is unknown."""
        if period.first and period.last:
            return Span(period.first, period.last)
        if period.school_year is not None:
            return self.school_year(period.school_year)
        if period.months is not None and self.term_starts:
            return Span(self.term_starts, day_before(add_months(self.term_starts, period.months)))
        return None

    def school_year(self, year: int) -> Span:
        """Give the school year that begins in `year`."""
        first = self.school_first.within(year)
        last = self.school_last.within(year)
        return Span(first, last if last > first else self.school_last.within(year + 1))

    def whole_periods(self, per: str, start: date, end: date) -> Iterator[Span]:
        """Give the periods of one sort that begin on or after `start` and end on or before `end`, in order."""
        if per == "school-year":
            spans = (self.school_year(year) for year in range(start.year - 1, end.year + 1))
        else:
            length = MONTHS[per]
            firsts = (
                date(year, month, 1) for year in range(start.year, end.year + 1) for month in range(1, 13, length)
            )
            spans = (Span(first, day_before(add_months(first, length))) for first in firsts)
        return (span for span in spans if start <= span.first and span.last <= end)

    def period_around(self, per: str, day: date) -> Span:
        """Give the period of one sort that holds `day`."""
        if per == "school-year":
            this = self.school_year(day.year)
            return this if this.first <= day else self.school_year(day.year - 1)
        length = MONTHS[per]
        first = date(day.year, (day.month - 1) // length * length + 1, 1)
        return Span(first, day_before(add_months(first, length)))


def calendar_of(masterplan: Masterplan | None, term_starts: date | None) -> Calendar:
    """Give the calendar of a programme for one term; without a school year of its own from 1 August to 31 July."""
    year = masterplan.school_year if masterplan else None
    first, last = (year.first, year.last) if year else _SCHOOL_YEAR
    return Calendar(first, last, term_starts)
