"""A filled form back to rows of cells, whichever sort of file it is: nothing in it is run, looked up or guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.errors import WrongUse
from convtool.messages import say

if TYPE_CHECKING:
    from convtool.workbooks import Opened


def opened(name: str, data: bytes) -> Opened:
    """Give what stands in a filled form: a workbook by how it begins, else YAML or CSV by its name.

    Raises `WrongUse` for what is none of them, and for what is not safe to read; only the module needed is loaded.
    """
    ending = name.lower().rpartition(".")[2]
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or ending in {"xlsx", "xlsm", "xls"}:
        from convtool.workbooks.sheet import from_workbook  # noqa: PLC0415 - openpyxl takes longer than all the rest

        return from_workbook(name, data)
    if ending in {"yaml", "yml"}:
        from convtool.workbooks.yaml import from_yaml  # noqa: PLC0415 - likewise only where it is one

        return from_yaml(name, data)
    if ending == "csv":
        from convtool.workbooks.csv import from_csv  # noqa: PLC0415 - likewise

        return from_csv(name, data)
    found = say("{file} is no form: neither a workbook nor CSV nor YAML", file=name)
    raise WrongUse(found, say("name the file that came back, ending in .xlsx, .csv or .yaml"))
