"""Every figure says what kind it is, from which source it comes and when it was recorded.

A registered count and what a partner said in a talk are not the same evidence, and who wants to check a figure has to
find where it was counted. The day tells what was known when.

Bad:

    measurements:
      - {goal: stageplekken, period: 2025, value: 17, recorded: 2026-02-20}

Good:

    measurements:
      - {goal: stageplekken, period: 2025, value: 17, kind: registered, source: stageregister HR, recorded: 2026-02-20}

Repair: write kind, source and recorded; a correction has its own. In a historical convenant this is a warning: of an
old figure they may be lost.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule
from convtool.series import goal_of

_KEYS = ("kind", "source", "recorded")


@rule("CV402", draft=ERROR, signed=ERROR, historical=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every figure that nobody can trace."""
    for measurement in convenant.measurements or ():
        if measurement.kind is None or measurement.source is None or measurement.recorded is None:
            lacking = tuple(key for key in _KEYS if measurement.missing(key))
            if lacking:
                found = say(
                    'a figure of goal "{goal}" without {keys}', goal=goal_of(convenant, measurement), keys=lacking
                )
                yield Finding(measurement.at(lacking[0]), found, say("add {keys}", keys=lacking))
