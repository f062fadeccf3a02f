"""Needs that were voiced: each traced to offers, actions and what came of them, or open with its age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convtool.messages import Message, count, say
from convtool.sheets import table
from convtool.sheets.obligations import Names, named
from convtool.sheets.words import NOT_KNOWN, STATES, joined
from convtool.standing.needs import NeedRow
from convtool.standing.traces import Trace
from convtool.views import Column, View, need


def needs(rows: Sequence[NeedRow], names: Names, *, dated: bool = False) -> View:
    """Give needs as a table; `dated` with the day of the meeting, where they are of several."""
    day = Column("date", say("voiced on"), lambda row: row.date or NOT_KNOWN)
    return table(
        Column("text", say("need"), lambda row: row.text or row.need),
        *([day] if dated else ()),
        Column("persona", say("of whom"), lambda row: row.persona),
        Column("trace", say("led to"), lambda row: joined(*_told(row.trace, names), by="; ")),
        Column("state", say("state"), _state),
        rows=rows,
        color=lambda row: need.COLORS[row.state],
    )


def _told(trace: Trace, names: Names) -> Iterator[Message]:
    """Say where a need led."""
    for offer in trace.offers:
        yield say("offer of {who}", who=named(offer.party, names))
    for action in trace.actions:
        yield say("action {id}: {state}", id=action.action, state=STATES[action.state])
    for name in trace.answers:
        yield Message("{name}", {"name": name})


def _state(row: NeedRow) -> Message:
    state, days = need.STATES[row.state], row.days
    if row.state == "taken-up" or days is None:
        return Message("{state}", {"state": state})
    return Message("{state}, {days}", {"state": state, "days": count(days, "{number} day", "{number} days")})
