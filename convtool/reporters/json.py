"""JSON, complete: its names are a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool import __version__
from convtool.jsontext import json_text

if TYPE_CHECKING:
    from convtool.diagnostics import Diagnostic, Place
    from convtool.language import Language
    from convtool.reporters import Checked

FOR_MACHINES = True


def report(checked: Checked) -> str:
    """Give one JSON object with a summary and every finding."""
    content = {
        "schema": 1,
        "tool": f"convtool {__version__}",
        "as_of": checked.as_of.isoformat(),
        "revision": checked.revision,
        "summary": checked.summary._asdict(),
        "findings": [_finding(found, checked.language) for found in checked.diagnostics],
    }
    return json_text(content)


def _finding(found: Diagnostic, language: Language) -> dict[str, object]:
    return {
        "code": found.code,
        "name": found.name,
        "level": found.level.word,
        **_place(found.place),
        "id": found.id,
        "message": language.say(found.message),
        "help": language.say(found.help) if found.help else None,
        "related": [_place(place) for place in found.related],
        "fingerprint": found.fingerprint,
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "pointer": place.pointer,
    }
