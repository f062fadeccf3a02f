"""What others say of the signed convenanten of a register: git of every commit since, documents of themselves."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from convtool.deeds import Checksums
from convtool.diagnostics import Fault, Finding, Place
from convtool.errors import ConvtoolError
from convtool.history import Repository
from convtool.history.walking import walk
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.portfolio import KINDS, Portfolio, kind_of, with_witness
from convtool.watching import Changed, Commit, watched
from convtool.witness import Walk, Witness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from convtool.history.walking import Change
    from convtool.limits import Limits

_FOLDER = next(folder for folder, kind in KINDS.items() if kind is Convenant)
_NOW = ":"
"""How the names of contents begin that are in no commit."""


def witnessed(root: Path, portfolio: Portfolio, limits: Limits, revision: str | None) -> Portfolio:
    """Give the portfolio with what others say of it: git, and the checksums of documents.

    The portfolio is the work tree, or the register at `revision`. Each sealed convenant that is no longer there is a
    fault. Where git cannot be asked, every walk says why it was not seen.
    """
    walks, gone = _walks(root, portfolio, limits, revision)
    return with_witness(portfolio, Witness(walks, Checksums(root)), gone)


def _walks(
    root: Path, portfolio: Portfolio, limits: Limits, revision: str | None
) -> tuple[dict[str, Walk], list[Fault]]:
    paths = [path for path in portfolio.entries if kind_of(path) is Convenant]
    try:
        repository = Repository(root)
        seen = _seen(repository, portfolio, limits, revision)
        shallow = bool(repository.cut)
    except ConvtoolError as error:
        return dict.fromkeys(paths, Walk(unseen=error.message)), []
    walks = {path: _told(seen.get(path, Walk()), shallow=shallow) for path in paths}
    gone = [_gone(path, walk) for path, walk in sorted(seen.items()) if path not in walks]
    return walks, list(chain.from_iterable(gone))


def _seen(repository: Repository, portfolio: Portfolio, limits: Limits, revision: str | None) -> dict[str, Walk]:
    files = portfolio.entries.files
    until = repository.commit(revision or "HEAD")
    items = repository.items(until, _FOLDER) if revision is None else {}

    def history() -> Iterator[tuple[Commit, Iterable[Changed]]]:
        for commit in walk(repository, until, below=_FOLDER.rstrip("/")):
            changes = [part for side in commit.changes for change in side for part in _parts(change)]
            yield Commit(commit.name, commit.author, commit.committed, len(commit.parents) > 1), changes
        if revision is None:
            now = {path: f"{_NOW}{path}" for path in portfolio.entries if kind_of(path) is Convenant}
            there = {path: item.blob for path, item in items.items() if kind_of(path) is Convenant}
            paths = sorted({*there, *now})
            changes = [Changed(path, there.get(path), now.get(path)) for path in paths if not same(path)]
            yield Commit("", "", portfolio.as_of), changes

    def same(path: str) -> bool:
        return path in items and path in portfolio.entries and contents(items[path].blob) == files[path]

    def contents(name: str) -> bytes:
        if name.startswith(_NOW):
            return files[name.removeprefix(_NOW)]
        return repository.blobs.read(name, limits.size + 1) or b""

    return watched(history(), contents, limits)


def _parts(change: Change) -> list[Changed]:
    """Give what happened to each path: a renamed file is gone from one, and new at another."""
    if change.was == change.path:
        return [Changed(change.path, change.before, change.after)]
    return [Changed(change.was, change.before, None), Changed(change.path, None, change.after)]


def _told(walk: Walk, *, shallow: bool) -> Walk:
    """Say why a walk is not all there is to see."""
    unseen: Message | None = None
    if shallow:
        unseen = say("this clone does not hold the whole history; git fetch --unshallow gets it")
    elif walk.since is None:
        unseen = say("no digest says what was signed; convtool sign seals it")
    elif not walk.since:
        unseen = say("the digest is not committed yet")
    return walk._replace(unseen=unseen)


def _gone(path: str, walk: Walk) -> Iterator[Fault]:
    for each in walk.found:
        hint = say("put the file back: what was signed stays in the register, with status ended where it has ended")
        yield Fault("CV606", Finding(Place(path, 1, 1, 1, 1), each.sentence, hint))
