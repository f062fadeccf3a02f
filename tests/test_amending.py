"""The text in force on a day: later amendments are undone, and every value keeps its place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtool.amending import in_force
from convtool.documents import Mapping, plain
from convtool.parsing import parse
from convtool.portfolio import load
from tests.conftest import CONVENANT, Base

TEXT = """\
goals:
  - {id: a, target: {at_least: 25}}
  - {id: c, areas: {noord: 3}}
words: [x, y]
amendments:
  - number: 1
    date: 2025-01-01
    changes: [{at: goals/a/target/at_least, from: 20, to: 22}]
  - number: 2
    date: 2026-01-01
    changes:
      - {at: goals/a/target/at_least, from: 22, to: 25}
      - {add: goals/c, value: {id: c, areas: {noord: 3}}}
      - {remove: goals/b, was: {id: b}}
      - {add: words/y, value: y}
      - {add: goals/a/unit, value: plekken}
      - {remove: goals/a/title, was: Titel}
      - {at: goals/c/areas/noord, from: 2, to: 3}
      - {at: weg/naar/niets, from: 1, to: 2}
      - {at: goals/weg/naar, from: 1, to: 2}
"""


def on(day: date, text: str = TEXT) -> dict[str, object]:
    """What the agreement said on a day, without its amendments."""
    document, faults = parse("x.yaml", text.encode())
    assert faults == []
    assert document.root is not None
    before = plain(document.root)
    said = plain(in_force(document.root, day))
    assert plain(document.root) == before, "the tree given is not changed"
    assert isinstance(said, dict)
    return {key: value for key, value in said.items() if key != "amendments"}


def test_on_the_last_day_the_file_is_what_is_in_force() -> None:
    assert on(date(2026, 1, 1))["words"] == ["x", "y"]


def test_later_amendments_are_undone_the_last_one_first() -> None:
    assert on(date(2025, 6, 1)) == {
        "goals": [{"id": "a", "target": {"at_least": "22"}, "title": "Titel"}, {"id": "b"}],
        "words": ["x"],
    }
    goals = on(date(2024, 1, 1))["goals"]
    assert isinstance(goals, list)
    assert goals[0]["target"] == {"at_least": "20"}


def test_an_item_of_a_list_is_found_by_its_id_its_text_or_its_number() -> None:
    changes = "amendments: [{number: 1, date: 2025-01-01, changes: [{at: words/%s, from: z, to: x}]}]\n"
    for step in ("x", "0"):
        assert on(date(2024, 1, 1), "words: [x, y]\n" + changes % step) == {"words": ["z", "y"]}
    assert on(date(2024, 1, 1), "words: [x, y]\n" + changes % "9") == {"words": ["x", "y", "z"]}


@pytest.mark.parametrize(
    "amendments",
    [
        "x",
        "[x]",
        "[{number: 1}]",
        "[{number: x, date: 2025-01-01, changes: []}]",
        "[{number: 1, date: x, changes: []}]",
        "[{number: 1, date: 2025-01-01, changes: x}]",
        "[{number: 1, date: 2025-01-01, changes: [x, {from: 1}, {at: [x]}]}]",
        "[{number: 1, date: 2025-01-01, changes: [{remove: a/b/c}, {at: a/b, from: 1}]}]",
    ],
)
def test_an_amendment_that_cannot_be_undone_is_passed_over(amendments: str) -> None:
    assert on(date(2024, 1, 1), f"a: b\namendments: {amendments}\n") == {"a": "b"}


def test_an_undone_value_stands_in_the_amendment_and_has_the_pointer_of_its_field(base: Base) -> None:
    record = load(base.files, date(2025, 1, 1)).programme.convenants["voorbeeldbank"]
    target = record.goals[0].target if record.goals else None
    assert target
    assert target.at_least
    assert target.at_least.exact == 20
    place = target.at("at_least")
    assert place.pointer == "/goals/0/target/at_least"
    assert b"changes:" in base.files[CONVENANT].split(b"\n")[place.line - 1]
    assert base.found(as_of=date(2025, 1, 1)) == []


@given(st.dates(date(2023, 1, 1), date(2028, 1, 1)), st.text(st.sampled_from("a/b0"), max_size=6))
def test_no_path_makes_it_raise(day: date, path: str) -> None:
    changes = f"changes: [{{at: '{path}', from: 1}}]"
    text = f"a: {{b: [x, {{id: a}}]}}\namendments: [{{number: 1, date: 2025-01-01, {changes}}}]\n"
    document, _ = parse("x.yaml", text.encode())
    assert document.root is not None
    assert isinstance(in_force(document.root, day), Mapping)
