"""Every goal has one owner: a party, and a function in it that somebody holds.

What two answer for, each leaves to the other; what nobody answers for is forgotten after the first change of staff.
Others who take part stand under with. A function is named and not a person: people change, and names in git cannot be
erased. That the function is vacant is honest, and no owner until somebody holds it.

Bad:

    goals:
      - id: stageplekken
        owner: [{party: bank, function: HR-manager}, {party: alliantie, function: Programmadirecteur}]

Good:

    goals:
      - id: stageplekken
        owner: {party: bank, function: HR-manager}
        with: [alliantie]

Repair: write owner: {party: ..., function: ...} with one party of this convenant, and the others under with: [...].
Source: courts of audit; Aanwijzingen voor convenanten 2003, 7 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal, several
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule

_VACANT = "vacant"


@rule("CV311", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal for which nobody answers, or more than one."""
    for goal in convenant.goals or ():
        owner = goal.owner
        if owner is None:
            yield from _nobody_or_several(goal)
        elif owner.missing("party"):
            found = say('the owner of goal "{goal}" names no party', goal=goal.titled)
            yield Finding(owner.at("party"), found, say("add party: with one party of this convenant"))
        elif owner.missing("function"):
            found = say('goal "{goal}" does not say which function of its owner answers for it', goal=goal.titled)
            yield Finding(owner.at("function"), found, say("add function:, not the name of a person"))
        elif owner.function and owner.function.casefold() == _VACANT:
            found = say('the function that answers for goal "{goal}" is vacant', goal=goal.titled)
            yield Finding(owner.at("function"), found, say("name the function that answers for it until then"))


def _nobody_or_several(goal: Goal) -> Iterator[Finding]:
    written = goal.wrote("owner")
    if goal.missing("owner"):
        found = say('goal "{goal}" names no owner', goal=goal.titled)
        yield Finding(goal.at("owner"), found, say("write owner: {{party: ..., function: ...}} with one party"))
    elif written and several(written):
        found = say('goal "{goal}" has more than one owner', goal=goal.titled)
        hint = say("keep one under owner:, and write the others under with: [...]")
        yield Finding(goal.at("owner"), found, hint)
