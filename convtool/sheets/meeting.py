"""One meeting: what was needed, who offered what, who does what by when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

from convtool.followup import last_event
from convtool.messages import Message, say
from convtool.models.meeting import Meeting, Session
from convtool.portfolio import Programme
from convtool.sheets import Fact, Part, Sheet, table
from convtool.sheets.naming import Called, ambition, themes
from convtool.sheets.needs import needs
from convtool.sheets.obligations import actions, named
from convtool.sheets.results import result
from convtool.sheets.sources import sources
from convtool.sheets.words import NOT_KNOWN, PROGRESS, called, joined, of, why_none
from convtool.standing.actions import action_rows
from convtool.standing.needs import need_rows
from convtool.standing.offers import OfferRow, offer_rows
from convtool.views import Column, View


def sheet(meeting: Meeting, programme: Programme) -> Sheet:
    """Give the sheet of a meeting as of the day of the programme."""
    names = Called(programme, mark=not meeting.example)
    voiced = list(need_rows(meeting, programme))
    return Sheet(
        title=called(meeting.title, example=bool(meeting.example)),
        parts=(
            Part(None, facts=tuple(_facts(meeting, programme))),
            Part(say("What was needed"), view=needs(voiced, names), lines=why_none(meeting, "needs")),
            Part(say("Who offered what"), view=offers(meeting, programme, names), lines=why_none(meeting, "offers")),
            Part(
                say("Who does what by when"),
                view=actions(list(action_rows(meeting, programme)), names),
                lines=why_none(meeting, "actions"),
            ),
            Part(say("Work sessions"), view=_sessions(meeting, programme, names), lines=why_none(meeting, "sessions")),
            sources(meeting),
        ),
    )


def _facts(meeting: Meeting, programme: Programme) -> Iterator[Fact]:
    yield Fact(say("id"), meeting.id)
    yield Fact(say("date"), of(meeting, "date"))
    if meeting.ambition:
        yield Fact(say("ambition"), ambition(meeting.ambition, programme))
    if meeting.themes:
        yield Fact(say("themes"), themes(meeting.themes, programme))
    yield Fact(say("who was there"), _attendance(meeting))
    if meeting.summary:
        yield Fact(say("what was said"), meeting.summary)


def _attendance(meeting: Meeting) -> object:
    there = meeting.attendance
    if there is None:
        return of(meeting, "attendance")
    return joined(of(there, "total"), there.groups, by=": ")


def offers(meeting: Meeting, programme: Programme, names: Called) -> View:
    """Give the offers of a meeting as a table, each with what became of it."""
    return table(
        Column("text", say("offer"), lambda offer: offer.text or NOT_KNOWN),
        Column("party", say("who"), lambda offer: named(offer.party, names)),
        Column("need", say("for the need"), lambda offer: offer.need or NOT_KNOWN),
        Column("becomes", say("what became of it"), lambda offer: became(offer, programme)),
        rows=list(offer_rows(meeting)),
    )


def became(offer: OfferRow, programme: Programme) -> object:
    """Say what became of an offer: what it led to and how far that is, nothing, or that it is not known."""
    if offer.becomes == "none":
        return say("✘ nothing")
    return result(offer.becomes, programme) if offer.becomes else NOT_KNOWN


def _sessions(meeting: Meeting, programme: Programme, names: Called) -> View:
    return table(
        Column("title", say("session"), lambda session: session.title or session.id),
        Column("date", say("date"), lambda session: of(session, "date")),
        Column("need", say("for the need"), lambda session: of(session, "need")),
        Column("signups", say("signed up"), lambda session: _signups(session, names)),
        Column("state", say("state"), lambda session: _held(session, meeting, programme)),
        rows=meeting.sessions or (),
    )


def _signups(session: Session, names: Called) -> object:
    """Give who signed up: organisations by name, people from the community by their number."""
    signups = session.signups
    if signups is None:
        return of(session, "signups")
    community = signups.community
    people = None if community is None else say("{number} from the community", number=community)
    return joined(tuple(names[each] for each in signups.partners or ()), people)


def _held(session: Session, meeting: Meeting, programme: Programme) -> object:
    """Say what was last heard of a session."""
    event = last_event(meeting, "session", session.id, programme)
    if event is None:
        return say("nothing heard since")
    status = PROGRESS[event.status or "done"]
    text = "{status} {day}: {outcome}" if event.outcome else "{status} {day}"
    return Message(text, {"status": status, "day": event.date, "outcome": event.outcome})
