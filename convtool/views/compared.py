"""`--compare`: what moved between two standings, goal by goal."""

from __future__ import annotations

from typing import NamedTuple

from convtool.messages import Message, say
from convtool.progress.evidence import Value
from convtool.standing import GoalRow, Standing
from convtool.views import ASKED, Column, View
from convtool.views.goal import COLUMNS as GOAL_COLUMNS
from convtool.views.goal import TITLE, heading, judged_on
from convtool.views.words import SHAPES, VERDICTS, exact, figure

MOVES = {
    "better": say("▲ better"),
    "equal": say("= equal"),
    "worse": say("▼ worse"),
    "new": say("+ new"),
    "gone": say("- gone"),
    "target-changed": say("◆ target changed"),
    "not-comparable": say("? no comparison"),
}
_COLORS = {"better": "green", "worse": "red", "target-changed": "yellow", "new": "cyan", "gone": "magenta"}


class Moved(NamedTuple):
    """A goal in two standings: as it was (None where it is new), as it is now or last was, and how it moved."""

    before: GoalRow | None
    row: GoalRow
    moved: str

    @property
    def behind(self) -> bool:
        """Whether it lags now."""
        return self.row.behind

    @property
    def overdue(self) -> bool:
        """Whether it is past its last day without success."""
        return self.row.overdue

    @property
    def stale(self) -> bool:
        """Whether a report that was due is lacking."""
        return self.row.stale

    @property
    def unknown(self) -> bool:
        """Whether it cannot be judged now."""
        return self.row.unknown


def movements(now: Standing, before: Standing) -> list[Moved]:
    """Give every goal of either standing, in the order of the files.

    A goal whose target differs is not compared further: better or worse would be said of two different aims.
    """
    old = {(row.convenant, row.goal): row for row in before.goals}
    found = [_moved(row, old.pop((row.convenant, row.goal), None)) for row in now.goals]
    gone = [Moved(row, row, "gone") for row in old.values()]
    return sorted(found + gone, key=lambda moved: moved.row.file)


def _moved(now: GoalRow, before: GoalRow | None) -> Moved:
    """Say how a goal moved: by its actual value in the goal's direction.

    Without two numbers, and of a total under a cap: equal where nothing differs, else not comparable.
    """
    if before is None:
        return Moved(None, now, "new")
    if before.target != now.target:
        return Moved(before, now, "target-changed")
    if before.worth is None or now.worth is None or before.unit != now.unit:
        same = (before.verdict, before.reason, before.actual) == (now.verdict, now.reason, now.actual)
        return Moved(before, now, "equal" if same else "not-comparable")
    if now.worth == before.worth:
        return Moved(before, now, "equal")
    return Moved(before, now, "better" if now.worth > before.worth else "worse")


def view(now: Standing, before: Standing) -> View:
    """Give every goal with what was and what is, and how many moved in which way."""
    rows = movements(now, before)
    numbers = {move: sum(row.moved == move for row in rows) for move in MOVES}
    total = say(
        "{better} better, {equal} equal, {worse} worse, {new} new, {gone} gone, {target_changed} with another target, "
        "{not_comparable} not comparable",
        **{move.replace("-", "_"): number for move, number in numbers.items()},
    )
    return View(
        columns=_COLUMNS,
        rows=rows,
        title=TITLE._replace(text=lambda moved: moved.row.title),
        heading=lambda moved: heading(moved.row),
        color=lambda moved: _COLORS.get(moved.moved),
        above=(total,),
        below=judged_on(now.goals),
        more={"moved": numbers},
    )


def _verdict(row: GoalRow | None) -> Message | None:
    return Message("{shape} {word}", {"shape": SHAPES[row.verdict], "word": VERDICTS[row.verdict]}) if row else None


def _now(moved: Moved) -> GoalRow | None:
    return None if moved.moved == "gone" else moved.row


def _figure(row: GoalRow | None) -> Message | None:
    return figure(row.actual, percent=row.percent) if row else None


def _exact(row: GoalRow | None) -> str | None:
    actual: Value | None = row.actual if row else None
    return exact(actual)


def _of_goal(column: Column) -> Column:
    """Give a column of goals as one of what became of them; beside the comparison it is there for who asks."""
    named = column.name in {"convenant", "goal"}
    return column._replace(
        text=lambda moved: column.text(moved.row),
        value=lambda moved: column.told(moved.row),
        from_width=ASKED,
        plain=named,
    )


_COLUMNS: tuple[Column, ...] = (
    *(_of_goal(column) for column in GOAL_COLUMNS),
    Column("actual_before", say("was"), lambda moved: _figure(moved.before), lambda moved: _exact(moved.before),
           right=True),
    Column("actual_now", say("is"), lambda moved: _figure(_now(moved)), lambda moved: _exact(_now(moved)), right=True),
    Column("verdict_before", say("verdict then"), lambda moved: _verdict(moved.before),
           lambda moved: moved.before.verdict if moved.before else None),
    Column("verdict_now", say("verdict now"), lambda moved: _verdict(_now(moved)),
           lambda moved: row.verdict if (row := _now(moved)) else None),
    Column("target_before", say("target then"), lambda moved: moved.before.aim if moved.before else None,
           lambda moved: moved.before.target if moved.before else None, from_width=ASKED, plain=False),
    Column("moved", say("moved"), lambda moved: MOVES[moved.moved], lambda moved: moved.moved),
)  # fmt: skip
