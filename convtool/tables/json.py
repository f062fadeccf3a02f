"""JSON, complete: its names are a promise. Values are strings in decimal notation, unknown is null."""

from __future__ import annotations

import json

from convtool.documents import Mapping, plain
from convtool.language import Language
from convtool.progress import Progress
from convtool.progress.evidence import Value
from convtool.tables import Status, decimal


def report(status: Status) -> str:
    """Give one JSON object with the line of honesty and every row."""
    content = {
        "schema": 1,
        "as_of": status.as_of.isoformat(),
        "honesty": vars(status.honesty),
        "rows": [fields(row, status.language) for row in status.rows],
    }
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def fields(row: Progress, language: Language) -> dict[str, object]:
    """Give one row as the names and values that are promised."""
    goal = row.goal
    return {
        "convenant": row.convenant.id,
        "goal": goal.id,
        "title": goal.title,
        "themes": list(row.themes),
        "ambition": goal.ambition or (goal.classified.ambition if goal.classified else None),
        "owner": goal.owner.party if goal.owner else None,
        "unit": row.unit,
        "baseline": _written(row, "baseline"),
        "target": _written(row, "target"),
        "expected": _exact(row.expected),
        "actual": _exact(row.actual),
        "actual_date": row.actual_date.isoformat() if row.actual_date else None,
        "ratio": None if row.ratio is None else round(float(row.ratio), 6),
        "of_target": None if row.of_target is None else round(float(row.of_target), 6),
        "verdict": row.verdict,
        "reason": row.reason,
        "note": "; ".join(language.say(note) for note in row.notes) or None,
        "trend": row.trend,
        "pace": row.pace,
        "says": row.says,
        "stale": row.stale,
        "example": bool(row.convenant.example),
        "thresholds": row.threshold_version,
    }


def _exact(value: Value | None) -> str | None:
    return decimal(value.exact) if value else None


def _written(row: Progress, key: str) -> object:
    """Give what the file says under a key that holds an object, in its own keys; None for a word or nothing."""
    node = row.goal.wrote(key)
    return plain(node) if isinstance(node, Mapping) else None
