"""What tells whether a file on the disk is still the one it was, without reading it.

A clock may be too coarse to tell: what was written within two seconds before a run looked never counts as the same.
"""

from __future__ import annotations

import marshal
import os
import stat
import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from convtool.system import blake2b

Stamp = tuple[int, int, int, int]
"""Size, time of the last change of the content and of the file, and place on the disk."""

_COARSE = 2 * 10**9
"""So many nanoseconds the clock of a disk may be behind."""
_NOTHING: Stamp = (0, 0, 0, 0)
_VALUES_ONLY = 2
"""The version of marshal's format in which equal values always become the same bytes."""


def stamp_of(path: str | Path) -> Stamp | None:
    """Give the stamp of a file; None where none can be looked at."""
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def same(before: Stamp | None, now: Stamp | None, looked: int) -> bool:
    """Tell whether a file is surely the one it was; `looked` is when it was seen before."""
    return before == now and (now is None or max(now[1], now[2]) < looked - _COARSE)


class Look:
    """How the files of a register were when a run looked at them, before it read any.

    `stamps` are in the order of the files; `when` is from before the first was taken.
    """

    def __init__(self, where: Mapping[str, str]) -> None:
        """Look at files, by their path and where each lies; the same paths come in the same order every time."""
        self._where = where
        self.when = time.time_ns()
        self.stamps = [stamp_of(place) for place in where.values()]

    @cached_property
    def paths(self) -> bytes:
        """What tells the paths of these files from those of all others; 16 bytes."""
        return blake2b("\n".join(self._where).encode("utf-8", "surrogateescape"), digest_size=16).digest()

    @cached_property
    def _columns(self) -> tuple[tuple[int, ...], ...]:
        """Of all files each part of their stamps by itself: what looks at a column is quick, and a loop is not."""
        return tuple(zip(*[stamp or _NOTHING for stamp in self.stamps], strict=True))

    @cached_property
    def sum(self) -> bytes:
        """What tells these files, as they were, from all others; 16 bytes."""
        return blake2b(marshal.dumps((self.paths, self._columns), _VALUES_ONLY), digest_size=16).digest()

    def is_still(self, sum: bytes, looked: int) -> bool:
        """Tell whether each file is surely the one it was at an earlier look, made at `looked`, that had this sum."""
        return sum == self.sum and all(max(times) < looked - _COARSE for times in self._columns[1:3])

    def still_holds(self) -> bool:
        """Tell whether no file changed since."""
        return all(stamp_of(place) == stamp for place, stamp in zip(self._where.values(), self.stamps, strict=True))
