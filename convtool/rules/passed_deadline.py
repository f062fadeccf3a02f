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

from convtool.awaited import (
    RUNNING,
    evaluations_asked,
    events_of,
    first_evaluation,
    last_asked,
    planned_signing,
    undecided,
    unmet,
)
from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.obligations import Agreement
from convtool.models.since import Event
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule
from convtool.values import Moment

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
            if isinstance(due, Moment) and due.last < last_asked(convenant, today):
                yield from _agreement(agreement, due, events_of(convenant, today))
    if convenant.conditions or convenant.reservations:
        yield from _awaited(convenant, today)


def _still_a_draft(convenant: Convenant, today: date) -> Iterator[Finding]:
    term, signing, status = convenant.term, convenant.signing, convenant.status
    planned = planned_signing(convenant)
    if signing and planned and planned.last < today:
        found = say('the signing was planned for {day}, and the status is "{status}"', day=planned, status=status)
        yield Finding(signing.at("date"), found, say("write the new day, or what became of it"))
    elif term and term.starts and term.starts.last < today:
        found = say('the start was to be {day}, and the status is "{status}"', day=term.starts, status=status)
        yield Finding(term.at("starts"), found, say("move the start, or write the status it has"))


def _goes_on(convenant: Convenant, today: date) -> Iterator[Finding]:
    term, status = convenant.term, convenant.status
    if status not in RUNNING or term is None or term.ended:
        return
    if isinstance(term.ends, Moment) and term.ends.last < today:
        found = say('the end was {day}, and the status is "{status}"', day=term.ends, status=status)
        hint = say("write status: ended, or the amendment that moves the end")
        yield Finding(convenant.at("status"), found, hint, (term.at("ends"),))


def _evaluation(convenant: Convenant, today: date) -> Iterator[Finding]:
    """Compare how many evaluations were due with how many were held."""
    evaluation = convenant.evaluation
    due, held = evaluations_asked(convenant, today)
    if evaluation and held < due == 1:
        found = say(
            "the evaluation was due on {day}, and no event says that it was held", day=first_evaluation(convenant)
        )
        yield Finding(evaluation.at("first"), found, _EVENT)
    elif evaluation and held < due:
        found = say("evaluations that were due: {due}; that were held: {held}", due=due, held=held)
        yield Finding(evaluation.at("first"), found, _EVENT, (evaluation.at("every_years"),))


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
    """Find conditions and decisions that should have come."""
    for condition in unmet(convenant, today):
        if condition.by and condition.by.last < today:
            name = condition.id
            found = say('condition "{name}" was to be met by {day}, and no event says so', name=name, day=condition.by)
            yield Finding(condition.at("by"), found, _EVENT)
    for each in undecided(convenant, today):
        if each.expected and each.expected.last < today:
            found = say("a decision was expected on {day}, and no event says what was decided", day=each.expected)
            yield Finding(each.at("expected"), found, _EVENT)
