"""What the parties bring: three tables, and totals per party and year of what may be added."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from convtool.context.goals import theme_titles
from convtool.context.shown import Shown
from convtool.context.told import name_of, told
from convtool.models.facts import Named
from convtool.pledges.instalments import instalments, last_day
from convtool.values import Number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from convtool.models.convenant import Convenant
    from convtool.models.obligations import Contribution
    from convtool.pledges.instalments import Instalment
    from convtool.portfolio import Programme
    from convtool.progress.calendar import Calendar


class ContributionLine(Shown):
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


class Totals(Shown):
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
        line = ContributionLine(
            contribution=each,
            giver=name_of(names, each.from_),
            receiver=receiver_of(each, names),
            theme=theme_titles(programme.masterplan, (each.theme,), language)[0] if each.theme else None,
            quantity=told(each, "amount" if money else "quantity", historical=convenant.historical),
            unit=(each.currency or "EUR") if money else each.unit,
            amended=amended.get(f"contributions/{each.id}", ()),
        )
        lines[kind].append(line)
    return {kind: tuple(each) for kind, each in lines.items()}


def receiver_of(contribution: Contribution, names: Mapping[str, str]) -> str | None:
    """Give the name of who gets a contribution: a party, or an organisation that is none."""
    to = contribution.to
    return to.named if isinstance(to, Named) else name_of(names, to)


def totals(lines: tuple[ContributionLine, ...], calendar: Calendar, end: date | None) -> Totals:
    """Add up money per currency and quantities per unit, per party and year, in exact decimals.

    `end` is the last day of the term. Different units, and money with valued effort, are never added.
    """
    cells: dict[str, dict[Column, Decimal]] = defaultdict(dict)
    left_out = []
    for line in lines:
        value = _exact(line)
        shares = _per_year(line.contribution, calendar, end) if value is not None else {}
        if not shares or value is None:
            left_out.append(line)
            continue
        money = line.contribution.kind == "financing"
        column = Column(line.giver or "", line.unit if money else None, None if money else line.unit)
        for year, number in shares.items():
            cells[year][column] = cells[year].get(column, Decimal(0)) + value * number
    columns = tuple(dict.fromkeys(column for row in cells.values() for column in row))
    rows = tuple((year, tuple(cells[year].get(column) for column in columns)) for year in sorted(cells))
    sums = tuple(sum((row.get(column, Decimal(0)) for row in cells.values()), Decimal(0)) for column in columns)
    return Totals(columns=columns, rows=rows, sums=sums, left_out=tuple(left_out))


def _exact(line: ContributionLine) -> Decimal | None:
    """Give what is promised each time, where that can be added up."""
    quantity = line.quantity
    if line.contribution.counted_in or line.giver is None:
        return None
    if isinstance(quantity, Number):
        return None if quantity.about else quantity.exact
    return quantity if isinstance(quantity, Decimal) else None


def _per_year(each: Contribution, calendar: Calendar, end: date | None) -> Mapping[str, int]:
    """Give how many times a contribution falls due in each year; nothing where that cannot be said exactly."""
    if last_day(each, calendar, end) is None:
        return {}
    found = list(instalments(each, calendar, end) or ())
    return Counter(_label(each, instalment) for instalment in found) if all(one.whole for one in found) else {}


def _label(each: Contribution, instalment: Instalment) -> str:
    """Give the year in which something falls due, or all the years over which it is given or that it is about."""
    first, last = instalment.first.year, instalment.last.year
    if each.per == "school-year":
        return f"{first}/{first + 1}"
    return str(last) if each.per or first == last else f"{first}–{last}"
