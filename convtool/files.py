"""The work tree to bytes, and text to files. Follows no link, waits for no device, leaves no half-written file."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path, PurePosixPath

from convtool.diagnostics import Fault, Finding, Place
from convtool.errors import ConvtoolError, WrongUse
from convtool.forms import is_id
from convtool.messages import Message, say
from convtool.parsing import Limits
from convtool.portfolio import FOLDERS, MASTERPLAN, Unread

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


class Unkept(Mapping[str, bytes]):
    """The files of a register by their path; each is read whenever it is asked for, and not kept.

    `where` says where those files are, `known` what others hold that were read already.
    """

    def __init__(self, limits: Limits) -> None:
        """Take how much of a file is wanted."""
        self.where: dict[str, str] = {}
        self.known: dict[str, bytes] = {}
        self._most = limits.size + 1

    def __getitem__(self, path: str) -> bytes:
        """Read a file; raises `Unread` where that cannot be done."""
        if path in self.known:
            return self.known[path]
        try:
            return _contents(self.where[path], self._most)
        except OSError as error:
            raise Unread(_fault(path, *_unread(Path(self.where[path]), error))) from error

    def __iter__(self) -> Iterator[str]:
        """Go through the paths."""
        return chain(self.where, self.known)

    def __len__(self) -> int:
        """Count the files."""
        return len(self.where) + len(self.known)


def worktree(root: Path, limits: Limits = Limits()) -> tuple[dict[str, bytes], list[Fault]]:  # noqa: B008 - immutable
    """Read every file of the register below `root`: path to bytes, and a fault for what is no file of a register.

    Raises `ConvtoolError` where the folder itself cannot be read.
    """
    files: dict[str, bytes] = {}
    unkept, faults = listed(root, limits)
    for path in unkept:
        try:
            files[path] = unkept[path]
        except Unread as unread:
            faults.append(unread.fault)
    return files, faults


def listed(root: Path, limits: Limits) -> tuple[Unkept, list[Fault]]:
    """Give every file of the register below `root`, without reading it; else as `worktree`."""
    files = Unkept(limits)
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
            _folder(path, entry.path, files, faults)
        elif entry.name == "masterplan.yaml":
            _file(path, entry, files, faults)
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


def _folder(path: str, where: str, files: Unkept, faults: list[Fault]) -> None:
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
            _file(f"{path}/{name}", entry, files, faults)
        else:
            hint = say("a file is called after the id of its record: lower-case words with hyphens, then .yaml")
            faults.append(
                _fault(f"{path}/{name}", say('"{name}" is no name for a file of the register', name=name), hint)
            )


def _file(path: str, entry: os.DirEntry[str], files: Unkept, faults: list[Fault]) -> None:
    if entry.is_symlink():
        faults.append(_fault(path, *_LINK))
    else:
        files.where[path] = entry.path


def _leftover(name: str) -> bool:
    return name.startswith((".", "#")) or name.endswith(_LEFTOVERS)


def _fault(path: str, message: Message, help: Message | None = None, code: str = "CV009") -> Fault:
    return Fault(code, Finding(Place(path, 1, 1, 1, 1), message, help))


_LINK: tuple[Message, Message] = say("the file is a link"), say("put the file itself there")


def _unread(path: Path, error: OSError) -> tuple[Message, Message | None]:
    """Say why a file was not read, and what helps."""
    return _LINK if path.is_symlink() else (_why(error), None)


def _why(error: OSError) -> Message:
    return say("the file cannot be read: {reason}", reason=error.strerror or type(error).__name__)


def read_plain(path: Path, limit: int = 64 * 2**20) -> bytes:
    """Give the bytes of an ordinary file; raises `OSError` for a link, a device, and for more than `limit` bytes."""
    data = _contents(path, limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, "too large", str(path))
    return data


def _contents(path: str | Path, most: int) -> bytes:
    """Give the first `most` bytes of an ordinary file; raises `OSError` for a link, a folder or a device."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "this is no ordinary file", str(path))
        # one call mostly: a file object would make six, and a buffer of the size of `most`
        data = os.read(descriptor, min(most, status.st_size + 1))
        while len(data) != status.st_size and (more := os.read(descriptor, most - len(data))):
            data += more
        return data
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
    import tempfile  # noqa: PLC0415 - 2 ms that a run which only reads has no use for

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


def create(root: Path, path: str, data: bytes) -> None:
    """Write a new file below `root`, with the folders above it: all of it or nothing, and never over another one.

    Raises `WrongUse` where a file has that name, and `ConvtoolError` where it cannot be written.
    """
    import tempfile  # noqa: PLC0415 - 2 ms that a run which only reads has no use for

    place = root / path
    try:
        make_folders(root, path)
        descriptor, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=place.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o666 & ~_umask())
            os.link(temporary, place)  # unlike a new name for the file, it fails where there is one
        finally:
            Path(temporary).unlink()
    except FileExistsError as error:
        hint = say("choose another name, or change that file")
        raise WrongUse(say("there is a file {path} already", path=path), hint) from error
    except OSError as error:
        raise unwritable(place, error) from error


def make_folders(root: Path, path: str) -> None:
    """Make the folders above a file, none of which may be a link; raises `ConvtoolError` for one that is."""
    folder = root
    for part in PurePosixPath(path).parts[:-1]:
        folder /= part
        if folder.is_symlink():
            raise ConvtoolError(say("{path} is a link: nothing is written through it", path=str(folder)))
        folder.mkdir(exist_ok=True)


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
