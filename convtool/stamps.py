"""What tells whether a file on the disk is still the one it was, without reading it.

A clock may be too coarse to tell: what was written within two seconds before a run looked never counts as the same.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Size, time of the last change of the content and of the file, and place on the disk."""

_COARSE = 2 * 10**9
"""So many nanoseconds the clock of a disk may be behind."""


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
