"""What a name such as `voorbeeldbank/goals/stageplekken` leads to, and how far that is."""

from __future__ import annotations

from convtool.followup import last_status
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.meeting import Meeting
from convtool.portfolio import Programme
from convtool.sheets.obligations import state
from convtool.sheets.words import PROGRESS, called
from convtool.standing.actions import action_rows
from convtool.standing.agreements import agreement_rows
from convtool.standing.contributions import contribution_rows
from convtool.standing.goals import goal_rows
from convtool.views.contribution import state as contribution_state
from convtool.views.goal import verdict


def result(name: str, programme: Programme) -> Message:
    """Give what came out of a need in words, with how far it is on the day; the name itself where it leads nowhere."""
    id, _, rest = name.partition("/")
    section, _, own = rest.partition("/")
    convenant, meeting = programme.convenants.get(id), programme.meetings.get(id)
    found: Message | None = None
    if convenant:
        found = _in_convenant(convenant, section, own, programme) if rest else _whole(convenant)
    elif meeting:
        found = _in_meeting(meeting, section, own, programme) if rest else _whole(meeting)
    return Message("{name} {what}", {"name": name, "what": found}) if found else Message("{name}", {"name": name})


def _whole(record: Convenant | Meeting) -> Message:
    return Message("({title})", {"title": called(record.title, example=bool(record.example))})


def _in_convenant(convenant: Convenant, section: str, own: str, programme: Programme) -> Message | None:
    masterplan, day = programme.masterplan, programme.as_of
    found = {}
    if section == "goals":
        found = {row.goal: _told(row.title, verdict(row)) for row in goal_rows(convenant, masterplan, day)}
    if section == "agreements":
        found = {row.agreement: _told(row.text or own, state(row)) for row in agreement_rows(convenant, day)}
    if section == "contributions":
        rows = contribution_rows(convenant, masterplan, day)
        found = {row.giving.contribution: _told(row.giving.text or own, contribution_state(row)) for row in rows}
    return found.get(own)


def _in_meeting(meeting: Meeting, section: str, own: str, programme: Programme) -> Message | None:
    found = {}
    if section == "actions":
        found = {row.action: _told(row.text or own, state(row)) for row in action_rows(meeting, programme)}
    if section == "sessions":
        heard = {each.id: last_status(meeting, "session", each.id, programme) for each in meeting.sessions or ()}
        words = {id: PROGRESS.get(status or "", say("nothing heard since")) for id, status in heard.items()}
        found = {each.id: _told(each.title or own, words[each.id]) for each in meeting.sessions or ()}
    return found.get(own)


def _told(what: object, how_far: object) -> Message:
    return Message("({how_far}): {what}", {"what": what, "how_far": how_far})
