"""Markdown, for a report or a merge request: the lines above, one table, the lines below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from convtool.prose import escape_markdown
from convtool.tables import Shown


def report(shown: Shown) -> str:
    """Give a document without a heading of its own, so that it fits below any."""
    return "\n\n".join(filter(None, ("\n".join(part) for part in _parts(shown)))) + "\n"


def _parts(shown: Shown) -> Iterator[Iterable[str]]:
    for line in shown.above:
        yield [escape_markdown(shown.text(line))]
    yield _table(shown)
    for matrix in shown.view.matrices:
        yield [escape_markdown(shown.text(matrix.title))]
        yield _matrix(shown.laid(matrix))
        for line in matrix.below:
            yield [escape_markdown(shown.text(line))]
    for line in shown.below:
        yield [escape_markdown(shown.text(line))]


def _table(shown: Shown) -> Iterator[str]:
    columns = shown.plain
    yield _line(shown.text(column.head) for column in columns)
    yield "|" + "|".join(" ---: " if column.right else " --- " for column in columns) + "|"
    for row in shown.view.rows:
        yield _line(shown.cell(column, row) for column in columns)


def _matrix(lines: list[list[str]]) -> Iterator[str]:
    heads, *rest = lines
    yield _line(heads)
    yield "| --- |" + " ---: |" * (len(heads) - 1)
    yield from (_line(line) for line in rest)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escape_markdown(cell) if cell != "-" else cell for cell in cells) + " |"
