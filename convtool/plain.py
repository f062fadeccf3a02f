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
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from convtool.documents import Mapping, Scalar, Sequence
from convtool.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEY = "[A-Za-z0-9_][A-Za-z0-9_-]{0,99}+"
_START = r"(?: [^\s\-?:,\[\]{}\#&*!|>'\"%@`] | -(?=[0-9]) )"
_QUOTED = r"\"[^\"\\\n]*+\" | '[^'\n]*+'(?!')"
_REST = r"(?: [ ]*+ (?: (?<![^ \n])\#.*+ )?+ )"

_LINE = re.compile(
    rf"""(?x)
    (?P<indent> [ ]*+ ) (?P<dash> -[ ] )?+ (?: (?P<key> {_KEY} ) : (?: [ ] | \Z ) )?+
    (?:
        (?P<plain> {_START} [^:\#]*+ (?: (?: :(?! [ ] | \Z ) | (?<![ ])\# ) [^:\#]*+ )*+ )
      | (?P<quoted> {_QUOTED} )
      | (?P<flow> [\[{{] ) .*+
      | (?P<block> [|>]-?+ )
    )?+
    {_REST}??
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
_BEHIND = re.compile(rf"(?x) {_REST}")
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
_KNOWN, _LONG = 4096, 80
"""So many lines are known, some 2 MiB, and none with as many characters: longer ones seldom stand twice."""


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


_Part = tuple[str, str | None, int, int, int, bool, str, tuple[int, ...]]
"""What stands between brackets or braces up to the next comma: what it opens, if anything, and its key.

Then where the key starts, where the value starts and ends, whether it is bare and what it says, and behind which
columns brackets or braces close. Bare tuples, here and below: most of a first run goes to making and reading them.
"""
_Line = tuple[int, bool, str | None, int, int, int, bool | None, str, tuple[_Part, ...]]
"""What one line says: its indentation, whether a dash stands there, and its key, with the column where it starts.

Then where its value starts and ends, whether that is bare or quoted (None of a block), what it says, and its parts
between brackets or braces. Columns are counted from 0.
"""


@lru_cache(_KNOWN)  # most lines of a register stand in other files too, and to know one takes a tenth of the time
def _line(line: str) -> _Line | tuple[()] | None:
    """Give what one line says, without its end; nothing where it is blank, None where that is not known for certain."""
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    indent, dash, key, plain, quoted, flow, block = found.groups()
    place = len(indent)
    if key is None and dash is None:
        return () if found.lastgroup == "indent" else None
    first = place if dash is None else place + 2
    start = first if key is None else first + len(key) + 2
    said: str
    bare: bool | None = _BARE
    parts: tuple[_Part, ...] = ()
    if plain is not None:
        said = plain.rstrip(" ") if plain[-1] == " " else plain
        end = start + len(said)
    elif flow is not None:
        parts, said, end = _flow(line, start), flow, start
        if not parts:
            return None
    elif quoted is not None:
        bare, said, end = _MARKED, quoted[1:-1], start + len(quoted)
    elif block is not None:
        bare, said, end = None, block, start
    elif key is not None:
        start = end = start - 1
        said = ""
    else:
        return None
    return place, dash is not None, key, first, start, end, bare, said, parts


def _lines(text: str, depth: int) -> Any:  # noqa: ANN401, C901, PLR0912, PLR0915 - the hottest loop, and calls cost
    """Give the node that the lines of a text make, None where all of them are empty."""
    make = Scalar.__new__  # filled here: most nodes are scalars, and a call costs more than all the rest
    known, anew = _line, _line.__wrapped__
    above = Mapping(0, 0, _IN_LINES)  # as if the whole stood below a key without a value
    named, key_at = "", 0  # the last key that was read
    node: Any = above  # the innermost mapping or list that is open, its entries (of a list None), and its column
    entries: Any = above.entries
    column = -1
    hole: Any = above  # the node whose last key has no value yet; what is indented below it can become that
    outer: list[tuple[Any, int]] = []
    value: Any
    after = past = 0
    for line in text.split("\n"):
        at, size = after, len(line)
        after += size + 1
        if at < past:
            continue  # it belongs to the block above
        says = known(line) if size < _LONG else anew(line)
        if not says:
            if says is None:
                raise _NotPlainError
            continue
        place, dash, key, key_start, start, end, bare, said, parts = says
        if column != place or dash or entries is None:
            begin = at + place
            while column > place or (column == place and not dash and type(node) is Sequence):
                node.end = begin
                node, column = outer.pop()
            if column < place or (dash and type(node) is Mapping):
                if hole is not node:
                    raise _NotPlainError
                outer.append((node, column))
                value = (Sequence if dash else Mapping)(begin, begin, _IN_LINES)
                node.entries[named] = key_at, value
                node, column = value, place
            if dash and key is not None:
                outer.append((node, column))
                value = Mapping(at + key_start, at + key_start, _IN_LINES)
                node.items.append(value)
                node, column = value, key_start
            if len(outer) > depth:
                raise _NotPlainError
            entries = node.entries if type(node) is Mapping else None
        hole = None
        if key is not None:
            if key in entries:
                raise _NotPlainError
            named, key_at = key, at + key_start
        if parts:
            value = _nested(parts, at, depth - len(outer))
        elif bare is None:
            value = _block(text, at + start, said, after, column)
            past = value.end
        else:
            value = make(Scalar)
            value.text = said
            value.plain = bare
            value.start = at + start
            value.end = at + end
            if bare and not said:
                hole = node
        if key is None:
            node.items.append(value)
        else:
            entries[key] = key_at, value
    for each, _ in [*outer, (node, column)]:
        each.end = len(text)
    return above.entries[""][1] if above.entries else None


def _flow(line: str, at: int) -> tuple[_Part, ...]:  # noqa: C901 - one for each sign there may be
    """Give the parts of what stands between the brackets or braces that open at `at`; none where not all is known."""
    parts: list[_Part] = []
    keys: list[set[str] | None] = []  # those so far of each mapping that is open; None for a list
    while found := _PART.match(line, at):
        key, opened, plain, quoted, closed, comma = found.groups()
        if keys and ((keys[-1] is None) is not (key is None) or key in (keys[-1] or ())):
            break
        if key is not None and keys and keys[-1] is not None:
            keys[-1].add(key)
        if opened is not None:
            keys.append(set() if opened == "{" else None)
        ends = []
        for place, sign in enumerate(closed, found.start("closed") + 1):
            if sign != " " and keys:
                if (sign == "}") is not (keys.pop() is not None):
                    return ()
                ends.append(place)
        start = at if key is None else at + len(key) + 2
        said = opened or quoted or plain.rstrip(" ")
        end = start + len(said)
        if quoted:
            said = said[1:-1]
        parts.append((opened or "", key, at, start, end, not quoted, said, tuple(ends)))
        if not keys:
            return tuple(parts) if _BEHIND.fullmatch(line, ends[-1]) else ()
        if (comma is None) is not (opened is not None and not closed):
            break
        at = found.end()
    return ()


def _nested(parts: Iterable[_Part], at: int, room: int) -> Mapping | Sequence:
    """Give the node that the parts of a line at `at` make, nested no deeper than `room`."""
    make = Scalar.__new__  # as above
    node: Any = None
    outer: list[Any] = []
    value: Any
    done: Any = None
    for opened, key, key_start, start, end, bare, said, ends in parts:
        if opened:
            value = (Mapping if opened == "{" else Sequence)(at + start, at + start, _IN_FLOW)
        else:
            value = make(Scalar)
            value.text = said
            value.plain = bare
            value.start = at + start
            value.end = at + end
        if key is not None:
            node.entries[key] = at + key_start, value
        elif node is not None:
            node.items.append(value)
        if opened:
            outer.append(node)
            node = value
            if len(outer) > room:
                raise _NotPlainError
        for place in ends:
            node.end = at + place
            done, node = node, outer.pop()
    return cast("Mapping | Sequence", done)


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
