"""Where places or jobs are counted, the goal says from which stage on they count.

A place that was pledged is not one that somebody filled: three thousand job guarantees were once pledged and nobody
recorded how many were kept. Pledged, offered, filled, completed and lasting are different counts and are never added.
Places and jobs are known by the unit, or by the name where the unit is a share or a number: internships, places to
learn and work, jobs, vacancies, contracts. A dated deliverable has no stage, and where words mislead
{not_chosen: because} is an answer.

Bad:

    goals:
      - id: stageplekken
        indicator: {stage: unknown}

Good:

    goals:
      - id: stageplekken
        indicator: {stage: filled}

Repair: write stage: pledged, offered, filled, completed or lasting, as the source that registers the count has it.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.answers import unexplained
from convtool.diagnostics import Finding
from convtool.headcount import counts_places
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import STAGES
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV317", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal in places or jobs that may mean pledges or people at work."""
    for goal in convenant.goals or ():
        indicator = goal.indicator
        if indicator is None or indicator.stage or (goal.target and goal.target.deliver):
            continue
        if unexplained(indicator, "stage") and counts_places(indicator):
            found = say('goal "{goal}" counts places or jobs and does not say from which stage on', goal=goal.titled)
            yield Finding(indicator.at("stage"), found, say("write stage: with one of {stages}", stages=STAGES))
