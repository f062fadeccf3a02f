"""Where something is and what is said of it: `Place`, `Level`, `Finding`, `Fault`, `Diagnostic`."""

from enum import IntEnum
from typing import NamedTuple

from convtool.messages import Message


class Level(IntEnum):
    """How serious a diagnostic is; a higher one counts more."""

    NOT_CHECKED = 0
    ADVICE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The word used in output and in options."""
        return self.name.lower().replace("_", "-")


class Place(NamedTuple):
    """A range in a file: path from the register's root, lines and columns in characters from 1, ends exclusive.

    `pointer` is the JSON pointer by index (`/goals/0/themes/1`); `trail` the same way by ids
    (`goals/stageplekken/themes`), which survives moved and inserted lines.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    pointer: str = ""
    trail: str = ""

    @property
    def last_line(self) -> int:
        """The last line that holds some of it: an end at the first column holds nothing of its line."""
        return self.end_line - (self.end_column == 1 and self.end_line > self.line)


class Edit(NamedTuple):
    """Characters of a file to replace: from `start` to before `end`, counted from 0 behind a byte-order mark."""

    start: int
    end: int
    text: str


class Finding(NamedTuple):
    """What a rule says: a place, what was found and what was wanted, one next step, and a second place.

    `level` is set only where one code knows two levels; otherwise the rule's own level counts. `repair` is given
    only where there is one way to mend it that nobody could dispute.
    """

    place: Place
    message: Message
    help: Message | None = None
    related: tuple[Place, ...] = ()
    level: Level | None = None
    repair: tuple[Edit, ...] = ()


class Fault(NamedTuple):
    """A finding met while reading, with the code of its page."""

    code: str
    finding: Finding


class Diagnostic(NamedTuple):
    """What a reader sees: a finding, stamped with its rule. Sorted by file, line, column and code."""

    place: Place
    code: str
    name: str
    level: Level
    id: str
    message: Message
    help: Message | None
    related: tuple[Place, ...]
    repair: tuple[Edit, ...]
    identity: str
    """Code, file and ids along the way, and which one of several: what stays when lines move."""

    @property
    def fingerprint(self) -> str:
        """Give the identity as a short hash."""
        from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, which a run for people never needs

        return sha256(self.identity.encode("utf-8", "replace")).hexdigest()[:32]
