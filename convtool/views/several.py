"""Several registers side by side: the rows of each with the register they are of; nothing is added up across them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from convtool.messages import Message, say
from convtool.views import ASKED, NARROW, Column, View


class Of(NamedTuple):
    """A row of the view of one register."""

    register: str
    view: View
    row: Any


def several(views: Sequence[tuple[str, View]]) -> View:
    """Give the same view of several registers, by their names, as one; ids in them may be the same.

    The registers follow each other, unless the view has an order of its own.
    """
    _, first = views[0]
    order = first.order
    rows = [Of(name, view, row) for name, view in views for row in view.rows]
    return View(
        columns=(
            Column("register", say("register"), lambda each: each.register, from_width=NARROW if order else ASKED),
            *(_lifted(number, column) for number, column in enumerate(first.columns)),
        ),
        rows=sorted(rows, key=lambda each: order(each.row)) if order else rows,
        title=first.title._replace(
            text=lambda each: each.view.title.text(each.row), value=lambda each: each.view.title.told(each.row)
        ),
        heading=_heading(first),
        color=lambda each: each.view.color(each.row),
        above=tuple(_in(name, line) for name, view in views for line in view.above),
        below=_once(line for _, view in views for line in view.below),
        matrices=tuple(
            matrix._replace(name=None, title=_in(name, matrix.title))
            for name, view in views
            for matrix in view.matrices
        ),
        more=first.more if order else {"registers": {name: {**view.more, **view.covered()} for name, view in views}},
    )


def _lifted(number: int, column: Column) -> Column:
    """Give a column of one register as one of several; each has its own in the same place."""
    return column._replace(
        text=lambda each: each.view.columns[number].text(each.row),
        value=lambda each: each.view.columns[number].told(each.row),
    )


def _heading(view: View) -> Callable[[Of], object]:
    """Group by register, and within it as before; a view with an order of its own only as before."""
    heading = view.heading
    if heading is None:
        return lambda each: each.register
    if view.order:
        return lambda each: heading(each.row)
    return lambda each: _in(each.register, heading(each.row))


def _in(register: str, told: object) -> Message:
    return Message("{register}: {told}", {"register": register, "told": told})


def _once(lines: Iterable[object]) -> tuple[object, ...]:
    """Give lines that are said of every register once."""
    found: list[object] = []
    for line in lines:
        if line not in found:
            found.append(line)
    return tuple(found)
