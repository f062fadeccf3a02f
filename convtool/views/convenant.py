"""`--by convenant`: one row per convenant, and how far the programme is with what it was asked to deliver."""

from __future__ import annotations

from collections import defaultdict

from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.standing import GoalRow, Standing
from convtool.standing.programme import ProgrammeRow, delivered
from convtool.views import ASKED, WIDE, Column, View
from convtool.views.goal import judged_on
from convtool.views.tally import COUNTS, group, titled
from convtool.views.words import LEGEND

READS = (Convenant,)
_STAGES = {
    "explored": say("explored"),
    "drafted": say("drafted"),
    "agreed": say("agreed"),
    "signed": say("signed"),
}
STATUSES = {
    "exploring": say("exploring"),
    "draft": say("draft"),
    "agreed": say("agreed"),
    "signed": say("signed"),
    "active": say("active"),
    "extended": say("extended"),
    "ended": say("ended"),
    "terminated": say("terminated"),
}
TITLE = titled(say("convenant"))
COLUMNS: tuple[Column, ...] = (
    Column("convenant", say("id"), lambda row: row.id + (" *" if row.example else ""), lambda row: row.id,
           from_width=ASKED),
    TITLE._replace(from_width=ASKED, plain=False),
    Column("kind", say("kind"), lambda row: row.of.kind, from_width=ASKED, plain=False),
    Column("status", say("stage"), lambda row: STATUSES[row.of.status], lambda row: row.of.status),
    Column("starts", say("from"), lambda row: row.of.starts, from_width=WIDE, plain=False),
    Column("ends", say("until"), lambda row: row.of.ends, from_width=WIDE, plain=False),
    Column("partners", say("partners"), lambda row: row.of.partners, from_width=ASKED, plain=False),
    *COUNTS,
)  # fmt: skip


def view(standing: Standing, programme: ProgrammeRow) -> View:
    """Give every convenant with its goals counted."""
    goals: dict[str, list[GoalRow]] = defaultdict(list)
    for goal in standing.goals:
        goals[goal.convenant].append(goal)
    stages = delivered(standing.convenants, programme)
    return View(
        columns=COLUMNS,
        rows=[
            group(row.convenant, row.title, row, goals[row.convenant], example=row.example)
            for row in standing.convenants
        ],
        title=TITLE,
        above=_line(programme, stages),
        below=(LEGEND, *judged_on(standing.goals)),
        more={"programme": {"commissioned": programme.commissioned, "counts_when": programme.counts_when, **stages}},
    )


def _line(programme: ProgrammeRow, stages: dict[str, int]) -> tuple[Message, ...]:
    """Say how far the programme is: at which stage those are that it was asked for."""
    if programme.commissioned is None:
        return ()
    line = say(
        "Of {commissioned} convenanten that the programme is to deliver: {signed} signed, {agreed} agreed, "
        "{drafted} drafted, {explored} explored; one counts when {counts_when}, and fictional ones do not.",
        commissioned=programme.commissioned,
        counts_when=_STAGES[programme.counts_when],
        **stages,
    )
    return (line,)
