"""Bytes that one run keeps for the next, in the user's cache folder: safe to delete, and never needed.

What was kept comes back whole or not at all: behind its checksum, from a folder that nobody else writes in, and only to
the program that kept it. Whatever is wrong with the folder, a run goes on without it.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import typer

import convtool
from convtool.files import TEMPORARY, beginning, read_plain
from convtool.system import blake2b, is_own

_FORMAT = "convtool-cache-2"
_DIGEST, _SIZE = 16, 8
_LEAD = 2 * _SIZE + _DIGEST
"""What stands before a content: how long its first part is and how long the whole, and the digest of the first."""
_LARGEST = 256 * 2**20
_KEPT = 16
"""How many days and questions are kept of one register."""


def key_of(root: Path, question: object) -> bytes:
    """Give the key of what is asked of the register in a folder: another one for another program."""
    key = (_FORMAT, convtool.__version__, sys.version, _program(), str(root), question)
    return digest_of(repr(key).encode("utf-8", "surrogateescape"))


def taken(root: Path, key: bytes) -> memoryview | None:
    """Give what was put first under a key, or None where it is not there, or not all that was put; no more is read."""
    place = _place(root, key)
    if place is None:
        return None
    try:
        lead = beginning(place, _LEAD)
        size, whole = (int.from_bytes(lead[start : start + _SIZE], "big") for start in (0, _SIZE))
        first = memoryview(beginning(place, _LEAD + min(size, _LARGEST)))[_LEAD:]
        found = place.stat().st_size
    except OSError:
        return None
    return first if found == whole and lead[2 * _SIZE :] == digest_of(key, lead[: 2 * _SIZE], first) else None


def rest(root: Path, key: bytes, first: memoryview, digest: bytes) -> memoryview | None:
    """Give what was put behind `first`, or None where it is no longer there; the digest of it is known from `first`."""
    place = _place(root, key)
    try:
        data = memoryview(read_plain(place, _LARGEST) if place else b"")[_LEAD + len(first) :]
    except OSError:
        return None
    return data if digest_of(data) == digest else None


def put(root: Path, key: bytes, first: bytes, *rest: bytes) -> None:
    """Keep a content under a key, at once or not at all: what is always read first, and the rest.

    What is older than the last few runs is taken away.
    """
    place = _place(root, key)
    if place:
        whole = sum(map(len, rest), _LEAD + len(first))
        sizes = len(first).to_bytes(_SIZE, "big") + whole.to_bytes(_SIZE, "big")
        with contextlib.suppress(OSError):
            _put(place, (sizes, digest_of(key, sizes, first), first, *rest))


def can_keep(root: Path, key: bytes) -> bool:
    """Tell whether there is a folder to keep something in."""
    return _place(root, key) is not None


def digest_of(*parts: bytes | memoryview) -> bytes:
    """Give what tells a content from every other one."""
    digest = blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(part)
    return digest.digest()


def _place(root: Path, key: bytes) -> Path | None:
    above = folder()
    return above / f"{digest_of(bytes(root)).hex()}-{key.hex()}" if above else None


def _program() -> list[tuple[str, int, int]]:
    """Give what tells this program from another one of the same version, or with other libraries.

    Where it is still being written its files differ; whatever is installed beside its libraries touches their folder.
    """
    found = [(beside := os.path.dirname(os.path.dirname(typer.__file__)), 0, os.stat(beside).st_mtime_ns)]  # noqa: PTH116, PTH120 - likewise
    folders = [os.path.dirname(convtool.__file__)]  # noqa: PTH120 - 400 files are looked at, and Path takes as long
    for folder in folders:
        for entry in os.scandir(folder):
            if entry.name.endswith((".py", ".mo")):
                status = entry.stat()
                found.append((entry.path, status.st_size, status.st_mtime_ns))
            elif entry.name != "__pycache__" and entry.is_dir():
                folders.append(entry.path)
    return sorted(found)


def base() -> Path | None:
    """Give where the folder for caches of whoever runs this is to be, or None where nothing says so."""
    if os.environ.get("XDG_CACHE_HOME"):
        above = Path(os.environ["XDG_CACHE_HOME"])
    elif os.environ.get("LOCALAPPDATA"):
        above = Path(os.environ["LOCALAPPDATA"])
    else:
        home = os.environ.get("HOME")
        if not home:
            return None
        above = Path(home, "Library", "Caches") if sys.platform == "darwin" else Path(home, ".cache")
    return above / "convtool" if above.is_absolute() else None


def folder() -> Path | None:
    """Give the folder for caches, or None where there is none that belongs to whoever runs this alone."""
    found = base()
    try:
        status = found.lstat() if found and found.exists() else None
    except OSError:
        return None
    if status and (not stat.S_ISDIR(status.st_mode) or not is_own(status)):
        return None
    return found


def _put(place: Path, parts: Sequence[bytes]) -> None:
    import tempfile  # noqa: PLC0415 - 2 ms that a run in which nothing changed has no use for

    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(parts)
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
