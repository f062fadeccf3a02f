"""One row per need that was voiced in a meeting: who answered it, and how long it waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.followup import initiative_of, is_taken_up, is_to_come, patience
from convtool.models.meeting import Meeting, VoicedNeed
from convtool.portfolio import Programme
from convtool.standing.traces import Trace, trace_of


class NeedRow(NamedTuple):
    """A need. `state` is taken-up, open, or overdue where it is open longer than agreed; `days` since the meeting.

    `asked` is the need of an initiative that it is, as initiative/need; `trace` where it led, at all meetings that
    voiced the same need.
    """

    file: str
    meeting: str
    title: str
    date: date | None
    need: str
    text: str | None
    persona: str | None
    motivation: str | None
    frustration: str | None
    asked: str | None
    initiative: str | None
    days: int | None
    state: str
    trace: Trace
    partners: tuple[str, ...]
    themes: tuple[str, ...]
    example: bool

    @property
    def names(self) -> frozenset[str]:
        """The words that ask for it: its meeting, its own id, and both."""
        return frozenset((self.meeting, self.need, f"{self.meeting}/{self.need}"))

    @property
    def offers(self) -> int:
        """How many offers were made for it."""
        return len(self.trace.offers)

    @property
    def actions(self) -> int:
        """How many actions were agreed for it."""
        return len(self.trace.actions)

    @property
    def done(self) -> int:
        """How many of these actions were carried out."""
        return sum(action.state == "done" for action in self.trace.actions)

    @property
    def overdue(self) -> bool:
        """Whether nothing came of it for longer than was agreed."""
        return self.state == "overdue"


def need_rows(meeting: Meeting, programme: Programme) -> Iterator[NeedRow]:
    """Give the needs of a meeting in the order of the file; none of a meeting that is still to come."""
    if is_to_come(meeting, programme.as_of):
        return
    for need in meeting.needs or ():
        yield _row(need, meeting, programme)


def _row(need: VoicedNeed, meeting: Meeting, programme: Programme) -> NeedRow:
    trace = trace_of(need, meeting, programme)
    days = (programme.as_of - meeting.date.last).days if meeting.date else None
    if is_taken_up(need, meeting, programme):
        state = "taken-up"
    else:
        state = "overdue" if days is not None and days > patience(programme) else "open"
    answering = [offer.party for offer in trace.offers] + [action.owner for action in trace.actions]
    initiative = (need.need or need.initiative or "").partition("/")[0] or None
    known = initiative_of(need, programme)
    return NeedRow(
        file=meeting.document.path,
        meeting=meeting.id,
        title=meeting.title,
        date=meeting.date.last if meeting.date else None,
        need=need.id,
        text=need.text,
        persona=need.persona,
        motivation=need.motivation,
        frustration=need.frustration,
        asked=need.need,
        initiative=initiative,
        days=days,
        state=state,
        trace=trace,
        partners=tuple(dict.fromkeys(partner for partner in answering if partner)),
        themes=(known and known.themes) or meeting.themes or (),
        example=bool(meeting.example),
    )
