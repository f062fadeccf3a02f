"""Whatever state a repository is in, every command answers or says what is wrong; none falls over, hangs or writes."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from convtool.history import git as patience
from tests.conftest import CONVENANT, Base
from tests.inside import Program
from tests.repositories import commit, git
from tests.test_commands import contents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMANDS = [
    ("status", "--rev", "HEAD"),
    ("validate", "--changed-since", "HEAD~1"),
    ("verify",),
    ("diff", "HEAD~1"),
    ("validate",),
    ("status",),
    ("log",),
    ("render", "--check", "--out", "../pages"),
    ("fmt", "--check"),
]
THREE = 3
"""So many commands try each state; with --torture all of them do."""


def remove(*paths: str) -> Callable[[Path], None]:
    def made(root: Path) -> None:
        for path in paths:
            place = root / ".git" / path
            shutil.rmtree(place) if place.is_dir() else place.unlink()

    return made


def put(path: str, text: str | bytes) -> Callable[[Path], None]:
    def made(root: Path) -> None:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)

    return made


def run(*words: str) -> Callable[[Path], None]:
    def made(root: Path) -> None:
        subprocess.run(["git", *words], cwd=root, capture_output=True, check=False, env=os.environ | WHO)

    return made


WHO = {f"GIT_{who}_{what}": f"{what.lower()}@x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def no_object(name: str) -> Callable[[Path], None]:
    """Lose an object that a revision names."""

    def made(root: Path) -> None:
        found = git(root, "rev-parse", name)
        (root / ".git/objects" / found[:2] / found[2:]).unlink()

    return made


def spoilt_object(name: str) -> Callable[[Path], None]:
    def made(root: Path) -> None:
        found = git(root, "rev-parse", name)
        place = root / ".git/objects" / found[:2] / found[2:]
        place.chmod(0o644)
        place.write_bytes(b"spoilt")

    return made


def dated(day: str) -> Callable[[Path], None]:
    """Let the last commit have been made at an impossible time."""

    def made(root: Path) -> None:
        tree, parent = (git(root, "rev-parse", name) for name in ("HEAD^{tree}", "HEAD"))
        text = f"tree {tree}\nparent {parent}\nauthor x <x> {day} +0000\ncommitter x <x> {day} +9999\n\nx\n".encode()
        words = ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"]
        name = subprocess.run(words, cwd=root, input=text, capture_output=True, check=True).stdout.decode().strip()
        (root / ".git/refs/heads/main").write_text(f"{name}\n", encoding="ascii")

    return made


def older(data: bytes | None) -> Callable[[Path], None]:
    """Let the last commit but one hold a convenant that is not as it should be; None for a link."""

    def made(root: Path) -> None:
        whole = (root / CONVENANT).read_bytes()
        (root / CONVENANT).unlink()
        if data is None:
            (root / CONVENANT).symlink_to("/etc/passwd")
        else:
            (root / CONVENANT).write_bytes(data)
        commit(root)
        (root / CONVENANT).unlink()
        commit(root, {CONVENANT: whole})

    return made


def bare(root: Path) -> None:
    git(root, "config", "core.bare", "true")


def submodule(root: Path) -> None:
    git(root, "update-index", "--add", "--cacheinfo", f"160000,{git(root, 'rev-parse', 'HEAD')},data/partners/sub.yaml")
    git(root, "commit", "-qm", "x")


def moved(root: Path) -> None:
    """Let `.git` be a file that leads to where the repository is, as in a submodule."""
    (root / ".git").rename(root.parent / "elsewhere")
    (root / ".git").write_text("gitdir: ../elsewhere\n", encoding="utf-8")


def unreadable(root: Path) -> None:
    (root / ".git").rename(root.parent / "elsewhere")
    (root / ".git").symlink_to(root.parent / "elsewhere")


def no_repository(root: Path) -> None:
    shutil.rmtree(root / ".git")


def pipe(path: str) -> Callable[[Path], None]:
    return lambda root: os.mkfifo(root / path)


def several(*steps: Callable[[Path], None]) -> Callable[[Path], None]:
    def made(root: Path) -> None:
        for step in steps:
            step(root)

    return made


STATES: dict[str, Callable[[Path], None]] = {
    "whole": lambda _: None,
    "no repository": no_repository,
    "an empty folder .git": several(no_repository, lambda root: (root / ".git").mkdir()),
    "a file .git that leads nowhere": several(no_repository, put(".git", "gitdir: /nergens\n")),
    "a file .git of rubbish": several(no_repository, put(".git", b"\xff\0\n")),
    "a file .git that leads to itself": several(no_repository, put(".git", "gitdir: .git\n")),
    "elsewhere": moved,
    "a link": unreadable,
    "bare": bare,
    "no commits": several(no_repository, run("init", "-q")),
    "detached": run("checkout", "-q", "--detach"),
    "on a branch without commits": run("symbolic-ref", "HEAD", "refs/heads/nieuw"),
    "a branch that is a loop": put(".git/refs/heads/main", "ref: refs/heads/main\n"),
    "a branch of rubbish": put(".git/refs/heads/main", "rubbish\n"),
    "a branch that names nothing": put(".git/refs/heads/main", "0" * 39 + "1\n"),
    "an empty branch": put(".git/refs/heads/main", ""),
    "no HEAD": remove("HEAD"),
    "an empty HEAD": put(".git/HEAD", ""),
    "a HEAD of rubbish": put(".git/HEAD", b"\xff\0\x1b[2J"),
    "a HEAD that leads out": put(".git/HEAD", "ref: ../../../etc/passwd\n"),
    "a HEAD that never ends": several(remove("HEAD"), pipe(".git/HEAD")),
    "a repository that never ends": several(no_repository, pipe(".git")),
    "a branch that never ends": several(remove("refs/heads/main"), pipe(".git/refs/heads/main")),
    "no config": remove("config"),
    "a config of rubbish": put(".git/config", b"[[[\xff"),
    "a config that includes itself": put(".git/config", "[include]\npath = config\n"),
    "a format of tomorrow": put(".git/config", "[core]\nrepositoryformatversion = 99\n"),
    "an unknown extension": put(".git/config", "[core]\nrepositoryformatversion = 1\n[extensions]\nmorgen = true\n"),
    "another work tree": put(".git/config", "[core]\nworktree = /etc\n"),
    "no index": remove("index"),
    "an index of rubbish": put(".git/index", b"DIRC\xff\xff"),
    "a locked index": put(".git/index.lock", ""),
    "no objects": remove("objects"),
    "no refs": remove("refs"),
    "packed": run("gc", "-q"),
    "packed refs of rubbish": put(".git/packed-refs", b"\xff rubbish\n"),
    "shallow of rubbish": put(".git/shallow", "rubbish\n"),
    "shallow of nothing": put(".git/shallow", "0" * 40 + "\n"),
    "alternates that lead nowhere": put(".git/objects/info/alternates", "/nergens\n../../..\n"),
    "a merge that is under way": put(".git/MERGE_HEAD", "0" * 40 + "\n"),
    "a rebase that is under way": put(".git/rebase-merge/head-name", "refs/heads/main\n"),
    "a lost commit": no_object("HEAD~1"),
    "a lost last commit": no_object("HEAD"),
    "a lost tree": no_object("HEAD^{tree}"),
    "a lost file": no_object(f"HEAD:{CONVENANT}"),
    "a spoilt commit": spoilt_object("HEAD"),
    "a spoilt file": spoilt_object(f"HEAD:{CONVENANT}"),
    "a submodule among the files": submodule,
    "a time of 20 digits": dated("9" * 20),
    "a time before there was time": dated("-99999"),
    "a time in the year 292277026596": dated("9223372036854775807"),
    "an older version with an alias bomb": older(b"a: &a [x]\nb: [*a, *a]\n"),
    "an older version that is no UTF-8": older(b"\xff\xfe\0"),
    "an older version that is empty": older(b""),
    "an older version that is a list": older(b"- a\n"),
    "an older version that is deep": older(b"[" * 10_000),
    "an older version that is a link": older(None),
    "an older version of large file storage": older(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"),
    "filters and line ends": put(".gitattributes", "* text eol=crlf filter=lfs diff=lfs working-tree-encoding=UTF-16\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with two commits."""
    root = tmp_path_factory.mktemp("states") / "register"
    root.mkdir()
    git(root, "init", "-q")
    commit(root, Base().files)
    commit(root, {"data/partners/extra.yaml": b"schema: 1\nid: extra\nname: Extra\n"}, at="2026-02-01T12:00:00Z")
    return root


@pytest.fixture
def program(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Program:
    """The program in a copy of that register."""
    shutil.copytree(whole, tmp_path / "register")
    return Program(tmp_path / "register", monkeypatch, capsys)


@pytest.mark.parametrize("state", STATES)
def test_no_state_of_a_repository_makes_a_command_fall_over_or_write(
    state: str, program: Program, torture: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    STATES[state](program.root)
    before = contents(program.root.parent)
    monkeypatch.setattr(patience, "PATIENCE", 1 if "never ends" in state else patience.PATIENCE)
    first = list(STATES).index(state)
    for number in range(len(COMMANDS) if torture > 1 else THREE):
        words = COMMANDS[(first + number) % len(COMMANDS)]
        said = program(*words)
        assert said.code in {0, 1, 2, 3}, (words, said)
        if said.code in {2, 3}:
            assert said.err.startswith("error: "), (words, said)
            assert len(said.err.splitlines()) <= 2, (words, said)
    assert contents(program.root.parent) == before
