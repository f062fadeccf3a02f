"""The parts of a figure lead to the figure: components, numerator and denominator, areas.

A sum that does not add up means that one of the numbers is wrong, and nobody knows which. Only what is certainly wrong
is found: a number written as about is not checked, and rounding to the last written digit is allowed.

Components add up with their signs. The numerator by the denominator, in percent, is the value. Where a target holds in
each of its areas and all of them are given, the value lies between the lowest and the highest area; a count may also be
their sum.

Bad:

    measurements:
      - goal: stageplekken
        period: 2025
        value: 17
        components: {techniek: 9, zorg: 6}
        kind: registered
        source: stageregister HR
        recorded: 2026-02-20

Good:

    measurements:
      - goal: stageplekken
        period: 2025
        value: 17
        components: {techniek: 9, zorg: 8}
        kind: registered
        source: stageregister HR
        recorded: 2026-02-20

Repair: look the numbers up at the source and correct the one that is wrong.
Source: craft.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from convtool.diagnostics import Finding
from convtool.documents import Mapping
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.since import Measurement
from convtool.portfolio import Programme
from convtool.progress.evidence import Value, value_of
from convtool.rulebook import ERROR, rule
from convtool.series import series
from convtool.values import Number

_PERCENT = frozenset({"percent", "%"})
_LOOK_UP: Message = say("look the numbers up at the source")


@rule("CV406", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every figure that its own parts contradict."""
    for goal, measured in series(convenant):
        for measurement in measured:
            value = measurement.value
            if isinstance(value, Number) and not value.about:
                if measurement.components:
                    yield from _components(measurement, value, measurement.components)
                if measurement.numerator is not None and measurement.denominator is not None:
                    yield from _share(goal, measurement, value, measurement.numerator, measurement.denominator)
                if measurement.areas and goal.target and goal.target.in_each:
                    yield from _areas(goal, measurement, value, goal.target.in_each)


def _components(measurement: Measurement, value: Number, components: dict[str, Decimal]) -> Iterator[Finding]:
    written = measurement.wrote("components")
    total = sum(components.values(), Decimal(0))
    all_read = isinstance(written, Mapping) and len(written.entries) == len(components)
    if all_read and not _meet(value, _exactly(Fraction(total)), [value]):
        found = say("the components add up to {total}, and the value is {value}", total=total, value=value)
        yield Finding(measurement.at("value"), found, _LOOK_UP, (measurement.at("components"),))


def _share(
    goal: Goal, measurement: Measurement, value: Number, numerator: Decimal, denominator: Decimal
) -> Iterator[Finding]:
    if denominator == 0:
        found = say("the value is {value}, where the denominator is 0 and there is no share", value=value)
        yield Finding(measurement.at("value"), found, _LOOK_UP, (measurement.at("denominator"),))
        return
    part = Fraction(numerator) / Fraction(denominator)
    shares = [100 * part] if _in_percent(goal) else [100 * part, part]
    if not any(_meet(value, _exactly(share), [value]) for share in shares):
        found = say(
            "{numerator} of {denominator} is {share} percent, and the value is {value}",
            numerator=numerator,
            denominator=denominator,
            share=_exactly(100 * part).number,
            value=value,
        )
        yield Finding(measurement.at("value"), found, _LOOK_UP, (measurement.at("numerator"),))


def _in_percent(goal: Goal) -> bool:
    return not _PERCENT.isdisjoint({goal.indicator and goal.indicator.unit, goal.target and goal.target.unit})


def _areas(goal: Goal, measurement: Measurement, value: Number, wanted: Sequence[str]) -> Iterator[Finding]:
    """Compare with the areas where all of them are known; a count may be their sum."""
    areas = [area for name in wanted if isinstance(area := (measurement.areas or {}).get(name), Number)]
    if len(areas) < len(wanted):
        return
    values = [value_of(area) for area in areas]
    lowest, highest = min(area.low for area in values), max(area.high for area in values)
    total = Value(sum((area.low for area in values), Fraction(0)), sum((area.high for area in values), Fraction(0)))
    between = _meet(value, Value(lowest, highest), [value, *areas])
    if not between and (_in_percent(goal) or not _meet(value, total, [value, *areas])):
        found = say(
            "the areas run from {lowest} to {highest}, and the value is {value}",
            lowest=_exactly(lowest).number,
            highest=_exactly(highest).number,
            value=value,
        )
        yield Finding(measurement.at("value"), found, _LOOK_UP, (measurement.at("areas"),))


def _exactly(number: Fraction) -> Value:
    return Value(number, number)


def _meet(number: Number, other: Value, written: Sequence[Number]) -> bool:
    """Tell whether two values can be the same, but for less than one step of the last digit that is `written`."""
    value = value_of(number)
    ends = [end for each in written for end in (each.low, each.high) if end is not None]
    step = max(Fraction(10) ** int(end.as_tuple().exponent) for end in ends)
    return value.low - step < other.high and other.low < value.high + step
