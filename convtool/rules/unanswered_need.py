"""A need that was voiced has an offer, an action or an agreement within the days that were agreed.

Who voices a need and hears nothing stays away the next time. The days are need_days in the masterplan, 180 where it
does not say. They count from the meeting that voiced the need; a need of an initiative that no meeting voiced waits
until the day by which it is to be met. An answer is an action that was not stopped, an offer that was not withdrawn, or
what the initiative names under answered_by; for the same need of an initiative also at another meeting. A work session
is no answer yet, and an offer that became nothing is found by a rule of its own.

Bad:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    needs:
      - {id: werkruimte, text: Waar vind ik een ruimte?}

Good:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    needs:
      - {id: werkruimte, text: Waar vind ik een ruimte?}
    actions:
      - {id: zoeken, text: De bank zoekt een ruimte., need: werkruimte, owner: voorbeeldbank, due: 2027-02-01}

Repair: name the need at the action or offer that answers it (need:), or at the initiative what answers it
(answered_by:); where nobody will, say so there with {not_chosen: because}.
Source: assignment (needs led to work sessions, and follow-through was missing).
"""

from collections.abc import Iterator

from convtool.answers import unexplained
from convtool.diagnostics import Finding
from convtool.followup import days_too_long, everywhere, is_answered, is_taken_up, patience
from convtool.messages import count, say
from convtool.models.initiative import Initiative, Need
from convtool.models.meeting import Meeting, VoicedNeed
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV704", draft=WARNING, signed=WARNING)
def check(record: Initiative | Meeting, programme: Programme) -> Iterator[Finding]:
    """Yield every need that has waited too long."""
    yield from _of_initiative(record, programme) if isinstance(record, Initiative) else _voiced(record, programme)


def _voiced(meeting: Meeting, programme: Programme) -> Iterator[Finding]:
    days = days_too_long(meeting, programme) if meeting.needs else 0
    for need in (meeting.needs or ()) if days else ():
        offered = any(_is_offered(*voiced) for voiced in everywhere(need, meeting, programme))
        if not offered and not is_taken_up(need, meeting, programme):
            found = say(
                'need "{need}" has no offer, action or agreement after {days}, where {agreed} were agreed',
                need=need.id, days=count(days, "{number} day", "{number} days"), agreed=patience(programme),
            )  # fmt: skip
            yield Finding(need.at("id"), found, say("ask at the next meeting who takes it up, and write that down"))


def _is_offered(need: VoicedNeed, meeting: Meeting) -> bool:
    """Tell whether somebody offered something for a need, and did not say why it will become nothing."""
    offers = [offer for offer in meeting.offers or () if offer.need == need.id]
    return any(unexplained(offer, "becomes") or not offer.missing("becomes") for offer in offers)


def _of_initiative(initiative: Initiative, programme: Programme) -> Iterator[Finding]:
    for need in () if is_answered(initiative) else initiative.needs or ():
        if need.by and need.by.last < programme.as_of and not _is_voiced(need, initiative, programme):
            found = say('need "{need}" was to be met by {day}, and nothing answers it', need=need.id, day=need.by)
            hint = say("write answered_by: with what answers it, or bring it to a meeting")
            yield Finding(need.at("by"), found, hint)


def _is_voiced(need: Need, initiative: Initiative, programme: Programme) -> bool:
    """Tell whether a meeting with a day voiced it: then it is judged there."""
    name = f"{initiative.id}/{need.id}"
    meetings = [meeting for meeting in programme.meetings.values() if meeting.date]
    return any(voiced.need == name for meeting in meetings for voiced in meeting.needs or ())
