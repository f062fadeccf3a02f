"""Repositories for tests: git as a person would use it, with fixed names and any day."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

AT = "2026-06-{:02}T12:00:00Z"
"""A day of June, to be filled in."""
_SETTINGS = ("user.name=x", "user.email=x@example.org", "init.defaultBranch=main", "protocol.file.allow=always")


def git(folder: Path, *words: str, at: str = "2026-01-01T12:00:00Z", given: bytes | None = None) -> str:
    """Give what git says in a folder; commits are made `at` a time."""
    options = [word for setting in _SETTINGS for word in ("-c", setting)]
    days = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    done = subprocess.run(
        ["git", *options, *words], cwd=folder, input=given, capture_output=True, env=os.environ | days, check=True
    )
    return done.stdout.decode().strip()


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files below a folder."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def commit(folder: Path, files: dict[str, bytes] | None = None, at: str = "2026-01-01T12:00:00Z") -> str:
    """Write files and commit everything below a folder; gives the full name of the commit."""
    write(folder, files or {})
    git(folder, "add", "-A", ".")
    git(folder, "commit", "-qm", "x", "--allow-empty", at=at)
    return git(folder, "rev-parse", "HEAD")
