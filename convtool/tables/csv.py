"""CSV for spreadsheets: one line per row, the columns of the JSON; nothing in it is run as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable

from convtool.characters import visible
from convtool.tables import Shown
from convtool.tables.json import told

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MARK = "\ufeff"


def report(shown: Shown) -> str:
    """Give a heading and one line per row; lists are joined by spaces, objects written as JSON.

    For a Dutch spreadsheet with semicolons, decimal commas and a byte order mark.
    """
    columns = shown.columns or shown.view.columns
    rows = ((told(column.told(row), shown.language) for column in columns) for row in shown.view.rows)
    return lines([column.name for column in columns], rows, excel=shown.excel)


def lines(heads: Iterable[str], rows: Iterable[Iterable[object]], *, excel: bool = False) -> str:
    """Give a heading and one line per row of values as JSON has them."""
    made = io.StringIO()
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\n", delimiter=";" if excel else ",")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_cell(value, excel=excel) for value in row])
    return _MARK + made.getvalue() if excel else made.getvalue()


def _cell(value: object, *, excel: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = " ".join(map(str, value))
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    if _NUMBER.fullmatch(text):
        return text.replace(".", ",") if excel else text
    text = "\n".join(visible(line, len(line)) for line in text.split("\n"))
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
