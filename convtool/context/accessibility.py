"""What was done so that everyone can read the pages, and what was not looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, STATEMENT
from convtool.context.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.addresses import Site
    from convtool.portfolio import Portfolio


@dataclass(frozen=True, kw_only=True)
class AccessibilityPage(Page):
    """What templates/accessibility/* see: `contacts` are the functional addresses of the programme."""

    kind = "accessibility"

    contacts: tuple[str, ...]


def pages(portfolio: Portfolio, site: Site) -> Iterator[AccessibilityPage]:
    """Give the page in each language, unless only some convenanten are asked for."""
    masterplan = portfolio.programme.masterplan
    if not site.ids:
        for language in site.languages(FIRST):
            common = site.common(STATEMENT, portfolio, language, FIRST)
            yield AccessibilityPage(**common, contacts=tuple((masterplan and masterplan.contacts) or ()))
