"""CSV for spreadsheets: one line per row, the columns of the JSON; nothing in it is run as a formula."""

from __future__ import annotations

import csv
import io
import json
import re

from convtool.tables import Shown
from convtool.tables.json import told

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_MARK = "\ufeff"


def report(shown: Shown) -> str:
    """Give a heading and one line per row; lists are joined by spaces, objects written as JSON.

    For a Dutch spreadsheet with semicolons, decimal commas and a byte order mark.
    """
    columns = shown.columns or shown.view.columns
    lines = io.StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL, lineterminator="\n", delimiter=";" if shown.excel else ",")
    writer.writerow([column.name for column in columns])
    for row in shown.view.rows:
        writer.writerow([_cell(told(column.told(row), shown), excel=shown.excel) for column in columns])
    return _MARK + lines.getvalue() if shown.excel else lines.getvalue()


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
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
