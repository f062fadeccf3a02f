"""What a change to a file would bring: the findings that were not there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.checking import judged, silenced
from convtool.portfolio import with_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from convtool.diagnostics import Diagnostic
    from convtool.portfolio import Portfolio
    from convtool.rulebook import Rule
    from convtool.silencing import Silence


def caused(
    portfolio: Portfolio, path: str, after: bytes, rulebook: Mapping[str, Rule], silences: Iterable[Silence] = ()
) -> list[Diagnostic]:
    """Give what would be found in the file at `path` if it held `after`, less what is found in it now.

    Only this file is judged, and read what its rules ask of others; `silences` are those of the configuration. What
    only all files together show is not asked. A finding that merely moves to another line is none.
    """
    quiet = list(silences)
    found = _found(with_file(portfolio, path, after), path, rulebook, quiet)
    if not found or path not in portfolio.entries:
        return found
    known = {each.identity for each in _found(portfolio, path, rulebook, quiet)}
    return [each for each in found if each.identity not in known]


def _found(portfolio: Portfolio, path: str, rulebook: Mapping[str, Rule], silences: list[Silence]) -> list[Diagnostic]:
    share = judged(portfolio, rulebook, [path])
    heard, _ = silenced(rulebook, share.diagnostics, [*share.silences, *silences])
    return sorted((each for each in heard if each.place.path == path), key=lambda each: (each.place, each.code))
