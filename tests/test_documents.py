"""A tree in which every key and value knows its place."""

from __future__ import annotations

import pytest

from convtool.characters import visible
from convtool.diagnostics import Level
from convtool.documents import Document, Mapping, Sequence, follow, index_of
from convtool.parsing import parse

TEXT = """\
a/b: {c~d: [x, {id: twee, e: f}]}
list:
  - id: een
    key: value
  - [diep]
  -
    other: value
leeg: {}
"""


def document() -> Document:
    """The text above, parsed."""
    parsed, faults = parse("x.yaml", TEXT.encode())
    assert faults == []
    return parsed


def test_a_pointer_goes_by_index_and_a_trail_by_id() -> None:
    parsed = document()
    assert parsed.root
    place = parsed.at(parsed.root, "a/b", "c~d", 1, "e")
    assert (place.pointer, place.trail) == ("/a~1b/c~0d/1/e", "a/b/c~d/twee/e")
    assert (place.line, place.column, place.end_column) == (1, 30, 31)


@pytest.mark.parametrize("key", ["naam", '"naam"'])
def test_a_key_is_one_node_however_often_it_is_asked_for(key: str) -> None:
    parsed, _ = parse("x.yaml", f"id: x\n{key}: y\n".encode())
    assert parsed.root
    asked = parsed.root.key("naam")
    assert asked.text == "naam"
    assert parsed.text[asked.start : asked.end] == key
    assert parsed.root.key("naam") is asked
    assert parsed.root.pairs()[1][0] is asked


@pytest.mark.parametrize("many", [1, 300])
def test_every_key_and_value_has_its_place_in_a_small_file_and_in_a_large_one(many: int) -> None:
    parsed, _ = parse("x.yaml", ("list:\n" + "  - {naam: x, rest: [y, z]}\n" * many).encode())
    assert parsed.root
    items = parsed.root.entries["list"][1]
    assert isinstance(items, Sequence)
    for number, item in enumerate(items.items):
        assert isinstance(item, Mapping)
        (key, name), (_, rest) = item.pairs()
        assert isinstance(rest, Sequence)
        nodes = [key, name, rest, *rest.items]
        found = [(place.line, place.column, place.pointer) for place in map(parsed.at, nodes)]
        way = f"/list/{number}"
        pointers = [f"{way}/naam", f"{way}/naam", f"{way}/rest", f"{way}/rest/0", f"{way}/rest/1"]
        assert found == [(number + 2, *each) for each in zip((6, 12, 21, 22, 25), pointers, strict=True)]


def test_what_is_not_written_is_shown_at_the_nearest_thing_above_it() -> None:
    parsed = document()
    assert parsed.root
    place = parsed.at(parsed.root, "list", 0, "weg", "dieper")
    assert (place.line, place.column, place.pointer) == (3, 9, "/list/0/weg/dieper")
    assert place.trail == "list/een/weg/dieper"
    assert parsed.at(parsed.root, "list", 2).line == 7
    assert parsed.at(parsed.root, "list", 9).pointer == "/list/9"
    assert parsed.at(parsed.root, "list", 9).line == 2
    assert parsed.at(parsed.root, "leeg", "niets")[1:4] == (8, 7, 8)
    assert parsed.at(parsed.root)[1:4] == (1, 1, 1)


def test_a_structure_without_a_place_of_its_own_is_shown_where_it_stands() -> None:
    parsed, _ = parse("x.yaml", b"a:\n  - - b\n  - [c]\n")
    assert parsed.root
    assert parsed.at(parsed.root, "a", 0)[1:4] == (1, 1, 1)
    node = parsed.root.entries["a"][1]
    loose = Sequence(node.start, node.end, flow=False)
    assert parsed.at(loose)[1:3] == (2, 3)


def test_a_range_of_the_text_has_the_pointer_of_the_value_around_it() -> None:
    parsed = document()
    start = TEXT.index("value")
    assert parsed.range(start, start + 5)[1:] == (4, 10, 4, 15, "/list/0/key", "list/een/key")
    comment, _ = parse("x.yaml", b"# wie\na: b\n")
    assert comment.range(2, 5)[1:] == (1, 3, 1, 6, "", "")
    broken, _ = parse("x.yaml", b"a: [b\n")
    assert broken.range(0, 1).pointer == ""


def test_a_path_of_ids_is_followed_as_far_as_it_leads() -> None:
    parsed = document()
    assert parsed.root
    assert follow(parsed.root, ["list", "een", "key"])[1] == ()
    assert follow(parsed.root, ["list", "vier", "key"])[1] == ["vier", "key"]
    assert follow(parsed.root, ["list", "een", "key", "x"])[1] == ["x"]
    node = parsed.root.entries["list"][1]
    assert isinstance(node, Sequence)
    assert index_of(node, "0") == 0
    assert index_of(node, "7") is None


def test_foreign_text_is_made_visible() -> None:
    assert visible("é ok") == "é ok"
    assert visible("a\x1b[31m\u202e\n") == "a\\u{1b}[31m\\u{202e}\\u{a}"
    assert visible("x" * 200, 10) == "x" * 9 + "…"


def test_a_level_has_the_word_of_the_options() -> None:
    assert [level.word for level in Level] == ["not-checked", "advice", "warning", "error"]
