"""The code quality report of GitLab, complete: a JSON array with the fields that its documentation names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.diagnostics import Level
from convtool.jsontext import json_text
from convtool.reporters.text import next_step, see_also

if TYPE_CHECKING:
    from convtool.diagnostics import Diagnostic
    from convtool.reporters import Checked

FOR_MACHINES = True
_SEVERITIES = {
    Level.ERROR: "critical",
    Level.WARNING: "major",
    Level.ADVICE: "minor",
    Level.NOT_CHECKED: "info",
}


def report(checked: Checked) -> str:
    """Give every finding, with its path from the top of the repository."""
    return json_text([_finding(found, checked) for found in checked.diagnostics])


def _finding(found: Diagnostic, checked: Checked) -> dict[str, object]:
    language, place = checked.language, found.place
    sentences = [language.say(found.message), *(see_also(other, language) for other in found.related)]
    help = next_step(found, language)
    return {
        "description": "\n".join([*sentences, help] if help else sentences),
        "check_name": found.code,
        "fingerprint": found.fingerprint,
        "severity": _SEVERITIES[found.level],
        "location": {
            "path": checked.within + place.path,
            "lines": {"begin": place.line, "end": place.last_line},
        },
    }
