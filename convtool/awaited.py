"""What a convenant waits for: evaluations, conditions, decisions, publication; and a stage that did not follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from convtool.models.convenant import Convenant
from convtool.models.since import Event
from convtool.models.terms import Condition, Reservation
from convtool.progress.calendar import add_months, day_before, months
from convtool.values import Moment

RUNNING = ("signed", "active", "extended")
_LAST = 2100
"""The last year that a register can hold."""
_LONGEST = 36524
"""A century in days: what is longer has no last day to speak of."""


def events_of(convenant: Convenant, day: date) -> list[Event]:
    """Give the events up to a day."""
    return [event for event in convenant.events or () if event.date.first <= day]


def last_asked(convenant: Convenant, day: date) -> date:
    """Give the day, or the one on which the convenant ended before it: what falls due later is not asked."""
    term = convenant.term
    end = term.ended.date if term and term.ended else term.ends if term else None
    return min(end.last, day) if isinstance(end, Moment) else day


def planned_signing(convenant: Convenant) -> Moment | None:
    """Give the day for which the signing of a draft is planned."""
    answer = convenant.signing.answers.get("date") if convenant.signing and convenant.is_draft else None
    return answer.planned if answer else None


def first_evaluation(convenant: Convenant) -> Moment | None:
    """Give the day of the first evaluation, also where it is still called planned."""
    evaluation = convenant.evaluation
    if evaluation is None:
        return None
    answer = evaluation.answers.get("first")
    return answer.planned if answer else evaluation.first


def evaluations(convenant: Convenant) -> Iterator[date]:
    """Give the days of all evaluations, in order, whenever the convenant ends."""
    first, years = first_evaluation(convenant), _years(convenant)
    if first:
        numbers = range((_LAST - first.last.year) // years + 1) if years else range(1)
        yield from (add_months(first.last, 12 * years * number) for number in numbers)


def evaluations_asked(convenant: Convenant, day: date) -> tuple[int, int]:
    """Give how many evaluations were due before a day, and how many were held by it."""
    first, until = first_evaluation(convenant), day_before(last_asked(convenant, day))
    if first is None or first.last > until:
        return 0, 0
    years = _years(convenant)
    due = 1 + (months(first.last, until) // (12 * years) if years else 0)
    return due, sum("evaluat" in (event.kind or "") for event in events_of(convenant, day))


def _years(convenant: Convenant) -> int:
    """Give the years between two evaluations, 0 where it is held once."""
    return min(int((convenant.evaluation and convenant.evaluation.every_years) or 0), _LAST)


def unmet(convenant: Convenant, day: date) -> Iterator[Condition]:
    """Give the conditions to start of which no event says that they are met; of any_of one is enough.

    An event that says how far a condition is, and not that it is done, says no such thing.
    """
    conditions = convenant.conditions
    if conditions is None:
        return
    met = {event.condition for event in events_of(convenant, day) if event.status in {None, "done"}}
    any_of = conditions.any_of or ()
    waiting = () if any(each.id in met for each in any_of) else any_of
    yield from (each for each in (*(conditions.all_of or ()), *waiting) if each.id not in met)


def undecided(convenant: Convenant, day: date) -> Iterator[Reservation]:
    """Give the agreements that wait for a decision of which no event speaks."""
    for each in convenant.reservations or ():
        if not any(_decides(event, each) for event in events_of(convenant, day)):
            yield each


def _decides(event: Event, reservation: Reservation) -> bool:
    """Tell whether an event is about the agreement that waits, or comes from the body that decides."""
    about = reservation.agreement is not None and event.agreement == reservation.agreement
    return about or (reservation.body is not None and event.by == reservation.body)


def publication_day(convenant: Convenant, day: date) -> date | None:
    """Give the last day to publish a signed convenant, where no event says by `day` that it was."""
    publication = convenant.clauses.publication if convenant.clauses else None
    signed = convenant.signed
    if convenant.is_draft or not signed or not publication or not publication.public or publication.within_days is None:
        return None
    if any(event.kind == "published" for event in events_of(convenant, day)):
        return None
    return signed.last + timedelta(days=min(int(publication.within_days), _LONGEST))
