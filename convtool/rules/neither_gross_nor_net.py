"""A goal that counts what can also be lost says whether it counts gross or net.

Sixty new jobs in a year in which seventy disappeared are sixty gross, and ten fewer net. It is asked where people,
places, jobs, homes or firms are counted over a time (per year, over the term, on average): whoever leaves is then in
the figure or not. A state on a day is net by itself, a share or a change has no gross, and what cannot be lost, such
as lessons or loans, is counted once. {not_chosen: because} is an answer.

Bad:

    goals:
      - id: stageplekken
        indicator: {count: unknown}

Good:

    goals:
      - id: stageplekken
        indicator: {count: gross}

Repair: write count: gross where everything that began is counted, count: net where what ended is subtracted.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.answers import unexplained
from convtool.diagnostics import Finding
from convtool.headcount import can_be_lost
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Indicator, Target
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule

_SHARE = frozenset({"percent", "procent", "%"})


@rule("CV316", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every goal of which nobody can say whether losses are subtracted."""
    for goal in convenant.goals or ():
        indicator = goal.indicator
        if indicator is None or indicator.count or goal.target is None or not unexplained(indicator, "count"):
            continue
        if _over_a_time(goal.target) and not _is_share(indicator) and can_be_lost(indicator):
            found = say('goal "{goal}" does not say whether it counts gross or net', goal=goal.titled)
            yield Finding(indicator.at("count"), found, say("write count: gross or count: net"))


def _over_a_time(target: Target) -> bool:
    counted = target.at_least or target.at_most or target.average
    return bool(counted and (target.per or target.over))


def _is_share(indicator: Indicator) -> bool:
    return (indicator.unit or "").casefold() in _SHARE or indicator.out_of is not None
