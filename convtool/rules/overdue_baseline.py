"""A baseline is measured on the day that was planned for it.

A plan to measure is an answer only until its day. After it, each month makes the start harder to establish, and what
was reached cannot be told from what was there already.

Bad:

    goals:
      - id: geldlessen
        title: Lessen over geld
        baseline: {planned: 2025-12-31}

Good:

    goals:
      - id: geldlessen
        title: Lessen over geld
        baseline: {planned: 2027-12-31}

Repair: write the value that was measured with its date and source; where nobody measured, plan a new day.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.baselines import planned
from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV306", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every baseline whose day has passed."""
    for goal in convenant.goals or ():
        where = planned(goal)
        if where is None:
            continue
        record, key = where
        day = record.answers[key].planned
        if day and day.last < programme.as_of:
            found = say(
                'the baseline of goal "{goal}" was planned for {day}, which has passed', goal=goal.titled, day=day
            )
            yield Finding(record.at(key), found, say("write what was measured, with its date and source"))
