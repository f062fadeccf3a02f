"""`--by need`: one row per need that was voiced in a meeting, and what came of it."""

from __future__ import annotations

from convtool.messages import Message, count, say
from convtool.models.convenant import Convenant
from convtool.models.meeting import Meeting
from convtool.standing import Standing
from convtool.standing.needs import NeedRow
from convtool.standing.programme import ProgrammeRow
from convtool.views import ASKED, WIDE, Column, View

READS = (Convenant, Meeting)
STATES = {"taken-up": say("✔ taken up"), "open": say("· open"), "overdue": say("✘ open too long")}
COLORS = {"taken-up": "green", "open": "dim", "overdue": "red"}


def heading(row: NeedRow) -> object:
    """Give the name of the meeting, marked where it is fictional."""
    return say("{title} (fictional)", title=row.title) if row.example else row.title


TITLE = Column("text", say("need"), lambda row: row.text or row.need, lambda row: row.text)
COLUMNS: tuple[Column, ...] = (
    Column("meeting", say("meeting"), lambda row: row.meeting + (" *" if row.example else ""), lambda row: row.meeting,
           from_width=ASKED),
    Column("need", say("need"), lambda row: row.need, from_width=ASKED),
    TITLE._replace(from_width=ASKED, plain=False),
    Column("persona", say("persona"), lambda row: row.persona, from_width=WIDE, plain=False),
    Column("initiative", say("initiative"), lambda row: row.initiative, from_width=WIDE, plain=False),
    Column("date", say("voiced on"), lambda row: row.date),
    Column("offers", say("offers"), lambda row: row.offers or None, lambda row: row.offers, right=True),
    Column("actions", say("actions"), lambda row: row.actions or None, lambda row: row.actions, right=True),
    Column("done", say("done"), lambda row: row.done or None, lambda row: row.done, right=True),
    Column("days", say("days"), lambda row: row.days, right=True),
    Column("partners", say("partners"), lambda row: row.partners, from_width=ASKED, plain=False),
    Column("state", say("state"), lambda row: STATES[row.state], lambda row: row.state),
    Column("example", say("fictional"), lambda row: row.example, from_width=ASKED, plain=False),
)  # fmt: skip


def view(standing: Standing, programme: ProgrammeRow) -> View:  # noqa: ARG001 - all views are asked alike
    """Give every need below the name of its meeting; an offer is an intention, and counts as nothing else."""
    return View(
        columns=COLUMNS,
        rows=standing.needs,
        title=TITLE,
        heading=heading,
        color=lambda row: COLORS[row.state],
        above=_counted(standing),
        below=(say("An offer is an intention that was voiced; it is no delivery."),) if standing.needs else (),
    )


def _counted(standing: Standing) -> tuple[Message, ...]:
    """Say how many needs were voiced and what came of them."""
    counts = {state: sum(row.state == state for row in standing.needs) for state in STATES}
    line = say(
        "{needs}: {taken_up} taken up, {open} open, {overdue} open too long",
        needs=count(len(standing.needs), "{number} need voiced", "{number} needs voiced"),
        taken_up=counts["taken-up"],
        open=counts["open"],
        overdue=counts["overdue"],
    )
    return (line,)
