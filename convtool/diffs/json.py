"""Differences as JSON, for programs: complete, and in names that are a promise."""

from __future__ import annotations

from typing import Any

from convtool.comparing import Compared, Difference, Part
from convtool.diffs import Diff
from convtool.documents import plain
from convtool.jsontext import json_text


def report(diff: Diff) -> str:
    """Give what was compared, and each record that differs with its fields by part, as the files write them."""
    whole = {
        "schema": 1,
        "before": diff.before._asdict(),
        "after": diff.after._asdict(),
        "records": [_record(each) for each in diff.found.records],
        "not_compared": list(diff.found.unread),
    }
    return json_text(whole, indent=2)


def _record(record: Compared) -> dict[str, Any]:
    return {
        "path": record.after,
        "path_before": record.before,
        "title": record.title,
        "forbidden": record.forbidden,
        **{part.value: [_field(each) for each in record.differences if each.part is part] for part in Part},
    }


def _field(difference: Difference) -> dict[str, Any]:
    return {
        "field": difference.path,
        "before": None if difference.before is None else plain(difference.before),
        "after": None if difference.after is None else plain(difference.after),
        "forbidden": difference.forbidden,
    }
