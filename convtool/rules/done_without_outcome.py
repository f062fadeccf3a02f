"""What a meeting set out to do and has done says what came of it.

Done is a tick; the outcome is what the people who voiced the need wait for. It is asked of actions and of work
sessions. That nothing came of it is an outcome too, with the reason.

Bad:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    events:
      - {action: uitnodigen, date: 2024-10-20, status: done}

Good:

    # data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml
    events:
      - {action: uitnodigen, date: 2024-10-20, status: done, outcome: Er kwamen tien mensen.}
      - {session: werksessie, date: 2024-12-01, status: done, outcome: {none: er kwam niemand}}

Repair: write outcome: in one sentence, with a number where there is one, or {none: because}.
Source: assignment (follow-through was missing).
"""

from collections.abc import Iterator

from convtool.answers import unexplained
from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.meeting import Meeting
from convtool.models.since import Event
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV703", draft=WARNING, signed=WARNING)
def check(meeting: Meeting, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every event that closes an action or a work session of which no event tells the outcome."""
    for event in meeting.events or ():
        if event.status == "done" and (event.action or event.session) and not _is_told(event, meeting):
            hint = say("write outcome: what came of it")
            if event.action:
                found = say('action "{action}" is done, and nothing says what came of it', action=event.action)
            else:
                found = say('work session "{id}" was held, and nothing says what came of it', id=event.session)
            yield Finding(event.at("outcome"), found, hint)


def _is_told(closing: Event, meeting: Meeting) -> bool:
    """Tell whether the outcome stands here, or at another event of the same action or session."""
    return any(
        not unexplained(event, "outcome")
        for event in (closing, *(meeting.events or ()))
        if (event.action, event.session) == (closing.action, closing.session)
    )
