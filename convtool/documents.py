"""Bytes to a tree in which every key and value knows its place. The only door for YAML.

A guard refuses what costs memory or deceives a reader before any value is built; the parser's *events* are
used and never a composer or constructor, so no value is guessed: every scalar stays the text that was written.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from yaml import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from convtool.characters import unfit
from convtool.diagnostics import Fault, Finding, Level, Place
from convtool.messages import Message, say

try:
    from yaml._yaml import CParser as Events
except ImportError:  # PyYAML without its C parser: the same events, slower
    from yaml import SafeLoader as Events

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence as Several

    from yaml.events import Event, NodeEvent
    from yaml.error import Mark


class Limits(NamedTuple):
    """What one file may cost: bytes, parser events and levels of nesting."""

    size: int = 1024 * 1024
    events: int = 50_000
    depth: int = 20


class Scalar:
    """One written value: its text, and whether it stood plain, without quotes or block style."""

    __slots__ = ("end", "plain", "start", "text")

    def __init__(self, text: str, plain: bool, start: Mark, end: Mark) -> None:  # noqa: FBT001 - the hottest call
        self.text = text
        self.plain = plain
        self.start = start
        self.end = end


class Sequence:
    """A list, in order."""

    __slots__ = ("end", "flow", "items", "start")

    def __init__(self, start: Mark, end: Mark, flow: bool) -> None:  # noqa: FBT001 - the hottest call
        self.items: list[Node] = []
        self.start = start
        self.end = end
        self.flow = flow


class Mapping:
    """Keys and values in the order of the file."""

    __slots__ = ("end", "entries", "flow", "start")

    def __init__(self, start: Mark, end: Mark, flow: bool) -> None:  # noqa: FBT001 - the hottest call
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.start = start
        self.end = end
        self.flow = flow


Node = Scalar | Sequence | Mapping
Step = str | int


class Document:
    """One parsed file: its path, its text without a byte-order mark, and its tree (None when it has none)."""

    def __init__(self, path: str, text: str, root: Mapping | None) -> None:
        self.path = path
        self.text = text
        self.root = root

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends, as the parser counts them."""
        return re.split("\r\n|\r|\n", self.text)

    @cached_property
    def _steps(self) -> dict[int, tuple[Node, Step, Scalar | None]]:
        """For every node below the root: its parent, the step that leads to it, and the key."""
        steps: dict[int, tuple[Node, Step, Scalar | None]] = {}
        todo: list[Node] = [self.root] if self.root else []
        while todo:
            node = todo.pop()
            if isinstance(node, Mapping):
                for name, (key, value) in node.entries.items():
                    steps[id(value)] = node, name, key
                    steps[id(key)] = node, name, key
                    todo.append(value)
            elif isinstance(node, Sequence):
                for index, item in enumerate(node.items):
                    steps[id(item)] = node, index, None
                    todo.append(item)
        return steps

    def path_of(self, node: Node) -> list[tuple[Node, Step]]:
        """Give the way from the root to `node`: each parent with the step taken from it."""
        way: list[tuple[Node, Step]] = []
        while node is not self.root and id(node) in self._steps:
            parent, step, _ = self._steps[id(node)]
            way.append((parent, step))
            node = parent
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
        written = node.entries[name][0]
        return self._place(written.start, written.end, [*self.path_of(node), (node, name)])

    def mark(self, start: Mark, end: Mark) -> Place:
        """Give the place of a range of text that is no value."""
        return self._place(start, end, [])

    def _extent(self, node: Node) -> tuple[Mark, Mark]:
        if isinstance(node, Scalar):
            if node.start.index < node.end.index:
                return node.start, node.end
        elif node.flow:
            return node.start, node.end
        key = self._steps[id(node)][2] if id(node) in self._steps else None
        if key is not None:
            return key.start, key.end
        if isinstance(node, Mapping) and node.entries:
            entry = node.entries.get("id")
            shown = entry[1] if entry and isinstance(entry[1], Scalar) else next(iter(node.entries.values()))[0]
            return shown.start, shown.end
        if id(node) in self._steps:
            return self._extent(self._steps[id(node)][0])
        return node.start, node.start

    def _place(self, start: Mark, end: Mark, way: Several[tuple[Node | None, Step]]) -> Place:
        stop = end.index
        line, column = end.line, end.column
        if column == 0 and end.index > start.index:
            # a block scalar ends where the next token starts; the text ends earlier
            text = self.text[start.index : stop].rstrip()
            breaks = re.findall("\r\n|\r|\n", text)
            line = start.line + len(breaks)
            column = len(re.split("\r\n|\r|\n", text)[-1]) + (0 if breaks else start.column)
        pointer = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for _, step in way)
        return Place(
            self.path, start.line + 1, start.column + 1, line + 1, column + 1, pointer, "/".join(_trail(way))
        )


def _child(node: Node, step: Step) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
        return node.entries[step][1]
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _trail(way: Several[tuple[Node | None, Step]]) -> Iterator[str]:
    """Name the steps by the ids of list items; an item without one adds nothing."""
    for parent, step in way:
        if isinstance(step, str):
            yield step
        elif isinstance(parent, Sequence) and step < len(parent.items):
            item = parent.items[step]
            entry = item.entries.get("id") if isinstance(item, Mapping) else None
            if entry and isinstance(entry[1], Scalar):
                yield entry[1].text


def plain(node: Node) -> object:
    """Give what `node` says as text, lists and dictionaries: exactly the file's keys and spellings."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {name: plain(value) for name, (_, value) in node.entries.items()}


def parse(path: str, data: bytes, limits: Limits = Limits()) -> tuple[Document, list[Fault]]:  # noqa: B008 - immutable
    """Read one file. Gives its document, whose root is None when it cannot be read, and every fault met.

    Never raises on any bytes: what cannot be read is a fault with a place.
    """
    text, faults = _decode(path, data, limits)
    document = Document(path, text, None)
    if any(fault.finding.level is not Level.WARNING for fault in faults):
        return document, faults
    builder = _Builder(document, limits)
    try:
        document.root = builder.build(Events(text))
    except _Stop as stop:
        builder.faults.append(stop.fault)
    except MarkedYAMLError as error:
        builder.faults.append(_syntax(document, error))
    except (YAMLError, ValueError, OverflowError, RecursionError, MemoryError):
        whole = Place(path, 1, 1, 1, 1)
        builder.faults.append(Fault("CV001", Finding(whole, say("this is not readable as YAML"))))
    if any(fault.finding.level is not Level.WARNING for fault in builder.faults if fault.code != "CV002"):
        document.root = None
    return document, faults + builder.faults


class _Stop(Exception):  # noqa: N818 - it carries a fault, it is no error
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def _decode(path: str, data: bytes, limits: Limits) -> tuple[str, list[Fault]]:
    start = Place(path, 1, 1, 1, 1)
    if len(data) > limits.size:
        found = say("the file is {size} bytes, more than the {limit} that a register file may have", size=len(data), limit=limits.size)
        return "", [Fault("CV005", Finding(start, found, say("split it, or raise the limit in convtool.toml")))]
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        nulls = data.count(0)
        found = say("the file holds only NUL bytes ({count})", count=nulls) if nulls else say("the file is empty")
        hint = say("a power cut leaves such a file; get the last good version from git") if nulls else say("write the record, or remove the file")
        return "", [Fault("CV001", Finding(start, found, hint))]
    faults: list[Fault] = []
    if data.startswith(b"\xef\xbb\xbf"):
        faults.append(Fault("CV008", Finding(start, say("the file starts with a byte-order mark"), say("save it as UTF-8 without one"), level=Level.WARNING)))
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = re.split("\r\n|\r|\n", before)
        place = Place(path, len(line), len(line[-1]) + 1, len(line), len(line[-1]) + 2)
        byte = f"0x{data[error.start]:02x}"
        found = say("byte {byte} here is no UTF-8", byte=byte)
        return "", [*faults, Fault("CV001", Finding(place, found, say("save the file with the encoding UTF-8")))]
    faults.extend(unfit(path, text))
    return text, faults


_PROBLEMS: dict[str, Message] = {
    "mapping values are not allowed in this context": say(
        "a colon with a space after it stands inside a text, or a line is indented too far"
    ),
    "did not find expected key": say("a key was expected here: look at the indentation and at open quotes or brackets"),
    "did not find expected '-' indicator": say("a list item (a line that starts with “- ”) was expected here"),
    "could not find expected ':'": say("a colon was expected: this line is no “key: value”"),
    "found unexpected end of stream": say("the file ends inside a quoted text: a closing quote is missing"),
    "did not find expected ',' or ']'": say("a comma or a closing bracket ] was expected here"),
    "did not find expected ',' or '}'": say("a comma or a closing brace } was expected here"),
    "found character that cannot start any token": say("no value can start with this character without quotes"),
    "found a tab character that violates indentation": say("a tab is used to indent; YAML wants spaces"),
    "found unknown escape character": say("a backslash in double quotes starts an escape that YAML does not know"),
    "block sequence entries are not allowed in this context": say("a list item is not allowed here: put it on a line of its own"),
    "did not find expected <document start>": say("text stands outside the record: look at the indentation of this line"),
}


def _syntax(document: Document, error: MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = document.lines
    if line > len(lines) or (line == len(lines) and not lines[-1]):
        line = max(1, len(lines) - (not lines[-1]))
        column = len(lines[line - 1]) + 1
    place = Place(document.path, line, column, line, column + 1)
    related: tuple[Place, ...] = ()
    context = error.context_mark
    if context and (context.line + 1, context.column + 1) != (line, column):
        related = (Place(document.path, context.line + 1, context.column + 1, context.line + 1, context.column + 2),)
    problem = str(error.problem)
    reason = _PROBLEMS.get(problem) or say("this is no YAML: {problem}", problem=problem)
    return Fault("CV001", Finding(place, reason, say("mend this line; quotes around a text prevent most of this"), related))


class _Builder:
    """Events to nodes, without recursion: an explicit stack, counted events and counted depth."""

    def __init__(self, document: Document, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.faults: list[Fault] = []

    def build(self, events: Events) -> Mapping | None:
        """Give the one mapping that the events describe; raises `_Stop` where nothing more can be read."""
        get = events.get_event
        stack: list[Sequence | Mapping] = []
        keys: list[Scalar | None] = []
        root: Node | None = None
        left = self.limits.events
        node: Node
        while True:
            event: Event = get()
            kind = type(event)
            left -= 1
            if left < 0:
                self._stop("CV005", event, say("the file has more than {limit} values", limit=self.limits.events), say("split it, or raise the limit in convtool.toml"))
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    self._machinery(event)
                node = Scalar(event.value, event.implicit[0], event.start_mark, event.end_mark)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                stack.pop().end = event.end_mark
                keys.pop()
                continue
            elif kind is MappingStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._machinery(event)
                node = Mapping(event.start_mark, event.end_mark, event.flow_style)
            elif kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    self._machinery(event)
                node = Sequence(event.start_mark, event.end_mark, event.flow_style)
            elif kind is AliasEvent:
                self._machinery(event)
                node = Scalar("", True, event.start_mark, event.end_mark)  # noqa: FBT003 - the hottest call
            elif kind is StreamStartEvent:
                continue
            elif kind is DocumentStartEvent:
                self._document(event, root)
                continue
            elif kind is DocumentEndEvent:
                if event.explicit:
                    self._fault("CV008", event, say("a closing document marker “...”"), say("remove the line"), Level.WARNING)
                continue
            elif kind is StreamEndEvent:
                break
            if stack:
                parent = stack[-1]
                if type(parent) is Sequence:
                    parent.items.append(node)
                else:
                    key = keys[-1]
                    if key is None:
                        keys[-1] = self._key(node)
                        continue
                    self._enter(parent, key, node)
                    keys[-1] = None
            else:
                root = node
            if kind is MappingStartEvent or kind is SequenceStartEvent:
                stack.append(node)
                keys.append(None)
                if len(stack) > self.limits.depth:
                    self._stop("CV005", event, say("values are nested deeper than {limit} levels", limit=self.limits.depth))
        return self._top(root)

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        place = self.document.mark(node.start, node.start)
        raise _Stop(Fault("CV001", Finding(place, say("a key must be one word, not a list or a mapping"))))

    def _enter(self, parent: Mapping, key: Scalar, node: Node) -> None:
        entries = parent.entries
        name = key.text
        if name == "<<" and key.plain:
            place = self.document.mark(key.start, key.end)
            self.faults.append(Fault("CV004", Finding(place, say("a merge key (<<) has no place in a register"), say("write the values out"))))
        elif name in entries:
            here, there = self.document.mark(key.start, key.end), self.document.mark(entries[name][0].start, entries[name][0].end)
            found = say("key “{key}” is written twice; the first is on line {line}", key=name, line=there.line)
            self.faults.append(Fault("CV002", Finding(here, found, say("keep one of the two"), (there,))))
        else:
            entries[name] = key, node

    def _document(self, event: DocumentStartEvent, root: Node | None) -> None:
        if root is not None:
            self._stop("CV001", event, say("a second document starts here; a file holds one record"), say("put it in a file of its own"))
        if event.version or event.tags:
            self._fault("CV004", event, say("a directive (a line that starts with %) has no place in a register"), say("remove the line"))

    def _machinery(self, event: NodeEvent) -> None:
        """Report an anchor, an alias or a tag: a reviewer would not see what they do."""
        if isinstance(event, AliasEvent):
            found = say("alias *{name}: what it stands for is not visible here", name=event.anchor)
        elif event.anchor is not None:
            found = say("anchor &{name} has no place in a register", name=event.anchor)
        else:
            found = say("tag {name} has no place in a register", name=event.tag)
        self._fault("CV004", event, found, say("write the value out in full"))

    def _top(self, root: Node | None) -> Mapping | None:
        if isinstance(root, Mapping):
            return root
        if root is None:
            raise _Stop(Fault("CV001", Finding(Place(self.document.path, 1, 1, 1, 1), say("the file holds only comments"), say("write the record, or remove the file"))))
        place = self.document.mark(root.start, root.end if isinstance(root, Scalar) else root.start)
        raise _Stop(Fault("CV001", Finding(place, say("a record starts with “key: value”; this is a list or a single value"))))

    def _fault(self, code: str, event: Event, message: Message, help: Message | None = None, level: Level | None = None) -> None:  # noqa: A002
        place = self.document.mark(event.start_mark, event.end_mark)
        self.faults.append(Fault(code, Finding(place, message, help, level=level)))

    def _stop(self, code: str, event: Event, message: Message, help: Message | None = None) -> None:  # noqa: A002
        self._fault(code, event, message, help)
        raise _Stop(self.faults.pop())
