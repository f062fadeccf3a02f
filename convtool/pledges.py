"""What a contribution promises in figures: its value, and how many times that falls due.

Only what can be said exactly is said. A range or an open number gives its ends; where these or the days are not
known, there is no bound (None).
"""

from datetime import date
from decimal import Decimal

from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.obligations import Contribution
from convtool.progress.calendar import MONTHS, Calendar, months, next_day
from convtool.values import Moment, Number, Period


def value_key(contribution: Contribution) -> str:
    """Give the key that holds what is promised: `quantity` in kind, `amount` of money, else the one that is there."""
    if contribution.kind == "in-kind" or (contribution.kind != "financing" and contribution.amount is None):
        return "quantity"
    return "amount"


def value_of(contribution: Contribution) -> Decimal | Number | None:
    """Give what is promised each time."""
    value = getattr(contribution, value_key(contribution))
    return value if isinstance(value, (Decimal, Number)) else None


def in_words(contribution: Contribution, value: object) -> object:
    """Give a value with the currency or unit of the contribution, as far as it has one."""
    unit = contribution.unit if value_key(contribution) == "quantity" else contribution.currency
    return say("{number} {unit}", number=value, unit=unit) if unit else value


def ends_of(value: Decimal | Number | None) -> tuple[Decimal | None, Decimal | None]:
    """Give the least and the most that a value may be; nothing is sure of one that is about."""
    if isinstance(value, Number):
        return (None, None) if value.about else (value.low, value.high)
    return value, value


def times(contribution: Contribution, calendar: Calendar) -> tuple[int, int] | None:
    """Give how many times the value falls due from first to last: once without `per`.

    A last period that is not whole may count or not, so it gives two numbers. None where first or last is not known.
    """
    if contribution.per is None:
        return 1, 1
    first = _first(contribution.first, calendar)
    last = calendar.span(contribution.last) if contribution.last else None
    return _times(first, last.last, contribution.per) if first and last and first <= last.last else None


def begun(contribution: Contribution, convenant: Convenant, calendar: Calendar, day: date) -> int | None:
    """Give how many times the value has fallen due, or begun to, by `day`: at least once, before the start too.

    None where no first day is known.
    """
    if contribution.per is None:
        return 1
    first = starts(contribution, calendar)
    if first is None:
        return None
    term = convenant.term
    last = calendar.span(contribution.last) if contribution.last else None
    end = last.last if last else term.ends.last if term and isinstance(term.ends, Moment) else day
    return _times(first, max(first, min(day, end)), contribution.per)[1]


def starts(contribution: Contribution, calendar: Calendar) -> date | None:
    """Give the first day of a contribution: its own, else that of the term."""
    return _first(contribution.first, calendar) or calendar.term_starts


def _first(period: Period | None, calendar: Calendar) -> date | None:
    span = calendar.span(period) if period else None
    return span.first if span else None


def _times(first: date, last: date, per: str) -> tuple[int, int]:
    """Give how many periods lie between two days, both inclusive: those that are whole, and those that have begun."""
    return months(first, next_day(last)) // MONTHS[per], months(first, last) // MONTHS[per] + 1
