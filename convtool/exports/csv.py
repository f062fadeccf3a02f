"""One CSV file per table; nothing in it is run as a formula."""

from __future__ import annotations

from collections.abc import Mapping

from convtool.exports import Export
from convtool.tables.csv import lines


def export(wanted: Export) -> Mapping[str, bytes]:
    """Give a file for each table, written as `status --format csv` writes."""
    return {
        f"{table.name}.csv": lines([field.name for field in table.fields], wanted.rows(table)).encode()
        for table in wanted.tables
    }
