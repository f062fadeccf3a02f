"""What is kept of a site between runs: of which files of the register each part of it was made, and what it made.

A part whose files are the same and whose pages lie as they were laid is not made again. That a page lies there is told
by its stamp, as that of a file of the register, or else by its bytes.
"""

from __future__ import annotations

import marshal
import os
import time
from functools import cached_property
from hashlib import sha256
from importlib.util import find_spec
from os.path import islink
from typing import TYPE_CHECKING, NamedTuple

from convtool.cache import Cache
from convtool.extracts import Extracts
from convtool.files import read_plain
from convtool.layout import CONVENANTS, MASTERPLAN, id_of
from convtool.shelf import digest_of, key_of, put, taken
from convtool.stamps import same, stamp_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from convtool.layout import Unkept
    from convtool.stamps import Stamp


class Sheet(NamedTuple):
    """A page about more than one record, on which mostly a few convenanten show: of what it was made, and what it made.

    `made_of` tells the files of the register that show on it; `sums` are the checksums of its own, by path.
    """

    made_of: bytes
    sums: dict[str, str]


class Standing(NamedTuple):
    """What of a site need not be made anew: checksums of files by their path, those of each convenant by its id.

    `others` are all other files, or None where these have to be made; else `unread` is how many files of the register
    could not be read.
    """

    convenants: Mapping[str, Mapping[str, str]]
    others: Mapping[str, str] | None
    unread: int

    @property
    def sums(self) -> dict[str, str]:
        """The checksums of all files that stand."""
        found = dict(self.others or {})
        for sums in self.convenants.values():
            found |= sums
        return found


NOTHING = Standing({}, None, 0)


class Built(NamedTuple):
    """A site: its files that were `made`, and the checksums of all, also of those that stand already.

    `others` are the paths of files about more than one convenant, `sheets` those of them on which mostly a few show, by
    their address; `unread` is how many files of the register could not be read; `notes` are what can be kept for later
    runs, and `extracts` those of all convenanten, where pages about more than one record were made.
    """

    made: Mapping[str, bytes]
    sums: Mapping[str, str]
    others: Collection[str]
    sheets: Mapping[str, Sheet]
    unread: int
    notes: list[bytes]
    extracts: list[bytes]


class Upkeep:
    """What is kept of one site in one folder, for runs that ask the same of it."""

    def __init__(self, root: Path, out: Path | None, files: Unkept, question: object, revision: str | None) -> None:
        """Take the register's folder and its files, and see what is read of them from now on.

        `out` is the folder that the pages lie in; without it counts only of what they were made. `question` is all
        that they depend on beside the register, but for the commit that it is at: that shows on pages about more than
        one record only.
        """
        self._files = files
        self._cache = Cache(root, ("site", question, _libraries()), files, MASTERPLAN)
        self._revision = revision
        self._root = root
        self._out = out and str(out.absolute())
        self._key = key_of(root, ("laid", self._out))
        self.extracts = Extracts(root, self._out, question, self._cache)
        self._now = time.time_ns()
        self._looked, self._laid = self._kept()
        self._read = False
        self._folders: dict[str, bool] = {}

    @cached_property
    def standing(self) -> Standing:
        """What need not be made anew."""
        found, together = self._cache.kept
        convenants = {
            id_of(path): marshal.loads(sums)  # noqa: S302 - the cache vouches for what it gives
            for path, sums in found.items()
            if path.startswith(CONVENANTS)
        }
        revision, unread, others, _ = marshal.loads(together) if together else (None, 0, None, None)  # noqa: S302 - likewise
        return Standing(
            {id: sums for id, sums in convenants.items() if self._lie(sums)},
            others if revision == self._revision and self._lie(others or {}) else None,
            unread,
        )

    @property
    def whole(self) -> Built | None:
        """The whole site, where nothing of it has to be made anew."""
        convenants, others, unread = self.standing
        paths = [path for path in self._files.where if path.startswith(CONVENANTS)]
        if others is None or len(convenants) < len(paths):
            return None
        return Built({}, dict(sorted(self.standing.sums.items())), others, {}, unread, [], [])

    @cached_property
    def _sheets(self) -> dict[str, tuple[bytes, dict[str, str]]]:
        before = self._cache.before
        return marshal.loads(before)[-1] if before else {}  # noqa: S302 - likewise

    def sheets(self, made_of: Mapping[str, Iterable[str]]) -> tuple[dict[str, bytes], dict[str, Sheet]]:
        """Give what tells of which files each page would be made, and those of the pages that need not be made.

        `made_of` are for the address of each page the files of the convenanten that show on it. Every file that is no
        convenant counts for all of them.
        """
        digests = self._cache.digests
        if digests.keys() != self._files.where.keys():
            return {}, {}
        common = [path for path in digests if not path.startswith(CONVENANTS)]

        def told_of(paths: Iterable[str]) -> bytes:
            return digest_of(repr([(path, digests[path]) for path in sorted(paths)]).encode())

        start = told_of(common)
        told = {address: digest_of(start, told_of(paths)) for address, paths in made_of.items()}
        kept = {address: Sheet(*sheet) for address, sheet in self._sheets.items() if told.get(address) == sheet[0]}
        return told, {address: sheet for address, sheet in kept.items() if self._lie(sheet.sums)}

    def note(self, id: str | None, looked_at: Iterable[str], sums: Mapping[str, str]) -> None:
        """Take note of what the pages of a convenant were made of; without an id, that all files were looked at."""
        if id is not None:
            path = f"{CONVENANTS}{id}.yaml"
            self._cache.note(path, (each for each in looked_at if each != path), marshal.dumps(dict(sums)))
            return
        for path in self._files.where:
            if not path.startswith(CONVENANTS):
                self._cache.note(path, (), b"")

    def notes(self) -> bytes:
        """Give all that was noted in this process, for `keep`."""
        return self._cache.notes()

    def keep(self, built: Built) -> None:
        """Keep what was noted, and how all files lie in the folder, in which they were laid."""
        sums = built.sums
        if built.notes:
            sheets = {address: tuple(sheet) for address, sheet in built.sheets.items()} or self._sheets
            together = self._revision, built.unread, {path: sums[path] for path in built.others}, sheets
            if self._cache.keep(built.notes, (), marshal.dumps(together)):
                for packed in built.extracts:
                    self.extracts.keep(packed)
        if built.notes or self._read:
            laid = {path: (sum, stamp_of(f"{self._out}/{path}")) for path, sum in sums.items()}
            put(self._root, self._key, marshal.dumps((self._now, laid)))

    def _lie(self, sums: Mapping[str, str]) -> bool:
        return self._out is None or all(self._lies(path, sum) for path, sum in sums.items())

    def _lies(self, path: str, sum: str) -> bool:
        """Tell whether a file lies in the folder with that checksum, and below no link."""
        if not self._is_plain(path.rpartition("/")[0]):
            return False
        place = f"{self._out}/{path}"
        noted, stamp = self._laid.get(path, ("", None))
        if noted == sum and stamp is not None and same(stamp, stamp_of(place), self._looked):
            return True
        self._read = True
        try:
            return sha256(read_plain(place)).hexdigest() == sum
        except OSError:
            return False

    def _is_plain(self, folder: str) -> bool:
        """Tell whether neither a folder of the site nor one above it in the site is a link."""
        if folder not in self._folders:
            above = not folder or self._is_plain(folder.rpartition("/")[0])
            self._folders[folder] = above and not islink(f"{self._out}/{folder}")  # noqa: PTH114 - of thousands Path takes long
        return self._folders[folder]

    def _kept(self) -> tuple[int, dict[str, tuple[str, Stamp | None]]]:
        data = taken(self._root, self._key)
        return marshal.loads(data) if data else (0, {})  # noqa: S302 - its checksum holds, and the folder is the user's


def _libraries() -> list[tuple[str, int]]:
    """Give where the libraries that make words and marks of pages lie, and since when; none of them is loaded."""
    found = (find_spec(name) for name in ("babel", "jinja2", "markdown_it", "markupsafe"))
    return [(spec.origin, os.stat(spec.origin).st_mtime_ns) for spec in found if spec and spec.origin]  # noqa: PTH116 - Path takes as long
