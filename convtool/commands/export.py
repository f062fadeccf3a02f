"""`convtool export`: the register as tables for others."""

from collections.abc import Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from convtool.context.addresses import Site
from convtool.errors import WrongUse
from convtool.exports import Export
from convtool.language import _
from convtool.messages import Count, Message, count, say
from convtool.naming import known
from convtool.portfolio import Portfolio
from convtool.progress.calendar import add_months
from convtool.registers import of_each
from convtool.running import Run, left_out
from convtool.screen import show
from convtool.sharing import shared
from convtool.site import lay, refuse_sources
from convtool.standing.programme import programme_row
from convtool.standing.register import all_of, holding_of
from convtool.views.register import TABLES, Table, several, tables

_MONTHS = 12


class Format(StrEnum):
    """How it can be written: the modules of `exports`."""

    xlsx = "xlsx"
    csv = "csv"
    json = "json"
    parquet = "parquet"
    woo = "woo"


class Audience(StrEnum):
    """For whom it is."""

    public = "public"
    partner = "partner"
    internal = "internal"


def export(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help=_("How to write it."), show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(help=_("A file or a folder; JSON and a single table of CSV else go to the screen.")),
    ] = None,
    audience: Annotated[
        Audience, typer.Option(help=_("For whom: public, or also what is not public: partner, internal."))
    ] = Audience.public,
    table: Annotated[
        list[str] | None,
        typer.Option(metavar=_("NAME"), help=_("Only this table; can be given more than once."), show_default=False),
    ] = None,
) -> None:
    run = Run(context, reads=True, several=True)
    names = [known(each, TABLES, say("table")) for each in table or TABLES]
    shown = format is Format.json or (format is Format.csv and len(names) == 1)
    if out is None and not shown:
        raise WrongUse(say("{format} cannot be shown on a screen", format=format.value), say("name a place with --out"))

    if format is Format.woo:
        _listed(run, out, audience)
        return
    found, code = of_each(run, lambda one, portfolio: _read(one, portfolio, audience.value, out))
    registers = [(name, each.tables) for name, each in found]
    together = several(registers) if run.several else registers[0][1]
    wanted = [each for each in together if each.name in names]
    made = import_module(f"convtool.exports.{format.value}").export(
        Export(wanted, run.as_of, audience.value, run.language_for(machines=True))
    )
    if out is None:
        show(next(iter(made.values())).decode())
    else:
        _write(out, made)
        withheld = sum(each.withheld for _, each in found)
        typer.echo(run.language.show(_told(made, withheld, out)))
    raise typer.Exit(code)


def _listed(run: Run, out: Path | None, audience: Audience) -> None:
    """Write the list for the index of the Woo of one register, with the addresses of its own site."""
    from convtool.exports.woo import export as lists

    if out is None or audience is not Audience.public or run.several:
        found = say("the list for the Woo is one of what is public, for a folder of its own")
        raise WrongUse(found, say("name one --root, a folder with --out, and no --audience"))
    refuse_sources(out, run.root)
    site = Site(address=run.configuration.site.address, publisher=run.configuration.site.publisher)
    made = lists(run.portfolio(kept=False), site)
    lay(out, made)
    typer.echo(run.language.show(say("{files} written to {out}", files=_files(made), out=str(out))))


class _Read(NamedTuple):
    """The tables of one register, and how many convenanten are withheld in them."""

    tables: list[Table]
    withheld: int


def _read(run: Run, portfolio: Portfolio, audience: str, out: Path | None) -> _Read:
    """Read a whole register as these readers may see it; refuses to write among its sources."""
    if out is not None:
        refuse_sources(out, run.root)
    until, site = add_months(run.as_of, _MONTHS), Site(audience=audience)
    paths = list(portfolio.entries)
    holding = all_of(shared(lambda some: holding_of(portfolio, some, site.shows, until), paths))
    left_out(holding.agenda.unread, run.language, run.named)
    return _Read(tables(holding, programme_row(portfolio.programme), run.as_of, until), len(holding.withheld))


def _write(out: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, or the only one under the name that was given."""
    if len(files) == 1 and out.suffix and not out.is_dir():
        (data,) = files.values()
        lay(out.parent, {out.name: data})
    else:
        lay(out, files)


def _files(made: Mapping[str, bytes]) -> Count:
    return count(len(made), "{number} file", "{number} files")


def _told(made: Mapping[str, bytes], withheld: int, out: Path) -> Message:
    return say(
        "{files} written to {out}, {withheld} withheld",
        files=_files(made),
        out=str(out),
        withheld=count(withheld, "{number} convenant", "{number} convenanten"),
    )
