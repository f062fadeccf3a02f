"""Every goal has a figure for the last reporting cycle that had to be reported.

A goal about which nothing is heard is forgotten, and a status that shows an old figure looks better than it is. The
cycle and the day are those that were agreed under reporting, else those of the programme; a plan to deliver is heard of
once its own day has passed.

Nothing is asked of a draft, of a goal without a number or with a baseline that is still to be measured, and where
reporting was considered and not chosen. Value none with a note is an answer. Status then says: report overdue.

Bad:

    measurements:
      - {goal: stageplekken, period: 2024, value: 12, kind: registered, source: stageregister HR, recorded: 2025-02-11}

Good:

    measurements:
      - {goal: stageplekken, period: 2025, value: 17, kind: registered, source: stageregister HR, recorded: 2026-02-20}

Repair: ask the owner of the goal for the figure and record it; value: none with a note where there is none.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.progress.reported import lacking
from convtool.rulebook import WARNING, rule


@rule("CV405", draft=None, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every goal of which the last figure is too old."""
    for goal, cycle, wanted, newest in lacking(convenant, programme.masterplan, programme.as_of):
        named = goal.titled
        if cycle is None:
            found = say('nothing is heard of goal "{goal}", to be delivered by {day}', goal=named, day=wanted)
            hint = say("record delivered, or not-delivered, with its day")
        else:
            said = {"goal": named, "last": cycle.last, "day": wanted}
            hint = say("record the figure, or value: none with a note")
            found = (
                say(
                    'goal "{goal}" has no figure after {newest}, where one up to {last} was wanted by {day}',
                    newest=newest,
                    **said,
                )
                if newest
                else say('goal "{goal}" has no figure, where one up to {last} was wanted by {day}', **said)
            )
        yield Finding(goal.at("id"), found, hint)
