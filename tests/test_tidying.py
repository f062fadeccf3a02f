"""The layout of a file changes how it looks, never what it says or what a remark is about."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from convtool import tidying
from convtool.documents import Mapping, Node, Scalar, Sequence, follow
from convtool.limits import Limits
from convtool.messages import Message
from convtool.parsing import parse
from convtool.tidying import laid_out

DATA = Path(__file__).parent.parent / "data"
FILES = {f"data/{path.relative_to(DATA).as_posix()}": path.read_bytes() for path in sorted(DATA.rglob("*.yaml"))}
PARTNER = "data/partners/zuid.yaml"

UNTIDY = """\
# yaml-language-server: $schema=../../schemas/partner.schema.json


# about the file

# about name
name:   Zuid   # beside name
core_goals:
# above the first
- text: 'hello
      there'   # beside text
  # above id
  id: a
  # end of a
    # deeper end of a
# above b


- {   text: b, id: b  }
-
  # above c
  id: c # beside c
  text: |2
      spaced

    less
- # beside the dash
  text: >-
    folded
  # above d

  id: d
# above the key in quotes
 # and further
"id":  x
odd_key: [a,   b,
   # inside
   c]
schema: 1
members: [
   a,
   b ]
sector: # beside sector
   # between
   banken
note: plain
   goes on

   here   # behind it
facts: [{value: {b: 1,   a: 2}, at: "x", source: s}]
legal_name: "a \\
   b"


# the end

"""

TIDY = """\
# yaml-language-server: $schema=../../schemas/partner.schema.json

# about the file

schema: 1
# above the key in quotes
# and further
"id": x
# about name
name: Zuid  # beside name
legal_name: "a \\
  b"
# between
sector: banken  # beside sector
core_goals:
  # above the first
  # above id
  - id: a
    text: 'hello
      there'  # beside text
    # end of a
    # deeper end of a
  # above b

  - {id: b, text: b}
  # above c
  - id: c  # beside c
    text: |2
        spaced

      less
  # beside the dash
  # above d
  - id: d
    text: >-
      folded
members: [a, b]
note: plain
  goes on

  here  # behind it
facts: [{at: "x", source: s, value: {b: 1, a: 2}}]
odd_key: [a,   b,
  # inside
  c]

# the end
"""


def tidy(text: str, path: str = PARTNER) -> str:
    """The layout of a text."""
    told = laid_out(path, text.encode())
    assert isinstance(told, bytes), told
    return told.decode()


@pytest.mark.parametrize("path", FILES)
def test_the_sample_register_is_laid_out_already(path: str) -> None:
    assert laid_out(path, FILES[path]) == FILES[path]


def test_keys_come_in_their_order_and_remarks_stay_beside_what_they_are_about() -> None:
    assert tidy(UNTIDY) == TIDY
    assert tidy(TIDY) == TIDY


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_are_no_part_of_what_a_file_says(end: str) -> None:
    assert tidy("\ufeff" + UNTIDY.replace("\n", end)) == TIDY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("schema: 1\n---\n", None),
        ("schema: 1\nschema: 1\n", None),
        ("schema: [\n", None),
        ("# only a remark\n", None),
        ("", None),
        ("schema: &a 1\n", None),
        ("--- # about it\nid: x\nschema: 1\n...\n", "schema: 1\n# about it\nid: x\n"),
        ("{id: x, schema: 1} # c\n", "schema: 1  # c\nid: x\n"),
        ("id: x\nnote: |+\n  a\n\n\nschema: 1", "schema: 1\nid: x\nnote: |+\n  a\n\n\n"),
        ("id: x\nnote: |+ # kept\n    a\n\nname: y\n", "id: x\nname: y\nnote: |+ # kept\n  a\n\n"),
        ("note: >\n\n   a\n  # to the left\nid: x\n", "# to the left\nid: x\nnote: >\n\n  a\n"),
        ("note: |\n# nothing in it\nid: x\n", "# nothing in it\nid: x\nnote: |\n"),
        ("note:\nid:   # nothing\nmembers: [ ]\nfacts:\n-\n- {}\n", "id:  # nothing\nmembers: []\nnote:\nfacts:\n  -\n  - {}\n"),
        ("members:\n- - a\n  - b\n-   - c\n", "members:\n  - - a\n    - b\n  - - c\n"),
        ("? id\n: x\n? schema\n: 1\n", "schema: 1\nid: x\n"),
        ("core_goals:\n  -   text: b\n      id: a # c\n      # d\n   # e\n # f\n# g\n", "core_goals:\n  - id: a  # c\n    text: b\n    # d\n  # e\n# f\n# g\n"),
        ("formerly:\n  - name: a  # a, b # c\n    until: '#5' # d\n", "formerly:\n  - name: a  # a, b # c\n    until: '#5'  # d\n"),
        ("  id: x\n# to the left\n", "id: x\n# to the left\n"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_kept_whole_stays_as_it_is(before: str, after: str | None) -> None:
    told = laid_out(PARTNER, before.encode())
    assert (isinstance(told, Message), told) == (True, told) if after is None else told == after.encode()


def test_values_that_fit_on_a_line_are_joined_and_no_line_is_broken() -> None:
    fits = ", ".join(["partner"] * 15)
    wide = ",\n  ".join(["partner"] * 20)
    assert tidy(f"members: [{fits.replace(' ', chr(10) + '  ')}]\n") == f"members: [{fits}]\n"
    assert tidy(f"members: [{wide}]\n") == f"members: [{wide}]\n"
    assert tidy(f"members: [{', '.join(['partner'] * 40)}]\n") == f"members: [{', '.join(['partner'] * 40)}]\n"
    assert tidy('members: ["a\n  b", c]\n') == 'members: ["a\n  b", c]\n'


def test_a_layout_that_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = tidying.written
    for spoiled in (
        lambda read: honest(read).replace("Zuid", "Oost"),
        lambda read: honest(read).replace("# above d", "# above e"),
        lambda read: honest(read).replace("# about name\n", "").replace("sector:", "# about name\nsector:"),
        lambda read: honest(read).replace("name: Zuid", "name: 'Zuid'"),
        lambda read: honest(read) + "[",
    ):
        monkeypatch.setattr(tidying, "written", spoiled)
        assert isinstance(laid_out(PARTNER, UNTIDY.encode()), Message)


def test_what_is_too_large_is_not_laid_out() -> None:
    assert isinstance(laid_out(PARTNER, TIDY.encode(), Limits(size=100)), Message)


# ---- any register, written in any way -----------------------------------------------------------------------


class Careless:
    """Somebody who writes a tree with no care for its looks, and remembers what each remark is about."""

    def __init__(self, text: str, random: Random) -> None:
        self.text = text
        self.random = random
        self.about: list[tuple[str, ...]] = []

    def remark(self, path: tuple[str, ...]) -> str:
        self.about.append(path)
        return f"# remark {len(self.about) - 1}."

    def above(self, path: tuple[str, ...], indent: str) -> list[str]:
        lines = [indent + self.remark(path) for _ in range(self.random.choice([0, 0, 0, 1, 2]))]
        return [*([""] * self.random.choice([0, 0, 0, 1, 3])), *lines]

    def beside(self, path: tuple[str, ...]) -> str:
        return " " * self.random.randint(1, 4) + self.remark(path) if self.random.random() < 0.2 else ""

    def block(self, node: Node, path: tuple[str, ...], indent: str) -> list[str]:
        """The lines of a mapping or a list, each part on lines of its own."""
        lines: list[str] = []
        if isinstance(node, Mapping):
            entries = list(node.entries.items())
            if self.random.random() < 0.5:
                self.random.shuffle(entries)
            for name, (_, value) in entries:
                lines += self.above((*path, name), indent)
                lines += self.under(f"{indent}{name}:", value, (*path, name), indent)
        elif isinstance(node, Sequence):
            for place, item in enumerate(node.items):
                here = (*path, str(place))
                lines += self.above(here, indent)
                if self.single(item):
                    lines.append(f"{indent}-{self.space()}{self.line(item)}{self.beside(here)}")
                else:
                    deeper = indent + " " * self.random.randint(2, 4)
                    first, *others = self.block(item, here, deeper)
                    held = first.strip() and not first.lstrip().startswith("#") and self.random.random() < 0.9
                    lines += (
                        [indent + "-" + first[len(indent) + 1 :], *others] if held else [f"{indent}-", first, *others]
                    )
        return lines

    def under(self, head: str, value: Node, path: tuple[str, ...], indent: str) -> list[str]:
        if isinstance(value, Scalar) and not value.plain and self.text[value.start] in "|>":
            return [head + self.space() + "|-", *(f"{indent}   {line}".rstrip() for line in value.text.split("\n"))]
        if self.single(value):
            return [head + self.space() + self.line(value) + self.beside(path)]
        dashes = isinstance(value, Sequence) and self.random.random() < 0.3
        deeper = indent + ("" if dashes else " " * self.random.randint(1, 5))
        return [head + self.beside(path), *self.block(value, path, deeper)]

    def single(self, node: Node) -> bool:
        return isinstance(node, Scalar) or node.flow

    def space(self) -> str:
        return " " * self.random.choice([1, 1, 2, 5])

    def line(self, node: Node) -> str:
        """A value on one line, with the spelling of its parts."""
        space = self.space() if self.random.random() < 0.3 else ""
        if isinstance(node, Scalar):
            return node.text if node.plain else json.dumps(node.text, ensure_ascii=False)
        if isinstance(node, Sequence):
            return f"[{space}{f',{space}'.join(self.line(item) for item in node.items)}{space}]"
        pairs = [f"{name}: {space}{self.line(value)}" for name, (_, value) in node.entries.items()]
        self.random.shuffle(pairs)
        return f"{{{space}{f'{space}, '.join(pairs)}{space}}}"


def values(text: str) -> Any:
    """What a text says to another reader of YAML."""
    return YAML(typ="safe", pure=True).load(io.StringIO(text))


@cache
def said(path: str) -> Any:
    """What a file of the sample register says to another reader of YAML."""
    return values(FILES[path].decode())


def lines_of(text: str, root: Mapping, path: tuple[str, ...]) -> tuple[int, int]:
    """The first and last line of a key with its value, or of an item."""
    node, rest = follow(root, path[:-1])
    assert not rest
    if isinstance(node, Mapping):
        key, value = node.key(path[-1]), node.entries[path[-1]][1]
        return text.count("\n", 0, key.start), text.count("\n", 0, value.end)
    assert isinstance(node, Sequence)
    item = node.items[int(path[-1])]
    return text.count("\n", 0, item.start), text.count("\n", 0, item.end)


@settings(max_examples=60, deadline=None)
@given(path=st.sampled_from(sorted(FILES)), seed=st.integers(0, 2**32), ends=st.sampled_from(["\n", "\r\n"]))
def test_however_a_file_is_written_its_layout_is_one_and_says_the_same(path: str, seed: int, ends: str) -> None:
    document, _ = parse(path, FILES[path])
    assert document.root
    writer = Careless(document.text, Random(seed))  # noqa: S311 - a test may be foretold
    untidy = ends.join([*writer.block(document.root, (), ""), ""])
    told = laid_out(path, untidy.encode())
    assert isinstance(told, bytes), told
    text = told.decode()
    assert laid_out(path, told) == told
    read = values(text)
    assert (read, list(read)) == (said(path), list(said(path)))
    assert text.count("# remark ") == len(writer.about)
    lines = text.split("\n")
    laid, _ = parse(PARTNER, told)
    assert laid.root
    for number, about in enumerate(writer.about):
        found = next(place for place, line in enumerate(lines) if f"# remark {number}." in line)
        first, last = lines_of(told.decode(), laid.root, about)
        between = lines[found:first]
        assert first <= found <= last or all(not line or line.lstrip().startswith("#") for line in between)
        assert found <= last
