"""`convtool diff`: what changed in meaning between two commits, two days or two files."""

import sys
from collections.abc import Collection, Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from convtool.errors import WrongUse
from convtool.files import listed, read_plain, unreadable
from convtool.language import Language, _
from convtool.layout import DATA, id_of
from convtool.messages import say
from convtool.portfolio import kind_of
from convtool.running import Run, is_day, left_out, named
from convtool.screen import is_terminal, leaf, show
from convtool.sheets.finding import find

if TYPE_CHECKING:
    from convtool.comparing import Comparison
    from convtool.diffs import Side
    from convtool.history import Repository

_WIDTH = 80
"""The columns of a line where no terminal says otherwise."""


class Format(StrEnum):
    """How differences can be shown: the modules of `diffs`."""

    text = "text"
    md = "md"
    json = "json"


def diff(
    context: typer.Context,
    before: Annotated[
        str,
        typer.Argument(
            metavar="A", help=_("A commit, a day as 2025-12-31, or a file: what it was."), show_default=False
        ),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[B] [IDS]..."),
            help=_("What it became, else the files as they are now; then files or ids, all when left out."),
            show_default=False,
        ),
    ] = None,
    format: Annotated[Format, typer.Option(help=_("How to show it."))] = Format.text,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=_("Leave with exit code 1 where something differs."))
    ] = False,
) -> None:
    from convtool.diffs import Diff

    run = Run(context, reads=True)
    sides = _files(before, words or ()) if Path(before).is_file() else _commits(run, before, words or ())
    told = Diff(
        *sides,
        language=Language(run.language_for(machines=format is Format.json).code, sys.maxsize),
        width=run.width if is_terminal() else _WIDTH,
        color=run.color,
    )
    left_out(len(told.found.unread), run.language)
    text = import_module(f"convtool.diffs.{format.value}").report(told)
    (leaf if format is Format.text else show)(text)
    raise typer.Exit(1 if exit_code and (told.found.records or told.found.unread) else 0)


def _files(before: str, words: Sequence[str]) -> "tuple[Side, Side, Comparison]":
    """Compare two files, wherever they lie."""
    from convtool.comparing import compared
    from convtool.diffs import Side

    if len(words) != 1 or not Path(words[0]).is_file():
        found = say('"{path}" is a file, and is compared with one other file', path=before)
        raise WrongUse(found, say("convtool diff HEAD {path} compares it with a commit", path=before))
    path = Path(words[0]).as_posix()
    one, other = ({path: _content(Path(name))} for name in (before, words[0]))
    return Side(before), Side(words[0]), compared(one, other, [path])


def _content(path: Path) -> bytes:
    try:
        return read_plain(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _commits(run: Run, before: str, words: Sequence[str]) -> "tuple[Side, Side, Comparison]":
    """Compare a commit with another one, or with the register as this run reads it."""
    from convtool.comparing import compared
    from convtool.diffs import Side
    from convtool.history import Repository, Snapshot, changed

    repository, limits, ids = Repository(run.root), run.configuration.limits, list(words)
    old = Snapshot(repository, repository.commit(before))
    asked = ids.pop(0) if ids and _is_commit(run, repository, ids[0]) else None
    if asked and run.snapshot:
        raise WrongUse(say("{names} exclude each other", names=("B", "--rev")), say("keep one"))
    new = Snapshot(repository, repository.commit(asked)) if asked else run.snapshot
    was, faults = old.listed(limits)
    became, more = new.listed(limits) if new else listed(run.root, limits)
    if new:
        differing = {path for path in {*was, *became} if was.where.get(path) != became.where.get(path)}
    else:
        files, unread = became.kept()
        differing, more = changed(repository, files, old.revision), [*more, *unread]
    chosen = differing & _chosen(run, {path for path in {*was, *became, *differing} if kind_of(path)}, ids)
    unfit = {fault.finding.place.path for fault in (*faults, *more)}
    lost = {path for path in chosen if not unfit.isdisjoint({path, path.rpartition("/")[0], DATA})}
    found = compared(was, became, chosen - lost, limits)
    found = found._replace(unread=tuple(sorted(lost.union(found.unread))))
    return Side(before, old.revision), Side(asked, new.revision if new else None), found


def _is_commit(run: Run, repository: "Repository", word: str) -> bool:
    """Tell whether a word names a commit, and no file; raises `WrongUse` where it can be both."""
    try:
        repository.commit(word)
    except WrongUse:
        if is_day(word):
            raise
        return False
    if word in map(id_of, listed(run.root, run.configuration.limits)[0]):
        found = say('"{word}" is a commit and an id of this register', word=word)
        raise WrongUse(found, say("write heads/{word} for the branch, or the path of the file", word=word))
    return True


def _chosen(run: Run, known: Collection[str], ids: Sequence[str]) -> set[str]:
    """Give the paths that ids or paths name, of files on either side; of all where none are named.

    The id of something in a file names the file.
    """
    if not ids:
        return {*known}
    found: set[str] = set()
    for word in ids:
        try:
            found.update(named(known, [word], run.root))
        except WrongUse:
            found.add(find(run.portfolio(kept=False), word).record.document.path)
    return found
