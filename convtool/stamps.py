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
from hashlib import blake2b
from pathlib import Path

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

    `stamps` are by path, in the order of the paths; `when` is from before the first was taken.
    """

    def __init__(self, where: Mapping[str, str]) -> None:
        """Look at files, by their path and where each lies."""
        self._where = where
        self.when = time.time_ns()
        self.stamps = {path: stamp_of(where[path]) for path in sorted(where)}

    @cached_property
    def sum(self) -> bytes:
        """What tells these files, as they were, from all others; 16 bytes."""
        columns = tuple(zip(*(stamp or _NOTHING for stamp in self.stamps.values()), strict=True))
        names = "\n".join(self.stamps).encode("utf-8", "surrogateescape")
        return blake2b(marshal.dumps((names, columns), _VALUES_ONLY), digest_size=16).digest()

    def is_still(self, sum: bytes, looked: int) -> bool:
        """Tell whether each file is surely the one it was at an earlier look, made at `looked`, that had this sum."""
        if sum != self.sum:
            return False
        return all(max(stamp[1], stamp[2]) < looked - _COARSE for stamp in self.stamps.values() if stamp)

    def still_holds(self) -> bool:
        """Tell whether no file changed since."""
        return all(stamp_of(self._where[path]) == stamp for path, stamp in self.stamps.items())
