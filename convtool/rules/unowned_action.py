"""An action of a meeting has one organisation that owns it, and a day by which it is done.

What everybody will do, nobody does, and without a day there is no moment to ask. An action may be taken together
(with), but one organisation holds the first contact. What is done or stopped needs no day any more. A reason for having
no owner or no day is no answer: what nobody takes on is no action but a need.

Bad:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    actions:
      - {id: brief, text: Iemand schrijft een brief.}

Good:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    actions:
      - {id: brief, text: De alliantie schrijft een brief., owner: voorbeeldalliantie, due: 2027-02-01}

Repair: write owner: with the id of one partner, and due: with the day that was agreed; ask who was there.
Source: assignment (when and how do we take responsibility together).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.meeting import Action, Meeting
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, rule

_CLOSED = ("done", "stopped")


@rule("CV701", draft=ERROR, signed=ERROR)
def check(meeting: Meeting, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield the owner and the day that an action lacks."""
    for action in meeting.actions or ():
        if action.missing("owner"):
            found = say('action "{action}" has no organisation that owns it', action=action.id)
            yield Finding(action.at("owner"), found, say("write owner: with the id of one partner"))
        if action.missing("due") and not _is_closed(action, meeting):
            found = say('action "{action}" has no day by which it is done', action=action.id)
            yield Finding(action.at("due"), found, say("write due: with a day, such as 2026-03-14"))


def _is_closed(action: Action, meeting: Meeting) -> bool:
    """Tell whether it was ever done or stopped, also after the day of the check: an error does not depend on that."""
    return any(event.action == action.id and event.status in _CLOSED for event in meeting.events or ())
