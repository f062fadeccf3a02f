"""Every rule can be explained, whole, in both languages and every format."""

from __future__ import annotations

import json
import re

import pytest

from convtool.explanations import explanation
from convtool.language import LANGUAGES, Language
from convtool.manual import FAMILIES, Manual, text
from convtool.manual import json as as_json
from convtool.manual import markdown as as_markdown
from convtool.rulebook import rulebook
from tests.conftest import blocks

RULES = list(rulebook().values())
THEME = rulebook()["CV301"]


def manual(code: str, language: str = "en", *, whole: bool = True, width: int = 80) -> Manual:
    return Manual([rulebook()[code]], whole, Language(language), width)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_a_page_taken_apart_has_every_part_of_it(rule: object) -> None:
    (found,) = [each for each in RULES if each is rule]
    page = explanation(found)
    assert page.summary.endswith(".")
    assert page.why
    assert [(example.path, example.yaml) for example in page.bad] == blocks(found.page, "Bad")
    assert [(example.path, example.yaml) for example in page.good] == blocks(found.page, "Good")
    words = " ".join(page.texts).split()
    assert all("  " not in part and "\n" not in part for part in page.texts)
    examples = " ".join(example.yaml for example in page.bad + page.good).split()
    written = re.sub(
        r"^(?:Bad|Good|Repair|Source):|^    # (?:data|templates)/\S+$", "", found.page, flags=re.MULTILINE
    ).split()
    assert sorted([*words, *examples]) == sorted(written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_says_why_bad_good_repair_and_source(language: str) -> None:
    said = text.report(manual("CV301", language))
    heads = {"en": ("Bad", "Good", "Repair: ", "Source: "), "nl": ("Zo niet", "Zo wel", "Herstel: ", "Bron: ")}[
        language
    ]
    places = [said.index(f"\n{head}") for head in heads]
    assert places == sorted(places)
    assert said.startswith("CV301 unknown-theme\n")
    assert "    themes: [jeugd, werken]" in said


@pytest.mark.parametrize("width", [40, 80, 100])
@pytest.mark.parametrize("language", LANGUAGES)
def test_prose_keeps_within_the_screen(language: str, width: int) -> None:
    for rule in RULES:
        lines = text.report(manual(rule.code, language, width=width)).splitlines()
        assert [
            line for line in lines if len(line) > width and not line.startswith("    ") and "data/" not in line
        ] == []
    listed = text.report(Manual(RULES, whole=False, language=Language(language), width=width)).splitlines()
    assert [line for line in listed if len(line) > max(width, 44)] == []


def test_the_list_names_every_rule_once_under_its_family() -> None:
    lines = text.report(Manual(RULES, whole=False, language=Language("en"), width=100)).splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  CV")] == [rule.code for rule in RULES]
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert heads == [FAMILIES[figure].text for figure in sorted({rule.code[2] for rule in RULES})]


def test_json_of_the_rules_has_the_promised_names() -> None:
    listed = json.loads(as_json.report(Manual(RULES, whole=False, language=Language("en"), width=80)))
    assert listed["schema"] == 1
    assert [list(rule) for rule in listed["rules"]] == [
        ["code", "name", "draft", "signed", "historical", "summary"] for _ in RULES
    ]
    one = json.loads(as_json.report(manual("CV302")))
    assert (one["code"], one["draft"], one["signed"], one["historical"]) == ("CV302", "warning", "error", "warning")
    assert one["bad"][0]["yaml"].startswith("goals:")


def test_markdown_links_from_the_table_to_every_page() -> None:
    book = as_markdown.report(Manual(RULES, whole=False, language=Language("nl"), width=80))
    for rule in RULES:
        assert f"](#{rule.code.lower()}-{rule.name})" in book
        assert f"\n### {rule.code} {rule.name}\n" in book
    assert as_markdown.report(manual("CV301")).startswith("# CV301 unknown-theme\n")
