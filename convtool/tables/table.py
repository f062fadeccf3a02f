"""A table for the terminal, grouped by convenant; each goal on one line, or on two where there is little room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from convtool.characters import visible
from convtool.language import Language
from convtool.messages import Message, say
from convtool.progress import Progress
from convtool.tables import Status, goals

_WIDE = 120
_LEAST = 40
_INDENT = 2
_VERDICT = 22
_TITLE = 40
_COLORS = {"achieved": "green", "almost": "yellow", "not-achieved": "red", "not-due": "dim", "unknown": "magenta"}
_HEADS: tuple[Message, ...] = (
    say("baseline"), say("target"), say("expected"), say("actual"), say("trend"), say("verdict"),
)  # fmt: skip


def report(status: Status) -> str:
    """Give the line of honesty and the table as text, with terminal colours where asked for."""
    console = Console(
        width=max(status.width, _LEAST), markup=False, emoji=False, highlight=False, legacy_windows=False,
        force_terminal=status.color, no_color=not status.color, color_system="standard" if status.color else None,
    )  # fmt: skip
    with console.capture() as captured:
        for part in _parts(status, console.width):
            console.print(part)
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _parts(status: Status, width: int) -> Iterator[RenderableType]:
    language = status.language
    yield Text(language.say(goals.honesty_line(status.honesty)))
    cells = [_cells(row, status) for row in status.rows]
    heads = [Text(language.say(head), style="bold") for head in _HEADS]
    widths = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    named = _TITLE if width >= _WIDE else _INDENT
    free = width - sum(widths[:-1]) - 2 * len(widths)
    widths[-1] = min(widths[-1], max(_VERDICT, free - named))
    room = free - widths[-1] if width >= _WIDE else 0
    yield Text()
    yield _line(heads, widths, "", room)
    lines = iter(cells)
    for _, group in groupby(status.rows, key=lambda row: row.convenant.id):
        together = list(group)
        yield Text()
        yield Text(goals.heading(together[0], language), style="bold")
        for row in together:
            title = Padding(Text(visible(row.goal.title)), (0, 0, 0, _INDENT))
            if not room:
                yield title
            yield _line(next(lines), widths, title, room)
    if status.rows:
        yield Text()
        yield Text(language.say(_legend(status)))


def _legend(status: Status) -> Message:
    version = status.rows[0].threshold_version
    return say("As of {day}, by version {version} of the thresholds.", day=status.as_of, version=version or "-")


def _line(cells: list[Text], widths: list[int], title: RenderableType, room: int) -> Table:
    """Lay the cells of one goal in columns; its title before them where there is `room`."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=room or _INDENT, overflow="fold")
    for number, width in enumerate(widths):
        table.add_column(width=width, justify="right" if number < len(widths) - 2 else "left", overflow="fold")
    table.add_row(title if room else "", *cells)
    return table


def _cells(row: Progress, status: Status) -> list[Text]:
    language: Language = status.language
    percent = row.unit == "percent"
    said = f"{goals.SHAPES[row.verdict]} {goals.verdict(row, language)}"
    notes = goals.notes(row, language)
    return [
        Text(goals.baseline(row, language)),
        Text(goals.target(row, language)),
        Text(goals.number(row.expected, language, percent=percent)),
        Text(goals.number(row.actual, language, percent=percent)),
        Text(language.say(goals.TRENDS[row.trend]) if row.trend != "not-comparable" else "-"),
        Text(f"{said} ({notes})" if notes else said, style=_COLORS[row.verdict]),
    ]
