"""The work tree to bytes, and text to files. Follows no link, waits for no device, leaves no half-written file."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from convtool.diagnostics import Fault
from convtool.errors import ConvtoolError, WrongUse
from convtool.layout import (
    DATA,
    FOLDERS,
    LARGEST,
    LINK,
    NAME,
    TEMPLATES,
    Listing,
    Sort,
    Unkept,
    Unread,
    linked,
    misfit,
    part,
)
from convtool.limits import Limits
from convtool.messages import Message, say
from convtool.system import alone_in, opened, settle

TEMPORARY = ".convtool-"


def worktree(root: Path, limits: Limits = Limits()) -> tuple[dict[str, bytes], list[Fault]]:  # noqa: B008 - immutable
    """Read every file of the register below `root`: path to bytes, and a fault for what is no file of a register.

    Raises `ConvtoolError` where the folder itself cannot be read.
    """
    unkept, faults = listed(root, limits)
    files, unread = unkept.kept()
    return files, faults + unread


def listed(root: Path, limits: Limits) -> Listing:
    """Give every file of the register below `root`, without reading it; else as `worktree`."""

    def read(path: str, where: str) -> bytes:
        try:
            return beginning(where, limits.size + 1)
        except OSError as error:
            raise Unread(misfit(path, *_unread(Path(where), error))) from error

    files = Unkept(read)
    faults: list[Fault] = []
    for folder, entries in _scanned(root, faults):
        holds = f"{folder}/" in FOLDERS
        for entry in entries:
            name = entry.name
            path = f"{folder}/{name}"
            if holds and NAME.fullmatch(name) and entry.is_file(follow_symlinks=False):
                files.where[path] = entry.path  # nearly all: what is told of the others takes three times as long
                continue
            match part(path, _sort(entry)):
                case Fault() as fault:
                    faults.append(fault)
                case True:
                    files.where[path] = entry.path
    return files, faults


def stamps(root: Path, folders: Sequence[str]) -> dict[str, object]:
    """Give for every file in some folders below `root` what is no longer the same when it was written."""
    found: dict[str, object] = {}
    for folder in folders:
        for above, _, names in os.walk(root / folder):
            for name in names:
                path = os.path.join(above, name)  # noqa: PTH118 - a thousand of them, three times a second
                with contextlib.suppress(OSError):  # gone already
                    status = os.lstat(path)
                    found[os.path.relpath(path, root)] = status.st_mtime_ns, status.st_size, status.st_ino
    return found


def _scanned(root: Path, faults: list[Fault]) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Go through data/ and its folders, with what lies in each; a link and what cannot be read is a fault."""
    top = root / DATA
    if top.is_symlink():
        faults.append(linked(DATA))
        return
    try:
        found = _entries(top)
    except OSError as error:
        raise unreadable(top, error) from error
    yield DATA, found
    for entry in found:
        path = f"{DATA}/{entry.name}"
        if f"{path}/" in FOLDERS and entry.is_dir(follow_symlinks=False):
            try:
                yield path, _entries(entry.path)
            except OSError as error:
                faults.append(misfit(path, _why(error)))


def _entries(where: str | Path) -> list[os.DirEntry[str]]:
    """Give what lies in a folder, in the order of the names' characters."""
    return sorted(os.scandir(where), key=attrgetter("name"))


def _sort(entry: os.DirEntry[str]) -> Sort:
    if entry.is_symlink():
        return Sort.LINK
    return Sort.FOLDER if entry.is_dir(follow_symlinks=False) else Sort.FILE


def _unread(path: Path, error: OSError) -> tuple[Message, Message | None]:
    """Say why a file was not read, and what helps."""
    return LINK if path.is_symlink() else (_why(error), None)


def _why(error: OSError) -> Message:
    return say("the file cannot be read: {reason}", reason=error.strerror or type(error).__name__)


def read_plain(path: str | Path, limit: int = 64 * 2**20) -> bytes:
    """Give the bytes of an ordinary file; raises `OSError` for a link, a device, and for more than `limit` bytes."""
    data = beginning(path, limit + 1)
    if len(data) > limit:
        raise OSError(errno.EFBIG, "too large", str(path))
    return data


def beginning(path: str | Path, most: int) -> bytes:
    """Give the first `most` bytes of an ordinary file; raises `OSError` for a link, a folder or a device."""
    descriptor = opened(path)
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


class Replacement(NamedTuple):
    """A file, what was read of it, and what it is to hold."""

    path: Path
    before: bytes
    after: bytes


def replace(path: Path, before: bytes, after: bytes) -> None:
    """Replace a file that still holds what was read; what an interrupted run left beside it is taken away.

    Raises `ConvtoolError` where it changed meanwhile and where it cannot be written; it is as it was then. Of two that
    replace a file at once the second one finds it changed.
    """
    replace_all([Replacement(path, before, after)])


def replace_all(changes: Sequence[Replacement]) -> None:
    """Replace several files as `replace` does: none of them where one changed meanwhile, or cannot be prepared.

    All lie ready on the disk before the first takes its name. If the last step fails between two of them each is still
    the old one or the new one, whole.
    """
    folders = sorted({change.path.parent for change in changes})
    with contextlib.ExitStack() as stack:
        for folder in folders:
            stack.enter_context(alone_in(folder))
        for change in changes:
            _refuse_changed(change)
        for change in changes:
            _sweep(change.path)
        ready: list[tuple[str, Path]] = []
        try:
            for path, _, after in changes:
                with _told_of(path):
                    ready.append((_prepared(path, after), path))
            for temporary, path in ready:
                with _told_of(path):
                    Path(temporary).replace(path)
        except BaseException:
            for temporary, _ in ready:
                Path(temporary).unlink(missing_ok=True)
            raise
        for folder in folders:
            settle(folder)


def _refuse_changed(change: Replacement) -> None:
    path, before, _ = change
    try:
        same = beginning(path, len(before) + 1) == before
    except OSError as error:
        raise unreadable(path, error) from error
    if not same:
        raise ConvtoolError(say("{path} changed meanwhile, and is left as it is", path=str(path)), say("run again"))


def _sweep(path: Path) -> None:
    """Take away what an interrupted run left beside a file."""
    with _told_of(path):
        for leftover in path.parent.glob(f"{TEMPORARY}*"):
            leftover.unlink(missing_ok=True)


@contextlib.contextmanager
def _told_of(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(path, error, say("the file is as it was")) from error


def write_made(place: str, data: bytes, mode: int | None) -> None:
    """Replace a file that can be made again at once or not at all, with the rights in `mode`; None: those of a new one.

    Nothing waits for the disk: after a power cut in the next seconds there may be nothing in it.
    """
    temporary = f"{place.rpartition('/')[0]}/{TEMPORARY}{os.urandom(8).hex()}"
    descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    try:
        try:
            if mode is not None:
                os.fchmod(descriptor, stat.S_IMODE(mode))
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)
        os.replace(temporary, place)  # noqa: PTH105 - a site has thousands of files, and Path takes as long as the disk
    except BaseException:
        os.unlink(temporary)  # noqa: PTH108 - likewise
        raise


def write(path: Path, data: bytes) -> None:
    """Replace a file at once or not at all: a new file beside it, on the disk before it takes the name."""
    temporary = _prepared(path, data)
    try:
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _prepared(path: Path, data: bytes) -> str:
    """Give the name of a file beside `path` that holds `data`, is on the disk, and has the rights of the old one."""
    import tempfile  # noqa: PLC0415 - 2 ms that a run which only reads has no use for

    descriptor, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(stat.S_IMODE(mode))
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return temporary


def create(root: Path, path: str, data: bytes) -> None:
    """Write a new file below `root`, with the folders above it: all of it or nothing, and never over another one.

    Raises `WrongUse` where a file has that name, and `ConvtoolError` where it cannot be written.
    """
    import tempfile  # noqa: PLC0415 - 2 ms that a run which only reads has no use for

    place = root / path
    try:
        make_folders(root, str(PurePosixPath(path).parent))
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
    """Make a folder below `root` with those above it, none of which may be a link.

    Raises `ConvtoolError` for one that is.
    """
    folder = root
    for step in PurePosixPath(path).parts:
        folder /= step
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


def templates(own: Mapping[str, bytes], faults: Sequence[Fault]) -> dict[str, str]:
    """Give every template by its name below `templates/`: those of the tool, each replaced by the register's own.

    Takes what is known of the register's own, by path. Raises `ConvtoolError` where one of them cannot be used.
    """
    for fault in faults:
        where, found, help, *_ = fault.finding
        raise ConvtoolError(say("{path}: {found}", path=where.path, found=found), help)
    return shipped_templates() | {path.removeprefix(f"{TEMPLATES}/"): _text(path, data) for path, data in own.items()}


def starter(language: str) -> dict[str, str]:
    """Give the files that a register starts with, by their path: those in its language, and those for tools."""
    shipped = Path(__file__).parent / "starter"
    tools = {f".{name}": name for name in ("editorconfig", "gitattributes", "gitignore")}
    sources = {"data/README.md": f"{language}/README.md"} | tools
    return {path: (shipped / source).read_text(encoding="utf-8") for path, source in sources.items()}


def shipped_templates() -> dict[str, str]:
    """Give the tool's own templates by their name."""
    folder = _shipped()
    try:
        return {name: read_plain(path, LARGEST).decode() for name, path in _templates(folder)}
    except OSError as error:
        raise unreadable(folder, error) from error


def is_shipped(folder: Path) -> bool:
    """Tell whether a folder is the one that the tool's own templates lie in: they are none of a register's."""
    return folder.exists() and folder.samefile(_shipped())


def own_templates(root: Path) -> tuple[dict[str, bytes], list[Fault]]:
    """Give the register's own templates by their path from `root`, and a fault for each that cannot be read."""
    folder = root / TEMPLATES
    found: dict[str, bytes] = {}
    if folder.is_symlink():
        return found, [linked(TEMPLATES, "CV901")]
    if not folder.is_dir() or is_shipped(folder):
        return found, []
    faults: list[Fault] = []
    try:
        for name, path in _templates(folder):
            try:
                found[f"{TEMPLATES}/{name}"] = read_plain(path, LARGEST)
            except OSError as error:
                faults.append(misfit(f"{TEMPLATES}/{name}", *_unread(path, error), "CV901"))
    except OSError as error:
        faults.append(misfit(TEMPLATES, _why(error), None, "CV901"))
    return found, faults


def _shipped() -> Path:
    package = Path(__file__).parent
    return package / "templates" if (package / "templates").is_dir() else package.parent / "templates"


def _text(path: str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConvtoolError(say("{path} is not UTF-8", path=path)) from error


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


def unwritable(path: Path, error: OSError, help: Message | None = None) -> ConvtoolError:
    """Give the error for a file or folder that was to be written."""
    return ConvtoolError(say("{path} cannot be written: {reason}", path=str(path), reason=error.strerror or ""), help)
