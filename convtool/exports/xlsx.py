"""One workbook with a sheet per table: heads that stay in sight, filters, days as days, and numbers exactly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from convtool.exports import Export
from convtool.views.register import DATE, NUMBER, SHARE, Field, Table
from convtool.xlsx import packed

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_DIGITS = 15
"""A spreadsheet keeps so many digits of a number, and drops the rest without a word."""
_LONGEST = 32_767
"""So many characters fit in a cell."""
_WIDEST = 60
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BOLD, _GREY = Font(bold=True), PatternFill("solid", fgColor="EDEDED")


def export(wanted: Export) -> Mapping[str, bytes]:
    """Give `register.xlsx`; the same tables give the same bytes, as nothing is compressed and no clock is in it."""
    workbook = Workbook(write_only=True)
    for table in wanted.tables:
        _fill(workbook.create_sheet(table.name), table, list(wanted.rows(table)))
    return {"register.xlsx": packed(workbook, wanted.as_of)}


def _fill(sheet: Worksheet, table: Table, rows: Sequence[Sequence[object]]) -> None:
    """Write a table into an empty sheet; how it looks has to be said before its first row."""
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.fields))}{len(rows) + 1}"
    for number, field in enumerate(table.fields):
        longest = max((len(str(row[number])) for row in rows if row[number] is not None), default=0)
        width = min(max(longest, len(field.name) + 3) + 1, _WIDEST)
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
    sheet.append(list(_heads(sheet, table.fields)))
    for row in rows:
        sheet.append([_cell(sheet, value, field) for value, field in zip(row, table.fields, strict=True)])


def _heads(sheet: Worksheet, fields: Sequence[Field]) -> Iterator[Cell]:
    for field in fields:
        cell = WriteOnlyCell(sheet, field.name)
        cell.font, cell.fill = _BOLD, _GREY
        yield cell


def _cell(sheet: Worksheet, value: object, field: Field) -> Cell | None:
    """Give a value as a cell of its own sort; a text is never run, and stays a text when somebody edits it."""
    if value is None:
        return None
    typed, format = _typed(value, field.kind)
    cell = WriteOnlyCell(sheet, typed)
    cell.number_format = format
    if isinstance(typed, str):
        cell.data_type = "s"
        cell.quotePrefix = typed.startswith(_LOOKS_LIKE_A_FORMULA)
    return cell


def _typed(value: object, kind: str) -> tuple[Any, str]:
    """Give what a cell holds, and its format; a number with more digits than are kept is a text."""
    if isinstance(value, str) and kind == DATE:
        return date.fromisoformat(value), "yyyy-mm-dd"
    if isinstance(value, str) and kind == NUMBER and _fits(number := Decimal(value)):
        decimals = len(value.partition(".")[2])
        return number, f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    if isinstance(value, (int, float)):
        return value, "General" if isinstance(value, bool) else "0.0%" if kind == SHARE else "#,##0"
    if isinstance(value, list):
        value = " ".join(map(str, value))
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return _UNWRITABLE.sub("\ufffd", text)[:_LONGEST], "@"


def _fits(number: Decimal) -> bool:
    """Tell whether a spreadsheet keeps every digit of a number."""
    _, digits, exponent = number.normalize().as_tuple()
    return len(digits) + max(int(exponent), 0) <= _DIGITS
