"""What earlier runs found in files, by content.

A file counts as the same where its stamp is, or else its bytes.
"""

from __future__ import annotations

import contextlib
import marshal
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from convtool.files import read_plain
from convtool.layout import Unkept, Unread
from convtool.shelf import can_keep, digest_of, key_of, put, rest, taken
from convtool.stamps import Look, Stamp, same, stamp_of

Note = tuple[bytes, tuple[str, ...], bytes]
"""What is kept of one file: the digest of its content, the other files that were looked at, and what was found."""

_OF_ALL, _NOT_OF_ALL = b"\1", b"\0"
"""How notes of one process begin: whether something is kept of each file that it took note of."""


class Kept(NamedTuple):
    """What was kept and still holds: by path what was found there, and what all files together showed.

    `together` is None where a file changed, or something is not kept of it.
    """

    found: dict[str, bytes]
    together: bytes | None


class _Old(NamedTuple):
    """What an earlier run kept: the files it looked at, and when; how each document was; and what all files showed.

    `of_all` tells that something was kept of each. The stamps, and what was kept of each file, lie behind `head`, in
    parts of these `sizes`, and `digest` tells whether they still do: nobody needs them where nothing changed.
    """

    sum: bytes
    looked: int
    documents: dict[str, Stamp | None]
    together: bytes | None
    of_all: bool
    sizes: list[int]
    digest: bytes
    head: memoryview


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
        self._look = Look(files.where)
        self._key = key_of(root, (question, self._look.paths))
        self.digests: dict[str, bytes] = {}
        """By path those of the files that were read in this process, and of those that are as they were kept."""
        self._noted: dict[str, Note] = {}
        self._begins = _OF_ALL
        self._fresh: dict[str, Note] = {}
        self._documents: set[str] = set()
        self._old = self._content()
        self.before = self._old.together if self._old else None
        """What all files together showed to the run that kept it, whatever changed since."""
        self._read_again = False

    @cached_property
    def together(self) -> bytes | None:
        """What all files together showed, where none of them changed and something is kept of each."""
        old = self._old
        if old and old.of_all and self._look.is_still(old.sum, old.looked) and self._stand(old):
            return old.together
        return self.kept.together

    @cached_property
    def kept(self) -> Kept:
        """What was kept and still holds; it is unpacked once."""
        old, self._old = self._old, None
        packed = rest(self._root, self._key, old.head, old.digest) if old and self._stand(old) else None
        if old is None or packed is None:
            return Kept({}, None)
        first, *others = (packed[here:there] for here, there in pairwise(accumulate(old.sizes, initial=0)))
        stamps = marshal.loads(first)  # noqa: S302 - its checksum holds, and the folder is the user's own
        notes: dict[str, Note] = {}
        for blob in others:
            notes |= marshal.loads(blob[len(_OF_ALL) :])  # noqa: S302 - likewise
        changed = {
            path
            for path, now, stamp in zip(self.files.where, self._look.stamps, stamps, strict=True)
            if path not in notes or not (same(stamp, now, old.looked) or self._reads_as(path, notes[path]))
        }
        if self._needed in changed:
            return Kept({}, None)
        for path, note in notes.items():
            if path not in changed and changed.isdisjoint(note[1]):
                self._fresh[path] = note
                self.digests.setdefault(path, note[0])
        if self._fresh:
            self._documents.update(old.documents)
        found = {path: note[2] for path, note in self._fresh.items()}
        if len(found) < len(self._look.stamps):
            return Kept(found, None)
        if self._read_again:
            self.keep([], (), old.together)
        return Kept(found, old.together)

    def digest(self, path: str) -> bytes | None:
        """Give the digest of a file, which is read where it was not yet; None where it cannot be read."""
        if path not in self.digests and path in self.files.where:
            with contextlib.suppress(Unread):
                self.files[path]
        return self.digests.get(path)

    def note(self, path: str, looked_at: Iterable[str], found: bytes | None) -> None:
        """Take note of what was found in a file that was read; of None nothing is kept."""
        if found is not None and path in self.digests:
            self._noted[path] = self.digests[path], tuple(looked_at), found
        else:
            self._begins = _NOT_OF_ALL

    def notes(self) -> bytes:
        """Give all that was noted in this process, for `keep`."""
        noted, self._noted = self._noted, {}
        return self._begins + marshal.dumps(noted)

    def keep(self, notes: Iterable[bytes], documents: Iterable[str], together: bytes | None) -> bool:
        """Keep what was noted beside what still held, and what all files together showed; tell whether that was done.

        `notes` are those of each process that judged, `documents` files beside the register that were looked at, by
        their path from its folder; those of what still holds are kept too. Nothing is kept where a file changed
        meanwhile, nor where the disk does not allow it.
        """
        if not can_keep(self._root, self._key) or not self._look.still_holds():
            return False
        of_all = all(blob.startswith(_OF_ALL) for blob in notes)
        stamped = {path: stamp_of(self._root / path) for path in self._documents.union(documents)}
        blobs = [marshal.dumps(self._look.stamps), _OF_ALL + marshal.dumps(self._fresh), *notes]
        sizes = [len(blob) for blob in blobs]
        old = self._look.sum, self._look.when, stamped, together, of_all, sizes, digest_of(*blobs)
        put(self._root, self._key, marshal.dumps(old), *blobs)
        return True

    def _see(self, path: str, data: bytes) -> None:
        self.digests[path] = digest_of(data)

    def _stand(self, old: _Old) -> bool:
        """Tell whether the documents that were looked at are as they were."""
        now = ((stamp, stamp_of(self._root / path)) for path, stamp in old.documents.items())
        return all(same(before, after, old.looked) for before, after in now)

    def _reads_as(self, path: str, note: Note) -> bool:
        """Tell whether a file that may have been written holds what it held."""
        self._read_again = True
        try:
            return digest_of(read_plain(Path(self.files.where[path]))) == note[0]
        except OSError:
            return False

    def _content(self) -> _Old | None:
        head = taken(self._root, self._key)
        if head is None:
            return None
        return _Old._make([*marshal.loads(head), head])  # noqa: S302 - as above
