"""What one contribution promises on a day: each time, on which days, and in all.

What was promised is judged by the text in force on the day, from its first day on, also where an amendment changed it
later than that. Where the convenant really ended by the day, or the giver left it, nothing is pledged that begins
later; a period that was cut through may count or not.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from convtool.pledges.giving import AMOUNT_UNKNOWN, DONE, MONEY, NO_DAY, NO_END, QUANTITY, SUMS_DIFFER
from convtool.pledges.instalments import cut_short, instalments, is_once, last_day, planned_end, starts
from convtool.pledges.promised import at_most, honest, value_key, value_of
from convtool.pledges.sums import NOTHING, ONCE, ZERO, less, plus, times
from convtool.values import Number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from convtool.models.convenant import Convenant
    from convtool.models.obligations import Contribution
    from convtool.models.terms import Party
    from convtool.pledges.instalments import Instalment
    from convtool.progress.calendar import Calendar


class Promise(NamedTuple):
    """What is promised: each time (`value`), on which days (`owed`, None where they are not known), and in all.

    `draft` tells that it was not signed by `day`: then nothing falls due. `broken` is what the last time is worth where
    it is not whole, `reason` says why nothing is `pledged`, and `endless` that there is no last day: `owed` then goes
    to the year after the day, or after the last one that was asked for.
    """

    measure: str
    day: date
    draft: bool
    endless: bool
    value: Number | None
    owed: Sequence[Instalment] | None
    broken: Number = NOTHING
    pledged: Number | None = None
    reason: str | None = None

    def of(self, owed: Sequence[Instalment]) -> Number | None:
        """Give what some of the instalments are together; None where that is not known."""
        if self.value is None or self.owed is None:
            return None
        if not owed or owed[-1].whole:
            return times(self.value, len(owed))
        return plus(times(self.value, len(owed) - 1), self.broken)

    def fallen(self, owed: Sequence[Instalment], all_of_it: Number | None) -> Number | None:
        """Give what of some instalments had fallen due by the day: each does on its last, in a draft none does.

        `all_of_it` is what they are together, where that is known.
        """
        if self.draft:
            return NOTHING
        if owed and owed[-1].last <= self.day:
            return all_of_it or self.of(owed)
        return self.of([each for each in owed if each.last <= self.day])


def promise_of(  # noqa: PLR0913, PLR0917 - who promises what to whom, and the two days
    contribution: Contribution,
    convenant: Convenant,
    giver: Party | None,
    calendar: Calendar,
    day: date,
    until: date | None = None,
) -> Promise:
    """Give what a contribution of `giver` promises on a day; one without a last day up to the year after `until`."""
    ended = _known(convenant.term.ended.date.last if convenant.term and convenant.term.ended else None, day)
    left = _known(giver.left.last if giver and giver.left else None, day)
    end, cut = ended or planned_end(convenant), min((each for each in (ended, left) if each), default=None)
    endless = cut is None and last_day(contribution, calendar, end) is None
    value, signed = _value(contribution), convenant.signed
    measure = MONEY if value_key(contribution) == "amount" else QUANTITY
    if contribution.kind == "other" and value is None:
        measure, value = DONE, ONCE
    promise = Promise(
        measure=measure,
        day=day,
        draft=convenant.is_draft or (signed is not None and signed.first > day),
        endless=endless,
        value=value,
        owed=_owed(contribution, calendar, end, cut, until or day),
    )
    return _in_all(promise, contribution, None if cut else contribution.total)


def _known(end: date | None, day: date) -> date | None:
    """Give a day on which something ended, where it had by the day; before it nobody could know."""
    return end if end and end <= day else None


def _value(each: Contribution) -> Number | None:
    """Give what is promised each time, under the ceiling; the total where nothing else is written."""
    written = value_of(each)
    value = each.total if written is None else written
    if value is None:
        return None if each.ceiling is None else Number(ZERO, each.ceiling)
    return at_most(honest(value), each.ceiling)


def _owed(
    each: Contribution, calendar: Calendar, end: date | None, cut: date | None, until: date
) -> Sequence[Instalment] | None:
    found = instalments(each, calendar, end)
    if found is None:
        return None
    if cut:
        return tuple(cut_short(found, cut))
    if last_day(each, calendar, end) is None:
        year = max(starts(each, calendar) or until, until).year + 1
        return tuple(takewhile(lambda instalment: instalment.last.year <= year, found))
    return tuple(found)


def _in_all(promise: Promise, each: Contribution, agreed: Decimal | None) -> Promise:
    """Add what is pledged in all, or the reason why that is not known."""
    value, owed = promise.value, promise.owed
    if value is None:
        written = value_of(each) is not None or each.total is not None
        return promise._replace(reason=SUMS_DIFFER if written else AMOUNT_UNKNOWN)
    if owed is None:
        return promise._replace(pledged=value) if is_once(each) else promise._replace(reason=NO_DAY)
    if promise.endless:
        return promise._replace(reason=NO_END)
    promise = promise._replace(broken=Number(ZERO, value.high, value.about, value.excludes))
    promise = promise._replace(pledged=promise.of(owed))
    return promise if agreed is None else _agreed(promise, value, len(owed), agreed)


def _agreed(promise: Promise, value: Number, number: int, agreed: Decimal) -> Promise:
    """Let the total that was agreed say what all is together, and so what a last period is that is not whole."""
    found = promise.pledged
    if found is None or not (found.about or _holds(found, agreed)):
        return promise._replace(pledged=None, reason=SUMS_DIFFER)
    whole = Number(agreed, agreed)
    rest = less(whole, times(value, number - 1))
    return promise._replace(pledged=whole, broken=promise.broken if rest.exact is None or value.about else rest)


def _holds(number: Number, value: Decimal) -> bool:
    return number.low is not None and number.low <= value and (number.high is None or value <= number.high)
