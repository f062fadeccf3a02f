"""What was delivered of a contribution, and whether its receiver said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.models.facts import Named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from convtool.models.obligations import Contribution
    from convtool.models.since import Delivery
    from convtool.values import Moment


def by_contribution(deliveries: Iterable[Delivery], day: date) -> dict[str, list[Delivery]]:
    """Give the deliveries up to `day` by the id of their contribution, each in the order of the file."""
    found: dict[str, list[Delivery]] = {}
    for each in deliveries:
        if each.date.last <= day:
            found.setdefault(each.contribution, []).append(each)
    return found


def only_confirms(delivery: Delivery) -> bool:
    """Tell whether an entry says that something was received, and delivers nothing itself."""
    return (
        delivery.confirmed_by is not None
        and delivery.amount is None
        and delivery.quantity is None
        and delivery.status != "done"
    )


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
