"""What differs between a commit and the register as it now stands."""

from __future__ import annotations

from hashlib import sha1, sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convtool.history.repository import Repository


def changed(repository: Repository, files: Mapping[str, bytes], revision: str, under: str = "data") -> set[str]:
    """Give the paths below `under` whose content differs from that of a commit: changed, new and removed.

    `files` is the register as it now stands, by path from its root. Raises as `Repository.commit` does.
    """
    commit = repository.commit(revision)
    kind = sha256 if len(commit) == sha256().digest_size * 2 else sha1
    before = {path: item.blob for path, item in repository.items(commit, under).items() if item.mode != "040000"}
    now = {
        path: kind(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest() for path, data in files.items()
    }
    return {path for path in {*before, *now} if before.get(path) != now.get(path)}
