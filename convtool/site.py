"""The output folder: whose it is, what it holds, and how a build gets there. Writes nowhere else, follows no link."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from convtool.errors import ConvtoolError, WrongUse
from convtool.files import make_folders, read_plain, unwritable, write
from convtool.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MANIFEST = "build.json"
SOURCES = ("data", "templates", ".git")
_MARKER = '{"schema": 1, "tool": "convtool", "pages": []}\n'


class Written(NamedTuple):
    """What a build did to its folder: how many files it wrote anew, left as they were, and removed."""

    changed: int
    same: int
    removed: int


class Build(NamedTuple):
    """An earlier build, as its build.json tells: its facts, and the paths of its files."""

    facts: Mapping[str, object]
    paths: tuple[str, ...]


def earlier_build(out: Path) -> Build | None:
    """Give what build.json in `out` says, or None where no build of this tool lies there."""
    try:
        said = json.loads(read_plain(out / MANIFEST))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or said.get("tool") != "convtool":
        return None
    pages = said.get("pages")
    listed = [page.get("path") for page in pages if isinstance(page, dict)] if isinstance(pages, list) else []
    return Build(said, tuple(path for path in listed if isinstance(path, str) and _stays_inside(path)))


def refuse_sources(out: Path, root: Path) -> None:
    """Refuse, with `WrongUse`, a place to write to where the register lies, that is a link, or behind one in it."""
    name = str(out)
    if out.is_symlink():
        raise WrongUse(say("{out} is a link", out=name), say("name the folder itself"))
    for above in out.parents:
        if above.is_symlink() and above.parent.resolve().is_relative_to(root):
            raise WrongUse(say("{out} is a link", out=str(above)), say("name the folder itself"))
    there = out.resolve()
    sources = [root, *(root / source for source in SOURCES)]
    if any(source.is_relative_to(there) for source in sources) or ".git" in there.parts:
        raise WrongUse(say("{out} holds the register itself", out=name), _choose_another())
    if any(there.is_relative_to(source) for source in sources[1:]):
        raise WrongUse(say("{out} lies among the sources of the register", out=name), _choose_another())


def refuse_foreign(out: Path, root: Path) -> None:
    """Refuse, with `WrongUse`, a folder that is no place for pages: a source, a file, a link, or somebody else's."""
    refuse_sources(out, root)
    name, there = str(out), out.resolve()
    if not there.exists():
        return
    if not there.is_dir():
        raise WrongUse(say("{out} is no folder", out=name), _choose_another())
    if earlier_build(there) is None and any(there.iterdir()):
        raise WrongUse(say("{out} holds files that convtool did not make", out=name), _choose_another())


def publish(out: Path, files: Mapping[str, bytes], manifest: str, stale: tuple[str, ...]) -> Written:
    """Write every file that differs, remove the `stale` ones of an earlier build, and then say so in build.json.

    Each file is replaced at once or not at all. Raises `ConvtoolError` where the disk or a link prevents it.
    """
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
        if not (out / MANIFEST).exists():
            write(out / MANIFEST, _MARKER.encode())
        changed = sum([_put(out, path, data) for path, data in files.items()])
        removed = sum([_remove(out, path) for path in stale])
        _put(out, MANIFEST, manifest.encode())
    return Written(changed, len(files) - changed, removed)


def lay(out: Path, files: Mapping[str, bytes]) -> Written:
    """Write every file that differs into a folder that is somebody else's, and touch nothing else in it.

    Each file is replaced at once or not at all. Raises `ConvtoolError` where the disk or a link prevents it.
    """
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
        changed = sum([_put(out, path, data) for path, data in files.items()])
    return Written(changed, len(files) - changed, 0)


@contextlib.contextmanager
def _writing(out: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise unwritable(Path(error.filename or out), error) from error


def differences(out: Path, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Give the paths of the files in `out` that are not as they would be made now, missing ones included."""
    return tuple(path for path, data in files.items() if _content(out / path) != data)


def _choose_another() -> Message:
    return say("choose an empty folder, or one that convtool made before")


def _content(path: Path) -> bytes | None:
    try:
        return read_plain(path)
    except OSError:
        return None


def _put(out: Path, path: str, data: bytes) -> bool:
    """Write one file unless it is as it should be; tell whether it was written.

    What a power cut spoils, the next build writes again: nothing waits for the disk.
    """
    place = out / path
    make_folders(out, str(PurePosixPath(path).parent))
    if place.is_symlink():
        raise ConvtoolError(say("{path} is a link: nothing is written through it", path=str(place)))
    if _content(place) == data:
        return False
    write(place, data, lasting=False)
    return True


def _remove(out: Path, path: str) -> bool:
    """Remove a file of an earlier build, and the folders that it leaves empty; a link is left alone."""
    place = out / path
    if any(above.is_symlink() for above in (place, *place.parents[: len(PurePosixPath(path).parts) - 1])):
        return False
    try:
        place.unlink()
    except FileNotFoundError:
        return False
    with contextlib.suppress(OSError):  # a folder that still holds something stays
        for parent in place.parents[: len(PurePosixPath(path).parts) - 1]:
            os.rmdir(parent)  # noqa: PTH106 - only where it is empty
    return True


def _stays_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and "\0" not in path
