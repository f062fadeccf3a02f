"""A timeline for people: laid out as the sheet of `show` has it, folded on a terminal and a line each in a pipe."""

from __future__ import annotations

from convtool.laying import Laid
from convtool.logs import NOTHING, Log
from convtool.screen import is_terminal
from convtool.sheets import Part, Sheet


def report(log: Log) -> str:
    """Give the title, and below it what happened."""
    part = Part(None, timeline=log.lines, lines=() if log.lines else (NOTHING,))
    laid = Laid.of(Sheet(log.title, (part,)), log.as_of, log.language, log.width, color=log.color)
    if is_terminal():
        from convtool.laying import screen  # noqa: PLC0415 - rich is heavy, and a pipe does not need it

        return screen.report(laid)
    from convtool.laying import plain  # noqa: PLC0415 - only where it is asked for

    return plain.report(laid)
