"""Progress to text, one file per format. A format is a module with `report`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from convtool.language import Language
from convtool.progress import Honesty, Progress


class Status(NamedTuple):
    """What a table shows: the rows in order, the line of honesty over them, and how the reader's screen is."""

    rows: Sequence[Progress]
    honesty: Honesty
    as_of: date
    language: Language
    width: int
    color: bool


def decimal(number: Fraction | None, digits: int = 6) -> str | None:
    """Give a fraction in decimal notation, exact where `digits` hold it and rounded to them elsewhere."""
    if number is None:
        return None
    scaled = round(number * 10**digits)
    sign = "-" if scaled < 0 else ""
    whole, part = divmod(abs(scaled), 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}".rstrip("0").rstrip(".")
