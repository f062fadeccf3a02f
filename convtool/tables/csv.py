"""CSV for spreadsheets: one line per goal, the columns of the JSON; nothing in it is run as a formula."""

from __future__ import annotations

import csv
import io
import json
import re

from convtool.tables import Status
from convtool.tables.json import fields

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def report(status: Status) -> str:
    """Give a heading and one line per row; lists are joined by spaces, objects written as JSON."""
    lines = io.StringIO()
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL, lineterminator="\n")
    named = [fields(row, status.language) for row in status.rows]
    writer.writerow(named[0] if named else [])
    writer.writerows([_cell(value) for value in row.values()] for row in named)
    return lines.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return " ".join(value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(text) else text
