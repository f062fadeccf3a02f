"""A register as tables for others: the rows of the views, and what was measured, delivered and agreed beneath them.

A field says of what kind its values are, whatever rows there are: two registers have the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from convtool.standing.actions import ActionRow
from convtool.standing.agreements import AgreementRow
from convtool.standing.programme import ProgrammeRow
from convtool.standing.register import Figure, Handed, Holding
from convtool.views import View, agenda, contribution, convenant, goal, need, partner

TEXT, NUMBER, SHARE, COUNT, DATE, FLAG, LIST, OBJECT = (
    "text", "number", "share", "count", "date", "flag", "list", "object",
)  # fmt: skip
"""Kinds: an exact decimal `number`, a `share` of 1, a whole `count`, a `list` of texts, an `object` with keys."""

TABLES = (
    "partners", "convenants", "goals", "measurements", "contributions", "deliveries", "agreements", "needs", "actions",
    "dates",
)  # fmt: skip


def _kinds(**fields: str) -> Mapping[str, str]:
    """Give the kind of each field by its name."""
    return {name: kind for kind, names in fields.items() for name in names.split()}


_COUNTED = "goals achieved almost not_achieved not_due unknown behind overdue stale"
_KINDS: Mapping[str, Mapping[str, str]] = {
    "partners": _kinds(count=f"convenants {_COUNTED}", flag="example"),
    "convenants": _kinds(count=_COUNTED, date="starts ends", list="partners", flag="example withheld"),
    "goals": _kinds(
        number="expected actual room", share="ratio of_target", count="thresholds", date="actual_date end",
        list="themes course", object="baseline target", flag="stale overdue example",
    ),
    "measurements": _kinds(
        number="value numerator denominator", date="day", object="value_written areas components counted corrects",
        flag="example",
    ),
    "contributions": _kinds(
        number="value pledged due delivered confirmed open", date="next_due last_delivery", object="reasons",
        flag="example",
    ),
    "deliveries": _kinds(
        number="amount quantity", date="day", object="quantity_written confirmed_by", flag="example"
    ),
    "agreements": _kinds(date="due since", list="partners", flag="example"),
    "needs": _kinds(count="offers actions done days", date="date", list="partners", flag="example"),
    "actions": _kinds(date="due since", list="with", flag="example"),
    "dates": _kinds(count="days", date="day", list="partners", flag="overdue example"),
}  # fmt: skip


class Field(NamedTuple):
    """A column of a table: its name, and of what kind its values are."""

    name: str
    kind: str


class Table(NamedTuple):
    """A table: its name, its fields, and rows with a value for each of them; None where nothing is known.

    Numbers are decimals or texts in exact decimal notation; what is in a language is still a message.
    """

    name: str
    fields: tuple[Field, ...]
    rows: list[tuple[object, ...]]


def tables(holding: Holding, programme: ProgrammeRow, day: date, until: date) -> list[Table]:
    """Give every one of `TABLES`, in their order."""
    standing = holding.standing
    found: dict[str, tuple[Iterable[str], Iterable[tuple[object, ...]]]] = {
        "partners": _seen(partner.view(standing, programme)),
        "convenants": _convenants(holding, convenant.view(standing, programme)),
        "goals": _seen(goal.view(standing, programme)),
        "measurements": (Figure._fields, [row for _, row in holding.figures]),
        "contributions": _seen(contribution.view(standing, programme)),
        "deliveries": (Handed._fields, [row for _, row in holding.handed]),
        "agreements": ((*AgreementRow._fields, "example"), [(*row, example) for _, row, example in holding.agreements]),
        "needs": _seen(need.view(standing, programme)),
        "actions": ((*_bare(ActionRow._fields), "example"), [(*row, example) for _, row, example in holding.actions]),
        "dates": _seen(agenda.view(holding.agenda, day, until)),
    }
    return [_table(name, *found[name]) for name in TABLES]


def several(registers: Sequence[tuple[str, list[Table]]]) -> list[Table]:
    """Give the tables of several registers as one set, each row with the name of its register in front."""
    together = zip(*(each for _, each in registers), strict=True)
    names = [name for name, _ in registers]
    return [
        Table(
            some[0].name,
            (Field("register", TEXT), *some[0].fields),
            [(name, *row) for name, table in zip(names, some, strict=True) for row in table.rows],
        )
        for some in together
    ]


def _table(name: str, fields: Iterable[str], rows: Iterable[tuple[object, ...]]) -> Table:
    kinds = _KINDS[name]
    return Table(name, tuple(Field(field, kinds.get(field, TEXT)) for field in fields), [tuple(row) for row in rows])


def _seen(view: View) -> tuple[list[str], list[tuple[object, ...]]]:
    """Give the names and the values of a view as machines get them."""
    rows = [tuple(column.told(row) for column in view.columns) for row in view.rows]
    return [column.name for column in view.columns], rows


def _convenants(holding: Holding, view: View) -> tuple[list[str], list[tuple[object, ...]]]:
    """Give the convenanten that may be seen, and of those that are withheld what may be known of them."""
    names, rows = _seen(view)
    seen = [(row.of.file, (*told, False, None)) for row, told in zip(view.rows, rows, strict=True)]
    fields = [*names, "withheld", "ground"]
    for each in holding.withheld:
        told: dict[str, Any] = each._asdict() | {"withheld": True}
        seen.append((each.file, tuple(told.get(name) for name in fields)))
    return fields, [row for _, row in sorted(seen, key=lambda pair: pair[0])]


def _bare(names: Iterable[str]) -> tuple[str, ...]:
    """Give names as files spell them, where Python keeps a word for itself."""
    return tuple(name.rstrip("_") for name in names)
