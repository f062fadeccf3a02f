"""A sheet as text without colours or folding, for pipes: one fact, row or happening a line."""

from __future__ import annotations

from collections.abc import Iterator

from convtool.laying import Laid
from convtool.sheets import Part
from convtool.sheets.chart import draw
from convtool.tables.plain import aligned, rows

_CHART = 80


def report(laid: Laid) -> str:
    """Give the title, and every part below its heading."""
    blocks = [[laid.text(laid.sheet.title), *map(laid.text, laid.above())]]
    blocks += [list(_part(part, laid)) for part in laid.parts()]
    blocks.append([laid.text(line) for line in laid.below()])
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _part(part: Part, laid: Laid) -> Iterator[str]:
    if part.title is not None:
        yield laid.text(part.title)
    lines = [[laid.text(fact.label), " ".join(laid.text(fact.value).split())] for fact in part.facts]
    yield from aligned(lines, [False, False]) if lines else ()
    if part.chart:
        drawing = draw(part.chart, _CHART, laid.text)
        yield from drawing.lines
        yield "  ".join(map(laid.text, drawing.legend))
    if part.view and part.view.rows:
        if part.facts:
            yield ""
        yield from rows(laid.shown(part.view))
    yield from map(laid.text, part.lines)
    for each in part.timeline:
        yield f"{each.day}  {laid.text(each.sort)}" + (f": {laid.text(each.what)}" if each.what else "")
