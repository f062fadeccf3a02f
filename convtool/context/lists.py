"""The pages that list every organisation, meeting and initiative: real ones first, fictional ones apart."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST
from convtool.context.pages import Page
from convtool.context.partner import late_lines
from convtool.context.shown import Shown
from convtool.context.told import told
from convtool.context.voiced import ANSWERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.addresses import Titled
    from convtool.context.seen import Seen


class PartnerEntry(Shown):
    """An organisation: what it is, in how many convenanten, how many goals it answers for, and what is late of it."""

    partner: Titled
    sort: object
    nature: object
    convenants: int
    goals: int
    late: int


class MeetingEntry(Shown):
    """A meeting: its day, how many needs it voiced (None: not known), and how many of these were taken up."""

    meeting: Titled
    date: object
    needs: int | None
    taken_up: int
    to_come: bool


class InitiativeEntry(Shown):
    """An initiative: how far it is, what it needs (None: not known), and how many of its needs wait for an answer."""

    initiative: Titled
    stage: object
    needs: int | None
    waiting: int


class PartnersPage(Page):
    """What templates/partners/* see: every organisation that has a file, by its name."""

    kind = "partners"

    as_of: date
    partners: tuple[PartnerEntry, ...]
    examples: tuple[PartnerEntry, ...]


class MeetingsPage(Page):
    """What templates/meetings/* see: every meeting, the newest first."""

    kind = "meetings"

    as_of: date
    meetings: tuple[MeetingEntry, ...]
    examples: tuple[MeetingEntry, ...]


class InitiativesPage(Page):
    """What templates/initiatives/* see: every initiative, by its name."""

    kind = "initiatives"

    as_of: date
    initiatives: tuple[InitiativeEntry, ...]
    examples: tuple[InitiativeEntry, ...]


def pages(seen: Seen) -> Iterator[Page]:
    """Give the three lists, in each language."""
    for language in seen.site.languages(FIRST):
        partners = sorted(_partners(seen, language), key=lambda each: each.partner.title.casefold())
        yield PartnersPage(
            **seen.site.common("partners/index", seen.masterplan, language, FIRST),
            as_of=seen.as_of,
            partners=tuple(each for each in partners if not each.partner.example),
            examples=tuple(each for each in partners if each.partner.example),
        )
        meetings = list(reversed(list(_meetings(seen, language))))
        yield MeetingsPage(
            **seen.site.common("meetings/index", seen.masterplan, language, FIRST),
            as_of=seen.as_of,
            meetings=tuple(each for each in meetings if not each.meeting.example),
            examples=tuple(each for each in meetings if each.meeting.example),
        )
        initiatives = sorted(_initiatives(seen, language), key=lambda each: each.initiative.title.casefold())
        yield InitiativesPage(
            **seen.site.common("initiatives/index", seen.masterplan, language, FIRST),
            as_of=seen.as_of,
            initiatives=tuple(each for each in initiatives if not each.initiative.example),
            examples=tuple(each for each in initiatives if each.initiative.example),
        )


def _partners(seen: Seen, language: str) -> Iterator[PartnerEntry]:
    for partner in seen.partners.values():
        account = seen.accounts[partner.id]
        yield PartnerEntry(
            partner=seen.partner(partner.id, language),
            sort=told(partner, "kind", historical=None),
            nature=told(partner, "nature", historical=None),
            convenants=len({id for id, _ in seen.parties_of.get(partner.id, ())}),
            goals=len(account.owned),
            late=sum(1 for _ in late_lines(account, partner.id, seen, language)),
        )


def _meetings(seen: Seen, language: str) -> Iterator[MeetingEntry]:
    """Give the meetings in the order of the files, which begin with their day."""
    for meeting in seen.meetings.values():
        rows = seen.needs.get(meeting.id, ())
        yield MeetingEntry(
            meeting=seen.meeting(meeting.id, language),
            date=told(meeting, "date", historical=None),
            needs=len(rows) if rows else None,
            taken_up=sum(row.state == ANSWERED for row in rows),
            to_come=meeting.id not in seen.voiced,
        )


def _initiatives(seen: Seen, language: str) -> Iterator[InitiativeEntry]:
    for initiative in seen.initiatives.values():
        waiting = {
            row.asked or row.need for row in seen.needs.get(f"initiatives/{initiative.id}", ()) if row.state != ANSWERED
        }
        yield InitiativeEntry(
            initiative=seen.initiative(initiative.id, language),
            stage=told(initiative, "stage", historical=None),
            needs=len(initiative.needs) if initiative.needs else None,
            waiting=len(waiting),
        )
