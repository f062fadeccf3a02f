"""Where reports go: to standard output or to a file, on a terminal or in GitHub Actions."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import subprocess
import termios
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.conftest import CONVENANT, Base
from tests.test_commands import CONVTOOL, PLAIN, contents, run

DAY = ("--as-of", "2026-11-21")
ACTIONS = {"GITHUB_ACTIONS": "true"}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """The clean register with two faults in one file, in a folder of its own."""
    root = tmp_path / "register"
    files = Base().merged("goals: [{id: stageplekken, themes: [werken, sporten]}]\n")
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def test_each_format_goes_to_its_own_file_and_one_to_standard_output(register: Path) -> None:
    words = [f"--format={each}=../{each}.txt" for each in ("json", "sarif", "junit", "gitlab", "github", "text")]
    done = run("validate", *DAY, "--format", "short", *words, cwd=register)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == run("validate", *DAY, "--format", "short", cwd=register).stdout
    for each in ("json", "sarif", "junit", "gitlab", "github", "text"):
        alone = run("validate", *DAY, "--format", each, cwd=register)
        assert (register.parent / f"{each}.txt").read_text(encoding="utf-8") == alone.stdout
    assert not list(register.parent.glob(".convtool-*"))


def test_a_file_alone_leaves_text_on_standard_output(register: Path) -> None:
    words = ("validate", *DAY, "--select", "CV301")
    done = run(*words, "--format", "json=../report.json", cwd=register)
    assert done.stdout == run(*words, cwd=register).stdout
    report = json.loads((register.parent / "report.json").read_text(encoding="utf-8"))
    assert report["summary"]["error"] == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format=xml"], "the formats are github, gitlab, json, junit, sarif, short, text"),
        (["--format=xml=../x"], '"xml" is no format'),
        (["--format=text", "--format=json"], "standard output takes one format, not text, json"),
        (["--format=json=../x", "--format=text=../register/../x"], "two formats would be written to "),
        (["--format=json=data/convenants/x.yaml"], "lies among the data of the register"),
        (["--format=json=data"], "lies among the data of the register"),
        (["--format=json=../inside/x.yaml"], "lies among the data of the register"),
        (["--format=json="], "names no file"),
    ],
)
def test_a_report_that_cannot_be_meant_is_wrong_use_and_nothing_is_written(
    words: list[str], said: str, register: Path
) -> None:
    (register.parent / "inside").symlink_to(register / "data" / "convenants")
    before = contents(register.parent)
    done = run("validate", *words, cwd=register)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert contents(register.parent) == before


def test_a_file_that_cannot_be_written_is_no_success(register: Path) -> None:
    (register.parent / "folder").mkdir()
    os.mkfifo(register.parent / "pipe")
    for file in ("nowhere/x.json", "folder", "pipe"):
        done = run("validate", "--format", f"json=../{file}", cwd=register)
        assert (done.returncode, done.stdout) == (3, "")
        assert f"{register.parent}/{file} cannot be written: " in done.stderr
    assert (register.parent / "pipe").is_fifo()


def test_a_pipe_that_closes_costs_no_file(register: Path) -> None:
    command = f"{CONVTOOL} validate --format short --format json=../x.json | true"
    subprocess.run(["bash", "-c", command], cwd=register, env=PLAIN, check=True, capture_output=True)
    assert json.loads((register.parent / "x.json").read_text(encoding="utf-8"))["schema"] == 1


def test_colours_stay_on_the_screen(register: Path) -> None:
    done = run("validate", "--color", "always", "--format=text", "--format=text=../plain.txt", cwd=register)
    assert "\x1b[" in done.stdout
    assert "\x1b" not in (register.parent / "plain.txt").read_text(encoding="utf-8")
    for each in ("json", "sarif", "gitlab", "junit", "github"):
        assert "\x1b" not in run("validate", "--color", "always", "--format", each, cwd=register).stdout


def test_machines_are_told_in_english_and_people_in_their_own_language(register: Path) -> None:
    def told(form: str, *words: str) -> str:
        return run("validate", *DAY, "--format", form, *words, cwd=register, CONVTOOL_LANG="nl").stdout

    for form in ("json", "sarif", "gitlab", "junit"):
        assert "which the Masterplan does not have" in told(form)
        assert "dat niet in het Masterplan staat" in told(form, "--lang", "nl")
    for form in ("text", "short", "github"):
        assert "dat niet in het Masterplan staat" in told(form)


def test_a_name_that_is_not_utf8_does_not_break_a_report(register: Path) -> None:
    (register / "data" / "partners" / os.fsdecode(b"caf\xe9.yaml")).write_text("x", encoding="utf-8")
    forms = ("json", "sarif", "gitlab")
    done = run("validate", *DAY, *(f"--format={form}=../{form}" for form in forms), "--format", "junit", cwd=register)
    ET.fromstring(done.stdout.encode())  # noqa: S314 - convtool wrote it
    for form in forms:
        json.loads((register.parent / form).read_bytes())
    assert "data/partners/caf%E9.yaml" in (register.parent / "sarif").read_text(encoding="utf-8")


def test_a_register_in_a_folder_of_its_repository_is_found_there_by_the_host(register: Path) -> None:
    (register.parent / ".git").mkdir()
    for form, path in (
        ("github", f"file=register/{CONVENANT},"),
        ("gitlab", f'"path": "register/{CONVENANT}"'),
        ("sarif", f'"uri": "register/{CONVENANT}"'),
        ("json", f'"path": "{CONVENANT}"'),
        ("short", f"\n{CONVENANT}:"),
    ):
        assert path in "\n" + run("validate", "--format", form, cwd=register).stdout
    (register / ".git").mkdir()
    assert f"file={CONVENANT}," in run("validate", "--format", "github", cwd=register).stdout


def test_statistics_come_instead_of_findings_for_people_only(register: Path) -> None:
    for form in ("text", "short", "github"):
        words = ("--statistics", "--select", "CV301", "--format", form)
        lines = run("validate", *DAY, *words, cwd=register).stdout.splitlines()
        assert lines[0] == "    2  CV301  error  unknown-theme"
        assert len(lines) == 3
    plain = run("validate", *DAY, "--format", "json", cwd=register)
    assert run("validate", *DAY, "--format", "json", "--statistics", cwd=register).stdout == plain.stdout


def test_on_a_terminal_the_line_of_a_finding_fits_and_elsewhere_the_terminal_does_not_count(register: Path) -> None:
    path = register / CONVENANT
    path.write_bytes(path.read_bytes().replace(b"werken", b"werken" + b"x" * 90))
    reader, writer = pty.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    environment = PLAIN | {"TERM": "dumb"}
    with subprocess.Popen([CONVTOOL, "validate", *DAY], cwd=register, env=environment, stdout=writer) as process:
        os.close(writer)
        told = b""
        try:
            while part := os.read(reader, 65536):
                told += part
        except OSError:  # the terminal is gone when the program is
            pass
    os.close(reader)
    assert process.returncode == 1
    excerpts = [line for line in told.decode().splitlines() if " | " in line]
    assert max(map(len, excerpts)) == 40
    assert run("validate", *DAY, cwd=register, COLUMNS="40").stdout == run("validate", *DAY, cwd=register).stdout


# ---- GitHub Actions -------------------------------------------------------------------------------------


def test_in_github_actions_findings_are_annotations_by_themselves(register: Path) -> None:
    done = run("validate", *DAY, cwd=register, **ACTIONS)
    assert done.returncode == 1
    assert done.stdout == run("validate", *DAY, "--format", "github", cwd=register).stdout
    assert "\n::error file=data/" in "\n" + done.stdout
    assert run("validate", *DAY, "--format", "text", cwd=register, **ACTIONS).stdout.startswith("data/")
    assert run("validate", *DAY, cwd=register, GITHUB_ACTIONS="false").stdout.startswith("data/")


def test_in_github_actions_the_summary_of_the_step_grows(register: Path) -> None:
    summary = register.parent / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    for _ in range(2):
        run("validate", *DAY, cwd=register, GITHUB_STEP_SUMMARY=str(summary), **ACTIONS)
    told = summary.read_text(encoding="utf-8")
    assert told.startswith("before\n### convtool validate\n")
    assert told.count("### convtool validate\n") == 2
    run("validate", *DAY, cwd=register, GITHUB_STEP_SUMMARY=str(summary))
    assert summary.read_text(encoding="utf-8") == told
    done = run("validate", *DAY, cwd=register, GITHUB_STEP_SUMMARY=str(register.parent), **ACTIONS)
    assert (done.returncode, done.stdout) == (3, "")
    assert "cannot be written" in done.stderr
