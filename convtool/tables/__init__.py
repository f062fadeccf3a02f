"""Views to text, one file per format. A format is a module with `report`; every format shows every view."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from convtool.language import Language
from convtool.messages import Message, count, say
from convtool.progress.rows import Honesty
from convtool.views import Column, Matrix, View


class Shown(NamedTuple):
    """What is shown: a view, the columns that were asked for (None: the format's own choice), and how to write it.

    `honesty` stands above every table of goals; `width` and `color` are the reader's screen; `excel` writes CSV as a
    Dutch spreadsheet opens it.
    """

    view: View
    as_of: date
    language: Language
    width: int
    color: bool
    by: str | None = None
    columns: tuple[Column, ...] | None = None
    honesty: Honesty | None = None
    excel: bool = False

    @property
    def above(self) -> tuple[object, ...]:
        """The lines above: that of honesty, and those of the view."""
        return (*((honesty_line(self.honesty),) if self.honesty else ()), *self.view.above)

    @property
    def below(self) -> tuple[object, ...]:
        """The lines below: those of the view, and what the mark means where something fictional is marked."""
        return (*self.view.below, *((say("* fictional"),) if self.honesty and self.honesty.fictional else ()))

    @property
    def plain(self) -> tuple[Column, ...]:
        """The columns that were asked for, or those of plain text."""
        return self.columns or tuple(column for column in self.view.columns if column.plain)

    def cell(self, column: Column, row: object) -> str:
        """Give what a person reads in a column; a dash where nothing is known."""
        return self.text(column.text(row))

    def laid(self, matrix: Matrix) -> list[list[str]]:
        """Give the heads and the lines of a small table as people read them; a dash where there is nothing."""
        heads = [self.text(matrix.corner), *(self.text(title) for _, title in matrix.heads)]
        return [
            heads,
            *([self.text(name), *(self.text(cell or None) for cell in cells)] for _, name, cells in matrix.lines),
        ]

    def text(self, told: object) -> str:
        """Give something told in the reader's language."""
        if told is None:
            return "-"
        if isinstance(told, bool):
            return self.language.say(say("yes") if told else say("no"))
        return self.language.show(told)


def honesty_line(honesty: Honesty) -> Message:
    """Give the line that stands above every table."""
    values: Mapping[str, object] = vars(honesty) | {
        "convenants": count(honesty.convenants, "{number} convenant", "{number} convenanten"),
        "goals": count(honesty.goals, "{number} goal", "{number} goals"),
    }
    return say(
        "{convenants}, {goals}: {measurable} measurable, {with_baseline} with a baseline, "
        "{measured_in_period} measured in the agreed period, {not_judged} not judged, {fictional} fictional",
        **values,
    )
