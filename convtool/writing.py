"""A change to one file of the register: judged, shown, written and, where asked for, committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from convtool.committing import Committing, refuse_while_merging
from convtool.consequences import caused
from convtool.diagnostics import Diagnostic, Level
from convtool.documents import Sequence
from convtool.errors import WrongUse
from convtool.files import replace
from convtool.language import _
from convtool.layout import id_of
from convtool.mending import unified
from convtool.messages import say
from convtool.notation import Value
from convtool.portfolio import Portfolio, with_file
from convtool.reporters import Checked
from convtool.reporting import painter, width
from convtool.rulebook import rulebook
from convtool.screen import show
from convtool.splicing import Add, changed, says

if TYPE_CHECKING:
    from convtool.running import Run

DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Show what would change, and write nothing."))]
Commit = Annotated[bool, typer.Option("--commit", help=_("Commit the file, and nothing else."))]


class Addition(NamedTuple):
    """An entry for the list under a key of a file, and how a commit of it is called behind the name of the file."""

    path: str
    key: str
    item: dict[str, Value]
    subject: str


class Rewrite(NamedTuple):
    """The text of a file as it was read and as it is to be, and the subject of a commit of it."""

    path: str
    before: bytes
    after: bytes
    subject: str


def added(run: Run, portfolio: Portfolio, addition: Addition, *, dry_run: bool, commit: bool) -> None:
    """Add one entry to a list of a file, as `carry_out` does; raises `WrongUse` where it stands there already."""
    path, key, item, subject = addition
    before = portfolio.entries.files[path]
    document = portfolio.entries[path].document
    root = document.written or document.root
    listed = root.entries[key][1] if root and key in root.entries else None
    for each in listed.items if isinstance(listed, Sequence) else ():
        if says(each, item):
            line = document.at(each).line
            raise WrongUse(say("{path}:{line}: this entry stands there already", path=path, line=line))
    after = changed(path, before, [Add((key,), item)], run.configuration.limits)
    rewrite = Rewrite(path, before, after, f"{id_of(path)}: {subject}")
    carry_out(run, portfolio, rewrite, dry_run=dry_run, commit=commit)


def carry_out(run: Run, portfolio: Portfolio, rewrite: Rewrite, *, dry_run: bool, commit: bool) -> None:
    """Give a file its new text, and commit it where asked for.

    Standard output gets the difference and what was done, standard error the findings that the change brings. With an
    error among them nothing is written, and the exit code is 1. Raises `ConvtoolError` during a merge and the like,
    where the file changed meanwhile, and where it cannot be written or committed.
    """
    path, before, after, subject = rewrite
    refuse_while_merging(run.root)
    committing = Committing(run.root, path) if commit else None
    found = caused(portfolio, path, after, rulebook(), run.configuration.silences)
    _tell(run, with_file(portfolio, path, after), found)
    if any(each.level is Level.ERROR for each in found):
        typer.echo(run.language.say(say("{path} is left as it is", path=path)), err=True)
        raise typer.Exit(1)
    show(_painted(unified(path, before, after), run))
    if dry_run:
        return
    replace(run.root / path, before, after)
    done = say("{path} is written", path=path)
    if committing:
        done = say(
            "{path} is committed as {commit}: {subject}", path=path, commit=committing.commit(subject), subject=subject
        )
    show(run.language.say(done) + "\n")


def _tell(run: Run, portfolio: Portfolio, found: list[Diagnostic]) -> None:
    """Say on standard error what a change brings, with the lines as they would be."""
    if not found:
        return
    from convtool.reporters import text  # noqa: PLC0415 - only where there is something to say
    from convtool.shares import summary  # noqa: PLC0415 - likewise

    checked = Checked(
        found, portfolio.as_of, portfolio.entries.lines, summary([], found), None, run.language, painter(run), [],
        Level.ERROR, "", width(),
    )  # fmt: skip
    typer.echo("\n".join(text.findings(checked)), err=True)


def _painted(difference: str, run: Run) -> str:
    """Colour what comes green and what goes red, where the reader wants colours."""
    if not run.color:
        return difference
    colors = {"+": "green", "-": "red"}
    lines = difference.splitlines(keepends=True)
    return "".join(typer.style(line, fg=colors[line[0]]) if line[0] in colors else line for line in lines)
