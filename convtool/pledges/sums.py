"""Sums of honest numbers: end by end, in decimals, without rounding.

A number here always has a least (`low`); `high` is None where there is no most. What is about stays about.
"""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from convtool.values import Number

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO = Decimal(0)
NOTHING = Number(ZERO, ZERO)
ONCE = Number(Decimal(1), Decimal(1))
_EXACT = Context(prec=100)
"""More digits than a sum of what the register can hold may need: its numbers have 30 at most."""


def plus(one: Number, other: Number) -> Number:
    """Give the sum of two numbers."""
    return Number(
        _added(one.low, other.low),
        _added(one.high, other.high),
        one.about or other.about,
        one.excludes or other.excludes,
    )


def times(number: Number, count: int) -> Number:
    """Give a number so many times; nothing for none."""
    if not count:
        return NOTHING
    low, high = (None if end is None else _EXACT.multiply(end, Decimal(count)) for end in number[:2])
    return number._replace(low=low, high=high)


def less(one: Number, other: Number) -> Number:
    """Give the difference of two numbers: below zero where the second is more; an end that is not known is open."""
    return plus(one, other._replace(low=_negative(other.high), high=_negative(other.low)))


def total(numbers: Iterable[Number]) -> Number:
    """Give the sum of all; nothing where there are none."""
    found = NOTHING
    for number in numbers:
        found = plus(found, number)
    return found


def _added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else _EXACT.add(one, other)


def _negative(end: Decimal | None) -> Decimal | None:
    return None if end is None else _EXACT.subtract(ZERO, end)
