"""Findings to files: what can be mended in one way only is shown as a difference, or written."""

from __future__ import annotations

from difflib import unified_diff
from itertools import groupby
from typing import TYPE_CHECKING

from convtool.characters import visible
from convtool.editing import mended
from convtool.files import replace
from convtool.messages import Message, count, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from convtool.diagnostics import Diagnostic
    from convtool.portfolio import Portfolio


def difference(portfolio: Portfolio, found: Sequence[Diagnostic]) -> str:
    """Give what mending would change, as a unified difference."""
    files = portfolio.entries.files
    return "".join(unified(path, files[path], after) for path, after, _ in _files(portfolio, found))


def unified(path: str, before: bytes | None, after: bytes) -> str:
    """Give a unified difference of one file, new where it held nothing; what a terminal would obey is made visible."""
    old, new = (data.decode("utf-8", "replace").split("\n") if data is not None else [] for data in (before, after))
    lines = unified_diff(old, new, "/dev/null" if before is None else f"a/{path}", f"b/{path}", lineterm="")
    return "".join(visible(line, len(line)) + "\n" for line in lines)


def mend(root: Path, portfolio: Portfolio, found: Sequence[Diagnostic]) -> list[Message]:
    """Write every file that can be mended, and say how many findings that took away.

    Raises `ConvtoolError` for a file that changed since it was read, and leaves that one as it is.
    """
    said = []
    for path, after, number in _files(portfolio, found):
        replace(root / path, portfolio.entries.files[path], after)
        many = count(number, "{number} finding mended", "{number} findings mended")
        said.append(say("{path}: {mended}", path=path, mended=many))
    return said


def _files(portfolio: Portfolio, found: Sequence[Diagnostic]) -> Iterator[tuple[str, bytes, int]]:
    """Give every file that can be mended: its path, what it will hold, and how many findings that mends."""
    for path, group in groupby(found, key=lambda each: each.place.path):
        several = list(group)
        if path in portfolio.entries and any(each.repair for each in several):
            after, number = mended(portfolio, path, several)
            if number:
                yield path, after, number
