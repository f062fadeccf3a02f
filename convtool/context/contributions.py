"""What the parties bring: three tables, and totals per party and year of what may be added."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from convtool.context.goals import theme_titles
from convtool.context.told import name_of, told
from convtool.models.facts import Named
from convtool.values import Moment, Number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from convtool.models.convenant import Convenant
    from convtool.models.obligations import Contribution
    from convtool.models.terms import Term
    from convtool.portfolio import Programme
    from convtool.values import Period

MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@dataclass(frozen=True, kw_only=True)
class ContributionLine:
    """One contribution: from whom, to whom, for which theme.

    `quantity` is an amount of money or a number of `unit`, or the word that stands instead.
    """

    contribution: Contribution
    giver: str | None
    receiver: str | None
    theme: str | None
    quantity: object
    unit: str | None
    amended: tuple[int, ...]


class Column(NamedTuple):
    """What is added in one column: whose, and money (`currency`) or else a `unit`."""

    giver: str
    currency: str | None
    unit: str | None


@dataclass(frozen=True, kw_only=True)
class Totals:
    """Per party and year: `columns`, `rows` of a year with a number or None per column, and the `sums`.

    `left_out` are the contributions that are not in it, because their number is not exact, not known, without
    an end, or counted elsewhere.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[Decimal | None, ...]], ...]
    sums: tuple[Decimal, ...]
    left_out: tuple[ContributionLine, ...]


def contribution_lines(
    convenant: Convenant,
    programme: Programme,
    language: str,
    names: Mapping[str, str],
    amended: Mapping[str, tuple[int, ...]],
) -> dict[str, tuple[ContributionLine, ...]]:
    """Give the contributions by kind: financing, in-kind and other, each in the order of the file."""
    lines: dict[str, list[ContributionLine]] = {"financing": [], "in-kind": [], "other": []}
    for each in convenant.contributions or ():
        kind = each.kind or "other"
        money = kind == "financing"
        receiver = each.to.named if isinstance(each.to, Named) else name_of(names, each.to)
        line = ContributionLine(
            contribution=each,
            giver=name_of(names, each.from_),
            receiver=receiver,
            theme=theme_titles(programme.masterplan, (each.theme,), language)[0] if each.theme else None,
            quantity=told(each, "amount" if money else "quantity", historical=convenant.historical),
            unit=(each.currency or "EUR") if money else each.unit,
            amended=amended.get(f"contributions/{each.id}", ()),
        )
        lines[kind].append(line)
    return {kind: tuple(each) for kind, each in lines.items()}


def totals(lines: tuple[ContributionLine, ...], term: Term | None) -> Totals:
    """Add up money per currency and quantities per unit, per party and year, in exact decimals.

    Different units, and money with valued effort, are never added.
    """
    cells: dict[str, dict[Column, Decimal]] = defaultdict(dict)
    left_out = []
    for line in lines:
        shares = _per_year(line, term)
        if not shares:
            left_out.append(line)
            continue
        money = line.contribution.kind == "financing"
        column = Column(line.giver or "", line.unit if money else None, None if money else line.unit)
        for year, value in shares:
            cells[year][column] = cells[year].get(column, Decimal(0)) + value
    columns = tuple(dict.fromkeys(column for row in cells.values() for column in row))
    rows = tuple((year, tuple(cells[year].get(column) for column in columns)) for year in sorted(cells))
    sums = tuple(sum((row.get(column, Decimal(0)) for row in cells.values()), Decimal(0)) for column in columns)
    return Totals(columns=columns, rows=rows, sums=sums, left_out=tuple(left_out))


def _per_year(line: ContributionLine, term: Term | None) -> list[tuple[str, Decimal]]:
    """Give the years of a contribution with what falls in each; nothing where that cannot be said exactly."""
    each = line.contribution
    value = _exact(line.quantity)
    if value is None or each.counted_in or line.giver is None:
        return []
    if each.per == "school-year":
        return [(label, value) for label in _school_years(each)]
    first, last = _days(each, term)
    if each.per is None:
        if first is None or last is None:
            return []
        label = str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        return [(label, value)]
    if first is None or last is None:
        return []
    return [(str(year), value * times) for year, times in _times(first, last, MONTHS[each.per])]


def _exact(quantity: object) -> Decimal | None:
    if isinstance(quantity, Number):
        return None if quantity.about else quantity.exact
    return quantity if isinstance(quantity, Decimal) else None


def _school_years(each: Contribution) -> list[str]:
    starts = [_school_start(period) for period in (each.first, each.last)]
    if starts[0] is None or starts[1] is None:
        return []
    return [f"{year}/{year + 1}" for year in range(starts[0], starts[1] + 1)]


def _school_start(period: Period | None) -> int | None:
    return period.school_year if period else None


def _days(each: Contribution, term: Term | None) -> tuple[date | None, date | None]:
    """Give the first and last day: its own, else the day it is due, else those of the term."""
    if each.due:
        return each.due.first, each.due.last
    ends = term.ends if term and isinstance(term.ends, Moment) else None
    first = each.first.first if each.first else term.starts.first if term and term.starts else None
    last = each.last.last if each.last else ends.last if ends else None
    return first, last


def _times(first: date, last: date, months: int) -> Iterator[tuple[int, int]]:
    """Give how many whole periods of `months` begin in each year from `first` to `last`."""
    start = first.year * 12 + first.month - 1
    end = last.year * 12 + last.month
    counts: dict[int, int] = {}
    for month in range(start, end, months):
        counts[month // 12] = counts.get(month // 12, 0) + 1
    yield from counts.items()
