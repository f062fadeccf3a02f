"""Needs that were voiced: each traced to offers, actions and what came of them, or open with its age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from convtool.messages import Message, count, say
from convtool.models.meeting import Meeting, VoicedNeed
from convtool.portfolio import Programme
from convtool.sheets import table
from convtool.sheets.obligations import Names, named
from convtool.sheets.words import NOT_KNOWN, STATES, joined
from convtool.standing.needs import NeedRow, need_rows
from convtool.standing.traces import Trace, trace_of
from convtool.views import Column, View, need


class TracedNeed(NamedTuple):
    """A need on its meeting, with what it led to."""

    row: NeedRow
    need: VoicedNeed
    trace: tuple[Message, ...]


def traced(meeting: Meeting, programme: Programme, names: Names) -> list[TracedNeed]:
    """Give the needs of a meeting; none of one that is still to come."""
    needs = meeting.needs or ()
    return [
        TracedNeed(row, voiced, tuple(_told(trace_of(voiced, meeting, programme), names)))
        for row, voiced in zip(need_rows(meeting, programme), needs, strict=False)
    ]


def _told(trace: Trace, names: Names) -> Iterator[Message]:
    """Say where a need led."""
    for offer in trace.offers:
        yield say("offer of {who}", who=named(offer.party, names))
    for action in trace.actions:
        yield say("action {id}: {state}", id=action.action, state=STATES[action.state])
    for name in trace.answers:
        yield Message("{name}", {"name": name})


def needs(rows: Sequence[TracedNeed], *, dated: bool = False) -> View:
    """Give needs as a table; `dated` with the day of the meeting, where they are of several."""
    day = Column("date", say("voiced on"), lambda each: each.row.date or NOT_KNOWN)
    return table(
        Column("text", say("need"), lambda each: each.row.text or each.row.need),
        *([day] if dated else ()),
        Column("persona", say("of whom"), lambda each: each.row.persona),
        Column("trace", say("led to"), lambda each: joined(*each.trace, by="; ")),
        Column("state", say("state"), _state),
        rows=rows,
        color=lambda each: need.COLORS[each.row.state],
    )


def _state(each: TracedNeed) -> Message:
    state, days = need.STATES[each.row.state], each.row.days
    if each.row.state == "taken-up" or days is None:
        return Message("{state}", {"state": state})
    return Message("{state}, {days}", {"state": state, "days": count(days, "{number} day", "{number} days")})
