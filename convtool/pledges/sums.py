"""Sums of honest numbers: end by end, in decimals, without rounding.

A number here always has a least (`low`); `high` is None where there is no most. What is about stays about.
"""

from __future__ import annotations

from decimal import Context, Decimal
from functools import reduce
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
    if count < 2:  # noqa: PLR2004 - most years have one
        return number if count else NOTHING
    low, high = (None if end is None else _EXACT.multiply(end, Decimal(count)) for end in number[:2])
    return number._replace(low=low, high=high)


def less(one: Number, other: Number) -> Number:
    """Give the difference of two numbers: below zero where the second is more; an end that is not known is open."""
    return plus(one, other._replace(low=_negative(other.high), high=_negative(other.low)))


def percent_of(number: Number, percent: Decimal) -> Number:
    """Give so many percent of a number."""
    part = _EXACT.scaleb(percent, Decimal(-2))
    low, high = (None if end is None else _plain(_EXACT.multiply(end, part)) for end in number[:2])
    return number._replace(low=low, high=high)


def in_cents(number: Number) -> bool:
    """Tell whether a number is whole in cents, at both ends."""
    ends = (Decimal(0) if end is None else _EXACT.scaleb(end, Decimal(2)) for end in number[:2])
    return all(end == end.to_integral_value() for end in ends)


def total(numbers: Iterable[Number]) -> Number:
    """Give the sum of all; nothing where there are none."""
    return reduce(plus, numbers, NOTHING)


def _plain(number: Decimal) -> Decimal:
    """Give a number without the noughts behind it that nobody wrote."""
    short = _EXACT.normalize(number)
    return _EXACT.quantize(short, Decimal(1)) if short == short.to_integral_value() else short


def _added(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else _EXACT.add(one, other)


def _negative(end: Decimal | None) -> Decimal | None:
    return None if end is None else _EXACT.subtract(ZERO, end)
