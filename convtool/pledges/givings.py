"""From records to givings: every contribution with its four stages, by the text in force on the day.

What was promised is judged by that text from the first day on, also where an amendment changed it later than that.
Where the convenant really ended by the day, or the giver left it, nothing is pledged that begins later; a period that
was cut through may count or not, and its stages are a range.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.facts import Named
from convtool.pledges import giving as words
from convtool.pledges.deliveries import by_contribution, may_confirm, only_confirms, same_day
from convtool.pledges.giving import DONE, MONEY, QUANTITY, Giving, Share, Worth, Year
from convtool.pledges.instalments import cut_short, instalments, is_once, last_day, planned_end, starts
from convtool.pledges.promised import at_most, honest, value_key, value_of
from convtool.pledges.sums import NOTHING, ONCE, ZERO, less, plus, times, total
from convtool.progress.cases import calendar_for
from convtool.values import Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from convtool.models.masterplan import Masterplan
    from convtool.models.obligations import Contribution
    from convtool.models.since import Delivery
    from convtool.models.terms import Party
    from convtool.pledges.instalments import Instalment
    from convtool.portfolio import Portfolio
    from convtool.progress.calendar import Calendar


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
    calendar = calendar_for(convenant, masterplan)
    parties = {party.id: party for party in convenant.parties or ()}
    delivered = by_contribution(convenant.deliveries or (), day)
    for each in convenant.contributions or ():
        giver = parties.get(each.from_ or "")
        of_giver = calendar._replace(term_starts=giver.joined.first) if giver and giver.joined else calendar
        case = _Case(convenant, each, of_giver, giver, day)
        yield _giving(case, parties, delivered.pop(each.id, []))


class _Case(NamedTuple):
    """One contribution with all that its stages depend on but the deliveries."""

    convenant: Convenant
    contribution: Contribution
    calendar: Calendar
    giver: Party | None
    day: date

    @property
    def draft(self) -> bool:
        """Whether it was not signed by the day."""
        signed = self.convenant.signed
        return self.convenant.is_draft or (signed is not None and signed.first > self.day)

    @property
    def ended(self) -> date | None:
        """The day on which the convenant really ended, where that is not later than the day."""
        term = self.convenant.term
        ended = term.ended.date.last if term and term.ended else None
        return ended if ended and ended <= self.day else None

    @property
    def cut(self) -> date | None:
        """The day after which nothing is pledged any more: the real end, or the one on which the giver left."""
        left = self.giver.left.last if self.giver and self.giver.left else None
        return min((each for each in (self.ended, left) if each and each <= self.day), default=None)

    @property
    def end(self) -> date | None:
        """The last day of the term: the real one where that is known, else the one that was agreed."""
        return self.ended or planned_end(self.convenant)

    @property
    def measure(self) -> str:
        """What is counted: money, a quantity, or that it was done."""
        each = self.contribution
        if each.kind == "other" and _value(each) is None:
            return DONE
        return MONEY if value_key(each) == "amount" else QUANTITY


class _Promise(NamedTuple):
    """What is promised: each time, on which days, in the last of these where it is not whole, and in all."""

    value: Number | None
    owed: Sequence[Instalment] | None
    broken: Number = NOTHING
    pledged: Number | None = None
    reason: str | None = None

    def of(self, owed: Sequence[Instalment]) -> Number | None:
        """Give what some of the instalments are together; None where one of them is not known."""
        if self.value is None:
            return None
        whole = sum(each.whole for each in owed)
        number = times(self.value, whole)
        return number if whole == len(owed) else plus(number, self.broken)


def _promise(case: _Case) -> _Promise:
    each = case.contribution
    value, owed = ONCE if case.measure == DONE else _value(each), _owed(case)
    if value is None:
        nothing_written = value_of(each) is None and each.total is None
        return _Promise(None, owed, reason=words.AMOUNT_UNKNOWN if nothing_written else words.SUMS_DIFFER)
    promise = _Promise(value, owed, Number(ZERO, value.high, value.about, value.excludes))
    if owed is None:
        return promise._replace(pledged=value) if is_once(each) else promise._replace(reason=words.NO_DAY)
    if _goes_on(case):
        return promise._replace(reason=words.NO_END)
    promise = promise._replace(pledged=promise.of(owed))
    return promise if case.cut or each.total is None else _agreed(promise, value, each.total)


def _value(each: Contribution) -> Number | None:
    """Give what is promised each time, under the ceiling; the total where nothing else is written."""
    written = value_of(each)
    value = each.total if written is None else written
    if value is None:
        return None if each.ceiling is None else Number(ZERO, each.ceiling)
    return at_most(honest(value), each.ceiling)


def _owed(case: _Case) -> Sequence[Instalment] | None:
    """Give the days on which something falls due; where that goes on for ever, up to the year after the day."""
    each, day = case.contribution, case.day
    found = instalments(each, case.calendar, case.end)
    if found is None:
        return None
    if _goes_on(case):
        start = starts(each, case.calendar) or day
        return list(takewhile(lambda instalment: instalment.last.year <= max(start, day).year + 1, found))
    return list(cut_short(found, case.cut) if case.cut else found)


def _goes_on(case: _Case) -> bool:
    return case.cut is None and last_day(case.contribution, case.calendar, case.end) is None


def _agreed(promise: _Promise, value: Number, agreed: Decimal) -> _Promise:
    """Let the total that was agreed say what all is together, and so what a last period is that is not whole."""
    found = promise.pledged
    if found is None or promise.owed is None or not (found.about or _holds(found, agreed)):
        return promise._replace(pledged=None, reason=words.SUMS_DIFFER)
    whole = Number(agreed, agreed)
    rest = less(whole, times(value, len(promise.owed) - 1))
    return promise._replace(pledged=whole, broken=promise.broken if rest.exact is None or value.about else rest)


def _holds(number: Number, value: Decimal) -> bool:
    return (number.low is None or number.low <= value) and (number.high is None or value <= number.high)


class _Handed(NamedTuple):
    """One delivery: the day and how much; None where nobody wrote that."""

    delivery: Delivery
    number: Number | None

    @property
    def year(self) -> int:
        """The year in which it was delivered."""
        return self.delivery.date.first.year


def _handed(case: _Case, deliveries: Sequence[Delivery]) -> tuple[list[_Handed], int]:
    """Give what was delivered, and how many deliveries are in another measure than what was promised."""
    measure = case.measure
    found = []
    other = 0
    for each in deliveries:
        written = each.amount if measure == MONEY else each.quantity
        bare = each.amount is None and each.quantity is None
        if only_confirms(each) or (bare and each.status not in {None, "done"}):
            continue
        if measure == DONE:
            found.append(_Handed(each, ONCE))
        elif written is not None or bare:
            found.append(_Handed(each, None if written is None else honest(written)))
        else:
            other += 1
    return found, other


def _first_only(case: _Case, handed: list[_Handed]) -> list[_Handed]:
    """Give what counts: of what is done once, the first time."""
    if case.measure != DONE or not is_once(case.contribution):
        return handed
    return sorted(handed, key=lambda each: each.delivery.date)[:1]


def _sum(handed: Iterable[_Handed]) -> Number | None:
    """Give the sum; at least what is known where a number is missing, and None where that is nothing."""
    numbers = [each.number for each in handed]
    found = total(number for number in numbers if number)
    if None not in numbers:
        return found
    return found._replace(high=None) if found.low else None


def _confirmed(case: _Case, handed: Iterable[_Handed], deliveries: Sequence[Delivery]) -> list[_Handed]:
    """Give what was delivered on a day of which the receiver said so."""
    days = [each.date for each in deliveries if may_confirm(each, case.contribution)]
    written = {day.text for day in days}
    return [
        each
        for each in handed
        if each.delivery.date.text in written or any(same_day(each.delivery.date, day) for day in days)
    ]


def _years(
    case: _Case, promise: _Promise, delivered: Sequence[_Handed], confirmed: Sequence[_Handed]
) -> Iterator[Year]:
    owed = promise.owed or ()
    unknown = promise.owed is None or promise.value is None
    years = {*(each.last.year for each in owed), *(each.year for each in (*delivered, *confirmed))}
    for year in sorted(years):
        of_year = [each for each in owed if each.last.year == year]
        fallen = [] if case.draft else [each for each in of_year if each.last <= case.day]
        pledged = None if unknown else promise.of(of_year)
        yield Year(
            year,
            pledged,
            pledged if len(fallen) == len(of_year) else promise.of(fallen),
            _sum(each for each in delivered if each.year == year),
            _sum(each for each in confirmed if each.year == year),
        )


def _giving(case: _Case, parties: Mapping[str, Party], deliveries: Sequence[Delivery]) -> Giving:
    each, convenant, day = case.contribution, case.convenant, case.day
    promise = _promise(case)
    handed, other = _handed(case, deliveries)
    delivered, confirmed = _first_only(case, handed), _first_only(case, _confirmed(case, handed, deliveries))
    stages = {
        "pledged": promise.pledged,
        "due": _due(case, promise),
        "delivered": _sum(delivered),
        "confirmed": _sum(confirmed),
    }
    owed, ends = promise.owed or (), not _goes_on(case)
    measure, receiver = case.measure, each.to if isinstance(each.to, str) else None
    return Giving(
        convenant=convenant.id,
        title=convenant.titled,
        contribution=each.id,
        example=bool(convenant.example),
        draft=case.draft,
        kind=each.kind,
        giver=each.from_,
        giver_partner=_partner(parties, each.from_),
        receiver=receiver,
        receiver_partner=_partner(parties, receiver),
        receiver_named=each.to.named if isinstance(each.to, Named) else None,
        theme=each.theme,
        goal=each.goal,
        text=each.text,
        measure=measure,
        unit={MONEY: each.currency, QUANTITY: each.unit}.get(measure),
        value=promise.value,
        per=each.per,
        first=owed[0].first if owed else None,
        last=owed[-1].last if owed and ends else None,
        **stages,
        reasons=tuple((name, _reason(name, promise)) for name, number in stages.items() if number is None),
        years=tuple(_years(case, promise, delivered, confirmed)),
        last_delivery=max((found.delivery.date.last for found in delivered), default=None),
        next_due=None if case.draft else next((found.last for found in owed if found.last > day), None),
        notes=_notes(case, handed, other, deliveries),
        shares=tuple(Share(id, _partner(parties, id), percent) for id, percent in (each.shares or {}).items()),
        worth=_worth(each),
        counted_in=each.counted_in,
    )


def _due(case: _Case, promise: _Promise) -> Number | None:
    """Give what had fallen due by the day: an instalment does on its last day; in a draft nothing does."""
    if case.draft:
        return NOTHING
    if promise.owed is None:
        return None
    fallen = [each for each in promise.owed if each.last <= case.day]
    complete = len(fallen) == len(promise.owed) and promise.pledged is not None
    return promise.pledged if complete else promise.of(fallen)


def _reason(name: str, promise: _Promise) -> str:
    if name in {"delivered", "confirmed"}:
        return words.NO_NUMBER
    return promise.reason or words.NO_DAY


def _notes(
    case: _Case, handed: Sequence[_Handed], other: int, deliveries: Sequence[Delivery]
) -> tuple[tuple[str, int], ...]:
    first, signed = starts(case.contribution, case.calendar), case.convenant.signed
    days = [day for day in (first, signed.first if signed else None) if day]
    early = sum(bool(days) and each.delivery.date.last < max(days) for each in handed)
    astray = sum(
        each.confirmed_by is not None and case.contribution.to is not None and not may_confirm(each, case.contribution)
        for each in deliveries
    )
    counted = ((words.EARLY, early), (words.OTHER_MEASURE, other), (words.OTHER_WORD, astray))
    return tuple(note for note in counted if note[1])


def _partner(parties: Mapping[str, Party], id: str | None) -> str | None:
    party = parties.get(id) if id else None
    return party.partner if party else None


def _worth(each: Contribution) -> Worth | None:
    valued = each.valued
    if valued is None or valued.amount is None:
        return None
    return Worth(valued.amount, valued.currency, valued.table, valued.version)
