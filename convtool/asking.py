"""What a command still needs: asked of a person at a terminal, demanded of everybody else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from convtool.errors import WrongUse
from convtool.language import reader
from convtool.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Sequence


def can_ask() -> bool:
    """Tell whether a person is there to be asked: questions go to standard error, answers come from standard input."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())


def need(missing: Sequence[str]) -> None:
    """Raise `WrongUse` with the names of what is missing, where nobody is there to be asked."""
    if missing and not can_ask():
        raise WrongUse(say("missing: {names}", names=tuple(missing)))


def ask(question: Message, words: Sequence[str] = (), default: str | None = None) -> str:
    """Ask a person for a text, or for one of `words`, until there is one; an empty answer means the default."""
    shown = reader().say(question)
    if words:
        shown += f" ({', '.join(words)})"
    while True:
        answer: str = typer.prompt(shown, default=default, err=True).strip()
        if answer and (not words or answer in words):
            return answer
