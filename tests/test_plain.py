"""What is plain is read as the parser reads it: the same values, written in the same way, in the same places."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtool.composing import compose
from convtool.decoding import decode
from convtool.documents import Document, Mapping, Node, Scalar, plain
from convtool.limits import Limits
from convtool.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SUITE = ROOT.parent / "shared" / "data" / "yaml-test-suite"
SAMPLE = sorted([*ROOT.glob("data/**/*.yaml"), *ROOT.glob("convtool/starter/**/*.yaml")])

ALL_OF_IT = """\
# a file of its own
schema: 1
text: a text with 'quotes', "others", a #sign, 12:30 and https://a.example  # behind it
number: -5
quoted: "a: b # c"   # behind it
single: 'a "b" \\ c'
empty:
nothing: # behind it
literal: |
  one

    # no comment: this line is text
  two
mapping:
    deep: >-
         folded

         text: of
         lines
    deeper:
    - item: 1
      with: [a, "b, c", {d: e, f: []}]  # behind it
    - bare item
    - {}
  # a comment stands where it likes
"""

LONG = "lang " * 60
"""More than a line has that is kept for the next file."""

READ = {
    "a long text": (f"a: {LONG}b # c\n", {"a": f"{LONG}b"}),
    "a long list": (f"a: [{LONG}, {LONG}b]\n", {"a": [LONG.rstrip(), f"{LONG}b"]}),
    "a comment": ("# x\na: b # c\n  # d\n", {"a": "b"}),
    "signs in a text": ("a: 12:30#x 5% it's - ok?\n", {"a": "12:30#x 5% it's - ok?"}),
    "spaces behind a text": ("a: b  \n", {"a": "b"}),
    "an address": ("a: https://b.example/#c\n", {"a": "https://b.example/#c"}),
    "a number below nothing": ("a: -5\nb: [-1.5]\n", {"a": "-5", "b": ["-1.5"]}),
    "quotes": ("a: \"it's # b: c \"\nb: '\"\\n'\n", {"a": "it's # b: c ", "b": '"\\n'}),
    "an empty value": ("a:\nb: # c\nc:\n  d:\n", {"a": "", "b": "", "c": {"d": ""}}),
    "a list as far as its key": ("a:\n- b\n- c: d\n  e: f\ng: h\n", {"a": ["b", {"c": "d", "e": "f"}], "g": "h"}),
    "a list further than its key": ("a:\n    - b\n    - c\nd: e\n", {"a": ["b", "c"], "d": "e"}),
    "brackets": ("a: [ b, 'c', [], {d: {e: f }} ]  # g\n", {"a": ["b", "c", [], {"d": {"e": "f"}}]}),
    "a text of lines": ("a: |\n   b\n\n   # c\n   d \n\ne: |-\n f\n\n", {"a": "b\n\n# c\nd \n", "e": "f"}),
    "a folded text": ("a: >\n  b\n  c\n\n  d\n\n\n  e\nf: >-\n  g: h\n  i\n", {"a": "b c\nd\n\ne\n", "f": "g: h i"}),
    "a text as an item": ("a:\n- |\n  b\n- >-\n c\n d\n", {"a": ["b\n", "c d"]}),
    "a line of only its indentation": ("a: |\n  b\n  \n  c\n", {"a": "b\n\nc\n"}),
    "wide characters": ("a: 😀é\nb: [é, 😀]\n", {"a": "😀é", "b": ["é", "😀"]}),
}

LEFT = {
    "nothing": "",
    "only comments": "# a\n",
    "no end of line": "a: b",
    "other ends of lines": "a: b\r\n",
    "a list at the top": "- a\n",
    "a single value": "a\n",
    "a text that goes on": "a: b\n  c\n",
    "a text that goes on as a list": "a: b\n  - c\n",
    "a text that goes on as a key": "a: b\n  c: d\n",
    "a text in a list that goes on": "a:\n- b\n  c: d\n",
    "an item where none is": "a: b\n- c\n",
    "an item deeper than its list": "a:\n- b\n  - c\n",
    "an item less deep than its list": "a:\n    - b\n  - c\n",
    "a key less deep than its mapping": "a:\n    b: c\n  d: e\n",
    "a key less deep behind an empty one": "a:\n    b:\n  - d\n",
    "a key behind an item": "a:\n  - b\n  c: d\n",
    "an item without a value": "a:\n-\n- b\n",
    "an item with only a comment": "a:\n- # b\n- c\n",
    "an item in an item": "a:\n- - b\n",
    "two keys": "a: b: c\n",
    "a key twice": "a: b\na: c\n",
    "a key twice between braces": "a: {b: c, b: d}\n",
    "a key in quotes": '"a": b\n',
    "a key without a space": "a:b\n",
    "a key of many characters": f"{'a' * 1025}: b\n",
    "a key that merges": "<<: a\n",
    "a question": "? a\n: b\n",
    "more spaces than one": "a:  b\n",
    "an anchor": "a: &b c\n",
    "an alias": "a: *b\n",
    "a tag": "a: !b c\n",
    "a directive": "%YAML 1.1\n",
    "the start of a document": "---\na: b\n",
    "the end of a document": "a: b\n...\n",
    "a reserved sign": "a: @b\n",
    "a quote that is open": 'a: "b\n',
    "an escape": 'a: "\\x41"\n',
    "a quote in quotes": "a: 'it''s'\n",
    "more behind quotes": 'a: "b" c\n',
    "no comment behind quotes": 'a: "b"#c\n',
    "a bracket that is open": "a: [b\n",
    "a bracket too many": "a: [b]]\n",
    "the wrong bracket": "a: [b}\n",
    "the wrong brace": "a: {b: c]\n",
    "no comment behind brackets": "a: [b]#c\n",
    "more behind brackets": "a: [b] c\n",
    "brackets as a key": "a: [b]: c\n",
    "a comma too many": "a: [b,]\n",
    "a comma first": "a: [, b]\n",
    "a comma too few": "a: [[b] c]\n",
    "a pair between brackets": "a: [b: c]\n",
    "no pair between braces": "a: {b}\n",
    "a time between brackets": "a: [12:30]\n",
    "a text with its own indentation": "a: |2\n  b\n",
    "a text that keeps its end": "a: |+\n  b\n",
    "a text of no lines": "a: |\nb: c\n",
    "a text that is not indented": "a:\n- |\nb: c\n",
    "a text whose first line is blank": "a: |\n\n  b\n",
    "a text that is indented further on": "a: |\n  b\n   c\n",
    "a text that ends in a deeper comment": "a: |\n  b\n    # c\n",
    "a text that ends in spaces": "a: |\n  b\n   \nc: d\n",
    "more behind the sign of a text": "a: | b\n  c\n",
}


def tree(node: Node | None) -> object:
    """All that a tree says: kinds, styles, texts and places."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.text, node.plain, node.start, node.end
    if isinstance(node, Mapping):
        parts = [(name, tree(node.key(name)), tree(value)) for name, (_, value) in node.entries.items()]
        return "mapping", node.flow, node.start, node.end, parts
    return "list", node.flow, node.start, node.end, [tree(item) for item in node.items]


def is_plain(data: bytes | str, limits: Limits = Limits()) -> bool:  # noqa: B008 - immutable
    """Whether a text is read as plain; if so, the parser finds nothing wrong with it and gives the same tree."""
    text, faults = decode("x.yaml", data if isinstance(data, bytes) else data.encode("utf-8", "replace"), limits.size)
    root = None if faults else read_plain(text, limits)
    if root is None:
        return False
    composed, met = compose(Document("x.yaml", text, None), limits)
    assert met == [], text
    assert tree(root) == tree(composed), text
    return True


@pytest.mark.parametrize("name", READ)
def test_what_is_plain_says_what_the_parser_reads(name: str) -> None:
    text, says = READ[name]
    root = read_plain(text, Limits())
    assert root is not None
    assert plain(root) == says
    assert is_plain(text)


@pytest.mark.parametrize("name", LEFT)
def test_what_is_not_plain_is_left_to_the_parser(name: str) -> None:
    assert read_plain(LEFT[name], Limits()) is None


def test_every_file_of_the_sample_is_plain() -> None:
    assert len(SAMPLE) > 50
    assert [path.name for path in SAMPLE if not is_plain(path.read_bytes())] == []


def test_the_parser_is_loaded_only_where_something_is_not_plain() -> None:
    def loads_it(text: str) -> bool:
        words = f"import sys; from convtool.parsing import parse; parse('', {text.encode()!r}); print('yaml' in sys.modules)"
        return (
            subprocess.run([sys.executable, "-c", words], check=True, capture_output=True, text=True).stdout == "True\n"
        )

    assert not loads_it("a: b\n")
    assert loads_it("a: *b\n")


def test_the_cases_of_the_rules_are_read_the_same() -> None:
    files = sorted(ROOT.glob("tests/**/*.yaml"))
    assert sum(is_plain(path.read_bytes()) for path in files) > len(files) // 2


def test_the_official_examples_are_read_the_same() -> None:
    if not SUITE.exists():
        pytest.skip("the official YAML tests are not here")
    for path in sorted(SUITE.rglob("*")):
        if path.is_file():
            is_plain(path.read_bytes())
            for part in path.read_text(encoding="utf-8", errors="replace").split("\n\n"):
                is_plain(part + "\n")


@pytest.mark.parametrize(("depth", "is_read"), [(3, False), (4, True)])
@pytest.mark.parametrize(
    "text", ["a:\n  b:\n    c:\n      d: e\n", "a: {b: {c: {d: e}}}\n", "a:\n- b:\n  - c\n", "a:\n- [{b: c}]\n"]
)
def test_the_depth_is_counted_as_the_parser_counts_it(text: str, depth: int, is_read: bool) -> None:  # noqa: FBT001 - a case
    limits = Limits(depth=depth)
    _, met = compose(Document("x.yaml", text, None), limits)
    assert [fault.code for fault in met] == ([] if is_read else ["CV005"])
    assert is_plain(text, limits) is is_read


@given(st.sampled_from([text for text, _ in READ.values()]), st.integers(0, 40))
def test_what_holds_too_much_is_left_to_the_parser(text: str, most: int) -> None:
    _, met = compose(Document("x.yaml", text, None), Limits(events=most))
    assert not (met and is_plain(text, Limits(events=most)))
    assert is_plain(text, Limits(events=len(text)))


LINES = [
    "a:", "b:", "c: d", "e: [f, {g: h}]", "- a", "- b: c", "- e:", "- [f]", "- |", "a: >-", "b: |", "text", "text: of",
    "# c", "", " ", "-", "- ", "a: 'b'", 'b: "c', "{a: b}", "i: # j", "- - k", "l: m  ", "...", "? n", "'o': p",
]  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from([0, 0, 1, 2, 2, 3, 4, 4, 6]), st.sampled_from(LINES)), max_size=9))
def test_lines_in_any_order_and_at_any_depth_are_read_the_same(lines: list[tuple[int, str]]) -> None:
    is_plain("".join(f"{' ' * indent}{line}\n" for indent, line in lines))


def test_files_with_slips_are_read_the_same(torture: int) -> None:
    chance = Random(torture)  # noqa: S311 - no secret
    texts = [ALL_OF_IT, *(text for text, _ in READ.values()), *(path.read_text(encoding="utf-8") for path in SAMPLE)]
    limits = [Limits(), Limits(depth=4, events=30)]
    number = 10_000 * torture
    read = sum(is_plain(slipped(chance, chance.choice(texts)), chance.choice(limits)) for _ in range(number))
    assert number // 10 < read < number // 2


SIGNS = [
    *" \n:-#\"'[]{},|>?&*!%@`\\\t\r~=<.5é😀", "\u00a0", "\u0085", "\u2028", "\ufeff", "\0", "\n  ", "\n- ", ": ", "- ",
    " #", "|\n", "|-\n", ">-\n", "\n\n", "---\n", "...\n", "<<: ", "''", '""', "{}", "[]", "\n# x\n", "\n    # x\n",
    "  \n", "? ", "key: ", "|2\n", "|+\n", ", ", "}", "]}",
]  # fmt: skip


def slipped(chance: Random, text: str) -> str:
    """Some lines of a text, with a few characters or lines that came, went or moved."""
    lines = text.split("\n")
    first = chance.randrange(max(1, len(lines) - 10))
    lines = lines[first : first + chance.randint(2, 14)]
    edge = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    lines = [line[edge:] for line in lines]
    if lines[0].startswith("- "):
        lines.insert(0, "key:")
    for _ in range(chance.choice([0, 1, 1, 1, 2, 3])):
        slip: Callable[[Random, list[str]], list[str]] = chance.choice([_signed, _signed, _indented, _moved])
        lines = slip(chance, lines) or [""]
    return "\n".join(lines) + chance.choice(["\n", "\n", "\n", ""])


def _signed(chance: Random, lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    at = chance.randrange(len(text) + 1)
    came: str = chance.choice([*SIGNS, ""])
    gone: int = chance.choice([0, 0, 1, 3])
    return f"{text[:at]}{came}{text[at + gone :]}".split("\n")


def _indented(chance: Random, lines: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    by: int = chance.choice([-4, -2, -1, 1, 2, 4])
    return [*lines[:at], " " * by + lines[at][max(0, -by) :], *lines[at + 1 :]]


def _moved(chance: Random, lines: list[str]) -> list[str]:
    at = chance.randrange(len(lines))
    came: list[str] = chance.choice([[], [chance.choice(lines)], [lines[at]] * 2])
    return [*lines[:at], *came, *lines[at + 1 :]]
