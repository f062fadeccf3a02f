"""`convtool validate`: all rules over the register."""

from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from convtool.checking import Share, concluded, judged, summary
from convtool.diagnostics import Level
from convtool.language import _
from convtool.reporters import Checked
from convtool.rulebook import rulebook
from convtool.running import Run, selected
from convtool.screen import show
from convtool.sharing import shared

_COLORS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.ADVICE: "cyan", Level.NOT_CHECKED: "magenta"}


class Format(StrEnum):
    """How findings can be reported: the modules of `reporters`."""

    text = "text"
    json = "json"


class FailOn(StrEnum):
    """The lowest level that makes the exit code 1."""

    error = "error"
    warning = "warning"
    advice = "advice"
    never = "never"


def validate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help=_("Files or ids; all when left out."), show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option(help=_("How to report."))] = Format.text,
    fail_on: Annotated[FailOn, typer.Option(help=_("The lowest level that fails the run."))] = FailOn.error,
) -> None:
    run = Run(context)
    portfolio = run.portfolio()
    rules = rulebook()
    wanted = set(selected(portfolio, paths or (), run.root))

    def share(chosen: list[str]) -> list[Share]:
        return shared(lambda some: judged(portfolio, rules, some), chosen)

    shares = share([path for path in portfolio.entries if path in wanted])
    others = share([path for path in portfolio.entries if path not in wanted])
    found = [each for each in concluded(portfolio, rules, [*shares, *others]) if each.place.path in wanted]
    language = run.language_for(machines=format is Format.json)
    reporter = import_module(f"convtool.reporters.{format.value}")

    def paint(word: str, level: Level) -> str:
        return typer.style(word, fg=_COLORS[level], bold=True) if run.color else word

    checked = Checked(found, portfolio, summary(shares, found), None, language, paint)
    show(reporter.report(checked))
    failing = fail_on is not FailOn.never and any(
        diagnostic.level >= Level[fail_on.name.upper()] for diagnostic in found
    )
    raise typer.Exit(1 if failing else 0)


validate.__doc__ = _("Check every file of the register against all rules.")
