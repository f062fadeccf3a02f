"""A value in money for something in kind names its valuation table and version, and one convenant uses one table.

One place for an intern is worth 20,000 euro in one city and 5,000 in another. Without the table nobody can calculate a
value again, and values of two tables can never be added up. An in-kind contribution with an amount in money is such a
value too. What something is worth need not be said: a quantity and a unit are enough.

Bad:

    contributions:
      - {id: uren, valued: {amount: 20000, currency: EUR}}

Good:

    contributions:
      - {id: uren, valued: {amount: 20000, currency: EUR, table: Voorbeeldtabel, version: 2024-01}}

Repair: write table: and version: under valued, or remove the value in money.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.obligations import Contribution, Valued
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, rule


@rule("CV504", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every value in money that cannot be calculated again, and the first of each other table."""
    tables: dict[tuple[str | None, str | None], Valued] = {}
    for each in convenant.contributions or ():
        if each.valued:
            yield from _traced(each, each.valued)
            if each.valued.table and each.valued.version:
                tables.setdefault((each.valued.table, each.valued.version), each.valued)
        elif each.kind == "in-kind" and each.amount is not None:
            found = say('in-kind contribution "{contribution}" has an amount in money', contribution=each.id)
            hint = say("write it under valued, with table and version, or remove it")
            yield Finding(each.at("amount"), found, hint)
    for (table, version), valued in list(tables.items())[1:]:
        first, of = next(iter(tables))
        found = say(
            'table "{table}" of {version} beside "{first}" of {of}', table=table, version=version, first=first, of=of
        )
        hint = say("use one table and version in one convenant")
        yield Finding(valued.at("table"), found, hint, (next(iter(tables.values())).at("table"),))


def _traced(each: Contribution, valued: Valued) -> Iterator[Finding]:
    lacking = tuple(key for key in ("table", "version") if valued.missing(key))
    if lacking:
        found = say('the value of "{contribution}" in money does not say {keys}', contribution=each.id, keys=lacking)
        yield Finding(valued.at(lacking[0]), found, say("add {keys}, or remove the value in money", keys=lacking))
