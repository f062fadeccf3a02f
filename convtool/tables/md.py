"""Markdown, for a report or a merge request: the lines above, one table, the lines below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from convtool.messages import say
from convtool.prose import escape_markdown
from convtool.tables import Shown, honesty_line


def report(shown: Shown) -> str:
    """Give a document without a heading of its own, so that it fits below any."""
    return "\n\n".join(filter(None, ("\n".join(part) for part in _parts(shown)))) + "\n"


def _parts(shown: Shown) -> Iterator[Iterable[str]]:
    for line in (honesty_line(shown.honesty), *shown.view.above):
        yield [escape_markdown(shown.text(line))]
    yield _table(shown)
    if shown.view.matrix:
        yield [escape_markdown(shown.text(shown.view.matrix.title))]
        yield _matrix(shown)
    for line in shown.view.below:
        yield [escape_markdown(shown.text(line))]
    if shown.honesty.fictional:
        yield [escape_markdown(shown.text(say("* fictional")))]


def _table(shown: Shown) -> Iterator[str]:
    columns = shown.plain
    yield _line(shown.text(column.head) for column in columns)
    yield "|" + "|".join(" ---: " if column.right else " --- " for column in columns) + "|"
    for row in shown.view.rows:
        yield _line(shown.cell(column, row) for column in columns)


def _matrix(shown: Shown) -> Iterator[str]:
    matrix = shown.view.matrix
    if matrix:
        yield _line([shown.text(matrix.corner), *(shown.text(title) for _, title in matrix.heads)])
        yield "| --- |" + " ---: |" * len(matrix.heads)
        for _, name, counts in matrix.lines:
            yield _line([shown.text(name), *(str(count or "-") for count in counts)])


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escape_markdown(cell) if cell != "-" else cell for cell in cells) + " |"
