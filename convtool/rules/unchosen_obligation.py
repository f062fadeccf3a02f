"""Every goal and every agreement says whether it is an intention, an effort or a result.

Where the text is silent a judge decides afterwards whether trying was enough. The choice is made per agreement: a goal
of effort may hold an agreement with a result; where neither chooses, only the goal is named. A reason for not choosing
is no choice.

Bad:

    goals:
      - id: stageplekken
        obligation: unknown

Good:

    goals:
      - id: stageplekken
        obligation: effort

Repair: write obligation: intention, effort or result.
Source: Aanwijzingen voor convenanten 2003, 7 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV312", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal and every agreement of which nobody knows how far it binds."""
    hint = say("write obligation: intention, effort or result")
    open_goals = set()
    for goal in convenant.goals or ():
        if goal.obligation is None and goal.missing("obligation"):
            found = say(
                'goal "{goal}" does not say whether it is an intention, an effort or a result', goal=goal.titled
            )
            yield Finding(goal.at("obligation"), found, hint)
            open_goals.add(goal.id)
    for agreement in convenant.agreements or ():
        asked = agreement.obligation is None and agreement.missing("obligation")
        if asked and agreement.goal not in open_goals:
            found = say(
                'agreement "{agreement}" does not say whether it is an intention, an effort or a result',
                agreement=agreement.id,
            )
            yield Finding(agreement.at("obligation"), found, hint)
