"""What the files of a register are: the same in a folder and in a commit, and each read when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from itertools import chain

from convtool.characters import ID_PATTERN, lines
from convtool.decoding import decode
from convtool.diagnostics import Fault, Finding, Place
from convtool.messages import Message, say

DATA = "data"
MASTERPLAN = "data/masterplan.yaml"
CONVENANTS = "data/convenants/"
FOLDERS = (CONVENANTS, "data/initiatives/", "data/meetings/", "data/partners/")
TEMPLATES = "templates"
LARGEST = 2**20
"""How many bytes a template or the configuration may have."""
LINK: tuple[Message, Message] = say("the file is a link"), say("put the file itself there")
_FOLDER: tuple[Message, Message] = say("this is a folder with the name of a file"), say("give it another name")
_NAMED: Message = say("a file is called after the id of its record: lower-case words with hyphens, then .yaml")
_DEVICES = frozenset(
    {"aux", "con", "nul", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""What Windows takes for a device, whatever stands behind the dot: such a file can be neither cloned nor copied."""
NAME = re.compile(rf"(?!(?:{'|'.join(sorted(_DEVICES))})\.){ID_PATTERN}\.yaml")
"""The name of a file that holds a record, on every system."""
_LEFTOVERS = (".tmp", ".orig", ".bak", ".swp", ".rej", "~", "Thumbs.db", "desktop.ini")


class Unread(Exception):  # noqa: N818 - it carries a fault, it is no error
    """What `files` may raise for one of its paths: the file cannot be read after all."""

    def __init__(self, fault: Fault) -> None:
        """Take what is told of it."""
        self.fault = fault


class Sort(Enum):
    """What lies at a path; whatever can be read or fails to be is a file."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"


class Unkept(Mapping[str, bytes]):
    """The files of a register by their path; each is read whenever it is asked for, and not kept.

    `where` says under which name each is read, `known` what others hold that was read already; `seen` is told of all
    that is read.
    """

    def __init__(self, read: Callable[[str, str], bytes]) -> None:
        """Take what gives the bytes for a path and its name in `where`; it may raise `Unread`."""
        self.where: dict[str, str] = {}
        self.known: dict[str, bytes] = {}
        self.seen: Callable[[str, bytes], None] = lambda _path, _data: None
        self._read = read

    def __getitem__(self, path: str) -> bytes:
        """Read a file; raises `Unread` where that cannot be done."""
        if path in self.known:
            return self.known[path]
        data = self._read(path, self.where[path])
        self.seen(path, data)
        return data

    def __iter__(self) -> Iterator[str]:
        """Go through the paths."""
        return chain(self.where, self.known)

    def __len__(self) -> int:
        """Count the files."""
        return len(self.where) + len(self.known)

    def kept(self) -> tuple[dict[str, bytes], list[Fault]]:
        """Read every file now; what cannot be read is a fault instead."""
        files: dict[str, bytes] = {}
        faults: list[Fault] = []
        for path in self:
            try:
                files[path] = self[path]
            except Unread as unread:
                faults.append(unread.fault)
        return files, faults


Listing = tuple[Unkept, list[Fault]]
"""The files of a register, not yet read, and a fault for what is no file of a register."""


def part(path: str, sort: Sort) -> Fault | bool:
    """Tell whether what lies at a path, as `data/partners/acme.yaml`, is a file of the register.

    A fault says why something that looks like one is none.
    """
    folder, _, name = path.rpartition("/")
    if path == DATA or f"{path}/" in FOLDERS:
        return sort is Sort.LINK and linked(path)
    if path == MASTERPLAN:
        return _file(path, sort)
    if folder == DATA:
        return _beside(path, name, sort)
    belongs = f"{folder}/" in FOLDERS
    if belongs and NAME.fullmatch(name):
        return _file(path, sort)
    if not belongs or _leftover(name) or name.lower() == "readme.md":
        return False
    refused = device(id_of(path)) if name.endswith(".yaml") else None
    return misfit(path, *(refused or (say('"{name}" is no name for a file of the register', name=name), _NAMED)))


def lines_of(files: Mapping[str, bytes], path: str, most: int) -> list[str]:
    """Give the lines of a file as they were written, one empty line where there is none to read.

    `most` is how many bytes a file may have.
    """
    try:
        return lines(decode(path, files[path], most)[0])
    except (KeyError, Unread):
        return [""]


def id_of(path: str) -> str:
    """Give the id that a file's name promises."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def device(id: str) -> tuple[Message, Message] | None:
    """Say of an id that no file can be called after it on Windows, and what to do; None where one can."""
    if id not in _DEVICES:
        return None
    return say('"{id}" can be the name of no file on Windows', id=id), say(
        "choose an id of more words, as {id}-1", id=id
    )


def misfit(path: str, found: Message, help: Message | None = None, code: str = "CV009") -> Fault:
    """Give the fault for something at a path that is not read at all."""
    return Fault(code, Finding(Place(path, 1, 1, 1, 1), found, help))


def linked(path: str, code: str = "CV009") -> Fault:
    """Give the fault for a folder that is a link: what is in it is read nowhere."""
    found = say("the folder {name} is a link", name=path.rpartition("/")[2])
    return misfit(path, found, say("put the files themselves there"), code)


def _file(path: str, sort: Sort) -> Fault | bool:
    if sort is Sort.FILE:
        return True
    return misfit(path, *(LINK if sort is Sort.LINK else _FOLDER))


def _beside(path: str, name: str, sort: Sort) -> Fault | bool:
    """Judge what lies in data/ itself and is no part of a register."""
    if sort is Sort.FOLDER and not name.startswith("."):
        known = ", ".join(folder.split("/")[1] for folder in FOLDERS)
        found = say("this folder does not belong in a register")
        return misfit(path, found, say("the folders are {known}", known=known))
    if name.lower().endswith((".yaml", ".yml")) and not _leftover(name):
        found = say("this file lies in no folder of the register")
        return misfit(path, found, say("move it to the folder of its kind"))
    return False


def _leftover(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith(_LEFTOVERS)
