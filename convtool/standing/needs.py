"""One row per need that was voiced in a meeting: who answered it, and how long it waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.followup import everywhere, is_taken_up, last_status, patience
from convtool.models.meeting import Meeting, VoicedNeed
from convtool.portfolio import Programme


class NeedRow(NamedTuple):
    """A need. `state` is taken-up, open, or overdue where it is open longer than agreed; `days` since the meeting.

    `offers`, `actions` and `done` are counted over all meetings that voiced the same need.
    """

    file: str
    meeting: str
    title: str
    date: date | None
    need: str
    text: str | None
    persona: str | None
    initiative: str | None
    offers: int
    actions: int
    done: int
    days: int | None
    state: str
    partners: tuple[str, ...]
    themes: tuple[str, ...]
    example: bool

    @property
    def names(self) -> frozenset[str]:
        """The words that ask for it: its meeting, its own id, and both."""
        return frozenset((self.meeting, self.need, f"{self.meeting}/{self.need}"))

    @property
    def overdue(self) -> bool:
        """Whether nothing came of it for longer than was agreed."""
        return self.state == "overdue"


def need_rows(meeting: Meeting, programme: Programme) -> Iterator[NeedRow]:
    """Give the needs of a meeting in the order of the file; none of a meeting that is still to come."""
    if meeting.date and meeting.date.first > programme.as_of:
        return
    for need in meeting.needs or ():
        yield _row(need, meeting, programme)


def _row(need: VoicedNeed, meeting: Meeting, programme: Programme) -> NeedRow:
    voiced = list(everywhere(need, meeting, programme))
    days = (programme.as_of - meeting.date.last).days if meeting.date else None
    if is_taken_up(need, meeting, programme):
        state = "taken-up"
    else:
        state = "overdue" if days is not None and days > patience(programme) else "open"
    offers = {
        (where.id, offer.id): offer for each, where in voiced for offer in where.offers or () if offer.need == each.id
    }
    actions = {
        (where.id, action.id): (action, last_status(where, "action", action.id, programme))
        for each, where in voiced
        for action in where.actions or ()
        if action.need == each.id
    }
    answering = [offer.party for offer in offers.values()] + [action.owner for action, _ in actions.values()]
    initiative = (need.need or need.initiative or "").partition("/")[0] or None
    known = programme.initiatives.get(initiative or "")
    return NeedRow(
        file=meeting.document.path,
        meeting=meeting.id,
        title=meeting.title,
        date=meeting.date.last if meeting.date else None,
        need=need.id,
        text=need.text,
        persona=need.persona,
        initiative=initiative,
        offers=len(offers),
        actions=len(actions),
        done=sum(status == "done" for _, status in actions.values()),
        days=days,
        state=state,
        partners=tuple(dict.fromkeys(partner for partner in answering if partner)),
        themes=(known and known.themes) or meeting.themes or (),
        example=bool(meeting.example),
    )
