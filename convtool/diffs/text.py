"""Differences for people: short values beside each other, texts word by word, folded to the reader's screen.

In a text `[-...-]` stands for what was there, and `{+...+}` for what is there now, as git marks words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import typer

from convtool.columns import columns, fitting
from convtool.comparing import Compared, Difference
from convtool.diffs import PARTS, TAKEN_OUT, WHY_NOT, Diff, by_part
from convtool.documents import Mapping, Node, Scalar, Sequence, written
from convtool.messages import Message, say
from convtool.rewording import Piece, reworded

_LEAST = 40
_AROUND = 12
"""How many words of what did not change are shown on either side of what did."""
_SIGNS = {"+": "green", "-": "red", "~": "yellow", "!": "red"}

_Word = tuple[str, str | None]
"""A word with its colour, if it has one."""


def report(diff: Diff) -> str:
    """Give what was compared, each record with its parts, and a line of counts."""
    return "".join(f"{line}\n" for line in _Telling(diff).lines())


class _Telling:
    """The lines of one report."""

    def __init__(self, diff: Diff) -> None:
        self.diff = diff
        self.width = max(diff.width, _LEAST)

    def lines(self) -> Iterator[str]:
        yield from self.folded(self.words(self.diff.between))
        for record in self.diff.found.records:
            yield ""
            yield from self.record(record)
        for path in self.diff.found.unread:
            yield ""
            yield from self.folded(self.words(say("{path} could not be compared", path=path), "red"))
        yield ""
        yield from self.folded(self.words(self.diff.counted))

    def record(self, record: Compared) -> Iterator[str]:
        """Give one record: what became of it as a whole, and then its parts."""
        path = record.after or record.before
        if record.before is None:
            yield from self.signed("+", say("new: {title}, {path}", title=record.title, path=path))
        elif record.after is None:
            yield from self.signed("-", say("gone: {title}, {path}", title=record.title, path=path))
        elif record.before != record.after:
            told = say("renamed: {title}, {path}, was {before}", title=record.title, path=path, before=record.before)
            yield from self.signed("~", told)
        else:
            yield from self.signed("~", Message("{title}, {path}", {"title": record.title, "path": path}))
        if record.forbidden:
            yield from self.signed("!", TAKEN_OUT, "  ")
        for part, differences in by_part(record.differences):
            yield from self.folded(self.words(PARTS[part], bold=True), "  ")
            for each in differences:
                yield from self.difference(each)

    def difference(self, difference: Difference) -> Iterator[str]:
        """Give one field: beside each other what fits on a line, and below each other what does not."""
        before, after, path = difference.before, difference.after, difference.path
        sign = "+" if before is None else "-" if after is None else "~"
        if before and after:
            yield from self.both(path, before, after)
        else:
            node = before or after
            if isinstance(node, Scalar):
                yield from self.signed(sign, f"{path}: {written(node)}", "    ")
            elif node:
                yield from self.signed(sign, path, "    ")
                yield from self.block(node, "      ")
        if difference.forbidden:
            yield from self.signed("!", WHY_NOT[difference.part], "      ")

    def both(self, path: str, before: Node, after: Node) -> Iterator[str]:
        """Give a value that became another."""
        old, new = (self.diff.language.show(written(node)) for node in (before, after))
        line = f"{self.diff.language.show(path)}: {old} → {new}"
        if columns(line) + len("    ~ ") <= self.width:
            yield from self.signed("~", line, "    ")
            return
        yield from self.signed("~", path, "    ")
        pieces = reworded(old, new)
        if pieces:
            yield from self.folded(_marked(pieces), "      ")
        else:
            yield from self.signed("-", old, "      ")
            yield from self.signed("+", new, "      ")

    def block(self, node: Node, indent: str) -> Iterator[str]:
        """Give a value of several, a line for each key or item where it does not fit on one."""
        if isinstance(node, Scalar) or not _is_deep(node):
            yield from self.folded(self.words(written(node)), indent)
        elif isinstance(node, Sequence):
            for item in node.items:
                yield from self.block(item, indent)
        else:
            for key, (_, value) in node.entries.items():
                if _is_deep(value):
                    yield from self.folded(self.words(f"{key}:"), indent)
                    yield from self.block(value, f"{indent}  ")
                else:
                    told = f"{{{written(value)}}}" if isinstance(value, Mapping) else written(value)
                    yield from self.folded(self.words(f"{key}: {told}"), indent, f"{indent}  ")

    def signed(self, sign: str, told: object, indent: str = "") -> Iterator[str]:
        """Give something told behind its sign, folded below its beginning."""
        yield from self.folded(
            [(sign, _SIGNS[sign]), *self.words(told, "red" if sign == "!" else None)], indent, f"{indent}  "
        )

    def words(self, told: object, color: str | None = None, *, bold: bool = False) -> list[_Word]:
        """Give the words of something told in the reader's language."""
        return [(word, "bold" if bold else color) for word in self.diff.language.show(told).split()]

    def folded(self, words: Iterable[_Word], first: str = "", rest: str | None = None) -> Iterator[str]:
        """Fold words to lines, of which the first one and the others are indented; what is too long is broken."""
        line, room = first, self.width - columns(first)
        indent = first if rest is None else rest
        empty = True
        for word, color in words:
            for part in self.broken(word, self.width - columns(indent)):
                needed = columns(part) + (0 if empty else 1)
                if needed > room and not empty:
                    yield line
                    line, room, empty, needed = indent, self.width - columns(indent), True, columns(part)
                line += ("" if empty else " ") + self.painted(part, color)
                room, empty = room - needed, False
        yield line

    def painted(self, word: str, color: str | None) -> str:
        """Colour a word, where the reader wants colours."""
        if not self.diff.color or color is None:
            return word
        return typer.style(word, bold=True) if color == "bold" else typer.style(word, fg=color)

    @staticmethod
    def broken(word: str, room: int) -> Iterator[str]:
        """Break a word that is longer than a line."""
        while columns(word) > room:
            part = fitting(word, room)
            yield part
            word = word[len(part) :]
        yield word


def _marked(pieces: tuple[Piece, ...]) -> Iterator[_Word]:
    """Mark which words of a text came and which went; of a long piece that stayed only its ends are shown."""
    for number, (text, before, after) in enumerate(pieces):
        words = text.split(" ")
        if before and after:
            start = _AROUND if number else 0
            end = _AROUND if number + 1 < len(pieces) else 0
            if len(words) > start + end + 1:
                words = [*words[:start], "…", *words[len(words) - end :]]
            yield from ((word, None) for word in words)
        else:
            opening, closing, color = ("[-", "-]", "red") if before else ("{+", "+}", "green")
            words[0] = opening + words[0]
            words[-1] += closing
            yield from ((word, color) for word in words)


def _is_deep(node: Node) -> bool:
    """Tell whether a value holds mappings in which there are further mappings or lists of them."""
    if isinstance(node, Mapping):
        return any(isinstance(value, Mapping) or _is_deep(value) for _, value in node.entries.values())
    return isinstance(node, Sequence) and any(not isinstance(item, Scalar) for item in node.items)
