"""A register is begun, filled and kept in order from the command line, and nothing that is there is lost."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import shutil
import struct
import subprocess
import termios
from pathlib import Path

import pytest

from tests.test_commands import CONVTOOL, DATA, PLAIN, contents, run

NEEDLESS = "data/partners/voorbeeldbank.yaml"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the sample register that a test may change."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path


# ---- fmt ----------------------------------------------------------------------------------------------------


def untidy(register: Path) -> Path:
    """A partner whose keys stand in another order than its model has."""
    file = register / NEEDLESS
    first, *lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join([first, "# een opmerking\n", *reversed(lines[:5]), *lines[5:]]), encoding="utf-8")
    return file


def test_what_is_laid_out_already_is_not_touched(register: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in register.rglob("*.yaml")}
    done = run("fmt", cwd=register)
    assert (done.returncode, done.stdout, done.stderr) == (0, "54 files: nothing to lay out\n", "")
    assert run("fmt", "--check", cwd=register).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in register.rglob("*.yaml")} == before


def test_laying_out_is_foretold_and_then_done_once(register: Path) -> None:
    wanted = (register / NEEDLESS).read_text(encoding="utf-8")
    file = untidy(register)
    before = contents(register)
    checked = run("fmt", "--check", cwd=register)
    assert (checked.returncode, checked.stdout) == (1, f"{NEEDLESS} would be laid out differently\n")
    shown = run("fmt", "--dry-run", "voorbeeldbank", cwd=register)
    assert (shown.returncode, shown.stdout.splitlines()[0]) == (0, f"--- a/{NEEDLESS}")
    assert "+schema: 1" in shown.stdout.splitlines()
    assert contents(register) == before
    assert run("fmt", "voorbeeldwonen", cwd=register).stdout == "2 files: nothing to lay out\n"
    assert run("fmt", cwd=register).stdout == f"{NEEDLESS} is laid out\n"
    told = file.read_text(encoding="utf-8")
    assert told.replace("# een opmerking\n", "") == wanted
    assert "# een opmerking\nexample: true\n" in told
    assert run("fmt", "--check", cwd=register).returncode == 0


def test_a_file_that_cannot_be_read_stays_and_keeps_no_other_from_its_layout(register: Path) -> None:
    untidy(register)
    broken = register / "data/partners/ing.yaml"
    broken.write_text("schema: [\n", encoding="utf-8")
    (register / "data/partners/link.yaml").symlink_to(broken)
    done = run("fmt", cwd=register)
    assert (done.returncode, done.stdout) == (3, f"{NEEDLESS} is laid out\n")
    assert done.stderr.splitlines() == [
        "data/partners/ing.yaml stays as it is: it cannot be read whole; run convtool validate",
        "data/partners/link.yaml stays as it is: it cannot be read whole; run convtool validate",
    ]
    assert broken.read_text(encoding="utf-8") == "schema: [\n"


def test_a_name_that_is_no_file_lays_out_nothing(register: Path) -> None:
    done = run("fmt", "voorbeeldbonk", cwd=register)
    assert (done.returncode, 'did you mean "voorbeeldbank"?' in done.stderr) == (2, True)


# ---- at a terminal --------------------------------------------------------------------------------------------


def at_a_terminal(answers: list[str], *words: str, cwd: Path, **environment: str) -> tuple[int, str]:
    """The exit code of a run at a terminal of 80 columns, and what stands on it; each answer follows a question."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [CONVTOOL, *words], cwd=cwd, env=PLAIN | environment, stdin=terminal, stdout=terminal, stderr=terminal
    )
    os.close(terminal)
    seen = b""
    waiting = [answer.encode() + b"\n" for answer in answers]
    with contextlib.suppress(OSError):  # Linux says so when the other side is closed
        while more := os.read(controller, 4096):
            seen += more
            if waiting and seen.endswith(b": "):
                os.write(controller, waiting.pop(0))
    os.close(controller)
    code = process.wait(timeout=30)
    assert not waiting, seen
    return code, seen.decode().replace("\r\n", "\n")
