"""Every goal is served by an agreement, and every agreement serves a goal.

A goal that nobody does anything for comes true by chance; an agreement without a goal is work of which nobody knows
what it is for. A contribution that names the goal serves it too: who brings money or hours for it does something. Where
a convenant has no agreements at all that is said once; where it has no goals, another rule asks for those.

Bad:

    agreements:
      - {id: loket, goal: unknown}

Good:

    agreements:
      - {id: loket, goal: stageplekken}

Repair: write goal: at the agreement or contribution that serves it. An agreement that serves the cooperation as a whole
says so: goal: {not_chosen: because}; so does a convenant without agreements: agreements: {none: because}.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.answers import empty, unexplained
from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV318", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal without an agreement and every agreement without a goal."""
    if not convenant.goals:
        return
    if not convenant.agreements:
        if empty(convenant, "agreements"):
            found = say("the file names goals, and no agreements that serve them")
            hint = say("write who does what by when under agreements, or agreements: {{none: because}}")
            yield Finding(convenant.at("agreements"), found, hint)
        return
    served = {agreement.goal for agreement in convenant.agreements}
    served.update(contribution.goal for contribution in convenant.contributions or ())
    for goal in convenant.goals:
        if goal.id not in served:
            found = say('no agreement or contribution serves goal "{goal}"', goal=goal.titled)
            hint = say("write goal: {id} at the agreement that serves it", id=goal.id)
            yield Finding(goal.at(), found, hint)
    for agreement in convenant.agreements:
        if agreement.goal is None and unexplained(agreement, "goal"):
            found = say('agreement "{agreement}" serves no goal', agreement=agreement.id)
            hint = say("write goal: with the id of the goal it serves, or goal: {{not_chosen: because}}")
            yield Finding(agreement.at("goal"), found, hint)
