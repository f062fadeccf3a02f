"""One Parquet file per table, for engines such as DuckDB and Spark: its columns have the same types in every register.

Numbers are decimals of 38 digits with 15 behind the point: these hold whatever a register can, exactly, and an engine
adds them up without a cast and without rounding. What has keys of its own is JSON in a text.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from convtool.errors import ConvtoolError
from convtool.exports import Export
from convtool.messages import say
from convtool.views.register import COUNT, DATE, FLAG, LIST, NUMBER, OBJECT, SHARE, Field

if TYPE_CHECKING:
    from types import ModuleType


def export(wanted: Export) -> Mapping[str, bytes]:
    """Give a file for each table; raises `ConvtoolError` where pyarrow is not installed."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra, and heavy
        from pyarrow import parquet  # noqa: PLC0415 - the same
    except ImportError as error:
        raise ConvtoolError(
            say("parquet needs pyarrow, which is not installed here"), say("install convtool[parquet]")
        ) from error
    types = _types(pa)
    files = {}
    for table in wanted.tables:
        schema = pa.schema([(field.name, types.get(field.kind, pa.string())) for field in table.fields])
        rows = list(wanted.rows(table))
        columns = [[_value(row[number], field) for row in rows] for number, field in enumerate(table.fields)]
        arrays = [pa.array(column, kind.type) for column, kind in zip(columns, schema, strict=True)]
        made = BytesIO()
        parquet.write_table(pa.table(arrays, schema), made)
        files[f"{table.name}.parquet"] = made.getvalue()
    return files


def _types(pa: ModuleType) -> Mapping[str, Any]:
    return {
        NUMBER: pa.decimal128(38, 15),
        SHARE: pa.float64(),
        COUNT: pa.int64(),
        DATE: pa.date32(),
        FLAG: pa.bool_(),
        LIST: pa.list_(pa.string()),
    }


_READ: Mapping[str, Callable[[str], object]] = {NUMBER: Decimal, DATE: date.fromisoformat}


def _value(value: object, field: Field) -> object:
    """Give a value of JSON in the type of its column."""
    if isinstance(value, str) and field.kind in _READ:
        return _READ[field.kind](value)
    if field.kind == OBJECT and isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return value
