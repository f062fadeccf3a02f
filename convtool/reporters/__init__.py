"""Diagnostics to text, one file per format. A format is a module with `report`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from convtool.checking import Summary
    from convtool.diagnostics import Diagnostic, Level
    from convtool.language import Language
    from convtool.portfolio import Portfolio


class Checked(NamedTuple):
    """What a reporter sees: everything found, in order, the portfolio it was found in, and the counts.

    `quiet` is what was silenced, each with its reason; `known` counts what an earlier report already holds.
    """

    diagnostics: Sequence[Diagnostic]
    portfolio: Portfolio
    summary: Summary
    revision: str | None
    language: Language
    paint: Callable[[str, Level], str]
    quiet: Sequence[tuple[Diagnostic, str]] = ()
    known: int = 0
