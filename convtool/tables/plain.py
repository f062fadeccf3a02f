"""Aligned text without lines or colours, for pipes: one row a line, nothing cut off."""

from __future__ import annotations

from collections.abc import Sequence

from convtool.tables import Shown


def report(shown: Shown) -> str:
    """Give the lines above, a heading and one line per row, and the lines below."""
    above, below = ([shown.text(line) for line in lines] for lines in (shown.above, shown.below))
    parts = [above, rows(shown)]
    for matrix in shown.view.matrices:
        laid = aligned(shown.laid(matrix), [False] + [True] * len(matrix.heads))
        parts.append([shown.text(matrix.title), "", *laid, *(shown.text(line) for line in matrix.below)])
    return "\n\n".join("\n".join(part) for part in (*parts, below) if part) + "\n"


def rows(shown: Shown) -> list[str]:
    """Give a heading and one line per row of a view, in columns."""
    columns = shown.plain
    lines = [[shown.text(column.head) for column in columns]]
    lines += [[shown.cell(column, row) for column in columns] for row in shown.view.rows]
    return aligned(lines, [column.right for column in columns])


def aligned(lines: Sequence[Sequence[str]], right: Sequence[bool]) -> list[str]:
    """Give lines of cells in columns as wide as their widest cell."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    places = [(width, str.rjust if to_right else str.ljust) for width, to_right in zip(widths, right, strict=True)]
    return [
        "  ".join(justified(cell, width) for cell, (width, justified) in zip(line, places, strict=True)).rstrip()
        for line in lines
    ]
