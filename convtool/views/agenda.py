"""What falls due: one row per day, what is overdue first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from convtool.messages import Message, count, say
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.standing.agenda import Agenda, in_order
from convtool.standing.dates import DateRow
from convtool.views import ASKED, NARROW, Column, View

READS = (Convenant, Initiative, Meeting, Partner)
KINDS = {
    "report": say("figures due"),
    "evaluation": say("evaluation"),
    "milestone": say("milestone"),
    "target": say("target"),
    "baseline": say("baseline to be measured"),
    "agreement": say("agreement"),
    "contribution": say("contribution"),
    "condition": say("condition to be met"),
    "decision": say("decision expected"),
    "signing": say("signing"),
    "publication": say("last day to publish"),
    "start": say("start"),
    "notice": say("last day to give notice"),
    "extension": say("last day to agree on an extension"),
    "end": say("end"),
    "meeting": say("meeting"),
    "action": say("action"),
    "session": say("work session"),
    "offer": say("offer to become something"),
    "need": say("needed"),
}
MANY: Mapping[str, Message] = {"all": say("every party"), "independent": say("independent")}


def titled(row: DateRow) -> Message:
    """Say what falls due: its sort, and what it is about where that is known."""
    about = row.what or (row.period if row.kind == "report" else None)
    text = "{kind}: {about}" if about else "{kind}"
    return Message(text, {"kind": KINDS[row.kind], "about": about})


def where(row: DateRow) -> object:
    """Give the name of the convenant or the meeting, marked where it is fictional."""
    return say("{title} (fictional)", title=row.title) if row.example else row.title


def who(row: DateRow, partners: Mapping[str, str]) -> object:
    """Give the name of who sees to it; None where nobody is named. `partners` are the names of organisations."""
    if row.owner is None:
        return None
    own = row.owner_partner or row.owner
    return MANY.get(row.owner) or row.owner_name or partners.get(own, own)


def view(agenda: Agenda, day: date, until: date) -> View:
    """Give what is overdue on a day, and what falls due from it on, month by month."""
    return View(
        columns=_columns(agenda.partners, day),
        rows=agenda.rows,
        title=_title(),
        heading=lambda row: say("Overdue") if row.overdue else f"{row.day:%Y-%m}",
        color=lambda row: "red" if row.overdue else None,
        above=(_counted(agenda.rows, until),),
        below=(say("As of {day}.", day=day),),
        more={"until": until},
        order=in_order,
    )


def chosen(agenda: Agenda, ids: Collection[str], owner: str | None) -> Agenda:
    """Give only what ids ask for, of records or something in them, and what an organisation sees to."""
    rows = agenda.rows
    if ids:
        rows = [row for row in rows if row.names.intersection(ids)]
    if owner:
        rows = [row for row in rows if owner in row.partners]
    return agenda._replace(rows=rows)


def _counted(rows: Sequence[DateRow], until: date) -> Message:
    late = sum(row.overdue for row in rows)
    return say(
        "{overdue} overdue, {coming} to come up to {until}, {fictional} fictional",
        overdue=late,
        coming=len(rows) - late,
        until=until,
        fictional=sum(row.example for row in rows),
    )


def _title() -> Column:
    return Column("title", say("what falls due"), titled, from_width=ASKED, plain=False)


def _columns(partners: Mapping[str, str], day: date) -> tuple[Column, ...]:
    return (
        Column("day", say("day"), lambda row: row.day, from_width=NARROW),
        Column("kind", say("sort"), lambda row: KINDS[row.kind], lambda row: row.kind, from_width=ASKED),
        Column("what", say("concerns"), lambda row: row.what, from_width=ASKED),
        Column("about", say("id"), lambda row: row.about, from_width=ASKED, plain=False),
        Column("period", say("which time"), lambda row: row.period, from_width=ASKED, plain=False),
        _in("convenants", "convenant", say("convenant")),
        _in("meetings", "meeting", say("meeting")),
        _in("initiatives", "initiative", say("initiative")),
        Column("title", say("where"), where, lambda row: row.title),
        Column("owner", say("id of who"), lambda row: row.owner, from_width=ASKED, plain=False),
        Column("owner_name", say("who"), lambda row: who(row, partners)),
        Column("partners", say("partners"), lambda row: row.partners, from_width=ASKED, plain=False),
        Column("overdue", say("overdue"), lambda row: row.overdue, from_width=ASKED, plain=False),
        Column("days", say("days"), lambda row: (row.day - day).days, right=True, from_width=ASKED, plain=False),
        Column("state", say("state"), lambda row: _state(row, day), lambda row: "overdue" if row.overdue else "open"),
        Column("example", say("fictional"), lambda row: row.example, from_width=ASKED, plain=False),
    )  # fmt: skip


def _in(folder: str, name: str, head: Message) -> Column:
    """Give the column with the ids of what lies in a folder."""
    return Column(name, head, lambda row: row.record if row.folder == folder else None, from_width=ASKED, plain=False)


def _state(row: DateRow, day: date) -> object:
    days = abs((row.day - day).days)
    if row.overdue:
        return say("✘ {late}", late=count(days, "{number} day late", "{number} days late"))
    return count(days, "in {number} day", "in {number} days") if days else say("today")
