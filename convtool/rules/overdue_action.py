"""An action of a meeting is done, or stopped, by its day.

A meeting that is not followed up teaches people not to come again. This only says that no event tells how it went; the
action may well have been done and not written down.

Bad:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    actions:
      - {id: uitnodigen, text: Iedereen uitnodigen., owner: voorbeeldalliantie, due: 2024-11-01}
    events: []

Good:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    actions:
      - {id: uitnodigen, text: Iedereen uitnodigen., owner: voorbeeldalliantie, due: 2024-11-01}
    events:
      - {action: uitnodigen, date: 2024-10-20, status: done, outcome: Er kwamen tien mensen.}

Repair: ask the owner, and write under events what came of it with status: done or stopped; an action that is still
wanted gets a new day.
Source: assignment (follow-through was missing).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.followup import last_status
from convtool.messages import count, say
from convtool.models.meeting import Meeting
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV702", draft=WARNING, signed=WARNING)
def check(meeting: Meeting, programme: Programme) -> Iterator[Finding]:
    """Yield every action that is past its day and neither done nor stopped."""
    for action in meeting.actions or ():
        if action.due is None or action.due.last >= programme.as_of:
            continue
        if last_status(meeting, "action", action.id, programme) not in {"done", "stopped"}:
            late = (programme.as_of - action.due.last).days
            found = say(
                'action "{action}" was due on {due} and is {days} late',
                action=action.id, due=action.due, days=count(late, "{number} day", "{number} days"),
            )  # fmt: skip
            hint = say(
                "ask the owner, and write under events: {{action: {action}, date: ..., status: done}}", action=action.id
            )
            yield Finding(action.at("due"), found, hint)
