"""`convtool rules`: every rule there is, with its levels, in one line each or as a book."""

from importlib import import_module
from typing import Annotated

import typer

from convtool.language import _
from convtool.manual import Format, Manual
from convtool.rulebook import rulebook
from convtool.running import Run
from convtool.screen import show


def rules(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help=_("How to show them."))] = Format.text,
) -> None:
    run = Run(context)
    language = run.language_for(machines=format is Format.json)
    manual = Manual(list(rulebook().values()), False, language, run.width)
    show(import_module(f"convtool.manual.{format.value}").report(manual))
