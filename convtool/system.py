"""What POSIX has and other systems may lack, each with what is done without it. The tests run on Linux alone."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING

try:
    from _blake2 import blake2b as blake2b  # noqa: PLC0414 - for others; hashlib loads OpenSSL beside it, which takes 2 ms
except ImportError:  # Python without its own code for it
    from hashlib import blake2b as blake2b  # noqa: PLC0414 - likewise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_READING = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""To read bytes as they are, through no link, and without waiting for a device."""


def opened(path: str | Path) -> int:
    """Open a file to read it, and give its descriptor; raises `OSError` for a link.

    Without O_NOFOLLOW somebody may put a link there between the look and the opening.
    """
    if not _NO_LINK and os.path.islink(path):  # noqa: PTH114 - one of a thousand, and Path takes as long again
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return os.open(path, _READING)


@contextlib.contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Wait until no other process of ours works in a folder, and keep them waiting.

    The folder itself is locked, so nothing is left behind, and the lock goes with the process. Where the system has
    no such lock there is none.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError):
            import fcntl  # noqa: PLC0415 - not on every system

            descriptor = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


def settle(folder: Path) -> None:
    """Let the new names in a folder reach the disk; where it cannot be opened they do in their own time."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def can_split() -> bool:
    """Tell whether this process can go on as two, and each has a processor."""
    return hasattr(os, "fork") and (os.cpu_count() or 1) > 1


def is_own(status: os.stat_result) -> bool:
    """Tell whether a folder is of whoever runs this, and nobody else writes in it; without owners it counts as own."""
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
