"""A commit of some files, as their owner's own git makes it: with their name, their hooks and their signature.

Whatever else is staged or changed stays as it is. A text of the register reaches git as a message or behind `--`, so
that it is never taken for an option.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from convtool.errors import ConvtoolError
from convtool.messages import Message, say
from convtool.roots import top_around

if TYPE_CHECKING:
    from pathlib import Path

_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
_UNDER_WAY = {
    "MERGE_HEAD": say("a merge is under way"),
    "rebase-merge": say("a rebase is under way"),
    "rebase-apply": say("a rebase is under way"),
    "CHERRY_PICK_HEAD": say("a cherry-pick is under way"),
    "REVERT_HEAD": say("a revert is under way"),
}


def refuse_while_merging(root: Path) -> None:
    """Raise `ConvtoolError` while a merge, a rebase or the like is under way around `root`.

    What is written then would become part of it, and nobody would look for it there. Git itself is not needed.
    """
    top = top_around(root)
    folder = top / ".git" if top else None
    if folder and folder.is_file():  # a work tree of its own says where its git folder is
        folder = folder.parent / folder.read_text("utf-8", "replace").removeprefix("gitdir:").strip()
    for sign, found in _UNDER_WAY.items():
        if folder and (folder / sign).exists():
            raise ConvtoolError(found, say("finish it or abort it, then run again"))


class Committing:
    """The commit of some files, `paths` from the register's `root`: asked before they are written, made after."""

    def __init__(self, root: Path, *paths: str) -> None:
        """Look whether a commit would hold these changes alone; raises `ConvtoolError` where it would not."""
        os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
        for name in _ELSEWHERE:  # the repository around the register is meant, whatever calls us
            os.environ.pop(name, None)
        from git import Git  # noqa: PLC0415 - costs more than all the rest

        self.git = Git(root)
        self.paths = paths
        self.new = [path for path in paths if not self._asked("ls_files", "--", path)]
        for path in paths:
            if self._asked("status", "--porcelain=v1", "--untracked-files=no", "--", path):
                found = say("{path} holds changes that are not committed yet", path=path)
                raise ConvtoolError(found, say("commit them first, or leave out --commit"))
            if path in self.new and (root / path).exists():
                found = say("{path} is not known to git yet", path=path)
                raise ConvtoolError(found, say("commit it first, or leave out --commit"))

    def commit(self, subject: str) -> Message:
        """Commit the files as they now are, and say as what.

        Raises `ConvtoolError` with what git or a hook said where there is none; they stay as they were written.
        """
        try:
            if self.new:
                self._said("add", "--", *self.new)
            self._said("commit", "--quiet", "--only", f"--message={subject}", "--", *self.paths)
            commit = self._said("rev_parse", "--short", "HEAD")
        except Exception as error:  # as below
            raise ConvtoolError(
                say("{path} is written, and not committed: {reason}", path=self.paths, reason=_reason(error)),
                say("see what git commit says, and commit it yourself"),
            ) from error
        return say("{path} is committed as {commit}: {subject}", path=self.paths, commit=commit, subject=subject)

    def _asked(self, word: str, *arguments: str) -> str:
        """Give what git says of a path; raises `ConvtoolError` where there is no git, or nothing it knows of."""
        try:
            return self._said(word, *arguments)
        except Exception as error:  # GitPython raises nine kinds of its own and Python's
            raise ConvtoolError(
                say("nothing can be committed here: {reason}", reason=_reason(error)), say("leave out --commit")
            ) from error

    def _said(self, word: str, *arguments: str) -> str:
        """Run git on paths as they are, in the reader's own language and letters."""
        own = {name: os.environ.get(name, "") for name in ("LC_ALL", "LANGUAGE")}
        call: Any = getattr(self.git, word)
        return str(call(*arguments, env={"GIT_LITERAL_PATHSPECS": "1", **own})).strip()


def _reason(error: Exception) -> str:
    """Give the last line that git or a hook said; without one the first line of what GitPython says."""
    said = str(getattr(error, "stderr", "")).strip().removeprefix("stderr:").strip(" \n'")
    return said.splitlines()[-1] if said else str(error).partition("\n")[0]
