"""Changes to files of the register: judged, shown, written and, where asked for, committed."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

import typer

from convtool.committing import Committing, refuse_while_merging
from convtool.consequences import caused
from convtool.diagnostics import Diagnostic, Level
from convtool.documents import Sequence as Listed
from convtool.errors import WrongUse
from convtool.files import Replacement, replace_all
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
    from collections.abc import Sequence

    from convtool.running import Run


class Addition(NamedTuple):
    """An entry for the list under a key of a file, and how a commit of it is called behind the name of the file."""

    path: str
    key: str
    item: dict[str, Value]
    subject: str


class Rewrite(NamedTuple):
    """The text of a file as it was read and as it is to be."""

    path: str
    before: bytes
    after: bytes


def added(run: Run, portfolio: Portfolio, addition: Addition, *, dry_run: bool, commit: bool) -> None:
    """Add one entry to a list of a file, as `carry_out` does; raises `WrongUse` where it stands there already."""
    path, key, item, subject = addition
    before = portfolio.entries.files[path]
    document = portfolio.entries[path].document
    root = document.written or document.root
    listed = root.entries[key][1] if root and key in root.entries else None
    for each in listed.items if isinstance(listed, Listed) else ():
        if says(each, item):
            line = document.at(each).line
            raise WrongUse(say("{path}:{line}: this entry stands there already", path=path, line=line))
    after = changed(path, before, [Add((key,), item)], run.configuration.limits)
    rewrites = [Rewrite(path, before, after)]
    carry_out(run, portfolio, rewrites, f"{id_of(path)}: {subject}", dry_run=dry_run, commit=commit)


def carry_out(  # noqa: PLR0913 - what is changed, how the commit is called, and how far to go
    run: Run, portfolio: Portfolio, rewrites: Sequence[Rewrite], subject: str, *, dry_run: bool, commit: bool
) -> None:
    """Give files their new text, all or none of them, and commit them together where asked for, under a `subject`.

    Standard output gets the difference and what was done, standard error the findings that the change brings. With an
    error among them nothing is written, and the exit code is 1. Raises `ConvtoolError` during a merge and the like,
    where a file changed meanwhile, and where one cannot be written or committed.
    """
    paths = [each.path for each in rewrites]
    refuse_while_merging(run.root)
    committing = Committing(run.root, *paths) if commit else None
    after = reduce(lambda before, each: with_file(before, each.path, each.after), rewrites, portfolio)
    silences = run.configuration.silences
    found = [finding for each in rewrites for finding in caused(portfolio, each.path, each.after, rulebook(), silences)]
    _tell(run, after, found)
    if any(each.level is Level.ERROR for each in found):
        for path in paths:
            typer.echo(run.language.say(say("{path} is left as it is", path=path)), err=True)
        raise typer.Exit(1)
    show("".join(_painted(unified(*each), run) for each in rewrites))
    if dry_run:
        return
    replace_all([Replacement(run.root / path, before, new) for path, before, new in rewrites])
    done = [committing.commit(subject)] if committing else [say("{path} is written", path=path) for path in paths]
    show("".join(f"{run.language.say(each)}\n" for each in done))


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
