"""Commits, read and never written: what was registered then, and how it came to be what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.errors import ConvtoolError
from convtool.history.beginnings import first_days
from convtool.history.changes import changed
from convtool.history.repository import Repository
from convtool.history.snapshot import Snapshot
from convtool.history.walking import Change, Commit, commits, listing, walk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Change",
    "Commit",
    "Repository",
    "Snapshot",
    "changed",
    "commits",
    "first_days",
    "head",
    "listing",
    "tip",
    "walk",
]


def head(root: Path) -> str | None:
    """Give the commit that the work tree around `root` is at, or None without git, a repository, or a commit."""
    try:
        return Repository(root).commit("HEAD")
    except ConvtoolError:
        return None


def tip(root: Path) -> str | None:
    """Give what `head` gives, where the repository holds all that led to it; else None."""
    try:
        repository = Repository(root)
        return None if repository.cut else repository.commit("HEAD")
    except ConvtoolError:
        return None
