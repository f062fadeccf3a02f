"""Change the values of a file, and not one character beside them.

    changed("data/convenants/voorbeeldbank.yaml", data, [
        Put(("term", "ends"), date(2030, 12, 31)),
        Put(("goals", "stageplekken", "target", "at_least"), Decimal(30)),
        Add(("measurements",), {"goal": "stageplekken", "period": "2025", "value": Decimal(17)}),
        Remove(("predecessor",)),
    ])

A path is made of keys, and for the items of a list of their ids or indexes, as an amendment writes it. What is new is
written the way the file is: its indentation, its line ends, in one line or in several like its neighbours, with
quotes only where readers of YAML need them. Comments, spacing, a byte-order mark and the end of the file stay.

Every change is proven: both texts are read, and what was asked for is the only difference; else nothing comes out.
Whether the new value is a good one is not asked here; `consequences` tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Keys
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from convtool.characters import BREAK, code_point, column_of, deceives
from convtool.diagnostics import Edit, Level
from convtool.documents import Document, Mapping, Node, Scalar, Sequence, Step, index_of
from convtool.errors import ConvtoolError, WrongUse
from convtool.forms import Either, Keyed, Listed, Worded
from convtool.limits import Limits
from convtool.messages import say
from convtool.notation import WIDTH, Layout, Value, below, in_line, in_lines, is_list
from convtool.parsing import parse
from convtool.portfolio import kind_of
from convtool.reading import describe, is_empty
from convtool.records import is_record

if TYPE_CHECKING:
    from convtool.diagnostics import Fault

_MARK = b"\xef\xbb\xbf"

Path = tuple[str, ...]


class Put(NamedTuple):
    """Let a key or a list item have this value; a key that is not there comes where the record has it."""

    path: Path
    value: Value


class Add(NamedTuple):
    """Let a list have one item more, at its end; a list that is not there is begun."""

    path: Path
    item: Value


class Remove(NamedTuple):
    """Take out a key with its value, or a list item."""

    path: Path


Change = Put | Add | Remove


def changed(path: str, data: bytes, changes: Iterable[Change], limits: Limits = Limits()) -> bytes:  # noqa: B008 - immutable
    """Give the bytes of the file at `path` with `changes` made in them, one after the other.

    Raises `ConvtoolError` for a file that cannot be read as it is, and for a change that cannot be made without
    touching more than was asked; `WrongUse` for a path that leads nowhere and a text that would deceive a reader.
    """
    document, faults = parse(path, data, limits)
    for change in changes:
        root = _whole(document, faults)
        deed = _deed(root, change)
        _legible(deed.value)
        data = spliced(data, [_edit(document, root, deed)])
        document, faults = parse(path, data, limits)
        if document.root is None or not says(document.root, _wanted(root, deed)):
            raise ConvtoolError(
                say("{path} cannot be changed without touching more than was asked", path=path),
                say("change {field} with an editor", field="/".join(change.path)),
            )
    return data


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Give the bytes with every edit in it; what is no UTF-8 elsewhere in the file stays as it is."""
    marked = data.startswith(_MARK)
    text = data.decode("utf-8", "surrogateescape")
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[at : start + marked], new]
        at = end + marked
    return "".join([*pieces, text[at:]]).encode("utf-8", "surrogateescape")


def _whole(document: Document, faults: Iterable[Fault]) -> Mapping:
    """Give the tree of a file in which every reader reads the same; raises `ConvtoolError` for another one."""
    for _, finding in faults:
        if finding.level is not Level.WARNING:
            raise ConvtoolError(
                say("{path}:{line}: {found}", path=document.path, line=finding.place.line, found=finding.message),
                finding.help,
            )
    return cast("Mapping", document.root)


def _legible(value: Value) -> None:
    """Refuse a text with a character in it that no reader sees, or that turns the text around."""
    for text in _texts(value):
        odd = deceives(text.replace("\n", ""))
        if odd:
            found = say('"{text}" holds character {odd}, which no reader sees', text=text, odd=code_point(odd))
            raise WrongUse(found, say("leave it out"))


def _texts(value: Value) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Keys):
        for key, each in value.items():
            yield key
            yield from _texts(each)
    elif is_list(value):
        for each in value:
            yield from _texts(each)


# ---------------------------------------------------------------------------------------------------
# What is to be done, and where


class _Spot(NamedTuple):
    """A node: those on the way to it from the root, itself the last, and the step taken to each but the root."""

    nodes: list[Node]
    steps: list[Step]

    @property
    def node(self) -> Node:
        """The node itself."""
        return self.nodes[-1]

    @property
    def parent(self) -> Mapping | Sequence:
        """What holds the node."""
        return cast("Mapping | Sequence", self.nodes[-2])

    @property
    def key(self) -> Scalar | None:
        """The key that the node is written under; None for a list item."""
        return self.parent.key(str(self.steps[-1])) if isinstance(self.parent, Mapping) else None


class _Replace(NamedTuple):
    spot: _Spot
    value: Value


class _NewKey(NamedTuple):
    spot: _Spot
    name: str
    value: Value


class _NewItem(NamedTuple):
    spot: _Spot
    value: Value


class _TakeOut(NamedTuple):
    spot: _Spot
    value: Value = ()


_Deed = _Replace | _NewKey | _NewItem | _TakeOut


def _deed(root: Mapping, change: Change) -> _Deed:
    """Find where a change is to be made, and what has to be done there."""
    spot, rest = _spot(root, change.path)
    if isinstance(change, Remove):
        if rest or not spot.steps:
            raise _nowhere(change.path)
        return _TakeOut(spot)
    value = change.value if isinstance(change, Put) else [change.item]
    if rest:
        value = reduce(lambda inner, step: {step: inner}, reversed(rest[1:]), value)
        if isinstance(spot.node, Mapping):
            return _NewKey(spot, rest[0], value)
        if not is_empty(spot.node):
            raise _nowhere(change.path)
        return _Replace(spot, {rest[0]: value})
    if not spot.steps:
        raise _nowhere(change.path)
    if isinstance(change, Add) and isinstance(spot.node, Sequence) and spot.node.items:
        return _NewItem(spot, change.item)
    if isinstance(change, Put) or isinstance(spot.node, Sequence) or is_empty(spot.node):
        return _Replace(spot, value)
    found = say('"{path}" is no list here: {found}', path="/".join(change.path), found=describe(spot.node))
    raise WrongUse(found, say("take that out first, if it no longer holds"))


def _spot(root: Mapping, path: Path) -> tuple[_Spot, Path]:
    """Follow a path as far as it leads; give also the steps that lead on."""
    node: Node = root
    spot = _Spot([root], [])
    for number, word in enumerate(path):
        if isinstance(node, Mapping) and word in node.entries:
            step: Step = word
            node = node.entries[word][1]
        elif isinstance(node, Sequence) and (index := index_of(node, word)) is not None:
            step, node = index, node.items[index]
        else:
            return spot, path[number:]
        spot.nodes.append(node)
        spot.steps.append(step)
    return spot, ()


def _nowhere(path: Path) -> WrongUse:
    return WrongUse(say('"{path}" leads to nothing in this file', path="/".join(path)))


# ---------------------------------------------------------------------------------------------------
# The characters that change


def _edit(document: Document, root: Mapping, deed: _Deed) -> Edit:
    text = document.text
    layout = _layout(text, root)
    if isinstance(deed, _Replace):
        return _replaced(text, layout, deed.spot, deed.value)
    if isinstance(deed, _NewKey):
        return _with_key(document, layout, deed.spot, deed.name, deed.value)
    if isinstance(deed, _NewItem):
        return _with_item(text, layout, deed.spot, deed.value)
    return _without(text, layout, deed.spot)


def _layout(text: str, root: Mapping) -> Layout:
    """See how far a file indents, by the first mapping and the first list below its top."""
    below_root = [value for _, value in root.entries.values() if not isinstance(value, Scalar) and not value.flow]
    edge = column_of(text, root.start)
    mapping = [column_of(text, value.start) - edge for value in below_root if isinstance(value, Mapping)]
    dash = [column_of(text, value.start) - edge for value in below_root if isinstance(value, Sequence)]
    return Layout(*mapping[:1] or [Layout().mapping], *dash[:1] or mapping[:1] or [Layout().dash])


def _replaced(text: str, layout: Layout, spot: _Spot, value: Value) -> Edit:
    start, end = spot.node.start, _end(text, spot.node)
    column = column_of(text, spot.parent.start)
    flow = in_line(value, flow=_in_flow(spot))
    if _in_flow(spot):
        return Edit(start, end, flow if text[start - 1 : start] != ":" else f" {flow}")
    followed = text[end : _line_end(text, end)].strip()  # a comment behind the value, that a block would swallow
    if spot.key is None:
        head = "-".ljust(column_of(text, spot.node.start) - column - 1)
        behind = start - (text[start - 1] == " ")
    else:
        behind = text.find(":", spot.key.end) + 1 or spot.key.end  # behind "? key" there may be none
        head = text[spot.key.start : behind]
    between = text[behind:start]
    lines = [f"{head} {flow}"] if followed else in_lines(head, value, layout, WIDTH - column)
    if between.strip():  # a comment stands between the key and the lines of its value
        return Edit(behind, end, f" {flow}{between.rstrip()}")
    if len(lines) == 1 and between and not BREAK.search(between):
        return Edit(start, end, flow)
    if len(lines) > 1:
        end = _line_end(text, end)  # spaces behind the value would become part of a block
    return Edit(behind, end, _joined(text, end, lines, column)[len(head) :])


def _with_key(document: Document, layout: Layout, spot: _Spot, name: str, value: Value) -> Edit:
    text, node = document.text, cast("Mapping", spot.node)
    before = _predecessor(node, name, _order(document.path, spot.steps))
    if node.flow:
        pair = f"{in_line(name, flow=True)}: {in_line(value, flow=True)}"
        at = _end(text, node.entries[before][1]) if before else node.start + 1
        return Edit(at, at, f", {pair}" if before else pair)
    at = _end(text, node.entries[str(before)][1])
    if len(spot.nodes) == 1 and before == list(node.entries)[-1]:
        at = max(at, len(text[: node.end].rstrip()))  # behind a heading that closes the file
    column = column_of(text, node.start)
    lines = in_lines(f"{in_line(name, flow=True)}:", value, layout, WIDTH - column)
    return _inserted(text, at, lines, column)


def _with_item(text: str, layout: Layout, spot: _Spot, value: Value) -> Edit:
    node = cast("Sequence", spot.node)
    first, last = node.items[0], node.items[-1]
    at = _end(text, last)
    if node.flow:
        comma = text[_end(text, node.items[-2]) : last.start] if len(node.items) > 1 else ""
        return Edit(at, at, (comma if re.fullmatch(r"\s*,\s*", comma) else ", ") + in_line(value, flow=True))
    gap = text[node.start + 1 : first.start]
    head = "-".ljust(len(gap)) if gap and not gap.strip(" ") else "-"
    column = column_of(text, node.start)
    neighbours = [item.flow for item in node.items if not isinstance(item, Scalar)]
    if isinstance(value, Keys) and value and neighbours and not any(neighbours):
        lines = below(head, value, layout, WIDTH - column)
    else:
        lines = in_lines(head, value, layout, WIDTH - column)
    return _inserted(text, at, lines, column)


def _without(text: str, layout: Layout, spot: _Spot) -> Edit:
    parent, step = spot.parent, spot.steps[-1]
    parts = _parts(text, parent)
    number = list(parent.entries).index(str(step)) if isinstance(parent, Mapping) else int(step)
    start, end = parts[number]
    if len(parts) == 1:
        if len(spot.nodes) > 2:  # noqa: PLR2004 - the root, what it holds, and what is in that
            return _replaced(text, layout, _Spot(spot.nodes[:-1], spot.steps[:-1]), {} if spot.key else [])
        raise _nowhere(tuple(str(each) for each in spot.steps))
    if parent.flow:
        return Edit(parts[number - 1][1], end, "") if number else Edit(start, parts[1][0], "")
    line = _line_start(text, start)
    if text[line:start].strip() in ("", "?"):
        end = _line_end(text, end)
        broken = BREAK.match(text, end)
        return Edit(line, broken.end() if broken else end, "")
    # the first key of a list item stands behind the dash: the next one comes there
    return Edit(start, parts[number + 1][0], "")


def _parts(text: str, node: Mapping | Sequence) -> list[tuple[int, int]]:
    """Give where each key with its value, or each list item with its dash, starts and ends."""
    if isinstance(node, Mapping):
        return [(key.start, max(key.end, _end(text, value))) for key, value in node.pairs()]
    starts = [item.start if node.flow else text.rindex("-", 0, item.start + 1) for item in node.items]
    return [(start, _end(text, item)) for start, item in zip(starts, node.items, strict=True)]


def _in_flow(spot: _Spot) -> bool:
    """Tell whether a node stands between brackets or braces."""
    return any(not isinstance(node, Scalar) and node.flow for node in spot.nodes[:-1])


def _inserted(text: str, at: int, lines: list[str], column: int) -> Edit:
    """Give the edit that puts lines behind the line around `at`, with its comment."""
    at = _line_end(text, at)
    return Edit(at, at, _joined(text, at, ["", *lines], column))


def _joined(text: str, at: int, lines: list[str], column: int) -> str:
    """Join lines by the line end that the file has there; all but the first are indented."""
    broken = BREAK.search(text, at) or BREAK.search(text)
    end = broken.group() if broken else "\n"
    return end.join([lines[0], *(line and " " * column + line for line in lines[1:])])


def _line_end(text: str, index: int) -> int:
    broken = BREAK.search(text, index)
    return broken.start() if broken else len(text)


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _end(text: str, node: Node) -> int:
    """Give where the last character of a value is behind: the parser counts what follows a block to it."""
    while not isinstance(node, Scalar):
        if node.flow:
            return node.end
        node = node.items[-1] if isinstance(node, Sequence) else list(node.entries.values())[-1][1]
    start, end = node.start, node.end
    header = _BLOCK.match(text, start)
    if header is None:
        return end
    if "+" in header.group():  # the empty lines behind it are part of it
        return len(re.sub(r"(?:\r\n|\r|\n)\Z", "", text[:end]))
    return len(text[:end].rstrip(" \t\r\n"))


_BLOCK = re.compile("[|>][-+0-9]*")


# ---------------------------------------------------------------------------------------------------
# Where a key belongs


def _predecessor(node: Mapping, name: str, order: list[str]) -> str | None:
    """Give the key behind which a new one comes: the nearest one that the record has before it, else the last."""
    if name in order:
        before = [key for key in order[: order.index(name)] if key in node.entries]
        if before:
            return before[-1]
    return list(node.entries)[-1] if node.entries else None


def _order(path: str, steps: list[Step]) -> list[str]:
    """Give the keys of the record that the steps lead to, in its own order; none where it is no record."""
    form: Any = kind_of(path)
    for step in steps:
        form = _within(form, step)
    form = _structure(form)
    return list(form.fields) if is_record(form) else []


def _within(form: Any, step: Step) -> Any:  # noqa: ANN401 - forms have no common type
    form = _structure(form)
    if isinstance(form, Listed | Keyed):
        return form.form
    return form.fields[step].form if is_record(form) and step in form.fields else None


def _structure(form: Any) -> Any:  # noqa: ANN401 - forms have no common type
    """Give the form of what has parts, where a single value may stand for it."""
    while isinstance(form, Either | Worded):
        form = form.structure if isinstance(form, Either) else form.otherwise
    return form


# ---------------------------------------------------------------------------------------------------
# The proof


def _wanted(root: Mapping, deed: _Deed) -> Any:  # noqa: ANN401 - lists and dictionaries of nodes and values
    """Give what the file has to say afterwards: all that it said, and the one thing that changes."""
    tree = _opened(root)
    steps = deed.spot.steps
    if isinstance(deed, _NewKey | _NewItem):
        holder = reduce(lambda inner, step: inner[step], steps, tree)
        if isinstance(deed, _NewKey):
            holder[deed.name] = deed.value
        else:
            holder.append(deed.value)
        return tree
    holder = reduce(lambda inner, step: inner[step], steps[:-1], tree)
    if isinstance(deed, _Replace):
        holder[steps[-1]] = deed.value
    else:
        del holder[steps[-1]]
    return tree


def _opened(node: Node) -> Any:  # noqa: ANN401 - as above
    if isinstance(node, Mapping):
        return {name: _opened(value) for name, (_, value) in node.entries.items()}
    return [_opened(item) for item in node.items] if isinstance(node, Sequence) else node


def says(node: Node, wanted: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether a node says what is wanted: a value, or nodes in which also the quotes have to be the same."""
    if isinstance(node, Mapping):
        return (
            isinstance(wanted, Keys)
            and node.entries.keys() == wanted.keys()
            and all(says(value, wanted[name]) for name, (_, value) in node.entries.items())
        )
    if isinstance(node, Sequence):
        return (
            isinstance(wanted, list | tuple)
            and len(node.items) == len(wanted)
            and all(says(item, each) for item, each in zip(node.items, wanted, strict=True))
        )
    if isinstance(wanted, Scalar):
        return (node.text, node.plain) == (wanted.text, wanted.plain)
    if isinstance(wanted, str):
        return node.text == wanted
    return not isinstance(wanted, Keys | list | tuple) and node.plain and node.text == in_line(wanted, flow=False)
