"""The next version of a file: where it differs within one list that grows, only there it is parsed.

This rests on how YAML is scanned: forwards, with no memory but how deep the indentation is. Where the scanner itself
found an item of a list below a key of the file at the start of a line, it is in the same state in every text that is
alike up to there; and where what follows, read from such an item on, leads to the next item or the next key as the
scanner found it before, the rest means what it meant. So nothing here judges a line by its looks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from convtool.decoding import decode
from convtool.documents import Mapping, Node, Scalar, Sequence
from convtool.limits import Limits
from convtool.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Collection

_DASH = re.compile(" *- ")


class _Listed(NamedTuple):
    """A list as written: where the lines of its items start, and with what; where the next key starts, and that key.

    At the end of a file `end` is the length of its text, and `next_key` is empty.
    """

    starts: list[int]
    dash: str
    end: int
    next_key: str

    def moved(self, by: int) -> _Listed:
        """Give the same list so many characters further on."""
        return self._replace(starts=[start + by for start in self.starts], end=self.end + by)


class Content(NamedTuple):
    """What a file holds: its text, its tree (None when it has none), and which of its lists can grow.

    `spent` is at least the number of keys and values. Contents that grew from one another share what they have in
    common, so the places in a tree are right only where it was parsed whole.
    """

    text: str
    root: Mapping | None
    lists: dict[str, _Listed]
    spent: int


def whole(path: str, data: bytes, limits: Limits, parts: Collection[str]) -> Content:
    """Parse a file; `parts` are the keys of the lists that may grow."""
    document, faults = parse(path, data, limits)
    if document.root is None or faults:
        return Content("", document.root, {}, 0)
    return Content(document.text, document.root, _lists(document.text, document.root, parts), _size(document.root))


def grown(old: Content, path: str, data: bytes, limits: Limits) -> Content | None:
    """Give what these bytes hold, where they differ from an old content in neighbouring items of one list only.

    The tree says what it would say if the whole were parsed. None where that is not certain.
    """
    text, faults = decode(path, data, limits.size)
    same = _alike(old.text, text)
    part = next((name for name, each in old.lists.items() if each.starts[0] <= same <= each.end), None)
    if faults or part is None or old.root is None:
        return None
    listed, by = old.lists[part], len(text) - len(old.text)
    first = bisect_right(listed.starts, same) - 1
    start = listed.starts[first]
    differs = len(old.text) - _alike(old.text[start:][::-1], text[start:][::-1])
    last = bisect_left(listed.starts, differs, first)
    stop, stopper = listed.end, f"{listed.next_key}: 0\n" if listed.next_key else ""
    if last < len(listed.starts):
        stop, stopper = listed.starts[last], f"{listed.dash}0\n"
    read = _read(path, part, text[start : stop + by], stopper, limits) if differs <= stop else None
    if read is None or read[1].dash != listed.dash:
        return None
    items, found = read
    spent = old.spent + sum(map(_size, items))
    if spent > limits.events:
        return None
    starts = [*listed.starts[:first], *found.moved(start).starts, *(each + by for each in listed.starts[last:])]
    lists = {name: each.moved(by) if each.starts[0] > start else each for name, each in old.lists.items()}
    lists[part] = listed._replace(starts=starts, end=listed.end + by)
    return Content(text, _with(old.root, part, first, last, items), lists, spent)


def _read(path: str, part: str, written: str, stopper: str, limits: Limits) -> tuple[list[Node], _Listed] | None:
    """Read some items of a list alone, up to the item or the key that stops them; their places count from the first.

    None where they are anything else than whole items from the first character up to what stops them.
    """
    head = f"{part}:\n"
    text = f"{head}{written}{stopper}"
    document, faults = parse(path, text.encode(), limits)
    root = document.root
    found = None if faults or root is None else _lists(text, root, (part,)).get(part)
    if root is None or found is None or found.starts[0] != len(head):
        return None
    items = _items(root, part)
    stop = len(text) - len(stopper)
    if found.starts[-1] == stop:
        items, found = items[:-1], found._replace(starts=found.starts[:-1])
    elif found.end != stop:
        return None
    return (items, found.moved(-len(head))) if len(root.entries) == 1 + bool(found.next_key) else None


def _lists(text: str, root: Mapping, parts: Collection[str]) -> dict[str, _Listed]:
    """Give the lists that can grow."""
    found: dict[str, _Listed] = {}
    pairs = [] if root.flow else root.pairs()
    for (key, node), after in zip_longest(pairs, [key for key, _ in pairs[1:]]):
        if key.text in parts and isinstance(node, Sequence) and not node.flow:
            listed = _listed(text, node, key, after)
            found |= {key.text: listed} if listed else {}
    return found


def _listed(text: str, node: Sequence, key: Scalar, after: Scalar | None) -> _Listed | None:
    """Give where a list is, if its key, the one after it and every item are the first on a line of their own."""
    starts = [text.rfind("\n", 0, item.start) + 1 for item in node.items]
    dash, *others = {text[start : item.start] for start, item in zip(starts, node.items, strict=True)}
    if others or not _DASH.fullmatch(dash) or not all(_begins(text, each) for each in (key, after) if each):
        return None
    end = after.start if after else len(text)
    return _Listed(starts, dash, end, text[end : after.end] if after else "")


def _begins(text: str, key: Scalar) -> bool:
    """Tell whether a key is the first on its line."""
    return key.start == 0 or text[key.start - 1] == "\n"


def _items(root: Mapping, part: str) -> list[Node]:
    node = root.entries[part][1]
    return node.items if isinstance(node, Sequence) else []


def _with(root: Mapping, part: str, first: int, last: int, items: list[Node]) -> Mapping:
    """Give the tree with other items in a list, from the first up to the last."""
    key, node = root.entries[part]
    listed = Sequence(node.start, node.end, flow=False)
    listed.items = [*_items(root, part)[:first], *items, *_items(root, part)[last:]]
    copy = Mapping(root.start, root.end, root.flow)
    copy.entries = root.entries | {part: (key, listed)}
    return copy


def _size(node: Node) -> int:
    """Count the keys and values in a tree."""
    if isinstance(node, Scalar):
        return 1
    if isinstance(node, Sequence):
        return 1 + sum(map(_size, node.items))
    return 1 + sum(1 + _size(value) for _, value in node.entries.values())


def _alike(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    sizes = range(1, min(len(one), len(other)) + 1)
    return bisect_left(sizes, 1, key=lambda size: one[:size] != other[:size])
