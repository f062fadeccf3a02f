"""What a shell offers when Tab is pressed: commands, options and their words, and the ids of the register around.

Typer talks with the shells; this says what the words of the register are. A normal run never loads it.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from typer._click.shell_completion import CompletionItem
from typer._completion_classes import completion_init
from typer._completion_shared import get_completion_script

from convtool.errors import ConvtoolError, WrongUse
from convtool.layout import MASTERPLAN, id_of
from convtool.messages import say
from convtool.running import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import typer
    from typer.core import TyperCommand

    from convtool.models.facts import File

VARIABLE = "_CONVTOOL_COMPLETE"
SHELLS = ("bash", "zsh", "fish")
_MOST = 100
"""So many files are read for what stands in them; nobody waits longer for a word, or reads more of them."""


def script(shell: str) -> str:
    """Give what a shell has to run to know about convtool; raises `WrongUse` for one that is not known."""
    if shell not in SHELLS:
        raise WrongUse(
            say('there is no completion for "{shell}"', shell=shell), say("the words are {words}", words=SHELLS)
        )
    return get_completion_script(prog_name="convtool", complete_var=VARIABLE, shell=shell) + "\n"


def knowing(made: Callable[[str, str], TyperCommand]) -> Callable[[str, str], TyperCommand]:
    """Let what makes a command make one that knows what may stand where an id is asked for."""
    completion_init()
    known = _known()

    def knows(name: str, does: str) -> TyperCommand:
        command = made(name, does)
        for parameter in command.params:
            words = known.get(f"{name} {parameter.name}") or known.get(str(parameter.name))
            if words:
                parameter.shell_complete = partial(_offered, words)  # type: ignore[method-assign] # for this run alone
        return command

    return knows


def _known() -> dict[str, Callable[[Run, str], Iterable[str]]]:
    """Give what knows the words for an argument or option by its name, or for that of one command."""
    convenanten = partial(_files, "data/convenants/")
    files = partial(_files, "data/")
    partners = partial(_files, "data/partners/")
    return {
        **dict.fromkeys(("sign id", "amend id", "log id", "agenda ids", "verify ids"), convenanten),
        **dict.fromkeys(("id", "ids", "paths"), files),
        **dict.fromkeys(("partner", "owner", "party", "confirmed_by"), partners),
        **dict.fromkeys(("code", "select", "ignore"), _codes),
        "goal": partial(_things, ("goal",)),
        "contribution": partial(_things, ("contribution",)),
        "action": partial(_things, ("agreement", "action", "session")),
        "theme": _themes,
    }


def _offered(
    words: Callable[[Run, str], Iterable[str]], context: typer.Context, incomplete: str
) -> list[CompletionItem]:
    """Give the words that begin as what was typed; none where there is no register, for a shell says nothing of it."""
    try:
        found = sorted(set(words(Run(context), incomplete)))
    except (ConvtoolError, OSError):
        return []
    return [CompletionItem(word) for word in found if word.startswith(incomplete)]


def _files(folder: str, run: Run, _: str) -> Iterator[str]:
    """Give the ids of files, without reading one."""
    for path in run.listed()[0]:
        if path.startswith(folder) and path != MASTERPLAN:
            yield id_of(path)


def _things(sorts: Sequence[str], run: Run, incomplete: str) -> Iterator[str]:
    """Give things in files by their own id; with that of their file where two share it, and after a slash."""
    file, slash, _ = incomplete.partition("/")
    portfolio = run.portfolio(kept=False)
    paths = [path for path in portfolio.entries if not slash or id_of(path) == file][:_MOST]
    found = [(id_of(path), name) for path in paths for name in _names(portfolio.entries.once(path).record, sorts)]
    times = Counter(name for _, name in found)
    for file, name in found:
        yield name if times[name] == 1 and not slash else f"{file}/{name}"


def _names(record: File | None, sorts: Sequence[str]) -> set[str]:
    return {each.name for each in record.names if each.target in sorts} if record else set()


def _themes(run: Run, _: str) -> tuple[str, ...]:
    return run.portfolio(kept=False).programme.themes


def _codes(_run: Run, _: str) -> Iterable[str]:
    from convtool.rulebook import rulebook  # noqa: PLC0415 - a hundred files, for three options

    return rulebook()
