"""What a workbook may be made of, before anything in it is believed: a small zip of plain XML, without programs.

Bounded in bytes, files, elements and depth, so that no workbook costs more than a second or some megabytes. Refused by
name: what runs programs, what reaches for other files, what is locked with a password, and XML that can grow.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from convtool.errors import WrongUse
from convtool.messages import Message, say
from convtool.workbooks import MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNPACKED = 16 * 2**20
_PARTS = 200
_RATIO = 200
_SMALL = 2**17
_ELEMENTS = 150_000
_DEPTH = 40
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CELL = re.compile(r"\$?[A-Za-z]{1,3}\$?([0-9]{1,9})")
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
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    yield from _grown(part.filename, parts.read(part))
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


def _grown(name: str, data: bytes) -> Iterator[tuple[Message, Message]]:
    """Count the elements of a part and how deep they lie; in a sheet look for what stands below the last row."""
    sheet = name.lower().startswith("xl/worksheets/")
    depth = number = 0
    for event, element in iterparse(BytesIO(data), ("start", "end"), forbid_dtd=True):
        if event == "start":
            depth, number = depth + 1, number + 1
            if depth > _DEPTH or number > _ELEMENTS:
                yield say("it holds more than a form can hold"), _SAVE
            continue
        depth -= 1
        tag = element.tag.rpartition("}")[2]
        if sheet and tag == "c":
            place = _CELL.fullmatch(element.get("r") or "")
            if place and int(place.group(1)) > MOST_ROWS and len(element):
                found = say("something stands in {cell}, below the last row that is read", cell=element.get("r"))
                yield found, say("take it out; a form has at most {most} rows", most=MOST_ROWS)
        if tag == "Override" and "macroenabled" in (element.get("ContentType") or "").lower():
            yield say("it holds macros"), _SAVE
        if (
            tag == "Relationship"
            and element.get("TargetMode") == "External"
            and "hyperlink" not in element.get("Type", "")
        ):
            yield say("it has links to other files"), _SAVE
        if tag not in {"v", "is", "f", "t"}:
            element.clear()
