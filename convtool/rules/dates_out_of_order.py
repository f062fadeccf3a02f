"""Days that follow each other stand in that order: signed, started, ended, within the horizon of the programme.

A day before the one it has to follow is a typing error, and every count between the two is wrong. So it is with
mandates and signatures, who joins and leaves, amendments by their number, targets with their milestones, contributions
and deliveries, a meeting and what came out of it, a source and when it was read. Historical is only what was signed
before the register began.

Bad:

    term: {starts: 2041-01-01}

Good:

    term: {starts: 2024-04-01}

Repair: look both days up; imprecise days (2024, 2024-03) are compared by the days they may be.
Source: craft.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal, Target
from convtool.models.initiative import Initiative
from convtool.models.masterplan import Masterplan
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.records import Record
from convtool.rulebook import ERROR, rule
from convtool.values import Moment, Period

_LOOK_UP: Message = say("look both days up")
_START: Message = say("the start")
_END: Message = say("the end")
_ENDED: Message = say("the day on which it ended")
_EVALUATION: Message = say("the first evaluation")
_ACCORD: Message = say("the accord")
_SIGNING: Message = say("the signing")
_SIGNATURE: Message = say("the signature")
_LAST_SIGNATURE: Message = say("the last signature")
_MANDATE: Message = say("the mandate")
_JOINING: Message = say("the joining")
_FIRST_DAY: Message = say("the first day")
_LAST_DAY: Message = say("the last day")
_MILESTONE: Message = say("the milestone")
_BASELINE: Message = say("the baseline")
_PROGRAMME_STARTS: Message = say("the first day of the programme")
_PROGRAMME_ENDS: Message = say("the last day of the programme")


class _Day(NamedTuple):
    """A day or period that others follow or precede: what it is called, where it stands, and the days it may be."""

    called: Message
    record: Record
    key: str
    value: Moment | Period
    first: date
    last: date


@rule("CV601", draft=ERROR, signed=ERROR)
def check(record: Convenant | Initiative | Masterplan | Meeting | Partner, programme: Programme) -> Iterator[Finding]:
    """Yield every day that surely comes before the one it follows, or after the one it precedes."""
    for source in record.sources or ():
        published = _day(say("the day of publication"), source, "published")
        yield from _before(published, _day(say("the day on which the source was read"), source, "read"))
    if isinstance(record, Masterplan):
        for span, first, last in _spans(record):
            yield from _before(_day(_FIRST_DAY, span, first), _day(_LAST_DAY, span, last))
    elif isinstance(record, Meeting):
        yield from _meeting(record)
    elif isinstance(record, Convenant):
        yield from _convenant(record, programme)


def _spans(masterplan: Masterplan) -> Iterator[tuple[Record, str, str]]:
    if masterplan.horizon:
        yield masterplan.horizon, "first", "last"
    for theme in masterplan.themes or ():
        yield theme, "from", "until"


def _meeting(meeting: Meeting) -> Iterator[Finding]:
    day = _day(say("the meeting"), meeting, "date")
    for action in meeting.actions or ():
        yield from _before(day, _day(say("the day of the action"), action, "due"))
    for session in meeting.sessions or ():
        yield from _before(day, _day(say("the work session"), session, "date"))
    for event in meeting.events or ():
        yield from _before(day, _day(say("the event"), event, "date"))


def _convenant(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    signed, term = _signed(convenant), convenant.term
    starts, ends = _day(_START, term, "starts"), _day(_END, term, "ends")
    yield from _term(convenant, signed, starts, ends)
    yield from _horizon(starts, ends, programme)
    yield from _historical(convenant, programme)
    over = _day(_END, term.ended, "date") if term and term.ended else ends
    for party in convenant.parties or ():
        yield from _party(party, signed, over)
    for goal in convenant.goals or ():
        if goal.target:
            yield from _goal(goal, goal.target, starts)
    for contribution in convenant.contributions or ():
        first = _day(_FIRST_DAY, contribution, "first")
        yield from _before(first or signed, _day(_LAST_DAY, contribution, "last"))
    for agreement in (signed and convenant.agreements) or ():
        yield from _before(signed, _day(say("the day of the agreement"), agreement, "due"))
    yield from _since(convenant, signed, starts)


def _signed(convenant: Convenant) -> _Day | None:
    """Give the day of the signing, else the last signature of those who signed first."""
    if convenant.signing and convenant.signing.date:
        return _day(_SIGNING, convenant.signing, "date")
    signed = convenant.signed
    last = next((party for party in convenant.parties or () if signed and party.signed == signed), None)
    return _day(_LAST_SIGNATURE, last, "signed")


def _term(convenant: Convenant, signed: _Day | None, starts: _Day | None, ends: _Day | None) -> Iterator[Finding]:
    term, begin = convenant.term, starts or signed
    yield from _after(signed, _day(_ACCORD, convenant.signing, "accord"))
    yield from _before(signed, starts)
    yield from _before(begin, ends)
    yield from _before(begin, _day(_ENDED, term and term.ended, "date"))
    yield from _before(begin, _day(_EVALUATION, convenant.evaluation, "first"))


def _horizon(starts: _Day | None, ends: _Day | None, programme: Programme) -> Iterator[Finding]:
    horizon = programme.masterplan.horizon if programme.masterplan else None
    yield from _before(_day(_PROGRAMME_STARTS, horizon, "first"), starts)
    last = _day(_PROGRAMME_ENDS, horizon, "last")
    yield from _after(last, starts)
    yield from _after(last, ends)


def _historical(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    register = programme.masterplan.register if programme.masterplan else None
    if not convenant.historical or not register or not register.since:
        return
    days = [convenant.signed, *(party.signed for party in convenant.parties or ())]
    last = max((day for day in days if day), key=lambda day: day.first, default=None)
    if last and last.first >= register.since.first:
        found = say("historical, and signed on {day}, when the register had begun", day=last)
        yield Finding(convenant.at("historical"), found, say("write historical: false"))


def _party(party: Party, signed: _Day | None, over: _Day | None) -> Iterator[Finding]:
    signature, joined = _day(_SIGNATURE, party, "signed"), _day(_JOINING, party, "joined")
    if party.signed and party.signs:
        yield from _after(signed, signature)
    if party.represented_by and party.represented_by.date:
        yield from _after(signature or signed, _day(_MANDATE, party.represented_by, "date"))
    if party.joined:
        yield from _before(signed, joined)
        yield from _after(over, joined)
    if party.left:
        yield from _before(joined or signature or signed, _day(say("the leaving"), party, "left"))


def _goal(goal: Goal, target: Target, starts: _Day | None) -> Iterator[Finding]:
    first, last = _day(_FIRST_DAY, target, "first"), _day(_LAST_DAY, target, "by")
    yield from _before(first or starts, last)
    for milestone in goal.milestones or ():
        day = _day(_MILESTONE, milestone, "by")
        yield from _before(first, day)
        yield from _after(last, day)
    yield from _after(last, _day(_BASELINE, goal, "baseline"))
    for record in (goal.baseline, target.against):
        yield from _after(last, _day(_BASELINE, record, "period"))
        yield from _after(last, _day(_BASELINE, record, "date"))


def _since(convenant: Convenant, signed: _Day | None, starts: _Day | None) -> Iterator[Finding]:
    """Look at what happened since: amendments by number, deliveries with their record, residents by phase."""
    for earlier, later in pairwise(sorted(convenant.amendments or (), key=lambda each: each.number)):
        before = _day(say("amendment {number}", number=earlier.number), earlier, "date")
        yield from _before(before, _day(say("amendment {number}", number=later.number), later, "date"))
    for delivery in convenant.deliveries or ():
        if delivery.recorded:
            delivered = _day(say("the delivery"), delivery, "date")
            yield from _before(delivered, _day(say("its record"), delivery, "recorded"))
    for each in convenant.involvement or ():
        if each.phase == "execution":
            yield from _before(signed, _day(say("what residents did in the execution"), each, "date"))
        elif each.phase == "evaluation":
            yield from _before(starts or signed, _day(say("what residents did in the evaluation"), each, "date"))


def _day(called: Message, record: Record | None, key: str) -> _Day | None:
    """Give a day or period, known or planned, with the days it may be; None where it has none of its own."""
    if record is None or key not in record.node.entries:
        return None
    name = record.fields[key].name
    value = getattr(record, name)
    if value is None and name in record.answers:
        value = record.answers[name].planned
    if not isinstance(value, (Moment, Period)):
        return None
    first, last = value.first, value.last
    if first and last:
        return _Day(called, record, key, value, first, last)
    if isinstance(value, Period) and value.school_year:
        year = value.school_year
        return _Day(called, record, key, value, date(year, 1, 1), date(year + 1, 12, 31))
    return None


def _before(limit: _Day | None, day: _Day | None) -> tuple[Finding, ...]:
    """Find a day that surely comes before the one it follows."""
    if limit is None or day is None or day.last >= limit.first:
        return ()
    return (_finding(say("{what}, {day}, comes before {other}, {limit}", **_words(limit, day)), limit, day),)


def _after(limit: _Day | None, day: _Day | None) -> tuple[Finding, ...]:
    """Find a day that surely comes after the one it precedes."""
    if limit is None or day is None or day.first <= limit.last:
        return ()
    return (_finding(say("{what}, {day}, comes after {other}, {limit}", **_words(limit, day)), limit, day),)


def _words(limit: _Day, day: _Day) -> dict[str, object]:
    return {"what": day.called, "day": day.value, "other": limit.called, "limit": limit.value}


def _finding(found: Message, limit: _Day, day: _Day) -> Finding:
    return Finding(day.record.at(day.key), found, _LOOK_UP, (limit.record.at(limit.key),))
