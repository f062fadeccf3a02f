"""`convtool fmt`: every file in the one layout, with its remarks, and saying what it said."""

from typing import Annotated

import typer

from convtool.files import replace
from convtool.language import _
from convtool.mending import unified
from convtool.messages import Message, count, say
from convtool.options import Check, DryRun
from convtool.running import Run, selected
from convtool.screen import show
from convtool.tidying import laid_out


def fmt(
    context: typer.Context,
    paths: Annotated[
        list[str] | None, typer.Argument(help=_("Files or ids; all when left out."), show_default=False)
    ] = None,
    check: Check = False,
    dry_run: DryRun = False,
) -> None:
    run = Run(context)
    portfolio = run.portfolio()
    files = portfolio.entries.files
    changes: dict[str, bytes] = {}
    unfit: dict[str, Message] = {}
    wanted = selected(portfolio, paths or (), run.root)
    for path in wanted:
        told = laid_out(path, files[path] if path in portfolio.entries else b"", run.configuration.limits)
        if isinstance(told, Message):
            unfit[path] = told
        elif told != files[path]:
            changes[path] = told
    for path, after in changes.items():
        if dry_run:
            show(unified(path, files[path], after))
        if check:
            show(run.language.say(say("{path} would be laid out differently", path=path)) + "\n")
        if not (dry_run or check):
            replace(run.root / path, files[path], after)
            show(run.language.say(say("{path} is laid out", path=path)) + "\n")
    for path, why in unfit.items():
        typer.echo(run.language.say(say("{path} stays as it is: {why}", path=path, why=why)), err=True)
    if not changes and not unfit:
        files_looked_at = count(len(wanted), "{number} file", "{number} files")
        show(run.language.say(say("{files}: nothing to lay out", files=files_looked_at)) + "\n")
    raise typer.Exit(3 if unfit else 1 if check and changes else 0)
