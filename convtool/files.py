"""The work tree to bytes, and text to files. Follows no link, waits for no device, leaves no half-written file."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from convtool.diagnostics import Fault, Finding, Place
from convtool.errors import ConvtoolError, WrongUse
from convtool.forms import is_id
from convtool.messages import Message, say
from convtool.parsing import Limits
from convtool.portfolio import FOLDERS, MASTERPLAN

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPORARY = ".convtool-"
_LARGEST_TEMPLATE = 2**20
_LEFTOVERS = (".tmp", ".orig", ".bak", ".swp", ".rej", "~")


def find_root(start: Path) -> Path:
    """Give the register around `start`: the nearest parent that has one, not above the top of a git work tree.

    Raises `WrongUse` where there is none.
    """
    for folder in (start, *start.parents):
        if (folder / MASTERPLAN).is_file() or (folder / "data" / "convenants").is_dir():
            return folder
        if (folder / ".git").exists():
            break
    raise WrongUse(
        say("there is no register in {folder} or above it", folder=str(start)),
        say("a register has data/masterplan.yaml; name its folder with --root"),
    )


def within_repository(root: Path) -> str:
    """Give the folder of the register in its git work tree, as `registers/zuidoost/`; empty where it is the top."""
    for folder in (root, *root.parents):
        if (folder / ".git").exists():
            return "".join(f"{part}/" for part in root.relative_to(folder).parts)
    return ""


def worktree(root: Path, limits: Limits = Limits()) -> tuple[dict[str, bytes], list[Fault]]:  # noqa: B008 - immutable
    """Read every file of the register below `root`: path to bytes, and a fault for what is no file of a register.

    Raises `ConvtoolError` where the folder itself cannot be read.
    """
    files: dict[str, bytes] = {}
    faults: list[Fault] = []
    try:
        if (root / "data").is_symlink():
            faults.append(_fault("data", say("the folder data is a link"), say("put the files themselves there")))
            return files, faults
        found = sorted(os.scandir(root / "data"), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        raise unreadable(root / "data", error) from error
    for entry in found:
        path = f"data/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and f"{path}/" in FOLDERS:
            _folder(path, entry.path, limits, files, faults)
        elif entry.name == "masterplan.yaml":
            _file(path, entry.path, limits, files, faults)
        elif entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            known = ", ".join(folder.split("/")[1] for folder in FOLDERS)
            faults.append(
                _fault(
                    path,
                    say("this folder does not belong in a register"),
                    say("the folders are {known}", known=known),
                )
            )
        elif entry.name.lower().endswith((".yaml", ".yml")) and not _leftover(entry.name):
            faults.append(
                _fault(
                    path,
                    say("this file lies in no folder of the register"),
                    say("move it to the folder of its kind"),
                )
            )
    return files, faults


def _folder(path: str, where: str, limits: Limits, files: dict[str, bytes], faults: list[Fault]) -> None:
    try:
        found = sorted(os.scandir(where), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        faults.append(_fault(path, _why(error)))
        return
    for entry in found:
        name = entry.name
        if _leftover(name) or name.lower() == "readme.md":
            continue
        stem, dot, ending = name.rpartition(".")
        if is_id(stem) and dot + ending == ".yaml":
            _file(f"{path}/{name}", entry.path, limits, files, faults)
        else:
            hint = say("a file is called after the id of its record: lower-case words with hyphens, then .yaml")
            faults.append(
                _fault(f"{path}/{name}", say('"{name}" is no name for a file of the register', name=name), hint)
            )


def _file(path: str, where: str, limits: Limits, files: dict[str, bytes], faults: list[Fault]) -> None:
    try:
        files[path] = _contents(Path(where), limits.size + 1)
    except OSError as error:
        faults.append(_fault(path, *_unread(Path(where), error)))


def _leftover(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith(_LEFTOVERS)


def _fault(path: str, message: Message, help: Message | None = None, code: str = "CV009") -> Fault:
    return Fault(code, Finding(Place(path, 1, 1, 1, 1), message, help))


def _unread(path: Path, error: OSError) -> tuple[Message, Message | None]:
    """Say why a file was not read, and what helps."""
    if path.is_symlink():
        return say("the file is a link"), say("put the file itself there")
    return _why(error), None


def _why(error: OSError) -> Message:
    return say("the file cannot be read: {reason}", reason=error.strerror or type(error).__name__)


def read_plain(path: Path, limit: int = 64 * 2**20) -> bytes:
    """Give the bytes of an ordinary file; raises `OSError` for a link, a device, and for more than `limit` bytes."""
    data = _contents(path, limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, "too large", str(path))
    return data


def _contents(path: Path, count: int) -> bytes:
    """Give the first `count` bytes of an ordinary file; raises `OSError` for a link, a folder or a device."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "this is no ordinary file", str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(count)
    finally:
        os.close(descriptor)


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Replace a file that still holds what was read; raises `ConvtoolError` where it changed meanwhile."""
    try:
        same = _contents(path, len(before) + 1) == before
    except OSError as error:
        raise unreadable(path, error) from error
    if not same:
        raise ConvtoolError(say("{path} changed meanwhile, and is left as it is", path=str(path)), say("run again"))
    write(path, after)


def write(path: Path, data: bytes) -> None:
    """Replace a file at once or not at all: a new file beside it, on the disk before it takes the name."""
    descriptor, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(stat.S_IMODE(mode))
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def write_ordinary(path: Path, data: bytes) -> None:
    """Write a file as `write` does, but never put one in the place of a device or a pipe.

    Raises `ConvtoolError` where it cannot be written.
    """
    try:
        if not path.exists() or path.is_file():
            return write(path, data)
    except OSError as error:
        raise unwritable(path, error) from error
    raise unwritable(path, OSError(errno.EINVAL, "this is no ordinary file"))


def append(path: Path, data: bytes) -> None:
    """Add to the end of a file; raises `ConvtoolError` where that cannot be done."""
    try:
        with path.open("ab") as file:
            file.write(data)
    except OSError as error:
        raise unwritable(path, error) from error


def _umask() -> int:
    """Give the mask for new files; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def templates(root: Path) -> dict[str, str]:
    """Give every template by its name below `templates/`: those of the tool, each replaced by the register's own.

    Raises `ConvtoolError` for a link among them and for what is not UTF-8.
    """
    found: dict[str, str] = {}
    for folder in dict.fromkeys((_shipped(), root / "templates")):
        found |= _read_templates(folder)
    return found


def shipped_templates() -> dict[str, str]:
    """Give the tool's own templates by their name."""
    return _read_templates(_shipped())


def own_templates(root: Path) -> tuple[dict[str, bytes], list[Fault]]:
    """Give the register's own templates by their path from `root`, and a fault for each that cannot be read.

    The tool's own are none of a register's, also where it is checked in the folder that it lies in.
    """
    folder = root / "templates"
    found: dict[str, bytes] = {}
    if folder.is_symlink():
        hint = say("put the files themselves there")
        return found, [_fault("templates", say("the folder templates is a link"), hint, "CV901")]
    if not folder.is_dir() or folder.samefile(_shipped()):
        return found, []
    faults: list[Fault] = []
    try:
        for name, path in _templates(folder):
            try:
                found[f"templates/{name}"] = read_plain(path, _LARGEST_TEMPLATE)
            except OSError as error:
                faults.append(_fault(f"templates/{name}", *_unread(path, error), "CV901"))
    except OSError as error:
        faults.append(_fault("templates", _why(error), None, "CV901"))
    return found, faults


def _shipped() -> Path:
    package = Path(__file__).parent
    return package / "templates" if (package / "templates").is_dir() else package.parent / "templates"


def _read_templates(folder: Path) -> dict[str, str]:
    if folder.is_symlink():
        raise ConvtoolError(say("the folder {path} is a link", path=str(folder)))
    found: dict[str, str] = {}
    try:
        for name, path in _templates(folder) if folder.is_dir() else ():
            found[name] = _template(name, path)
    except OSError as error:
        raise unreadable(folder, error) from error
    return found


def _template(name: str, path: Path) -> str:
    try:
        return read_plain(path, _LARGEST_TEMPLATE).decode("utf-8-sig")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise ConvtoolError(say("templates/{name} is not UTF-8", name=name)) from error


def _templates(folder: Path, below: str = "") -> Iterator[tuple[str, Path]]:
    for entry in sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name)):
        name = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield from _templates(Path(entry.path), f"{name}/")
        elif name.endswith(".j2"):
            yield name, Path(entry.path)


def unreadable(path: Path, error: OSError) -> ConvtoolError:
    """Give the error for a folder or file without which there is no answer."""
    return ConvtoolError(say("{path} cannot be read: {reason}", path=str(path), reason=error.strerror or ""))


def unwritable(path: Path, error: OSError) -> ConvtoolError:
    """Give the error for a file or folder that was to be written."""
    return ConvtoolError(say("{path} cannot be written: {reason}", path=str(path), reason=error.strerror or ""))
