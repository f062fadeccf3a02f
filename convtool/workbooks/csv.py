"""The form as CSV: its mark, its heads, and a line for each question. Written for the reader's own spreadsheet."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from convtool.errors import WrongUse
from convtool.language import Language
from convtool.messages import Message, say
from convtool.workbooks import MOST_ROWS, Opened, heads_in, mark_of, rows_of
from convtool.yearly.cells import Cell
from convtool.yearly.words import HEADS

if TYPE_CHECKING:
    from convtool.workbooks import Form

_MARK = "\ufeff"
_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
_BETWEEN = {"nl": ";", "en": ","}


def written(form: Form) -> bytes:
    """Give the lines of a form, with semicolons in Dutch; no text in it is taken for a formula."""
    lines = StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL, lineterminator="\r\n", delimiter=_BETWEEN[form.language.code])
    writer.writerow([str(form.mark)])
    writer.writerow(form.heads().values())
    for section in form.sections():
        for question in section.questions:
            cells = form.shown(question) | {name: str(value) for name, value in form.proposed(question).items()}
            writer.writerow([_harmless(cells.get(name, "")) for name in HEADS])
    return (_MARK + lines.getvalue()).encode()


def _harmless(text: str) -> str:
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_SIGNS) else line


def from_csv(name: str, data: bytes) -> Opened:
    """Give what stands in a form that came back as CSV; raises `WrongUse` for what cannot be read as one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unread(name, say("it is not UTF-8"), say("save it as CSV UTF-8, or send the workbook")) from error
    lines = text.splitlines() or [""]
    between = max((*_BETWEEN.values(), "\t"), key=lines[:2][-1].count)
    table: list[list[Cell]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=between, strict=True)
    try:
        begins = 1
        for row in reader:
            table.append([Cell(f"{name}:{begins}:{number}", _bare(cell)) for number, cell in enumerate(row, 1)])
            begins = reader.line_num + 1
            if begins > MOST_ROWS:
                found = say("it has more than {most} lines", most=MOST_ROWS)
                raise _unread(name, found, say("name the form that came back"))
    except csv.Error as error:
        place = say("line {line} is no line of CSV", line=reader.line_num)
        raise _unread(name, place, say("save it as CSV UTF-8, or send the workbook")) from error
    mark = mark_of(table[0][0].text if table and table[0] else "", f"{name}:1")
    return Opened(mark, *rows_of([row or [Cell(name)] for row in table[1:]], heads_in(Language(mark.language))))


def _unread(name: str, found: Message, help: Message) -> WrongUse:
    return WrongUse(say("{file} is not taken: {found}", file=name, found=found), help)


def _bare(text: str) -> str:
    """Give a text without the sign that keeps a spreadsheet from taking it for a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_SIGNS) else text
