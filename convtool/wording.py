"""The form of values in a document: dates, numbers and money as Dutch and English write them. Words are elsewhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from convtool.values import Moment, MonthDay, Period

LOCALES = {"nl": Locale("nl"), "en": Locale("en", "GB")}

_YEAR, _MONTH = len("2024"), len("2024-03")


class Stretch(NamedTuple):
    """A period taken apart: `kind` is day, month, year, half, quarter, school-year, range or of-term.

    `number` counts halves, quarters, or the months of of-term; `first` and `last` are moments or None.
    """

    kind: str
    year: int | None
    number: int | None
    first: Moment | None
    last: Moment | None


@lru_cache(maxsize=4096)
def day(value: Moment | MonthDay | date, language: str) -> str:
    """Give a date in words: 6 oktober 2023, oktober 2023, 2023, or 6 oktober for a day of every year.

    The number of a day is not parted from its month at the end of a line.
    """
    locale = LOCALES[language]
    if isinstance(value, MonthDay):
        return format_skeleton("MMMMd", value.within(2024), locale=locale).replace(" ", "\u00a0")
    if isinstance(value, Moment):
        if len(value.text) == _YEAR:
            return value.text
        if len(value.text) == _MONTH:
            return format_date(value.first, "MMMM y", locale=locale)
        value = value.first
    return format_date(value, "d\u00a0MMMM y", locale=locale)


def decimal(value: Decimal, language: str) -> str:
    """Give an exact number with the marks of the language and every decimal that was written: 1.234,50."""
    return _decimal(str(value), language)


@lru_cache(maxsize=4096)
def _decimal(text: str, language: str) -> str:
    """Do the same for a number as text: 1.5 and 1.50 are equal, and not written alike."""
    value = Decimal(text)
    places = max(0, -int(value.as_tuple().exponent))
    return format_decimal(value, "#,##0" + ("." + "0" * places if places else ""), locale=LOCALES[language])


@lru_cache(maxsize=4096)
def money(value: Decimal, currency: str, language: str) -> str:
    """Give an amount with its sign, whole where it is whole: € 250.000, £1,250.50."""
    digits = "" if value == value.to_integral_value() else ".00"
    sign = "¤\u00a0" if language == "nl" else "¤"
    return format_currency(
        value, currency, f"{sign}#,##0{digits};{sign}-#,##0{digits}", locale=LOCALES[language], currency_digits=False
    )


@lru_cache(maxsize=4096)
def stretch(value: Period | Moment) -> Stretch:
    """Take a period apart, so that templates can put it into words."""
    if isinstance(value, Moment):
        value = Period(value.text, value.first, value.last)
    text = value.text
    if value.school_year is not None:
        return Stretch("school-year", value.school_year, None, None, None)
    if value.first is None or value.last is None:
        return Stretch("of-term", None, value.months, None, None)
    if ".." in text:
        return Stretch("range", None, None, *(_moment(part, value) for part in text.split("..", 1)))
    if text[5:6] in {"H", "Q"}:
        kind = "half" if text[5] == "H" else "quarter"
        return Stretch(kind, value.first.year, int(text[6]), None, None)
    kind = {_YEAR: "year", _MONTH: "month"}.get(len(text), "day")
    return Stretch(kind, value.first.year, None, Moment(value.first, value.last, text), None)


def _moment(text: str, period: Period) -> Moment:
    """Give one end of a range as a moment; its days matter only for their month and year."""
    if period.first is None or period.last is None:
        raise TypeError(text)
    return Moment(*(2 * (period.first if period.text.startswith(text) else period.last,)), text)
