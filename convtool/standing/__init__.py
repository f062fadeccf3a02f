"""Where everything stands on a day, in plain rows: ids, exact figures, words. No row holds a record or a document.

Each file gives its rows by itself, so that files can be dealt to two processes; `together` puts the parts in one.
Views ask for rows, formats show them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from convtool.models.convenant import Convenant
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import Portfolio
from convtool.standing.contributions import ContributionRow, contribution_rows
from convtool.standing.convenants import ConvenantRow, convenant_row
from convtool.standing.goals import GoalRow, goal_rows
from convtool.standing.needs import NeedRow, need_rows
from convtool.standing.partners import PartnerRow, partner_row

__all__ = ["ContributionRow", "ConvenantRow", "GoalRow", "NeedRow", "PartnerRow", "Standing", "standing_of", "together"]


R = TypeVar("R", ContributionRow, ConvenantRow, GoalRow, NeedRow, PartnerRow)


class Standing(NamedTuple):
    """What some files say; `unread` counts those that could not be read and are left out."""

    convenants: list[ConvenantRow]
    goals: list[GoalRow]
    contributions: list[ContributionRow]
    needs: list[NeedRow]
    partners: list[PartnerRow]
    unread: int = 0


def standing_of(portfolio: Portfolio, paths: Iterable[str], *, contributions: bool = True) -> Standing:
    """Give what the files at `paths` say as of the portfolio's day; none is kept longer than it is looked at.

    Without `contributions` these are not worked out, which takes as long as the goals.
    """
    masterplan, day = portfolio.programme.masterplan, portfolio.as_of
    found = Standing([], [], [], [], [])
    unread = 0
    for path in paths:
        record = portfolio.entries.once(path).record
        match record:
            case Convenant():
                found.convenants.append(convenant_row(record))
                found.goals.extend(goal_rows(record, masterplan, day))
                if contributions:
                    found.contributions.extend(contribution_rows(record, masterplan, day))
            case Meeting():
                found.needs.extend(need_rows(record, portfolio.programme))
            case Partner():
                found.partners.append(partner_row(record))
            case None:
                unread += 1
    return found._replace(unread=unread)


def together(parts: Iterable[Standing]) -> Standing:
    """Give several parts as one, each sort of row in the order of the files, and of what stands in them."""
    parts = list(parts)
    return Standing(
        _in_order(part.convenants for part in parts),
        _in_order(part.goals for part in parts),
        _in_order(part.contributions for part in parts),
        _in_order(part.needs for part in parts),
        _in_order(part.partners for part in parts),
        sum(part.unread for part in parts),
    )


def _in_order(parts: Iterable[list[R]]) -> list[R]:
    return sorted((row for part in parts for row in part), key=lambda row: row.file)
