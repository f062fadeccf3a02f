"""Every goal says what is counted, in which unit, what counts and what does not.

Is a place that was offered and stayed empty a place? Without a definition two people count two numbers, and both are
right. What looks like it and does not count is where they differ, so that is asked as well. A deliverable needs no
unit; a goal without a number (qualitative) needs no indicator.

Bad:

    goals:
      - id: stageplekken
        indicator: {counts: unknown}

Good:

    goals:
      - id: stageplekken
        indicator: {counts: een stageplek van ten minste tien weken, counts_not: snuffelstages}

Repair: write under indicator: a name, a unit, counts: and counts_not:, with words that somebody else can count by.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.measurability import undefined
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV304", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal of which two people could count two numbers."""
    for goal in convenant.goals or ():
        lacking = undefined(goal)
        if lacking and goal.indicator:
            found = say('the indicator of goal "{goal}" does not say {keys}', goal=goal.titled, keys=lacking)
            hint = say("add {keys} to indicator, so that somebody else counts the same", keys=lacking)
            yield Finding(goal.indicator.at(lacking[0]), found, hint)
        elif lacking:
            found = say('goal "{goal}" does not say what is counted: it has no indicator', goal=goal.titled)
            hint = say("write indicator: with name, unit, counts and counts_not")
            yield Finding(goal.at("indicator"), found, hint)
