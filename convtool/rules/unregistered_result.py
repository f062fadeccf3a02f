"""A result that was promised is proven by more than the partner's own word.

An obligation to reach a result asks for evidence that others can check: a register, a sample, a publication. What a
partner says in a talk is a good beginning, and no proof of a result. Goals with an effort or an intention may rest on
it. One figure of another kind is enough for silence here.

Bad:

    goals:
      - {id: stageplekken, obligation: result}
    measurements:
      - {goal: stageplekken, period: 2025, value: 17, kind: partner-statement, source: gesprek, recorded: 2026-02-20}

Good:

    goals:
      - {id: stageplekken, obligation: result}
    measurements:
      - {goal: stageplekken, period: 2025, value: 17, kind: registered, source: stageregister, recorded: 2026-02-20}

Repair: agree where the figure is registered, and record it from there; the partner's word may stay beside it.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule
from convtool.series import series


@rule("CV410", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal with an obligation to a result that rests on the partner's word alone."""
    for goal, measured in series(convenant):
        if goal.obligation == "result" and all(each.kind == "partner-statement" for each in measured):
            figures = [each for each in measured if each.value is not None and each.value != "none"]
            if figures:
                found = say(
                    'goal "{goal}" is an obligation to a result, and all its figures are statements of the partner',
                    goal=goal.titled,
                )
                hint = say("record a figure of kind registered, from its source")
                yield Finding(figures[-1].at("kind"), found, hint, (goal.at("obligation"),))
