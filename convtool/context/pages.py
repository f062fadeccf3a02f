"""What every page has, and the pages a convenant can have."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from convtool.context.addresses import Titled
from convtool.context.amendments import AmendmentLine
from convtool.context.contributions import ContributionLine, Totals
from convtool.context.goals import GoalLine
from convtool.context.parties import PartyGroup, PartyLine
from convtool.context.planning import PlanLine
from convtool.context.shown import Shown
from convtool.models.convenant import Summary
from convtool.models.facts import Source
from convtool.models.obligations import Agreement
from convtool.models.since import Involvement
from convtool.models.terms import Body, Condition, Ended
from convtool.values import Moment
from convtool.woo import Metadata


class Page(Shown):
    """What every page has.

    `address` is where it lies, without folder of the language and without ending; `path` the same with the
    folder; `own_language` the language its data are written in; `other` the path of the same page in the
    other language, or None where that is not made; `programme` the name of the programme; `audience` for whom the
    pages are made: public, partner or internal; `home` and `statement` the paths of the start page and of the page
    about accessibility; `website` the address at which everyone finds the site, with a slash at its end, where it is
    known.
    """

    kind: ClassVar[str]
    address: str
    path: str
    language: str
    own_language: str
    other: str | None
    programme: str
    audience: str
    home: str
    statement: str
    website: str | None


class AgreementLine(Shown):
    """One agreement, with the title of its goal and who has to be heard before it holds."""

    agreement: Agreement
    goal: str | None
    each: str | None
    partners: tuple[str, ...]
    assessed_by: str | None
    due: object
    obligation: object
    reservations: tuple[ReservationLine, ...]
    amended: tuple[int, ...]


class AgreementGroup(Shown):
    """The agreements of one owner; `owner` is a name, all (every party), a word that stands instead, or None."""

    owner: object
    lines: tuple[AgreementLine, ...]


class BodyLine(Shown):
    """One body, with the names of who runs and joins it."""

    body: Body
    name: str
    by: str | None
    partners: tuple[str, ...]
    chair: str | None


class ReservationLine(Shown):
    """One agreement that waits for somebody else: its text, whose decision, and when that is expected."""

    agreement: str | None
    body: str | None
    expected: object


class FactLine(Shown):
    """What one source says of a field: the keys that lead to it, the source's title, and the value as written."""

    keys: tuple[str, ...]
    source: str
    value: str | None
    note: str | None


class Section(Shown):
    """An article or an annex that has data: its name, its number, and the amendments that changed it."""

    name: str
    number: int
    amended: tuple[int, ...]


class ConvenantPage(Page):
    """What templates/convenant/* see: the text in force, ready to be put into words.

    `articles` and `annexes` are those with data, numbered without gaps; `not_found` names the articles of a
    historical convenant about which nothing could be read. Where a field may hold anything, it is a value of its
    record, the word that stands instead (`Unanswered`), or None where the file leaves it out. `public` tells whether
    everyone may read it; `as_signed` is the day of the signing where this is the text of that day, else None; `ended`
    how it ended, where it has; `woo` what is said of it to the index of the Woo, where that can be said. `followed`
    tells whether pages below its own say how far it is: `<path>/progress` and `<path>/residents`.
    """

    kind = "convenant"

    id: str
    title: str
    short_title: object
    sort: str
    status: str
    draft: bool
    example: bool
    historical: bool
    public: bool
    as_signed: Moment | None
    updated: date | None
    summary: Summary | None
    party_groups: tuple[PartyGroup, ...]
    considerations: tuple[str, ...]
    articles: tuple[Section, ...]
    annexes: tuple[Section, ...]
    not_found: tuple[str, ...]
    definitions: tuple[tuple[str, object], ...]
    under: Titled | None
    predecessor: Titled | None
    successor: Titled | None
    themes: tuple[str, ...]
    ambitions: tuple[str, ...]
    classified: bool
    goals: tuple[GoalLine, ...]
    all_owned: bool
    no_goals: object
    agreements: tuple[AgreementGroup, ...]
    money: tuple[ContributionLine, ...]
    in_kind: tuple[ContributionLine, ...]
    other_support: tuple[ContributionLine, ...]
    totals: Totals
    involvement: tuple[Involvement, ...]
    bodies: tuple[BodyLine, ...]
    monitoring: object
    reporting: object
    reporting_to: str | None
    evaluation: object
    evaluation_by: str | None
    communication: object
    personal_data: object
    law: tuple[tuple[str, object], ...]
    reservations: tuple[ReservationLine, ...]
    enforceability: object
    penalty: object
    disputes: object
    change: object
    accession: object
    termination: object
    notice_months: object
    publication: object
    confidentiality: object
    term: object
    ended: Ended | None
    all_conditions: tuple[Condition, ...]
    any_conditions: tuple[Condition, ...]
    signatures: tuple[PartyLine, ...]
    signing: object
    plan: tuple[PlanLine, ...]
    mandates: tuple[PartyLine, ...]
    amendments: tuple[AmendmentLine, ...]
    sources: tuple[Source, ...]
    facts: tuple[FactLine, ...]
    woo: Metadata | None
    followed: bool = True


class WithheldPage(Page):
    """What templates/withheld/* see: a convenant that is not public. It has no other names.

    `ground` is why it is not public; None for a draft about which nothing has been chosen yet.
    """

    kind = "withheld"

    id: str
    title: str
    status: str
    draft: bool
    example: bool
    parties: tuple[str, ...]
    ground: str | None
