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
    def _kept(self) -> dict[str, tuple[bytes, bytes]]:
        """By the path of a file the digest of what it held, and its extract."""
        data = taken(self._root, self._key)
        asked, kept = marshal.loads(data) if data else (b"", {})  # noqa: S302 - its checksum holds, and the folder is the user's own
        return kept if asked == self._asked else {}

    def of(self, path: str) -> Extract | None:
        """Give the extract of the convenant in a file, where it is kept and the file holds the same."""
        digest, packed = self._kept.get(path, (None, b""))
        if digest is None or digest != self._cache.digest(path):
            return None
        import pickle  # noqa: PLC0415 - 4 ms that a render in which nothing changed has no use for

        found: Extract = pickle.loads(packed)  # noqa: S301 - likewise
        return found

    def packed(self, extracts: Iterable[Extract]) -> bytes:
        """Give extracts as `keep` takes them."""
        import pickle  # noqa: PLC0415 - likewise

        found = {}
        for each in extracts:
            path = each.row.file
            digest, kept = self._cache.digest(path), self._kept.get(path)
            found[path] = kept if kept and kept[0] == digest else (digest, pickle.dumps(each))
        return marshal.dumps((self._asked, found))

    def keep(self, packed: bytes) -> None:
        """Keep extracts for the next render."""
        put(self._root, self._key, packed)
