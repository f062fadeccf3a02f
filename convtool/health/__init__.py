"""How well convtool can work here: small checks of the machine, of git and of the register, one function each.

A check gives one sign or none; it raises nothing that would hide the others, and nothing is written. A new check is a
function in `machine`, `repository` or `register`, and its name in the tuple at the end of that file.
"""

from __future__ import annotations

import os
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from convtool.errors import ConvtoolError
from convtool.layout import DATA
from convtool.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from convtool.language import Language

PARTS = ("machine", "repository", "register")
"""The files of checks, in the order in which they are told."""
ENDINGS = (".yaml", ".yml")
"""How the name of a record ends, or was meant to end."""


class State(Enum):
    """How it is with what was looked at; only what is wrong fails a run."""

    WELL = "well"
    NOTE = "note"
    WRONG = "wrong"
    UNKNOWN = "unknown"


class Sign(NamedTuple):
    """What a check found, and what to do where it is not well."""

    state: State
    found: Message
    help: Message | None = None


class Place(NamedTuple):
    """Where is looked: the folder of the register, or why there is none; `asked` is whether somebody named it."""

    root: Path | None
    why: ConvtoolError | None = None
    asked: bool = False


class Looked(NamedTuple):
    """A check by its part and its name, as `repository` and `line-ends`, and what it found."""

    part: str
    name: str
    sign: Sign


class Checkup(NamedTuple):
    """What a report of the checks sees, and who reads it."""

    looked: tuple[Looked, ...]
    language: Language
    width: int
    color: bool


def records(root: Path) -> Iterator[tuple[str, Path]]:
    """Give every file below data/ whose name ends as that of a record, in order, by its path; no link is followed."""
    for above, folders, names in os.walk(root / DATA):
        folders.sort()
        for name in sorted(names):
            if name.lower().endswith(ENDINGS):
                path = Path(above, name)
                yield path.relative_to(root).as_posix(), path


def looked_at(place: Place) -> Iterator[Looked]:
    """Make every check."""
    for part in PARTS:
        for check in import_module(f"convtool.health.{part}").CHECKS:
            sign = _made(check, place)
            if sign:
                yield Looked(part, check.__name__.replace("_", "-"), sign)


def _made(check: Callable[[Place], Sign | None], place: Place) -> Sign | None:
    """Make one check; what stops it is a sign too."""
    try:
        return check(place)
    except ConvtoolError as error:
        return Sign(State.WRONG, error.message, error.help)
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        return Sign(State.WRONG, say("{reason}", reason=f"{error.strerror or type(error).__name__}{where}"))
    except Exception as error:  # noqa: BLE001 - whatever is broken here, the other checks are still made
        return Sign(State.UNKNOWN, say("this could not be looked at: {reason}", reason=repr(error)))
