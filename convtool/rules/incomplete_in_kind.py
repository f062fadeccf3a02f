"""A contribution in kind says how much of what: a quantity and its unit.

"Volunteers" can be two hours or two thousand. Without a quantity nothing can be delivered or confirmed. What it would
be worth in money is something else, and is never asked.

Bad:

    contributions:
      - {id: uren, quantity: unknown}

Good:

    contributions:
      - {id: uren, quantity: 400, unit: uur}

Repair: write quantity: and unit:; an honest number will do: quantity: {about: 400}.
Source: Aanwijzingen voor convenanten 2003, 8 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV503", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every contribution in kind that nobody can deliver."""
    for each in convenant.contributions or ():
        if each.kind == "in-kind" and not (each.quantity and each.unit):
            lacking = tuple(key for key in ("quantity", "unit") if each.missing(key))
            if lacking:
                found = say(
                    'contribution "{contribution}" is in kind and does not say {keys}',
                    contribution=each.id,
                    keys=lacking,
                )
                yield Finding(each.at(lacking[0]), found, say("add {keys}", keys=lacking))
