"""A workbook as bytes: the same for the same cells."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook

_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


def packed(workbook: Workbook, day: date) -> bytes:
    """Give a workbook that was made on a day: no clock is in it, and nothing is compressed."""
    made, out = BytesIO(), BytesIO()
    workbook.properties.creator = "convtool"
    workbook.properties.created = datetime.combine(day, time())
    workbook.save(made)
    with ZipFile(made) as parts, ZipFile(out, "w") as files:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rf"\g<1>{day}T00:00:00Z\g<2>".encode(), data)
            files.writestr(ZipInfo(name, _NO_CLOCK), data)
    return out.getvalue()
