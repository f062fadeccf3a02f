"""A figure that falls short of what was required has a note that says why.

Without the reason nobody can tell bad luck from a bad plan, and next year's talk starts with the same question. What
falls short is what status calls almost or not achieved on the day of the figure, under the text in force that day; a
figure of a part of a period is explained by a note at any figure of that period.

Bad:

    measurements:
      - {goal: stageplekken, period: 2024, value: 7, kind: registered, source: stageregister HR, recorded: 2025-02-11}

Good:

    measurements:
      - goal: stageplekken
        period: 2024
        value: 7
        kind: registered
        source: stageregister HR
        recorded: 2025-02-11
        note: Twee opleidingen verschoven hun stages naar het voorjaar.

Repair: write note: with what happened and what is done about it.
Source: courts of audit.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Bounds, Goal, Milestone, Target
from convtool.models.since import Measurement
from convtool.portfolio import Programme, goal_on, on
from convtool.progress.calendar import Span
from convtool.progress.case import Judgement
from convtool.progress.cases import calendar_for, case_of
from convtool.progress.evidence import grounds_of, place_of
from convtool.progress.shapes import shape_of
from convtool.progress.verdicts import ALMOST, NOT_ACHIEVED
from convtool.rulebook import WARNING, rule
from convtool.series import in_unit, series
from convtool.values import Number

_HINT: Message = say("add note: with what happened and what is done about it")


@rule("CV404", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every figure that falls short without a word."""
    for goal, measured in series(convenant):
        amended = _amendments(convenant, goal)
        unexplained = [each for each in measured if each.note is None]
        suspects = set(_suspects(convenant, goal, amended, unexplained)) if unexplained else ()
        for day, measurement in _days(convenant, goal, suspects, programme) if suspects else ():
            then = on(convenant, day) if any(amendment > day for amendment in amended) else convenant
            found = _judged(then, goal.id, programme, day)
            if found and found.actual_date == day and not _explained(convenant, goal, measured, programme, day):
                yield Finding(measurement.at("value"), _said(goal, measurement, found), _HINT)


def _amendments(convenant: Convenant, goal: Goal) -> list[date]:
    """Give the days on which what is asked of a goal was amended: a figure is judged by the text of its own day.

    The term asks only where the target has no day of its own.
    """
    paths = (f"goals/{goal.id}/",) if goal.target and goal.target.by else (f"goals/{goal.id}/", "term/")
    return [
        amendment.date.first
        for amendment in convenant.amendments or ()
        if any(f"{each.at_ or each.add or each.remove}/".startswith(paths) for each in amendment.changes or ())
    ]


def _suspects(
    convenant: Convenant, goal: Goal, amended: Sequence[date], measured: Sequence[Measurement]
) -> Iterator[Measurement]:
    """Give the figures that have to be judged, which costs a hundred times as much as finding out here."""
    texts: dict[int, Goal | None] = {0: goal}
    for measurement in measured:
        days = measurement.period or measurement.up_to or measurement.date
        last = days.last if days else None
        later = sum(day > last for day in amended) if last else 0
        if last and later not in texts:
            texts[later] = goal_on(convenant, goal, last)
        then = texts[later]
        if then and then.target and _may_fall_short(then, then.target, measurement, last):
            yield measurement


def _may_fall_short(goal: Goal, target: Target, measurement: Measurement, last: date | None) -> bool:
    """Tell whether a figure does not by itself meet all that may be asked by its last day."""
    value = measurement.value
    if target.deliver:
        return value != "delivered" or last is None or not (target.by and target.by.last and last <= target.by.last)
    if value == "none":
        return False
    asked = _asked(goal, target, last) if last else [target]
    if not isinstance(value, Number) or _is_part(target, measurement):
        return bool(asked)
    slack = Decimal(0) if measurement.numerator is None else _step(value)
    values = [value, *(area for area in (measurement.areas or {}).values() if isinstance(area, Number))]
    return not all(_meets(each, bound, slack) for bound in asked for each in values)


def _is_part(target: Target, measurement: Measurement) -> bool:
    """Tell whether a figure counts together with others."""
    if target.at_most and target.per:
        return target.per != "year" or measurement.period is None or not measurement.period.text.isdecimal()
    return target.over is not None and measurement.up_to is None


def _step(number: Number) -> Decimal:
    """Give one step of the last digit that is written: as much may a share be off by rounding."""
    end = number.low if number.low is not None else number.high
    return Decimal(1).scaleb(int(end.as_tuple().exponent)) if end is not None else Decimal(0)


def _asked(goal: Goal, target: Target, day: date) -> list[Milestone | Target | Bounds]:
    """Give what may be asked of a figure of `day`: the milestones up to it, and the target unless it comes later."""
    if target.keep:
        return [target.keep]
    milestones = () if target.average else goal.milestones or ()
    asked: list[Milestone | Target | Bounds] = [
        each for each in milestones if not (each.by.first and each.by.first > day)
    ]
    if target.per and not target.average:
        later = len(asked) < len(milestones)
    else:
        later = bool(target.by and target.by.first and target.by.first > day) and not (target.at_most and target.over)
    return asked if later else [*asked, target]


def _meets(value: Number, asked: Milestone | Target | Bounds, slack: Decimal) -> bool:
    """Tell whether a value meets a bound for certain."""
    floor, cap = asked.at_least, asked.at_most
    least, most = floor and floor.high, cap and cap.low
    if isinstance(asked, Bounds) and asked.from_ is not None:
        least, most = asked.from_, asked.to
    high = least is None or (value.low is not None and value.low - slack >= least)
    low = most is None or (value.high is not None and value.high + slack <= most)
    return high and low and (least is not None or most is not None)


def _days(
    convenant: Convenant, goal: Goal, suspects: Collection[Measurement], programme: Programme
) -> list[tuple[date, Measurement]]:
    """Give the reference days of the suspects that count, and were not corrected."""
    grounds = grounds_of(convenant, goal, calendar_for(convenant, programme.masterplan))
    days = {span.last: each for (_, span), found in grounds.items() for each in found if each in suspects}
    return [(day, days[day]) for day in sorted(days) if day <= programme.as_of]


def _judged(convenant: Convenant, id: str, programme: Programme, day: date) -> Judgement | None:
    """Give the judgement of a goal on a day, where it falls short."""
    for goal in convenant.goals or ():
        shape = shape_of(goal.target) if goal.target and goal.id == id else None
        if shape:
            found = shape(case_of(convenant, goal, programme.masterplan, day))
            return found if found.verdict in {ALMOST, NOT_ACHIEVED} else None
    return None


def _explained(
    convenant: Convenant, goal: Goal, measured: Sequence[Measurement], programme: Programme, day: date
) -> bool:
    """Tell whether any figure of that day, or of the period that ends on it, has a note."""
    calendar, per = calendar_for(convenant, programme.masterplan), goal.target.per if goal.target else None
    span = calendar.period_around(per, day) if per else Span(day, day)
    places = (place_of(each.corrects or each, calendar) for each in measured if each.note is not None)
    return any(place and span.first <= place[1].last <= span.last for place in places)


def _said(goal: Goal, measurement: Measurement, found: Judgement) -> Message:
    if found.actual and found.expected:
        return say(
            'goal "{goal}" stands at {actual} on {day}, where {expected} was required, and no note says why',
            goal=goal.titled,
            actual=in_unit(goal, found.actual.number),
            day=found.actual_date,
            expected=_bound(goal, found.expected.number),
        )
    said = {"goal": goal.titled, "day": found.actual_date}
    if measurement.value == "delivered":
        return say('goal "{goal}" was delivered late, on {day}, and no note says why', **said)
    return say('goal "{goal}" was not delivered on {day}, and no note says why', **said)


def _bound(goal: Goal, number: Number) -> Message | Number:
    bounds = goal.target and (goal.target.keep or goal.target)
    if bounds and bounds.at_most:
        return say("at most {number}", number=number)
    return say("at least {number}", number=number) if bounds and bounds.at_least else number
