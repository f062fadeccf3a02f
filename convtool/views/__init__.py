"""What can be asked of the standing: one module per `--by`, each with `view` and the records that it `READS`.

A view is rows and columns, not yet in a language or a format. A column says once how a person reads it and what a
machine gets; every format shows every view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

NARROW, WIDE, ASKED = 0, 120, 10**6
"""From how many characters a screen shows a column: always, where there is room, or only when it is asked for."""


class Column(NamedTuple):
    """One column. `text` gives what a person reads (None: nothing is known), `value` what a machine gets.

    `from_width` is how wide a screen must be to show it in a table; `plain` whether it is in plain text and Markdown.
    """

    name: str
    head: object
    text: Callable[[Any], object]
    value: Callable[[Any], object] | None = None
    right: bool = False
    from_width: int = NARROW
    plain: bool = True

    def told(self, row: object) -> object:
        """Give what a machine gets of a row."""
        return (self.value or self.text)(row)


class Matrix(NamedTuple):
    """A small table beside the rows: `heads` of the columns, and `lines` of an id, a name and a cell per column.

    `name` is what machines call it (None: they get it elsewhere); `below` are lines that belong to it.
    """

    name: str | None
    title: object
    corner: object
    heads: tuple[tuple[str, object], ...]
    lines: tuple[tuple[str, object, tuple[object, ...]], ...]
    below: tuple[object, ...] = ()

    def told(self) -> dict[str, dict[str, object]]:
        """Give what a machine gets: the cells by line and column."""
        heads = [id for id, _ in self.heads]
        return {id: dict(zip(heads, cells, strict=True)) for id, _, cells in self.lines}


class View(NamedTuple):
    """Rows to be shown. Lines `above` and `below` belong to them; `more` is what machines get beside them.

    `heading` gives the words above a group of rows (None: no groups), `title` what one row is called on a line of its
    own where a screen is narrow, `color` the colour of a row's last column, `order` by what rows stand in order (None:
    as the files do).
    """

    columns: tuple[Column, ...]
    rows: Sequence[Any]
    title: Column
    heading: Callable[[Any], object] | None = None
    color: Callable[[Any], str | None] = lambda _: None
    above: tuple[object, ...] = ()
    below: tuple[object, ...] = ()
    matrices: tuple[Matrix, ...] = ()
    more: Mapping[str, object] = {}
    order: Callable[[Any], Any] | None = None

    def covered(self) -> dict[str, object]:
        """Give what machines get of the small tables, by their names."""
        return {matrix.name: matrix.told() for matrix in self.matrices if matrix.name}
