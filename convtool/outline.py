"""A file taken apart into what stands on lines of its own, with the remarks that belong to each.

A remark on a line of its own belongs to what follows it; where it stands further to the right than that, to the end
of what came before. A remark behind a value belongs to that value.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convtool.characters import BREAK
from convtool.documents import Mapping, Node, Scalar, Sequence
from convtool.forms import Either, Keyed, Listed, Worded
from convtool.records import is_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convtool.documents import Document

EDITORS = "# yaml-language-server:"
"""How the line starts that tells editors where the schema of a file lies."""
_REMARK = re.compile(r"#[^\r\n]*|(?<![^\r\n])(?!(?<=\r)\n)[ \t]*(?=[\r\n])")


@dataclass
class Part:
    """A key with its value, or an item of a list.

    `above` holds the remarks over it, with nothing for an empty line; `beside` the one behind it. `begins` and `ends`
    are where its value is written; what stands on lines of its own is a block.
    """

    start: int
    key: Scalar | None
    value: Node
    form: object
    begins: int
    ends: int
    block: Block | None = None
    above: list[str] = field(default_factory=list)
    beside: str = ""

    @property
    def name(self) -> str:
        """The key; nothing for an item."""
        return self.key.text if self.key else ""


@dataclass
class Block:
    """The keys of a mapping or the items of a list, each on a line of its own.

    `tail` are the remarks at its end, of which the last one stands at `ends`.
    """

    node: Mapping | Sequence
    form: object
    within: Block | None
    column: int
    """How far to the right it stands."""
    parts: list[Part] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    ends: int = 0

    @property
    def last(self) -> int:
        """Where its last value or remark stands."""
        part = self.parts[-1]
        return max(self.ends, part.block.last if part.block else part.ends)

    def ordered(self) -> list[Part]:
        """Give the parts in the order of the model; what the model does not know comes last."""
        places = order(self.form)
        return sorted(self.parts, key=lambda part: places.get(part.name, len(places)))


class Outline:
    """A file taken apart: its outermost block, and the remarks at its head that are about the file itself."""

    def __init__(self, document: Document, root: Mapping, kind: object) -> None:
        """Take a file that could be read whole, and the kind of record in it."""
        self.text = document.text
        self._document = document
        self.head: list[str] = []
        self._parts: list[tuple[Part, Block]] = []
        self._values: list[tuple[int, int]] = []
        self.root = self._block(root, kind, None)
        self._hand_out()
        first = self.root.parts[0]
        lines = self.head + first.above
        split = max((place for place, line in enumerate(lines, 1) if not line or line.startswith(EDITORS)), default=0)
        self.head, first.above = lines[:split], lines[split:]

    def column(self, index: int) -> int:
        """Give how far from the start of its line a place is."""
        return index - self._document.whole_line(index).start

    def inside(self, part: Part) -> list[str]:
        """Give the remarks that stand inside a value between brackets or braces."""
        if part.block or isinstance(part.value, Scalar):
            return []
        return [text for _, text, _ in self._remarks(part.begins, part.ends, sorted(_scalars(part.value))) if text]

    def _block(self, node: Mapping | Sequence, form: object, within: Block | None) -> Block:
        block = Block(node, form, within, self.column(node.start))
        for start, key, value in self._steps(node):
            if key:
                self._values.append((key.start, key.end))
            begins, ends = extent(self.text, value)
            if begins == ends:
                begins = ends = key.end if key else start + 1
            part = Part(start, key, value, meant(below(form, key.text if key else None), value), begins, ends)
            block.parts.append(part)
            self._parts.append((part, block))
            if isinstance(value, Scalar) or value.flow:
                self._values.append((begins, ends))
            else:
                part.block = self._block(value, part.form, block)
        return block

    def _steps(self, node: Mapping | Sequence) -> Iterator[tuple[int, Scalar | None, Node]]:
        """Give where each key or dash stands, with the key and the value."""
        if isinstance(node, Mapping):
            yield from ((key.start, key, value) for key, value in node.pairs())
            return
        dash = re.compile(rf"[\r\n] {{{self.column(node.start)}}}-")
        at = node.start
        for item in node.items:
            yield at, None, item
            found = dash.search(self.text, self._values[-1][1] - 1)
            at = found.end() - 1 if found else at

    def _remarks(self, begins: int, ends: int, values: Iterable[tuple[int, int]]) -> Iterator[tuple[int, str, bool]]:
        """Give every remark and empty line between values: where it stands, what it says, and whether alone."""
        at = begins
        for start, end in [*values, (ends, ends)]:
            for found in _REMARK.finditer(self.text, at, start):
                index, text = found.start(), found.group().strip()
                yield index, text, not text or not self.text[index - self.column(index) : index].strip(" \t")
            at = max(at, end)

    def _hand_out(self) -> None:
        """Give each remark and each empty line to the part or the block that it belongs to."""
        starts = [part.start for part, _ in self._parts]
        runs: dict[int, list[tuple[int, str]]] = {}
        for index, text, alone in self._remarks(0, len(self.text), self._values):
            number = bisect_right(starts, index)
            part = self._parts[number - 1][0] if number else None
            if part and not alone:
                _beside(part, text)
            elif part and not part.block and index < part.begins:
                part.above += [text] if text else []
            else:
                runs.setdefault(number, []).append((index, text))
        for number, run in runs.items():
            self._share(run, number)

    def _share(self, run: list[tuple[int, str]], number: int) -> None:
        """Share remarks between the end of what came before and the part with this number, which follows."""
        following, outer = self._parts[number] if number < len(self._parts) else (None, None)
        tail = self._parts[number - 1][1] if number else None
        limit = outer.column if outer else -1
        split = 0
        for place, (index, text) in enumerate(run, 1):
            column = self.column(index) if text else 0
            while text and tail and not limit < tail.column <= column:
                tail = tail.within
            if text and tail:
                tail.tail += [line for _, line in run[split:place]]
                tail.ends = index
                split = place
        rest = [line for _, line in run[split:]]
        if following:
            following.above += rest
        else:
            self.root.tail += [line for line in rest if line]


def order(form: object) -> dict[str, int]:
    """Give the place of each key of a record; nothing for what is none."""
    return {key: place for place, key in enumerate(form.fields)} if is_record(form) else {}


def meant(form: object, node: Node) -> object:
    """Give the form in which a value is written, of those that a field takes."""
    while isinstance(form, Either | Worded):
        if isinstance(form, Worded):
            form = form.otherwise
        else:
            form = form.single if isinstance(node, Scalar) else form.structure
    return form


def below(form: object, key: str | None) -> object:
    """Give the form of what stands under a key, or of an item where there is none; None where nobody says."""
    if isinstance(form, Listed | Keyed):
        return form.form
    return form.fields[key].form if is_record(form) and key in form.fields else None


def extent(text: str, value: Node) -> tuple[int, int]:
    """Give where a value starts and ends in a text; empty lines at the end of a block text are no part of it."""
    start, end = value.start, value.end
    if is_block_text(text, value) and "+" not in BREAK.split(text[start:end], 1)[0].partition("#")[0]:
        end = start + len(text[start:end].rstrip(" \r\n"))
    return start, end


def is_block_text(text: str, value: Node) -> bool:
    """Tell whether a value is written in block style, after a | or a >."""
    return isinstance(value, Scalar) and not value.plain and text[value.start] in "|>"


def _beside(part: Part, text: str) -> None:
    if part.beside or (part.block and not part.key):
        part.above.append(text)
    else:
        part.beside = text


def _scalars(node: Node) -> Iterator[tuple[int, int]]:
    """Give where the keys and single values in a node stand."""
    if isinstance(node, Scalar):
        yield node.start, node.end
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.pairs():
            yield from _scalars(key)
            yield from _scalars(value)
