"""What can be searched for: only what readers see, and only what has a page."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import Any

from convtool.context import Seen, Site
from convtool.files import worktree
from convtool.portfolio import Portfolio, load
from convtool.searching import SORTS, index
from tests.small import register
from tests.test_audiences import ROOT

EVERYTHING = frozenset(
    f"{folder}{path}.html"
    for folder in ("", "en/", "nl/")
    for path in (
        *(f"convenants/{id}" for id in ("een", "two", "dicht", "voorbeeldbank", "voorbeeldatelier")),
        *("themes/werk", "ambitions/4", "partners/bank", "partners/voorbeeldbank"),
        *("initiatives/octa", "meetings/2023-10-06-derde-convenantenbijeenkomst"),
    )
)


@lru_cache
def sample() -> Portfolio:
    """The sample register."""
    return load(worktree(ROOT)[0], date(2026, 11, 21))


def found(portfolio: Portfolio, language: str = "nl", made: frozenset[str] = EVERYTHING, **site: Any) -> list[Any]:
    """Every entry, with names instead of their numbers."""
    text = index(Seen(portfolio, Site("both", **site)), language, made)
    content = json.loads(text.removeprefix("convtool.found(").removesuffix(");\n"))
    return [
        [SORTS[row[0]], *row[1:8], [content["names"][number] for number in row[8]]] if len(row) > 8 else
        [SORTS[row[0]], *row[1:]]
        for row in content["entries"]
    ]  # fmt: skip


GOAL = {"id": "plek", "title": "Plekken", "themes": ["werk"]}
PARTY = {"id": "bank", "partner": "bank", "role": "partner"}
SECRET = {"clauses": {"publication": {"public": False, "ground": "Woo"}}}


def test_a_convenant_is_found_by_title_party_and_theme_and_a_goal_with_its_verdict() -> None:
    portfolio = register({"id": "een", "short_title": "Kort", "parties": [PARTY], "goals": [GOAL]})
    assert found(portfolio)[:2] == [
        ["convenant", "Titel", "convenants/een", "", "", 0, "active", "", ["De Bank", "werk"]],
        ["goal", "Plekken", "convenants/een", "goal-plek", "", 0, "unknown", "Kort", ["werk"]],
    ]


def test_a_title_in_another_language_says_so_and_leads_to_the_page_in_the_readers_language() -> None:
    portfolio = register({"id": "two", "language": "en", "goals": [GOAL]})
    assert [entry[:5] for entry in found(portfolio)[:2]] == [
        ["convenant", "Titel", "nl/convenants/two", "", "en"],
        ["goal", "Plekken", "nl/convenants/two", "goal-plek", "en"],
    ]
    assert [entry[:4] for entry in found(portfolio, "en")[:2]] == [
        ["convenant", "Titel", "convenants/two", ""],
        ["goal", "Plekken", "convenants/two", "goal-plek"],
    ]


def test_what_is_in_dutch_says_so_to_who_reads_english() -> None:
    dutch = register({"id": "een", "goals": [GOAL]})
    assert [[entry[4] for entry in found(dutch, language)[:2]] for language in ("nl", "en")] == [["", ""], ["nl", "nl"]]


def test_of_what_is_not_public_only_title_status_and_parties_are_found() -> None:
    secret = {"id": "dicht", "parties": [PARTY], "goals": [GOAL]} | SECRET
    assert [entry for entry in found(register(secret)) if "dicht" in entry[2]] == [
        ["convenant", "Titel", "convenants/dicht", "", "", 0, "active", "", ["De Bank"]]
    ]
    assert any(entry[0] == "goal" for entry in found(register(secret), audience="partner"))


def test_nothing_is_found_that_has_no_page() -> None:
    assert found(register({"id": "een", "goals": [GOAL]}), made=frozenset({"index.html"})) == []


def test_every_sort_of_thing_is_found() -> None:
    assert {entry[0] for entry in found(sample())} == set(SORTS)
    fictional = {entry[1] for entry in found(sample()) if entry[0] in {"convenant", "goal"} and entry[5]}
    assert any("Voorbeeldbank" in title for title in fictional)
