"""A file that is to be signed or amended: the errors that keep it from that, and what git and its document say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from convtool.checking import judged, summary
from convtool.deeds import Checksums
from convtool.diagnostics import Level
from convtool.errors import WrongUse
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import id_of, kind_of, with_file, with_witness
from convtool.reading import nearest
from convtool.reporters import Checked, text
from convtool.reporting import painter, width
from convtool.rulebook import rulebook
from convtool.screen import show
from convtool.witness import Witness

if TYPE_CHECKING:
    from collections.abc import Collection

    from convtool.portfolio import Portfolio
    from convtool.running import Run


def convenant_of(run: Run, word: str) -> tuple[Portfolio, str, Convenant]:
    """Give the register, and in it the path and the record of the convenant with an id.

    Raises `WrongUse` for an id that is none, and leaves with the errors of a file that cannot be read.
    """
    portfolio = run.portfolio()
    portfolio = with_witness(portfolio, Witness({}, Checksums(run.root)))
    paths = {id_of(path): path for path in portfolio.entries if kind_of(path) is Convenant}
    if word not in paths:
        close = nearest(word, paths)
        hint = say('did you mean "{id}"?', id=close) if close else None
        raise WrongUse(say('"{word}" is no convenant of this register', word=word), hint)
    record = portfolio.entries[paths[word]].record
    if not isinstance(record, Convenant):
        refuse(run, portfolio, paths[word], None)
        raise WrongUse(say('"{word}" is no convenant of this register', word=word))
    return portfolio, paths[word], record


def refuse(
    run: Run, portfolio: Portfolio, path: str, data: bytes | None, but: Collection[str] = (), only: Collection[str] = ()
) -> None:
    """Show the errors that a file has, or would have with `data` in it, and leave with 1; nothing where it has none.

    `but` are codes that do not count, `only` the only ones that do.
    """
    then = portfolio if data is None else with_file(portfolio, path, data)
    share = judged(then, rulebook(), [path])
    found = [each for each in share.diagnostics if each.level is Level.ERROR and each.code not in but]
    found = sorted((each for each in found if not only or each.code in only), key=lambda each: (each.place, each.code))
    if found:
        counts = summary([share], found)
        show(text.report(Checked(found, then, counts, None, run.language, painter(run), [path], Level.ERROR, "", width())))
        raise typer.Exit(1)
