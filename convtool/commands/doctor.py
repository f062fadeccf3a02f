"""`convtool doctor`: whether convtool can work here, and what is in its way."""

from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from convtool.errors import ConvtoolError
from convtool.health import Checkup, Place, State, looked_at
from convtool.language import _
from convtool.running import Run
from convtool.screen import show


class Format(StrEnum):
    """How the checks can be shown: the modules of `health` that end it."""

    text = "text"
    json = "json"


def doctor(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help=_("How to show it."))] = Format.text,
) -> None:
    run = Run(context)
    found = tuple(looked_at(_place(run)))
    checkup = Checkup(found, run.language_for(machines=format is Format.json), run.width, run.color)
    show(import_module(f"convtool.health.{format.value}").report(checkup))
    raise typer.Exit(1 if any(each.sign.state is State.WRONG for each in found) else 0)


def _place(run: Run) -> Place:
    """Give where to look; where there is no register, the rest is still looked at."""
    try:
        return Place(run.root)
    except ConvtoolError as error:
        return Place(None, error, asked=bool(run.asked_roots))
