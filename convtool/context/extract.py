"""The extract of a convenant: what pages about more than one record tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.context.earlier import first_day, goals_then
from convtool.standing.accounts import Asked, asked_of
from convtool.standing.convenants import ConvenantRow, convenant_row

if TYPE_CHECKING:
    from datetime import date

    from convtool.models.convenant import Convenant
    from convtool.models.masterplan import Masterplan
    from convtool.standing import GoalRow


class Extract(NamedTuple):
    """What follows from one convenant, the masterplan and the day, and from nothing else: so it can be kept.

    Of one whose text the readers do not see nothing is `asked`. `earlier` are its goals as they stood on the first day
    of the reporting period.
    """

    row: ConvenantRow
    asked: Asked
    earlier: list[GoalRow]


def extract_of(convenant: Convenant, masterplan: Masterplan | None, day: date, *, shown: bool) -> Extract:
    """Give the extract of a convenant on a day; `shown` tells whether the readers see its text."""
    row = convenant_row(convenant)
    if not shown:
        return Extract(row, Asked(convenant, [], [], [], []), [])
    earlier = goals_then(convenant, masterplan, first_day(masterplan, day), day)
    return Extract(row, asked_of(convenant, masterplan, day), list(earlier))
