"""Registers to show things of, and what a person reads of them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from convtool.commands.show import sheet_of
from convtool.language import Language
from convtool.laying import Laid, plain, screen
from convtool.portfolio import Portfolio, load
from convtool.sheets.finding import find

DATA = Path(__file__).parent.parent.parent / "data"
DAY = "2026-11-22"
SAMPLE = {path.relative_to(DATA.parent).as_posix(): path.read_bytes() for path in sorted(DATA.rglob("*.yaml"))}


def sample(day: str = DAY) -> Portfolio:
    """The sample register on a day."""
    return load(SAMPLE, date.fromisoformat(day))


def register(day: str = DAY, **records: dict[str, Any]) -> Portfolio:
    """A register of the records given: `convenants_proef` is the convenant `proef`."""
    files = {}
    for name, record in records.items():
        folder, _, id = name.partition("_")
        id = id.replace("_", "-")
        usual = {"schema": 1, "id": id, "title": id.capitalize()}
        if folder == "convenants":
            usual |= {"kind": "partner", "status": "active"}
        if folder in {"partners", "initiatives"}:
            usual = {"schema": 1, "id": id, "name": id.capitalize()}
        files[f"data/{folder}/{id}.yaml"] = json.dumps(usual | record).replace('"silent"', "silent").encode()
    return load(files, date.fromisoformat(day))


def shown(asked: str, portfolio: Portfolio, language: str = "en") -> str:
    """What is shown of something in a pipe."""
    return plain.report(_laid(asked, portfolio, language, 80))


def on_screen(asked: str, portfolio: Portfolio, width: int, language: str = "en") -> str:
    """What is shown of something on a terminal so many characters wide."""
    return screen.report(_laid(asked, portfolio, language, width))


def _laid(asked: str, portfolio: Portfolio, language: str, width: int) -> Laid:
    sheet = sheet_of(find(portfolio, asked), portfolio)
    return Laid.of(sheet, portfolio.as_of, Language(language), width, color=False)
