"""A repository somebody handed over: nothing that it names is run, whatever is asked of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from convtool.history import Repository, walk
from tests.repositories import commit, git
from tests.test_commands import DATA, contents, run

PROGRAMS = [
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "core.askPass",
    "core.gitProxy",
    "core.alternateRefsCommand",
    "diff.external",
    "diff.any.command",
    "diff.any.textconv",
    "filter.any.clean",
    "filter.any.smudge",
    "filter.any.process",
    "merge.any.driver",
    "credential.helper",
    "gpg.program",
    "gpg.ssh.program",
    "gpg.x509.program",
    "sequence.editor",
    "interactive.diffFilter",
    "pager.log",
    "pager.rev-list",
    "pager.diff-tree",
    "pager.ls-tree",
    "pager.cat-file",
    "pager.rev-parse",
    "pager.for-each-ref",
    "uploadpack.packObjectsHook",
    "remote.origin.uploadpack",
    "remote.origin.vcs",
]
SETTINGS = {
    "log.showSignature": "true",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "core.repositoryFormatVersion": "1",
    "extensions.partialClone": "origin",
    "remote.origin.promisor": "true",
}
COMMANDS = ["rev-parse", "rev-list", "ls-tree", "cat-file", "diff-tree", "for-each-ref", "log"]
VARIABLES = ["GIT_EXTERNAL_DIFF", "GIT_PAGER", "PAGER", "GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "GIT_EDITOR"]
ASKED = [
    ("status", "--rev", "HEAD"),
    ("status", "--rev", "2026-06-01"),
    ("status", "--rev", "nope"),
    ("validate", "--rev", "HEAD"),
    ("validate", "--rev", "main", "--changed-since", "HEAD~1"),
    ("validate", "--changed-since", "HEAD"),
    ("render", "--rev", "HEAD", "--out", "../pages"),
    ("render", "--out", "../pages"),
]
SIGNED = """tree {tree}
parent {parent}
author x <x@example.org> 1767268800 +0000
committer x <x@example.org> 1767268800 +0000
gpgsig -----BEGIN PGP SIGNATURE-----
 iQ==
 -----END PGP SIGNATURE-----

signed
"""


class Hostile:
    """A register whose repository names one program for everything that git can be told to run."""

    def __init__(self, folder: Path) -> None:
        """Make it, with a commit that is signed and one content that only a remote would have."""
        self.ran = folder / "ran"
        self.program = folder / "program"
        self.program.write_text(f'#!/bin/sh\necho "$0 $*" >> "{self.ran}"\nexit 1\n')
        self.program.chmod(0o755)
        self.root = folder / "register"
        shutil.copytree(DATA, self.root / "data")
        git(self.root, "init", "-q")
        (self.root / ".gitattributes").write_text("* diff=any filter=any merge=any\n")
        commit(self.root)
        commit(self.root, {"data/partners/extra.yaml": b"schema: 1\nid: extra\nname: Extra\n"})
        self._sign()
        missing = git(self.root, "rev-parse", "HEAD:data/partners/extra.yaml")
        self.missing = missing
        (self.root / ".git/objects" / missing[:2] / missing[2:]).unlink()
        for name in PROGRAMS:
            git(self.root, "config", name, str(self.program))
        for name, value in (SETTINGS | {"remote.origin.url": f"ext::{self.program} %S"}).items():
            git(self.root, "config", name, value)
        for name in COMMANDS:
            git(self.root, "config", f"alias.{name}", f"!{self.program}")
        for name in ("post-index-change", "pre-commit", "reference-transaction", "post-checkout", "fsmonitor-watchman"):
            shutil.copy(self.program, self.root / ".git/hooks" / name)
        git(self.root, "config", "core.hooksPath", str(self.root / ".git/hooks"))

    def _sign(self) -> None:
        tree, parent = (git(self.root, "rev-parse", name) for name in ("HEAD^{tree}", "HEAD"))
        text = SIGNED.format(tree=tree, parent=parent).encode()
        name = git(self.root, "hash-object", "-t", "commit", "-w", "--stdin", given=text)
        git(self.root, "update-ref", "refs/heads/main", name)


@pytest.fixture
def hostile(tmp_path: Path) -> Hostile:
    return Hostile(tmp_path)


@pytest.mark.parametrize("words", ASKED, ids=" ".join)
def test_no_command_that_reads_runs_what_the_repository_names(hostile: Hostile, words: tuple[str, ...]) -> None:
    before = contents(hostile.root)
    done = run(*words, cwd=hostile.root, **dict.fromkeys(VARIABLES, str(hostile.program)))
    assert done.returncode in {0, 1, 2}, done.stderr
    assert "Traceback" not in done.stderr
    assert not hostile.ran.exists(), hostile.ran.read_text()
    assert contents(hostile.root) == before


def test_walking_through_every_commit_runs_nothing_either(hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, str(hostile.program))
    repository = Repository(hostile.root)
    found = list(walk(repository, repository.commit("HEAD")))
    blobs = {change.after for each in found for side in each.changes for change in side if change.after}
    assert hostile.missing in blobs
    assert {name for name in blobs if repository.blobs.read(name) is None} == {hostile.missing}
    assert not hostile.ran.exists(), hostile.ran.read_text()


@pytest.mark.parametrize(
    "words",
    [("status",), ("log", "-1"), ("log", "-p"), ("cat-file", "-e", "missing"), ("diff", "HEAD~1")],
    ids=" ".join,
)
def test_git_itself_would_run_it(hostile: Hostile, words: tuple[str, ...]) -> None:
    said = [hostile.missing if word == "missing" else word for word in words]
    subprocess.run(["git", *said], cwd=hostile.root, capture_output=True, check=False)
    assert hostile.ran.exists()


def test_a_repository_among_the_files_of_the_register_is_not_the_one_that_is_asked(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\ntouch "{ran}"\n')
    program.chmod(0o755)
    root = tmp_path / "register"
    shutil.copytree(DATA, root / "data")
    git(root, "init", "-q")
    inner = root / "data/convenants"
    subprocess.run(["git", "init", "-q", "--bare", inner], check=True)
    git(inner, "config", "core.bare", "false")
    git(inner, "config", "core.worktree", str(inner))
    git(inner, "config", "core.fsmonitor", str(program))
    commit(root)
    for words in ASKED:
        done = run(*words, cwd=inner)
        assert done.returncode in {0, 1, 2}, done.stderr
    assert not ran.exists()
    assert run("status", "--rev", "HEAD", cwd=inner).stdout == run("status", cwd=root).stdout
    subprocess.run(["git", "status"], cwd=inner, capture_output=True, check=False, env=os.environ)
    assert ran.exists()
