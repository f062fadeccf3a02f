"""What is found in a file, as plain values that can be kept beside a register, and back.

Plain are text, bytes, numbers, truth values and tuples of these: nothing in them is ever run.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, TypeVar

from convtool.diagnostics import Diagnostic, Edit, Fault, Finding, Level, Place
from convtool.messages import Both, Count, Message
from convtool.proven import Proof, State
from convtool.shares import Share
from convtool.silencing import Silence
from convtool.values import Moment, MonthDay, Number, Period, Unanswered
from convtool.witness import Contradiction, Past, Walk

T = TypeVar("T")


class _Sort(NamedTuple):
    """How values of one type become parts and come back."""

    type: type
    parts: Callable[[Any], tuple[object, ...]]
    whole: Callable[..., object]


def _fields(kind: type) -> _Sort:
    return _Sort(kind, tuple, kind)


def _message(text: str, *rest: Any) -> Message:  # noqa: ANN401 - what fills a gap is anything
    """Give a message of its text, the names of its gaps, and what fills them."""
    half = len(rest) // 2
    return Message(text, dict(zip(rest[:half], rest[half:], strict=True)))


_SORTS = (
    _Sort(Message, lambda said: (said.text, *said.values, *said.values.values()), _message),
    _fields(Count),
    _fields(Both),
    _Sort(date, lambda day: (day.toordinal(),), date.fromordinal),
    _Sort(Decimal, lambda number: (str(number),), Decimal),
    _Sort(Fraction, lambda number: (number.numerator, number.denominator), Fraction),
    _fields(Number),
    _fields(Moment),
    _fields(MonthDay),
    _fields(Period),
    _fields(Unanswered),
    _fields(Place),
    _fields(Edit),
    _Sort(Level, lambda level: (level.value,), Level),
    _fields(Diagnostic),
    _fields(Silence),
    _fields(Finding),
    _fields(Fault),
    _fields(Contradiction),
    _fields(Walk),
    _Sort(State, lambda state: (state.value,), State),
    _fields(Proof),
    _Sort(list, tuple, lambda *some: list(some)),
    _Sort(tuple, tuple, lambda *some: some),
)
_NUMBERS = {sort.type: number for number, sort in enumerate(_SORTS)}
_BARE = {str, bytes, int, bool, float, type(None)}


def packed(value: object) -> bytes:
    """Give a value as bytes; raises `TypeError` for what is not known to come back the same."""
    return marshal.dumps(_plain(value))


def unpacked(data: bytes | memoryview) -> Any:  # noqa: ANN401 - whatever was packed
    """Give the value that was packed; of other bytes nothing is promised."""
    return _whole(marshal.loads(data))  # noqa: S302 - whoever keeps them vouches for them


def packed_share(share: Share) -> bytes:
    """Give what judging one file gave as bytes; mostly nothing is found in it, and then little has to be unpacked."""
    found = packed((share.diagnostics, share.silences)) if share.diagnostics or share.silences else b""
    return marshal.dumps((tuple(sorted(share.links)), share.counts, found))


def unpacked_share(data: bytes) -> Share:
    """Give what judging one file gave, but for the other files that were looked at."""
    links, counts, found = marshal.loads(data)  # noqa: S302 - whoever keeps them vouches for them
    diagnostics, silences = unpacked(found) if found else ([], [])
    return Share(diagnostics, silences, frozenset(links), *counts)


def packed_past(past: Past) -> bytes:
    """Give what a history showed as bytes."""
    names = ({**past.sealed}, {**past.lost}, {**past.moved})
    return marshal.dumps((packed(tuple(past.lives.items())), *names))


def unpacked_past(data: bytes) -> Past:
    """Give what a history showed."""
    lives, *names = marshal.loads(data)  # noqa: S302 - whoever keeps them vouches for them
    return Past(dict(unpacked(lives)), *names)


def attempted(pack: Callable[[T], bytes], value: T) -> bytes | None:
    """Give a value as bytes; None where something in it could not be kept."""
    try:
        return pack(value)
    except TypeError:
        return None


def _plain(value: object) -> Any:  # noqa: ANN401 - what `marshal` writes
    kind = type(value)
    if kind in _BARE:
        return value
    if kind not in _NUMBERS:
        raise TypeError(kind.__name__)
    number = _NUMBERS[kind]
    return (number, *map(_plain, _SORTS[number].parts(value)))


def _whole(value: Any) -> Any:  # noqa: ANN401 - whatever was made plain
    if type(value) is not tuple:
        return value
    number, *parts = value
    return _SORTS[number].whole(*map(_whole, parts))
