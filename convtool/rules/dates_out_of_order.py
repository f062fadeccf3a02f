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
_SIGNING: Message = say("the signing")
_SIGNATURE: Message = say("the signature")
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
        yield from _before(published, say("the day on which the source was read"), source, "read")
    if isinstance(record, Masterplan):
        for span, first, last in _spans(record):
            yield from _before(_day(_FIRST_DAY, span, first), _LAST_DAY, span, last)
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
        yield from _before(day, say("the day of the action"), action, "due")
    for session in meeting.sessions or ():
        yield from _before(day, say("the work session"), session, "date")
    for event in meeting.events or ():
        yield from _before(day, say("the event"), event, "date")


def _convenant(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    signed, term = _signed(convenant), convenant.term
    starts = _day(_START, term, "starts")
    ends = _day(_END, term.ended, "date") if term and term.ended else _day(_END, term, "ends")
    yield from _term(convenant, signed, starts)
    yield from _horizon(convenant, programme)
    yield from _historical(convenant, programme)
    for party in convenant.parties or ():
        yield from _party(party, signed, ends)
    for goal in convenant.goals or ():
        if goal.target:
            yield from _goal(goal, goal.target, starts)
    for contribution in convenant.contributions or ():
        first = _day(_FIRST_DAY, contribution, "first")
        yield from _before(first or signed, _LAST_DAY, contribution, "last")
    for agreement in convenant.agreements or ():
        yield from _before(signed, say("the day of the agreement"), agreement, "due")
    yield from _since(convenant, signed, starts)


def _signed(convenant: Convenant) -> _Day | None:
    """Give the day of the signing, else the last signature of those who signed first."""
    if convenant.signing and convenant.signing.date:
        return _day(_SIGNING, convenant.signing, "date")
    signed = convenant.signed
    last = next((party for party in convenant.parties or () if signed and party.signed == signed), None)
    return _day(say("the last signature"), last, "signed")


def _term(convenant: Convenant, signed: _Day | None, starts: _Day | None) -> Iterator[Finding]:
    term, begin = convenant.term, starts or signed
    yield from _after(signed, say("the accord"), convenant.signing, "accord")
    yield from _before(signed, _START, term, "starts")
    yield from _before(begin, _END, term, "ends")
    yield from _before(begin, say("the day on which it ended"), term and term.ended, "date")
    yield from _before(begin, say("the first evaluation"), convenant.evaluation, "first")


def _horizon(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    horizon = programme.masterplan.horizon if programme.masterplan else None
    if horizon and convenant.term:
        yield from _before(_day(_PROGRAMME_STARTS, horizon, "first"), _START, convenant.term, "starts")
        last = _day(_PROGRAMME_ENDS, horizon, "last")
        yield from _after(last, _START, convenant.term, "starts")
        yield from _after(last, _END, convenant.term, "ends")


def _historical(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    register = programme.masterplan.register if programme.masterplan else None
    if not convenant.historical or not register or not register.since:
        return
    days = [convenant.signed, *(party.signed for party in convenant.parties or ())]
    last = max((day for day in days if day), key=lambda day: day.first, default=None)
    if last and last.first >= register.since.first:
        found = say("historical, and signed on {day}, when the register had begun", day=last)
        yield Finding(convenant.at("historical"), found, say("write historical: false"))


def _party(party: Party, signed: _Day | None, ends: _Day | None) -> Iterator[Finding]:
    if party.signed and party.signs:
        yield from _after(signed, _SIGNATURE, party, "signed")
    signature = _day(_SIGNATURE, party, "signed")
    if party.represented_by and party.represented_by.date:
        yield from _after(signature or signed, say("the mandate"), party.represented_by, "date")
    if party.joined:
        yield from _before(signed, say("the joining"), party, "joined")
        yield from _after(ends, say("the joining"), party, "joined")
    if party.left:
        came = _day(say("the joining"), party, "joined") or signature or signed
        yield from _before(came, say("the leaving"), party, "left")


def _goal(goal: Goal, target: Target, starts: _Day | None) -> Iterator[Finding]:
    first, last = _day(_FIRST_DAY, target, "first"), _day(_LAST_DAY, target, "by")
    yield from _before(first or starts, _LAST_DAY, target, "by")
    for milestone in goal.milestones or ():
        yield from _before(first, _MILESTONE, milestone, "by")
        yield from _after(last, _MILESTONE, milestone, "by")
    yield from _after(last, _BASELINE, goal, "baseline")
    for record in (goal.baseline, target.against):
        yield from _after(last, _BASELINE, record, "period")
        yield from _after(last, _BASELINE, record, "date")


def _since(convenant: Convenant, signed: _Day | None, starts: _Day | None) -> Iterator[Finding]:
    """Look at what happened since: amendments by number, deliveries with their record, residents by phase."""
    if convenant.amendments and len(convenant.amendments) > 1:
        for earlier, later in pairwise(sorted(convenant.amendments, key=lambda each: each.number)):
            before = _day(say("amendment {number}", number=earlier.number), earlier, "date")
            yield from _before(before, say("amendment {number}", number=later.number), later, "date")
    for delivery in convenant.deliveries or ():
        if delivery.recorded:
            yield from _before(_day(say("the delivery"), delivery, "date"), say("its record"), delivery, "recorded")
    for each in convenant.involvement or ():
        if each.phase == "execution":
            yield from _before(signed, say("what residents did in the execution"), each, "date")
        elif each.phase == "evaluation":
            yield from _before(starts or signed, say("what residents did in the evaluation"), each, "date")


def _day(called: Message, record: Record | None, key: str) -> _Day | None:
    """Give a day or period, known or planned, with the days it may be; None where it has none of its own."""
    found = _found(record, key)
    return _Day(called, record, key, *found) if record and found else None


def _found(record: Record | None, key: str) -> tuple[Moment | Period, date, date] | None:
    """Give what a `_Day` is made of: most days are in order, and then nobody needs one."""
    if record is None or key not in record.node.entries:
        return None
    name = record.fields[key].name
    value = record.answers[name].planned if name in record.answers else getattr(record, name)
    if not isinstance(value, (Moment, Period)):
        return None
    if value.first and value.last:
        return value, value.first, value.last
    if isinstance(value, Period) and value.school_year:
        year = value.school_year
        return value, date(year, 1, 1), date(year + 1, 12, 31)
    return None


def _before(limit: _Day | None, called: Message, record: Record | None, key: str) -> tuple[Finding, ...]:
    """Find a day that surely comes before the one it follows."""
    day = _found(record, key) if limit else None
    if limit is None or record is None or day is None or day[2] >= limit.first:
        return ()
    found = say("{what}, {day}, comes before {other}, {limit}", **_words(called, day[0], limit))
    return (Finding(record.at(key), found, _LOOK_UP, (limit.record.at(limit.key),)),)


def _after(limit: _Day | None, called: Message, record: Record | None, key: str) -> tuple[Finding, ...]:
    """Find a day that surely comes after the one it precedes."""
    day = _found(record, key) if limit else None
    if limit is None or record is None or day is None or day[1] <= limit.last:
        return ()
    found = say("{what}, {day}, comes after {other}, {limit}", **_words(called, day[0], limit))
    return (Finding(record.at(key), found, _LOOK_UP, (limit.record.at(limit.key),)),)


def _words(called: Message, value: Moment | Period, limit: _Day) -> dict[str, object]:
    return {"what": called, "day": value, "other": limit.called, "limit": limit.value}
