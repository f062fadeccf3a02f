"""What was delivered was pledged, came after the start, and is confirmed by who received it.

More than was pledged is often the same delivery written twice; before the start it belongs to something else; and
without the receiver's word a delivery is only what the giver says. Delivered and pledged are added up from the first
day to the end of the period that is running, so that a good year may make up for a bad one. The receiver has ninety
days to confirm, by an entry of the same day with confirmed_by, or on the delivery itself. For an organisation that is
no party another party may confirm, but never the giver. Where nobody receives, nobody can confirm.

Bad:

    contributions:
      - {id: uren, first: 2026}

Good:

    contributions:
      - {id: uren, first: 2025}

Repair: look the delivery up; ask the receiver, and add {contribution, date, confirmed_by, recorded}.
Source: courts of audit.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from typing import NamedTuple

from convtool.diagnostics import Finding
from convtool.messages import count, say
from convtool.models.convenant import Convenant
from convtool.models.facts import Named
from convtool.models.obligations import Contribution
from convtool.models.since import Delivery
from convtool.pledges.deliveries import by_contribution, may_confirm, only_confirms, same_day
from convtool.pledges.instalments import begun, starts
from convtool.pledges.promised import ends_of, in_words, value_key, value_of
from convtool.portfolio import Programme
from convtool.progress.calendar import Calendar, calendar_of
from convtool.rulebook import WARNING, rule

_DAYS = 90


class _Pledge(NamedTuple):
    """A contribution with what was delivered of it by `day`, in the order of the file."""

    contribution: Contribution
    deliveries: Sequence[Delivery]
    convenant: Convenant
    calendar: Calendar
    day: date


@rule("CV506", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield what was delivered beyond the pledge, before the start, or without the word of the receiver."""
    if not convenant.deliveries:
        return
    delivered = by_contribution(convenant.deliveries, programme.as_of)
    term = convenant.term
    calendar = calendar_of(programme.masterplan, term.starts.first if term and term.starts else None)
    for each in convenant.contributions or ():
        if each.id in delivered:
            pledge = _Pledge(each, delivered[each.id], convenant, calendar, programme.as_of)
            yield from _beyond(pledge)
            yield from _early(pledge)
            yield from _unconfirmed(pledge)
            yield from _confirmed_by_another(pledge)
            yield from _confirms_nothing(pledge)


def _beyond(pledge: _Pledge) -> Iterator[Finding]:
    """Find the delivery with which more had been delivered than was pledged so far."""
    each, key = pledge.contribution, value_key(pledge.contribution)
    most = _pledged(pledge)
    if most is None:
        return
    total = sum((_surely(delivery, key) for delivery in pledge.deliveries), Decimal(0))
    if total > most:
        found = say(
            '{total} of "{contribution}" delivered, where {most} is pledged so far',
            total=in_words(each, total),
            contribution=each.id,
            most=most,
        )
        hint = say("look for a delivery that was written twice, or agree on the new pledge in an amendment")
        yield Finding(_crossing(pledge, key, most).at(key), found, hint, (each.at(key),))


def _crossing(pledge: _Pledge, key: str, most: Decimal) -> Delivery:
    """Give the delivery, in the order of the days, with which the sum came above `most`."""
    ordered = sorted(pledge.deliveries, key=lambda delivery: delivery.date.last)
    sums = accumulate(_surely(delivery, key) for delivery in ordered)
    return next(delivery for delivery, running in zip(ordered, sums, strict=True) if running > most)


def _pledged(pledge: _Pledge) -> Decimal | None:
    """Give the most that may have been delivered by now, or None where that is not known."""
    each = pledge.contribution
    value = value_of(each)
    _, most = ends_of(value)
    if each.total is not None and (value is None or each.per is None):
        return each.total
    if each.ceiling is not None and (value is None or most is not None):
        most = max(most or each.ceiling, each.ceiling)
    number = begun(each, pledge.convenant, pledge.calendar, pledge.day)
    return None if most is None or number is None else most * number


def _surely(delivery: Delivery, key: str) -> Decimal:
    least, _ = ends_of(getattr(delivery, key))
    return Decimal(0) if least is None else least


def _early(pledge: _Pledge) -> Iterator[Finding]:
    each = pledge.contribution
    start = starts(each, pledge.calendar)
    for delivery in pledge.deliveries:
        if start and delivery.date.last < start and not only_confirms(delivery):
            found = say(
                '"{contribution}" delivered on {day}, before it starts on {start}',
                contribution=each.id,
                day=delivery.date,
                start=start,
            )
            term = pledge.convenant.term
            second = each.at("first") if each.first or term is None else term.at("starts")
            yield Finding(delivery.at("date"), found, say("look both days up"), (second,))


def _unconfirmed(pledge: _Pledge) -> Iterator[Finding]:
    """Find what is waiting for the receiver too long; one finding for all of it."""
    each = pledge.contribution
    receiver = each.to.named if isinstance(each.to, Named) else each.to
    before = pledge.day - timedelta(_DAYS)
    confirmed = [delivery.date for delivery in pledge.deliveries if delivery.confirmed_by]
    waiting = [
        delivery
        for delivery in pledge.deliveries
        if delivery.date.last < before
        and delivery.status in {None, "done"}
        and not any(same_day(day, delivery.date) for day in confirmed)
    ]
    if receiver and waiting:
        found = say(
            '{deliveries} of "{contribution}" not confirmed by "{receiver}" within {days} days',
            deliveries=count(len(waiting), "{number} delivery", "{number} deliveries"),
            contribution=each.id,
            receiver=receiver,
            days=_DAYS,
        )
        hint = say("ask the receiver, and add an entry of the same day with confirmed_by")
        yield Finding(waiting[0].at("date"), found, hint, tuple(later.at("date") for later in waiting[1:]))


def _confirmed_by_another(pledge: _Pledge) -> Iterator[Finding]:
    each = pledge.contribution
    for delivery in pledge.deliveries:
        by, to = delivery.confirmed_by, each.to
        if by is not None and to is not None and not may_confirm(delivery, each):
            found = say(
                '"{by}" confirmed a delivery that "{to}" received',
                by=by.named if isinstance(by, Named) else by,
                to=to.named if isinstance(to, Named) else to,
            )
            yield Finding(delivery.at("confirmed_by"), found, say("let the receiver confirm"), (each.at("to"),))


def _confirms_nothing(pledge: _Pledge) -> Iterator[Finding]:
    """Find a confirmation whose day is not the day of any delivery."""
    delivered = [delivery.date for delivery in pledge.deliveries if not only_confirms(delivery)]
    for each in pledge.deliveries:
        if only_confirms(each) and not any(same_day(each.date, day) for day in delivered):
            found = say(
                'of "{contribution}" nothing was delivered on {day}, the day that is confirmed',
                contribution=pledge.contribution.id,
                day=each.date,
            )
            yield Finding(each.at("date"), found, say("write the day of the delivery that is confirmed"))
