"""Which pages there are, and every name a template may use. Words and their order are the templates' own.

A sort of page is a class below `Page`, a folder of `templates/` called after its `kind`, and one line in `OF_ALL` or
`OF_A_CONVENANT`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context import accessibility, addendum, convenant, dossier, start
from convtool.context.accessibility import AccessibilityPage
from convtool.context.addendum import AddendumPage
from convtool.context.addresses import AUDIENCES, LANGUAGES, Site, Titled
from convtool.context.dossier import DossierPage
from convtool.context.pages import ConvenantPage, Page, PortfolioPage, WithheldPage
from convtool.context.seen import Seen

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
    "ConvenantPage",
    "DossierPage",
    "Page",
    "PortfolioPage",
    "Seen",
    "Site",
    "Titled",
    "WithheldPage",
    "pages",
    "pages_of",
    "parts",
]

OF_ALL: tuple[Callable[[Seen], Iterator[Page]], ...] = (start.pages, accessibility.pages)
"""Pages about more than one record."""
OF_A_CONVENANT: tuple[Callable[[Convenant, Portfolio, Site], Iterator[Page]], ...] = (
    convenant.pages,
    addendum.pages,
    dossier.pages,
)


ALL = ""
"""Stands among the ids of convenanten for the pages about more than one record."""


def parts(portfolio: Portfolio, site: Site) -> list[str]:
    """Give the ids of the convenanten that have pages in a site, and `ALL` in front unless only these are asked for."""
    ids = sorted(portfolio.programme.convenants.ids.intersection(site.ids or portfolio.programme.convenants.ids))
    return ids if site.ids else [ALL, *ids]


def pages(portfolio: Portfolio, site: Site) -> Iterator[Page]:
    """Give every page of a site; with ids those of these convenanten only."""
    return pages_of(parts(portfolio, site), portfolio, site)


def pages_of(some: Iterable[str], portfolio: Portfolio, site: Site) -> Iterator[Page]:
    """Give the pages of some parts of a site. Of one convenant no other is read but those it names."""
    for part in some:
        if part == ALL:
            seen = Seen(portfolio, site)
            for sort in OF_ALL:
                yield from sort(seen)
        elif each := portfolio.programme.convenants.get(part):
            for of_one in OF_A_CONVENANT:
                yield from of_one(each, portfolio, site)
