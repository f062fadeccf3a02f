"""Every goal has a baseline with its date and source, or a day on which it will be measured.

Twenty places a year are a success where there were four, and a loss where there were forty. Afterwards nobody can
measure how it was before. A day on which it will be measured is an answer; that no baseline was chosen, or that there
is no measurement yet (value: none), is not. What a change is counted from (against) counts as its baseline. A
deliverable and a goal without a number (qualitative) need none; a figure that is followed needs one.

Bad:

    goals:
      - id: stageplekken
        baseline: unknown

Good:

    goals:
      - id: stageplekken
        baseline: {value: 4, period: 2023, source: stageregister HR}
      - id: geldlessen
        title: Lessen over geld
        baseline: {planned: 2027-12-31}

Repair: write baseline: {value: ..., date: ..., source: ...}, with period: for what is counted over a time, or
baseline: {planned: date}.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.baselines import lacking, start_of
from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule

_PLAN: Message = say("write value, date (or period) and source, or baseline: {{planned: date}}")


@rule("CV305", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal of which nobody knows where it started."""
    for goal in convenant.goals or ():
        keys = lacking(goal)
        if keys:
            yield _finding(goal, keys)


def _finding(goal: Goal, keys: tuple[str, ...]) -> Finding:
    start = start_of(goal)
    if start is None:
        return Finding(goal.at("baseline"), say('goal "{goal}" gives no baseline', goal=goal.titled), _PLAN)
    if start.value == "none":
        found = say('goal "{goal}" has no measurement yet, and no day for its baseline', goal=goal.titled)
        return Finding(start.at("value"), found, say("write baseline: {{planned: date}}"))
    found = say('the baseline of goal "{goal}" does not say {keys}', goal=goal.titled, keys=keys)
    hint = say("add {keys}; period: may stand in place of date:", keys=keys) if "date" in keys else None
    return Finding(start.at(keys[0]), found, hint or say("add {keys}", keys=keys))
