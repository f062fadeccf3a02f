"""Goals counted by verdict: what a group of them comes to, without an average."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from convtool.messages import say
from convtool.progress.verdicts import VERDICTS
from convtool.standing import GoalRow
from convtool.views import ASKED, WIDE, Column
from convtool.views.words import SHAPES

_LONGEST = 20
"""The most pieces that a bar has."""


class Group(NamedTuple):
    """Goals that belong together: by a convenant, a partner, a theme or an ambition, whose own row is `of`."""

    id: str
    title: object
    of: Any
    convenants: int
    goals: Sequence[GoalRow]
    example: bool = False

    @property
    def verdicts(self) -> tuple[int, ...]:
        """How many goals have each verdict, in their fixed order."""
        return tuple(sum(goal.verdict == verdict for goal in self.goals) for verdict in VERDICTS)

    @property
    def behind(self) -> int:
        """How many goals lag."""
        return sum(goal.behind for goal in self.goals)

    @property
    def overdue(self) -> int:
        """How many goals are past their last day without success."""
        return sum(goal.overdue for goal in self.goals)

    @property
    def stale(self) -> int:
        """How many goals lack a report that was due."""
        return sum(goal.stale for goal in self.goals)

    @property
    def unknown(self) -> int:
        """How many goals cannot be judged."""
        return sum(goal.unknown for goal in self.goals)


def group(id: str, title: object, of: object, goals: Iterable[GoalRow], *, example: bool = False) -> Group:
    """Give the group of some goals."""
    goals = list(goals)
    return Group(id, title, of, len({goal.convenant for goal in goals}), goals, example)


def _pieces(row: Group) -> str:
    """Give one piece for each goal in the shape of its verdict; one for several where there are too many."""
    size = -(-len(row.goals) // _LONGEST) or 1
    return "".join(SHAPES[verdict] * -(-count // size) for verdict, count in zip(VERDICTS, row.verdicts, strict=True))


def _judged(number: int, verdict: str) -> Column:
    return Column(
        verdict.replace("-", "_"),
        SHAPES[verdict],
        lambda row: row.verdicts[number] or None,
        lambda row: row.verdicts[number],
        right=True,
    )


def titled(head: object) -> Column:
    """Give the column with the name of a group, marked where it is fictional."""
    return Column(
        "title",
        head,
        lambda row: say("{title} (fictional)", title=row.title) if row.example else row.title,
        lambda row: row.title,
    )


COUNTS: tuple[Column, ...] = (
    Column("goals", say("goals"), lambda row: len(row.goals), right=True),
    *(_judged(number, verdict) for number, verdict in enumerate(VERDICTS)),
    Column("behind", say("behind"), lambda row: row.behind or None, lambda row: row.behind, right=True),
    Column(
        "overdue", say("overdue"), lambda row: row.overdue or None, lambda row: row.overdue, right=True, from_width=100
    ),
    Column("stale", say("stale"), lambda row: row.stale or None, lambda row: row.stale, right=True, from_width=100),
    Column("bar", say("verdicts"), _pieces, from_width=WIDE, plain=False),
    Column("example", say("fictional"), lambda row: row.example, from_width=ASKED, plain=False),
)
"""The columns that every group of goals has."""
