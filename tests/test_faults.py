"""Whatever happens while a file is replaced, it is the old one or the new one, whole, and nothing is lost."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from convtool.errors import ConvtoolError
from convtool.files import TEMPORARY, Replacement, replace, replace_all
from tests.conftest import HERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONVTOOL = Path(sys.executable).with_name("convtool")
CONVENANT = Path("data/convenants/voorbeeldbank.yaml")
RECORD = ("record", "stageplekken", "--up-to", "2026-06-30", "--kind", "registered", "--as-of", "2026-11-21")
BEFORE, AFTER = b"old\n" * 1000, b"new\n" * 2000


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the clean register that a test may spoil."""
    shutil.copytree(HERE / "base", tmp_path / "register")
    return tmp_path / "register"


def finish(child: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = child.communicate()
    return child.returncode, said


def apart(work: Callable[[], None]) -> int:
    """Do something in a process of its own, and give its number."""
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001 - it must not go on with the tests
        os._exit(1)
    os._exit(0)


def to_and_fro(file: Path) -> None:
    while True:
        now = file.read_bytes()
        replace(file, now, AFTER if now == BEFORE else BEFORE)


def several(file: Path, name: bytes, number: int) -> None:
    while number:
        now = file.read_bytes()
        with contextlib.suppress(ConvtoolError):
            replace(file, now, now + name)
            number -= 1


def leftovers(folder: Path) -> list[Path]:
    return list(folder.rglob(f"{TEMPORARY}*"))


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [CONVTOOL, *words],
        cwd=folder,
        env=os.environ | {"CONVTOOL_LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


# ---------------------------------------------------------------------------------------------------
# Every operation fails once


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES, errno.EDQUOT])
@pytest.mark.parametrize(
    ("owner", "operation"),
    [(tempfile, "mkstemp"), (os, "fdopen"), (os, "fsync"), (Path, "stat"), (Path, "chmod"), (Path, "replace")],
    ids=lambda each: each if isinstance(each, str) else "of",
)
def test_an_operation_that_fails_leaves_the_old_file_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: Any, operation: str, number: int
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(BEFORE)
    with monkeypatch.context() as patched:
        patched.setattr(owner, operation, _failing(OSError(number, os.strerror(number))))
        with pytest.raises(ConvtoolError) as refused:
            replace(file, BEFORE, AFTER)
    assert refused.value.message.values["path"] == str(file)
    assert refused.value.help
    assert (file.read_bytes(), leftovers(tmp_path)) == (BEFORE, [])
    replace(file, BEFORE, AFTER)
    assert file.read_bytes() == AFTER


@pytest.mark.parametrize("error", [KeyboardInterrupt(), MemoryError()], ids=["interrupt", "memory"])
def test_an_interrupt_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(BEFORE)
    monkeypatch.setattr(os, "fsync", _failing(error))
    with pytest.raises(type(error)):
        replace(file, BEFORE, AFTER)
    assert (file.read_bytes(), leftovers(tmp_path)) == (BEFORE, [])


def test_a_folder_that_cannot_be_locked_or_synced_keeps_no_file_from_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(BEFORE)
    honest = os.open
    monkeypatch.setattr(
        os, "open", lambda path, *more: honest(path, *more) if Path(path) != tmp_path else _failing(OSError())()
    )
    replace(file, BEFORE, AFTER)
    assert file.read_bytes() == AFTER


def test_what_an_interrupted_run_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(BEFORE)
    (tmp_path / f"{TEMPORARY}abc").write_bytes(b"half")
    replace(file, BEFORE, AFTER)
    assert list(tmp_path.iterdir()) == [file]


# ---------------------------------------------------------------------------------------------------
# Several files at once


@pytest.fixture
def pair(tmp_path: Path) -> list[Replacement]:
    """Two files in two folders, and what they are to hold."""
    found = []
    for name in ("convenants/x.yaml", "meetings/y.yaml"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(BEFORE)
        found.append(Replacement(tmp_path / name, BEFORE, AFTER))
    return found


def contents(pair: list[Replacement]) -> list[bytes]:
    return [each.path.read_bytes() for each in pair]


def test_several_files_are_replaced_together(pair: list[Replacement], tmp_path: Path) -> None:
    replace_all(pair)
    assert (contents(pair), leftovers(tmp_path)) == ([AFTER, AFTER], [])


def test_where_one_of_several_changed_meanwhile_none_is_replaced(pair: list[Replacement], tmp_path: Path) -> None:
    pair[1].path.write_bytes(b"changed")
    with pytest.raises(ConvtoolError, match="changed meanwhile"):
        replace_all(pair)
    assert (contents(pair), leftovers(tmp_path)) == ([BEFORE, b"changed"], [])


def test_where_one_of_several_cannot_be_prepared_none_is_replaced(
    pair: list[Replacement], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []

    def full(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 2:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ConvtoolError):
        replace_all(pair)
    assert (contents(pair), leftovers(tmp_path)) == ([BEFORE, BEFORE], [])


def test_a_failure_between_two_leaves_each_of_them_whole_and_says_which(
    pair: list[Replacement], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = Path.replace

    def fails(source: Path, target: Path) -> Path:
        if target == pair[1].path:
            raise OSError(errno.EIO, "Input/output error")
        return honest(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", fails)
        with pytest.raises(ConvtoolError) as refused:
            replace_all(pair)
    assert refused.value.message.values["path"] == str(pair[1].path)
    assert (contents(pair), leftovers(tmp_path)) == ([AFTER, BEFORE], [])
    replace_all(pair[1:])
    assert contents(pair) == [AFTER, AFTER]


def _failing(error: BaseException) -> Any:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


# ---------------------------------------------------------------------------------------------------
# A disk that is full, and one that may only be read


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 512 KiB with the register on it; where this machine may make none the test is skipped."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "none", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no disk can be made here")
    try:
        shutil.copytree(HERE / "base", disk, dirs_exist_ok=True)
        yield disk
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def test_a_full_disk_costs_nothing_and_is_said(small_disk: Path) -> None:
    before = (small_disk / CONVENANT).read_bytes()
    with (small_disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while True:
            filler.write(bytes(4096))
    code, stderr = finish(start(small_disk, *RECORD, "--source", "x", "18"))
    assert code == 3
    assert "cannot be written: No space left on device" in stderr
    assert "the file is as it was" in stderr
    assert ((small_disk / CONVENANT).read_bytes(), leftovers(small_disk)) == (before, [])
    (small_disk / "filler").unlink()
    assert finish(start(small_disk, *RECORD, "--source", "x", "18"))[0] == 0


def test_a_disk_that_may_only_be_read_is_said(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    code, stderr = finish(start(small_disk, *RECORD, "--source", "x", "18"))
    assert code == 3
    assert "cannot be written: Read-only file system" in stderr


# ---------------------------------------------------------------------------------------------------
# Killed at a random moment


def test_a_writer_that_is_killed_leaves_the_old_file_or_the_new_one(tmp_path: Path, torture: int) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(BEFORE)
    chance = random.Random(1)  # noqa: S311 - any moment will do
    for _ in range(20 * torture):
        child = apart(lambda: to_and_fro(file))
        time.sleep(chance.uniform(0.002, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert file.read_bytes() in {BEFORE, AFTER}
        assert len(leftovers(tmp_path)) <= 1
    replace(file, file.read_bytes(), BEFORE)
    assert list(tmp_path.iterdir()) == [file]


def both_to_and_fro(pair: list[Replacement]) -> None:
    now = contents(pair)
    while True:
        after = [AFTER if each == BEFORE else BEFORE for each in now]
        replace_all([Replacement(each.path, *sides) for each, *sides in zip(pair, now, after, strict=True)])
        now = after


def test_a_writer_of_several_files_that_is_killed_leaves_each_of_them_whole(
    pair: list[Replacement], tmp_path: Path, torture: int
) -> None:
    chance = random.Random(3)  # noqa: S311 - as above
    for _ in range(10 * torture):
        child = apart(lambda: both_to_and_fro(pair))
        time.sleep(chance.uniform(0.002, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert {*contents(pair)} <= {BEFORE, AFTER}
        assert len(leftovers(tmp_path)) <= 2
    replace_all([Replacement(each.path, now, BEFORE) for each, now in zip(pair, contents(pair), strict=True)])
    assert (contents(pair), leftovers(tmp_path)) == ([BEFORE, BEFORE], [])


def test_a_command_that_is_killed_leaves_the_old_file_or_the_new_one(register: Path, torture: int) -> None:
    file = register / CONVENANT
    before = file.read_bytes()
    begun = time.monotonic()
    assert finish(start(register, *RECORD, "--source", "s", "1"))[0] == 0
    lasted = time.monotonic() - begun
    after = file.read_bytes()
    assert after != before
    chance = random.Random(2)  # noqa: S311 - as above
    for _ in range(20 * torture):
        file.write_bytes(before)
        child = start(register, *RECORD, "--source", "s", "1")
        time.sleep(chance.uniform(0.5, 1.1) * lasted)
        child.kill()
        finish(child)
        assert file.read_bytes() in {before, after}
    file.write_bytes(before)
    assert finish(start(register, *RECORD, "--source", "s", "1"))[0] == 0
    assert (file.read_bytes(), leftovers(register)) == (after, [])


# ---------------------------------------------------------------------------------------------------
# Two writers at once


def test_of_two_that_write_at_once_neither_loses_an_entry(tmp_path: Path, torture: int) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"")
    number = 40 * torture
    children = [apart(lambda: several(file, b"a", number)), apart(lambda: several(file, b"b", number))]
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    written = file.read_bytes()
    assert (written.count(b"a"), written.count(b"b")) == (number, number)


def test_of_two_commands_at_once_every_success_is_in_the_file(register: Path, torture: int) -> None:
    done = 0
    for round_ in range(4 * torture):
        running = [start(register, *RECORD, "--source", f"s{name}{round_}", "1") for name in "ab"]
        for each in running:
            code, stderr = finish(each)
            assert code == 0 or "changed meanwhile" in stderr
            done += code == 0
    text = (register / CONVENANT).read_text()
    assert done >= 4 * torture
    assert text.count("up_to: 2026-06-30") == done
