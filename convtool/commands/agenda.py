"""`convtool agenda`: what falls due, and what should have been done."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import say
from convtool.naming import known
from convtool.portfolio import Portfolio, kind_of
from convtool.progress.calendar import add_months
from convtool.registers import of_each
from convtool.running import Run, day, left_out
from convtool.screen import is_terminal, show
from convtool.sharing import shared
from convtool.standing.agenda import Agenda, agenda_of, whole
from convtool.tabling import put, shown
from convtool.views.agenda import READS, chosen, view
from convtool.views.several import several

_MONTHS = 12
_MOST = 1200


class Format(StrEnum):
    """How it can be shown: the modules of `tables`, and a file for calendars."""

    table = "table"
    plain = "plain"
    json = "json"
    csv = "csv"
    md = "md"
    ics = "ics"


def agenda(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            help=_("Convenanten, meetings, initiatives, or something in them; all when left out."), show_default=False
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("The last day, as 2027-12-31."), show_default=False)
    ] = None,
    months: Annotated[
        int | None,
        typer.Option(min=1, max=_MOST, help=_("So many months ahead; 12 when left out."), show_default=False),
    ] = None,
    owner: Annotated[
        str | None, typer.Option(help=_("Only what this partner sees to, and what concerns every party."))
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            help=_("How to show it; a table on a terminal, else plain; ics for calendars."), show_default=False
        ),
    ] = None,
) -> None:
    run = Run(context, reads=True, several=True)
    last = _last(run.as_of, until, months)
    asked = format or (Format.table if is_terminal() else Format.plain)

    found, code = of_each(run, lambda one, portfolio: _read(one, portfolio, last))
    for word in ids or ():
        known(
            word,
            frozenset().union(*(each.names for _, each in found)),
            say("convenant, meeting, initiative or part of one"),
        )
    if owner:
        known(owner, {id for _, each in found for id in each.partners}, say("partner"))
    agendas = [(name, chosen(each, ids or (), owner)) for name, each in found]
    if asked is Format.ics:
        from convtool.ics import calendar

        show(calendar(agendas, run.as_of, run.language))
        raise typer.Exit(code)
    views = [(name, view(each, run.as_of, last)) for name, each in agendas]
    put(shown(run, several(views) if run.several else views[0][1], asked.value), asked.value)
    raise typer.Exit(code)


agenda.__doc__ = _("Show what falls due, and what should have been done by now.")


def _last(today: date, until: str | None, months: int | None) -> date:
    """Give the last day that is asked for; raises `WrongUse` for two, or one that has passed."""
    if until is None:
        return add_months(today, months or _MONTHS)
    if months is not None:
        raise WrongUse(say("--until and --months both say how far to look ahead"), say("leave out one of them"))
    last = day(until)
    if last < today:
        raise WrongUse(say("{until} comes before {today}", until=last, today=today), say("name a later day"))
    return last


def _read(run: Run, portfolio: Portfolio, until: date) -> Agenda:
    """Read the files of a register in which something may fall due, and give what does so up to a day."""
    paths = [path for path in portfolio.entries if kind_of(path) in READS]
    found = whole(shared(lambda some: agenda_of(portfolio, some, until), paths))
    left_out(found.unread, run.language, run.named)
    return found
