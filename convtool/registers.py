"""Several registers in one run: each is read by itself, and one that fails does not hide the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import typer

from convtool.errors import ConvtoolError
from convtool.language import complaint
from convtool.layout import Listing
from convtool.portfolio import Portfolio
from convtool.running import Run

T = TypeVar("T")


def of_each(
    run: Run, work: Callable[[Run, Portfolio], T], files: Listing | None = None
) -> tuple[list[tuple[str, T]], int]:
    """Give what `work` makes of each register that is asked for, by its name, and the exit code.

    `files` are those of the only one where they are listed already. The name is that of its programme, with the folder
    behind it where two have the same. Of several registers one that fails is told on standard error, and the others
    are given; with one, or where all fail, the error is raised.
    """
    made: list[tuple[str, str, T]] = []
    failed: ConvtoolError | None = None
    for one in run.each():
        folder = one.asked_root or one.root.name
        try:
            portfolio = one.portfolio(files=files, kept=False)
            masterplan = portfolio.programme.masterplan
            made.append((masterplan.name if masterplan else folder, folder, work(one, portfolio)))
        except ConvtoolError as error:
            if run.several:
                typer.echo(f"{folder}: {complaint(error)}", err=True)
            failed = failed or error
    if failed and not made:
        raise failed
    names = [name for name, _, _ in made]
    found = [(f"{name} ({folder})" if names.count(name) > 1 else name, each) for name, folder, each in made]
    return found, failed.exit_code if failed else 0
