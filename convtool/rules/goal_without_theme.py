"""Every goal has a theme.

Coverage of the Masterplan is counted by theme; a goal without one is counted nowhere. Where the signed text is silent
the register may label the goal itself, under classified.

Bad:

    goals:
      - id: stageplekken
        themes: unknown

Good:

    goals:
      - id: stageplekken
        themes: unknown
        classified: {themes: [werk]}

Repair: write themes: [...] with one or more themes of the Masterplan, or classified: {themes: [...]}.
Source: assignment.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV302", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every goal that has no theme, from the text or from the register."""
    for goal in convenant.goals or ():
        if not _has_theme(goal):
            found = say('goal "{goal}" has no theme', goal=goal.titled)
            hint = say("write themes: [...] with one or more of {themes}", themes=programme.themes)
            yield Finding(goal.at("themes"), found, hint)


def _has_theme(goal: Goal) -> bool:
    """Tell whether themes are written; ones that could not be read are a fault of their own."""
    if goal.themes or (goal.classified and goal.classified.themes):
        return True
    return "themes" in goal.node.entries and not goal.missing("themes") and goal.themes is None
