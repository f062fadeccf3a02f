"""Which pages there are, and every name a template may use. Words and their order are the templates' own.

A sort of page is a class below `Page`, a folder of `templates/` called after its `kind`, and one line in `OF_ALL` or
`OF_A_CONVENANT`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context import (
    accessibility,
    addendum,
    ambition,
    convenant,
    dossier,
    initiative,
    lists,
    meeting,
    partner,
    progress,
    reports,
    residents,
    start,
    theme,
)
from convtool.context.accessibility import AccessibilityPage
from convtool.context.addendum import AddendumPage
from convtool.context.addresses import AUDIENCES, LANGUAGES, Site, Titled
from convtool.context.ambition import AmbitionPage
from convtool.context.dossier import DossierPage
from convtool.context.initiative import InitiativePage
from convtool.context.letter import LetterPage
from convtool.context.meeting import MeetingPage
from convtool.context.pages import ConvenantPage, Page, WithheldPage
from convtool.context.partner import PartnerPage
from convtool.context.progress import ProgressPage
from convtool.context.report import ReportPage
from convtool.context.residents import ResidentsPage
from convtool.context.seen import Seen
from convtool.context.start import PortfolioPage
from convtool.context.theme import ThemePage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from convtool.models.convenant import Convenant
    from convtool.portfolio import Portfolio

__all__ = [
    "ALL",
    "AUDIENCES",
    "LANGUAGES",
    "AccessibilityPage",
    "AddendumPage",
    "AmbitionPage",
    "ConvenantPage",
    "DossierPage",
    "InitiativePage",
    "LetterPage",
    "MeetingPage",
    "Page",
    "PartnerPage",
    "PortfolioPage",
    "ProgressPage",
    "ReportPage",
    "ResidentsPage",
    "Seen",
    "Site",
    "ThemePage",
    "Titled",
    "WithheldPage",
    "files_behind",
    "kinds",
    "pages",
    "pages_of",
    "parts",
]

OF_ALL: tuple[Callable[[Seen], Iterator[Page]], ...] = (
    start.pages,
    accessibility.pages,
    theme.pages,
    ambition.pages,
    lists.pages,
    partner.pages,
    meeting.pages,
    initiative.pages,
    reports.pages,
)
"""Pages about more than one record."""
BEHIND = theme.behind, ambition.behind, partner.behind
"""Which convenanten show on pages about more than one record, for those sorts on which mostly not all do."""
OF_A_CONVENANT: tuple[Callable[[Convenant, Portfolio, Site], Iterator[Page]], ...] = (
    convenant.pages,
    progress.pages,
    residents.pages,
    addendum.pages,
    dossier.pages,
)


ALL = ""
"""Stands among the ids of convenanten for the pages about more than one record."""


def kinds(of: type[Page] = Page) -> dict[str, type[Page]]:
    """Give every kind of page with its class: of those for different readers the one that has the most names."""
    found = {of.kind: of} if hasattr(of, "kind") else {}
    for each in of.__subclasses__():
        found |= kinds(each)
    return found


def parts(portfolio: Portfolio, site: Site) -> list[str]:
    """Give the ids of the convenanten that are asked for, and `ALL` in front where pages about more than one are."""
    ids = sorted(filter(site.wants, portfolio.programme.convenants.ids))
    return [ALL, *ids] if site.others or not site.ids else ids


def pages(portfolio: Portfolio, site: Site) -> Iterator[Page]:
    """Give the pages of a site that are asked for."""
    return pages_of(parts(portfolio, site), portfolio, Seen(portfolio, site))


def pages_of(some: Iterable[str], portfolio: Portfolio, seen: Seen) -> Iterator[Page]:
    """Give the pages of some parts of a site. Of one convenant no other is read but those it names."""
    for part in some:
        for page in _about_all(seen) if part == ALL else _about(part, portfolio, seen.site):
            if not seen.site.kinds or page.kind in seen.site.kinds:
                yield page


def _about_all(seen: Seen) -> Iterator[Page]:
    for sort in OF_ALL:
        yield from (page for page in sort(seen) if seen.makes(page.address))


def files_behind(seen: Seen) -> dict[str, set[str]]:
    """Give the files of the convenanten that show on a page about more than one record, by the address of the page.

    All convenanten may show on a page that is not named; where two have one id none is named. Files of any other kind
    may show on every page.
    """
    found = ((address, {seen.extracts[id].row.file for id in ids}) for sort in BEHIND for address, ids in sort(seen))
    return dict(found) if seen.are_told_apart else {}


def _about(id: str, portfolio: Portfolio, site: Site) -> Iterator[Page]:
    convenant = portfolio.programme.convenants.get(id)
    if convenant:
        for sort in OF_A_CONVENANT:
            yield from sort(convenant, portfolio, site)
