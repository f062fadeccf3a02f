"""Diagnostics to text, one file per format.

A format is a module with `report`, and with `FOR_MACHINES`: then it is complete, has no colours, and is in English
unless another language is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from convtool.diagnostics import Diagnostic, Level
    from convtool.language import Language
    from convtool.shares import Summary


class Checked(NamedTuple):
    """What a reporter sees: everything found, in order, as of which day, what it was found in, and who reads it.

    `lines` gives the lines of a file by its path.
    `paths` are the files that were asked about, from the register's root; `within` is the folder of the register in
    its repository, as `registers/zuidoost/`, empty where it is the top. `fail_on` is the lowest level that fails the
    run, None where none does. `paint` colours a word where the screen has colours; `width` is its columns.
    `quiet` is what was silenced, each with its reason; `known` counts what an earlier report already holds.
    """

    diagnostics: Sequence[Diagnostic]
    as_of: date
    lines: Callable[[str], Sequence[str]]
    summary: Summary
    revision: str | None
    language: Language
    paint: Callable[[str, Level], str]
    paths: Sequence[str]
    fail_on: Level | None
    within: str
    width: int
    quiet: Sequence[tuple[Diagnostic, str]] = ()
    known: int = 0
