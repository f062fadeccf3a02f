"""The goals of a convenant, ready to be told: shape, names, and what was amended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.shown import Shown
from convtool.context.told import in_language, told
from convtool.values import Unanswered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from convtool.models.convenant import Convenant
    from convtool.models.goals import Goal, Milestone, Target
    from convtool.models.masterplan import Masterplan
    from convtool.portfolio import Programme


class GoalLine(Shown):
    """One goal.

    `number` counts from 1. `shape` says how its target is told: minimum, cumulative, average, cap, cap-total,
    state, state-cap, change, deliver, keep or followed; None without a target. `unit` is the target's, else
    the indicator's. Fields that are not plain text hold a value, the word that stands instead, or None.
    """

    goal: Goal
    number: int
    title: str
    owner: object
    function: object
    partners: tuple[str, ...]
    serves: str | None
    themes: tuple[str, ...]
    ambition: str | None
    classified: bool
    shape: str | None
    target: object
    unit: object
    indicator_unit: object
    milestones: tuple[Milestone, ...]
    baseline: object
    obligation: object
    name: object
    counts: object
    counts_not: object
    stage: object
    count: object
    group: object
    area: object
    out_of: object
    source: object
    approach: object
    amended: tuple[int, ...]


def goal_lines(
    convenant: Convenant,
    programme: Programme,
    language: str,
    names: Mapping[str, str],
    amended: Mapping[str, tuple[int, ...]],
) -> tuple[GoalLine, ...]:
    """Give every goal in the order of the file; `amended` has the numbers of the amendments by `goals/<id>`."""
    return tuple(
        _line(goal, number, convenant, programme, language, names, amended.get(f"goals/{goal.id}", ()))
        for number, goal in enumerate(convenant.goals or (), 1)
    )


def shape_of(target: Target) -> str | None:
    """Give the name of the shape that a target has, or None where it says nothing that can be told."""
    if target.keep is not None:
        return "keep"
    for key in ("deliver", "change", "average", "followed"):
        if getattr(target, key) is not None:
            return key
    if target.at_least is not None:
        return "minimum" if target.per else "cumulative" if target.over else "state"
    if target.at_most is not None:
        return "cap" if target.per else "cap-total" if target.over else "state-cap"
    return None


def theme_titles(masterplan: Masterplan | None, ids: Sequence[str], language: str) -> tuple[str, ...]:
    """Give the titles of themes; the id where the masterplan does not have it, which a rule reports."""
    titles = {theme.id: theme.title for theme in (masterplan and masterplan.themes) or ()}
    return tuple(in_language(titles.get(id), language, id) for id in ids)


def ambition_title(masterplan: Masterplan | None, number: str | None, language: str) -> str | None:
    """Give the title of an ambition by its number; None without a number."""
    if number is None:
        return None
    titles = {str(ambition.number): ambition.title for ambition in (masterplan and masterplan.ambitions) or ()}
    return in_language(titles.get(number), language, number)


def themes_of(goal: Goal) -> tuple[str, ...]:
    """Give the themes of a goal; those given by the register where the signed text names none."""
    return goal.themes or (goal.classified and goal.classified.themes) or ()


def ambition_of(goal: Goal) -> str | None:
    """Give the ambition of a goal; the one given by the register where the signed text names none."""
    return goal.ambition or (goal.classified and goal.classified.ambition) or None


def _line(  # noqa: PLR0913, PLR0917 - a goal is told from all of these
    goal: Goal,
    number: int,
    convenant: Convenant,
    programme: Programme,
    language: str,
    names: Mapping[str, str],
    amended: tuple[int, ...],
) -> GoalLine:
    historical = convenant.historical
    classified = goal.classified if not goal.themes and goal.ambition is None else None
    owner = told(goal, "owner", "party", historical=historical)
    target = told(goal, "target", historical=historical)
    unit = goal.target.unit if goal.target else None

    def of_indicator(key: str) -> object:
        return told(goal, "indicator", key, historical=historical)

    themes = (classified.themes if classified else goal.themes) or ()
    return GoalLine(
        goal=goal,
        number=number,
        title=goal.title,
        owner=names.get(owner, owner) if isinstance(owner, str) else owner,
        function=told(goal, "owner", "function", historical=historical),
        partners=tuple(names.get(party, party) for party in goal.with_ or ()),
        serves=_serves(goal, programme),
        themes=theme_titles(programme.masterplan, themes, language),
        ambition=ambition_title(programme.masterplan, classified.ambition if classified else goal.ambition, language),
        classified=bool(classified),
        shape=None if isinstance(target, Unanswered) or not goal.target else shape_of(goal.target),
        target=target,
        unit=unit or of_indicator("unit"),
        indicator_unit=of_indicator("unit"),
        milestones=tuple(goal.milestones or ()),
        baseline=told(goal, "baseline", historical=historical),
        obligation=told(goal, "obligation", historical=historical),
        name=of_indicator("name"),
        counts=of_indicator("counts"),
        counts_not=of_indicator("counts_not"),
        stage=of_indicator("stage"),
        count=of_indicator("count"),
        group=of_indicator("group"),
        area=of_indicator("area"),
        out_of=goal.indicator.out_of if goal.indicator else None,
        source=of_indicator("source"),
        approach=told(goal, "approach", historical=historical),
        amended=amended,
    )


def _serves(goal: Goal, programme: Programme) -> str | None:
    if not goal.serves:
        return None
    partner = programme.partners.get(goal.serves.partner or "")
    texts = {core.id: core.text for core in (partner and partner.core_goals) or ()}
    return texts.get(goal.serves.core_goal or "")
