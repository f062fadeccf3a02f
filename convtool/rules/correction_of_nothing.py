"""A correction says which earlier figure it replaces, and that figure exists.

A correction that hits nothing leaves the wrong figure standing beside the right one, and both count. The days are
written as in the figure itself; area, kind and source are named where several figures are about the same days.

Bad:

    measurements:
      - {goal: stageplekken, period: 2025, value: 17, kind: registered, source: stageregister, recorded: 2026-02-20}
      - {goal: stageplekken, corrects: {period: 2024}, value: 15, kind: registered, source: brief, recorded: 2026-03-02}

Good:

    measurements:
      - {goal: stageplekken, period: 2025, value: 17, kind: registered, source: stageregister, recorded: 2026-02-20}
      - {goal: stageplekken, corrects: {period: 2025}, value: 15, kind: registered, source: brief, recorded: 2026-03-02}

Repair: write under corrects: the period, up_to or date of the earlier figure, and its area, kind and source where it
has them; a figure that replaces nothing has a period or day of its own.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.since import Corrects, Measurement
from convtool.portfolio import Programme
from convtool.progress.evidence import replaces
from convtool.rulebook import ERROR, rule
from convtool.series import series

_ABOUT = ("period", "up_to", "date")


@rule("CV407", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every correction that replaces nothing."""
    for goal, measured in series(convenant):
        for correction in measured:
            said = correction.corrects
            if said is not None:
                originals = [each for each in measured if "corrects" not in each.node.entries]
                if not any(replaces(correction, each) for each in originals):
                    yield from _of_nothing(goal, correction, said, originals)


def _of_nothing(goal: Goal, correction: Measurement, said: Corrects, originals: list[Measurement]) -> Iterator[Finding]:
    about = [key for key in _ABOUT if key in said.node.entries]
    if len(about) != 1:
        found = say('a correction for goal "{goal}" that does not say what it corrects', goal=goal.titled)
        yield Finding(correction.at("corrects"), found, say("write one of period, up_to and date under corrects"))
        return
    day = getattr(said, about[0])
    if day is None:
        return
    near = next((each for each in originals if getattr(each, about[0]) == day), None)
    place, values = correction.at("corrects", about[0]), {"goal": goal.titled, "day": day}
    if near:
        found = say('no figure of goal "{goal}" of {day} has this area, kind and source', **values)
        hint = say("name area, kind and source as in the figure that is corrected")
        yield Finding(place, found, hint, (near.at(about[0]),))
    else:
        found = say('goal "{goal}" has no figure of {day} that could be corrected', **values)
        yield Finding(place, found, say("look up how the days of the earlier figure are written"))
