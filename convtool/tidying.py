"""The one layout of a file: keys in the order of their model, two spaces a level, each remark beside what it is about.

What the file says stays as it is. The new text is read again, and gives the same values in the same spelling, and the
same remarks about the same things; a file of which that cannot be shown stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from convtool.characters import BREAK
from convtool.diagnostics import Level
from convtool.documents import Node, Scalar, Sequence
from convtool.limits import Limits
from convtool.messages import Message, say
from convtool.outline import Block, Outline, Part, below, is_block_text, meant, order
from convtool.parsing import parse
from convtool.portfolio import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 150
"""How long a line may become when what stood on several is written on one."""
_STEP = "  "


def laid_out(path: str, data: bytes, limits: Limits = Limits()) -> bytes | Message:  # noqa: B008 - immutable
    """Give a file of the register in its layout, or why it stays as it is."""
    before = outline(path, data, limits)
    if before is None:
        return say("it cannot be read whole; run convtool validate")
    text = written(before).encode()
    after = outline(path, text, limits)
    same = after is not None and _said(before.root.node) == _said(after.root.node)
    if after is None or not same or _remarks(before) != _remarks(after) or written(after).encode() != text:
        return say("it cannot be shown that it says the same in another layout")
    return text


def outline(path: str, data: bytes, limits: Limits = Limits()) -> Outline | None:  # noqa: B008 - immutable
    """Take a file of the register apart; give nothing where a part of it could not be read."""
    document, faults = parse(path, data, limits)
    if document.root is None or any(fault.finding.level is not Level.WARNING for fault in faults):
        return None
    return Outline(document, document.root, kind_of(path))


def written(outline: Outline) -> str:
    """Write a file in its layout."""
    above, lines = _Writing(outline).block(outline.root, 0)
    return "".join(f"{line}\n" for line in [*_tidy([*outline.head, *above], first=True), *lines])


class _Writing:
    """The parts of a file as lines, each counted from where its own block starts."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.text = outline.text

    def block(self, block: Block, level: int) -> tuple[list[str], list[str]]:
        """Give the remarks above the first part of a block, and the lines from that part on."""
        parts = block.ordered()
        first, lines = self.part(parts[0], level)
        for part in parts[1:]:
            above, own = self.part(part, level)
            lines += [*_tidy(above), *own]
        return first, lines + _tidy(block.tail)

    def part(self, part: Part, level: int) -> tuple[list[str], list[str]]:
        """Give the remarks above a part, and its lines; what stands above the first key of an item comes above it."""
        head = f"{self.text[part.key.start : part.key.end]}:" if part.key else "-"
        beside = f"  {part.beside}" if part.beside else ""
        if part.block is None:
            first, *others = self.value(part, level * len(_STEP) + len(head) + 1)
            own = [f"{head} {first}".rstrip(" "), *_further(others)]
            return part.above, [*own[:-1], own[-1] + beside]
        above, lines = self.block(part.block, level + 1)
        if part.key:
            return part.above, [head + beside, *_further([*_tidy(above, first=True), *lines])]
        return part.above + [remark for remark in above if remark], [f"{head} {lines[0]}", *_further(lines[1:])]

    def value(self, part: Part, column: int) -> list[str]:
        """Give the lines of a value that is no block; `column` is where it will start."""
        lines = BREAK.split(self.text[part.begins : part.ends])
        if is_block_text(self.text, part.value):
            return self.block_text(part, lines)
        if not isinstance(part.value, Scalar) and not (len(lines) > 1 and self.outline.inside(part)):
            flow = self.flow(part.value, part.form)
            if len(lines) == 1 or (column + len(flow) <= WIDTH and not BREAK.search(flow)):
                return [flow]
        return [line.strip(" \t") for line in lines]

    def block_text(self, part: Part, lines: list[str]) -> list[str]:
        """Give the lines of a text in block style, each as far to the right of the first one as it was."""
        head, *others = lines
        said = _INDENT.search(head.partition("#")[0])
        column = self.outline.column(part.start)
        margin = next((len(line) - len(line.lstrip(" ")) for line in others if line.strip(" ")), 0)
        margin = column + int(said.group()) if said else margin
        if said:
            head = head[: said.start()] + str(len(_STEP)) + head[said.end() :]
        others = others[:-1] if others and not others[-1] else others
        return [head.rstrip(" "), *(line[margin:] for line in others)]

    def flow(self, node: Node, form: object) -> str:
        """Give a value between brackets or braces on one line."""
        if isinstance(node, Scalar):
            return self.text[node.start : node.end]
        form = meant(form, node)
        if isinstance(node, Sequence):
            return f"[{', '.join(self.flow(item, below(form, None)) for item in node.items)}]"
        places = order(form)
        pairs = sorted(node.pairs(), key=lambda pair: places.get(pair[0].text, len(places)))
        said = [f"{self.flow(key, None)}: {self.flow(value, below(form, key.text))}" for key, value in pairs]
        return f"{{{', '.join(said)}}}"


_INDENT = re.compile("[1-9]")


def _further(lines: Iterable[str]) -> list[str]:
    return [_STEP + line if line else line for line in lines]


def _tidy(remarks: Iterable[str], *, first: bool = False) -> list[str]:
    """Leave one empty line where there are several, and none above what comes first."""
    kept: list[str] = []
    for line in remarks:
        if line or (kept[-1] if kept else not first):
            kept.append(line)
    return kept


def _said(node: Node) -> object:
    """Give what a tree says and how its values are spelled, whatever the order of its keys."""
    if isinstance(node, Scalar):
        return node.text, node.plain
    if isinstance(node, Sequence):
        return [_said(item) for item in node.items]
    return {key.text: (key.plain, _said(value)) for key, value in node.pairs()}


def _remarks(outline: Outline) -> list[tuple[str, str]]:
    """Give every remark with what it is about, in the order of the layout."""
    return [*(("", line) for line in outline.head if line), *_below(outline, outline.root, "", within_item=True)]


def _below(outline: Outline, block: Block, path: str, *, within_item: bool) -> Iterator[tuple[str, str]]:
    parts = block.ordered()
    for place, part in enumerate(parts):
        mine = path if within_item and part is parts[0] else f"{path}/{part.name or place}"
        yield from ((mine, line) for line in [*part.above, part.beside, *outline.inside(part)] if line)
        if part.block:
            yield from _below(outline, part.block, f"{path}/{part.name or place}", within_item=part.key is None)
    yield from ((f"{path}/", line) for line in block.tail if line)
