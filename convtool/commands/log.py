"""`convtool log`: what happened over time, in one convenant or in all."""

import shutil
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Portfolio, kind_of
from convtool.running import Run, left_out
from convtool.screen import leaf, show
from convtool.sheets.finding import find
from convtool.sheets.timeline import Happened, happened, named, timeline


class Format(StrEnum):
    """How a timeline can be shown: the modules of `logs`."""

    text = "text"
    md = "md"
    json = "json"


def log(
    context: typer.Context,
    id: Annotated[
        str | None,
        typer.Argument(help=_("A convenant, or something in one; all when left out."), show_default=False),
    ] = None,
    format: Annotated[Format, typer.Option(help=_("How to show it."))] = Format.text,
) -> None:
    from convtool.history import first_days
    from convtool.logs import Log

    run = Run(context, reads=True)
    portfolio = run.portfolio(kept=False)
    convenant = _convenant(portfolio, id) if id else None
    began = first_days(run.root, run.revision, "data/convenants")
    if convenant:
        found = happened(convenant, portfolio.programme, began.get(convenant.document.path))
    else:
        found = _all(portfolio, run, began)
    told = Log(
        title=convenant.titled if convenant else say("What happened"),
        happened=found,
        lines=timeline(found if convenant else map(named, found)),
        as_of=run.as_of,
        revision=run.revision,
        language=run.language_for(machines=format is Format.json),
        width=shutil.get_terminal_size((100, 24)).columns,
        color=run.color,
    )
    text = import_module(f"convtool.logs.{format.value}").report(told)
    (leaf if format is Format.text else show)(text)


def _convenant(portfolio: Portfolio, id: str) -> Convenant:
    """Give the convenant that an id asks for; raises `WrongUse` for what is no convenant and stands in none."""
    record = find(portfolio, id).record
    if not isinstance(record, Convenant):
        raise WrongUse(
            say('"{id}" is no convenant', id=id),
            say("convtool show {path} tells what happened there", path=record.document.path),
        )
    return record


def _all(portfolio: Portfolio, run: Run, began: Mapping[str, date]) -> tuple[Happened, ...]:
    """Give what happened in every convenant that could be read, the newest last; none is kept longer than needed."""
    found: list[Happened] = []
    unread = 0
    for path in portfolio.entries:
        if kind_of(path) is Convenant:
            record = portfolio.entries.once(path).record
            if isinstance(record, Convenant):
                found += happened(record, portfolio.programme, began.get(path))
            else:
                unread += 1
    left_out(unread, run.language)
    return tuple(sorted(found, key=lambda each: each.day))
