"""Extracts of convenanten, kept between renders: one is taken again while the bytes of its file are the same."""

from __future__ import annotations

import marshal
from functools import cached_property
from typing import TYPE_CHECKING

from convtool.layout import MASTERPLAN
from convtool.shelf import digest_of, key_of, put, taken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from convtool.cache import Cache
    from convtool.context.extract import Extract


_GROUP = 16
"""So many neighbours are packed together: one by one, half of the time went into finding the same classes again."""


class Extracts:
    """What is kept for the pages in one folder, where the last render of these was asked the same."""

    def __init__(self, root: Path, out: object, question: object, cache: Cache) -> None:
        """Take the register's folder and that of the pages, what is asked, and who knows what each file holds."""
        self._root = root
        self._key = key_of(root, ("extracts", out))
        self._question = question
        self._cache = cache

    @cached_property
    def _asked(self) -> bytes:
        """What tells all that every extract depends on beside its own file."""
        return digest_of(repr((self._question, self._cache.digest(MASTERPLAN))).encode())

    @cached_property
    def _kept(self) -> list[tuple[dict[str, bytes], bytes]]:
        """Of each group the digests of its files by their path, and their extracts."""
        data = taken(self._root, self._key)
        asked, kept = marshal.loads(data) if data else (b"", [])  # noqa: S302 - its checksum holds, and the folder is the user's own
        return kept if asked == self._asked else []

    @cached_property
    def _found(self) -> dict[str, Extract]:
        """By the path of a file its extract, where the file holds the same."""
        import pickle  # noqa: PLC0415 - 4 ms that a render in which nothing changed has no use for

        found: dict[str, Extract] = {}
        for digests, packed in self._kept:
            same = {path for path, digest in digests.items() if digest == self._cache.digest(path)}
            found |= {each.row.file: each for each in pickle.loads(packed) if each.row.file in same}  # noqa: S301 - likewise
        return found

    def of(self, path: str) -> Extract | None:
        """Give the extract of the convenant in a file, where it is kept and the file holds the same."""
        return self._found.get(path)

    def packed(self, extracts: Iterable[Extract]) -> bytes:
        """Give extracts as `keep` takes them; a group that is as it was kept is not packed again."""
        import pickle  # noqa: PLC0415 - likewise

        kept = {tuple(digests.items()): packed for digests, packed in self._kept}
        known = [(each, digest) for each in extracts if (digest := self._cache.digest(each.row.file))]
        groups = []
        for start in range(0, len(known), _GROUP):
            group = known[start : start + _GROUP]
            digests = {each.row.file: digest for each, digest in group}
            packed = kept.get(tuple(digests.items())) or pickle.dumps([each for each, _ in group])
            groups.append((digests, packed))
        return marshal.dumps((self._asked, groups))

    def keep(self, packed: bytes) -> None:
        """Keep extracts for the next render."""
        put(self._root, self._key, packed)
