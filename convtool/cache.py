"""What earlier runs found in files, in the user's cache folder: by content, safe to delete, and never needed.

A file counts as the same where its size, times and place on the disk are, or else its bytes. What was written within
two seconds before a run looked is always read again: a clock may be too coarse to tell. Whatever is wrong with the
cache, a run goes on without it.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import convtool
from convtool.files import TEMPORARY, read_plain
from convtool.layout import Unkept

_FORMAT = "convtool-cache-1"
_DIGEST = 16
_LARGEST = 256 * 2**20
_KEPT = 8
"""How many days and questions are kept of one register."""
_COARSE = 2 * 10**9
"""So many nanoseconds the clock of a disk may be behind."""

Stamp = tuple[int, int, int, int]
"""Size, time of the last change of the content and of the file, and place on the disk."""
Note = tuple[bytes, tuple[str, ...], bytes]
"""What is kept of one file: the digest of its content, the other files that were looked at, and what was found."""


class Kept(NamedTuple):
    """What was kept and still holds: by path what was found there, and what all files together showed.

    `together` is None where a file changed, or something is not kept of it.
    """

    found: dict[str, bytes]
    together: bytes | None


class _Old(NamedTuple):
    """What an earlier run kept: when it looked, how each file and each document was, and what it found."""

    looked: int
    stamps: dict[str, Stamp | None]
    documents: dict[str, Stamp | None]
    notes: list[bytes]
    together: bytes | None


class Cache:
    """What is kept of one register, for runs that ask the same of the same files: of one day, with the same limits."""

    def __init__(self, root: Path, question: object, files: Unkept, needed: str) -> None:
        """Take the register's folder, what is asked, and its files, and see what is read of them from now on.

        All that is kept falls with a change of the file at the path `needed`.
        """
        self.files = files
        files.seen = self._see
        self._root = root
        self._needed = needed
        paths = digest_of("\n".join(sorted(files.where)).encode("utf-8", "surrogateescape"))
        key = (_FORMAT, convtool.__version__, sys.version, _program(), str(root), question, paths)
        self._key = digest_of(repr(key).encode("utf-8", "surrogateescape"))
        self._looked = time.time_ns()
        self._stamps = {path: _stamp(where) for path, where in files.where.items()}
        self._digests: dict[str, bytes] = {}
        self._noted: dict[str, Note] = {}
        self._fresh: dict[str, Note] = {}
        self._notes: dict[str, Note] = {}
        self._old = self._content()
        self._read_again = False

    @cached_property
    def kept(self) -> Kept:
        """What was kept and still holds."""
        old = self._old
        if old is None or any(
            not _same(stamp, _stamp(self._root / path), old.looked) for path, stamp in old.documents.items()
        ):
            return Kept({}, None)
        changed = {path for path in self._stamps if not self._is_as_it_was(path, old)}
        if self._needed in changed:
            return Kept({}, None)
        for path, note in self._notes.items():
            if path not in changed and changed.isdisjoint(note[1]):
                self._fresh[path] = note
        found = {path: note[2] for path, note in self._fresh.items()}
        if found.keys() != self._stamps.keys():
            return Kept(found, None)
        if self._read_again:
            self.keep([], (), old.together)
        return Kept(found, old.together)

    def note(self, path: str, looked_at: Iterable[str], found: bytes | None) -> None:
        """Take note of what was found in a file that was read; of None nothing is kept."""
        if found is not None and path in self._digests:
            self._noted[path] = self._digests[path], tuple(looked_at), found

    def notes(self) -> bytes:
        """Give all that was noted in this process, for `keep`."""
        noted, self._noted = self._noted, {}
        return marshal.dumps(noted)

    def keep(self, notes: Iterable[bytes], documents: Iterable[str], together: bytes | None) -> None:
        """Keep what was noted beside what still held, and what all files together showed.

        `notes` are those of each process that judged, `documents` files beside the register that were looked at, by
        their path from its folder; those of what still holds are kept too. Nothing is kept where a file changed
        meanwhile, nor where the disk does not allow it.
        """
        place = self._place()
        if place is None or any(_stamp(where) != self._stamps[path] for path, where in self.files.where.items()):
            return
        earlier = self._old.documents if self._old and self._fresh else ()
        content = _Old(
            self._looked,
            self._stamps,
            {path: _stamp(self._root / path) for path in {*documents, *earlier}},
            [marshal.dumps(self._fresh), *notes],
            together,
        )
        with contextlib.suppress(OSError):
            _put(place, self._key, marshal.dumps(tuple(content)))

    def _see(self, path: str, data: bytes) -> None:
        self._digests[path] = digest_of(data)

    def _is_as_it_was(self, path: str, old: _Old) -> bool:
        if path not in self._notes:
            return False
        if _same(old.stamps[path], self._stamps[path], old.looked):
            return True
        self._read_again = True
        try:
            return digest_of(read_plain(Path(self.files.where[path]))) == self._notes[path][0]
        except OSError:
            return False

    def _content(self) -> _Old | None:
        place = self._place()
        try:
            data = read_plain(place, _LARGEST) if place else b""
        except OSError:
            return None
        rest = memoryview(data)[_DIGEST:]
        if data[:_DIGEST] != digest_of(self._key, rest):
            return None
        old = _Old(*marshal.loads(rest))  # noqa: S302 - its checksum holds, and the folder is the user's own
        for blob in old.notes:
            self._notes |= marshal.loads(blob)  # noqa: S302 - likewise
        return old

    def _place(self) -> Path | None:
        folder = _folder()
        if folder is None:
            return None
        return folder / f"{digest_of(bytes(self._root)).hex()}-{self._key.hex()}"


def digest_of(*parts: bytes | memoryview) -> bytes:
    """Give what tells a content from every other one."""
    digest = blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(part)
    return digest.digest()


def _stamp(path: str | Path) -> Stamp | None:
    try:
        status = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(status.st_mode):
        return None
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _same(before: Stamp | None, now: Stamp | None, looked: int) -> bool:
    """Tell whether a file is surely the one it was; `looked` is when it was seen before."""
    return before == now and (now is None or max(now[1], now[2]) < looked - _COARSE)


def _program() -> list[tuple[str, int, int]]:
    """Give what tells this program from another one of the same version: where it is still being written it differs."""
    found = []
    folders = [os.path.dirname(convtool.__file__)]  # noqa: PTH120 - 400 files are looked at, and Path takes as long
    for folder in folders:
        for entry in os.scandir(folder):
            if entry.name.endswith(".py"):
                status = entry.stat()
                found.append((entry.path, status.st_size, status.st_mtime_ns))
            elif entry.name != "__pycache__" and entry.is_dir():
                folders.append(entry.path)
    return sorted(found)


def _folder() -> Path | None:
    """Give the folder for caches of whoever runs this, or None where there is none of their own."""
    if os.environ.get("XDG_CACHE_HOME"):
        base = Path(os.environ["XDG_CACHE_HOME"])
    elif os.environ.get("LOCALAPPDATA"):
        base = Path(os.environ["LOCALAPPDATA"])
    else:
        home = os.environ.get("HOME")
        if not home:
            return None
        base = Path(home, "Library", "Caches") if sys.platform == "darwin" else Path(home, ".cache")
    if not base.is_absolute():
        return None
    folder = base / "convtool"
    try:
        status = folder.lstat() if folder.exists() else None
    except OSError:
        return None
    if status and (not stat.S_ISDIR(status.st_mode) or not _own(status)):
        return None
    return folder


def _own(status: os.stat_result) -> bool:
    """Tell whether a folder is of whoever runs this, and nobody else writes in it."""
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def _put(place: Path, key: bytes, content: bytes) -> None:
    """Write what is kept, at once or not at all, and take away what is older than the last few runs."""
    import tempfile  # noqa: PLC0415 - 2 ms that a run in which nothing changed has no use for

    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(digest_of(key, content))
            file.write(content)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    _prune(place, lambda name: name.startswith(place.name.partition("-")[0]), _KEPT)
    _prune(place, lambda name: not name.startswith(TEMPORARY), 8 * _KEPT)
    _prune(place, lambda name: name.startswith(TEMPORARY), _KEPT)


def _prune(place: Path, chosen: Callable[[str], bool], most: int) -> None:
    """Take away all but the newest of the files that are chosen by their names."""
    found = sorted((entry.stat().st_mtime_ns, entry.path) for entry in os.scandir(place.parent) if chosen(entry.name))
    for _, path in found[:-most]:
        Path(path).unlink(missing_ok=True)
