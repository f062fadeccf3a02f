"""Bytes to a document. The only door for YAML.

A guard refuses what costs memory or deceives a reader before any value is built; the parser's *events* are
used and never a composer or constructor, so no value is guessed: every scalar stays the text that was written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

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
from convtool.documents import Document, Mapping, Node, Scalar, Sequence
from convtool.messages import Message, say

try:
    from yaml._yaml import CParser as Events
except ImportError:  # PyYAML without its C parser: the same events, slower
    from yaml import SafeLoader as Events

if TYPE_CHECKING:
    from collections.abc import Callable


class Limits(NamedTuple):
    """What one file may cost: bytes, parser events and levels of nesting."""

    size: int = 1024 * 1024
    events: int = 50_000
    depth: int = 20


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
        found = say(
            "the file is {size} bytes, more than the {limit} that a register file may have",
            size=len(data),
            limit=limits.size,
        )
        return "", [Fault("CV005", Finding(start, found, say("split it, or raise the limit in convtool.toml")))]
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        nulls = data.count(0)
        found = say("the file holds only NUL bytes ({count})", count=nulls) if nulls else say("the file is empty")
        hint = (
            say("a power cut leaves such a file; get the last good version from git")
            if nulls
            else say("write the record, or remove the file")
        )
        return "", [Fault("CV001", Finding(start, found, hint))]
    faults: list[Fault] = []
    if data.startswith(b"\xef\xbb\xbf"):
        faults.append(
            Fault(
                "CV008",
                Finding(
                    start,
                    say("the file starts with a byte-order mark"),
                    say("save it as UTF-8 without one"),
                    level=Level.WARNING,
                ),
            )
        )
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = re.split("\r\n|\r|\n", before)
        place = Place(path, len(line), len(line[-1]) + 1, len(line), len(line[-1]) + 2)
        byte = f"0x{data[error.start]:02x}"
        found = say("byte {byte} here is no UTF-8", byte=byte)
        return "", [
            *faults,
            Fault("CV001", Finding(place, found, say("save the file with the encoding UTF-8"))),
        ]
    faults.extend(unfit(path, text))
    return text, faults


_PROBLEMS: dict[str, Message] = {
    "mapping values are not allowed in this context": say(
        "a colon with a space after it stands inside a text, or a line is indented too far"
    ),
    "did not find expected key": say("a key was expected here: look at the indentation and at open quotes or brackets"),
    "did not find expected '-' indicator": say('a list item (a line that starts with "- ") was expected here'),
    "could not find expected ':'": say('a colon was expected: this line is no "key: value"'),
    "found unexpected end of stream": say("the file ends inside a quoted text: a closing quote is missing"),
    "did not find expected ',' or ']'": say("a comma or a closing bracket ] was expected here"),
    "did not find expected ',' or '}'": say("a comma or a closing brace } was expected here"),
    "found character that cannot start any token": say("no value can start with this character without quotes"),
    "found a tab character that violates indentation": say("a tab is used to indent; YAML wants spaces"),
    "found unknown escape character": say("a backslash in double quotes starts an escape that YAML does not know"),
    "block sequence entries are not allowed in this context": say(
        "a list item is not allowed here: put it on a line of its own"
    ),
    "did not find expected <document start>": say(
        "text stands outside the record: look at the indentation of this line"
    ),
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
    return Fault(
        "CV001",
        Finding(place, reason, say("mend this line; quotes around a text prevent most of this"), related),
    )


class _Builder:
    """Events to nodes, without recursion: an explicit stack, counted events and counted depth."""

    def __init__(self, document: Document, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.faults: list[Fault] = []

    def build(self, events: Any) -> Mapping | None:
        """Give the one mapping that the events describe; raises `_Stop` where nothing more can be read."""
        get: Callable[[], Any] = events.get_event
        stack: list[Any] = []
        keys: list[Scalar | None] = []
        root: Node | None = None
        left = self.limits.events
        node: Node
        while True:
            event = get()
            kind = type(event)
            left -= 1
            if left < 0:
                self._stop(
                    "CV005",
                    event,
                    say("the file has more than {limit} values", limit=self.limits.events),
                    say("split it, or raise the limit in convtool.toml"),
                )
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
                    self._fault(
                        "CV008",
                        event,
                        say('a closing document marker "..."'),
                        say("remove the line"),
                        Level.WARNING,
                    )
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
                    self._stop(
                        "CV005",
                        event,
                        say("values are nested deeper than {limit} levels", limit=self.limits.depth),
                    )
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
            self.faults.append(
                Fault(
                    "CV004",
                    Finding(place, say("a merge key (<<) has no place in a register"), say("write the values out")),
                )
            )
        elif name in entries:
            here, there = (
                self.document.mark(key.start, key.end),
                self.document.mark(entries[name][0].start, entries[name][0].end),
            )
            found = say('key "{key}" is written twice; the first is on line {line}', key=name, line=there.line)
            self.faults.append(Fault("CV002", Finding(here, found, say("keep one of the two"), (there,))))
        else:
            entries[name] = key, node

    def _document(self, event: Any, root: Node | None) -> None:
        if root is not None:
            self._stop(
                "CV001",
                event,
                say("a second document starts here; a file holds one record"),
                say("put it in a file of its own"),
            )
        if event.version or event.tags:
            self._fault(
                "CV004",
                event,
                say("a directive (a line that starts with %) has no place in a register"),
                say("remove the line"),
            )

    def _machinery(self, event: Any) -> None:
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
            raise _Stop(
                Fault(
                    "CV001",
                    Finding(
                        Place(self.document.path, 1, 1, 1, 1),
                        say("the file holds only comments"),
                        say("write the record, or remove the file"),
                    ),
                )
            )
        place = self.document.mark(root.start, root.end if isinstance(root, Scalar) else root.start)
        raise _Stop(
            Fault(
                "CV001",
                Finding(place, say('a record starts with "key: value"; this is a list or a single value')),
            )
        )

    def _fault(
        self,
        code: str,
        event: Any,
        message: Message,
        help: Message | None = None,
        level: Level | None = None,
    ) -> None:
        place = self.document.mark(event.start_mark, event.end_mark)
        self.faults.append(Fault(code, Finding(place, message, help, level=level)))

    def _stop(self, code: str, event: Any, message: Message, help: Message | None = None) -> None:
        self._fault(code, event, message, help)
        raise _Stop(self.faults.pop())
