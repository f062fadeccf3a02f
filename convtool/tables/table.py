"""A table for the terminal, grouped by convenant; from 80 columns, with more of them where there is room."""

from __future__ import annotations

from itertools import groupby

from rich.box import ASCII_DOUBLE_HEAD, SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from convtool.characters import visible
from convtool.language import Language
from convtool.messages import say
from convtool.progress import Progress
from convtool.tables import Status, goals

_WIDE = 120
_COLORS = {"achieved": "green", "almost": "yellow", "not-achieved": "red", "not-due": "dim", "unknown": "magenta"}


def report(status: Status) -> str:
    """Give the line of honesty and the table as text, with terminal colours where asked for."""
    console = Console(
        width=max(status.width, 40), markup=False, emoji=False, highlight=False, legacy_windows=False,
        force_terminal=status.color, no_color=not status.color, color_system="standard" if status.color else None,
    )  # fmt: skip
    language = status.language
    with console.capture() as captured:
        console.print(Text(language.say(goals.honesty_line(status.honesty))))
        if status.rows:
            console.print(_table(status))
            console.print(Text(_legend(status)))
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _legend(status: Status) -> str:
    version = status.rows[0].threshold_version
    said = say("As of {day}, by version {version} of the thresholds.", day=status.as_of, version=version or "-")
    return status.language.say(said)


def _table(status: Status) -> Table:
    language, wide = status.language, status.width >= _WIDE
    table = Table(box=SIMPLE_HEAD if status.symbols else ASCII_DOUBLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, expand=True)
    table.add_column(language.say(say("goal")), ratio=3, overflow="fold")
    for head in (say("baseline"), say("target"), say("expected"), say("actual")):
        table.add_column(language.say(head), justify="right", overflow="fold", no_wrap=wide)
    if wide:
        table.add_column(language.say(say("as of")), overflow="fold", no_wrap=True)
        table.add_column(language.say(say("pace")), overflow="fold", no_wrap=True)
    table.add_column(language.say(say("trend")), overflow="fold", no_wrap=wide)
    table.add_column(language.say(say("verdict")), ratio=2, overflow="fold")
    for _, group in groupby(status.rows, key=lambda row: row.convenant.id):
        together = list(group)
        table.add_section()
        table.add_row(Text(goals.heading(together[0], language), style="bold"))
        for row in together:
            table.add_row(*_cells(row, language, wide=wide, symbols=status.symbols))
    return table


def _cells(row: Progress, language: Language, *, wide: bool, symbols: bool) -> list[Text]:
    percent = row.unit == "percent"
    cells = [
        "  " + visible(row.goal.title),
        goals.baseline(row, language),
        goals.target(row, language),
        goals.number(row.expected, language, percent=percent),
        goals.number(row.actual, language, percent=percent),
    ]
    if wide:
        cells += [row.actual_date.isoformat() if row.actual_date else "-", language.say(goals.PACES[row.pace])]
    cells.append(language.say(goals.TRENDS[row.trend]) if row.trend != "not-comparable" else "-")
    notes = goals.notes(row, language)
    said = goals.verdict(row, language, symbols=symbols) + (f" ({notes})" if notes and wide else "")
    return [*(Text(cell) for cell in cells), Text(said, style=_COLORS[row.verdict])]
