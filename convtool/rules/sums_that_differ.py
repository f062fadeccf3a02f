"""What a contribution says in figures agrees: years add up to the total, no ceiling is passed, shares make 100.

Ten years of 50,000 are 500,000; where the total says 600,000 a party was promised 100,000 that nobody pays. Figures are
exact decimals. A ceiling counts in the same time as the amount. A last year that is not whole may count or not, and of
a range only what lies outside it surely is wrong.

Bad:

    contributions:
      - {id: fonds, amount: 50000, per: year, first: 2024, last: 2033, total: 600000}

Good:

    contributions:
      - {id: fonds, amount: 50000, per: year, first: 2024, last: 2033, total: 500000}

Repair: calculate again and look up what was agreed; shares of three may be 33.33, 33.33 and 33.34.
Source: craft.
"""

from collections.abc import Iterator
from decimal import Decimal

from convtool.diagnostics import Finding
from convtool.documents import Mapping
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.obligations import Contribution
from convtool.pledges.instalments import times
from convtool.pledges.promised import ends_of, in_words, value_key, value_of
from convtool.portfolio import Programme
from convtool.progress.calendar import Calendar, calendar_of
from convtool.rulebook import ERROR, rule

_WHOLE = 100


@rule("CV505", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every total, ceiling and set of shares that another figure contradicts."""
    term = convenant.term
    for each in convenant.contributions or ():
        if each.total is not None:
            calendar = calendar_of(programme.masterplan, term.starts.first if term and term.starts else None)
            yield from _total(each, each.total, calendar)
        if each.ceiling is not None:
            yield from _ceiling(each, each.ceiling)
        if each.shares:
            yield from _shares(each, each.shares)


def _total(each: Contribution, total: Decimal, calendar: Calendar) -> Iterator[Finding]:
    value = value_of(each)
    least, most = ends_of(value)
    counted = times(each, calendar)
    if counted is None or value is None:
        return
    low = None if least is None else min(least * counted[0], least * counted[1])
    high = None if most is None else max(most * counted[0], most * counted[1])
    if (low is not None and total < low) or (high is not None and total > high):
        found = (
            say("{times} times {value} is not {total}", times=counted[1], value=in_words(each, value), total=total)
            if each.per
            else say(
                "the total is {total}, and what is promised once is {value}",
                total=total,
                value=in_words(each, value),
            )
        )
        yield Finding(
            each.at("total"), found, say("calculate again, and look up what was agreed"), (each.at(value_key(each)),)
        )


def _ceiling(each: Contribution, ceiling: Decimal) -> Iterator[Finding]:
    """Compare with the value, which counts in the same time; without one with the total."""
    value = value_of(each)
    key = "total" if value is None else value_key(each)
    least, _ = ends_of(each.total if value is None else value)
    if least is not None and least > ceiling:
        found = say("{value} is more than the ceiling of {ceiling}", value=in_words(each, least), ceiling=ceiling)
        yield Finding(each.at(key), found, say("look up what was agreed"), (each.at("ceiling"),))


def _shares(each: Contribution, shares: dict[str, Decimal]) -> Iterator[Finding]:
    """Add up shares of which all could be read."""
    written = each.wrote("shares")
    total = sum(shares.values())
    if isinstance(written, Mapping) and len(written.entries) == len(shares) and total != _WHOLE:
        found = say("the shares add up to {total}, where 100 is wanted", total=total)
        yield Finding(each.at("shares"), found, say("write shares in percent that add up to 100"))
