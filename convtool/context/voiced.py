"""Needs that were voiced in meetings, as pages about more than one meeting show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.shown import Shown
from convtool.context.told import spoken

if TYPE_CHECKING:
    from datetime import date

    from convtool.context.addresses import Titled
    from convtool.context.seen import Seen
    from convtool.standing.needs import NeedRow

ANSWERED = "taken-up"


class NeedLine(Shown):
    """A need: of whom, in which meeting and on which day, by which initiative, and what became of it.

    `state` is taken-up, open or overdue; `days` is how long ago it was voiced, None where the day is not known.
    """

    text: str
    persona: str | None
    meeting: Titled
    date: date | None
    initiative: Titled | None
    state: str
    days: int | None


def need_line(seen: Seen, row: NeedRow, language: str) -> NeedLine:
    """Give a need with the names and the pages of where it comes from."""
    return NeedLine(
        text=row.text or spoken(row.need),
        persona=row.persona,
        meeting=seen.meeting(row.meeting, language),
        date=row.date,
        initiative=seen.initiative(row.initiative, language) if row.initiative else None,
        state=row.state,
        days=row.days,
    )
