"""Where findings go: each report in its format, to standard output or to a file of its own."""

from __future__ import annotations

import os
import pkgutil
import shutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from convtool import reporters
from convtool.diagnostics import Level
from convtool.errors import WrongUse
from convtool.files import append, write_ordinary
from convtool.messages import say
from convtool.screen import is_terminal, show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from convtool.reporters import Checked
    from convtool.running import Run

_COLORS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.ADVICE: "cyan", Level.NOT_CHECKED: "magenta"}
WIDTH = 108
"""The columns of a line where no terminal says otherwise."""


class Report(NamedTuple):
    """One report that was asked for: its format, and its file (None: standard output)."""

    format: str
    file: Path | None = None


def formats() -> tuple[str, ...]:
    """Give the names of the formats: the modules of `reporters`."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(reporters.__path__)))


def reports(asked: Sequence[str], root: Path) -> list[Report]:
    """Give the reports that the words of --format ask for, `FORMAT` or `FORMAT=FILE`, standard output last.

    Without a plain `FORMAT` that is text, in GitHub Actions its annotations. Raises `WrongUse` for a word that is no
    format, for a second one to the same place, and for a file among the data of the register.
    """
    files, plain = [], []
    for word in asked:
        format, named, file = word.partition("=")
        if format not in formats():
            raise WrongUse(
                say('"{format}" is no format', format=format), say("the formats are {formats}", formats=formats())
            )
        if named:
            files.append(Report(format, _file(word, file, root)))
        else:
            plain.append(Report(format))
    if len(plain) > 1:
        raise WrongUse(
            say("standard output takes one format, not {formats}", formats=tuple(each.format for each in plain)),
            say("write the others as FORMAT=FILE"),
        )
    for number, each in enumerate(files):
        if each.file in {earlier.file for earlier in files[:number]}:
            raise WrongUse(say("two formats would be written to {path}", path=str(each.file)))
    return [*files, *(plain or [Report("github" if in_actions() else "text")])]


def in_actions() -> bool:
    """Tell whether this runs in GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def width() -> int:
    """Give the columns of the reader's terminal; elsewhere the same number for everybody."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if is_terminal() else WIDTH


def deliver(wanted: Sequence[Report], checked: Checked, run: Run, *, statistics: bool) -> None:
    """Write every report, the files before standard output: a pipe that closes costs none of them.

    In GitHub Actions the summary of the step comes with them. With `statistics` people get a table of counts.
    Raises `ConvtoolError` for a file that cannot be written.
    """
    step = os.environ.get("GITHUB_STEP_SUMMARY") if in_actions() else None
    if step:
        from convtool.reporters import github  # noqa: PLC0415 - only where it is asked for

        append(Path(step), _encoded(github.summary(checked._replace(paint=unpainted))))
    for report in wanted:
        text = _text(report, checked, run, statistics=statistics)
        if report.file:
            write_ordinary(report.file, _encoded(text))
        else:
            show(text)


def _text(report: Report, checked: Checked, run: Run, *, statistics: bool) -> str:
    module = import_module(f"convtool.reporters.{report.format}")
    seen = checked._replace(language=run.language_for(machines=module.FOR_MACHINES))
    if module.FOR_MACHINES or report.file:
        seen = seen._replace(paint=unpainted, width=WIDTH)
    if statistics and not module.FOR_MACHINES:
        return str(import_module("convtool.reporters.text").statistics(seen))
    return str(module.report(seen))


def painter(run: Run) -> Callable[[str, Level], str]:
    """Give what colours a word by its level, where the reader wants colours."""

    def painted(word: str, level: Level) -> str:
        return typer.style(word, fg=_COLORS[level], bold=True)

    return painted if run.color else unpainted


def unpainted(word: str, level: Level) -> str:  # noqa: ARG001 - the shape of every paint
    """Give a word as it is."""
    return word


def _file(word: str, name: str, root: Path) -> Path:
    if not name:
        raise WrongUse(say('"{word}" names no file', word=word), say("write FORMAT=FILE"))
    file = Path(name).resolve()
    if file.is_relative_to(root / "data"):
        raise WrongUse(
            say("{path} lies among the data of the register", path=name), say("write a report somewhere else")
        )
    return file


def _encoded(text: str) -> bytes:
    """Give UTF-8; what it cannot hold, as in the name of a file, becomes an escape."""
    return text.encode("utf-8", "backslashreplace")
