"""What a command still needs: asked of a person at a terminal, demanded of everybody else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from convtool.errors import WrongUse
from convtool.language import reader
from convtool.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def can_ask() -> bool:
    """Tell whether a person is there to be asked: questions go to standard error, answers come from standard input."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty())


def need(missing: Sequence[str]) -> None:
    """Raise `WrongUse` with the names of what is missing, where nobody is there to be asked."""
    if missing and not can_ask():
        raise WrongUse(say("missing: {names}", names=tuple(missing)))


def ask(question: Message, words: Sequence[str] = (), default: str | None = None) -> str:
    """Ask a person for a text, or for one of `words`, until there is one; an empty answer means the default."""
    if not words:
        return _asked(question, some_text, default or "")
    known = ", ".join(words)

    def one_of_them(answer: str) -> str:
        if answer not in words:
            raise WrongUse(say("the words are {words}", words=tuple(words)))
        return answer

    return _asked(Message("{question} ({words})", {"question": question, "words": known}), one_of_them, default or "")


class Asking:
    """Who answers: the options, else somebody at a terminal, else what convtool would choose where --yes lets it."""

    def __init__(self, *, yes: bool) -> None:
        """Take whether --yes was given: then nothing is asked."""
        self.yes = yes
        self.somebody = not yes and can_ask()

    def needed(
        self, option: str, question: Message, said: str | None, check: Callable[[str], str], default: str = ""
    ) -> str:
        """Give what an option says, or an answer; `check` gives it as it is kept, or raises `WrongUse`.

        Raises `WrongUse` where nothing is said and nobody can be asked.
        """
        if said is not None:
            return check(said)
        if self.somebody:
            return _asked(question, check, default)
        if self.yes and default:
            return check(default)
        raise WrongUse(say("{option} is missing", option=option), say("give it; on a terminal convtool asks for it"))

    def wanted(self, question: Message, said: str | None, check: Callable[[str], str]) -> str:
        """Give what an option says, or an answer; nothing where nobody says it."""
        if said is None and self.somebody:
            return _asked(question, lambda answer: check(answer) if answer else "", "")
        return check(said) if said else ""

    def several(
        self, question: Message, said: list[str] | None, check: Callable[[str], str], between: str = ","
    ) -> list[str]:
        """Give what an option says, as often as it is given, or an answer taken apart at the sign `between`."""
        if said or not self.somebody:
            return [check(each) for each in said or ()]

        def each(answer: str) -> str:
            return between.join(check(word.strip()) for word in answer.split(between) if word.strip())

        return [word for word in _asked(question, each, "").split(between) if word]


def some_text(answer: str) -> str:
    """Give an answer that says something; raises `WrongUse` for one that does not."""
    if not answer.strip():
        raise WrongUse(say("nothing stands where text is wanted"))
    return answer.strip()


def _asked(question: Message, check: Callable[[str], str], default: str) -> str:
    """Ask until there is an answer that will do; the end of the input stops the run."""
    shown = reader().say(question) + (f" [{default}]" if default else "") + ": "
    while True:
        typer.echo(shown, nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            raise typer.Abort
        answer = line.strip() or default
        try:
            return check(answer)
        except WrongUse as wrong:
            told = [wrong.message, *([wrong.help] if wrong.help else [])]
            typer.echo("".join(f"  {reader().say(each)}\n" for each in told), nl=False, err=True)
