"""When a contribution falls due: once, or once in each of its periods, from its first day to its last.

Periods are counted in months from the first day; school years are those of the programme.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import count, pairwise, takewhile
from typing import TYPE_CHECKING, NamedTuple

from convtool.pledges.promised import value_of
from convtool.progress.calendar import MONTHS, Span, add_months, day_before
from convtool.values import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from convtool.models.convenant import Convenant
    from convtool.models.obligations import Contribution
    from convtool.progress.calendar import Calendar
    from convtool.values import Period


class Instalment(NamedTuple):
    """One time that something is owed: in these days, both inclusive, and due on the last of them.

    A last period that is not `whole` may count or not: the text does not say it.
    """

    first: date
    last: date
    whole: bool = True


def instalments(contribution: Contribution, calendar: Calendar, end: date | None) -> Iterable[Instalment] | None:
    """Give every time that a contribution falls due, in order; `end` is the last day where it names none itself.

    Without `per` it is given once: by the day it is due, else by the last day of its last period, else of its first.
    With `per` it goes on for ever where there is no last day. None where the days are not known.
    """
    first, last = starts(contribution, calendar), last_day(contribution, calendar, end)
    per = None if is_once(contribution) else contribution.per
    if per is None:
        if last is None:
            return None
        due = contribution.due.first if contribution.due and contribution.per is None else first
        return (Instalment(min(due or last, last), last),)
    if first is None:
        return None
    if per == "school-year":
        own = contribution.first is not None
        return _until(last, (Instalment(*span) for span in _school_years(first, calendar, own=own)))
    return _stretches(first, MONTHS[per]) if last is None else _stretches_until(first, MONTHS[per], last)


def is_once(contribution: Contribution) -> bool:
    """Tell whether it falls due once: without `per`, or where only a total is known, which nobody can split exactly."""
    return contribution.per is None or (value_of(contribution) is None and contribution.total is not None)


def starts(contribution: Contribution, calendar: Calendar) -> date | None:
    """Give the first day of a contribution: its own, else that of the term."""
    span = _span(contribution.first, calendar)
    return span.first if span else calendar.term_starts


def last_day(contribution: Contribution, calendar: Calendar, end: date | None) -> date | None:
    """Give the last day of a contribution: its own, else `end`, which is that of the term; None where it has none."""
    once = contribution.per is None
    if once and contribution.due:
        return contribution.due.last
    span = _span(contribution.last, calendar) or (_span(contribution.first, calendar) if once else None)
    if span:
        return span.last
    return contribution.due.last if contribution.due else end


def planned_end(convenant: Convenant) -> date | None:
    """Give the last day of the term as it was agreed."""
    term = convenant.term
    return term.ends.last if term and isinstance(term.ends, Moment) else None


def times(contribution: Contribution, calendar: Calendar) -> tuple[int, int] | None:
    """Give how many times the value falls due from its own first to its own last period: once without `per`.

    A last period that is not whole may count or not, so it gives two numbers. None where first or last is not known.
    """
    if contribution.per is None:
        return 1, 1
    if not (_span(contribution.first, calendar) and _span(contribution.last, calendar)):
        return None
    found = list(instalments(contribution, calendar, None) or ())
    return (sum(each.whole for each in found), len(found)) if found else None


def begun(contribution: Contribution, convenant: Convenant, calendar: Calendar, day: date) -> int | None:
    """Give how many times the value has fallen due, or begun to, by `day`: at least once, before the start too.

    None where no first day is known.
    """
    if contribution.per is None:
        return 1
    found = instalments(contribution, calendar, planned_end(convenant))
    return None if found is None else max(1, sum(1 for _ in takewhile(lambda each: each.first <= day, found)))


def cut_short(found: Iterable[Instalment], end: date) -> Iterator[Instalment]:
    """Give what is left where it ended earlier: nothing that begins later, and a period cut through is not whole."""
    begun = takewhile(lambda each: each.first <= end, found)
    return (each if each.last <= end else Instalment(each.first, end, whole=False) for each in begun)


def _span(period: Period | None, calendar: Calendar) -> Span | None:
    return calendar.span(period) if period else None


def _stretches(first: date, length: int) -> Iterator[Instalment]:
    firsts = (add_months(first, number * length) for number in count())
    return (Instalment(begin, day_before(after)) for begin, after in pairwise(firsts))


@lru_cache(4096)
def _stretches_until(first: date, length: int, last: date) -> tuple[Instalment, ...]:
    """Give the same up to a last day; many contributions have the same years."""
    return tuple(cut_short(_stretches(first, length), last))


def _school_years(first: date, calendar: Calendar, *, own: bool) -> Iterator[Span]:
    """Give the school years from a contribution's own first day on; from the start of a term only whole ones."""
    around = calendar.period_around("school-year", first)
    missed = not own and around.first < first
    return (calendar.school_year(year) for year in count(around.first.year + missed))


def _until(last: date | None, found: Iterator[Instalment]) -> Iterator[Instalment]:
    return found if last is None else cut_short(found, last)
