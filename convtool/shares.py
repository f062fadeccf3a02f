"""What judging files gives: what was found in each by itself, and how much was looked at."""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING, NamedTuple

from convtool.diagnostics import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convtool.diagnostics import Diagnostic
    from convtool.silencing import Silence


class Share(NamedTuple):
    """What judging some files gives: what is found in each by itself, what they hold, and what they refer to.

    `looked_at` are the paths of other files whose records were looked at for that.
    """

    diagnostics: list[Diagnostic]
    silences: list[Silence]
    links: frozenset[tuple[str, str]]
    files: int
    convenants: int
    partners: int
    goals: int
    looked_at: frozenset[str] = frozenset()

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many files, convenanten, partners and goals were looked at."""
        return self.files, self.convenants, self.partners, self.goals


class Summary(NamedTuple):
    """How much was looked at, and how much was found of each level."""

    files: int
    convenants: int
    partners: int
    goals: int
    error: int
    warning: int
    advice: int
    not_checked: int


class Sum:
    """Shares that are gathered one after the other, none of which is kept."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._diagnostics: list[Diagnostic] = []
        self._silences: list[Silence] = []
        self._links: set[tuple[str, str]] = set()
        self._looked_at: set[str] = set()
        self._counts = [0, 0, 0, 0]

    def add(self, share: Share) -> None:
        """Add a share to what was gathered."""
        self._diagnostics += share.diagnostics
        self._silences += share.silences
        self._links |= share.links
        self._looked_at |= share.looked_at
        self._counts[:] = map(add, self._counts, share.counts)

    @property
    def share(self) -> Share:
        """All that was gathered."""
        links, looked_at = frozenset(self._links), frozenset(self._looked_at)
        files, convenants, partners, goals = self._counts
        return Share(self._diagnostics, self._silences, links, files, convenants, partners, goals, looked_at)


def together(shares: Iterable[Share]) -> Share:
    """Give several shares as one."""
    whole = Sum()
    for share in shares:
        whole.add(share)
    return whole.share


def summary(shares: Iterable[Share], found: Iterable[Diagnostic]) -> Summary:
    """Count what the files of `shares` hold, and what was `found`."""
    shares = list(shares)
    levels = [diagnostic.level for diagnostic in found]
    return Summary(
        files=sum(share.files for share in shares),
        convenants=sum(share.convenants for share in shares),
        partners=sum(share.partners for share in shares),
        goals=sum(share.goals for share in shares),
        error=levels.count(Level.ERROR),
        warning=levels.count(Level.WARNING),
        advice=levels.count(Level.ADVICE),
        not_checked=levels.count(Level.NOT_CHECKED),
    )


def in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give what was found in the order of places and codes."""
    return sorted(found, key=lambda each: (each.place[:3], each.code, each.place, each.message.text))
