"""The register as the readers of a site may see it: every page about more than one record is made of this alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from convtool.context.addresses import FIRST, Titled, address_of, own_language
from convtool.context.extract import extract_of
from convtool.context.goals import goal_lines
from convtool.context.parties import party_names
from convtool.followup import is_to_come
from convtool.messages import Both
from convtool.models.convenant import Convenant
from convtool.portfolio import kind_of
from convtool.standing import Standing, standing_of
from convtool.standing.accounts import accounts_of, needed_by, voiced_in
from convtool.standing.convenants import partners_of
from convtool.standing.programme import programme_row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date

    from convtool.context.addresses import Site
    from convtool.context.extract import Extract
    from convtool.context.goals import GoalLine
    from convtool.models.initiative import Initiative
    from convtool.models.masterplan import Masterplan
    from convtool.models.meeting import Meeting
    from convtool.models.partner import Partner
    from convtool.models.terms import Party
    from convtool.portfolio import Portfolio, Shelf
    from convtool.standing import ContributionRow, GoalRow, NeedRow
    from convtool.standing.accounts import Account, Asked, Voiced
    from convtool.standing.actions import ActionRow
    from convtool.standing.agreements import AgreementRow
    from convtool.standing.dates import DateRow
    from convtool.standing.programme import ProgrammeRow
    from convtool.standing.sessions import SessionRow

    Result = ActionRow | AgreementRow | ContributionRow | GoalRow | SessionRow


WORDS = ("all", "independent")
"""Who may see to something without being an organisation: every party, or somebody from outside."""


class Owed(NamedTuple):
    """What is agreed in convenanten and meetings, and all days to come: rows in the order of the files."""

    agreements: list[AgreementRow]
    actions: list[ActionRow]
    dates: list[DateRow]


class Seen:
    """What some readers see on the day `as_of`.

    Rows of convenanten whose text they may not read are left out of everything but `mentioned`.
    """

    def __init__(
        self, portfolio: Portfolio, site: Site, kept: Callable[[str], Extract | None] = lambda _path: None
    ) -> None:
        """Take the register and what is asked of its site.

        `kept` gives the extract of the convenant in a file where it is known already; such a file is not read.
        """
        self._portfolio = portfolio
        self._kept = kept
        self.site = site
        self.as_of: date = portfolio.as_of
        self.masterplan: Masterplan | None = portfolio.programme.masterplan
        self.partners: Shelf[Partner] = portfolio.programme.partners
        self.passed_over: Collection[str] = ()
        """Addresses of pages that are asked for and need not be made."""
        self._goal_lines: dict[tuple[str, str], dict[str, GoalLine]] = {}
        self._convenants: dict[tuple[str, str], Titled] = {}
        self._partners: dict[tuple[str, str], Titled] = {}

    def makes(self, address: str) -> bool:
        """Tell whether a page about more than one record is to be made, by its address."""
        return self.site.has(address) and address not in self.passed_over

    @cached_property
    def _known(self) -> dict[str, Extract | None]:
        """By the path of every file of a convenant the extract that was kept of it."""
        return {path: self._kept(path) for path in self._portfolio.entries if kind_of(path) is Convenant}

    @cached_property
    def _files(self) -> dict[str, Convenant]:
        """Every convenant that could be read, by the path of its file."""
        entries = self._portfolio.entries
        found = {path: kept.asked.convenant if kept else entries[path].record for path, kept in self._known.items()}
        return {path: each for path, each in found.items() if isinstance(each, Convenant)}

    @cached_property
    def mentioned(self) -> dict[str, Convenant]:
        """Every convenant by its id, also what is not public: of that take title, parties, status and ground only."""
        return {each.id: each for each in self._files.values()}

    @cached_property
    def extracts(self) -> dict[str, Extract]:
        """The extract of every convenant, by its id in the order of the files."""
        found = {each.id: (self._known[path], each) for path, each in self._files.items()}
        return {
            id: kept or extract_of(each, self.masterplan, self.as_of, shown=self.site.shows(each))
            for id, (kept, each) in found.items()
        }

    @cached_property
    def meetings(self) -> dict[str, Meeting]:
        """Every meeting by its own id, in the order of the files."""
        return {each.id: each for each in self._portfolio.programme.meetings.values()}

    @cached_property
    def initiatives(self) -> dict[str, Initiative]:
        """Every initiative by its own id, in the order of the files."""
        return {each.id: each for each in self._portfolio.programme.initiatives.values()}

    @cached_property
    def convenants(self) -> dict[str, Convenant]:
        """The convenanten whose text these readers see, by id."""
        return {id: each for id, each in self.mentioned.items() if self.site.shows(each)}

    @cached_property
    def unreadable(self) -> int:
        """How many files of convenanten could not be read."""
        return len(self._known) - len(self._files)

    @property
    def are_told_apart(self) -> bool:
        """Whether no two convenanten have the same id."""
        return len(self.mentioned) == len(self._files)

    @cached_property
    def standing(self) -> Standing:
        """Where everything stands, in rows."""
        entries = self._portfolio.entries
        others = [path for path in entries if path not in self._known and entries[path]]  # more is asked of each later
        return standing_of(self._portfolio, others)._replace(
            convenants=[self.extracts[id].row for id in self.convenants],
            goals=[row for each in self.asked for row in each.goals],
            contributions=[row for each in self.asked for row in each.given],
        )

    @cached_property
    def programme(self) -> ProgrammeRow:
        """What the programme asks for."""
        return programme_row(self._portfolio.programme)

    @cached_property
    def asked(self) -> list[Asked]:
        """What each convenant asks of its parties, in the order of the files."""
        return [self.extracts[id].asked for id in self.convenants]

    @cached_property
    def voiced(self) -> dict[str, Voiced]:
        """What was taken on in each meeting that has been held, by its id, in the order of the files."""
        return {
            meeting.id: voiced_in(meeting, self._portfolio.programme)
            for meeting in self.meetings.values()
            if not is_to_come(meeting, self.as_of)
        }

    @cached_property
    def needs(self) -> Mapping[str, list[NeedRow]]:
        """What was needed in each meeting, by its id, and for each initiative, as `initiatives/<id>`."""
        found: dict[str, list[NeedRow]] = defaultdict(list)
        for row in self.standing.needs:
            found[row.meeting].append(row)
            if row.initiative:
                found[f"initiatives/{row.initiative}"].append(row)
        return found

    @cached_property
    def owed(self) -> Owed:
        """What is agreed, and the days to come."""
        programme = self._portfolio.programme
        return Owed(
            [row for each in self.asked for row in each.agreed],
            [row for each in self.voiced.values() for row in each.actions],
            [
                *(row for each in self.asked for row in each.coming),
                *(row for each in self.voiced.values() for row in each.coming),
                *(row for each in self.initiatives.values() for row in needed_by(each, programme)),
            ],
        )

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        """What concerns each organisation, by its id."""
        return accounts_of(self.asked, self.voiced.values())

    @cached_property
    def parties_of(self) -> Mapping[str, list[tuple[str, Party]]]:
        """Every convenant that names an organisation, also what is not public, with the party it takes part in."""
        found: dict[str, list[tuple[str, Party]]] = defaultdict(list)
        for id, convenant in self.mentioned.items():
            for party in convenant.parties or ():
                for partner in partners_of((party,)):
                    found[partner].append((id, party))
        return found

    @cached_property
    def results(self) -> dict[str, Result]:
        """What a need can lead to, by its name: `voorbeeldbank/goals/stageplekken`."""
        found: dict[str, Result] = {f"{row.convenant}/goals/{row.goal}": row for row in self.standing.goals}
        found |= {
            f"{row.convenant}/contributions/{row.giving.contribution}": row for row in self.standing.contributions
        }
        found |= {f"{row.convenant}/agreements/{row.agreement}": row for row in self.owed.agreements}
        for each in self.voiced.values():
            found |= {f"{row.meeting}/actions/{row.action}": row for row in each.actions}
            found |= {f"{row.meeting}/sessions/{row.session}": row for row in each.sessions}
        return found

    def goal_lines(self, id: str, language: str) -> dict[str, GoalLine]:
        """Give the goals of a convenant as its text tells them, by id."""
        key = id, language
        if key not in self._goal_lines:
            convenant, programme = self.convenants[id], self._portfolio.programme
            lines = goal_lines(convenant, programme, language, party_names(convenant, self.partners), {})
            self._goal_lines[key] = {line.goal.id: line for line in lines}
        return self._goal_lines[key]

    def convenant(self, id: str, language: str) -> Titled:
        """Give the title of a convenant, and where its page lies; the id where there is none."""
        key = id, language
        if key not in self._convenants:
            self._convenants[key] = self._convenant(id, language)
        return self._convenants[key]

    def _convenant(self, id: str, language: str) -> Titled:
        convenant = self.mentioned.get(id)
        if convenant is None:
            return Titled(title=id, path=None)
        own = own_language(convenant)
        return Titled(
            title=convenant.title,
            path=self.site.nearest(address_of(convenant), language, own),
            example=bool(convenant.example),
            language=own if own != language else None,
        )

    def partner(self, id: str, language: str) -> Titled:
        """Give the name of an organisation, and where its page lies; the id where it has no file."""
        key = id, language
        if key not in self._partners:
            self._partners[key] = self._partner(id, language)
        return self._partners[key]

    def _partner(self, id: str, language: str) -> Titled:
        partner = self.partners.get(id)
        if partner is None:
            return Titled(title=id, path=None)
        path = self.site.nearest(f"partners/{id}", language, FIRST)
        return Titled(title=partner.name, path=path, example=bool(partner.example))

    def who(self, convenant: str | None, id: str | None, language: str) -> Titled | str | None:
        """Give who sees to something: a party of a convenant, called as that calls it, else an organisation.

        A word stands for every party (all) and for somebody from outside (independent); None for nobody.
        """
        if id is None or id in WORDS:
            return id
        for party in (self.mentioned[convenant].parties or ()) if convenant else ():
            if party.id == id:
                return self.party(party, language)
        return self.partner(id, language)

    def party(self, party: Party, language: str) -> Titled:
        """Give a party, called as its convenant calls it, and the page of the organisation behind it."""
        behind = self.partner(party.partner, language) if party.partner else Titled(title=party.id, path=None)
        return replace(behind, title=party.name) if party.name else behind

    def meeting(self, id: str, language: str) -> Titled:
        """Give the title of a meeting, and where its page lies; the id where there is none."""
        meeting = self.meetings.get(id)
        if meeting is None:
            return Titled(title=id, path=None)
        path = self.site.nearest(f"meetings/{id}", language, FIRST)
        said = FIRST if language != FIRST else None
        return Titled(title=meeting.title, path=path, example=bool(meeting.example), language=said)

    def initiative(self, id: str, language: str) -> Titled:
        """Give the name of an initiative, and where its page lies; the id where there is none."""
        initiative = self.initiatives.get(id)
        if initiative is None:
            return Titled(title=id, path=None)
        path = self.site.nearest(f"initiatives/{id}", language, FIRST)
        return Titled(title=initiative.name, path=path, example=bool(initiative.example))

    def theme(self, id: str, language: str) -> Titled:
        """Give the title of a theme, and where its page lies; nowhere for one that the programme does not have."""
        return self._place(id, dict(self.programme.themes), "themes", language)

    def ambition(self, number: str, language: str) -> Titled:
        """Give the title of an ambition, and where its page lies; nowhere for one that the programme does not have."""
        return self._place(number, dict(self.programme.ambitions), "ambitions", language)

    def _place(self, id: str, titles: Mapping[str, object], folder: str, language: str) -> Titled:
        title = titles.get(id)
        path = self.site.nearest(f"{folder}/{id}", language, FIRST) if id in titles else None
        if isinstance(title, Both):
            return Titled(title=title.nl if language == "nl" else title.en, path=path)
        said = FIRST if title and language != FIRST else None
        return Titled(title=str(title or id), path=path, language=said)
