"""What the parties promised and what came of it: pledged, due, delivered and confirmed, of every contribution.

One goes down: `sums` and `promised` (numbers), `instalments` (days), `deliveries`, `giving` (what comes out) and
`givings` (how it is made), `totals` (what may be added up). Rules and pages ask here too, so that a contribution falls
due on the same days everywhere.
"""

from convtool.pledges.giving import STAGES, STATES, Giving, Share, Worth, Year, in_year
from convtool.pledges.givings import givings, givings_of
from convtool.pledges.totals import LeftOut, Total, Totals, totals, totals_by_year

__all__ = [
    "STAGES",
    "STATES",
    "Giving",
    "LeftOut",
    "Share",
    "Total",
    "Totals",
    "Worth",
    "Year",
    "givings",
    "givings_of",
    "in_year",
    "totals",
    "totals_by_year",
]
