"""JSON, complete: its names are a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.jsontext import json_text
from convtool.manual import told

if TYPE_CHECKING:
    from convtool.diagnostics import Level
    from convtool.explanations import Example
    from convtool.manual import Manual, Told


def report(manual: Manual) -> str:
    """Give one object: a rule with its whole page, or a list of the rules."""
    pages = [told(rule, manual.language) for rule in manual.rules]
    content: dict[str, object] = {"schema": 1}
    if manual.whole:
        content |= _whole(pages[0])
    else:
        content["rules"] = [_rule(page) for page in pages]
    return json_text(content)


def _rule(page: Told) -> dict[str, object]:
    rule = page.rule
    return {
        "code": rule.code,
        "name": rule.name,
        "draft": _word(rule.draft),
        "signed": _word(rule.signed),
        "historical": _word(rule.historical),
        "summary": page.summary,
    }


def _whole(page: Told) -> dict[str, object]:
    return {
        **_rule(page),
        "silenceable": page.rule.silenceable,
        "why": list(page.why),
        "bad": [_example(example) for example in page.bad],
        "good": [_example(example) for example in page.good],
        "repair": page.repair,
        "source": page.source,
    }


def _word(level: Level | None) -> str | None:
    return None if level is None else level.word


def _example(example: Example) -> dict[str, object]:
    return {"path": example.path, "yaml": example.yaml}
