"""A parsed file: a tree in which every key and value knows its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from convtool.characters import lines, starts
from convtool.diagnostics import Edit, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence as Several


class Scalar:
    """One written value: its text, and whether it stood plain, without quotes or block style.

    Like every node it knows where in the text of its document it starts, and before which character it ends.
    """

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: int, end: int) -> None:  # noqa: FBT001 - the hottest call
        self.text = text
        self.plain = plain
        self.start = start
        self.end = end


class Sequence:
    """A list, in order."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: int, end: int, flow: bool) -> None:  # noqa: FBT001 - the hottest call
        self.items: list[Node] = []
        self.start = start
        self.end = end
        self.flow = flow


class Mapping:
    """Keys and values in the order of the file; of a key without quotes only where it starts, until it is asked for."""

    __slots__ = ("end", "entries", "flow", "start")

    def __init__(self, start: int, end: int, flow: bool) -> None:  # noqa: FBT001 - the hottest call
        self.entries: dict[str, tuple[Key, Node]] = {}
        self.start = start
        self.end = end
        self.flow = flow

    def key(self, name: str) -> Scalar:
        """Give the node of a key, always the same: few are asked for, and making all took a fifth of reading a text."""
        key, value = self.entries[name]
        if isinstance(key, int):
            key = Scalar(name, plain=True, start=key, end=key + len(name))
            self.entries[name] = key, value
        return key

    def pairs(self) -> list[tuple[Scalar, Node]]:
        """Give every key with its value."""
        return [(self.key(name), value) for name, (_, value) in self.entries.items()]


Node = Scalar | Sequence | Mapping
Key = int | Scalar
Step = str | int
_Taken = tuple[Mapping | Sequence, Step]
"""A step that leads to a node: from where, and by which name or index."""
_MANY = 200
"""From so many mappings and lists on, single values are not searched for one by one."""


class Document:
    """One parsed file: its path, its text without a byte-order mark, and its tree (None when it has none).

    `root` may be the tree as it was in force on an earlier day; `written` is the one that the file holds.
    """

    def __init__(self, path: str, text: str, root: Mapping | None, written: Mapping | None = None) -> None:
        self.path = path
        self.text = text
        self.root = root
        self.written = written

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, as the parser counts them."""
        return lines(self.text)

    @cached_property
    def _tree(self) -> tuple[list[Mapping | Sequence], dict[int, _Taken]]:
        """Every mapping and list, and for those below the root the step that leads there; the last step counts."""
        holders: list[Mapping | Sequence] = []
        steps: dict[int, _Taken] = {}
        todo: list[Mapping | Sequence] = [self.root] if self.root else []
        while todo:
            node = todo.pop()
            holders.append(node)
            if isinstance(node, Mapping):
                for name, (_, value) in node.entries.items():
                    if not isinstance(value, Scalar):
                        steps[id(value)] = node, name
                        todo.append(value)
            else:
                for index, item in enumerate(node.items):
                    if not isinstance(item, Scalar):
                        steps[id(item)] = node, index
                        todo.append(item)
        return holders, steps

    @cached_property
    def _last_steps(self) -> dict[int, _Taken]:
        """For every key and single value: the step that leads to it."""
        steps: dict[int, _Taken] = {}
        for holder in self._tree[0]:
            if isinstance(holder, Mapping):
                for key, value in holder.pairs():
                    steps[id(value)] = steps[id(key)] = holder, key.text
            else:
                steps.update((id(item), (holder, index)) for index, item in enumerate(holder.items))
        return steps

    def _step_to(self, node: Node) -> _Taken | None:
        holders, steps = self._tree
        if not isinstance(node, Scalar):
            return steps.get(id(node))
        if len(holders) > _MANY:
            return self._last_steps.get(id(node))
        return next((taken for holder in reversed(holders) if (taken := _step_from(holder, node))), None)

    def path_of(self, node: Node) -> list[tuple[Node, Step]]:
        """Give the way from the root to `node`: each parent with the step taken from it."""
        way: list[tuple[Node, Step]] = []
        while node is not self.root and (taken := self._step_to(node)):
            node, step = taken
            way.append((node, step))
        return way[::-1]

    def at(self, node: Node, *path: Step) -> Place:
        """Give the place of the value that `path` leads to from `node`.

        Where it is not written: the place of the nearest thing above it that is, with the pointer of what
        was asked for. A list item without a place of its own is shown by its `id` or its first key.
        """
        way = self.path_of(node)
        asked: list[tuple[Node | None, Step]] = list(way)
        for number, step in enumerate(path):
            found = _child(node, step)
            asked.append((node, step))
            if found is None:
                asked.extend((None, later) for later in path[number + 1 :])
                break
            node = found
        return self._place(*self._extent(node), asked)

    def key(self, node: Mapping, name: str) -> Place:
        """Give the place of a key that is written in `node`."""
        written = node.key(name)
        return self._place(written.start, written.end, [*self.path_of(node), (node, name)])

    def range(self, start: int, end: int) -> Place:
        """Give the place of a range of the text on one line, with the pointer of the value or key it lies in."""
        number = bisect_right(self._scalars, start, key=lambda node: node.start) - 1
        inside = self._scalars[number] if number >= 0 and start < self._scalars[number].end else None
        way = self.path_of(inside) if inside else []
        line, column = self._spot(start)
        return Place(self.path, line, column, line, column + end - start, _pointer(way), "/".join(_trail(way)))

    def whole_line(self, index: int) -> Edit:
        """Give the edit that takes out the whole line around `index`, with its end."""
        line = bisect_right(self._starts, index)
        return Edit(self._starts[line - 1], self._starts[line] if line < len(self._starts) else len(self.text), "")

    def is_in_value(self, index: int) -> bool:
        """Tell whether the character at `index` belongs to a key or a value, and not to a comment."""
        number = bisect_right(self._scalars, index, key=lambda node: node.start) - 1
        if number < 0 or index >= self._scalars[number].end:
            return False
        node = self._scalars[number]
        if node.plain or self.text[node.start] not in "|>":
            return True
        # a block ends where the next thing begins: comments in between stand further to the left than its text
        first = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)\s*?(?P<indent>[ ]*)\S").match(self.text, node.start)
        line = self._starts[bisect_right(self._starts, index) - 1]
        return first is None or index - line >= len(first["indent"])

    @cached_property
    def _starts(self) -> list[int]:
        return starts(self.text)

    def _spot(self, index: int) -> tuple[int, int]:
        """Give the line and the column of a character, from 1."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    @cached_property
    def _scalars(self) -> list[Scalar]:
        """Every key and value of the tree, in the order of the file."""
        found: list[Scalar] = []
        todo: list[Node] = [self.root] if self.root else []
        while todo:
            node = todo.pop()
            if isinstance(node, Scalar):
                found.append(node)
            elif isinstance(node, Sequence):
                todo.extend(node.items)
            else:
                todo.extend(part for pair in node.pairs() for part in pair)
        return sorted(found, key=lambda node: node.start)

    def mark(self, start: int, end: int) -> Place:
        """Give the place of a range of text that is no value."""
        return self._place(start, end, [])

    def _extent(self, node: Node) -> tuple[int, int]:
        if isinstance(node, Scalar):
            if node.start < node.end:
                return node.start, node.end
        elif node.flow:
            return node.start, node.end
        taken = self._step_to(node)
        if taken and isinstance(taken[0], Mapping):
            key = taken[0].key(str(taken[1]))
            return key.start, key.end
        if isinstance(node, Mapping) and node.entries:
            entry = node.entries.get("id")
            shown = entry[1] if entry and isinstance(entry[1], Scalar) else node.key(next(iter(node.entries)))
            return shown.start, shown.end
        return self._extent(taken[0]) if taken else (node.start, node.start)

    def _place(self, start: int, end: int, way: Several[tuple[Node | None, Step]]) -> Place:
        if end > start and self._spot(end)[1] == 1:
            # a block scalar ends where the next token starts; the text ends earlier
            end = start + len(self.text[start:end].rstrip(" \t\r\n"))
        return Place(self.path, *self._spot(start), *self._spot(end), _pointer(way), "/".join(_trail(way)))


def index_of(node: Sequence, step: str) -> int | None:
    """Find the item with this id, with this text, or at this index."""
    for index, item in enumerate(node.items):
        entry = item.entries.get("id") if isinstance(item, Mapping) else None
        if (entry and isinstance(entry[1], Scalar) and entry[1].text == step) or (
            isinstance(item, Scalar) and item.text == step
        ):
            return index
    return int(step) if step.isdecimal() and int(step) < len(node.items) else None


def follow(node: Node, steps: Several[str]) -> tuple[Node, Several[str]]:
    """Follow keys and ids from `node`: give the node that was reached, and the steps that led nowhere."""
    for number, step in enumerate(steps):
        index = index_of(node, step) if isinstance(node, Sequence) else None
        found = _child(node, step if index is None else index)
        if found is None:
            return node, steps[number:]
        node = found
    return node, ()


def _step_from(holder: Mapping | Sequence, node: Scalar) -> _Taken | None:
    """Search for a single value or key: in a small file 20 us, where a table of all takes 100."""
    if isinstance(holder, Mapping):
        for name, (key, value) in holder.entries.items():
            if value is node or key is node:
                return holder, name
    elif node in holder.items:
        return holder, holder.items.index(node)
    return None


def _child(node: Node, step: Step) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
        return node.entries[step][1]
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _pointer(way: Several[tuple[Node | None, Step]]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for _, step in way)


def _trail(way: Several[tuple[Node | None, Step]]) -> Iterator[str]:
    """Name the steps by the ids of list items; an item without one by what it says first, a bare one by nothing."""
    for parent, step in way:
        if isinstance(step, str):
            yield step
        elif isinstance(parent, Sequence) and step < len(parent.items):
            item = parent.items[step]
            if isinstance(item, Mapping):
                yield called(item)


def called(item: Mapping) -> str:
    """Give the id of a list item, or the first two values in it: a measurement is its goal and its period."""
    entry = item.entries.get("id")
    if entry and isinstance(entry[1], Scalar):
        return entry[1].text
    said = [value.text for _, value in item.entries.values() if isinstance(value, Scalar)]
    return " ".join(said[:2])


def plain(node: Node) -> object:
    """Give what `node` says as text, lists and dictionaries: exactly the file's keys and spellings."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name: plain(value) for name, (_, value) in node.entries.items()}


def written(node: Node) -> str:
    """Give a value as one line of text, close to how it was written."""
    if isinstance(node, Scalar):
        return re.sub("[ \t\r\n]+", " ", node.text).strip(" ")
    if isinstance(node, Sequence):
        return "; ".join(written(item) for item in node.items)
    return ", ".join(f"{key}: {written(value)}" for key, (_, value) in node.entries.items())
