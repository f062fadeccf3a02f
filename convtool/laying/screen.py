"""A sheet for the terminal: headings, facts that fold beside their labels, tables, a chart and a timeline."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from convtool.laying import Laid
from convtool.progress.chart import Chart
from convtool.sheets import Fact, Part
from convtool.sheets.chart import draw
from convtool.tables.table import grouped, printed

_LEAST = 40
_WIDEST = 100
"""Prose and charts are no wider than this, however wide the screen."""


def report(laid: Laid) -> str:
    """Give the title, and every part below its heading, with terminal colours where asked for."""
    width = max(laid.width, _LEAST)
    return printed(_all(laid, width), width, color=laid.color)


def _all(laid: Laid, width: int) -> Iterator[RenderableType]:
    yield Text(laid.text(laid.sheet.title), style="bold")
    for line in laid.above():
        yield Text(laid.text(line), style="dim")
    for part in laid.parts():
        yield Text()
        yield from _part(part, laid, width)
    for line in laid.below():
        yield Text()
        yield Text(laid.text(line), style="dim")


def _part(part: Part, laid: Laid, width: int) -> Iterator[RenderableType]:
    read = min(width, _WIDEST)
    if part.title is not None:
        yield Text(laid.text(part.title), style="bold underline")
    if part.facts:
        yield _facts(part.facts, laid, read)
    if part.chart:
        yield from _chart(part.chart, laid, read)
    if part.view and part.view.rows:
        if part.facts:
            yield Text()
        yield from grouped(laid.shown(part.view), width)
    for line in part.lines:
        yield Text(laid.text(line))
    for each in part.timeline:
        told = Text(laid.text(each.sort), style="bold")
        if each.what:
            told.append(f": {laid.text(each.what)}", style="not bold")
        yield _hanging(each.day.isoformat(), told, read)


def _facts(facts: tuple[Fact, ...], laid: Laid, width: int) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    labels = [Text(laid.text(fact.label)) for fact in facts]
    wide = max(label.cell_len for label in labels)
    grid.add_column(width=wide, style="dim")
    grid.add_column(width=max(width - wide - 2, 1), overflow="fold")
    for label, fact in zip(labels, facts, strict=True):
        grid.add_row(label, Text(" ".join(laid.text(fact.value).split()), style=fact.color or ""))
    return grid


def _chart(chart: Chart, laid: Laid, width: int) -> Iterator[Text]:
    drawing = draw(chart, width, laid.text)
    yield Text("\n".join(drawing.lines), no_wrap=True)
    line = ""
    for told in map(laid.text, drawing.legend):
        if line and len(line) + len(told) + 2 > width:
            yield Text(line)
            line = ""
        line += f"  {told}" if line else told
    yield Text(line)


def _hanging(start: str, told: Text, width: int) -> Table:
    """Give text that folds below itself, beside what it starts with."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=len(start))
    grid.add_column(width=width - len(start) - 2, overflow="fold")
    grid.add_row(start, told)
    return grid
