"""What a contribution promises each time, in figures.

Only what can be said exactly is said. A range or an open number gives its ends; where these are not known, there is
no bound (None).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from convtool.messages import say
from convtool.pledges.sums import ZERO
from convtool.values import Number

if TYPE_CHECKING:
    from convtool.models.obligations import Contribution


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


def honest(value: Decimal | Number) -> Number:
    """Give a value as a number that has a least: what is given under a number is nothing or more."""
    if isinstance(value, Decimal):
        return Number(value, value)
    return value if value.low is not None else Number(ZERO, value.high)


def at_most(value: Number, ceiling: Decimal | None) -> Number | None:
    """Give a value that stays under its ceiling; None for one that surely does not, as the figures then differ."""
    if ceiling is None:
        return value
    if value.low is None or value.low > ceiling:
        return None
    return value._replace(high=ceiling, excludes=False) if value.high is None or value.high > ceiling else value
