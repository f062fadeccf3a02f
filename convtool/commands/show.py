"""`convtool show`: one convenant, goal, partner, meeting or initiative, with all that is to be known of it."""

import shutil
from typing import Annotated

import typer

from convtool import screen
from convtool.language import _
from convtool.laying import Laid
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import Portfolio
from convtool.running import Run
from convtool.sheets import Sheet
from convtool.sheets.finding import Found, find


def show(
    context: typer.Context,
    id: Annotated[
        str,
        typer.Argument(
            help=_("A convenant, goal, partner, meeting or initiative, or something in one."), show_default=False
        ),
    ],
) -> None:
    run = Run(context, reads=True)
    portfolio = run.portfolio(kept=False)
    sheet = sheet_of(find(portfolio, id), portfolio)
    width = shutil.get_terminal_size((100, 24)).columns
    laid = Laid.of(sheet, run.as_of, run.language, width, color=run.color)
    if screen.is_terminal():
        from convtool.laying.screen import report

        screen.leaf(report(laid))
    else:
        from convtool.laying.plain import report

        screen.show(report(laid))


def sheet_of(found: Found, portfolio: Portfolio) -> Sheet:
    """Give the sheet of what was found, and how to ask for what else has the same id."""
    sheet = _of(found, portfolio)
    return sheet._replace(others=found.others)


def _of(found: Found, portfolio: Portfolio) -> Sheet:
    """Give the sheet of one record; only the module of its kind is loaded."""
    record, programme = found.record, portfolio.programme
    if isinstance(record, Partner):
        from convtool.sheets.partner import sheet as of_partner

        return of_partner(record, portfolio)
    if isinstance(record, Meeting):
        from convtool.sheets.meeting import sheet as of_meeting

        return of_meeting(record, programme)
    if isinstance(record, Initiative):
        from convtool.sheets.initiative import sheet as of_initiative

        return of_initiative(record, programme)
    if isinstance(record, Convenant) and found.goal:
        from convtool.sheets.goal import sheet as of_goal

        return of_goal(record, found.goal, programme)
    if isinstance(record, Convenant):
        from convtool.sheets.convenant import sheet as of_convenant

        return of_convenant(record, programme)
    raise TypeError(record)
