"""Files that are made and wait to be written until all of them are: in files without a name, since a site is large."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from convtool.files import unwritable


class Waiting(NamedTuple):
    """Where the bytes of a file lie, and their checksum."""

    number: int
    start: int
    length: int
    sum: str


class Spool(Mapping[str, bytes]):
    """The bytes of files by their path. Two processes may fill it, of which one started the other after it was made.

    What the other process put in is known here when its `waiting` is taken over.
    """

    def __init__(self) -> None:
        """Open what the bytes wait in; raises `ConvtoolError` where the disk has no room for it."""
        self.waiting: dict[str, Waiting] = {}
        self._process = os.getpid()
        self._ends = [0, 0]
        with _disk():
            self._files = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 - open as long as this is

    def __del__(self) -> None:
        """Let go of all that waits."""
        for file in getattr(self, "_files", ()):
            file.close()

    def put(self, path: str, data: bytes) -> str:
        """Let a file wait, and give its checksum; what was put at its path before is forgotten.

        Raises `ConvtoolError` on a full disk.
        """
        number = int(os.getpid() != self._process)
        with _disk():
            self._files[number].write(data)
            self._files[number].flush()
        waiting = self.waiting[path] = Waiting(number, self._ends[number], len(data), sha256(data).hexdigest())
        self._ends[number] += len(data)
        return waiting.sum

    def __getitem__(self, path: str) -> bytes:
        """Give the bytes of a file."""
        number, start, length, _ = self.waiting[path]
        return os.pread(self._files[number].fileno(), length, start)

    def __iter__(self) -> Iterator[str]:
        """Go through the paths."""
        return iter(self.waiting)

    def __len__(self) -> int:
        """Count the files."""
        return len(self.waiting)


@contextmanager
def _disk() -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise unwritable(Path(tempfile.gettempdir()), error) from error
