"""What was delivered of a contribution, and whether its receiver said so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.models.facts import Named
from convtool.pledges.promised import honest
from convtool.pledges.sums import NOTHING, ONCE, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from convtool.models.obligations import Contribution
    from convtool.models.since import Delivery
    from convtool.values import Moment, Number


def by_contribution(deliveries: Iterable[Delivery], day: date) -> dict[str, list[Delivery]]:
    """Give the deliveries up to `day` by the id of their contribution, each in the order of the file."""
    found: dict[str, list[Delivery]] = {}
    for each in deliveries:
        if each.date.last <= day:
            found.setdefault(each.contribution, []).append(each)
    return found


def only_confirms(delivery: Delivery) -> bool:
    """Tell whether an entry says that something was received, and delivers nothing itself."""
    return delivery.confirmed_by is not None and _is_bare(delivery) and delivery.status != "done"


def same_day(one: Moment, other: Moment) -> bool:
    """Tell whether two days, months or years can be the same day."""
    return one.first <= other.last and other.first <= one.last


def may_confirm(delivery: Delivery, contribution: Contribution) -> bool:
    """Tell whether who confirms may do so: the receiver; for one that is no party anybody but the giver.

    Where nobody receives, nobody can confirm.
    """
    by, to = delivery.confirmed_by, contribution.to
    if by is None or to is None or (isinstance(by, str) and by == contribution.from_):
        return False
    return isinstance(to, Named) or by == to


class Handed(NamedTuple):
    """One delivery: on which day, and how much; None where nobody wrote that."""

    date: Moment
    number: Number | None


def handed(deliveries: Sequence[Delivery], key: str | None) -> list[Handed]:
    """Give what was delivered: numbers under `key`, amount or quantity; without a key how often.

    An entry without a number delivers something too, unless that is still on its way, or what is told of the same day.
    """
    real = [each for each in deliveries if not only_confirms(each)]
    numbered = [each for each in real if not _is_bare(each)]
    bare = [each for each in real if _is_bare(each) and each.status in {None, "done"}]
    if key is None:
        return [Handed(each.date, ONCE) for each in _days_apart([], [*numbered, *bare])]
    found = [Handed(each.date, honest(value)) for each in numbered if (value := getattr(each, key)) is not None]
    return found + [Handed(each.date, None) for each in _days_apart(numbered, bare)]


def confirmed(handed: Iterable[Handed], deliveries: Iterable[Delivery], contribution: Contribution) -> list[Handed]:
    """Give what was delivered on a day of which the receiver said so."""
    days = [each.date for each in deliveries if may_confirm(each, contribution)]
    written = {day.text for day in days}  # nearly all: one look, where comparing each with each takes long
    return [each for each in handed if each.date.text in written or any(same_day(each.date, day) for day in days)]


def added(handed: Sequence[Handed]) -> Number | None:
    """Give the sum; at least what is known where a number is missing, and None where that is nothing."""
    if not handed:
        return NOTHING
    found = total(each.number for each in handed if each.number)
    if all(each.number for each in handed):
        return found
    return found._replace(high=None) if found.low else None


def _is_bare(delivery: Delivery) -> bool:
    return delivery.amount is None and delivery.quantity is None


def _days_apart(told: Sequence[Delivery], more: Sequence[Delivery]) -> list[Delivery]:
    """Give those of `more` that are of a day nothing is told of yet; the most precise days come first."""
    found: list[Delivery] = []
    for each in sorted(more, key=lambda each: (each.date.last - each.date.first, each.date)):
        if not any(same_day(each.date, other.date) for other in (*told, *found)):
            found.append(each)
    return found
