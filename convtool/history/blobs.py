"""Contents by the names that git gives them, each read when it is asked for."""

from __future__ import annotations

import contextlib
import os
import weakref
from typing import IO, TYPE_CHECKING, cast

if TYPE_CHECKING:
    from subprocess import Popen

    from convtool.history.git import Git

_HEADER = 3
"""What git says before a content: its name, its kind and its size."""


class Blobs:
    """The contents of every file that a repository ever had, through one running git in each process that asks."""

    def __init__(self, git: Git) -> None:
        """Take what starts git."""
        self._git = git
        self._running: dict[int, Popen[bytes]] = {}
        weakref.finalize(self, _end, self._running)

    def read(self, name: str, most: int | None = None) -> bytes | None:
        """Give the first `most` bytes of the content with this name (hexadecimal, in full), or all of them.

        None for what this repository does not have, what is damaged, and what is no content of a file.
        """
        try:
            return self._told(name, most)
        except OSError:
            self._stop()
            return None

    def _told(self, name: str, most: int | None) -> bytes | None:
        """Ask the running git; raises `OSError` where it ended, as it does at a damaged object."""
        asked, told = self._pipes()
        asked.write(f"{name}\n".encode())
        asked.flush()
        header = told.readline().split()
        if header[1:] == [b"missing"]:
            return None
        if len(header) != _HEADER:
            raise OSError
        size = int(header[2])
        wanted = size if most is None else min(size, most)
        data = told.read(wanted)
        if len(data) < wanted:
            raise OSError
        if wanted < size:
            self._stop()  # the rest can be of any length; a new git is quicker than reading on
        else:
            told.read(1)
        return data if header[1] == b"blob" else None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Give the pipes to and from the git of this process: one made before a fork is the first process's own."""
        own = os.getpid()
        if own not in self._running:
            self._running[own] = self._git.start("cat-file", "--batch")
        process = self._running[own]
        return cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)

    def _stop(self) -> None:
        own = os.getpid()
        _end({own: self._running.pop(own)})


def _end(running: dict[int, Popen[bytes]]) -> None:
    for process in running.values():
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                cast("IO[bytes]", pipe).close()
        process.wait()
