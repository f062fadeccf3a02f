"""Files as accidents and attackers leave them: the bytes of a good file with a few things done to them by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

PIECES = (
    b"&a ", b"*a", b"<<: *a", b"!!python/object/apply:os.system ", b"%YAML 1.1\n---\n", b"---\n", b"...\n", b"? ", b"- ", b"[", b"{", b"}",
    b"'", b'"', b"|\n", b">-\n", b"\t", b"\r", b"\r\n", b"\n", b"\0", b"\x1b[2J", b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xef\xbb\xbf",
    b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xc2\x85", b'"\\ud800"', b'"\\e"', b"9" * 400, b"1e999", b".nan", b"0x", b"1.250,50", b"2024-02-30",
    b"<<<<<<< HEAD\n", b"\xff\xfe", b": ", b" #", b"no", b"~", b"{{ 7*191 }}", b"<script>", b"::error::x", b"../../x",
)  # fmt: skip
"""What is put into files; each of them means something to a parser, a terminal or a page."""
_HUGE = 1_200_000


def mutated(data: bytes, chance: Random) -> bytes:
    """Give `data` with one to eight things done to it."""
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _at(data: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randint(0, len(data))
    return start, min(len(data), start + chance.choice((1, 2, 9, 80, 700)))


def _cut(data: bytes, chance: Random) -> bytes:
    start, end = _at(data, chance)
    return data[:start] + data[end:]


def _ended(data: bytes, chance: Random) -> bytes:
    return data[: chance.randint(0, len(data))]


def _changed(data: bytes, chance: Random) -> bytes:
    start, _ = _at(data, chance)
    return data[:start] + bytes([chance.randrange(256)]) + data[start + 1 :]


def _pieced(data: bytes, chance: Random) -> bytes:
    start, end = _at(data, chance)
    return data[:start] + chance.choice(PIECES) + data[chance.choice((start, end)) :]


def _repeated(data: bytes, chance: Random) -> bytes:
    start, end = _at(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 30, 1000)) + data[end:]


def _moved(data: bytes, chance: Random) -> bytes:
    start, end = _at(data, chance)
    rest = data[:start] + data[end:]
    place = chance.randint(0, len(rest))
    return rest[:place] + data[start:end] + rest[place:]


def _swelled(data: bytes, chance: Random) -> bytes:
    start, _ = _at(data, chance)
    piece = chance.choice(PIECES)
    many = chance.choice((10, 300, 300, 300, _HUGE // len(piece))) if chance.random() < 0.2 else 3
    return data[:start] + piece * many + data[start:]


def _indented(data: bytes, chance: Random) -> bytes:
    start, end = _at(data, chance)
    return data[:start] + data[start:end].replace(b"\n", b"\n" + b" " * chance.randint(1, 4)) + data[end:]


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut,
    _ended,
    _changed,
    _pieced,
    _pieced,
    _repeated,
    _moved,
    _swelled,
    _indented,
)
