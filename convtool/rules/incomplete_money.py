"""A contribution in money says how much, in which currency, in which years, and who pays.

Fifty thousand is once or ten times; who pays reads it as once. A ceiling or a total is an amount too. Money that comes
every year says its first and last year; money that comes once says its year or day.

Bad:

    contributions:
      - {id: fonds, currency: unknown, last: unknown}

Good:

    contributions:
      - {id: fonds, amount: 50000, currency: EUR, per: year, first: 2024, last: 2033}

Repair: write amount:, currency:, from: and first: and last: (or due:) at the contribution.
Source: Aanwijzingen voor convenanten 2003, 8 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.obligations import Contribution
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV502", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every contribution in money that leaves open what is paid, when, or by whom."""
    for each in convenant.contributions or ():
        lacking = _lacking(each) if each.kind == "financing" else ()
        if lacking:
            found = say(
                'contribution "{contribution}" is money and does not say {keys}', contribution=each.id, keys=lacking
            )
            yield Finding(each.at(lacking[0]), found, say("add {keys}", keys=lacking))


def _lacking(each: Contribution) -> tuple[str, ...]:
    """Give the keys that are asked for and missing; a value that cannot be read is a fault of its own."""
    keys = [] if not each.missing("total") or not each.missing("ceiling") else ["amount"]
    keys += ["currency", "from"]
    if each.missing("due"):
        keys += ["first"] if each.per is None and each.missing("per") else ["first", "last"]
    return tuple(key for key in keys if each.missing(key))
