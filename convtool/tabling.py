"""What the commands about many rows tell: a table on a screen, lines in a pipe, or what programs read."""

from __future__ import annotations

import shutil
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from convtool.retelling import Told, retold
from convtool.screen import leaf, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from convtool.language import Language
    from convtool.layout import Listing
    from convtool.running import Run
    from convtool.views import View

_TABLE = "table"
_MACHINES = {"csv", "json"}


def tell(
    run: Run, question: tuple[object, ...] | None, format: str, telling: Callable[[Listing | None], Told]
) -> NoReturn:
    """Write to standard output what is told in a format, and leave with the exit code that goes with it.

    The question is all that is asked of the register beside its day and the format; the same is told again where
    nothing changed. Without one all is told anew, and so is a table, which hangs on the screen.
    """
    reader = (format, _language(run, format).code, _width(), run.color)
    told = retold(run, None if question is None or format == _TABLE else (*question, *reader), telling)
    (leaf if format == _TABLE else show)(told.text)
    raise typer.Exit(told.code)


def text(run: Run, view: View, format: str, **more: Any) -> str:  # noqa: ANN401 - the other fields of what is shown
    """Give a view in a format for the reader of a run; only the module of that format is loaded."""
    from convtool.tables import Shown  # noqa: PLC0415 - not where all was told before

    shown = Shown(view=view, as_of=run.as_of, language=_language(run, format), width=_width(), color=run.color, **more)
    return str(import_module(f"convtool.tables.{format}").report(shown))


def _language(run: Run, format: str) -> Language:
    return run.language_for(machines=format in _MACHINES)


def _width() -> int:
    return shutil.get_terminal_size((100, 24)).columns
