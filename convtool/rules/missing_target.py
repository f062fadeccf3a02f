"""Every goal says what is aimed at, with one operator and the time it counts in.

"20 places" may be at least or at most, each year or in all; two people then judge the same figure differently. That a
figure is followed and not aimed at is an answer, and so is a goal without a number (qualitative).

Bad:

    goals:
      - id: stageplekken
        target: unknown

Good:

    goals:
      - id: stageplekken
        target: {at_least: 25, per: year}

Repair: write target: with at_least, at_most, average, change, deliver or keep, and per: year, over: term or by: a date;
or target: {none: because} or {followed: because}.
Source: courts of audit; Aanwijzingen voor convenanten 2003, 7 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.measurability import OPERATORS, unaimed
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV307", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal of which nobody can say whether it was reached."""
    for goal in convenant.goals or ():
        lacking = unaimed(goal)
        if lacking == ("target",):
            found = say('goal "{goal}" has no target', goal=goal.titled)
            yield Finding(goal.at("target"), found, say("write what is aimed at, or target: {{none: because}}"))
        elif lacking:
            yield _incomplete(goal, lacking)


def _incomplete(goal: Goal, lacking: tuple[str, ...]) -> Finding:
    found: Message
    if lacking == ("operator",):
        found = say('the target of goal "{goal}" has no operator with a value', goal=goal.titled)
        hint = say("write one of {operators}", operators=OPERATORS)
    elif lacking == ("one operator",):
        found = say('the target of goal "{goal}" has more than one operator', goal=goal.titled)
        hint = say("keep one, and make a goal of its own for the other")
    else:
        found = say('the target of goal "{goal}" does not say in which time it counts', goal=goal.titled)
        hint = say("add {keys}", keys=lacking)
    return Finding(goal.at("target"), found, hint)
