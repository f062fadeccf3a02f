"""`convtool verify`: whether each text is the signed one plus its amendments, with git as witness."""

from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from convtool.language import _
from convtool.proofs import Verified
from convtool.proven import State
from convtool.proving import proven
from convtool.running import Run
from convtool.screen import is_terminal, show


class Format(StrEnum):
    """How proofs can be shown: the modules of `proofs`."""

    text = "text"
    json = "json"


def verify(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(help=_("Convenanten; all when left out."), show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option(help=_("How to show it."))] = Format.text,
    require_history: Annotated[
        bool, typer.Option("--require-history", help=_("Leave with 3 where something could not be checked."))
    ] = False,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=_("Look at every commit anew, and keep nothing for later runs."))
    ] = False,
) -> None:
    run = Run(context, reads=True)
    found, gone = proven(run, ids or (), keeps=not no_cache)
    language = run.language_for(machines=format is Format.json)
    width = run.width if is_terminal() else None
    shown = Verified(found, gone, run.as_of, run.revision, language, run.color, width)
    show(import_module(f"convtool.proofs.{format.value}").report(shown))
    states = {proof.state for proof in found}
    if State.BROKEN in states or gone:
        raise typer.Exit(1)
    raise typer.Exit(3 if require_history and State.NOT_CHECKED in states else 0)
