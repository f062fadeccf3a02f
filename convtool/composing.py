"""A text to a tree by the events of the YAML parser, which is the judge of all that is not plain.

The parser's *events* are used and never a composer or constructor, so no value is guessed: every scalar stays the
text that was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
)

from convtool.characters import code_point, deceives
from convtool.diagnostics import Fault, Finding, Level, Place
from convtool.documents import Document, Mapping, Node, Scalar, Sequence
from convtool.limits import MOST, Limits
from convtool.messages import Message, say

if TYPE_CHECKING:
    from yaml import SafeLoader as Events
else:
    try:
        from yaml._yaml import CParser as Events
    except ImportError:  # PyYAML without its C parser: the same events, slower
        from yaml import SafeLoader as Events


def compose(document: Document, limits: Limits) -> tuple[Mapping | None, list[Fault]]:
    """Give the mapping that the text of a document says, None where it cannot be read, and the first `MOST` faults.

    Never raises on any text. Where the parser itself fails on one, there is no mapping and no fault.
    """
    builder = _Builder(document, limits)
    try:
        root = builder.build(Events(document.text))
    except _Stop as stop:
        return None, [*builder.faults, stop.fault]
    except MarkedYAMLError as error:
        return None, [*builder.faults, _syntax(document, error)]
    except (YAMLError, ValueError, OverflowError, RecursionError, MemoryError):
        return None, builder.faults
    return None if builder.hidden else root, builder.faults


class _Stop(Exception):  # noqa: N818 - it carries a fault, it is no error
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


class _Builder:
    """Events to nodes, without recursion: an explicit stack, counted events and counted depth."""

    def __init__(self, document: Document, limits: Limits) -> None:
        self.document = document
        self.limits = limits
        self.faults: list[Fault] = []
        self.hidden = False
        """Whether something is written whose meaning does not show where it stands (CV004)."""

    def build(self, events: Events) -> Mapping:  # noqa: C901, PLR0912, PLR0915 - the hottest loop, and calls cost
        """Give the one mapping that the events describe; raises `_Stop` where nothing more can be read."""
        get: Any = events.get_event
        make = Scalar.__new__  # filled here: two of three nodes are scalars, and a call costs more than all the rest
        left, depth = self.limits.events, self.limits.depth
        odd = any(sign in self.document.text for sign in "&!\\")  # without these: no anchor, no tag, no escape
        outer: list[tuple[Any, Any, Any]] = []
        open_node: Any = None
        entries: dict[str, tuple[Scalar, Node]] | None = None  # of the open node: one of the two, or none at the top
        items: list[Node] | None = None
        key: Scalar | None = None
        root: Node | None = None
        node: Any
        while True:
            event = get()
            kind = type(event)
            if kind is ScalarEvent:
                node = make(Scalar)
                node.text = event.value
                node.plain = event.implicit[0]
                node.start = event.start_mark.index
                node.end = event.end_mark.index
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                open_node.end = event.end_mark.index
                open_node, entries, items = outer.pop()
                continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                sort = Mapping if kind is MappingStartEvent else Sequence
                node = sort(event.start_mark.index, event.end_mark.index, event.flow_style)
            elif kind is StreamEndEvent:
                return self._top(root)
            else:
                self._aside(event, root)
                continue
            if odd:
                self._odd(event, node)
            left -= 1
            if left < 0:
                raise self._too_much(node)
            if key is not None and entries is not None:
                if (name := key.text) in entries or name == "<<":
                    self._oddity(entries, key, node)
                else:
                    entries[name] = key, node
                key = None
            elif entries is not None:
                if kind is not ScalarEvent:
                    raise self._stop("CV001", node, say("a key must be one word, not a list or a mapping"))
                key = node
                continue
            elif items is not None:
                items.append(node)
            else:
                root = node
            if kind is not ScalarEvent:
                outer.append((open_node, entries, items))
                if len(outer) > depth:
                    raise self._too_deep(node)
                open_node = node
                entries, items = (node.entries, None) if kind is MappingStartEvent else (None, node.items)

    def _odd(self, event: Any, node: Node) -> None:  # noqa: ANN401 - PyYAML's events have no common type
        """Look for what is not meant for readers: an anchor, a tag, an escape."""
        if event.anchor is not None or event.tag is not None:
            self._machinery(event, node)
        if isinstance(node, Scalar) and event.style == '"' and not node.text.isprintable():
            self._escapes(node)

    def _oddity(self, entries: dict[str, tuple[Scalar, Node]], key: Scalar, node: Node) -> None:
        """Take a key that is written twice, or that merges: the first value written stays."""
        first = entries.setdefault(key.text, (key, node))[0]
        if first is not key:
            if len(self.faults) >= MOST:
                return
            here, there = self.document.mark(key.start, key.end), self.document.mark(first.start, first.end)
            found = say('key "{key}" is written twice; the first is on line {line}', key=key.text, line=there.line)
            self.faults.append(Fault("CV002", Finding(here, found, say("keep one of the two"), (there,))))
        elif key.plain:
            self._fault("CV004", key, say("a merge key (<<) has no place in a register"), _WRITE_OUT)

    def _aside(self, event: Any, root: Node | None) -> None:  # noqa: ANN401 - PyYAML's events have no common type
        """Take note of what is no value: where documents start and end, and aliases."""
        here = Scalar("", plain=False, start=event.start_mark.index, end=event.end_mark.index)
        if isinstance(event, AliasEvent):
            found = say("alias *{name}: what it stands for is not visible here", name=event.anchor)
            raise self._stop("CV004", here, found, _WRITE_OUT)
        if isinstance(event, DocumentStartEvent):
            if root is not None:
                found = say("a second document starts here; a file holds one record")
                raise self._stop("CV001", here, found, say("put it in a file of its own"))
            if event.version or event.tags:
                self._fault("CV004", here, _DIRECTIVE, say("remove the line"))
        elif isinstance(event, DocumentEndEvent) and event.explicit:
            place = self.document.mark(here.start, here.end)
            found = say('a closing document marker "..."')
            whole = self.document.whole_line(here.start)
            finding = Finding(place, found, say("remove the line"), level=Level.WARNING, repair=(whole,))
            self.faults.append(Fault("CV008", finding))

    def _machinery(self, event: Any, node: Node) -> None:  # noqa: ANN401 - PyYAML's events have no common type
        """Report an anchor or a tag: a reviewer would not see what they do."""
        if event.anchor is not None:
            found = say("anchor &{name} has no place in a register", name=event.anchor)
        else:
            found = say("tag {name} has no place in a register", name=event.tag.replace(_CORE, "!!"))
        self._fault("CV004", node, found, _WRITE_OUT)

    def _escapes(self, node: Scalar) -> None:
        odd = deceives(node.text)
        if odd:
            found = say("an escape makes character {character}, which no reader sees", character=code_point(odd))
            self._fault("CV006", node, found, say("remove it"))

    def _top(self, root: Node | None) -> Mapping:
        if isinstance(root, Mapping):
            return root
        if root is None or (isinstance(root, Scalar) and root.start == root.end):
            hint = say("write the record, or remove the file")
            whole = Place(self.document.path, 1, 1, 1, 1)
            raise _Stop(Fault("CV001", Finding(whole, say("the file holds only comments"), hint)))
        found = say('a record starts with "key: value"; this is a list or a single value')
        raise self._stop("CV001", root, found, say("start with schema: 1"))

    def _too_much(self, node: Node) -> _Stop:
        found = say("the file has more than {limit} values", limit=self.limits.events)
        return self._stop("CV005", node, found, say("a file holds one record: move what is no part of it elsewhere"))

    def _too_deep(self, node: Node) -> _Stop:
        return self._stop("CV005", node, say("values are nested deeper than {limit} levels", limit=self.limits.depth))

    def _fault(self, code: str, node: Node, message: Message, hint: Message | None = None) -> None:
        self.hidden |= code == "CV004"
        if len(self.faults) < MOST:
            self.faults.append(self._met(code, node, message, hint))

    def _stop(self, code: str, node: Node, message: Message, hint: Message | None = None) -> _Stop:
        return _Stop(self._met(code, node, message, hint))

    def _met(self, code: str, node: Node, message: Message, hint: Message | None) -> Fault:
        end = node.end if isinstance(node, Scalar) else node.start
        return Fault(code, Finding(self.document.mark(node.start, end), message, hint))


_CORE = "tag:yaml.org,2002:"
_WRITE_OUT: Message = say("write the value out in full; a text that starts with & or * or ! needs quotes")
_DIRECTIVE: Message = say("a directive (a line that starts with %) has no place in a register")

_PROBLEMS: dict[str, Message] = {
    "mapping values are not allowed in this context": say(
        "a colon with a space after it stands inside a text, or a line is indented too far"
    ),
    "did not find expected key": say("a key was expected here: look at the indentation and at open quotes or brackets"),
    "did not find expected '-' indicator": say('a list item (a line that starts with "- ") was expected here'),
    "could not find expected ':'": say('a colon was expected: this line is no "key: value"'),
    "found unexpected end of stream": say("the file ends inside a quoted text: a closing quote is missing"),
    "found unexpected document indicator": say(
        "a document marker stands inside a quoted text: a closing quote is missing"
    ),
    "did not find expected ',' or ']'": say("a comma or a closing bracket ] was expected here"),
    "did not find expected ',' or '}'": say("a comma or a closing brace }} was expected here"),
    "did not find expected node content": say("a value was expected here: look for a comma or a bracket too many"),
    "found character that cannot start any token": say("no value can start with this character without quotes"),
    "found a tab character that violates indentation": say("a tab is used to indent; YAML wants spaces"),
    "found a tab character where an indentation space is expected": say("a tab is used to indent; YAML wants spaces"),
    "found unexpected ':'": say("a colon stands where a text inside brackets or braces needs quotes"),
    "did not find expected comment or line break": say("nothing but a comment may follow here on this line"),
    "found unknown escape character": say("a backslash in double quotes starts an escape that YAML does not know"),
    "block sequence entries are not allowed in this context": say(
        "a list item is not allowed here: put it on a line of its own"
    ),
    "did not find expected <document start>": say(
        "text stands outside the record: look at the indentation of this line"
    ),
}
_MACHINERY: dict[str, Message] = {
    "while scanning a directive": _DIRECTIVE,
    "while parsing a node": say("a tag (a word that starts with !) has no place in a register"),
    "while scanning a tag": say("a tag (a word that starts with !) has no place in a register"),
    "while scanning an anchor": say("an anchor (&) has no place in a register"),
    "while scanning an alias": say("an alias (*) has no place in a register"),
    "found incompatible YAML document": _DIRECTIVE,
    "found duplicate %YAML directive": _DIRECTIVE,
    "found duplicate %TAG directive": _DIRECTIVE,
}


def _syntax(document: Document, error: MarkedYAMLError) -> Fault:
    """Say in our own words what the parser met, at the place where it stopped."""
    problem = str(error.problem)
    machinery = _MACHINERY.get(str(error.context)) or _MACHINERY.get(problem)
    if machinery:
        return Fault("CV004", Finding(_at(document, error.context_mark or error.problem_mark), machinery, _WRITE_OUT))
    place = _at(document, error.problem_mark or error.context_mark)
    context = _at(document, error.context_mark) if error.context_mark else place
    related = () if context == place else (context,)
    reason = _PROBLEMS.get(problem) or say("this is no YAML: {problem}", problem=problem)
    hint = say("mend this line; quotes around a text prevent most of this")
    return Fault("CV001", Finding(place, reason, hint, related))


def _at(document: Document, mark: Any) -> Place:  # noqa: ANN401 - a mark of either parser, or none
    """Give the place of one character; what lies behind the last line is the end of it."""
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = document.lines
    if line > len(lines) or (line == len(lines) and not lines[-1]):
        line = max(1, len(lines) - (not lines[-1]))
        column = len(lines[line - 1]) + 1
    return Place(document.path, line, column, line, column + 1)
