"""SARIF 2.1.0, complete: the rules with their pages, and every finding with its place and its fingerprint.

Source of the names: OASIS, Static Analysis Results Interchange Format 2.1.0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from convtool import __version__
from convtool.diagnostics import Level
from convtool.explanations import explanation
from convtool.jsontext import json_text
from convtool.reporters.text import next_step
from convtool.rulebook import rulebook

if TYPE_CHECKING:
    from convtool.diagnostics import Diagnostic, Place
    from convtool.reporters import Checked
    from convtool.rulebook import Rule

FOR_MACHINES = True
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOP = "%SRCROOT%"
_LEVELS = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.ADVICE: "note",
    Level.NOT_CHECKED: "none",
}


def report(checked: Checked) -> str:
    """Give one log with one run; columns count characters, and paths begin at the top of the repository."""
    rules = list(rulebook().values())
    numbers = {rule.code: number for number, rule in enumerate(rules)}
    driver = {
        "name": "convtool",
        "version": __version__,
        "semanticVersion": __version__,
        "language": "en",
        "rules": [_rule(rule) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": checked.language.code,
        "columnKind": "unicodeCodePoints",
        "defaultEncoding": "utf-8",
        "originalUriBaseIds": {_TOP: {"description": {"text": "The top of the repository."}}},
        "invocations": [{"executionSuccessful": True}],
        "results": [_result(found, numbers[found.code], checked) for found in checked.diagnostics],
        "properties": {"as_of": checked.as_of.isoformat(), "revision": checked.revision},
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, object]:
    page = explanation(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": " ".join(page.why)},
        "help": {"text": rule.page, "markdown": _markdown(rule.page)},
        "defaultConfiguration": {"level": _LEVELS[rule.signed or rule.draft or Level.NOT_CHECKED]},
    }


def _markdown(page: str) -> str:
    """Give a page as Markdown: its examples are code there already, its parts get paragraphs of their own."""
    return re.sub(r"^(Bad|Good|Repair|Source):", r"\n**\1:**", page, flags=re.MULTILINE)


def _result(found: Diagnostic, number: int, checked: Checked) -> dict[str, object]:
    language = checked.language
    help = next_step(found, language)
    sentences = [language.say(found.message), *([help] if help else [])]
    name = found.place.trail.rpartition("/")[2]
    return {
        "ruleId": found.code,
        "ruleIndex": number,
        "kind": "open" if found.level is Level.NOT_CHECKED else "fail",
        "level": _LEVELS[found.level],
        "message": {"text": _plain("\n".join(sentences))},
        "locations": [
            {
                **_location(found.place, checked),
                "logicalLocations": [
                    {
                        "name": name or found.id,
                        "fullyQualifiedName": f"{found.id}/{found.place.trail}" if name else found.id,
                    }
                ],
            }
        ],
        "relatedLocations": [
            {"id": each, **_location(place, checked)} for each, place in enumerate(found.related, start=1)
        ],
        "partialFingerprints": {"identity/v1": found.fingerprint},
    }


def _plain(text: str) -> str:
    """Keep foreign text from being read as a link: a viewer makes one of `[words](address)`."""
    return text.replace("](", "] (")


def _location(place: Place, checked: Checked) -> dict[str, object]:
    path = checked.within + place.path
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(path.encode("utf-8", "surrogateescape")), "uriBaseId": _TOP},
            "region": {
                "startLine": place.line,
                "startColumn": place.column,
                "endLine": place.end_line,
                "endColumn": place.end_column,
            },
        }
    }
