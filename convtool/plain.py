"""The plain YAML that nearly every line of a register is, read line by line; where there is anything else, it gives up.

What is known here, and nothing beside it (`_LINE` and `_PART` are this grammar):

    line    = spaces ["- "] [key ": " [value]] [comment]
    key     = letters, digits, _ and -, at most 100
    value   = plain | quoted | flow | block
    plain   = text that starts with no indicator, but for a - before a digit, without ": " or " #" in it
    quoted  = "..." without a backslash, or '...' without another quote
    flow    = [value, ...] or {key: value, ...}, with no : or ? in a plain value
    block   = | or > or |- or >-, and the lines below it: indented alike, the first one not blank
    comment = # behind a space or at the start of a line, up to its end

All but a block ends on its line: a line on which a text goes on is no line here, or stands where none may start. So
what is read here means the same to every reader of YAML, and its tree is the one that the parser would give, to the
last place. A text that is not plain is for the parser, and so is all that is wrong with it.
"""

from __future__ import annotations

import re
from typing import Any

from convtool.documents import Mapping, Scalar, Sequence
from convtool.limits import Limits

_KEY = "[A-Za-z0-9_][A-Za-z0-9_-]{0,99}+"
_START = r"(?: [^\s\-?:,\[\]{}\#&*!|>'\"%@`] | -(?=[0-9]) )"
_QUOTED = r"\"[^\"\\\n]*+\" | '[^'\n]*+'(?!')"
_REST = r"(?: [ ]*+ (?: (?<![^ \n])\#.*+ )?+ )"

_LINE = re.compile(
    rf"""(?x)
    (?P<indent> [ ]*+ ) (?P<dash> -[ ] )?+ (?: (?P<key> {_KEY} ) : (?: [ ] | (?=\n) ) )?+
    (?:
        (?P<plain> {_START} [^:\#\n]*+ (?: (?: :(?![ \n]) | (?<![ ])\# ) [^:\#\n]*+ )*+ )
      | (?P<quoted> {_QUOTED} )
      | (?P<flow> [\[{{] ) .*+
      | (?P<block> [|>]-?+ )
    )?+
    {_REST}?? \n
    """
)
_PART = re.compile(
    rf"""(?x)
    (?: (?P<key> {_KEY} ) : [ ] )?+
    (?:
        (?P<opened> [\[{{] ) [ ]*+
      | (?P<plain> {_START} [^?:,\[\]{{}}\#\n]*+ )
      | (?P<quoted> {_QUOTED} ) [ ]*+
    )
    (?P<closed> [\]}} ]*+ ) (?P<comma> ,[ ]*+ )?+
    """
)
_BEHIND = re.compile(rf"(?x) {_REST} \n")
_BLOCK = re.compile(
    r"""(?x)
    ([ ]++) (?![ ]|\n) .*+ \n
    (?: \1 (?![ ]) .*+ \n | \n )*+
    (?! \1 | [ ]*+ \n )
    """
)
_BREAKS = re.compile("\n(\n*)")

_BARE, _MARKED = True, False
_IN_FLOW, _IN_LINES = True, False


def read_plain(text: str, limits: Limits) -> Mapping | None:
    """Give the mapping that a text says; None where it is not plain, or could be more than `limits` allow.

    The text is one that `decode` finds no fault in.
    """
    if not text.endswith("\n") or "\r" in text or _may_hold_more(text, limits.events):
        return None
    try:
        root = _lines(text, limits.depth)
    except _NotPlainError:
        return None
    return root if isinstance(root, Mapping) else None


class _NotPlainError(Exception):
    """Here is something that this reader does not know for certain."""


def _may_hold_more(text: str, most: int) -> bool:
    """Tell whether there may be more than so many keys and values: each has a sign of its own before or behind it."""
    if len(text) <= most:
        return False
    return 1 + 2 * text.count(":") + text.count("- ") + text.count("[") + text.count(",") > most


def _lines(text: str, depth: int) -> Any:  # noqa: ANN401, C901, PLR0912, PLR0915 - the hottest loop, and calls cost
    """Give the node that the lines of a text make, None where all of them are empty."""
    match, make = _LINE.match, Scalar.__new__
    above = Mapping(0, 0, _IN_LINES)  # as if the whole stood below a key without a value
    named = Scalar("", _BARE, 0, 0)
    node: Any = above  # the innermost mapping or list that is open, and its column
    column = -1
    hole: Any = above  # the node whose last key has no value yet; what is indented below it can become that
    outer: list[tuple[Any, int]] = []
    value: Any
    at, size = 0, len(text)
    while at < size:
        line = match(text, at)
        if line is None:
            raise _NotPlainError
        indent, dash, key, plain, quoted, flow, block = line.groups()
        place = len(indent)
        start = at + place
        at = line.end()
        if key is None and dash is None:
            if line.lastgroup != "indent":
                raise _NotPlainError
            continue
        if column != place or dash is not None or type(node) is not Mapping:
            while column > place or (column == place and dash is None and type(node) is Sequence):
                node.end = start
                node, column = outer.pop()
            if column < place or (dash is not None and type(node) is Mapping):
                if hole is not node:
                    raise _NotPlainError
                outer.append((node, column))
                value = (Mapping if dash is None else Sequence)(start, start, _IN_LINES)
                node.entries[named.text] = named, value
                node, column = value, place
            if dash is not None:
                start += 2
                if key is not None:
                    outer.append((node, column))
                    value = Mapping(start, start, _IN_LINES)
                    node.items.append(value)
                    node, column = value, place + 2
            if len(outer) > depth:
                raise _NotPlainError
        hole = None
        if key is not None:
            if key in node.entries:
                raise _NotPlainError
            named = make(Scalar)
            named.text = key
            named.plain = _BARE
            named.start = start
            named.end = start + len(key)
            start += len(key) + 2
        if plain is not None:
            if plain[-1] == " ":
                plain = plain.rstrip(" ")
            value = make(Scalar)
            value.text = plain
            value.plain = _BARE
            value.start = start
            value.end = start + len(plain)
        elif flow is not None:
            value = _flow(text, start, depth - len(outer))
            if not _BEHIND.match(text, value.end):
                raise _NotPlainError
        elif quoted is not None:
            value = Scalar(quoted[1:-1], _MARKED, start, start + len(quoted))
        elif block is not None:
            value = _block(text, start, block, at, column)
            at = value.end
        elif key is not None:
            value = Scalar("", _BARE, start - 1, start - 1)
            hole = node
        else:
            raise _NotPlainError
        if key is None:
            node.items.append(value)
        else:
            node.entries[key] = named, value
    for each, _ in [*outer, (node, column)]:
        each.end = size
    return above.entries[""][1] if above.entries else None


def _flow(text: str, at: int, room: int) -> Mapping | Sequence:  # noqa: C901, PLR0912 - one for each sign there may be
    """Give what stands between the brackets or braces that open at `at`, nested no deeper than `room`."""
    node: Any = None
    outer: list[Any] = []
    value: Any
    done: Mapping | Sequence
    while part := _PART.match(text, at):
        key, opened, plain, quoted, closed, comma = part.groups()
        start = at if key is None else at + len(key) + 2
        if plain is not None:
            plain = plain.rstrip(" ")
            value = Scalar(plain, _BARE, start, start + len(plain))
        elif opened is not None:
            value = (Mapping if opened == "{" else Sequence)(start, start, _IN_FLOW)
        else:
            value = Scalar(quoted[1:-1], _MARKED, start, start + len(quoted))
        if type(node) is Mapping and key is not None and key not in node.entries:
            node.entries[key] = Scalar(key, _BARE, at, at + len(key)), value
        elif type(node) is Sequence and key is None:
            node.items.append(value)
        elif node is not None:
            break
        if opened is not None:
            outer.append(node)
            node = value
            if len(outer) > room:
                break
        for place, sign in enumerate(closed, part.start("closed") + 1):
            if sign != " ":
                if (sign == "}") is not (type(node) is Mapping):
                    raise _NotPlainError
                node.end = place
                done, node = node, outer.pop()
                if node is None:
                    return done
        if (comma is None) is not (opened is not None and not closed):
            break
        at = part.end()
    raise _NotPlainError


def _block(text: str, start: int, sign: str, at: int, column: int) -> Scalar:
    """Give the text whose `sign` stands at `start` and whose lines start at `at`, indented further than `column`."""
    body = _BLOCK.match(text, at)
    if body is None or len(body[1]) <= column:
        raise _NotPlainError
    indent = len(body[1])
    said = "\n".join([line[indent:] for line in body[0].split("\n")]).rstrip("\n")
    if sign[0] == ">":
        said = _BREAKS.sub(lambda breaks: breaks[1] or " ", said)
    return Scalar(said if sign[1:] else said + "\n", _MARKED, start, body.end())
