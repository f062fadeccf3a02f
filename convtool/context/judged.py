"""Goals with how far they are, as pages about more than one convenant show them."""

from __future__ import annotations

from dataclasses import field
from itertools import groupby
from typing import TYPE_CHECKING

from convtool.context.addresses import own_language, progress_of
from convtool.context.charts import DRAWN
from convtool.context.shown import Shown
from convtool.progress.verdicts import VERDICTS
from convtool.views.tally import group

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from convtool.context.addresses import Titled
    from convtool.context.goals import GoalLine
    from convtool.context.seen import Seen
    from convtool.messages import Message
    from convtool.progress.evidence import Value
    from convtool.standing import GoalRow
    from convtool.values import Number


class JudgedGoal(Shown):
    """A goal: what was agreed (`line`), and how far it is.

    `actual` is the newest figure in `unit`, None without one; `actual_date` its day, or the day on which something was
    delivered. `verdict` is achieved, almost, not-achieved, not-due or unknown, and `reason` says why it is unknown.
    `stale` tells that a report was due and did not come. `notes` are what else has to be known of it.
    """

    line: GoalLine
    actual: Number | None
    actual_date: date | None
    unit: str | None
    verdict: str
    reason: str | None
    stale: bool
    notes: tuple[Message, ...]


class GoalGroup(Shown):
    """Goals of one convenant; `figures` is the page that says more of each, where there is one."""

    convenant: Titled
    figures: str | None
    goals: tuple[JudgedGoal, ...]


class VerdictCount(Shown):
    """How many goals have one verdict, and their piece of a bar of 1,000."""

    verdict: str
    count: int
    start: int = field(metadata=DRAWN)
    width: int = field(metadata=DRAWN)


def goal_groups(seen: Seen, rows: Iterable[GoalRow], language: str) -> tuple[GoalGroup, ...]:
    """Give goals below their convenanten, in the order of the rows; those of one convenant stand together in these."""
    return tuple(
        GoalGroup(
            convenant=seen.convenant(id, language),
            figures=_figures(seen, id, language),
            goals=tuple(judged(row, seen.goal_lines(id, language)[row.goal]) for row in goals),
        )
        for id, goals in groupby(rows, lambda row: row.convenant)
    )


def _figures(seen: Seen, id: str, language: str) -> str | None:
    """Give the page that says how far a convenant is: there is none beside a text as it was signed, or for a draft."""
    convenant = seen.convenants[id]
    if seen.site.as_signed or convenant.is_draft:
        return None
    return seen.site.nearest(progress_of(convenant), language, own_language(convenant))


def judged(row: GoalRow, line: GoalLine) -> JudgedGoal:
    """Give a goal by its row."""
    return JudgedGoal(
        line=line,
        actual=number_of(row.actual),
        actual_date=row.actual_date,
        unit=row.unit,
        verdict=row.verdict,
        reason=row.reason,
        stale=row.stale,
        notes=row.notes,
    )


def number_of(value: Value | None) -> Number | None:
    """Give a figure as a number for people: of an open one the end that is known, which belongs to it."""
    return value.number._replace(excludes=False) if value else None


def verdict_counts(rows: Sequence[GoalRow]) -> tuple[VerdictCount, ...]:
    """Count goals per verdict, in the fixed order of the verdicts; nothing where there are no goals."""
    found, before = [], 0
    for verdict, count in zip(VERDICTS, group("", None, None, rows).verdicts, strict=True) if rows else ():
        start, end = (1000 * number // len(rows) for number in (before, before + count))
        before += count
        found.append(VerdictCount(verdict=verdict, count=count, start=start, width=end - start))
    return tuple(found)
