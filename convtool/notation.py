"""Values to YAML, as plain as all its readers agree on: in one line, or in lines of their own."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeGuard

from convtool.guesses import misread

Value = str | Decimal | int | date | Mapping[str, "Value"] | Sequence["Value"]
"""What can be written: texts (with quotes where they need them), numbers, days, truth values, and what holds these."""

WIDTH = 140
"""How long a line becomes at most, where its words allow it."""

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`=<~](?:[^:#]|:(?=\S)|(?<=\S)#)*(?<![\s:])")
_IN_FLOW = frozenset(",[]{}:?#")
"""What ends or changes a plain text between brackets or braces, for some readers of YAML."""


class Layout(NamedTuple):
    """How far a file indents what stands below a key: a mapping, and the dashes of a list."""

    mapping: int = 2
    dash: int = 2


def is_list(value: Value) -> TypeGuard[Sequence[Value]]:
    """Tell whether a value is a list; a text is none."""
    return isinstance(value, Sequence) and not isinstance(value, str)


def in_line(value: Value, *, flow: bool) -> str:
    """Give a value in one line; `flow` where it stands between brackets or braces."""
    if isinstance(value, Mapping):
        pairs = (f"{in_line(key, flow=True)}: {in_line(each, flow=True)}" for key, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    if is_list(value):
        return "[" + ", ".join(in_line(each, flow=True) for each in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int):
        return f"{Decimal(value):f}"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    safe = _PLAIN.fullmatch(text) and text.isprintable() and not misread(text) and not (flow and _IN_FLOW & set(text))
    return text if safe else json.dumps(text, ensure_ascii=False)


def in_lines(head: str, value: Value, layout: Layout, room: int = WIDTH) -> list[str]:
    """Give the lines of a value behind its `head`, a key with its colon or a dash; the first one starts with it.

    What fits in `room` characters stands on the line of its head; a list of mappings always has a line for each.
    """
    line = f"{head} {in_line(value, flow=False)}"
    if isinstance(value, str):
        return _text(head, value, layout, room) if "\n" in value or len(line) > room else [line]
    if not isinstance(value, Mapping | Sequence) or not value or (len(line) <= room and not _is_long(value)):
        return [line]
    return below(head, value, layout, room)


def below(head: str, value: Mapping[str, Value] | Sequence[Value], layout: Layout, room: int = WIDTH) -> list[str]:
    """Give the lines of a mapping or list that is not empty, with each of its parts on a line of its own."""
    deeper = " " * (len(head) + 1 if _is_dash(head) else layout.mapping if isinstance(value, Mapping) else layout.dash)
    left = room - len(deeper)
    parts = (
        [(f"{in_line(key, flow=True)}:", each) for key, each in value.items()]
        if isinstance(value, Mapping)
        else [("-", each) for each in value]
    )
    lines = [line for start, each in parts for line in in_lines(start, each, layout, left)]
    if _is_dash(head):
        return [f"{head} {lines[0]}", *(deeper + line for line in lines[1:])]
    return [head, *(deeper + line for line in lines)]


def _is_dash(head: str) -> bool:
    return head.startswith("-")


def _is_long(value: Value) -> bool:
    """Tell whether a value asks for lines: a list of mappings is in it, or a text of several lines."""
    if isinstance(value, Mapping):
        return any(_is_long(each) for each in value.values())
    if is_list(value):
        return any(isinstance(each, Mapping) or _is_long(each) for each in value)
    return isinstance(value, str) and "\n" in value


def _text(head: str, text: str, layout: Layout, room: int) -> list[str]:
    """Give a text in a block of lines; in quotes where the block would not read back the same."""
    deeper = " " * layout.mapping
    if "\n" in text:
        sign, lines = "|-", text.split("\n")
    else:
        sign = ">-"
        lines = textwrap.wrap(text, room - len(deeper), break_long_words=False, break_on_hyphens=False)
    same = ("\n" if sign == "|-" else " ").join(lines) == text
    if (
        len(lines) == 1
        or not same
        or text != text.strip()
        or not all(line.isprintable() and line == line.rstrip() for line in lines)
    ):
        return [f"{head} {in_line(text, flow=False)}"]
    return [f"{head} {sign}", *(line and deeper + line for line in lines)]
