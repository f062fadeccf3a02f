"""The report of a meeting: what was needed, who offered what, who does what by when, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, Titled
from convtool.context.followed import (
    ActionLine,
    OfferLine,
    SessionLine,
    TracedNeed,
    action_line,
    offer_line,
    session_line,
    traced_need,
)
from convtool.context.pages import FactLine, Page
from convtool.context.shown import Shown
from convtool.context.sources import fact_lines
from convtool.context.told import told
from convtool.context.voiced import ANSWERED, need_line
from convtool.followup import is_to_come
from convtool.models.facts import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.seen import Seen
    from convtool.context.voiced import NeedLine
    from convtool.models.meeting import Meeting


class Earlier(Shown):
    """What earlier meetings left: how many needs they voiced, how many of these were taken up, and which were not.

    `unknown` are the meetings of which it is not known what was needed.
    """

    voiced: int
    taken_up: int
    waiting: tuple[NeedLine, ...]
    unknown: tuple[Titled, ...]


class Others(Shown):
    """What was offered and taken on without a need of this meeting that asked for it."""

    offers: tuple[OfferLine, ...]
    actions: tuple[ActionLine, ...]
    sessions: tuple[SessionLine, ...]


class MeetingPage(Page):
    """What templates/meeting/* see: one meeting and what came of it, on one day.

    `to_come` tells that it has not been held: then nothing is told of what came of it. `date`, `attendance`,
    and each field ending in _told hold what the file says there: a value, the word that stands instead, or None.
    `invited` are the work sessions that are still to be held, and `contacts` the functional addresses to sign up at.
    `all_meetings` is the path of the page that lists them.
    """

    kind = "meeting"

    id: str
    title: str
    example: bool
    as_of: date
    to_come: bool
    date: object
    ambition: Titled | None
    themes: tuple[Titled, ...]
    attendance: object
    summary: str | None
    needs: tuple[TracedNeed, ...]
    needs_told: object
    offers: tuple[OfferLine, ...]
    offers_told: object
    actions: tuple[ActionLine, ...]
    actions_told: object
    sessions: tuple[SessionLine, ...]
    sessions_told: object
    others: Others
    invited: tuple[SessionLine, ...]
    contacts: tuple[str, ...]
    earlier: Earlier | None
    sources: tuple[Source, ...]
    facts: tuple[FactLine, ...]
    all_meetings: str


def pages(seen: Seen) -> Iterator[MeetingPage]:
    """Give the report of every meeting, in each language."""
    for meeting in seen.meetings.values():
        for language in seen.site.languages(FIRST):
            yield _page(meeting, seen, language)


def _page(meeting: Meeting, seen: Seen, language: str) -> MeetingPage:
    numbers = {need.id: number for number, need in enumerate(meeting.needs or (), 1)}
    voiced = seen.voiced.get(meeting.id)
    offers = tuple(offer_line(seen, row, language, numbers) for row in (voiced.offers if voiced else ()))
    actions = tuple(action_line(seen, row, language, numbers) for row in (voiced.actions if voiced else ()))
    sessions = tuple(session_line(seen, row, language, numbers) for row in (voiced.sessions if voiced else ()))
    return MeetingPage(
        **seen.site.common(f"meetings/{meeting.id}", seen.masterplan, language, FIRST),
        id=meeting.id,
        title=meeting.title,
        example=bool(meeting.example),
        as_of=seen.as_of,
        to_come=is_to_come(meeting, seen.as_of),
        date=told(meeting, "date", historical=None),
        ambition=seen.ambition(meeting.ambition, language) if meeting.ambition else None,
        themes=tuple(seen.theme(id, language) for id in meeting.themes or ()),
        attendance=told(meeting, "attendance", historical=None),
        summary=meeting.summary,
        needs=_needs(meeting, seen, language, sessions),
        needs_told=told(meeting, "needs", historical=None),
        offers=offers,
        offers_told=told(meeting, "offers", historical=None),
        actions=actions,
        actions_told=told(meeting, "actions", historical=None),
        sessions=sessions,
        sessions_told=told(meeting, "sessions", historical=None),
        others=Others(
            offers=tuple(each for each in offers if each.need is None),
            actions=tuple(each for each in actions if each.need is None),
            sessions=tuple(each for each in sessions if each.need is None),
        ),
        invited=tuple(each for each in sessions if each.state == "open"),
        contacts=tuple((seen.masterplan and seen.masterplan.contacts) or ()),
        earlier=_earlier(meeting, seen, language),
        sources=meeting.sources or (),
        facts=fact_lines(meeting),
        all_meetings=seen.site.nearest("meetings/index", language, FIRST),
    )


def _needs(meeting: Meeting, seen: Seen, language: str, sessions: tuple[SessionLine, ...]) -> tuple[TracedNeed, ...]:
    return tuple(
        traced_need(seen, row, language, tuple(each for each in sessions if each.need == number))
        for number, row in enumerate(seen.needs.get(meeting.id, ()), 1)
    )


def _earlier(meeting: Meeting, seen: Seen, language: str) -> Earlier | None:
    """Give what meetings before this one left, the fictional ones for a fictional one; None where there were none."""
    if meeting.date is None or is_to_come(meeting, seen.as_of):
        return None
    before = [
        each
        for each in seen.meetings.values()
        if each.date and each.date.last < meeting.date.first and bool(each.example) == bool(meeting.example)
    ]
    rows = [row for each in before for row in seen.needs.get(each.id, ())]
    waiting = [row for row in rows if row.state != ANSWERED]
    earlier = Earlier(
        voiced=len(rows),
        taken_up=len(rows) - len(waiting),
        waiting=tuple(need_line(seen, row, language) for row in waiting),
        unknown=tuple(seen.meeting(each.id, language) for each in before if not each.needs),
    )
    return earlier if before else None
