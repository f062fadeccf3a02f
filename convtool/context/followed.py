"""What was needed, offered and taken on in meetings, and what became of it: lines for every page that shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.shown import Shown
from convtool.context.told import spoken
from convtool.context.voiced import need_line
from convtool.standing import ContributionRow, GoalRow
from convtool.standing.agreements import AgreementRow
from convtool.standing.sessions import SessionRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from convtool.context.addresses import Titled
    from convtool.context.seen import Result, Seen
    from convtool.context.voiced import NeedLine
    from convtool.standing.actions import ActionRow
    from convtool.standing.needs import NeedRow
    from convtool.standing.offers import OfferRow
    from convtool.values import Moment


class ResultLine(Shown):
    """What an offer or a need led to.

    `sort` is goal, contribution, agreement, action or session; convenant or meeting where it is the whole of that, or
    where these readers see no more of it. `where` is the convenant or meeting it stands in. `state` is a verdict, or
    how far it is; None for a whole. `since` is the day of that, where it is known.
    """

    sort: str
    text: str | None
    where: Titled
    state: str | None
    since: date | None


class OfferLine(Shown):
    """An offer: who made it (None: not known), for which need of its meeting, and what became of it.

    `nothing` tells that nothing came of it; without that and without `became` it is not known.
    """

    text: str | None
    party: Titled | None
    need: int | None
    meeting: Titled
    date: Moment | None
    became: ResultLine | None
    nothing: bool


class ActionLine(Shown):
    """An action: who is the first contact (None: not known), together with whom, and by when.

    `state` is done, stopped, overdue or open, `status` the last word of progress about it, of the day `since`.
    """

    text: str | None
    owner: Titled | None
    together: tuple[Titled, ...]
    need: int | None
    meeting: Titled
    due: date | None
    state: str
    status: str | None
    since: date | None
    outcome: str | None


class SessionLine(Shown):
    """A work session. `state` is done, stopped, open, or overdue: nothing says whether it was held on its `day`."""

    title: str | None
    need: int | None
    day: Moment | None
    partners: tuple[Titled, ...]
    community: Decimal | None
    state: str
    since: date | None
    outcome: str | None


class TracedNeed(Shown):
    """A need with what drives whose it is, what stands in the way, and where it led, at any meeting that voiced it.

    `sessions` are those of its own meeting for it, `results` what its initiative says answered it.
    """

    line: NeedLine
    motivation: str | None
    frustration: str | None
    offers: tuple[OfferLine, ...]
    actions: tuple[ActionLine, ...]
    sessions: tuple[SessionLine, ...]
    results: tuple[ResultLine, ...]


def result_line(seen: Seen, name: str, language: str) -> ResultLine:
    """Give what a name such as `voorbeeldbank/goals/stageplekken` leads to, as far as these readers see it."""
    id = name.partition("/")[0]
    of_meeting = id in seen.meetings
    where = seen.meeting(id, language) if of_meeting else seen.convenant(id, language)
    row = seen.results.get(name)
    if row is None:
        sort = "meeting" if of_meeting else "convenant"
        return ResultLine(sort=sort, text=None, where=where, state=None, since=None)
    sort, text, state, since = _told(row)
    return ResultLine(sort=sort, text=text, where=where, state=state, since=since)


def _told(row: Result) -> tuple[str, str | None, str, date | None]:
    match row:
        case GoalRow():
            return "goal", row.title, row.verdict, None
        case ContributionRow():
            return "contribution", row.giving.text or spoken(row.giving.contribution), row.giving.state, None
        case AgreementRow():
            return "agreement", row.text or spoken(row.agreement), row.state, row.since
        case SessionRow():
            return "session", row.title, row.state, row.since
    return "action", row.text or spoken(row.action), row.state, row.since


def offer_line(seen: Seen, row: OfferRow, language: str, numbers: Mapping[str, int] | None = None) -> OfferLine:
    """Give an offer; `numbers` are those of the needs of its meeting, on the page of that."""
    led = row.becomes if row.becomes != "none" else None
    return OfferLine(
        text=row.text,
        party=seen.partner(row.party, language) if row.party else None,
        need=numbers.get(row.need or "") if numbers else None,
        meeting=seen.meeting(row.meeting, language),
        date=row.date,
        became=result_line(seen, led, language) if led else None,
        nothing=row.becomes == "none",
    )


def action_line(seen: Seen, row: ActionRow, language: str, numbers: Mapping[str, int] | None = None) -> ActionLine:
    """Give an action; `numbers` are those of the needs of its meeting, on the page of that."""
    return ActionLine(
        text=row.text,
        owner=seen.partner(row.owner, language) if row.owner else None,
        together=tuple(seen.partner(id, language) for id in row.with_),
        need=numbers.get(row.need or "") if numbers else None,
        meeting=seen.meeting(row.meeting, language),
        due=row.due,
        state=row.state,
        status=row.status,
        since=row.since,
        outcome=row.outcome,
    )


def session_line(seen: Seen, row: SessionRow, language: str, numbers: Mapping[str, int]) -> SessionLine:
    """Give a work session; `numbers` are those of the needs of its meeting."""
    return SessionLine(
        title=row.title,
        need=numbers.get(row.need or ""),
        day=row.day,
        partners=tuple(seen.partner(id, language) for id in row.partners),
        community=row.community,
        state=row.state,
        since=row.since,
        outcome=row.outcome,
    )


def traced_need(seen: Seen, row: NeedRow, language: str, sessions: tuple[SessionLine, ...] = ()) -> TracedNeed:
    """Give a need with where it led, each thing once; `sessions` are those of its own meeting for it."""
    told = {each.becomes for each in row.trace.offers}
    told |= {f"{each.meeting}/actions/{each.action}" for each in row.trace.actions}
    return TracedNeed(
        line=need_line(seen, row, language),
        motivation=row.motivation,
        frustration=row.frustration,
        offers=tuple(offer_line(seen, each, language) for each in row.trace.offers),
        actions=tuple(action_line(seen, each, language) for each in row.trace.actions),
        sessions=sessions,
        results=tuple(result_line(seen, name, language) for name in row.trace.answers if name not in told),
    )
