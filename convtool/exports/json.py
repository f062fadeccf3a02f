"""One JSON file with every table by its name; the values are those of `status --format json`."""

from __future__ import annotations

from collections.abc import Mapping

from convtool.exports import Export
from convtool.jsontext import json_text


def export(wanted: Export) -> Mapping[str, bytes]:
    """Give `register.json`."""
    content: dict[str, object] = {"schema": 1, "as_of": wanted.as_of.isoformat(), "audience": wanted.audience}
    for table in wanted.tables:
        names = [field.name for field in table.fields]
        content[table.name] = [dict(zip(names, row, strict=True)) for row in wanted.rows(table)]
    return {"register.json": json_text(content).encode()}
