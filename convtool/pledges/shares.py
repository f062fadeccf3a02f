"""What each of several parties bears of one contribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.pledges.giving import MONEY, NOT_SPLIT, SHARED, STAGES, Year
from convtool.pledges.sums import in_cents, percent_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.pledges.giving import Giving, Share
    from convtool.values import Number


def borne(giving: Giving) -> Iterator[Giving]:
    """Give a contribution for each party that bears a share of it, with that part of what is pledged and due.

    Money that makes no whole number of cents is not split, and nobody knows who of them delivered what: these stages
    have no number. `value` stays that of all together. A contribution of one party is given as it is.
    """
    if not giving.shares:
        yield giving
    for share in giving.shares:
        part = giving._replace(
            giver=share.party,
            giver_partner=share.partner,
            pledged=_part(giving, share, giving.pledged),
            due=_part(giving, share, giving.due),
            delivered=None,
            confirmed=None,
            years=tuple(
                Year(each.year, _part(giving, share, each.pledged), _part(giving, share, each.due), None, None)
                for each in giving.years
            ),
            shares=(),
        )
        yield part._replace(reasons=tuple(_reasons(giving, part)))


def _part(giving: Giving, share: Share, number: Number | None) -> Number | None:
    found = percent_of(number, share.percent) if number else None
    return found if found is None or giving.measure != MONEY or in_cents(found) else None


def _reasons(giving: Giving, part: Giving) -> Iterator[tuple[str, str]]:
    for name in STAGES:
        if part.stage(name) is None:
            yield name, giving.reason(name) or (NOT_SPLIT if name in {"pledged", "due"} else SHARED)
