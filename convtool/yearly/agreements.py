"""What is asked about the agreements and actions that a partner is to carry out: how far each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.messages import Message
from convtool.models.since import PROGRESS
from convtool.sheets.words import CYCLES, called, joined
from convtool.sheets.words import PROGRESS as WORDS
from convtool.standing.actions import ActionRow, action_rows
from convtool.standing.agreements import AgreementRow, agreement_rows
from convtool.values import Moment
from convtool.yearly.questions import ACTION, AGREEMENT, Question, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.models.meeting import Meeting
    from convtool.models.partner import Partner
    from convtool.portfolio import Programme
    from convtool.progress.calendar import Span

ONE_OF_SEVERAL = ("not-started", "in-preparation", "in-execution")
"""How far an agreement can be by the word of one of those who owe it: that all of them did it, none can say."""
_OPEN = ("open", "overdue")


def of_agreements(role: Role) -> Iterator[Question]:
    """Give the agreements that the partner owes and that fall due by the end of the period, or on no day.

    What returns is open until something is heard of it in the period.
    """
    rows = {row.agreement: row for row in agreement_rows(role.convenant, role.day)}
    for each in role.convenant.agreements or ():
        row = rows[each.id]
        later = isinstance(each.due, Moment) and each.due.last > role.span.last
        if row.owner not in role.bound or later:
            continue
        yield Question(
            id=f"{role.convenant.id}/agreements/{each.id}",
            path=role.path,
            sort=AGREEMENT,
            thing=each.id,
            heading=role.heading,
            title=each.text or each.id,
            wants=("day", "note"),
            last=_last(row),
            expected=joined(CYCLES.get(each.every or ""), row.due),
            choices=ONE_OF_SEVERAL if each.each and not each.every else PROGRESS,
            behind=row.state == "overdue",
            open=row.state in _OPEN and not (each.every and _heard(each.id, role)),
        )


def _heard(agreement: str, role: Role) -> bool:
    return any(
        event.agreement == agreement and event.status and role.span.first <= event.date.last <= role.span.last
        for event in role.convenant.events or ()
    )


def of_actions(meeting: Meeting, partner: Partner, span: Span, programme: Programme) -> Iterator[Question]:
    """Give the actions of a meeting that the partner answers for, due by the end of the period or on no day."""
    if meeting.date and meeting.date.first > programme.as_of:
        return
    for row in action_rows(meeting, programme):
        if row.owner == partner.id and (row.due is None or row.due <= span.last):
            yield Question(
                id=f"{meeting.id}/actions/{row.action}",
                path=meeting.document.path,
                sort=ACTION,
                thing=row.action,
                heading=called(meeting.title, example=bool(meeting.example) and not partner.example),
                title=row.text or row.action,
                wants=("day", "note"),
                last=_last(row),
                expected=row.due,
                choices=PROGRESS,
                behind=row.state == "overdue",
                open=row.state in _OPEN,
            )


def _last(row: AgreementRow | ActionRow) -> Message | None:
    if row.status is None:
        return None
    return Message("{status} ({day})", {"status": WORDS[row.status], "day": row.since})
