"""A register with one goal, and the row that progress makes of it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from convtool.portfolio import Portfolio, load
from convtool.progress.rows import Progress, rows

ROOT = Path(__file__).parent.parent.parent
MASTERPLAN: dict[str, Any] = {
    "schema": 1,
    "name": "Voorbeeldplan",
    "themes": [{"id": "werk"}],
    "reporting": {"cycle": "year"},
    "verdict": {"version": 3, "almost": 0.80, "late_days": 31},
    "school_year": {"first": "08-01", "last": "07-31"},
}
TERM = {"starts": "2021-01-01", "ends": "2030-12-31"}
GROSS = {"indicator": {"unit": "woningen", "count": "gross"}}
NET = {"indicator": {"unit": "woningen", "count": "net"}}

YEARLY = {"at_least": 40, "per": "year", "by": 2030}
TOTAL = {"at_least": 1200, "over": "term", "by": "2030-12-31"}
MEAN = {"average": 600, "per": "year", "by": 2025}
CAP = {"at_most": 900, "per": "year"}
SHARE = {"at_least": 60, "unit": "percent", "by": 2025}
FALL = {"change": -30, "unit": "percent", "against": {"period": 2021, "value": 1500}, "by": 2032}
PLAN = {"deliver": "sectorplan", "by": "2026-03-01"}
KEEP = {"keep": {"at_least": 75}, "in_each": ["noord", "oost"]}


def measured(period: Any = None, value: Any = None, **more: Any) -> dict[str, Any]:
    """One measurement of the goal, in a period unless `more` says on or up to which day."""
    base = {"goal": "doel", "kind": "registered", "source": "register", "recorded": "2026-01-15"}
    timed = {} if period is None else {"period": period}
    return base | timed | ({} if value is None else {"value": value}) | more


def on(day: str, value: Any = None, **more: Any) -> dict[str, Any]:
    return measured(value=value, date=day, **more)


def record(
    target: dict[str, Any] | str | None,
    measurements: list[dict[str, Any]],
    *,
    goal: dict[str, Any] | None = None,
    **convenant: Any,
) -> dict[str, Any]:
    """A convenant with one goal, as its file says it."""
    aim = {} if target is None else {"target": target}
    return {
        "schema": 1,
        "id": "proef",
        "title": "Convenant Proef",
        "kind": "partner",
        "status": "active",
        "term": TERM,
        "goals": [{"id": "doel", "title": "Doel", "themes": ["werk"], **aim, **(goal or {})}],
        "measurements": measurements,
    } | convenant


def as_bytes(written: dict[str, Any]) -> bytes:
    """A file. JSON is YAML; a word goes without quotes."""
    return re.sub('"(unknown|silent|indefinite)"', r"\1", json.dumps(written)).encode()


def register(day: str, written: dict[str, Any], masterplan: dict[str, Any] | None = MASTERPLAN) -> Portfolio:
    """A register with one convenant, as of a day."""
    files = {"data/convenants/proef.yaml": as_bytes(written)}
    if masterplan is not None:
        files["data/masterplan.yaml"] = as_bytes(masterplan)
    read = load(files, date.fromisoformat(day))
    assert not [fault for entry in read.entries.values() for fault in entry.faults]
    return read


def texts(node: Any) -> Any:
    """What a reader that knows no numbers makes of a record: every value as text."""
    if isinstance(node, dict):
        return {key: texts(each) for key, each in node.items()}
    if isinstance(node, list):
        return [texts(each) for each in node]
    return json.dumps(node) if not isinstance(node, str) else node


def portfolio(
    day: str,
    target: dict[str, Any] | str | None,
    measurements: list[dict[str, Any]],
    *,
    masterplan: dict[str, Any] | None = MASTERPLAN,
    **more: Any,
) -> Portfolio:
    """A register with one convenant and one goal, as of a day."""
    return register(day, record(target, measurements, **more), masterplan)


def progress(
    day: str, target: dict[str, Any] | str | None, measurements: list[dict[str, Any]], **more: Any
) -> Progress:
    """The row of the one goal."""
    (row,) = rows(portfolio(day, target, measurements, **more))
    return row


def said(row: Progress) -> tuple[Any, Any]:
    return row.verdict, row.reason


def exact(row: Progress) -> tuple[Any, Any]:
    """Expected and actual, as exact numbers."""
    return row.expected.exact if row.expected else None, row.actual.exact if row.actual else None
