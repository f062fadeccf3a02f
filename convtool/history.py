"""Commits, read and never written.

Git itself is started only for the names of commits and of what they hold (`rev-parse`, `ls-tree`): neither runs a
program that the repository's own configuration names.
"""

from __future__ import annotations

import os
import re
from hashlib import sha1, sha256
from typing import TYPE_CHECKING

from convtool.errors import ConvtoolError, WrongUse
from convtool.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_REVISION = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")


def head(root: Path) -> str | None:
    """Give the commit that the work tree around `root` is at, or None without git, a repository, or a commit."""
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    try:
        from git import Repo, SymbolicReference  # noqa: PLC0415 - costs more than a whole small command

        with Repo(root, search_parent_directories=True) as repository:
            found = SymbolicReference.dereference_recursive(repository, "HEAD")
    except Exception:  # noqa: BLE001 - GitPython raises nine kinds of its own and Python's; none is a reason to stop
        return None
    return found if isinstance(found, str) and _REVISION.fullmatch(found) else None


def changed(root: Path, files: Mapping[str, bytes], revision: str, under: str = "data") -> set[str]:
    """Give the paths below `under` whose content differs from that of a commit: changed, new and removed.

    `files` is the register as it now stands, by path from `root`. Raises `WrongUse` for a name that is no commit,
    and `ConvtoolError` where there is no repository that can be read.
    """
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    from git import Git, GitCommandError  # noqa: PLC0415 - costs more than a whole small command

    git = Git(root)
    try:
        git.rev_parse("--git-dir")
    except Exception as error:  # GitPython raises nine kinds of its own and Python's
        raise ConvtoolError(
            say("there is no repository around {folder} that git can read", folder=str(root))
        ) from error
    try:
        # git takes what follows as a name, never as an option, and everything after works with what it found
        commit = git.rev_parse("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        listed: bytes = git.ls_tree("-r", "-z", commit, "--", under, stdout_as_string=False)
    except (GitCommandError, ValueError) as error:
        hint = say("a shallow clone may lack it; fetch it first")
        raise WrongUse(say('"{revision}" is no commit of this repository', revision=revision), hint) from error
    before = dict(_blobs(listed))
    now = {path: _name(data, like=before) for path, data in files.items()}
    return {path for path in {*before, *now} if before.get(path) != now.get(path)}


def _blobs(listed: bytes) -> Iterator[tuple[str, str]]:
    """Give path and content's name of every file that git listed: `mode SP type SP name TAB path NUL`."""
    for line in listed.split(b"\0"):
        about, tab, path = line.partition(b"\t")
        if tab:
            yield path.decode("utf-8", "replace"), about.split()[2].decode()


def _name(data: bytes, like: Mapping[str, str]) -> str:
    """Name a content as git does, with the kind of name that the repository has."""
    kind = sha256 if any(len(name) == sha256().digest_size * 2 for name in like.values()) else sha1
    return kind(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
