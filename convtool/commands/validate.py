"""`convtool validate`: all rules over the register."""

from enum import StrEnum
from typing import Annotated

import typer

from convtool.checking import Share, concluded, judged, summary
from convtool.diagnostics import Level
from convtool.files import within_repository
from convtool.language import _
from convtool.reporters import Checked
from convtool.reporting import deliver, formats, reports, width
from convtool.rulebook import rulebook
from convtool.running import Run, selected
from convtool.sharing import shared

_COLORS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.ADVICE: "cyan", Level.NOT_CHECKED: "magenta"}


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
    format: Annotated[
        list[str] | None,
        typer.Option(
            help=_("How to report: {formats}. FORMAT=FILE writes a file, any number of times.").format(
                formats=", ".join(formats())
            ),
            metavar="FORMAT",
            show_default=False,
        ),
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help=_("The lowest level that fails the run."))] = FailOn.error,
    statistics: Annotated[
        bool, typer.Option("--statistics", help=_("Count the findings of each code instead of showing them."))
    ] = False,
) -> None:
    run = Run(context)
    asked = reports(format or (), run.root)
    portfolio = run.portfolio()
    rules = rulebook()
    wanted = set(selected(portfolio, paths or (), run.root))

    def share(chosen: list[str]) -> list[Share]:
        return shared(lambda some: judged(portfolio, rules, some), chosen)

    shares = share([path for path in portfolio.entries if path in wanted])
    others = share([path for path in portfolio.entries if path not in wanted])
    found = [each for each in concluded(portfolio, rules, [*shares, *others]) if each.place.path in wanted]
    lowest = None if fail_on is FailOn.never else Level[fail_on.name.upper()]

    def paint(word: str, level: Level) -> str:
        return typer.style(word, fg=_COLORS[level], bold=True) if run.color else word

    checked = Checked(
        found,
        portfolio,
        summary(shares, found),
        None,
        run.language,
        paint,
        sorted(wanted),
        lowest,
        within_repository(run.root),
        width(),
    )
    deliver(asked, checked, run, statistics=statistics)
    raise typer.Exit(1 if lowest is not None and any(each.level >= lowest for each in found) else 0)


validate.__doc__ = _("Check every file of the register against all rules.")
