"""A timeline as JSON, for programs: one by one, and in names that are a promise."""

from __future__ import annotations

from typing import Any

from convtool.jsontext import json_text
from convtool.logs import Log
from convtool.sheets.timeline import Happened


def report(log: Log) -> str:
    """Give everything that happened, each with its day, its kind and what it is about."""
    whole = {
        "schema": 1,
        "as_of": log.as_of.isoformat(),
        "revision": log.revision,
        "happened": [_told(each, log) for each in log.happened],
    }
    return json_text(whole, indent=2)


def _told(each: Happened, log: Log) -> dict[str, Any]:
    return {
        "convenant": each.convenant,
        "date": each.day.isoformat(),
        "kind": each.kind,
        "about": each.about,
        "sort": log.language.show(each.sort),
        "what": log.language.show(each.what) if each.what else None,
    }
