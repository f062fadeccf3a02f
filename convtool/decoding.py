"""Bytes to text: UTF-8 of a bearable size, and every fault that shows before the text is parsed."""

from __future__ import annotations

from itertools import islice

from convtool.characters import BREAK, unfit
from convtool.diagnostics import Edit, Fault, Finding, Level, Place
from convtool.limits import MOST
from convtool.messages import say

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def decode(path: str, data: bytes, most: int) -> tuple[str, list[Fault]]:
    """Give the text of a file without a byte-order mark, and what is wrong with it; what is no UTF-8 is replaced in it.

    `most` is how many bytes a file may have.
    """
    fault = _too_large(path, len(data), most) or _blank(path, data)
    if fault:
        return "", [fault]
    faults = []
    if data.startswith(_BYTE_ORDER_MARK):
        found = say("the file starts with a byte-order mark")
        hint = say("save it as UTF-8 without one")
        faults.append(
            Fault("CV008", Finding(_start(path), found, hint, level=Level.WARNING, repair=(Edit(-1, 0, ""),)))
        )
        data = data[len(_BYTE_ORDER_MARK) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.decode("utf-8", "replace"), [*faults, _undecodable(path, data, error.start)]
    faults.extend(islice(unfit(path, text), MOST))
    return text, faults


def _start(path: str) -> Place:
    return Place(path, 1, 1, 1, 1)


def _too_large(path: str, size: int, most: int) -> Fault | None:
    if size <= most:
        return None
    found = say("the file has more than the {limit} bytes that a register file may have", limit=most)
    return Fault(
        "CV005", Finding(_start(path), found, say("a file holds one record: move what is no part of it elsewhere"))
    )


def _blank(path: str, data: bytes) -> Fault | None:
    if data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return None
    nulls = data.count(0)
    if nulls:
        found = say("the file holds only NUL bytes ({count})", count=nulls)
        hint = say("a power cut leaves such a file; get the last good version from git")
    else:
        found, hint = say("the file is empty"), say("write the record, or remove the file")
    return Fault("CV001", Finding(_start(path), found, hint))


def _undecodable(path: str, data: bytes, offset: int) -> Fault:
    *before, last = BREAK.split(data[:offset].decode("utf-8"))
    place = Place(path, len(before) + 1, len(last) + 1, len(before) + 1, len(last) + 2)
    if data.startswith(_WIDE):
        found = say("the file is written in UTF-16 or UTF-32, where UTF-8 is wanted")
    else:
        found = say("byte {byte} here is no UTF-8", byte=f"0x{data[offset]:02x}")
    return Fault("CV001", Finding(place, found, say("save the file with the encoding UTF-8")))
