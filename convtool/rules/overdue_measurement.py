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

from collections.abc import Iterator, Sequence
from datetime import date

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.since import Measurement
from convtool.portfolio import Programme
from convtool.progress.calendar import Calendar
from convtool.progress.cases import calendar_for, due_cycle, reports, time_of, to_be_delivered
from convtool.progress.evidence import place_of
from convtool.rulebook import WARNING, rule
from convtool.series import series


@rule("CV405", draft=None, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every goal of which the last figure is too old."""
    goals = [goal for goal in convenant.goals or () if reports(convenant, goal, programme.as_of)]
    if not goals:
        return
    calendar = calendar_for(convenant, programme.masterplan)
    measured = {goal.id: found for goal, found in series(convenant)}
    for goal in goals:
        time, known = time_of(convenant, goal, calendar, programme.as_of), measured.get(goal.id, ())
        if goal.target and goal.target.deliver:
            if time.end and to_be_delivered(convenant, time, programme.as_of):
                yield from _undelivered(goal, known, calendar, time.end, programme.as_of)
            continue
        cycle = due_cycle(convenant, time, programme.masterplan, programme.as_of)
        newest = _newest(known, calendar, min(programme.as_of, time.end or programme.as_of)) if cycle else None
        if cycle and (newest is None or newest <= cycle.before):
            said = {"goal": goal.titled, "last": cycle.last, "day": cycle.reported}
            found = (
                say(
                    'goal "{goal}" has no figure after {newest}, where one up to {last} was wanted by {day}',
                    newest=newest,
                    **said,
                )
                if newest
                else say('goal "{goal}" has no figure, where one up to {last} was wanted by {day}', **said)
            )
            yield Finding(goal.at("id"), found, say("record the figure, or value: none with a note"))


def _newest(measured: Sequence[Measurement], calendar: Calendar, until: date) -> date | None:
    """Give the last day, up to `until`, that any figure is about."""
    places = (place_of(each.corrects or each, calendar) for each in measured)
    return max((place[1].last for place in places if place and place[1].last <= until), default=None)


def _undelivered(
    goal: Goal, measured: Sequence[Measurement], calendar: Calendar, day: date, as_of: date
) -> Iterator[Finding]:
    """Find a plan that was to be delivered on `day`, and neither was nor is said not to be."""
    newest = _newest(measured, calendar, as_of)
    if (newest is None or newest < day) and not any(each.value == "delivered" for each in measured):
        found = say('nothing is heard of goal "{goal}", to be delivered by {day}', goal=goal.titled, day=day)
        yield Finding(goal.at("id"), found, say("record delivered, or not-delivered, with its day"))
