"""The repository around a register, and the commits that people name in it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from convtool.errors import ConvtoolError, WrongUse
from convtool.history.blobs import Blobs
from convtool.history.git import Git
from convtool.messages import Message, say
from convtool.reading import nearest
from convtool.roots import below_top, top_around

_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 1000
_EPOCH = date(1970, 1, 1)
_SECONDS = 24 * 60 * 60
_DIGITS = 18


def day_of(seconds: str) -> date:
    """Give the day in UTC of a time as a commit has it: seconds since 1970, or whatever somebody put there.

    What is no number is the first day, as git has it; what is after the last day there is, that one.
    """
    if len(seconds) > _DIGITS:
        return date.max
    days = int(seconds) // _SECONDS if seconds.isdecimal() else 0
    return _EPOCH + timedelta(days=days) if days <= (date.max - _EPOCH).days else date.max


class Item(NamedTuple):
    """What a commit has at a path: its mode as git writes it, and the name of its content."""

    mode: str
    blob: str


class Repository:
    """The git repository whose work tree holds a register."""

    def __init__(self, root: Path) -> None:
        """Take the folder of the register; raises `ConvtoolError` where there is no repository around it."""
        top = top_around(root)
        if top is None:
            raise ConvtoolError(
                say("there is no repository around {folder} that git can read", folder=str(root)),
                say("what was committed can be asked only of a register that is kept with git"),
            )
        self.top = top
        self.below = below_top(root)
        self.git = Git(top)
        self.blobs = Blobs(self.git)

    def commit(self, revision: str) -> str:
        """Give the full hexadecimal name of the commit that a revision of git means, or a day.

        A day, as 2025-12-31, means the last commit on the first-parent line of HEAD that was made (by its committer,
        in UTC) on or before it: what somebody who looked at the end of that day would have found.
        Raises `WrongUse` for what names no commit, and `ConvtoolError` where git cannot tell.
        """
        if _DAY.fullmatch(revision):
            return self._on(revision)
        found = self._verified(revision)
        if found is None:
            raise self._unknown(revision)
        return found

    def day(self, commit: str) -> date:
        """Give the day (by its committer, in UTC) of a commit by its full name."""
        return day_of(self._line("--no-walk", "--format=%ct", commit).split("\n")[-1])

    @cached_property
    def cut(self) -> frozenset[str]:
        """The commits behind which a shallow clone has nothing; none where the history is whole."""
        shallow, _, path = self._facts().partition("\n")
        if shallow != "true":
            return frozenset()
        return frozenset((self.top / path.rstrip("\n")).read_text("ascii").split())

    def items(self, commit: str, *below: str) -> dict[str, Item]:
        """Give what a commit has in files and folders of the register, by path from its root; folders too."""
        paths = [f"{self.below}{path}" for path in below]
        found: dict[str, Item] = {}
        for line in self.asked("ls-tree", "-r", "-t", "-z", "--full-tree", commit, "--", *paths).split(b"\0"):
            about, tab, path = line.partition(b"\t")
            name = path.decode("utf-8", "surrogateescape")
            if tab and name.startswith(self.below):
                mode, _, blob = about.decode().split()
                found[name.removeprefix(self.below)] = Item(mode, blob)
        return found

    def asked(self, *words: str, given: bytes = b"") -> bytes:
        """Give what git says to fixed words and names that were checked; raises `ConvtoolError` where it cannot."""
        answer = self.git.ask(*words, given=given)
        if answer.code:
            raise self._broken(answer.said)
        return answer.out

    def _verified(self, revision: str) -> str | None:
        if len(revision) > _LONGEST or not revision.isprintable():
            return None
        answer = self.git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        found = answer.out.decode("ascii", "replace").strip()
        return found if answer.code == 0 and _COMMIT.fullmatch(found) else None

    def _on(self, text: str) -> str:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise WrongUse(say('"{text}" is no day', text=text), say("write a day as 2026-12-31")) from None
        head = self.commit("HEAD")
        last = ((day - _EPOCH).days + 1) * _SECONDS - 1
        found = self._line("--max-count=1", f"--min-age={max(last, 0)}", head)
        if found:
            return found
        hint = say("fetch the rest of the history first: git fetch --unshallow")
        if self.cut:
            raise ConvtoolError(say("this clone does not reach back to {day}", day=day), hint)
        first = day_of(self._line("--max-parents=0", "--format=%ct", head).split("\n")[-1])
        raise WrongUse(say("the history starts on {first}, after {day}", first=first, day=day))

    def _line(self, *words: str) -> str:
        """Ask for commits on the first-parent line of one."""
        return self.asked("rev-list", "--first-parent", *words, "--").decode("ascii", "replace").strip()

    def _unknown(self, revision: str) -> WrongUse:
        """Say why a revision names no commit, or raise the error of a repository that cannot be asked."""
        shallow = self._facts().startswith("true")
        names = self._names()
        if not names and self._verified("HEAD") is None:
            return WrongUse(say("this repository has no commit yet"), say("commit the register first"))
        close = nearest(revision, names)
        hint: Message | None = None
        if close:
            hint = say('did you mean "{id}"?', id=close)
        elif shallow:
            hint = say("a shallow clone may lack it; fetch it first")
        return WrongUse(say('"{revision}" is no commit of this repository', revision=revision), hint)

    def _names(self) -> list[str]:
        """Give the names of branches and tags."""
        sorts = ("refs/heads", "refs/tags", "refs/remotes")
        return self.asked("for-each-ref", "--format=%(refname:lstrip=2)", *sorts).decode("utf-8", "replace").split()

    def _facts(self) -> str:
        """Give whether the repository is shallow, and where it says so; raises where git cannot read it."""
        facts = self.asked("rev-parse", "--is-shallow-repository", "--git-path", "shallow")
        return facts.decode("utf-8", "surrogateescape")

    def _broken(self, said: str) -> ConvtoolError:
        """Give the error for a repository that git does not read, with the first line of what git says."""
        if "dubious ownership" in said:
            return ConvtoolError(
                say(
                    "the repository in {folder} belongs to somebody else, so git does not read it", folder=str(self.top)
                ),
                say(
                    "where it is to be trusted: git config --global --add safe.directory {folder}", folder=str(self.top)
                ),
            )
        why = said.strip().split("\n")[0].removeprefix("fatal: ")
        return ConvtoolError(
            say("git cannot read the repository in {folder}: {reason}", folder=str(self.top), reason=why)
        )
