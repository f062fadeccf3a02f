"""The start page: every convenant in one row, the state of play, and what is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, address_of, own_language
from convtool.context.pages import PortfolioPage
from convtool.context.portfolio import ambition_coverage, row, standings, theme_coverage
from convtool.progress import honesty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.context.seen import Seen


def pages(seen: Seen) -> Iterator[PortfolioPage]:
    """Give the start page in each language."""
    for language in seen.site.languages(FIRST):
        yield _page(seen, language)


def _page(seen: Seen, language: str) -> PortfolioPage:
    site = seen.site
    convenants = sorted(
        seen.mentioned.values(), key=lambda each: (bool(each.example), each.kind != "umbrella", each.id)
    )
    rows = [
        row(
            each,
            seen.partners,
            site.nearest(address_of(each), language, own_language(each)),
            shown=site.shows(each),
        )
        for each in convenants
    ]
    goals = seen.standing.goals
    shown = [(line, convenant) for line, convenant in zip(rows, convenants, strict=True) if line.shown]
    return PortfolioPage(
        **site.common("index", seen.masterplan, language, FIRST),
        as_of=seen.as_of,
        revision=site.revision,
        convenants=tuple(each for each in rows if not each.example),
        examples=tuple(each for each in rows if each.example),
        standings=standings(goals),
        honesty=honesty(goals, len(convenants)),
        withheld=sum(1 for each in rows if not each.shown),
        unreadable=seen.unreadable,
        themes=theme_coverage(seen, shown, language),
        ambitions=ambition_coverage(seen, shown, language),
    )
