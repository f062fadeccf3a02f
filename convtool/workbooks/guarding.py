"""What a workbook may be made of, before anything in it is believed: a small zip of plain XML, without programs.

Bounded in bytes, files, elements and depth, so that no workbook costs more than a second or some megabytes. Refused by
name: what runs programs, what reaches for other files, what is locked with a password, and XML that can grow.
"""

from __future__ import annotations

import re
from functools import reduce
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from convtool.errors import WrongUse
from convtool.messages import Message, say
from convtool.workbooks import MOST_COLUMNS, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNPACKED = 16 * 2**20
_PARTS = 200
_RATIO = 200
_SMALL = 2**17
_ELEMENTS = 50_000
_DEPTH = 40
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_NUMBER = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)
_NO_XML = ("/", ".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")
"""How folders, pictures and the settings of printers end; whatever else is packed has to be XML."""
_IN_CELL = {"v", "is", "f", "t", "r"}
_SAVE = say("save it as an ordinary workbook (.xlsx) and send it again")
_FORBIDDEN: tuple[tuple[str, Message], ...] = (
    ("vbaproject", say("it holds macros")),
    ("xl/macrosheets/", say("it holds macros")),
    ("xl/activex/", say("it holds controls that run programs")),
    ("xl/ctrlprops/", say("it holds controls that run programs")),
    ("xl/externallinks/", say("it has links to other files")),
    ("xl/connections", say("it has connections to other data")),
    ("xl/querytables/", say("it has connections to other data")),
    ("xl/embeddings/", say("it holds other files")),
)


def refuse(name: str, data: bytes) -> None:
    """Raise `WrongUse` for a workbook that is not taken, with the reason; `name` is what messages call it."""
    for found, help in _faults(data):
        raise WrongUse(say("{file} is not taken: {found}", file=name, found=found), help)


def _faults(data: bytes) -> Iterator[tuple[Message, Message]]:
    """Find what speaks against a workbook; what comes later is only safe to look at where nothing was found."""
    if data.startswith(_OLD):
        yield say("it is locked with a password, or in the format of before 2007"), _SAVE
        return
    try:
        with ZipFile(BytesIO(data)) as parts:
            yield from _packed(parts.infolist())
            for part in parts.infolist():
                if not part.filename.lower().endswith(_NO_XML):
                    yield from _grown(parts.read(part))
    except (DefusedXmlException, ParseError) as error:
        yield _why(error), _SAVE
    except Exception:  # noqa: BLE001 - a damaged zip raises eight kinds of errors, of three libraries
        yield say("it is damaged"), _SAVE


def _why(error: Exception) -> Message:
    if isinstance(error, DefusedXmlException):
        return say("its XML declares a document type, by which it could grow")
    return say("it is damaged")


def _packed(parts: list[ZipInfo]) -> Iterator[tuple[Message, Message]]:
    names = [part.filename.lower() for part in parts]
    for sign, found in _FORBIDDEN:
        if any(sign in name for name in names):
            yield found, _SAVE
    if any(part.flag_bits & 1 for part in parts):
        yield say("it is locked with a password"), _SAVE
    if len(parts) > _PARTS or len(set(names)) < len(names):
        yield say("it is packed as no spreadsheet packs it"), _SAVE
    grown = any(part.file_size > max(_SMALL, _RATIO * part.compress_size) for part in parts)
    if grown or sum(part.file_size for part in parts) > _UNPACKED:
        yield say("it unpacks to more than a form can hold"), _SAVE


def _grown(data: bytes) -> Iterator[tuple[Message, Message]]:
    """Count the elements of a part and how deep they lie, and follow the cells of a sheet."""
    place: _Place | None = None
    depth = number = 0
    for event, element in iterparse(BytesIO(data), ("start", "end"), forbid_dtd=True):
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            depth, number = depth + 1, number + 1
            if depth > _DEPTH or number > _ELEMENTS:
                yield say("it holds more than a form can hold"), _SAVE
            if tag == "worksheet":
                place = _Place()
            if place and tag == "row":
                yield from place.row(element.get("r"))
            continue
        depth -= 1
        if place and tag == "c":
            yield from place.cell(element.get("r"), filled=len(element) > 0)
        if tag == "Override" and "macroenabled" in element.get("ContentType", "").lower():
            yield say("it holds macros"), _SAVE
        outside = tag == "Relationship" and element.get("TargetMode") == "External"
        if outside and not element.get("Type", "").endswith("/hyperlink"):
            yield say("it has links to other files"), _SAVE
        if tag not in _IN_CELL:
            element.clear()


class _Place:
    """Where the reader of a sheet is. Cells follow each other: none is written twice, or outside its row."""

    def __init__(self) -> None:
        self.at = (0, 0)

    def row(self, number: str | None) -> Iterator[tuple[Message, Message]]:
        """Go on to another row."""
        following = int(number) if number and _NUMBER.fullmatch(number) else 0
        if following <= self.at[0]:
            yield say("it is damaged"), _SAVE
        self.at = (following, 0)

    def cell(self, name: str | None, *, filled: bool) -> Iterator[tuple[Message, Message]]:
        """Go on to another cell; what is filled has to stand where it is read."""
        found = _CELL.fullmatch(name or "")
        row, column = (int(found[2]), _column(found[1])) if found else (0, 0)
        if row != self.at[0] or column <= self.at[1]:
            yield say("it is damaged"), _SAVE
        if filled and (row > MOST_ROWS or column > MOST_COLUMNS):
            beyond = say("something stands in {cell}, outside of what is read", cell=name)
            yield beyond, say("take it out; of a form {rows} rows and {columns} columns are read", rows=MOST_ROWS,
                              columns=MOST_COLUMNS)  # fmt: skip
        self.at = (row, column)


def _column(letters: str) -> int:
    """Give the number of a column: A is 1, Z 26, AA 27."""
    return reduce(lambda found, letter: 26 * found + ord(letter) - ord("A") + 1, letters, 0)
