"""What git can say of the signed convenanten of a register: every commit since their signing, and the files as they are."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from convtool.diagnostics import Fault, Finding, Place
from convtool.errors import ConvtoolError
from convtool.history import Repository
from convtool.history.walking import walk
from convtool.messages import Message, say
from convtool.portfolio import FOLDERS, Portfolio, kind_of
from convtool.models.convenant import Convenant
from convtool.watching import Changed, Commit, watched
from convtool.witness import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from convtool.history.walking import Change
    from convtool.parsing import Limits

_FOLDER = next(folder for folder, kind in FOLDERS.items() if kind is Convenant)
_NOW = ":"
"""What the names of contents begin with that are not committed."""


def testimony(root: Path, portfolio: Portfolio, limits: Limits) -> tuple[dict[str, Walk], list[Fault]]:
    """Give the walk of every convenant by its path, and a fault for each signed one that is there no more.

    Where git cannot be asked, every walk says why it was not seen.
    """
    paths = [path for path in portfolio.entries if kind_of(path) is Convenant]
    try:
        repository = Repository(root)
        seen = _seen(repository, portfolio, paths, limits)
        cut = repository.cut
    except ConvtoolError as error:
        return dict.fromkeys(paths, Walk(unseen=error.message)), []
    walks = {path: _judged(seen.get(path), portfolio, path, shallow=bool(cut)) for path in paths}
    gone = [_gone(path, walk) for path, walk in seen.items() if path not in walks]
    return walks, list(chain.from_iterable(gone))
