"""A convenant that is to be signed or amended, and the errors that keep it from that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from convtool.checking import judged
from convtool.deeds import Checksums
from convtool.diagnostics import Level
from convtool.errors import WrongUse
from convtool.layout import id_of
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import kind_of, with_witness
from convtool.reading import nearest
from convtool.reporters import Checked, text
from convtool.reporting import painter, width
from convtool.rulebook import rulebook
from convtool.screen import show
from convtool.shares import summary
from convtool.witness import Witness

if TYPE_CHECKING:
    from collections.abc import Collection

    from convtool.portfolio import Portfolio
    from convtool.running import Run


def convenant_of(run: Run, word: str) -> tuple[Portfolio, str, Convenant]:
    """Give the register, and in it the path and the record of the convenant with an id.

    Raises `WrongUse` for an id that is none, and leaves with the errors of a file that cannot be read.
    """
    portfolio = with_witness(run.portfolio(), Witness({}, Checksums(run.root)))
    paths = {id_of(path): path for path in portfolio.entries if kind_of(path) is Convenant}
    if word not in paths:
        close = nearest(word, paths)
        hint = say('did you mean "{id}"?', id=close) if close else None
        raise WrongUse(say('"{word}" is no convenant of this register', word=word), hint)
    record = portfolio.entries[paths[word]].record
    if not isinstance(record, Convenant):
        refuse(run, portfolio, paths[word], rulebook())
        raise WrongUse(say('"{word}" is no convenant of this register', word=word))
    return portfolio, paths[word], record


def refuse(run: Run, portfolio: Portfolio, path: str, codes: Collection[str]) -> None:
    """Show the errors of `codes` that a file has, and leave with 1; do nothing where it has none."""
    share = judged(portfolio, rulebook(), [path])
    errors = [each for each in share.diagnostics if each.level is Level.ERROR and each.code in codes]
    if errors:
        found = sorted(errors, key=lambda each: (each.place, each.code))
        counts = summary([share], found)
        show(
            text.report(
                Checked(
                    found,
                    portfolio.as_of,
                    portfolio.entries.lines,
                    counts,
                    None,
                    run.language,
                    painter(run),
                    [path],
                    Level.ERROR,
                    "",
                    width(),
                )
            )
        )
        raise typer.Exit(1)
