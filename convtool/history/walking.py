"""Every commit that touched a register, from the oldest to the newest, with what each changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.history.repository import Repository, day_of

_LINE = "--format=%P%x00%at%x00%ct%x00%an%x00%s"
_ALIKE = ("-M50%", "-l200")
"""How much of a file is still there when it counts as renamed, and among how many files such a one is looked for."""


class Change(NamedTuple):
    """One file that differs between a commit and a parent, by path from the register's root.

    `before` and `after` name the contents, for `Repository.blobs`; None where there was no ordinary file. `was` is
    the path before: another one where the file was renamed.
    """

    was: str
    path: str
    before: str | None
    after: str | None


class Commit(NamedTuple):
    """One commit: what it changed of the register, and who made it when, as the commit itself says.

    `changes` has one entry for each parent, in their order, and one for a commit without. That a merge left out what
    was on one side shows only against that side; so who looks for what was undone looks at all of them. Days are in
    UTC. Names and subject are foreign text: not to be shown but through `visible`.
    """

    name: str
    parents: tuple[str, ...]
    author: str
    authored: date
    committed: date
    subject: str
    changes: tuple[tuple[Change, ...], ...]


def walk(repository: Repository, until: str, below: str = "data") -> Iterator[Commit]:
    """Give the commits up to one (by its full name) that touched what lies below a path of the register.

    Parents come first. Git is started twice, however long the history is. A shallow clone ends early: its oldest
    commits, in `Repository.cut`, then seem to add all they have.
    """
    return commits(repository, listing(repository, until), below)


def listing(repository: Repository, until: str) -> bytes:
    """Give every commit up to one, parents first, as git tells of them without what they changed: for `commits`."""
    return repository.asked("rev-list", "--topo-order", "--reverse", "--encoding=UTF-8", _LINE, until, "--")


def commits(repository: Repository, listed: bytes, below: str) -> Iterator[Commit]:
    """Give those commits of a listing, or of any part of whole lines of it, that touched what lies below a path."""
    named = list(_named(listed))
    pairs = [(commit.name, *parent) for commit in named for parent in _sides(commit)]
    asked = "".join(" ".join(pair) + "\n" for pair in pairs)
    found = repository.asked(
        *("diff-tree", "--stdin", "--always", "--root", "-r", "-z", "--raw", "--no-abbrev", *_ALIKE, "--"),
        f"{repository.below}{below}",
        given=asked.encode(),
    )
    answers = _answers(found.split(b"\0"), repository.below)
    for commit in named:
        changes = tuple(next(answers) for _ in _sides(commit))
        if any(changes):
            yield commit._replace(changes=changes)


def _named(listed: bytes) -> Iterator[Commit]:
    """Give every commit of a listing, without its changes."""
    lines = iter(listed.decode("utf-8", "replace").split("\n"))
    for head, line in zip(lines, lines, strict=False):
        parents, authored, committed, author, subject = line.split("\0", 4)
        name = head.removeprefix("commit ")
        yield Commit(name, tuple(parents.split()), author, day_of(authored), day_of(committed), subject, ())


def _sides(commit: Commit) -> list[tuple[str, ...]]:
    """Give what a commit is compared with: each parent, or nothing at all."""
    return [(parent,) for parent in commit.parents] or [()]


def _answers(words: list[bytes], root: str) -> Iterator[tuple[Change, ...]]:
    """Give the changes of each answer: a commit's name, and then `:modes blobs status` with one path or two."""
    changes: list[Change] = []
    left = iter(words)
    next(left)
    for word in left:
        if not word.startswith(b":"):
            yield tuple(changes)
            changes = []
            continue
        mode, now, before, after, status = word[1:].decode().split()
        was = path = next(left).decode("utf-8", "surrogateescape").removeprefix(root)
        if status[0] == "R":
            path = next(left).decode("utf-8", "surrogateescape").removeprefix(root)
        changes.append(Change(was, path, _content(mode, before), _content(now, after)))


def _content(mode: str, blob: str) -> str | None:
    return blob if mode.startswith("100") else None
