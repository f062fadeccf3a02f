"""What happened over time, to text: one file per format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from convtool.language import Language
from convtool.messages import say
from convtool.sheets import Happening
from convtool.sheets.timeline import Happened

NOTHING = say("nothing is known to have happened")


class Log(NamedTuple):
    """What a report of a timeline sees, the newest last, and who reads it.

    `happened` is one by one, `lines` the same for people; `title` says what it is about. `revision` is the commit that
    was asked for; `width` and `color` are the reader's screen.
    """

    title: object
    happened: Sequence[Happened]
    lines: tuple[Happening, ...]
    as_of: date
    revision: str | None
    language: Language
    width: int
    color: bool
