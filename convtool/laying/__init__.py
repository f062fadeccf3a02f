"""Sheets to text: `screen` for a terminal of any width, `plain` for pipes. Both tell the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.language import Language
from convtool.messages import Message, say
from convtool.progress.rows import honesty
from convtool.sheets import Part, Sheet
from convtool.tables import Shown, honesty_line
from convtool.views import View
from convtool.views.goal import judged_on


class Laid(NamedTuple):
    """A sheet, and how to lay it out; `width` and `color` are the reader's screen."""

    sheet: Sheet
    as_of: date
    language: Language
    width: int
    color: bool

    @classmethod
    def of(cls, sheet: Sheet, as_of: date, language: Language, width: int, *, color: bool) -> Laid:
        """Take a sheet and how to lay it out; nothing that a file says is cut off."""
        return cls(sheet, as_of, Language(language.code, sys.maxsize), width, color)

    def text(self, told: object) -> str:
        """Give something told in the reader's language; a dash where nothing is known."""
        return "-" if told is None else self.language.show(told)

    def shown(self, view: View) -> Shown:
        """Give a table of the sheet as tables are shown elsewhere."""
        return Shown(
            view=view,
            as_of=self.as_of,
            language=self.language,
            width=self.width,
            color=self.color,
            honesty=honesty(self.sheet.goals, 0),
        )

    def above(self) -> Iterator[Message]:
        """Say what else has the same id, and give the line of honesty where goals are shown."""
        for other in self.sheet.others:
            yield say("Something else has this id too: convtool show {other}", other=other)
        if self.sheet.goals:
            yield honesty_line(honesty(self.sheet.goals, len({goal.convenant for goal in self.sheet.goals})))

    def below(self) -> tuple[Message, ...]:
        """Give the day and the thresholds by which goals were judged."""
        return judged_on(self.sheet.goals)

    def parts(self) -> Iterator[Part]:
        """Give the parts that hold something."""
        for part in self.sheet.parts:
            if part.facts or part.chart or part.timeline or part.lines or (part.view and part.view.rows):
                yield part
