"""What others say of the signed convenanten of a register: git of every commit since, documents of themselves."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from convtool.deeds import Checksums
from convtool.diagnostics import Fault, Finding, Place
from convtool.errors import ConvtoolError
from convtool.history import Repository, commits, listing
from convtool.keeping import packed, packed_past, unpacked, unpacked_past
from convtool.layout import CONVENANTS
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.portfolio import Portfolio, kind_of, with_witness
from convtool.shelf import digest_of, key_of, put, taken
from convtool.watching import Changed, Commit, watched
from convtool.witness import Past, Walk, Witness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from convtool.history import Change
    from convtool.limits import Limits

_NOW = ":"
"""How the names of contents begin that are in no commit."""


def witnessed(
    root: Path, portfolio: Portfolio, limits: Limits, revision: str | None, *, keeps: bool = False
) -> Portfolio:
    """Give the portfolio with what others say of it: git, and the checksums of documents.

    The portfolio is the work tree, or the register at `revision`. Each sealed convenant that is no longer there is a
    fault. Where git cannot be asked, every walk says why it was not seen. With `keeps` only those commits are walked
    that are new since an earlier run; what the files hold now is always compared anew.
    """
    paths = [path for path in portfolio.entries if kind_of(path) is Convenant]
    try:
        history = _History(root, limits, revision)
        past = history.past(root) if keeps else history.walked(Past(), 0)
        if revision is None:
            past = history.present(past, portfolio)
    except ConvtoolError as error:
        return with_witness(portfolio, Witness(dict.fromkeys(paths, Walk(unseen=error.message)), Checksums(root)))
    walks = {path: _told(past.lives.get(path, Walk()), history.unseen) for path in paths}
    gone = [_gone(path, walk) for path, walk in sorted(past.lives.items()) if path not in walks]
    tip = None if history.unseen else history.tip
    return with_witness(portfolio, Witness(walks, Checksums(root), tip), chain.from_iterable(gone))


class _History:
    """The commits up to one of them, and what they did to convenanten."""

    def __init__(self, root: Path, limits: Limits, revision: str | None) -> None:
        """Take the folder of a register, and the last commit by its name: HEAD where it is left out."""
        self._repository = Repository(root)
        self._limits = limits
        self._lacks = False
        self.tip = self._repository.commit(revision or "HEAD")

    @property
    def unseen(self) -> Message | None:
        """Why what was walked is not all there is to see; None where it is."""
        if self._repository.cut:
            return say("this clone does not hold the whole history; git fetch --unshallow gets it")
        if self._lacks:
            return say(
                "this clone lacks what files held in earlier commits; clone it again without --filter, or ask git fsck"
            )
        return None

    def past(self, root: Path) -> Past:
        """Give what the commits did, and keep it for the next run; what an earlier run kept is gone on from.

        Each commit is named by all that it holds and all that led to it, and a walk goes through the list of commits
        in its order. So where the list begins as it was, what was seen then is what would be seen now.
        """
        key = key_of(root, ("past", self._repository.below, tuple(self._limits)))
        kept = None if self._repository.cut else taken(root, key)
        tip, length, digest, earlier = unpacked(kept) if kept else ("", 0, b"", b"")
        if tip == self.tip:
            return unpacked_past(earlier)
        if digest_of(self._listed[:length]) == digest:
            found = self.walked(unpacked_past(earlier), length)
        else:
            found = self.walked(Past(), 0)
        if self.unseen is None:
            whole = len(self._listed), digest_of(self._listed)
            put(root, key, packed((self.tip, *whole, packed_past(found))))
        return found

    def walked(self, past: Past, start: int) -> Past:
        """Go on from a past through what is listed behind its first bytes."""
        commits_ = commits(self._repository, self._listed[start:], CONVENANTS.rstrip("/"))
        history = (
            (
                Commit(each.name, each.author, each.committed, len(each.parents) > 1),
                [part for side in each.changes for change in side for part in _parts(change)],
            )
            for each in commits_
        )
        return watched(history, self._content, self._limits, past)

    def present(self, past: Past, portfolio: Portfolio) -> Past:
        """Go on from a past to what the files hold now, which is committed to nothing yet."""
        files = portfolio.entries.files
        there = {
            path: item.blob
            for path, item in self._repository.items(self.tip, CONVENANTS).items()
            if kind_of(path) is Convenant
        }
        now = {path for path in portfolio.entries if kind_of(path) is Convenant}
        changes = [
            Changed(path, there.get(path), f"{_NOW}{path}" if path in now else None)
            for path in sorted({*there, *now})
            if not (path in there and path in now and self._content(there[path]) == files[path])
        ]

        def content(name: str) -> bytes:
            return files[name.removeprefix(_NOW)] if name.startswith(_NOW) else self._content(name)

        return watched([(Commit("", "", portfolio.as_of), changes)], content, self._limits, past)

    @cached_property
    def _listed(self) -> bytes:
        return listing(self._repository, self.tip)

    def _content(self, name: str) -> bytes:
        data = self._repository.blobs.read(name, self._limits.size + 1)
        self._lacks |= data is None
        return data or b""


def _parts(change: Change) -> list[Changed]:
    """Give what happened to each path: a renamed file is gone from one, and new at another."""
    if change.was == change.path:
        return [Changed(change.path, change.before, change.after)]
    return [Changed(change.was, change.before, None), Changed(change.path, None, change.after)]


def _told(walk: Walk, unseen: Message | None) -> Walk:
    """Say why a walk is not all there is to see."""
    if unseen is None and walk.since is None:
        unseen = say("no digest says what was signed; convtool sign seals it")
    elif unseen is None and not walk.since:
        unseen = say("the digest is not committed yet")
    return walk._replace(unseen=unseen)


def _gone(path: str, walk: Walk) -> Iterator[Fault]:
    for each in walk.found:
        hint = say("put the file back: what was signed stays in the register, with status ended where it has ended")
        yield Fault("CV606", Finding(Place(path, 1, 1, 1, 1), each.sentence, hint))
