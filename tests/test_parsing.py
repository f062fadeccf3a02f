"""Bytes to a tree: nothing raises, nothing is guessed, and every place cuts out its own text."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from convtool import composing
from convtool.diagnostics import Level
from convtool.documents import Document, Mapping, Node, Scalar, Sequence, plain
from convtool.limits import MOST, Limits
from convtool.parsing import parse
from tests.conftest import HERE
from tests.floods import FLOODS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from convtool.diagnostics import Fault, Place

SUITE = Path(__file__).parent.parent.parent / "shared" / "data" / "yaml-test-suite"
PEOPLE = "aZ0é😀-'\"#:, {}[]&*!|>%@`\\\n\t\r\ufeff\u200b\u202e\x07~"


def codes(data: bytes | str, limits: Limits | None = None) -> list[str]:
    """The codes of the faults of one file."""
    raw = data.encode() if isinstance(data, str) else data
    return [fault.code for fault in parse("x.yaml", raw, limits or Limits())[1]]


def read(text: str) -> object:
    """What a file says, as text, lists and dictionaries; it has no faults."""
    document, faults = parse("x.yaml", text.encode())
    assert faults == []
    assert document.root is not None
    return plain(document.root)


def cut(document: Document, place: Place) -> str:
    """What stands at a place."""
    if place.line == place.end_line:
        return document.lines[place.line - 1][place.column - 1 : place.end_column - 1]
    lines = document.lines[place.line - 1 : place.end_line]
    return "\n".join([lines[0][place.column - 1 :], *lines[1:-1], lines[-1][: place.end_column - 1]])


def scalars(node: Node, *path: str | int) -> Iterator[tuple[tuple[str | int, ...], Scalar]]:
    """Every single value below a node, with the path to it."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from scalars(item, *path, index)
    else:
        for name, (_, value) in node.entries.items():
            yield from scalars(value, *path, name)


def inside(document: Document, faults: list[Fault]) -> bool:
    """Whether every fault has a place in the file, or at its end."""
    lines = document.lines
    for fault in faults:
        place = fault.finding.place
        if not (1 <= place.line <= place.end_line and place.column >= 1):
            return False
        if place.line > len(lines) or place.column > len(lines[place.line - 1]) + 1:
            return False
    return True


@given(st.binary(max_size=400))
def test_no_bytes_make_it_raise(data: bytes) -> None:
    document, faults = parse("x.yaml", data)
    assert document.root is not None or faults
    assert inside(document, faults)


@example("---")
@given(st.text(st.sampled_from(PEOPLE), max_size=80))
def test_no_text_makes_it_raise_and_every_fault_lies_in_the_file(text: str) -> None:
    document, faults = parse("x.yaml", text.encode())
    assert document.root is not None or faults
    assert inside(document, faults)


@given(st.text(max_size=60))
def test_any_text_below_a_key_is_read_or_refused(text: str) -> None:
    document, faults = parse("x.yaml", f"naam: {text}".encode("utf-8", "replace"))
    assert inside(document, faults)


@given(
    st.lists(st.sampled_from(["'a b'", '"é😀 b"', "woord", "[x, 'y z']", "{k: v}", "|\n  een\n  twee\n", ">-\n  é\n"]))
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_every_place_cuts_out_the_text_that_was_written(start: str, end: str, values: list[str]) -> None:
    text = "".join(f"k{number}: {value}\n" for number, value in enumerate([*values, "einde"])).replace("\n", end)
    document, _ = parse("x.yaml", (start + text).encode())
    assert document.root is not None
    for number, value in enumerate(values):
        place = document.at(document.root, f"k{number}")
        assert cut(document, place) == value.rstrip()
        assert place.pointer == f"/k{number}"
    for path, node in scalars(document.root):
        place = document.at(document.root, *path)
        written = cut(document, place)
        if "\n" not in written:
            assert node.text == written.strip("'\"")


def test_a_block_scalar_ends_at_its_last_character_that_is_not_blank() -> None:
    document, _ = parse("x.yaml", b"a: |\n  een\n  twee  \n\n\nb: c\n")
    assert document.root is not None
    assert cut(document, document.at(document.root, "a")) == "|\n  een\n  twee"


def test_a_value_that_is_not_written_is_shown_at_its_key() -> None:
    document, _ = parse("x.yaml", b"a: 1\nleeg:\nb: 2\n")
    assert document.root is not None
    assert cut(document, document.at(document.root, "leeg")) == "leeg"


def test_every_value_stays_the_text_that_was_written() -> None:
    assert read("a: no\nb: 1.10\nc: 0123\nd: 12:30\ne: ~\nf: 2026-02-30\n") == {
        "a": "no",
        "b": "1.10",
        "c": "0123",
        "d": "12:30",
        "e": "~",
        "f": "2026-02-30",
    }


def test_a_byte_order_mark_is_a_warning_and_no_part_of_the_first_key() -> None:
    document, faults = parse("x.yaml", b"\xef\xbb\xbfa: b\n")
    assert [(fault.code, fault.finding.level) for fault in faults] == [("CV008", Level.WARNING)]
    assert document.root is not None
    assert plain(document.root) == {"a": "b"}
    assert document.at(document.root, "a").column == 4


def test_a_key_written_twice_is_named_at_both_places_and_hides_nothing() -> None:
    document, faults = parse("x.yaml", b"a: 1\nb: 2\na: 3\nc: 4\n")
    assert [fault.code for fault in faults] == ["CV002"]
    finding = faults[0].finding
    assert (finding.place.line, finding.related[0].line) == (3, 1)
    assert document.root is not None
    assert plain(document.root) == {"a": "1", "b": "2", "c": "4"}


@pytest.mark.parametrize(
    "text",
    [
        "a: &x b\n",
        "a: *x\n",
        "a: !!str b\n",
        "a: !foo b\n",
        "a: {<<: {b: c}}\n",
        "<<: {b: c}\n",
        "%YAML 1.1\n---\na: b\n",
        "%YAML 1.999\n---\na: b\n",
        "%TAG ! x\n---\na: b\n",
        "a: &x [b]\n",
        "a: !!map {b: c}\n",
        "a: !e!x b\n",
        "a: *heel* b\n",
        "%FOO\n---\na: b\n",
        "a: &\n",
    ],
)
def test_what_a_reviewer_does_not_see_is_refused(text: str) -> None:
    document, faults = parse("x.yaml", text.encode())
    assert {fault.code for fault in faults} == {"CV004"}
    assert document.root is None


def test_a_merge_key_in_quotes_is_a_key() -> None:
    assert read("'<<': b\n") == {"<<": "b"}


def test_a_directive_changes_nothing_for_the_next_file() -> None:
    parse("x.yaml", b"%YAML 1.1\n---\na: no\n")
    assert read("a: no\nb: 010\n") == {"a": "no", "b": "010"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\n",
        b"\0\0\0",
        b"# niets\n",
        b"- a\n",
        b"tekst\n",
        b"a: b\n---\nc: d\n",
        b"a: \xff\n",
        b"a: \xc3\x28\n",
        "a: b\n".encode("utf-16"),
        b"a: b\0c\n",
        b"a: \x07\n",
        "a: \u0085\n".encode(),
        "a: \u2028\n".encode(),
        b"a: 'open\n",
        b"a: [b\n",
        b"a: {b\n",
        b"a: b: c\n",
        b"a:\n\t- b\n",
        b"a: @b\n",
        b"? [a]\n: b\n",
        b"{a: b}: c\n",
        b"a: b\n  c\n d: e\n",
        b'a: "\\q"\n',
        b'a: "\\ud800"\n',
        b'a: "\\U00110000"\n',
        b"a: b\nc\n",
        b"a: - b\n",
    ],
)
def test_what_cannot_be_read_is_said_with_a_place(data: bytes) -> None:
    document, faults = parse("x.yaml", data)
    assert {fault.code for fault in faults} >= {"CV001"}
    assert document.root is None
    assert inside(document, faults)


@pytest.mark.parametrize(
    "text", ['a: "\\u202e"\n', 'a: "\\e"\n', 'a: "\\0"\n', '"\\u2066a": b\n', 'a: "\\x85"\n', "a: \x1b[1m\n"]
)
def test_escapes_cannot_make_what_a_file_may_not_hold(text: str) -> None:
    assert "CV006" in codes(text)


@pytest.mark.parametrize("text", ["a: \u202eb\n", "# \u2066\n", "a: \u200fb\n"])
def test_characters_that_turn_the_text_are_refused_everywhere_and_hide_nothing(text: str) -> None:
    document, faults = parse("x.yaml", f"{text}z: y\n".encode())
    assert [fault.code for fault in faults] == ["CV006"]
    assert document.root is not None


READABLE = "".join(
    sign for sign in map(chr, range(0xA0, sys.maxunicode)) if sign.isprintable() and sign not in "ƫ\ufffd"
)
"""All that can be printed, save what a letter becomes that was read with the wrong encoding."""


@pytest.mark.parametrize("text", ["a: שלום عربي\n", "a: 👩‍🌾 ë ﬁ\n", "a: ’—…\n", f"a: '{READABLE}'\n"], ids=len)
def test_honest_text_of_any_script_is_read(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize("text", ["a: b\n<<<<<<< HEAD\nc: d\n=======\n>>>>>>> x\n", "a: |\n  b\n<<<<<<< HEAD\n  c\n"])
def test_conflict_markers_are_found_on_the_raw_text(text: str) -> None:
    assert set(codes(text)) == {"CV003"}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a: b\r\nc: d\n", 2, 5), ("a: b\nc: d\r\n", 2, 5), ("a: b\nc:\td\n", 2, 3), ("a: b\n...\n", 2, 1)],
)
def test_what_is_untidy_is_a_warning_at_its_place(text: str, line: int, column: int) -> None:
    document, faults = parse("x.yaml", text.encode())
    assert [(fault.code, fault.finding.level) for fault in faults] == [("CV008", Level.WARNING)]
    assert faults[0].finding.place[1:3] == (line, column)
    assert document.root is not None


def _items(key: str, levels: int) -> Iterator[str]:
    """Lists in mappings in lists, line by line."""
    yield f"{key}:\n"
    for item in range(levels // 2):
        last = item == levels // 2 - 1
        yield f"{'  ' * item}- {f'{key}:' if not last else f'{key}: b' if levels % 2 else 'b'}\n"


NESTED: dict[str, Callable[[str, int], str]] = {
    "brackets": lambda key, levels: f"{key}: {'[' * (levels - 1)}{']' * (levels - 1)}\n",
    "braces": lambda key, levels: f"{key}: {f'{{{key}: ' * (levels - 1)}b{'}' * (levels - 1)}\n",
    "dashes": lambda key, levels: f"{key}:\n  {'- ' * (levels - 1)}b\n",
    "lines": lambda key, levels: "".join(f"{' ' * level}{key}:\n" for level in range(levels)),
    "items": lambda key, levels: "".join(_items(key, levels)),
}


@pytest.mark.parametrize("key", ["a", '"a"'])
@pytest.mark.parametrize("shape", NESTED)
def test_what_is_too_deep_is_refused_without_recursion(shape: str, key: str) -> None:
    text = NESTED[shape]
    assert codes(text(key, 20)) == []
    assert [codes(text(key, levels)) for levels in (21, 800)] == [["CV005"], ["CV005"]]


@pytest.mark.parametrize("opening", ["a: [", "a: {a: ", "- ", "? "])
def test_what_is_opened_without_end_is_refused_without_recursion(opening: str) -> None:
    first, _, last = opening.rpartition(" ")
    assert codes(f"{first} {(last or opening) * 100_000}") in (["CV005"], ["CV001"])


def test_limits_are_those_of_the_caller() -> None:
    assert codes("a: b\n", Limits(size=3)) == ["CV005"]
    assert codes("a: b\n", Limits(events=1)) == ["CV005"]
    assert codes("a: [b]\n", Limits(depth=1)) == ["CV005"]


@pytest.fixture(scope="module")
def flooded() -> dict[str, tuple[float, int, int]]:
    """What each flood cost, in a program of its own: coverage, and whatever else runs with tests, makes it cost more."""
    away = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    program = [sys.executable, "-m", "tests.floods"]
    done = subprocess.run(program, env=away, cwd=HERE.parent, check=True, capture_output=True, text=True)
    told: dict[str, tuple[float, int, int]] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("sort", FLOODS)
def test_no_file_of_a_mebibyte_costs_much_more_than_one_of_honest_keys(
    sort: str, flooded: dict[str, tuple[float, int, int]]
) -> None:
    lasted, met, found = flooded[sort]
    assert lasted < 8 * flooded["keys"][0], "an honest one takes 0.2 s where this was written, none 0.3"
    assert met <= MOST + 1, "the last one says where reading stopped"
    assert found <= MOST + 10


def test_a_merge_behind_more_faults_than_are_kept_is_still_no_mapping() -> None:
    document, faults = parse("x.yaml", (b"k: v\n" * (MOST + 2)) + b"<<: {a: b}\n")
    assert {fault.code for fault in faults} == {"CV002"}
    assert (document.root, len(faults)) == (None, MOST)


def test_the_official_suite_is_handled_without_an_exception() -> None:
    if not SUITE.exists():
        pytest.skip("the YAML test suite is not here: shared/data/yaml-test-suite beside the project")
    files = sorted(SUITE.glob("suite-*.yaml"))
    assert len(files) == 402
    for file in files:
        document, faults = parse(file.name, file.read_bytes())
        assert document.root is not None or faults, file.name
        assert inside(document, faults), file.name


def _composed(node: object) -> object:
    if isinstance(node, ScalarNode):
        return str(node.value)
    if isinstance(node, SequenceNode):
        return [_composed(item) for item in node.value]
    assert isinstance(node, MappingNode)
    return {str(key.value): _composed(value) for key, value in node.value}


WORDS = st.sampled_from(
    ["no", "1.10", "0123", "plekken", "2026-02-30", "é", "12:30", "een zin met woorden", "x#y", "a-b"]
)
QUOTED = st.text(st.sampled_from("abé: #-{}[],'😀"), max_size=12)


@st.composite
def values(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """The lines of one value in the subset of YAML that a register may use."""
    sort = draw(
        st.sampled_from(["plain", "single", "double", "block", "flow", "map", "list"] if depth < 3 else ["plain"])
    )
    if sort == "plain":
        return [" " + draw(WORDS)]
    if sort == "single":
        return [" '" + draw(QUOTED).replace("'", "''") + "'"]
    if sort == "double":
        return [' "' + draw(QUOTED) + '"']
    if sort == "block":
        return [
            draw(st.sampled_from([" |", " >-", " >", " |-"])),
            *("  " + line for line in draw(st.lists(WORDS, min_size=1, max_size=3))),
        ]
    if sort == "flow":
        return [" [" + ", ".join(draw(st.lists(WORDS, max_size=3))) + "]"]
    parts = draw(st.lists(values(depth + 1), min_size=1, max_size=3))
    lines = [""]
    for number, part in enumerate(parts):
        head = f"  k{number}:" if sort == "map" else "  -"
        if sort == "list" and len(part) > 1 and part[0] == "":
            lines += [head, *("  " + line for line in part[1:])]
        else:
            lines += [head + part[0], *("  " + line for line in part[1:])]
    return lines


@given(st.lists(values(), min_size=1, max_size=4))
def test_another_parser_composes_the_same_tree(parts: list[list[str]]) -> None:
    text = "".join("\n".join([f"k{number}:{part[0]}", *part[1:]]) + "\n" for number, part in enumerate(parts))
    document, faults = parse("x.yaml", text.encode())
    assert faults == []
    assert document.root is not None
    composed = YAML(typ="safe", pure=True).compose(text)
    assert plain(document.root) == _composed(composed)


def test_without_the_c_parser_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    try:
        importlib.reload(composing)
        assert read("a: [b, {c: 'd', e}]\n") == {"a": ["b", {"c": "d", "e": ""}]}
        assert codes("a: *b\n") == ["CV004"]
    finally:
        monkeypatch.undo()
        importlib.reload(composing)


def test_an_error_without_a_mark_is_a_fault_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(text: str) -> None:
        raise ValueError(text)

    monkeypatch.setattr(composing, "Events", fails)
    assert codes("a: b") == ["CV001"]
    assert codes("a: \x1b[1m\n") == ["CV006"]


def test_mapping_and_sequence_are_the_only_structures() -> None:
    document, _ = parse("x.yaml", b"a: [b]\n")
    assert isinstance(document.root, Mapping)
    assert isinstance(document.root.entries["a"][1], Sequence)
