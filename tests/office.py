"""Fill in cells of a workbook with LibreOffice, as somebody at its keyboard: run by the Python that has its module uno.

    python3 tests/office.py IN.xlsx OUT.xlsx CELL=TEXT...

Each text is typed in the way of LibreOffice's own language; a cell that is locked is said and leaves with 1.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found] # part of LibreOffice, beside the Python of the system
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found] # likewise


def option(name: str, value: object) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connected(pipe: str) -> Any:
    """What opens documents in the LibreOffice that listens to a pipe, once it does."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # noqa: BLE001 - whatever it raises, it is not there yet
            time.sleep(0.1)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice did not start")


def main(source: str, target: str, *typed: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        pipe = Path(profile).name
        words = [
            "--headless",
            "--norestore",
            f"-env:UserInstallation=file://{profile}",
            f"--accept=pipe,name={pipe};urp;",
        ]
        office = subprocess.Popen(["soffice", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            desktop = connected(pipe)
            document = desktop.loadComponentFromURL(
                Path(source).resolve().as_uri(), "_blank", 0, (option("Hidden", value=True),)
            )
            sheet = document.Sheets.getByIndex(0)
            for each in typed:
                name, _, text = each.partition("=")
                cell = sheet.getCellRangeByName(name)
                if cell.CellProtection.IsLocked and sheet.isProtected():
                    raise SystemExit(f"{name} is locked")
                if text.startswith("'"):  # what the keyboard does with it, and this call does not
                    cell.String = text[1:]
                else:
                    cell.FormulaLocal = text
            kind = option("FilterName", "Calc MS Excel 2007 XML")
            document.storeToURL(Path(target).resolve().as_uri(), (kind,))
            document.close(True)  # noqa: FBT003 - as LibreOffice calls it
        finally:
            office.terminate()
            office.wait(timeout=60)


main(*sys.argv[1:])
