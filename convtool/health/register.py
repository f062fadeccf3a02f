"""The files of the register, its configuration and its templates."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter, defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING

from convtool.configuration import PATH, configuration
from convtool.files import TEMPORARY, own_templates, read_plain, shipped_templates
from convtool.health import Sign, State, records
from convtool.layout import DATA, LARGEST, TEMPLATES
from convtool.messages import count, say
from convtool.models.facts import NEWEST
from convtool.rulebook import rulebook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from convtool.health import Place
    from convtool.messages import Message

_FORMAT = re.compile(rb"^schema:[ \t]*([0-9]{1,9})[ \t]*\r?$", re.MULTILINE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LARGEST = 64 * 2**20


def register(place: Place) -> Sign:
    """Tell whether there is a register."""
    if place.root is None:
        found = place.why.message if place.why else say("there is no register here")
        return Sign(State.WRONG if place.asked else State.UNKNOWN, found, place.why.help if place.why else None)
    number = sum(1 for _ in records(place.root))
    found = say("{folder}, {files}", folder=str(place.root), files=count(number, "{number} file", "{number} files"))
    if not os.access(place.root / DATA, os.W_OK):
        return Sign(State.NOTE, found, say("you cannot write in it"))
    return Sign(State.WELL, found)


def settings(place: Place) -> Sign | None:
    """Tell whether `convtool.toml` can be understood; raises `ConvtoolError` where it cannot."""
    if place.root is None:
        return None
    path = place.root / PATH
    if not path.is_symlink() and not path.exists():
        return Sign(State.WELL, say("there is no {path}, so everything is as it comes", path=PATH))
    asked = configuration(read_plain(path, LARGEST), [code for code, rule in rulebook().items() if rule.silenceable])
    silences = count(len(asked.silences), "{number} code is silenced", "{number} codes are silenced")
    return Sign(State.WELL, say("{path} can be read; {silences}", path=PATH, silences=silences))


def encodings(place: Place) -> Sign | None:
    """Tell whether every file is UTF-8 without a mark in front."""
    if place.root is None:
        return None
    odd = [path for path, data in _read(place.root) if data.startswith(_MARKS) or not _is_utf8(data)]
    return _told(
        odd,
        say("every file is UTF-8"),
        count(
            len(odd),
            "{number} file is not UTF-8, or has a byte-order mark",
            "{number} files are not UTF-8, or have a byte-order mark",
        ),
        say("save them as UTF-8 without a mark; convtool validate says where"),
    )


def breaks(place: Place) -> Sign | None:
    """Tell whether all files end their lines in one way."""
    if place.root is None:
        return None
    odd = [path for path, data in _read(place.root) if b"\r" in data and not data.startswith(_MARKS[1:])]
    return _told(
        odd,
        say("lines end in the same way everywhere"),
        count(len(odd), "{number} file has the line ends of Windows", "{number} files have the line ends of Windows"),
        say("they read well, and every difference in git looks larger than it is: git add --renormalize ."),
        State.NOTE,
    )


def names(place: Place) -> Sign | None:
    """Tell whether files differ in capitals or accents alone: on Windows and macOS one hides the other."""
    if place.root is None:
        return None
    alike: dict[str, list[str]] = defaultdict(list)
    for path, _ in records(place.root):
        alike[unicodedata.normalize("NFC", path).casefold()].append(path)
    odd = [path for paths in alike.values() if len(paths) > 1 for path in paths]
    return _told(
        odd,
        say("no two names are alike"),
        count(len(odd), "{number} name differs in capitals alone", "{number} names differ in capitals alone"),
        say("rename all but one: on Windows and macOS they are one file"),
    )


def leftovers(place: Place) -> Sign | None:
    """Tell whether a killed run left a half-written file behind."""
    if place.root is None:
        return None
    left = sorted(path.relative_to(place.root).as_posix() for path in (place.root / DATA).rglob(f"{TEMPORARY}*"))
    return _told(
        left,
        say("no killed run left anything behind"),
        count(len(left), "a killed run left {number} file behind", "killed runs left {number} files behind"),
        say("nothing reads them, and the next change in that folder takes them away; or remove them"),
        State.NOTE,
    )


def format(place: Place) -> Sign | None:
    """Tell of which version of the file format the files are."""
    if place.root is None:
        return None
    found = Counter(int(match[1]) for _, data in _read(place.root) if (match := _FORMAT.search(data)))
    told = tuple(say("{number} of format {format}", number=found[each], format=each) for each in sorted(found))
    if any(each > NEWEST for each in found):
        return Sign(State.WRONG, say("files: {formats}", formats=told), say("install a newer convtool"))
    if any(each < NEWEST for each in found):
        hint = say("they are read for ever; convtool migrate brings them to format {format}", format=NEWEST)
        return Sign(State.NOTE, say("files: {formats}", formats=told), hint)
    return Sign(State.WELL, say("files: {formats}", formats=told) if told else say("no file says its format"))


def templates(place: Place) -> Sign | None:
    """Tell whether the register's own templates fit this version of convtool."""
    if place.root is None:
        return None
    own, faults = own_templates(place.root)
    if not own and not faults:
        return Sign(State.WELL, say("those of convtool, none of the register's own"))
    from convtool.mistakes import mistakes  # noqa: PLC0415 - Jinja is heavy, and most registers have no templates

    shipped = shipped_templates()
    wrong = sorted({fault.finding.place.path for fault in [*faults, *mistakes(own, shipped)]})
    same = sorted(path for path, data in own.items() if shipped.get(path.removeprefix(f"{TEMPLATES}/")) == _text(data))
    if same and not wrong:
        many = count(
            len(same),
            "{number} template says what convtool's own says",
            "{number} templates say what convtool's own say",
        )
        hint = say("remove it, so that it does not grow old: {path}", path=same[0])
        return Sign(State.NOTE, say("{many}", many=many), hint)
    return _told(
        wrong,
        say("{many} of the register's own fit", many=count(len(own), "{number} template", "{number} templates")),
        count(
            len(wrong),
            "{number} template is broken, or older than this convtool",
            "{number} templates are broken, or older than this convtool",
        ),
        say("convtool validate --select CV901 says which line"),
    )


def _told(odd: list[str], well: Message, many: object, help: Message, state: State = State.WRONG) -> Sign:
    """Give the sign for files that are all well, or of which some are not; the first is named."""
    return Sign(state, say("{many}: {path}", many=many, path=odd[0]), help) if odd else Sign(State.WELL, well)


def _read(root: Path) -> Iterator[tuple[str, bytes]]:
    """Read the files that can be read; why others cannot, `convtool validate` says."""
    for path, place in records(root):
        with suppress(OSError):
            yield path, read_plain(place, _LARGEST)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace")


CHECKS = (register, settings, encodings, breaks, names, leftovers, format, templates)
