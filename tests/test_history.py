"""Commits, read and never written: what changed since one, and a name that is none."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from convtool.errors import ConvtoolError, WrongUse
from convtool.history import changed, head

if TYPE_CHECKING:
    from pathlib import Path


def git(folder: Path, *words: str) -> str:
    settings = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *settings, *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


BEFORE = {"data/a.yaml": b"a: 1\n", "data/b.yaml": b"b: 1\r\n", "data/partners/c.yaml": "é\n".encode()}


@pytest.mark.parametrize("folder", [".", "deep/register"])
@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_what_changed_since_a_commit_is_what_differs_in_content(tmp_path: Path, folder: str, kind: str) -> None:
    git(tmp_path, "init", "-q", f"--object-format={kind}")
    root = tmp_path / folder
    write(root, {**BEFORE, "elsewhere.txt": b"x"})
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    assert changed(root, BEFORE, "HEAD") == set()
    now = {"data/a.yaml": b"a: 2\n", "data/b.yaml": b"b: 1\r\n", "data/new.yaml": b""}
    assert changed(root, now, "HEAD") == {"data/a.yaml", "data/partners/c.yaml", "data/new.yaml"}
    assert changed(root, now, git(tmp_path, "rev-parse", "HEAD")) == changed(root, now, "main")


def test_the_commit_that_the_work_tree_is_at_is_known_anywhere_below_its_top(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-qm", "x", "--allow-empty")
    (tmp_path / "deep").mkdir()
    assert head(tmp_path) == head(tmp_path / "deep") == git(tmp_path, "rev-parse", "HEAD")


def test_a_register_that_a_commit_did_not_have_is_all_new(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    git(tmp_path, "commit", "-qm", "x", "--allow-empty")
    assert changed(tmp_path, BEFORE, "HEAD") == set(BEFORE)


@pytest.mark.parametrize("name", ["nope", "--output=/tmp/x", "-h", "", "HEAD:data", "HEAD^{tree}", "a..b", "\x00"])
def test_a_name_that_is_no_commit_is_wrong_use(tmp_path: Path, name: str) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, BEFORE)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    with pytest.raises(WrongUse):
        changed(tmp_path, BEFORE, name)


def test_without_a_repository_there_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(ConvtoolError) as caught:
        changed(tmp_path, BEFORE, "HEAD")
    assert caught.value.exit_code == 3
    assert head(tmp_path) is None
