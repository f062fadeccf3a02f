"""What came of a meeting: what was last heard of an action, whether a need was taken up, and how long it may wait."""

from collections.abc import Iterator

from convtool.answers import empty
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting, Session, VoicedNeed
from convtool.models.since import Event
from convtool.portfolio import Programme
from convtool.values import Moment

_NEED_DAYS = 180
"""After so many days an unanswered need is a finding, where the masterplan says no other number."""


def patience(programme: Programme) -> int:
    """Give how many days after its meeting something may stay without follow-up."""
    agreed = programme.masterplan.need_days if programme.masterplan else None
    return _NEED_DAYS if agreed is None else int(agreed)


def days_too_long(meeting: Meeting, programme: Programme) -> int:
    """Give the days since a meeting, where these are more than was agreed; else 0, and for a day that is not known."""
    days = (programme.as_of - meeting.date.last).days if meeting.date else 0
    return days if days > patience(programme) else 0


def last_event(meeting: Meeting, sort: str, id: str, programme: Programme) -> Event | None:
    """Give the newest event that tells how far an `action` or `session` is, up to the day of the check; else None.

    An imprecise day is taken as its first.
    """
    found = None
    for event in meeting.events or ():
        about = event.action if sort == "action" else event.session
        if about == id and event.status and event.date.first <= programme.as_of:
            found = event if found is None or event.date.first >= found.date.first else found
    return found


def last_status(meeting: Meeting, sort: str, id: str, programme: Programme) -> str | None:
    """Give the newest status of an `action` or `session`; None where no event names one."""
    found = last_event(meeting, sort, id, programme)
    return found.status if found else None


def planned_day(session: Session) -> Moment | None:
    """Give the day of a work session, also where it is still called planned."""
    answer = session.answers.get("date")
    return session.date or (answer.planned if answer else None)


def is_answered(initiative: Initiative) -> bool:
    """Tell whether an initiative says what answers it, or why nothing does; one that is over needs nothing more."""
    return initiative.stage in {"done", "stopped"} or not empty(initiative, "answered_by")


def everywhere(need: VoicedNeed, meeting: Meeting, programme: Programme) -> Iterator[tuple[VoicedNeed, Meeting]]:
    """Give a need with its meeting, and the same need of an initiative wherever it was voiced."""
    yield need, meeting
    for elsewhere in programme.meetings.values() if need.need else ():
        for voiced in elsewhere.needs or ():
            if voiced.need == need.need:
                yield voiced, elsewhere


def is_taken_up(need: VoicedNeed, meeting: Meeting, programme: Programme) -> bool:
    """Tell whether something came of a need, at any meeting that voiced it, or by what its initiative says.

    Something is an action that was not stopped, or an offer that became something.
    """
    initiative = programme.initiatives.get((need.need or need.initiative or "").partition("/")[0])
    if initiative and is_answered(initiative):
        return True
    return any(_is_followed(*voiced, programme) for voiced in everywhere(need, meeting, programme))


def _is_followed(need: VoicedNeed, meeting: Meeting, programme: Programme) -> bool:
    return any(
        action.need == need.id and last_status(meeting, "action", action.id, programme) != "stopped"
        for action in meeting.actions or ()
    ) or any(
        offer.need == need.id and offer.becomes is not None and offer.becomes != "none"
        for offer in meeting.offers or ()
    )
