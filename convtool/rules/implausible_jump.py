"""A figure does not jump by a factor of ten without a word.

A comma too many, a total in the place of a year, homes in the place of blocks: such a figure is off by a factor, and it
turns every chart after it. Compared are the figures of one goal and area that are about equally long periods, about
days, or about the time up to a day: each with the one before it, where the same thing was counted. A factor of ten is
simple and our own choice; less happens in life. A note is an answer.

Bad:

    measurements:
      - {goal: stageplekken, period: 2024, value: 12, kind: registered, source: stageregister HR, recorded: 2025-02-11}
      - {goal: stageplekken, period: 2025, value: 170, kind: registered, source: stageregister HR, recorded: 2026-02-20}

Good:

    measurements:
      - {goal: stageplekken, period: 2024, value: 12, kind: registered, source: stageregister HR, recorded: 2025-02-11}
      - {goal: stageplekken, period: 2025, value: 17, kind: registered, source: stageregister HR, recorded: 2026-02-20}

Repair: look the figure up at its source; where it is right, say in a note how that can be.
Source: craft.
"""

from collections.abc import Iterator
from decimal import Decimal

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.since import Measurement
from convtool.portfolio import Programme
from convtool.progress.calendar import months, next_day
from convtool.progress.cases import calendar_for
from convtool.progress.evidence import grounds_of
from convtool.rulebook import ADVICE, rule
from convtool.series import in_unit, series
from convtool.values import Number

_FACTOR = 10


@rule("CV408", draft=ADVICE, signed=ADVICE)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every figure that is ten times the one before it, or a tenth."""
    for goal, measured in series(convenant):
        sizes = [abs(number) for each in measured if (number := _number(each))]
        if sizes and _is_far(*sizes):
            yield from _jumps(convenant, goal, programme)


def _number(measurement: Measurement) -> Decimal | None:
    """Give the one number of a figure; None for a range, a word, or nothing."""
    return measurement.value.exact if isinstance(measurement.value, Number) else None


def _is_far(*sizes: Decimal) -> bool:
    return max(sizes) >= _FACTOR * min(sizes)


def _jumps(convenant: Convenant, goal: Goal, programme: Programme) -> Iterator[Finding]:
    """Compare each figure that counts with the last one of its own sort."""
    grounds = grounds_of(convenant, goal, calendar_for(convenant, programme.masterplan))
    before: dict[tuple[object, ...], Measurement] = {}
    for (basis, span), found in sorted(grounds.items(), key=lambda ground: ground[0][1].last):
        for measurement in found:
            length = months(span.first, next_day(span.last)) if basis == "period" else 0
            sort = (basis, length, measurement.area, measurement.counted and measurement.counted.stage)
            number = _number(measurement)
            if number:
                earlier = before.get(sort)
                before[sort] = measurement
                if earlier and measurement.note is None:
                    yield from _jump(goal, earlier, measurement)


def _jump(goal: Goal, earlier: Measurement, later: Measurement) -> Iterator[Finding]:
    before, after = _number(earlier), _number(later)
    if before and after and before * after > 0 and _is_far(abs(before), abs(after)):
        found = say(
            'goal "{goal}" goes from {before} to {after}, a factor of ten or more',
            goal=goal.titled,
            before=before,
            after=in_unit(goal, after),
        )
        yield Finding(
            later.at("value"), found, say("look it up, or say in a note how that can be"), (earlier.at("value"),)
        )
