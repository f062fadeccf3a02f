"""`convtool agenda`: what falls due, and what should have been done."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import say
from convtool.retelling import Told
from convtool.running import Run, day, left_out
from convtool.screen import is_terminal
from convtool.tabling import tell, text

if TYPE_CHECKING:
    from convtool.layout import Listing
    from convtool.portfolio import Portfolio
    from convtool.standing.agenda import Agenda

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
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help=_("Read every file anew, and keep nothing for later runs."))
    ] = False,
) -> None:
    run = Run(context, reads=True, several=True)
    asked = format or (Format.table if is_terminal() else Format.plain)
    asking = _Asking(tuple(ids or ()), until, months, owner, asked.value)
    tell(run, None if no_cache else ("agenda", *asking), asked.value, lambda files: _told(run, asking, files))


class _Asking(NamedTuple):
    """All that is asked of a register beside its day: what falls due up to when, for whom, and how to show it."""

    ids: tuple[str, ...]
    until: str | None
    months: int | None
    owner: str | None
    format: str


def _told(run: Run, asking: _Asking, files: "Listing | None") -> Told:
    """Read what is asked for, and tell it."""
    from convtool.naming import known
    from convtool.registers import of_each
    from convtool.views.agenda import chosen, view
    from convtool.views.several import several

    last = _last(run.as_of, asking.until, asking.months)
    found, code = of_each(run, lambda one, portfolio: _read(one, portfolio, last), files)
    for word in asking.ids:
        known(
            word,
            frozenset().union(*(each.names for _, each in found)),
            say("convenant, meeting, initiative or part of one"),
        )
    if asking.owner:
        known(asking.owner, {id for _, each in found for id in each.partners}, say("partner"))
    whole = not any(each.unread for _, each in found)
    agendas = [(name, chosen(each, asking.ids, asking.owner)) for name, each in found]
    if asking.format == Format.ics.value:
        from convtool.ics import calendar

        return Told(calendar(agendas, run.as_of, run.language), code, whole)
    views = [(name, view(each, run.as_of, last)) for name, each in agendas]
    return Told(text(run, several(views) if run.several else views[0][1], asking.format), code, whole)


def _last(today: date, until: str | None, months: int | None) -> date:
    """Give the last day that is asked for; raises `WrongUse` for two, or one that has passed."""
    if until is None:
        from convtool.progress.calendar import add_months

        return add_months(today, months or _MONTHS)
    if months is not None:
        raise WrongUse(say("--until and --months both say how far to look ahead"), say("leave out one of them"))
    last = day(until)
    if last < today:
        raise WrongUse(say("{until} comes before {today}", until=last, today=today), say("name a later day"))
    return last


def _read(run: Run, portfolio: "Portfolio", until: date) -> "Agenda":
    """Read the files of a register in which something may fall due, and give what does so up to a day."""
    from convtool.portfolio import kind_of
    from convtool.sharing import shared
    from convtool.standing.agenda import agenda_of, whole
    from convtool.views.agenda import READS

    paths = [path for path in portfolio.entries if kind_of(path) in READS]
    found = whole(shared(lambda some: agenda_of(portfolio, some, until), paths))
    left_out(found.unread, run.language, run.named)
    return found
