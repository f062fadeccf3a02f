"""Rules to pages that people read, one file per format. A format is a module with `report`."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from convtool.diagnostics import Level
from convtool.explanations import Example, explanation
from convtool.language import Language
from convtool.messages import Message, say
from convtool.rulebook import Rule


class Format(StrEnum):
    """How rules can be shown: the modules of `manual`."""

    text = "text"
    markdown = "markdown"
    json = "json"


PAGES = "pages"
"""The catalog of the texts on the pages."""

FAMILIES = {
    "0": say("Files and YAML"),
    "1": say("Shape"),
    "2": say("References"),
    "3": say("Goals and measurability"),
    "4": say("Measurements and progress"),
    "5": say("Contributions"),
    "6": say("Signing, amendments, history"),
    "7": say("Meetings, actions, residents"),
    "8": say("Publication and privacy"),
    "9": say("Templates and pages"),
}
"""The families of rules, by the first figure of their codes."""

LEVELS: dict[Level | None, Message] = {
    Level.ERROR: say("error"),
    Level.WARNING: say("warning"),
    Level.ADVICE: say("advice"),
    Level.NOT_CHECKED: say("not-checked"),
    None: say("silent"),
}


class Manual(NamedTuple):
    """What is asked for: some rules, each with its whole page or in one line, for a reader and a screen."""

    rules: Sequence[Rule]
    whole: bool
    language: Language
    width: int


class Told(NamedTuple):
    """The page of one rule in a language, part by part."""

    rule: Rule
    summary: str
    levels: tuple[tuple[str, str], ...]
    why: tuple[str, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    repair: str
    source: str


def told(rule: Rule, language: Language) -> Told:
    """Say the page of a rule in a language."""
    page = explanation(rule)

    def text(paragraph: str) -> str:
        return language.text(paragraph, PAGES)

    return Told(
        rule,
        text(page.summary),
        tuple((language.say(family), language.say(LEVELS[level])) for family, level in _levels(rule)),
        tuple(text(paragraph) for paragraph in page.why),
        page.bad,
        page.good,
        text(page.repair),
        text(page.source),
    )


def _levels(rule: Rule) -> tuple[tuple[Message, Level | None], ...]:
    return (
        (say("draft"), rule.draft),
        (say("signed"), rule.signed),
        (say("historical"), rule.historical),
    )


def family(rule: Rule) -> Message:
    """Give the family that the code of a rule belongs to."""
    return FAMILIES[rule.code[2]]
