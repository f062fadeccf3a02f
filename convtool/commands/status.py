"""`convtool status`: where every goal stands on a day."""

import shutil
from collections.abc import Collection, Sequence
from enum import StrEnum
from importlib import import_module
from typing import Annotated

import typer

from convtool.errors import WrongUse
from convtool.language import _
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.portfolio import Portfolio
from convtool.progress import Progress, honesty, rows
from convtool.reading import nearest
from convtool.running import Run, unreadable_files
from convtool.screen import is_terminal, show
from convtool.tables import Status


class Format(StrEnum):
    """How progress can be shown: the modules of `tables`."""

    table = "table"
    plain = "plain"
    json = "json"
    csv = "csv"


def status(
    context: typer.Context,
    ids: Annotated[
        list[str] | None, typer.Argument(help=_("Convenanten or goals; all when left out."), show_default=False)
    ] = None,
    theme: Annotated[str | None, typer.Option(help=_("Only goals with this theme."))] = None,
    partner: Annotated[str | None, typer.Option(help=_("Only convenanten to which this partner is a party."))] = None,
    format: Annotated[
        Format | None, typer.Option(help=_("How to show it; a table on a terminal, else plain."), show_default=False)
    ] = None,
) -> None:
    run = Run(context, reads=True)
    portfolio = run.portfolio()
    unreadable_files(portfolio, run.language)
    asked = format or (Format.table if is_terminal() else Format.plain)
    shown = chosen(portfolio, rows(portfolio), ids or (), theme, partner)
    convenants = len({row.convenant.id for row in shown}) if ids or theme or partner else len(portfolio.all(Convenant))
    language = run.language_for(machines=asked in {Format.json, Format.csv})
    width = shutil.get_terminal_size((100, 24)).columns
    content = Status(shown, honesty(shown, convenants), run.as_of, language, width, run.color)
    show(import_module(f"convtool.tables.{asked.value}").report(content))


status.__doc__ = _("Show how far every goal is, and how that was established.")


def chosen(
    portfolio: Portfolio, found: Sequence[Progress], ids: Sequence[str], theme: str | None, partner: str | None
) -> tuple[Progress, ...]:
    """Give the rows that ids, a theme and a partner ask for; raises `WrongUse` for a word that names nothing."""
    programme = portfolio.programme
    _known(theme, programme.themes, say("theme"))
    _known(partner, programme.partners, say("partner"))
    known = {name for row in found for name in (row.convenant.id, row.goal.id, f"{row.convenant.id}/{row.goal.id}")}
    for word in ids:
        _known(word, known | set(programme.convenants), say("convenant or goal"))
    return tuple(
        row
        for row in found
        if not ids or {row.convenant.id, row.goal.id, f"{row.convenant.id}/{row.goal.id}"} & set(ids)
        if theme is None or theme in row.themes
        if partner is None
        or any(partner in (party.partner, *(party.members or ())) for party in row.convenant.parties or ())
    )


def _known(word: str | None, words: Collection[str], sort: Message) -> None:
    if word is None or word in words:
        return
    close = nearest(word, words)
    raise WrongUse(
        say('"{word}" is no {sort} of this register', word=word, sort=sort),
        say('did you mean "{word}"?', word=close) if close else None,
    )
