"""From records to givings: every contribution with its four stages on a day, in all and by year."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from convtool.models.convenant import Convenant
from convtool.models.facts import Named
from convtool.pledges.deliveries import added, by_contribution, confirmed, handed, may_confirm, only_confirms
from convtool.pledges.giving import (
    DONE,
    EARLY,
    MONEY,
    NO_DAY,
    NO_NUMBER,
    OTHER_MEASURE,
    OTHER_WORD,
    QUANTITY,
    Giving,
    Share,
    Worth,
    Year,
)
from convtool.pledges.instalments import is_once, starts
from convtool.pledges.promises import promise_of
from convtool.progress.cases import calendar_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from convtool.models.masterplan import Masterplan
    from convtool.models.obligations import Contribution
    from convtool.models.since import Delivery
    from convtool.models.terms import Party
    from convtool.pledges.deliveries import Handed
    from convtool.pledges.instalments import Instalment
    from convtool.pledges.promises import Promise
    from convtool.portfolio import Portfolio
    from convtool.progress.calendar import Calendar

_KEYS = {MONEY: "amount", QUANTITY: "quantity"}


def givings(portfolio: Portfolio) -> tuple[Giving, ...]:
    """Give one for every contribution, in the order of the files and of the contributions in them."""
    masterplan = portfolio.programme.masterplan
    return tuple(
        giving
        for convenant in portfolio.all(Convenant)
        for giving in givings_of(convenant, masterplan, portfolio.as_of)
    )


def givings_of(convenant: Convenant, masterplan: Masterplan | None, day: date) -> Iterator[Giving]:
    """Give the contributions of one convenant on a day; of two with the same id the first has the deliveries."""
    return (giving for giving, _ in promised_of(convenant, masterplan, day))


def promised_of(
    convenant: Convenant, masterplan: Masterplan | None, day: date, until: date | None = None
) -> Iterator[tuple[Giving, Promise]]:
    """Give the contributions of one convenant on a day, each with what it promises, up to a later day where asked."""
    calendar = calendar_for(convenant, masterplan)
    parties = {party.id: party for party in convenant.parties or ()}
    delivered = by_contribution(convenant.deliveries or (), day)
    for each in convenant.contributions or ():
        giver = parties.get(each.from_ or "")
        own = calendar._replace(term_starts=giver.joined.first) if giver and giver.joined else calendar
        promise = promise_of(each, convenant, giver, own, day, until)
        deliveries = delivered.pop(each.id, [])
        notes = _notes(each, convenant, own, deliveries, promise)
        yield _giving(each, convenant, parties, promise, deliveries, notes), promise


def _giving(  # noqa: PLR0913, PLR0917 - all that a giving is made of
    each: Contribution,
    convenant: Convenant,
    parties: Mapping[str, Party],
    promise: Promise,
    deliveries: Sequence[Delivery],
    notes: tuple[tuple[str, int], ...],
) -> Giving:
    given = handed(deliveries, _KEYS.get(promise.measure))
    received = confirmed(given, deliveries, each)
    if promise.measure == DONE and is_once(each):  # once is enough: the first time counts
        given, received = sorted(given)[:1], sorted(received)[:1]
    owed = promise.owed or ()
    stages = (promise.pledged, promise.fallen(owed, promise.pledged), added(given), added(received))
    missing = promise.reason or NO_DAY
    reasons = zip(("pledged", "due", "delivered", "confirmed"), (missing, missing, NO_NUMBER, NO_NUMBER), strict=True)
    receiver = each.to if isinstance(each.to, str) else None
    return Giving(
        convenant=convenant.id,
        title=convenant.titled,
        contribution=each.id,
        example=bool(convenant.example),
        draft=promise.draft,
        kind=each.kind,
        giver=each.from_,
        giver_partner=_partner(parties, each.from_),
        receiver=receiver,
        receiver_partner=_partner(parties, receiver),
        receiver_named=each.to.named if isinstance(each.to, Named) else None,
        theme=each.theme,
        goal=each.goal,
        text=each.text,
        measure=promise.measure,
        unit={MONEY: each.currency, QUANTITY: each.unit}.get(promise.measure),
        value=promise.value,
        per=each.per,
        first=owed[0].first if owed else None,
        last=owed[-1].last if owed and not promise.endless else None,
        pledged=stages[0],
        due=stages[1],
        delivered=stages[2],
        confirmed=stages[3],
        reasons=tuple(reason for reason, number in zip(reasons, stages, strict=True) if number is None),
        years=tuple(_years(promise, given, received)),
        last_delivery=max((found.date.last for found in given), default=None),
        next_due=None if promise.draft else next((found.last for found in owed if found.last > promise.day), None),
        notes=notes,
        shares=tuple(Share(id, _partner(parties, id), percent) for id, percent in (each.shares or {}).items()),
        worth=_worth(each),
        counted_in=each.counted_in,
    )


def _years(promise: Promise, given: Sequence[Handed], received: Sequence[Handed]) -> Iterator[Year]:
    owed: dict[int, list[Instalment]] = defaultdict(list)
    for instalment in promise.owed or ():
        owed[instalment.last.year].append(instalment)
    years = _by_year(given), _by_year(received)
    for year in sorted({*owed, *years[0], *years[1]}):
        of_year = owed.get(year, [])
        pledged = promise.of(of_year)
        of_given, of_received = (added(each.get(year, ())) for each in years)
        yield Year(year, pledged, promise.fallen(of_year, pledged), of_given, of_received)


def _by_year(some: Sequence[Handed]) -> Mapping[int, Sequence[Handed]]:
    found: dict[int, list[Handed]] = defaultdict(list)
    for each in some:
        found[each.date.first.year].append(each)
    return found


def _notes(
    each: Contribution, convenant: Convenant, calendar: Calendar, deliveries: Sequence[Delivery], promise: Promise
) -> tuple[tuple[str, int], ...]:
    """Count what is odd about the deliveries: before the start, in another measure, confirmed by another."""
    if not deliveries:
        return ()
    first, signed = starts(each, calendar), convenant.signed
    start = max((day for day in (first, signed.first if signed else None) if day), default=None)
    real = [delivery for delivery in deliveries if not only_confirms(delivery)]
    counted = {
        EARLY: sum(bool(start and delivery.date.last < start) for delivery in real),
        OTHER_MEASURE: sum(_in_another_measure(delivery, promise.measure) for delivery in real),
        OTHER_WORD: sum(
            delivery.confirmed_by is not None and each.to is not None and not may_confirm(delivery, each)
            for delivery in deliveries
        ),
    }
    return tuple((name, number) for name, number in counted.items() if number)


def _in_another_measure(delivery: Delivery, measure: str) -> bool:
    amount, quantity = delivery.amount is not None, delivery.quantity is not None
    return (measure == MONEY and quantity and not amount) or (measure == QUANTITY and amount and not quantity)


def _partner(parties: Mapping[str, Party], id: str | None) -> str | None:
    party = parties.get(id) if id else None
    return party.partner if party else None


def _worth(each: Contribution) -> Worth | None:
    valued = each.valued
    if valued is None or valued.amount is None:
        return None
    return Worth(valued.amount, valued.currency, valued.table, valued.version)
