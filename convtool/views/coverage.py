"""Which partner does something for which theme or ambition, with what nobody does in sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from convtool.messages import say
from convtool.standing import GoalRow, Standing
from convtool.views import Matrix
from convtool.views.partner import partners


def coverage(
    standing: Standing, heads: tuple[tuple[str, object], ...], places: Callable[[GoalRow], Iterable[str | None]]
) -> Matrix:
    """Count for every partner the goals that it owns or takes part in, per head; `places` are the heads of a goal."""
    counts = counted(standing.goals, places)
    return Matrix(
        name="coverage",
        title=say("Goals per partner, owned or taken part in"),
        corner=say("partner"),
        heads=heads,
        lines=tuple(
            (
                row.partner,
                say("{title} (fictional)", title=row.name) if row.example else row.name,
                tuple(counts[row.partner, id] for id, _ in heads),
            )
            for row in partners(standing)
        ),
    )


def counted(
    goals: Iterable[GoalRow], places: Callable[[GoalRow], Iterable[str | None]]
) -> Counter[tuple[str, str | None]]:
    """Count goals by a partner that owns them or takes part, and a place where they lie."""
    return Counter((partner, place) for goal in goals for partner in goal.partners for place in places(goal))
