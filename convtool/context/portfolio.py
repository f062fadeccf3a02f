"""The start page: every convenant in one row, and what is covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convtool.context.addresses import is_public
from convtool.context.goals import ambition_title, theme_titles
from convtool.context.parties import party_names
from convtool.context.told import told
from convtool.progress.verdicts import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from convtool.context.seen import Seen
    from convtool.models.convenant import Convenant
    from convtool.models.goals import Goal
    from convtool.models.partner import Partner
    from convtool.standing import GoalRow


@dataclass(frozen=True, kw_only=True)
class Row:
    """One convenant: where its page lies, and what the start page says of it.

    `shown` tells whether these readers see its text, `public` whether everyone does. Of one that is not shown `sort`,
    `starts`, `ends` and `goals` are None.
    """

    id: str
    path: str
    title: str
    status: str
    draft: bool
    example: bool
    shown: bool
    public: bool
    sort: str | None
    starts: object
    ends: object
    parties: tuple[str, ...]
    goals: int | None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many goals have one verdict, how many of them are fictional, and their piece of a bar of 1,000."""

    verdict: str
    count: int
    fictional: int
    start: int
    width: int


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How many goals lie where: `titles` of the columns, `lines` of a row with a count per column, and `sums`."""

    titles: tuple[str, ...]
    lines: tuple[tuple[Row, tuple[int, ...]], ...]
    sums: tuple[int, ...]


def row(convenant: Convenant, partners: Mapping[str, Partner], path: str, *, shown: bool) -> Row:
    """Give the row of a convenant."""
    return Row(
        id=convenant.id,
        path=path,
        title=convenant.title,
        status=convenant.status,
        draft=convenant.is_draft,
        example=bool(convenant.example),
        shown=shown,
        public=is_public(convenant),
        sort=convenant.kind if shown else None,
        starts=told(convenant, "term", "starts", historical=convenant.historical) if shown else None,
        ends=_ends(convenant) if shown else None,
        parties=tuple(party_names(convenant, partners).values()),
        goals=len(convenant.goals or ()) if shown else None,
    )


def _ends(convenant: Convenant) -> object:
    """Give the day it ended, else the day it is to end, or the word that stands instead."""
    ended = convenant.term.ended if convenant.term else None
    return ended.date if ended else told(convenant, "term", "ends", historical=convenant.historical)


def standings(rows: Sequence[GoalRow]) -> tuple[Standing, ...]:
    """Count the goals per verdict, in the fixed order of the verdicts; nothing where there are no goals."""
    found = []
    before = 0
    for verdict in VERDICTS if rows else ():
        group = [row for row in rows if row.verdict == verdict]
        start, end = (1000 * count // len(rows) for count in (before, before + len(group)))
        before += len(group)
        fictional = sum(row.example for row in group)
        found.append(Standing(verdict=verdict, count=len(group), fictional=fictional, start=start, width=end - start))
    return tuple(found)


def theme_coverage(seen: Seen, rows: Sequence[tuple[Row, Convenant]], language: str) -> Coverage:
    """Count for every convenant its goals in each theme of the programme."""
    themes = [theme for theme, _ in seen.programme.themes]
    titles = theme_titles(seen.masterplan, themes, language)
    return _coverage(rows, titles, [lambda goal, theme=theme: theme in themes_of(goal) for theme in themes])  # type: ignore[misc]


def ambition_coverage(seen: Seen, rows: Sequence[tuple[Row, Convenant]], language: str) -> Coverage:
    """Count for every convenant its goals under each ambition of the programme."""
    numbers = [number for number, _ in seen.programme.ambitions]
    titles = tuple(f"{number} {ambition_title(seen.masterplan, number, language)}" for number in numbers)
    return _coverage(rows, titles, [lambda goal, number=number: ambition_of(goal) == number for number in numbers])  # type: ignore[misc]


def themes_of(goal: Goal) -> tuple[str, ...]:
    """Give the themes of a goal; those given by the register where the signed text names none."""
    return goal.themes or (goal.classified and goal.classified.themes) or ()


def ambition_of(goal: Goal) -> str | None:
    """Give the ambition of a goal; the one given by the register where the signed text names none."""
    return goal.ambition or (goal.classified and goal.classified.ambition) or None


def _coverage(
    rows: Sequence[tuple[Row, Convenant]], titles: tuple[str, ...], columns: Sequence[Callable[[Goal], bool]]
) -> Coverage:
    lines = tuple(
        (line, tuple(sum(map(counts, convenant.goals or ())) for counts in columns)) for line, convenant in rows
    )
    sums = tuple(sum(cells[number] for _, cells in lines) for number in range(len(columns)))
    return Coverage(titles=titles, lines=lines, sums=sums)
