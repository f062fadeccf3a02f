"""Which pages there are, and every name a template may use. Words and their order are the templates' own.

A sort of page is a class below `Page`, a folder of `templates/` called after its `kind`, and one line in `SORTS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context import accessibility, addendum, convenant, dossier, start
from convtool.context.accessibility import AccessibilityPage
from convtool.context.addendum import AddendumPage
from convtool.context.addresses import AUDIENCES, LANGUAGES, Site
from convtool.context.dossier import DossierPage
from convtool.context.pages import ConvenantPage, Page, PortfolioPage, WithheldPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from convtool.portfolio import Portfolio

__all__ = [
    "AUDIENCES",
    "LANGUAGES",
    "AccessibilityPage",
    "AddendumPage",
    "ConvenantPage",
    "DossierPage",
    "Page",
    "PortfolioPage",
    "Site",
    "WithheldPage",
    "pages",
]

SORTS: tuple[Callable[[Portfolio, Site], Iterator[Page]], ...] = (
    start.pages,
    accessibility.pages,
    convenant.pages,
    addendum.pages,
    dossier.pages,
)


def pages(portfolio: Portfolio, site: Site) -> Iterator[Page]:
    """Give every page of a site; with ids those of these convenanten only."""
    for sort in SORTS:
        yield from sort(portfolio, site)
