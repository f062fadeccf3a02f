"""The start page: every convenant in one row, and what is covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convtool.context.goals import ambition_title, theme_titles
from convtool.context.parties import party_names
from convtool.context.told import told

if TYPE_CHECKING:
    from collections.abc import Callable

    from convtool.models.convenant import Convenant
    from convtool.models.goals import Goal
    from convtool.portfolio import Portfolio, Programme


@dataclass(frozen=True, kw_only=True)
class Row:
    """One convenant: where its page lies, and what the start page says of it.

    `term`, `goals` and `sort` are None for a convenant that is not public.
    """

    id: str
    path: str
    title: str
    status: str
    draft: bool
    example: bool
    public: bool
    sort: str | None
    starts: object
    ends: object
    parties: tuple[str, ...]
    goals: int | None


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """One theme or ambition: per convenant (in the order of the rows) how many goals, and the sum."""

    title: str
    number: str | None
    cells: tuple[int, ...]
    total: int


def row(convenant: Convenant, programme: Programme, path: str, *, public: bool, draft: bool) -> Row:
    """Give the row of a convenant."""
    return Row(
        id=convenant.id,
        path=path,
        title=convenant.title,
        status=convenant.status,
        draft=draft,
        example=bool(convenant.example),
        public=public,
        sort=convenant.kind if public else None,
        starts=told(convenant, "term", "starts", historical=convenant.historical) if public else None,
        ends=told(convenant, "term", "ends", historical=convenant.historical) if public else None,
        parties=tuple(party_names(convenant, programme).values()),
        goals=len(convenant.goals or ()) if public else None,
    )


def theme_coverage(portfolio: Portfolio, convenants: list[Convenant], language: str) -> tuple[Coverage, ...]:
    """Give for every theme of the programme how many goals each convenant sets in it."""
    masterplan = portfolio.programme.masterplan
    return tuple(
        _coverage(convenants, title, None, lambda goal, theme=theme: theme in themes_of(goal))  # type: ignore[misc]
        for theme, title in zip(
            portfolio.programme.themes, theme_titles(masterplan, portfolio.programme.themes, language), strict=True
        )
    )


def ambition_coverage(portfolio: Portfolio, convenants: list[Convenant], language: str) -> tuple[Coverage, ...]:
    """Give for every ambition of the programme how many goals each convenant sets in it."""
    masterplan = portfolio.programme.masterplan
    numbers = [str(ambition.number) for ambition in (masterplan and masterplan.ambitions) or ()]
    return tuple(
        _coverage(
            convenants,
            ambition_title(masterplan, number, language) or number,
            number,
            lambda goal, number=number: ambition_of(goal) == number,  # type: ignore[misc]
        )
        for number in numbers
    )


def themes_of(goal: Goal) -> tuple[str, ...]:
    """Give the themes of a goal; those given by the register where the signed text names none."""
    return goal.themes or (goal.classified and goal.classified.themes) or ()


def ambition_of(goal: Goal) -> str | None:
    """Give the ambition of a goal; the one given by the register where the signed text names none."""
    return goal.ambition or (goal.classified and goal.classified.ambition) or None


def _coverage(convenants: list[Convenant], title: str, number: str | None, counts: Callable[[Goal], bool]) -> Coverage:
    cells = tuple(sum(1 for goal in convenant.goals or () if counts(goal)) for convenant in convenants)
    return Coverage(title=title, number=number, cells=cells, total=sum(cells))
