"""How far one contribution is on one day, in plain values that can be kept and sent.

Four stages, never added to each other: what was pledged over the whole time, what was due by the day, what had been
delivered by then, and what the receiver had confirmed of that.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from convtool.pledges.sums import NOTHING, ZERO, less
from convtool.values import Number

if TYPE_CHECKING:
    from datetime import date

STAGES = ("pledged", "due", "delivered", "confirmed")

MONEY, QUANTITY, DONE = "money", "quantity", "done"

DELIVERED, PARTLY, OVERDUE, NOT_DUE, UNKNOWN = STATES = ("delivered", "partly", "overdue", "not-due", "unknown")

AMOUNT_UNKNOWN = "amount-unknown"
"""No number was agreed, or none is known."""
NO_DAY = "no-day"
"""It is not known on which days it falls due."""
NO_END = "no-end"
"""It goes on without a last day, so that all of it together has no number."""
SUMS_DIFFER = "sums-differ"
"""The total or ceiling and the value each time contradict each other."""
NO_NUMBER = "no-number"
"""It was delivered, and nobody wrote how much."""
RANGE = "range"
"""What was due or delivered is not known exactly enough to compare the two."""
SHARED = "shared"
"""Several parties bear it together, and nobody wrote who of them delivered what."""
NOT_SPLIT = "not-split"
"""The share of one party is not an exact number of cents."""

EARLY = "early"
"""Delivered before the signing or the first day; it counts."""
OTHER_MEASURE = "other-measure"
"""Delivered in money where a quantity was promised, or the other way round; it does not count."""
OTHER_WORD = "other-word"
"""Confirmed by another than the receiver; it is not confirmed."""


class Year(NamedTuple):
    """The four stages of one calendar year.

    What was promised counts in the year in which it falls due: a school year in the one it ends in, and what is given
    once over several years in the last of them. What was delivered counts in the year it was delivered.
    """

    year: int
    pledged: Number | None
    due: Number | None
    delivered: Number | None
    confirmed: Number | None


class Share(NamedTuple):
    """What one party bears of a contribution, in percent."""

    party: str
    partner: str | None
    percent: Decimal


class Worth(NamedTuple):
    """What the quantity of each time is worth in money, by an edition of a valuation table."""

    amount: Decimal
    currency: str | None
    table: str | None
    version: str | None


class Giving(NamedTuple):
    """One contribution on one day.

    `giver` and `receiver` are ids of parties in the convenant, with the ids of the partners behind them;
    `receiver_named` is an organisation that is no party. `draft` tells that it was not signed by the day: nothing is
    due. `measure` is money (`unit` is the currency), quantity, or done: then a number counts how many times.

    A stage is a number, exact or honest (`high` is None: so much at least), or None where `reasons` say why it has
    none. `value` is what is promised each time; `first` and `last` are the first and last day, `last_delivery` and
    `next_due` days before and after. `years` add up to the stages; where there is no last day they go to the year after
    the day. `notes` count what is odd about the deliveries.
    """

    convenant: str
    title: str
    contribution: str
    example: bool
    draft: bool
    kind: str | None
    giver: str | None
    giver_partner: str | None
    receiver: str | None
    receiver_partner: str | None
    receiver_named: str | None
    theme: str | None
    goal: str | None
    text: str | None
    measure: str
    unit: str | None
    value: Number | None
    per: str | None
    first: date | None
    last: date | None
    pledged: Number | None
    due: Number | None
    delivered: Number | None
    confirmed: Number | None
    reasons: tuple[tuple[str, str], ...]
    years: tuple[Year, ...]
    last_delivery: date | None
    next_due: date | None
    notes: tuple[tuple[str, int], ...]
    shares: tuple[Share, ...]
    worth: Worth | None
    counted_in: str | None

    def stage(self, name: str) -> Number | None:
        """Give one of the `STAGES`."""
        found: Number | None = getattr(self, name)
        return found

    def reason(self, name: str) -> str | None:
        """Give the reason why one of the `STAGES` has no number; None where it has."""
        return dict(self.reasons).get(name)

    @property
    def open(self) -> Number | None:
        """What was due less what was delivered: below zero where more was delivered than was due."""
        if self.due is None or self.delivered is None:
            return None
        found = less(self.due, self.delivered)
        return None if found.low is None and found.high is None else found

    @property
    def overdue(self) -> Number | None:
        """What was due and not delivered, nothing where it was: a period is due on its last day, without delay."""
        found = self.open
        if found is None:
            return None
        least = ZERO if found.low is None else max(ZERO, found.low)
        return found._replace(low=least, high=None if found.high is None else max(ZERO, found.high))

    @property
    def state(self) -> str:
        """One of the `STATES`, of what was due by the day and nothing else.

        delivered: all that was due, or all that was ever pledged. partly: less than was due. overdue: nothing of it.
        not-due: nothing is due yet. unknown: one of the two is not known, or not exactly enough.
        """
        due, delivered, pledged = self.due, self.delivered, self.pledged
        if self.draft or (due == NOTHING and not _complete(delivered, pledged)):
            return NOT_DUE
        if reaches(delivered, due) or _complete(delivered, pledged):
            return DELIVERED
        if due and delivered and due.low is not None and delivered.high is not None and delivered.high < due.low:
            return PARTLY if delivered.high > 0 else OVERDUE
        return UNKNOWN

    @property
    def why(self) -> str | None:
        """Why the state is unknown; None where it is not."""
        if self.state != UNKNOWN:
            return None
        return self.reason("due") or self.reason("delivered") or RANGE

    def worth_of(self, name: str) -> Number | None:
        """Give what one of the `STAGES` is worth by the table: so many times the amount as the quantity of each time.

        None where that is not an exact number of cents, or where either number is not exact.
        """
        stage = self.stage(name)
        if self.worth is None or stage is None or self.value is None:
            return None
        number, each = stage.exact, self.value.exact
        if number is None or not each or stage.about or self.value.about:
            return None
        cents = Fraction(self.worth.amount) * Fraction(number) / Fraction(each) * 100
        if cents.denominator != 1:
            return None
        found = Decimal(cents.numerator).scaleb(-2)
        return Number(found, found)


def reaches(delivered: Number | None, wanted: Number | None) -> bool:
    """Tell whether surely as much was delivered as was wanted at most."""
    if delivered is None or wanted is None or delivered.low is None or wanted.high is None:
        return False
    return delivered.low >= wanted.high


def _complete(delivered: Number | None, pledged: Number | None) -> bool:
    return pledged != NOTHING and reaches(delivered, pledged)


def in_year(giving: Giving, year: int) -> Giving:
    """Give the same contribution with the stages of one calendar year alone."""
    found = next((each for each in giving.years if each.year == year), None) or _empty(giving, year)
    known = dict(giving.reasons)
    reasons = tuple((name, known.get(name, NO_DAY)) for name in STAGES if getattr(found, name) is None)
    return giving._replace(
        pledged=found.pledged,
        due=found.due,
        delivered=found.delivered,
        confirmed=found.confirmed,
        reasons=reasons,
        years=(found,),
    )


def _empty(giving: Giving, year: int) -> Year:
    """Give a year in which nothing falls due and nothing is delivered, as far as the years are known."""
    if giving.first is None and giving.pledged != NOTHING:
        return Year(year, None, NOTHING if giving.draft else None, NOTHING, NOTHING)
    beyond = giving.reason("pledged") == NO_END and year > max((each.year for each in giving.years), default=year)
    return Year(year, None if beyond else NOTHING, NOTHING, NOTHING, NOTHING)
