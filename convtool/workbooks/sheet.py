"""A filled workbook to rows of cells."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from convtool.errors import WrongUse
from convtool.language import Language
from convtool.messages import say
from convtool.workbooks import MOST_COLUMNS, MOST_ROWS, NAME, Opened, heads_in, mark_of, rows_of
from convtool.workbooks.guarding import refuse
from convtool.workbooks.xlsx import HEAD_ROW
from convtool.yearly.cells import Cell, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 32_767
"""So many characters a cell of a spreadsheet holds at most."""
_QUOTED = re.compile(r'"[^"]*"|\\.')


def from_workbook(name: str, data: bytes) -> Opened:
    """Give what stands in the sheet that begins with the mark of a form; raises `WrongUse` where none does."""
    refuse(name, data)
    try:
        title, rows = _table(data)
    except Exception as error:  # what a damaged workbook makes openpyxl raise has no end
        found = say("{file} is not taken: {found}", file=name, found=say("it is damaged"))
        raise WrongUse(found, say("save it as an ordinary workbook (.xlsx) and send it again")) from error
    mark = mark_of(_text(rows), f"{title}!A1" if rows else name)
    problems: list[Problem] = []
    table = [
        [_cell(cell, f"{title}!{get_column_letter(column)}{number}", problems) for column, cell in enumerate(row, 1)]
        for number, row in enumerate(rows, 1)
    ]
    found_rows, wrong = rows_of(table[HEAD_ROW - 1 :], heads_in(Language(mark.language)))
    return Opened(mark, found_rows, [*problems, *wrong])


def _table(data: bytes) -> tuple[str, list[Any]]:
    """Give the name and the rows of the sheet with the mark; of the first sheet where none has it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out, no form has
        book = load_workbook(BytesIO(data), read_only=True, keep_links=False)
        tables = [(str(sheet.title), list(sheet.iter_rows(1, MOST_ROWS, 1, MOST_COLUMNS))) for sheet in book.worksheets]
    return next((table for table in tables if _text(table[1]).startswith(NAME)), tables[0])


def _text(rows: Iterable[Any]) -> str:
    """Give the text of the first cell."""
    first = next(iter(rows), ())
    return str(first[0].value or "")[:_LONGEST] if first else ""


def _cell(cell: Any, place: str, problems: list[Problem]) -> Cell:  # noqa: ANN401 - openpyxl has three sorts
    """Give what stands in a cell; a formula, and what no spreadsheet can hold, is a problem."""
    value = cell.value
    if cell.data_type == "f":
        found = say("a formula stands here")
        problems.append(Problem(place, found, say("write its outcome, as a number or a text")))
        return Cell(place)
    if isinstance(value, str) and len(value) > _LONGEST:
        found = say("the text is longer than a spreadsheet holds")
        problems.append(Problem(place, found, say("write it shorter")))
        return Cell(place)
    if isinstance(value, bool) or value is None:
        return Cell(place, None if value is None else str(value).upper())
    if isinstance(value, int | float) and isfinite(value):
        exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")  # as many digits as are kept
        return Cell(place, exact, percent="%" in _QUOTED.sub("", cell.number_format or ""))
    if isinstance(value, date):
        return Cell(place, value.date() if isinstance(value, datetime) else value)
    return Cell(place, str(value))
