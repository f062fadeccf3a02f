"""One row per contribution: what was pledged, due, delivered and confirmed of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.masterplan import Masterplan
from convtool.pledges.giving import OVERDUE, PARTLY, UNKNOWN, Giving
from convtool.pledges.givings import givings_of


class ContributionRow(NamedTuple):
    """A contribution. `partners` are the organisations that give, by their ids."""

    file: str
    giving: Giving
    partners: tuple[str, ...]

    @property
    def convenant(self) -> str:
        """The id of its convenant."""
        return self.giving.convenant

    @property
    def names(self) -> frozenset[str]:
        """The words that ask for it: its convenant, its own id, and both."""
        own = self.giving.contribution
        return frozenset((self.convenant, own, f"{self.convenant}/{own}"))

    @property
    def themes(self) -> tuple[str, ...]:
        """The theme under which it is counted."""
        return (self.giving.theme,) if self.giving.theme else ()

    @property
    def overdue(self) -> bool:
        """Whether less was delivered than was due."""
        return self.giving.state in {PARTLY, OVERDUE}

    @property
    def behind(self) -> bool:
        """Whether less was delivered than was due."""
        return self.overdue

    @property
    def unknown(self) -> bool:
        """Whether it cannot be told if what was due was delivered."""
        return self.giving.state == UNKNOWN


def contribution_rows(convenant: Convenant, masterplan: Masterplan | None, day: date) -> Iterator[ContributionRow]:
    """Give the row of every contribution of a convenant, in the order of the file."""
    for giving in givings_of(convenant, masterplan, day):
        bearing = [giving.giver_partner, *(share.partner for share in giving.shares)]
        partners = tuple(dict.fromkeys(partner for partner in bearing if partner))
        yield ContributionRow(convenant.document.path, giving, partners)
