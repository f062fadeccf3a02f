"""When each file of a register began."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from convtool.errors import ConvtoolError
from convtool.history.repository import Repository
from convtool.history.walking import walk

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


def first_days(root: Path, revision: str | None = None, below: str = "data") -> dict[str, date]:
    """Give the day (by its committer, in UTC) of the commit in which each file first was, also under an earlier name.

    `revision` is the full name of the last commit to look at, HEAD where it is left out. Without git, and for what
    began before a shallow clone does, nothing is given: it is not known.
    """
    first: dict[str, date | None] = {}
    try:
        repository = Repository(root)
        for commit in walk(repository, revision or repository.commit("HEAD"), below=below):
            for change in chain(*commit.changes):
                day = None if commit.name in repository.cut else commit.committed
                first.setdefault(change.path, day if change.was == change.path else first.get(change.was))
    except ConvtoolError:
        return {}
    return {path: day for path, day in first.items() if day}
