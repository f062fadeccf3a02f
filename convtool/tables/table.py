"""A table for the terminal: groups under a heading, each row on one line, or on two where there is little room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from convtool.tables import Shown
from convtool.views import Column

_LEAST = 40
_INDENT = 2
_LAST, _LEAST_WORDS = 22, 10
"""Words fold, but in no column narrower than this; the last one holds the most of them."""
_TITLE = 30
"""With less room than this for it, what a row is called stands on a line of its own."""


def report(shown: Shown) -> str:
    """Give the lines above, the table and the lines below as text, with terminal colours where asked for."""
    width = max(shown.width, _LEAST)
    return printed(_parts(shown, width), width, color=shown.color)


def printed(parts: Iterable[RenderableType], width: int, *, color: bool) -> str:
    """Give parts one below the other as text for a screen; nothing in them is taken for markup."""
    console = Console(
        width=width, markup=False, emoji=False, highlight=False, legacy_windows=False,
        force_terminal=color, no_color=not color, color_system="standard" if color else None,
    )  # fmt: skip
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _parts(shown: Shown, width: int) -> Iterator[RenderableType]:
    view = shown.view
    for line in shown.above:
        yield Text(shown.text(line))
    yield Text()
    if shown.columns:
        yield from _asked(shown, shown.columns)
    else:
        yield from grouped(shown, width)
    for matrix in view.matrices:
        yield Text()
        yield Text(shown.text(matrix.title), style="bold")
        yield _small(shown.laid(matrix), width)
        for below in matrix.below:
            yield Text(shown.text(below))
    if view.rows and view.below:
        yield Text()
        for line in view.below:
            yield Text(shown.text(line))


def _small(lines: Sequence[Sequence[str]], width: int) -> RenderableType:
    """Lay a small table; on a screen that is too narrow for its numbers give each line in words."""
    heads, *rest = lines
    numbers = [max(map(len, column)) for column in list(zip(*lines, strict=True))[1:]]
    if _LEAST_WORDS + 2 + sum(numbers) + 2 * len(numbers) > width:
        told = ("; ".join(f"{head} {cell}" for head, cell in zip(heads[1:], cells, strict=True)) for _, *cells in rest)
        return Text("\n".join(f"{name}: {cells}" for (name, *_), cells in zip(rest, told, strict=True)))
    return _laid(
        [Text(head, style="bold") for head in heads],
        [[Text(cell) for cell in cells] for cells in rest],
        [False] + [True] * len(numbers),
    )


def _asked(shown: Shown, columns: Sequence[Column]) -> Iterator[RenderableType]:
    """Give one table of the columns that were asked for, folded where they are too wide."""
    heads, cells = _heads(shown, columns), [_cells(shown, columns, row) for row in shown.view.rows]
    yield _laid(heads, cells, [column.right for column in columns])


def grouped(shown: Shown, width: int) -> Iterator[RenderableType]:
    """Give the rows of a view below the names of their groups, in columns where these fit and else in words."""
    view = shown.view
    columns = [column for column in view.columns if column.from_width <= width]
    cells = [_cells(shown, columns, row) for row in view.rows]
    heads = _heads(shown, columns)
    titles = [Text(shown.cell(view.title, row)) for row in view.rows]
    needed = max((title.cell_len for title in titles), default=0) + _INDENT
    widths, room = _widths([heads, *cells], columns, min(needed, max(_TITLE, width // 4)), width)
    room = min(room, needed)
    indent = _INDENT if view.heading else 0
    if widths is None:
        yield from _listed(shown, columns)
        return
    head = Text() if view.heading or not room else Text(shown.text(view.title.head), style="bold")
    yield _row(head, heads, columns, widths, room)
    lines = iter(zip(titles, cells, strict=True))
    for name, group in groupby(view.rows, key=view.heading or (lambda _: None)):
        if name is not None:
            yield Text()
            yield Text(shown.text(name), style="bold")
        for row in group:
            title, texts = next(lines)
            texts[-1].stylize(view.color(row) or "")
            if not room:
                yield Padding(title, (0, 0, 0, indent))
            yield _row(Padding(title, (0, 0, 0, indent)), texts, columns, widths, room)


def _listed(shown: Shown, columns: Sequence[Column]) -> Iterator[RenderableType]:
    """Give each row as a few lines, one for each thing to know, for a screen that is too narrow for columns."""
    view = shown.view
    for name, group in groupby(view.rows, key=view.heading or (lambda _: None)):
        if name is not None:
            yield Text(shown.text(name), style="bold")
        for row in group:
            yield Text(shown.cell(view.title, row))
            told = [(column.head, cell) for column in columns if (cell := shown.cell(column, row)) != "-"]
            lines = Table.grid(padding=(0, 2, 0, 0))
            for head, cell in told:
                lines.add_row(shown.text(head), Text(cell, overflow="fold"))
            yield Padding(lines, (0, 0, 0, _INDENT))


def _widths(
    lines: Sequence[Sequence[Text]], columns: Sequence[Column], title: int, width: int
) -> tuple[list[int] | None, int]:
    """Give the width of each column, and what is left for what a row is called: nothing if less than `title`.

    Lines fold between words where there is too little room, the widest first; no number and no word is cut. No widths
    where even so the columns do not fit beside each other.
    """
    texts = list(zip(*lines, strict=True))
    widths = [max(text.cell_len for text in column) for column in texts]
    words = [number for number, column in enumerate(columns) if not column.right]
    least = [
        max(_LEAST_WORDS if number in words[:-1] else _LAST, *(_longest_word(text) for text in column))
        for number, column in enumerate(texts)
    ]

    def folded(to: int) -> bool:
        while sum(widths) + 2 * len(widths) > to:
            wide = [number for number in words if widths[number] > least[number]]
            if not wide:
                return False
            widths[max(wide, key=lambda number: widths[number])] -= 1
        return True

    before = list(widths)
    if folded(width - title - 2):
        return widths, width - sum(widths) - 2 * len(widths) - 2
    widths[:] = before
    return (widths, 0) if folded(width - _INDENT) else (None, 0)


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


def _heads(shown: Shown, columns: Sequence[Column]) -> list[Text]:
    return [Text(shown.text(column.head), style="bold") for column in columns]


def _cells(shown: Shown, columns: Sequence[Column], row: object) -> list[Text]:
    return [Text(shown.cell(column, row)) for column in columns]


def _row(
    title: RenderableType, cells: Sequence[Text], columns: Sequence[Column], widths: Sequence[int], room: int
) -> Table:
    """Lay the cells of one row in columns; its title before them where there is `room`."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=room or _INDENT, overflow="fold")
    for column, width in zip(columns, widths, strict=True):
        table.add_column(width=width, justify="right" if column.right else "left", overflow="fold")
    table.add_row(title if room else "", *cells)
    return table


def _laid(heads: Sequence[Text], lines: Sequence[Sequence[Text]], right: Sequence[bool]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for to_right in right:
        table.add_column(justify="right" if to_right else "left", overflow="fold", no_wrap=to_right)
    table.add_row(*heads)
    for cells in lines:
        table.add_row(*cells)
    return table
