"""What a command told of a register: told again to whoever asks the same where nothing changed since.

Then no file is read at all, and nothing is loaded that reads. A file that may have changed makes that all is told anew.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, NamedTuple

from convtool.stamps import Look

if TYPE_CHECKING:
    from collections.abc import Callable

    from convtool.layout import Listing, Unkept
    from convtool.running import Run


class Told(NamedTuple):
    """A text, and the exit code that goes with it; `whole` tells that nothing had to be left out of it."""

    text: str
    code: int
    whole: bool = True


def retold(run: Run, question: tuple[object, ...] | None, tell: Callable[[Listing | None], Told]) -> Told:
    """Give what an earlier run told where it was asked the same on the same day; else what `tell` makes of the files.

    The question holds all on which the text hangs beside the files and the day; without one everything is told anew,
    and so it is of a commit, of several registers, and where something had to be left out.
    """
    if question is None or run.several or run.snapshot:
        return tell(None)
    files = run.listed()
    memory = _Memory(run, question, files[0])
    told = None if files[1] else memory.told()
    if told is None:
        told = tell(files)
        if told.whole and not files[1]:
            memory.keep(told)
    return told


class _Memory:
    """What is kept of one question about one register, with how every file was before any of them was read."""

    def __init__(self, run: Run, question: tuple[object, ...], files: Unkept) -> None:
        from convtool.shelf import key_of  # noqa: PLC0415 - not where nothing is kept

        self._root = run.root
        self._look = Look(files.where)
        self._key = key_of(run.root, (question, run.asked_root, run.as_of.isoformat(), tuple(run.configuration.limits)))

    def told(self) -> Told | None:
        from convtool.shelf import taken  # noqa: PLC0415 - not where nothing is kept

        data = taken(self._root, self._key)
        if data is None:
            return None
        sum, looked, text, code = marshal.loads(data)  # noqa: S302 - its checksum holds, and it is the user's own
        return Told(text, code) if self._look.is_still(sum, looked) else None

    def keep(self, told: Told) -> None:
        """Keep what was told, unless a file changed meanwhile."""
        from convtool.shelf import put  # noqa: PLC0415 - not where nothing is kept

        if self._look.still_holds():
            put(self._root, self._key, marshal.dumps((self._look.sum, self._look.when, told.text, told.code)))
