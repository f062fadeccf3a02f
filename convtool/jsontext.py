"""Values to JSON that may stand on a screen and in a log: what would steer one is escaped, and means the same."""

from __future__ import annotations

import json

from convtool.characters import unsteering


def json_text(value: object, indent: int = 1) -> str:
    """Give a value as JSON with a line end; raises `ValueError` for a number that is not finite."""
    return unsteering(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)) + "\n"
