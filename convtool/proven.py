"""What can be said of a convenant that was looked into: whether its text is the signed one, and by what that shows."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from convtool.diagnostics import Diagnostic
    from convtool.values import Moment
    from convtool.witness import Walk


class State(Enum):
    """What can be said of a convenant."""

    PROVEN = "proven"
    BROKEN = "broken"
    NOT_CHECKED = "not-checked"
    NOT_SIGNED = "not-signed"


class Proof(NamedTuple):
    """One convenant: what its signing recorded, what its text gives now, what git saw of it, and what is wrong.

    `digest` is what the text as signed gives now, None where none was recorded. `walk` is None where git was not asked.
    """

    path: str
    id: str
    state: State
    signed: Moment | None = None
    recorded: str | None = None
    digest: str | None = None
    amendments: int = 0
    walk: Walk | None = None
    found: tuple[Diagnostic, ...] = ()
