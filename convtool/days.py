"""The forms of days and periods: a day, a month or a year; a day that returns every year; a stretch of time."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from convtool.documents import Mapping, Node, Scalar
from convtool.guesses import misread
from convtool.messages import Message, say
from convtool.reading import Form, describe
from convtool.values import Moment, MonthDay, Period, last_day_of_month

if TYPE_CHECKING:
    from convtool.reading import Reading

_DAY = re.compile("([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEARLY = re.compile("(0[1-9]|1[0-2])-([0-9]{2})")
_PART = re.compile("([0-9]{4})-(?:H([12])|Q([1-4]))")
_SCHOOL_YEAR = re.compile("([0-9]{4})/([0-9]{4})")
_MONTHS = re.compile("([1-9][0-9]{0,2}) months?")
_OTHERWISE = re.compile(r"([0-9]{1,4})[-./]([0-9]{1,2})[-./]([0-9]{1,4})")
_LEAP_YEAR = 2024
_MONTHS_IN_A_YEAR = 12
_YEARS = range(1990, 2101)


class Day:
    """A date: a day, a month or a year, from 1990 to 2100."""

    def read(self, node: Node, reading: Reading) -> Moment | None:
        """Give the days it may be."""
        if type(node) is not Scalar or not node.text:
            reading.fault("CV103", node, say("{found} stands where a date is wanted", found=describe(node)))
            return None
        text = node.text
        moment = _moment(text)
        if moment and moment.first.year in _YEARS:
            return moment
        if moment:
            reading.fault("CV105", node, say('the year of "{text}" lies outside 1990 to 2100', text=text))
        elif _DAY.fullmatch(text):
            _does_not_exist(node, reading)
        else:
            self._otherwise(node, reading)
        return None

    def _otherwise(self, node: Scalar, reading: Reading) -> None:
        """Refuse what is written in another form, with the day that was meant where that can be seen."""
        meant, sure = _meant(node.text)
        hint = say("write {day}", day=meant) if meant else _DAYS
        repair = meant if sure else None
        if node.plain and misread(node.text):
            reading.misread(node, hint, repair=repair)
        else:
            reading.fault("CV105", node, say('"{text}" is no date', text=node.text), hint, repair)


def _does_not_exist(node: Scalar, reading: Reading) -> None:
    found = say('"{text}" is a day that does not exist', text=node.text)
    hint = say("look the date up; a month has at most 31 days, February 28 or 29")
    if node.plain and misread(node.text):
        reading.misread(node, hint, found)
    else:
        reading.fault("CV105", node, found, hint)


_DAYS: Message = say("write a day as 2026-03-14, a month as 2026-03 or a year as 2026")


def _meant(text: str) -> tuple[str | None, bool]:
    """Give the day that was meant, where that can be seen, and whether it can be no other one.

    Where the year stands last the day is taken to stand first, as in Dutch; up to 12 it may be the month.
    """
    match = _OTHERWISE.fullmatch(text[:10])
    if match is None:
        return None, False
    first, month, last = match.groups()
    year, day = (first, last) if len(first) > len(last) else (last, first)
    meant = f"{year}-{month:0>2}-{day:0>2}"
    if not _moment(meant):
        return None, False
    return meant, text == match.group() and (year == first or int(day) > _MONTHS_IN_A_YEAR)


@lru_cache(4096)
def _moment(text: str) -> Moment | None:
    """Give the days that a date may be; None for what is no date, and for one that does not exist."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        if day:
            first = last = date(int(year), int(month or 0), int(day))
        elif month:
            first, last = date(int(year), int(month), 1), last_day_of_month(int(year), int(month))
        else:
            first, last = date(int(year), 1, 1), date(int(year), 12, 31)
    except (ValueError, OverflowError):
        return None
    return Moment(first, last, text)


class YearlyDay:
    """A day that returns every year, written MM-DD."""

    def read(self, node: Node, reading: Reading) -> MonthDay | None:
        """Give month and day."""
        match = _YEARLY.fullmatch(node.text) if type(node) is Scalar else None
        if match:
            month, day = int(match.group(1)), int(match.group(2))
            if 1 <= day <= last_day_of_month(_LEAP_YEAR, month).day:
                return MonthDay(month, day)
        found = say("{found} stands where a day of the year is wanted", found=describe(node))
        reading.fault("CV105", node, found, say("write month and day as 03-01"))
        return None


class DayOrYearly:
    """A date, or a day that returns every year."""

    def read(self, node: Node, reading: Reading) -> Moment | MonthDay | None:
        """Give the one that fits how it is written."""
        if type(node) is Scalar and len(node.text) == len("03-01"):
            return YEARLY.read(node, reading)
        return DAY.read(node, reading)


class Stretch:
    """A period: 2025, 2025-H1, 2025-Q2, 2025-03, 2024/2025, 2025-03..2026-06, {first: 6 months, of: term}."""

    def read(self, node: Node, reading: Reading) -> Period | None:
        """Give the period with its days, where these do not depend on the programme or the term."""
        period = _period(node.text) if type(node) is Scalar else _of_term(node)
        if period:
            return period
        if type(node) is Scalar and _DAY.fullmatch(node.text) and not _moment(node.text):
            _does_not_exist(node, reading)
        elif type(node) is Scalar and node.plain and misread(node.text):
            reading.misread(node, _WRITE)
        else:
            reading.fault("CV105", node, say("{found} stands where a period is wanted", found=describe(node)), _WRITE)
        return None


_WRITE: Message = say("write 2025, 2025-H1, 2025-Q2, 2025-03, 2024/2025 (a school year) or 2025-03..2026-06")


def _of_term(node: Node) -> Period | None:
    if isinstance(node, Mapping) and set(node.entries) == {"first", "of"}:
        first, of = node.entries["first"][1], node.entries["of"][1]
        if isinstance(first, Scalar) and isinstance(of, Scalar) and of.text == "term":
            match = _MONTHS.fullmatch(first.text)
            return Period(f"{first.text} of term", months=int(match.group(1))) if match else None
    return None


@lru_cache(4096)
def _period(text: str) -> Period | None:
    if _DAY.fullmatch(text):
        moment = _moment(text)
        return Period(text, moment.first, moment.last) if moment and moment.first.year in _YEARS else None
    if match := _PART.fullmatch(text):
        year = int(match.group(1))
        months = 6 if match.group(2) else 3
        end = int(match.group(2) or match.group(3)) * months
        return Period(text, date(year, end - months + 1, 1), last_day_of_month(year, end)) if year in _YEARS else None
    if match := _SCHOOL_YEAR.fullmatch(text):
        year = int(match.group(1))
        return Period(text, school_year=year) if int(match.group(2)) == year + 1 and year in _YEARS else None
    since, dots, until = text.partition("..")
    return _from_to(text, since, until) if dots else None


def _from_to(text: str, start: str, end: str) -> Period | None:
    since, until = _moment(start), _moment(end)
    if since and until and since.first <= until.last and since.first.year in _YEARS and until.first.year in _YEARS:
        return Period(text, since.first, until.last)
    return None


DAY = Day()
YEARLY = YearlyDay()
DUE: Form[Moment | MonthDay] = DayOrYearly()
PERIOD = Stretch()
