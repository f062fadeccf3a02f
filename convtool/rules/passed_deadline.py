"""No agreed day passes without a word on what happened.

An agreement that nobody asks about is forgotten when staff change; courts of audit find it years later. A day that has
passed asks for an event: that an agreement was done or stopped, that a condition was met, that a decision under
reservation came, that an evaluation was held (an event of a kind with evaluation in its name). The status follows as
well: a draft after its planned signing or start, a convenant after its end. What returns every year asks for one event
after its first day; later years show in the figures and reports. A draft owes nothing yet, and what fell due after the
convenant ended is not asked.

Bad:

    agreements:
      - {id: spreekuur, owner: bank, due: 2025-09-01}

Good:

    agreements:
      - {id: spreekuur, owner: bank, due: 2027-09-01}

Repair: write an event with its date and status (done, stopped) or outcome, or amend the day.
Source: Aanwijzingen voor convenanten 2003, 18 and 19 (good practice); courts of audit.
"""

from collections.abc import Iterator
from datetime import date

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.obligations import Agreement
from convtool.models.since import Event
from convtool.models.terms import Condition, Evaluation, Reservation
from convtool.portfolio import Programme
from convtool.progress.calendar import day_before, months
from convtool.rulebook import WARNING, rule
from convtool.values import Moment

_RUNNING = ("signed", "active", "extended")
_SETTLED = ("done", "stopped", None)
_EVENT: Message = say("write an event with its date and what happened")


@rule("CV612", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every day that came before the day of the portfolio, and of which nobody wrote what happened."""
    today = programme.as_of
    if convenant.is_draft:
        yield from _still_a_draft(convenant, today)
    else:
        yield from _goes_on(convenant, today)
        yield from _evaluation(convenant, today)
        for agreement in convenant.agreements or ():
            due = agreement.due
            if isinstance(due, Moment) and due.last < _end(convenant, today):
                yield from _agreement(agreement, due, _events(convenant, today))
    if convenant.conditions or convenant.reservations:
        yield from _awaited(convenant, today)


def _events(convenant: Convenant, today: date) -> list[Event]:
    return [event for event in convenant.events or () if event.date.first <= today]


def _end(convenant: Convenant, today: date) -> date:
    """Give the day of the portfolio, or the day on which the convenant ended before it."""
    term = convenant.term
    end = term.ended.date if term and term.ended else term.ends if term else None
    return min(end.last, today) if isinstance(end, Moment) else today


def _still_a_draft(convenant: Convenant, today: date) -> Iterator[Finding]:
    term, signing, status = convenant.term, convenant.signing, convenant.status
    planned = signing.answers["date"].planned if signing and "date" in signing.answers else None
    if signing and planned and planned.last < today:
        found = say('the signing was planned for {day}, and the status is "{status}"', day=planned, status=status)
        yield Finding(signing.at("date"), found, say("write the new day, or what became of it"))
    elif term and term.starts and term.starts.last < today:
        found = say('the start was to be {day}, and the status is "{status}"', day=term.starts, status=status)
        yield Finding(term.at("starts"), found, say("move the start, or write the status it has"))


def _goes_on(convenant: Convenant, today: date) -> Iterator[Finding]:
    term, status = convenant.term, convenant.status
    if status not in _RUNNING or term is None or term.ended:
        return
    if isinstance(term.ends, Moment) and term.ends.last < today:
        found = say('the end was {day}, and the status is "{status}"', day=term.ends, status=status)
        hint = say("write status: ended, or the amendment that moves the end")
        yield Finding(convenant.at("status"), found, hint, (term.at("ends"),))


def _evaluation(convenant: Convenant, today: date) -> Iterator[Finding]:
    """Compare how many evaluations were due with how many were held."""
    evaluation = convenant.evaluation
    first = _first(evaluation) if evaluation else None
    until = day_before(_end(convenant, today))
    if evaluation and first and first.last <= until:
        years = evaluation.every_years
        due = 1 + (int(months(first.last, until) // (12 * years)) if years else 0)
        held = sum("evaluat" in (event.kind or "") for event in _events(convenant, today))
        if held < due == 1:
            found = say("the evaluation was due on {day}, and no event says that it was held", day=first)
            yield Finding(evaluation.at("first"), found, _EVENT)
        elif held < due:
            found = say("evaluations that were due: {due}; that were held: {held}", due=due, held=held)
            yield Finding(evaluation.at("first"), found, _EVENT, (evaluation.at("every_years"),))


def _first(evaluation: Evaluation) -> Moment | None:
    """Give the first day, also where it is still called planned."""
    answer = evaluation.answers.get("first")
    return answer.planned if answer else evaluation.first


def _agreement(agreement: Agreement, due: Moment, events: list[Event]) -> Iterator[Finding]:
    name = agreement.id
    said = [event for event in events if event.agreement == name]
    if not said:
        found = say('agreement "{name}" was due on {day}, and no event says what happened', name=name, day=due)
        yield Finding(agreement.at("due"), found, _EVENT)
    elif not agreement.every and not any(event.status in _SETTLED for event in said):
        last = max(said, key=lambda event: event.date.first)
        found = say('agreement "{name}" was due on {day}, and is "{status}"', name=name, day=due, status=last.status)
        yield Finding(agreement.at("due"), found, _EVENT, (last.at("status"),))


def _awaited(convenant: Convenant, today: date) -> Iterator[Finding]:
    """Find conditions and decisions that should have come; of any_of one is enough."""
    events = _events(convenant, today)
    met = {event.condition for event in events}
    conditions = convenant.conditions
    any_of = (conditions and conditions.any_of) or ()
    waiting = [] if any(each.id in met for each in any_of) else list(any_of)
    for condition in [*((conditions and conditions.all_of) or ()), *waiting]:
        if condition.by and condition.by.last < today and condition.id not in met:
            yield _unmet(condition, condition.by)
    for each in convenant.reservations or ():
        expected = each.expected
        if expected and expected.last < today and not any(_decides(event, each) for event in events):
            found = say("a decision was expected on {day}, and no event says what was decided", day=expected)
            yield Finding(each.at("expected"), found, _EVENT)


def _unmet(condition: Condition, by: Moment) -> Finding:
    found = say('condition "{name}" was to be met by {day}, and no event says so', name=condition.id, day=by)
    return Finding(condition.at("by"), found, _EVENT)


def _decides(event: Event, reservation: Reservation) -> bool:
    """Tell whether an event is about the agreement that waits, or comes from the body that decides."""
    about = reservation.agreement is not None and event.agreement == reservation.agreement
    return about or (reservation.body is not None and event.by == reservation.body)
