"""Agreements with what became of them, as pages about more than one convenant show them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from convtool.context.shown import Shown
from convtool.context.told import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from convtool.context.addresses import Titled
    from convtool.context.seen import Seen
    from convtool.standing.agreements import AgreementRow


class AgreedLine(Shown):
    """An agreement: who carries it out (None: nobody is named; all: every party), by when, and what was last heard.

    `every` names the cycle in which it returns. `state` is done, stopped, overdue or open; `status` is what was last
    heard of it, on the day `since`.
    """

    text: str
    who: Titled | str | None
    due: date | None
    every: str | None
    state: str
    status: str | None
    since: date | None


class AgreedGroup(Shown):
    """Agreements of one convenant."""

    convenant: Titled
    lines: tuple[AgreedLine, ...]


def agreed_groups(seen: Seen, rows: Iterable[AgreementRow], language: str) -> tuple[AgreedGroup, ...]:
    """Give agreements below their convenanten, in the order of the rows."""
    return tuple(
        AgreedGroup(convenant=seen.convenant(id, language), lines=tuple(_line(seen, row, language) for row in lines))
        for id, lines in groupby(rows, lambda row: row.convenant)
    )


def _line(seen: Seen, row: AgreementRow, language: str) -> AgreedLine:
    return AgreedLine(
        text=row.text or spoken(row.agreement),
        who=seen.who(row.convenant, row.owner, language),
        due=row.due,
        every=row.every,
        state=row.state,
        status=row.status,
        since=row.since,
    )
