"""Signed documents: the files with the signatures, kept in the register's folder, and their checksums."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from convtool.files import read_plain


class Checksums(Mapping[str, str | None]):
    """The SHA-256 of files below a folder by their path from it, None for what is no file there; each read once."""

    def __init__(self, root: Path) -> None:
        """Take the folder of the register."""
        self._root = root
        self._known: dict[str, str | None] = {}

    def __getitem__(self, path: str) -> str | None:
        """Give the checksum of a file."""
        if path not in self._known:
            self._known[path] = self._checksum(path)
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        """Go through the paths that were asked for."""
        return iter(self._known)

    def __len__(self) -> int:
        """Count the paths that were asked for."""
        return len(self._known)

    def _checksum(self, path: str) -> str | None:
        from hashlib import sha256  # noqa: PLC0415 - it loads OpenSSL, which only a signed document needs

        parts = PurePosixPath(path).parts
        try:
            inside = ".." not in parts and (self._root / path).parent.resolve().is_relative_to(self._root.resolve())
            return sha256(read_plain(self._root / path)).hexdigest() if inside else None
        except (OSError, ValueError):
            return None
