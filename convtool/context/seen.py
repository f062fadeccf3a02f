"""The register as the readers of a site may see it: every page about more than one record is made of this alone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from convtool.context.addresses import FIRST, Titled, address_of, own_language
from convtool.context.goals import ambition_title, theme_titles
from convtool.models.convenant import Convenant
from convtool.standing import Standing, standing_of
from convtool.standing.actions import action_rows
from convtool.standing.agreements import agreement_rows
from convtool.standing.dates import date_rows, next_times
from convtool.standing.due import LAST_DAY
from convtool.standing.programme import programme_row

if TYPE_CHECKING:
    from datetime import date

    from convtool.context.addresses import Site
    from convtool.models.initiative import Initiative
    from convtool.models.masterplan import Masterplan
    from convtool.models.meeting import Meeting
    from convtool.models.partner import Partner
    from convtool.portfolio import Portfolio, Shelf
    from convtool.standing.actions import ActionRow
    from convtool.standing.agreements import AgreementRow
    from convtool.standing.dates import DateRow
    from convtool.standing.programme import ProgrammeRow


class Owed(NamedTuple):
    """What is agreed in convenanten and meetings and still has a day, or had one: rows in the order of the files."""

    agreements: list[AgreementRow]
    actions: list[ActionRow]
    dates: list[DateRow]


class Seen:
    """What some readers see on the day `as_of`.

    Rows of convenanten whose text they may not read are left out of everything but `mentioned`.
    """

    def __init__(self, portfolio: Portfolio, site: Site) -> None:
        """Take the register and what is asked of its site."""
        self._portfolio = portfolio
        self.site = site
        self.as_of: date = portfolio.as_of
        self.masterplan: Masterplan | None = portfolio.programme.masterplan
        self.partners: Shelf[Partner] = portfolio.programme.partners
        self.meetings: Shelf[Meeting] = portfolio.programme.meetings
        self.initiatives: Shelf[Initiative] = portfolio.programme.initiatives

    @cached_property
    def mentioned(self) -> dict[str, Convenant]:
        """Every convenant by its id, also what is not public: of that take title, parties, status and ground only."""
        return dict(self._portfolio.programme.convenants)

    @cached_property
    def convenants(self) -> dict[str, Convenant]:
        """The convenanten whose text these readers see, by id."""
        return {id: each for id, each in self.mentioned.items() if self.site.shows(each)}

    @cached_property
    def unreadable(self) -> int:
        """How many files of convenanten could not be read."""
        return len(self._portfolio.programme.shelf(Convenant).ids) - len(self.mentioned)

    @cached_property
    def standing(self) -> Standing:
        """Where everything stands, in rows."""
        hidden = {each.document.path for id, each in self.mentioned.items() if id not in self.convenants}
        return standing_of(self._portfolio, [path for path in self._portfolio.entries if path not in hidden])

    @cached_property
    def programme(self) -> ProgrammeRow:
        """What the programme asks for."""
        return programme_row(self._portfolio.programme)

    @cached_property
    def owed(self) -> Owed:
        """What is agreed, and the days to come."""
        found = Owed([], [], [])
        for convenant in self.convenants.values():
            found.agreements.extend(agreement_rows(convenant, self.as_of))
            found.dates.extend(next_times(date_rows(convenant, self.masterplan, self.as_of, LAST_DAY)))
        for meeting in self.meetings.values():
            found.actions.extend(action_rows(meeting, self._portfolio.programme))
        return found

    def convenant(self, id: str, language: str) -> Titled:
        """Give the title of a convenant, and where its page lies; the id where there is none."""
        convenant = self.mentioned.get(id)
        if convenant is None:
            return Titled(title=id, path=None)
        path = self.site.nearest(address_of(convenant), language, own_language(convenant))
        return Titled(title=convenant.title, path=path, example=bool(convenant.example))

    def partner(self, id: str, language: str) -> Titled:
        """Give the name of an organisation, and where its page lies; the id where it has no file."""
        partner = self.partners.get(id)
        if partner is None:
            return Titled(title=id, path=None)
        path = self.site.nearest(f"partners/{id}", language, FIRST)
        return Titled(title=partner.name, path=path, example=bool(partner.example))

    def meeting(self, id: str, language: str) -> Titled:
        """Give the title of a meeting, and where its page lies; the id where there is none."""
        meeting = self.meetings.get(id)
        if meeting is None:
            return Titled(title=id, path=None)
        path = self.site.nearest(f"meetings/{id}", language, FIRST)
        return Titled(title=meeting.title, path=path, example=bool(meeting.example))

    def initiative(self, id: str, language: str) -> Titled:
        """Give the name of an initiative, and where its page lies; the id where there is none."""
        initiative = self.initiatives.get(id)
        if initiative is None:
            return Titled(title=id, path=None)
        path = self.site.nearest(f"initiatives/{id}", language, FIRST)
        return Titled(title=initiative.name, path=path, example=bool(initiative.example))

    def theme(self, id: str, language: str) -> Titled:
        """Give the title of a theme, and where its page lies; nowhere for one that the programme does not have."""
        (title,) = theme_titles(self.masterplan, [id], language)
        known = any(theme == id for theme, _ in self.programme.themes)
        return Titled(title=title, path=self.site.nearest(f"themes/{id}", language, FIRST) if known else None)

    def ambition(self, number: str, language: str) -> Titled:
        """Give the title of an ambition, and where its page lies; nowhere for one that the programme does not have."""
        title = ambition_title(self.masterplan, number, language) or number
        known = any(ambition == number for ambition, _ in self.programme.ambitions)
        return Titled(title=title, path=self.site.nearest(f"ambitions/{number}", language, FIRST) if known else None)
