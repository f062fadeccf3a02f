"""A running total is the total before it and the periods since, or its difference is explained.

Where a goal is counted both ways, the running total is taken and the periods are not; a difference that nobody explains
is found by the reader, years later. Only periods that cover all days since the start, or since the last total, are
added up.

Bad:

    measurements:
      - {goal: stageplekken, period: 2024, value: 12, kind: registered, source: stageregister, recorded: 2025-02-11}
      - {goal: stageplekken, up_to: 2024-12-31, value: 14, kind: registered, source: register, recorded: 2025-02-11}

Good:

    measurements:
      - {goal: stageplekken, period: 2024, value: 12, kind: registered, source: stageregister, recorded: 2025-02-11}
      - goal: stageplekken
        up_to: 2024-12-31
        value: 14
        difference: {value: 2, because: twee plekken van voor de start zijn meegeteld}
        kind: registered
        source: stageregister
        recorded: 2025-02-11

Repair: correct the figure that is wrong, or write difference: {value: ..., because: ...} at the running total.
Source: courts of audit.
"""

from collections.abc import Iterator
from decimal import Decimal

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.since import Measurement
from convtool.portfolio import Programme
from convtool.progress.cases import case_of
from convtool.progress.evidence import Value, grounds_of, running
from convtool.rulebook import WARNING, rule
from convtool.series import in_unit, series


@rule("CV411", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every running total that its periods do not lead to."""
    for goal, measured in series(convenant):
        if any(each.up_to for each in measured) and any(each.period for each in measured):
            yield from _totals(convenant, goal, programme)


def _totals(convenant: Convenant, goal: Goal, programme: Programme) -> Iterator[Finding]:
    case = case_of(convenant, goal, programme.masterplan, programme.as_of)
    if case.start is None:
        return
    grounds = grounds_of(convenant, goal, case.calendar)
    for entry in case.entries:
        if entry.basis == "up_to" and entry.value and not entry.changed:
            before = [each for each in case.entries if each is not entry and each.span.last <= entry.span.last]
            total = running(before, case.start)
            if total.value and total.reaches == entry.span.last and not (total.gap or total.changed):
                yield from _difference(goal, grounds[entry.basis, entry.span][-1], entry.value, total.value)


def _difference(goal: Goal, measurement: Measurement, total: Value, added: Value) -> Iterator[Finding]:
    said = measurement.difference
    apart = total.low > added.high or total.high < added.low
    if not apart or total.about or added.about or (said and said.because and _covers(said.value, total, added)):
        return
    found = say(
        'goal "{goal}": the running total is {total}, and its periods add up to {added}',
        goal=goal.titled,
        total=in_unit(goal, total.number),
        added=added.number,
    )
    hint = say("correct one of them, or write difference: {{value: ..., because: ...}}")
    yield Finding(measurement.at("difference", "value") if said else measurement.at("value"), found, hint)


def _covers(value: Decimal | None, total: Value, added: Value) -> bool:
    """Tell whether a difference that was written is the one that is there; one without a number is not weighed."""
    return value is None or total.low - added.high <= value <= total.high - added.low
