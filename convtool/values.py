"""What a field can hold: days that may be imprecise, periods, honest numbers, and the words for not knowing."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple


class Moment(NamedTuple):
    """A day, a month or a year, as written. As a start it is its first day, as an end its last, inclusive."""

    first: date
    last: date
    text: str

    def __str__(self) -> str:
        """Give the ISO spelling in the file: `2024`, `2024-03` or `2024-03-14`."""
        return self.text


class MonthDay(NamedTuple):
    """A day that returns every year, written MM-DD."""

    month: int
    day: int

    def __str__(self) -> str:
        """Give the spelling in the file."""
        return f"{self.month:02d}-{self.day:02d}"

    def within(self, year: int) -> date:
        """Give this day in `year`; 29 February is the 28th in a common year."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)


class Period(NamedTuple):
    """A stretch of time, as written; `first` and `last` are its days, both inclusive.

    A school year (`2024/2025`) and a stretch that is relative to the term (`{first: 6 months, of: term}`) have
    no days of their own: `school_year` is the year in which the first begins, `months` counts the second.
    """

    text: str
    first: date | None = None
    last: date | None = None
    school_year: int | None = None
    months: int | None = None

    def __str__(self) -> str:
        """Give the spelling in the file."""
        return self.text


class Number(NamedTuple):
    """A number, exact or honest: between `low` and `high`, either of which may be open.

    `52` has both equal. `{about: 52}` too, and `about` is true. `{over: 900}` has no `high` and excludes its
    `low`; `{under: 900}` the other way round; `{from: 40, to: 44}` has both.
    """

    low: Decimal | None
    high: Decimal | None
    about: bool = False
    excludes: bool = False

    @property
    def exact(self) -> Decimal | None:
        """The one number it stands for (about counts as the number), or None for a range or an open end."""
        return self.low if self.low == self.high else None


class Unanswered(NamedTuple):
    """Why a field has no value: `unknown`, `silent`, `not_chosen` or `none` with a reason, `planned` with a day."""

    word: str
    because: str | None = None
    planned: Moment | None = None


def last_day_of_month(year: int, month: int) -> date:
    """Give the last day of a month of the years 1 to 9998."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
