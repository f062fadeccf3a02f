"""What judging files gives: what was found in each by itself, and how much was looked at."""

from __future__ import annotations

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


def together(shares: Iterable[Share]) -> Share:
    """Give several shares as one."""
    shares = list(shares)
    return Share(
        [each for share in shares for each in share.diagnostics],
        [each for share in shares for each in share.silences],
        frozenset().union(*(share.links for share in shares)),
        files=sum(share.files for share in shares),
        convenants=sum(share.convenants for share in shares),
        partners=sum(share.partners for share in shares),
        goals=sum(share.goals for share in shares),
        looked_at=frozenset().union(*(share.looked_at for share in shares)),
    )


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
