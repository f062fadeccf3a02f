"""The output folder: whose it is, what it holds, and how a build gets there. Writes nowhere else, follows no link."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from convtool import __version__
from convtool.errors import ConvtoolError, WrongUse
from convtool.files import make_folders, read_plain, unwritable, write, write_made
from convtool.messages import Message, say
from convtool.sharing import shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MANIFEST = "build.json"
USUAL = ["html", "json", "md"]
"""The formats of a site where nobody asks for others."""
SOURCES = ("data", "templates", ".git")
_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
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


def own_build(out: Path, root: Path) -> Build | None:
    """Give the earlier build in a folder that pages go to.

    Refuses, with `WrongUse`, a folder that is no place for pages: a source, a file, a link, or somebody else's.
    """
    refuse_sources(out, root)
    name, there = str(out), out.resolve()
    if not there.exists():
        return None
    if not there.is_dir():
        raise WrongUse(say("{out} is no folder", out=name), _choose_another())
    before = earlier_build(there)
    if before is None and any(there.iterdir()):
        raise WrongUse(say("{out} holds files that convtool did not make", out=name), _choose_another())
    return before


def manifest(sums: Mapping[str, str], facts: Mapping[str, object]) -> bytes:
    """Give build.json: what made the pages, of which day and revision, and the files by path with their checksum."""
    built = {"schema": 1, "tool": "convtool", "version": __version__, **facts, "pages": []}
    text = json.dumps(built, ensure_ascii=False, indent=1, allow_nan=False)
    # with an indent json writes in Python, which for thousands of pages took a tenth of a run in which nothing changed
    listed = ",".join(
        [f'\n  {{\n   "path": {_json(path)},\n   "sha256": {_json(sums[path])}\n  }}' for path in sorted(sums)]
    )
    return (text.replace('"pages": []', f'"pages": [{listed}\n ]') if listed else text).encode() + b"\n"


def publish(out: Path, files: Mapping[str, bytes], manifest: bytes, stale: Iterable[str]) -> Written:
    """Write every file that differs, remove the `stale` ones of an earlier build, and then say so in build.json.

    Each file is replaced at once or not at all. Raises `ConvtoolError` where the disk or a link prevents it.
    """
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
        if not (out / MANIFEST).exists():
            write(out / MANIFEST, _MARKER.encode())
        changed = _put(out, files)
        removed = sum([_remove(out, path) for path in stale])
        _put(out, {MANIFEST: manifest})
    return Written(changed, len(files) - changed, removed)


def lay(out: Path, files: Mapping[str, bytes]) -> Written:
    """Write every file that differs into a folder that is somebody else's, and touch nothing else in it.

    Each file is replaced at once or not at all. Raises `ConvtoolError` where the disk or a link prevents it.
    """
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
        changed = _put(out, files)
    return Written(changed, len(files) - changed, 0)


@contextlib.contextmanager
def _writing(out: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise unwritable(Path(error.filename or out), error) from error


def differences(out: Path, sums: Mapping[str, str]) -> tuple[str, ...]:
    """Give the paths of the files in `out` that have another checksum, missing ones included. Every file is read."""
    return tuple(path for path, sum in sums.items() if _sum(out / path) != sum)


def _choose_another() -> Message:
    return say("choose an empty folder, or one that convtool made before")


def _content(path: str | Path) -> bytes | None:
    try:
        return read_plain(path)
    except OSError:
        return None


def _sum(path: Path) -> str | None:
    data = _content(path)
    return None if data is None else sha256(data).hexdigest()


def _put(out: Path, files: Mapping[str, bytes]) -> int:
    """Write the files that are not as they should be, in two processes where there are many; tell how many these were.

    What a power cut spoils, the next build writes again: nothing waits for the disk.
    """
    return sum(shared(lambda some: _put_some(out, files, some), sorted(files)))


def _put_some(out: Path, files: Mapping[str, bytes], some: Iterable[str]) -> int:
    folders: set[str] = set()
    changed = 0
    for path in some:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            make_folders(out, folder)
            folders.add(folder)
        place, data = f"{out}/{path}", files[path]
        mode = _mode(place)
        if mode is None or _content(place) != data:
            write_made(place, data, mode)
            changed += 1
    return changed


def _mode(place: str) -> int | None:
    """Give the rights of the file at a place, None where there is none; raises `ConvtoolError` for a link."""
    try:
        mode = os.lstat(place).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        raise ConvtoolError(say("{path} is a link: nothing is written through it", path=place))
    return mode


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
