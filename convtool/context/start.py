"""The start page: every convenant in one row, the state of play, and what is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, address_of, own_language
from convtool.context.pages import PortfolioPage
from convtool.context.portfolio import ambition_coverage, row, standings, theme_coverage
from convtool.models.convenant import Convenant
from convtool.progress import honesty
from convtool.progress import rows as progress_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.addresses import Site
    from convtool.portfolio import Portfolio


def pages(portfolio: Portfolio, site: Site) -> Iterator[PortfolioPage]:
    """Give the start page in each language, unless only some convenanten are asked for."""
    if not site.ids:
        for language in site.languages(FIRST):
            yield _page(portfolio, site, language)


def _page(portfolio: Portfolio, site: Site, language: str) -> PortfolioPage:
    programme = portfolio.programme
    convenants = sorted(
        programme.convenants.values(), key=lambda each: (bool(each.example), each.kind != "umbrella", each.id)
    )
    rows = [
        row(
            each,
            programme,
            site.nearest(address_of(each), language, own_language(each)),
            shown=site.shows(each),
        )
        for each in convenants
    ]
    progress = [each for each in progress_rows(portfolio) if site.shows(each.convenant)]
    shown = [(line, convenant) for line, convenant in zip(rows, convenants, strict=True) if line.shown]
    return PortfolioPage(
        **site.common("index", portfolio, language, FIRST),
        as_of=portfolio.as_of,
        revision=site.revision,
        convenants=tuple(each for each in rows if not each.example),
        examples=tuple(each for each in rows if each.example),
        standings=standings(progress),
        honesty=honesty(progress, len(convenants)),
        withheld=sum(1 for each in rows if not each.shown),
        unreadable=_unreadable(portfolio),
        themes=theme_coverage(programme, shown, language),
        ambitions=ambition_coverage(programme, shown, language),
    )


def _unreadable(portfolio: Portfolio) -> int:
    """Count the files of convenanten that could not be read."""
    return len(portfolio.programme.shelf(Convenant).ids) - len(portfolio.programme.convenants)
