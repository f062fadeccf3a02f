"""A view as the commands about many rows give it: a table on a screen, lines in a pipe, or what programs read."""

from __future__ import annotations

import shutil
from importlib import import_module
from typing import TYPE_CHECKING

from convtool.screen import leaf, show
from convtool.tables import Shown

if TYPE_CHECKING:
    from convtool.running import Run
    from convtool.views import View

_MACHINES = {"csv", "json"}


def shown(run: Run, view: View, format: str) -> Shown:
    """Give a view as a format of `tables` takes it, for the reader of a run."""
    return Shown(
        view=view,
        as_of=run.as_of,
        language=run.language_for(machines=format in _MACHINES),
        width=shutil.get_terminal_size((100, 24)).columns,
        color=run.color,
    )


def put(told: Shown, format: str) -> None:
    """Write it to standard output; only the module of its format is loaded."""
    text = import_module(f"convtool.tables.{format}").report(told)
    (leaf if format == "table" else show)(text)
