"""Days to come, as pages about more than one convenant show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.shown import Shown

if TYPE_CHECKING:
    from datetime import date

    from convtool.context.addresses import Titled
    from convtool.context.seen import Seen
    from convtool.standing.dates import DateRow


class DateLine(Shown):
    """Something that falls on a day: of what sort, what it is about, where it was agreed, and who sees to it.

    `kind` is that of `standing.due.Due`. `who` has a name, is all (every party) or independent, or None where nobody is
    named.
    """

    day: date
    kind: str
    what: str | None
    where: Titled
    who: Titled | str | None


def coming(seen: Seen, until: date) -> list[DateRow]:
    """Give everything that falls on the day of the site or later, up to `until`, by day."""
    found = [row for row in seen.owed.dates if row.day <= until]
    return sorted(found, key=lambda row: (row.day, row.record, row.kind, row.what or ""))


def date_line(seen: Seen, row: DateRow, language: str) -> DateLine:
    """Give a day to come with the names and the pages of where it was agreed and who sees to it."""
    where = {"convenants": seen.convenant, "meetings": seen.meeting, "initiatives": seen.initiative}[row.folder]
    return DateLine(
        day=row.day,
        kind=row.kind,
        what=row.what,
        where=where(row.record, language),
        who=seen.who(row.record if row.folder == "convenants" else None, row.owner, language),
    )
