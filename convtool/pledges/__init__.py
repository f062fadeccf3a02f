"""What the parties promised and what came of it: pledged, due, delivered and confirmed, of every contribution.

One goes down: `sums` and `promised` (numbers), `instalments` (days), `deliveries`; then `giving` (what comes out) and
`givings` (how it is made), `shares` (who bears it) and `totals` (what may be added up). Rules and pages ask here too,
so that a contribution falls due on the same days everywhere. Each takes what it needs from its own module: a rule
starts sooner without the rest.
"""
