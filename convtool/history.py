"""Commits, read and never written. Git's own configuration runs no program here: nothing starts git at all."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
