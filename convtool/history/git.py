"""How git is started: only to look, and so that nothing is run that a repository's configuration names.

Every call has fixed options; what follows them is the name of an object that was checked, a path, or a word behind
`--end-of-options`. Git is started here and not through GitPython, which can add to git's environment but take nothing
out of it, leaves unread what a running git says on standard error, and costs seven times an empty Python to load.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from convtool.errors import ConvtoolError
from convtool.messages import say

if TYPE_CHECKING:
    from pathlib import Path

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "safe.bareRepository=explicit",  # a pull request can hold one among its files, with a configuration of its own
)
_OPTIONS = tuple(word for setting in _SETTINGS for word in ("-c", setting))
_ELSEWHERE = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
}
"""What leads git to another repository than the one around the register: hooks set these, and terminals forget them."""
_ALWAYS = {
    "GIT_ALLOW_PROTOCOL": "none",  # of a partial clone nothing is fetched: that would run what its remote names
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_INDEX_FILE": f"{os.devnull}-index",  # one that is not there: what is staged, or damaged, is no history
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LANGUAGE": "C",
    "LC_ALL": "C",
}

PATIENCE = 60
"""So many seconds git has for one answer."""


class Answer(NamedTuple):
    """What git answered: its exit code, standard output, and what it said on standard error."""

    code: int
    out: bytes
    said: str


class Git:
    """Starts git at the top of one work tree. Searches in no folder above it."""

    def __init__(self, top: Path) -> None:
        """Take the folder that holds `.git`."""
        outside = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
        self._environment = outside | _ALWAYS | {"GIT_CEILING_DIRECTORIES": str(top.parent)}
        self._command = ("git", "-C", str(top), "--no-pager", *_OPTIONS)

    def ask(self, *words: str, given: bytes = b"") -> Answer:
        """Run git to its end; `given` is its standard input.

        Raises `ConvtoolError` where there is no git, and where it waits for something, as for a pipe among its files.
        """
        process = self.start(*words, errors=subprocess.PIPE)
        with process:
            try:
                out, said = process.communicate(given, PATIENCE)
            except subprocess.TimeoutExpired as error:
                process.kill()
                found = say("git does not answer within {seconds} seconds", seconds=PATIENCE)
                raise ConvtoolError(found, say("look at the repository with git fsck")) from error
        return Answer(process.returncode, out, said.decode("utf-8", "replace"))

    def start(self, *words: str, errors: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        """Start git with pipes to and from it; raises `ConvtoolError` where there is no git."""
        try:
            return subprocess.Popen(  # noqa: S603 - fixed options, and names that were checked
                [*self._command, *words],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        except OSError as error:
            raise ConvtoolError(
                say("git cannot be started: {reason}", reason=error.strerror or type(error).__name__),
                say("what was committed is read with git; install it, and put it on the path"),
            ) from error
