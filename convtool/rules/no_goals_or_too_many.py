"""A convenant has goals, and no more than twenty-five of them.

Without goals nothing can be followed, and no other rule has anything to look at. With more than twenty-five nobody
follows them all: of one programme's 86 goals, 29 were in trouble when they were counted. An umbrella may leave its
goals to the convenanten under it: goals: {none: because} is an answer, and so is {not_chosen: because}. In a draft, and
where there are too many, this is advice.

Bad:

    goals: unknown

Good:

    goals: {none: de doelen staan in de convenanten onder deze koepel}

Repair: write the goals, or the reason for having none; of too many, keep those that say most.
Source: assignment; courts of audit.
"""

from collections.abc import Iterator

from convtool.answers import empty
from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ADVICE, WARNING, rule

_MOST = 25


@rule("CV320", draft=ADVICE, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield a convenant without goals, or with more than can be followed."""
    if not convenant.goals:
        if empty(convenant, "goals"):
            hint = say("write the goals, or goals: {{none: because}}")
            yield Finding(convenant.at("goals"), say("the file names no goals"), hint)
    elif len(convenant.goals) > _MOST:
        found = say("{number} goals, where {most} can be followed at most", number=len(convenant.goals), most=_MOST)
        hint = say("keep the goals that say most, and make the others agreements")
        yield Finding(convenant.at("goals"), found, hint, level=ADVICE)
