"""Days to come, as pages about more than one convenant show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convtool.standing.dates import DateRow

if TYPE_CHECKING:
    from datetime import date

    from convtool.context.addresses import Titled
    from convtool.context.seen import Seen

ACTION = "action"
OF_A_MEETING = (ACTION, "session")
"""The days that were agreed in a meeting; all others in a convenant."""


@dataclass(frozen=True, kw_only=True)
class DateLine:
    """Something that falls on a day: of what sort, what it is about, where it was agreed, and who sees to it.

    `kind` is report, evaluation, milestone, target, baseline, agreement, contribution, decision, signing, start,
    notice, end, action or session. `who` has a name, is all (every party) or independent, or None where nobody is
    named.
    """

    day: date
    kind: str
    what: str | None
    where: Titled
    who: Titled | str | None


def coming(seen: Seen, until: date) -> list[DateRow]:
    """Give everything that falls on the day of the site or later, up to `until`, by day; actions by their meeting."""
    acts = (
        DateRow(row.meeting, row.due, ACTION, row.text, row.owner)
        for row in seen.owed.actions
        if row.due and row.state == "open"
    )
    found = [row for row in (*seen.owed.dates, *acts) if row.day <= until]
    return sorted(found, key=lambda row: (row.day, row.convenant, row.kind, row.what or ""))


def date_line(seen: Seen, row: DateRow, language: str) -> DateLine:
    """Give a day to come with the names and the pages of where it was agreed and who sees to it."""
    of_meeting = row.kind in OF_A_MEETING
    return DateLine(
        day=row.day,
        kind=row.kind,
        what=row.what,
        where=seen.meeting(row.convenant, language) if of_meeting else seen.convenant(row.convenant, language),
        who=seen.who(None if of_meeting else row.convenant, row.owner, language),
    )


def is_fictional(seen: Seen, row: DateRow) -> bool:
    """Tell whether it falls in a fictional convenant or was agreed in a fictional meeting."""
    where = seen.meetings[row.convenant] if row.kind in OF_A_MEETING else seen.convenants[row.convenant]
    return bool(where.example)
