"""What makes a goal measurable: a defined indicator, and a target with an operator and a time base."""

from convtool.models.goals import Goal, Target

OPERATORS = ("at_least", "at_most", "average", "change", "deliver", "keep", "followed")


def undefined(goal: Goal) -> tuple[str, ...]:
    """Give the keys of the indicator that are not answered: what is counted, in which unit, what counts and what not.

    A deliverable needs no unit; a goal without a number needs no indicator.
    """
    if goal.qualitative:
        return ()
    wanted = (
        ("name", "counts", "counts_not")
        if goal.target and goal.target.deliver
        else ("name", "unit", "counts", "counts_not")
    )
    if goal.indicator is None:
        return ("indicator",) if goal.missing("indicator") else ()
    return tuple(key for key in wanted if goal.indicator.missing(key))


def unaimed(goal: Goal) -> tuple[str, ...]:
    """Give what the target lacks: itself, an operator, or the time it counts in (`per`, `over` or `by`).

    A reason for having none (`none`, `followed`) is an answer, and so is a goal without a number.
    """
    answer = goal.answers.get("target")
    if goal.qualitative or (answer and answer.word in {"none", "not_chosen"}):
        return ()
    if goal.target is None:
        return ("target",) if goal.missing("target") else ()
    return _incomplete(goal.target)


def _incomplete(target: Target) -> tuple[str, ...]:
    operators = [key for key in target.node.entries if key in OPERATORS]
    if not operators or target.missing(operators[0]):
        return ("operator",)
    if len(operators) > 1:
        return ("one operator",)
    if operators[0] == "average":
        return () if target.per else ("per",)
    if operators[0] in {"followed", "keep"} or target.per or target.over or target.by:
        return ()
    return ("per, over or by",)


def measurable(goal: Goal) -> bool:
    """Tell whether two people would count the same and compare it with the same number."""
    return not (goal.qualitative or undefined(goal) or unaimed(goal))
