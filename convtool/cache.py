"""What earlier runs found in files, by content.

A file counts as the same where its stamp is, or else its bytes.
"""

from __future__ import annotations

import marshal
import time
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from convtool.files import read_plain
from convtool.layout import Unkept
from convtool.shelf import can_keep, digest_of, key_of, put, taken
from convtool.stamps import Stamp, same, stamp_of

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
        self._key = key_of(root, (question, paths))
        self._looked = time.time_ns()
        self._stamps = {path: stamp_of(where) for path, where in files.where.items()}
        self.digests: dict[str, bytes] = {}
        """Those of the files that were read in this process, by path."""
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
            not same(stamp, stamp_of(self._root / path), old.looked) for path, stamp in old.documents.items()
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

    @property
    def before(self) -> bytes | None:
        """What all files together showed to the run that kept it, whatever changed since."""
        return self._old.together if self._old else None

    def note(self, path: str, looked_at: Iterable[str], found: bytes | None) -> None:
        """Take note of what was found in a file that was read; of None nothing is kept."""
        if found is not None and path in self.digests:
            self._noted[path] = self.digests[path], tuple(looked_at), found

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
        if not can_keep(self._root, self._key) or any(
            stamp_of(where) != self._stamps[path] for path, where in self.files.where.items()
        ):
            return
        earlier = self._old.documents if self._old and self._fresh else ()
        content = _Old(
            self._looked,
            self._stamps,
            {path: stamp_of(self._root / path) for path in {*documents, *earlier}},
            [marshal.dumps(self._fresh), *notes],
            together,
        )
        put(self._root, self._key, marshal.dumps(tuple(content)))

    def _see(self, path: str, data: bytes) -> None:
        self.digests[path] = digest_of(data)

    def _is_as_it_was(self, path: str, old: _Old) -> bool:
        if path not in self._notes:
            return False
        if same(old.stamps[path], self._stamps[path], old.looked):
            return True
        self._read_again = True
        try:
            return digest_of(read_plain(Path(self.files.where[path]))) == self._notes[path][0]
        except OSError:
            return False

    def _content(self) -> _Old | None:
        data = taken(self._root, self._key)
        if data is None:
            return None
        old = _Old(*marshal.loads(data))  # noqa: S302 - its checksum holds, and the folder is the user's own
        for blob in old.notes:
            self._notes |= marshal.loads(blob)  # noqa: S302 - likewise
        return old
