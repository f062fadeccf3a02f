"""One row per work session of a meeting: who signed up, and whether it was held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from convtool.followup import days_too_long, last_event
from convtool.models.meeting import Meeting, Session
from convtool.portfolio import Programme
from convtool.values import Moment


class SessionRow(NamedTuple):
    """A work session on a day. `day` is when it is planned, or was held; `partners` and `community` signed up.

    `state` is done, stopped, open, or overdue: its day has passed, or it has none for longer than was agreed, and
    nothing says that it was held. `since` is the day of its last event, `outcome` what that says came of it.
    """

    meeting: str
    session: str
    title: str | None
    need: str | None
    day: Moment | None
    partners: tuple[str, ...]
    community: Decimal | None
    status: str | None
    since: date | None
    outcome: str | None
    state: str


def session_rows(meeting: Meeting, programme: Programme) -> Iterator[SessionRow]:
    """Give the work sessions of a meeting in the order of the file, with what happened up to the day."""
    for session in meeting.sessions or ():
        last, day, signups = last_event(meeting, "session", session.id, programme), day_of(session), session.signups
        yield SessionRow(
            meeting=meeting.id,
            session=session.id,
            title=session.title,
            need=session.need,
            day=day,
            partners=(signups and signups.partners) or (),
            community=signups.community if signups else None,
            status=last.status if last else None,
            since=last.date.first if last else None,
            outcome=last.outcome if last else None,
            state=_state(last.status if last else None, day, meeting, programme),
        )


def day_of(session: Session) -> Moment | None:
    """Give the day of a session, also where it is still called planned."""
    answer = session.answers.get("date")
    return session.date or (answer.planned if answer else None)


def _state(status: str | None, day: Moment | None, meeting: Meeting, programme: Programme) -> str:
    if status in {"done", "stopped"}:
        return status
    late = day.last < programme.as_of if day else days_too_long(meeting, programme) > 0
    return "overdue" if late else "open"
