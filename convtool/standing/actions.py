"""One row per action of a meeting: who does what before which day, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.followup import last_event
from convtool.models.meeting import Action, Meeting
from convtool.portfolio import Programme


class ActionRow(NamedTuple):
    """An action on a day. `owner` and `with_` are ids of organisations; `state` is done, stopped, overdue or open.

    `since` is the day of its last event, `outcome` what that says came of it.
    """

    meeting: str
    action: str
    text: str | None
    need: str | None
    owner: str | None
    with_: tuple[str, ...]
    due: date | None
    status: str | None
    since: date | None
    outcome: str | None
    state: str


def action_rows(meeting: Meeting, programme: Programme) -> Iterator[ActionRow]:
    """Give the actions of a meeting in the order of the file, with what happened up to the day."""
    for action in meeting.actions or ():
        last = last_event(meeting, "action", action.id, programme)
        yield ActionRow(
            meeting=meeting.id,
            action=action.id,
            text=action.text,
            need=action.need,
            owner=action.owner,
            with_=action.with_ or (),
            due=action.due.last if action.due else None,
            status=last.status if last else None,
            since=last.date.first if last else None,
            outcome=last.outcome if last else None,
            state=_state(action, last.status if last else None, programme.as_of),
        )


def _state(action: Action, status: str | None, day: date) -> str:
    if status in {"done", "stopped"}:
        return status
    return "overdue" if action.due and action.due.last < day else "open"
