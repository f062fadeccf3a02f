"""On which days a contribution still falls due, and since which day one is late."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from convtool.pledges.giving import OVERDUE, PARTLY, Giving, reaches
from convtool.pledges.givings import promised_of

if TYPE_CHECKING:
    from datetime import date

    from convtool.models.convenant import Convenant
    from convtool.models.masterplan import Masterplan
    from convtool.pledges.promises import Promise
    from convtool.values import Number


class Falling(NamedTuple):
    """One time that a contribution falls due: the how manieth, on which day, and whether that passed without it."""

    giving: Giving
    number: int
    day: date
    late: bool


def falling(convenant: Convenant, masterplan: Masterplan | None, day: date, until: date) -> Iterator[Falling]:
    """Give every time from `day` to `until` that was not delivered in advance, and the oldest one that is late."""
    for giving, promise in promised_of(convenant, masterplan, day, until):
        if not promise.draft:
            yield from _times(giving, promise, until)


def _times(giving: Giving, promise: Promise, until: date) -> Iterator[Falling]:
    owed, delivered = promise.owed or (), giving.delivered
    late = giving.state in {PARTLY, OVERDUE}
    for number, each in enumerate(owed, 1):
        wanted = promise.of(owed[:number])
        if each.last > until:
            return
        if each.last >= promise.day:
            if not reaches(delivered, wanted):
                yield Falling(giving, number, each.last, late=False)
        elif late and _falls_short(delivered, wanted):
            yield Falling(giving, number, each.last, late=True)
            late = False


def _falls_short(delivered: Number | None, wanted: Number | None) -> bool:
    """Tell whether surely less was delivered than was wanted at least."""
    most, least = delivered and delivered.high, wanted and wanted.low
    return most is not None and least is not None and most < least
