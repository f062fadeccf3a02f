"""A work session is held on its day, or called off.

A work session is where a need meets who can answer it. People signed up for it; whether it took place is the first
thing they ask. A day is a plan until an event says that the session was held. A session without a day may wait as long
as a need may: need_days in the masterplan, 180 where it does not say. Called off is an answer, by an event (stopped) or
with a reason in the place of the day.

Bad:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    sessions:
      - {id: werksessie, need: stageplek-vinden, date: {planned: 2024-12-01}}
    events: []

Good:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    sessions:
      - {id: werksessie, need: stageplek-vinden, date: {planned: 2024-12-01}}
    events:
      - {session: werksessie, date: 2024-12-01, status: done, outcome: Twee bedrijven doen mee.}

Repair: write an event with session:, the day and status: done or stopped; or give it a new day.
Source: assignment (concrete work sessions for which people could sign up).
"""

from collections.abc import Iterator

from convtool.answers import unexplained
from convtool.diagnostics import Finding
from convtool.followup import days_too_long, last_status, planned_day
from convtool.messages import say
from convtool.models.meeting import Meeting, Session
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV706", draft=WARNING, signed=WARNING)
def check(meeting: Meeting, programme: Programme) -> Iterator[Finding]:
    """Yield every work session that should have been held, and of which no event says so."""
    for session in meeting.sessions or ():
        if last_status(meeting, "session", session.id, programme) in {"done", "stopped"}:
            continue
        named, day = session.title or session.id, planned_day(session)
        if day and day.last < programme.as_of:
            found = say(
                'work session "{session}" was planned for {day}, and nothing says it was held', session=named, day=day
            )
            hint = say("write under events: {{session: {id}, date: ..., status: done}}, or stopped", id=session.id)
            yield Finding(session.at("date"), found, hint)
        elif day is None and _may_not_wait(session, meeting, programme):
            found = say('work session "{session}" has no day, and nothing says it was held', session=named)
            yield Finding(session.at("date"), found, say("write its day, or an event that says how it went"))


def _may_not_wait(session: Session, meeting: Meeting, programme: Programme) -> bool:
    """Tell whether nobody set a day, or said why there is none, for longer than a need may wait."""
    return unexplained(session, "date") and days_too_long(meeting, programme) > 0
