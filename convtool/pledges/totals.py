"""Totals of givings: only what may be added is, and what was left out is said beside it with the reason.

Added are money in one currency, quantities in one unit, and values by one edition of one valuation table; never these
to each other, and never one stage to another. Ranges are added end by end; what is about makes its total about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.pledges.giving import DONE, MONEY, STAGES, in_year
from convtool.pledges.sums import total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from convtool.pledges.giving import Giving, Worth
    from convtool.values import Number

VALUED = "valued"
"""The measure of a total of values by a table."""

COUNTED_ELSEWHERE = "counted-elsewhere"
"""It counts in another place already."""
NOT_SIGNED = "not-signed"
"""It stands in a draft: nobody promised it yet."""
NOT_A_NUMBER = "not-a-number"
"""It is done or not, and has no number to add."""
UNIT_UNKNOWN = "unit-unknown"
"""Its currency or unit is not known."""
TABLE_UNKNOWN = "table-unknown"
"""Its value names no table, edition or currency."""
NOT_EXACT = "not-exact"
"""Its value by the table is not an exact number of cents."""


class Total(NamedTuple):
    """The stages of what was added up, of so many contributions, some of them fictional.

    `unit` is a currency or unit; a stage to which nothing was added is None.
    """

    group: str | None
    measure: str
    unit: str
    table: str | None
    version: str | None
    contributions: int
    fictional: int
    pledged: Number | None
    due: Number | None
    delivered: Number | None
    confirmed: Number | None


class LeftOut(NamedTuple):
    """What a total does not hold, and why: `stage` is None where it is all of it."""

    group: str | None
    measure: str
    stage: str | None
    reason: str
    contributions: tuple[str, ...]
    """Each as `<convenant>/<contribution>`."""


class Totals(NamedTuple):
    """What was added up, and what was left out."""

    lines: tuple[Total, ...]
    left_out: tuple[LeftOut, ...]


class _Sort(NamedTuple):
    """What may be added to each other."""

    group: str | None
    measure: str
    unit: str
    table: str | None = None
    version: str | None = None


class _Part(NamedTuple):
    """What one giving brings to a total: a `sort` of None where it brings nothing."""

    giving: Giving
    measure: str
    sort: _Sort | None
    stages: Mapping[str, Number | None]
    reasons: Iterable[tuple[str | None, str]]


def totals(givings: Iterable[Giving], by: Callable[[Giving], str | None] = lambda _: None) -> Totals:
    """Add up what may be added, within each group that `by` gives; all in one group without it."""
    added: dict[_Sort, list[_Part]] = {}
    left: dict[tuple[str | None, str, str | None, str], list[str]] = {}
    for giving in givings:
        group = by(giving)
        for part in _parts(giving, group):
            if part.sort:
                added.setdefault(part.sort, []).append(part)
            for stage, reason in part.reasons:
                key = group, part.measure, stage, reason
                left.setdefault(key, []).append(f"{giving.convenant}/{giving.contribution}")
    return Totals(
        tuple(_total(sort, added[sort]) for sort in sorted(added, key=_order)),
        tuple(LeftOut(*key, tuple(sorted(left[key]))) for key in sorted(left, key=_order)),
    )


def totals_by_year(givings: Iterable[Giving], by: Callable[[Giving], str | None] = lambda _: None) -> dict[int, Totals]:
    """Give the totals of each calendar year in which anything falls due or was delivered, in order."""
    every = tuple(givings)
    years = sorted({each.year for giving in every for each in giving.years})
    return {year: totals((in_year(giving, year) for giving in every), by) for year in years}


def _parts(giving: Giving, group: str | None) -> Iterator[_Part]:
    barred = COUNTED_ELSEWHERE if giving.counted_in else NOT_SIGNED if giving.draft else None
    if barred or giving.measure == DONE:
        yield _Part(giving, giving.measure, None, {}, ((None, barred or NOT_A_NUMBER),))
        return
    if giving.unit is None:
        yield _Part(giving, giving.measure, None, {}, ((None, UNIT_UNKNOWN),))
    else:
        stages = {name: giving.stage(name) for name in STAGES}
        yield _Part(giving, giving.measure, _Sort(group, giving.measure, giving.unit), stages, giving.reasons)
    if giving.worth and giving.measure != MONEY:
        yield _valued(giving, giving.worth, group)


def _valued(giving: Giving, worth: Worth, group: str | None) -> _Part:
    if not (worth.currency and worth.table and worth.version):
        return _Part(giving, VALUED, None, {}, ((None, TABLE_UNKNOWN),))
    stages = {name: giving.worth_of(name) for name in STAGES}
    reasons = [(name, giving.reason(name) or NOT_EXACT) for name, number in stages.items() if number is None]
    return _Part(giving, VALUED, _Sort(group, VALUED, worth.currency, worth.table, worth.version), stages, reasons)


def _total(sort: _Sort, parts: Sequence[_Part]) -> Total:
    pledged, due, delivered, confirmed = (_sum(part.stages[name] for part in parts) for name in STAGES)
    return Total(
        group=sort.group,
        measure=sort.measure,
        unit=sort.unit,
        table=sort.table,
        version=sort.version,
        contributions=len(parts),
        fictional=sum(part.giving.example for part in parts),
        pledged=pledged,
        due=due,
        delivered=delivered,
        confirmed=confirmed,
    )


def _sum(numbers: Iterable[Number | None]) -> Number | None:
    known = [number for number in numbers if number]
    return total(known) if known else None


def _order(key: Iterable[str | None]) -> list[tuple[bool, str]]:
    return [(part is not None, part or "") for part in key]
