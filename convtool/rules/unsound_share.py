"""A share says of what it is a share, and lies between 0 and 100 percent.

60 percent of all employers and 60 percent of those who answered are two figures. Below 0 and above 100 it is a typing
error, or no share but a change or a ratio. A goal is a share where its indicator, or its target, counts in percent; the
number of a change may be any. In a historical convenant a whole that is not known is a warning, because it cannot be
made up afterwards.

Bad:

    goals:
      - id: stageplekken
        indicator: {unit: percent}

Good:

    goals:
      - id: stageplekken
        indicator: {unit: percent, out_of: alle stageplekken die in het jaar zijn aangeboden}

Repair: write out_of: under indicator; look the figure up. A growth is written as change: with against:, a ratio in a
unit of its own.
Source: courts of audit.
"""

from collections.abc import Iterator
from decimal import Decimal

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Baseline, Goal
from convtool.models.since import Measurement
from convtool.portfolio import Programme
from convtool.records import Record
from convtool.rulebook import ERROR, WARNING, rule
from convtool.values import Number

_PERCENT = frozenset({"percent", "percentage", "per cent", "procent", "procenten", "%", "pct"})
_LEVELS = ("at_least", "at_most", "average")
_WHOLE = 100


@rule("CV310", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every share without its whole, and every figure that no share can have."""
    shares: dict[str, Goal] = {}
    for goal in convenant.goals or ():
        if _is_share(goal):
            shares[goal.id] = goal
            if goal.indicator and goal.indicator.missing("out_of"):
                found = say('goal "{goal}" is a share, and does not say of what', goal=goal.titled)
                place, hint = goal.indicator.at("out_of"), say("add out_of: to indicator, with what is 100 percent")
                yield Finding(place, found, hint, level=WARNING if convenant.historical else None)
            yield from _out_of_range(goal)
    for measurement in (convenant.measurements or ()) if shares else ():
        if measurement.goal in shares:
            yield from _measured(measurement, shares[measurement.goal])


def _is_share(goal: Goal) -> bool:
    indicator, target = goal.indicator, goal.target
    if indicator and indicator.unit and indicator.unit.casefold() in _PERCENT:
        return True
    return bool(target and target.unit and target.change is None and target.unit.casefold() in _PERCENT)


def _out_of_range(goal: Goal) -> Iterator[Finding]:
    """Find the figures of a goal that no share can have; the number of a change may be any."""
    baseline, target = goal.baseline, goal.target
    if baseline:
        yield from _outside(goal, baseline.value, baseline, "value")
        yield from _in_areas(goal, baseline)
    for record in (target, *(goal.milestones or ())):
        if record:
            for key in _LEVELS:
                yield from _outside(goal, getattr(record, key), record, key)
    if target and target.keep:
        for key in ("at_least", "at_most", "from", "to"):
            yield from _outside(goal, getattr(target.keep, target.keep.fields[key].name), target.keep, key)
    if target and target.against:
        yield from _outside(goal, target.against.value, target.against, "value")


def _measured(measurement: Measurement, goal: Goal) -> Iterator[Finding]:
    yield from _outside(goal, measurement.value, measurement, "value")
    yield from _in_areas(goal, measurement)
    part, whole = measurement.numerator, measurement.denominator
    if part is not None and whole is not None and not (0 <= part <= whole and whole):
        found = say('goal "{goal}" is a share, and {part} of {whole} is none', goal=goal.titled, part=part, whole=whole)
        hint = say("look both figures up: the part is at least 0 and at most the whole")
        yield Finding(measurement.at("numerator"), found, hint, (measurement.at("denominator"),))


def _in_areas(goal: Goal, record: Baseline | Measurement) -> Iterator[Finding]:
    for area, value in (record.areas or {}).items():
        yield from _outside(goal, value, record, "areas", area)


def _outside(goal: Goal, value: object, record: Record, *path: str) -> Iterator[Finding]:
    if isinstance(value, (Number, Decimal)) and _is_impossible(value):
        found = say(
            'goal "{goal}" is a share, and {value} percent lies outside 0 to 100', goal=goal.titled, value=value
        )
        hint = say("look it up; a growth is written as change: with against:, a ratio in a unit of its own")
        yield Finding(record.at(*path), found, hint)


def _is_impossible(value: Number | Decimal) -> bool:
    if isinstance(value, Decimal):
        return not 0 <= value <= _WHOLE
    low, high = value.low, value.high
    if value.excludes and (low == _WHOLE or high == 0):
        return True
    return any(end is not None and not 0 <= end <= _WHOLE for end in (low, high))
