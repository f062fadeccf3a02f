"""`--by partner`: one row per organisation, with the goals it owns or takes part in."""

from __future__ import annotations

from collections import defaultdict

from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.obligations import Contribution
from convtool.models.partner import Partner
from convtool.pledges.shares import borne
from convtool.standing import GoalRow, PartnerRow, Standing
from convtool.standing.programme import ProgrammeRow
from convtool.views import ASKED, Column, View
from convtool.views.goal import judged_on
from convtool.views.sums import sums
from convtool.views.tally import COUNTS, Group, titled
from convtool.views.words import LEGEND

READS = (Convenant, Contribution, Partner)
COUNTED = say(
    "A goal counts for the partner that owns it and for each that takes part; where no owner is named, "
    "for the parties that sign as partner."
)
TITLE = titled(say("partner"))
COLUMNS: tuple[Column, ...] = (
    Column("partner", say("id"), lambda row: row.id + (" *" if row.example else ""), lambda row: row.id,
           from_width=ASKED),
    TITLE._replace(from_width=ASKED, plain=False),
    Column("convenants", say("convenanten"), lambda row: row.convenants, right=True),
    *COUNTS,
)  # fmt: skip


def view(standing: Standing, programme: ProgrammeRow) -> View:  # noqa: ARG001 - all views are asked alike
    """Give every organisation, also one without a convenant or a goal."""
    goals: dict[str, list[GoalRow]] = defaultdict(list)
    convenants: dict[str, set[str]] = defaultdict(set)
    for goal in standing.goals:
        for partner in goal.partners:
            goals[partner].append(goal)
    for row in standing.convenants:
        for partner in row.partners:
            convenants[partner].add(row.convenant)
    known = partners(standing)
    return View(
        columns=COLUMNS,
        rows=[
            Group(row.partner, row.name, row, len(convenants[row.partner]), goals[row.partner], row.example)
            for row in known
        ],
        title=TITLE,
        below=(LEGEND, COUNTED, *judged_on(standing.goals)),
        matrices=(
            sums(
                (part for row in standing.contributions for part in borne(row.giving)),
                lambda giving: giving.giver_partner,
                say("Contributions per partner"),
                say("partner"),
                {row.partner: row.name for row in known},
                say("no single partner"),
            ),
        ),
    )


def partners(standing: Standing) -> list[PartnerRow]:
    """Give the organisations with a file, and those that a convenant names without one, in the order of their ids."""
    known = {row.partner: row for row in standing.partners}
    for convenant in standing.convenants:
        for partner in convenant.partners:
            known.setdefault(partner, PartnerRow("", partner, partner, example=convenant.example))
    return [known[partner] for partner in sorted(known)]
