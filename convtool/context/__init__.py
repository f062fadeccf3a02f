"""Which pages there are, and every name a template may use. Words and their order are the templates' own.

A convenant's page in the language of its data lies at its plain address, `convenants/<id>`; the other language
lies below its code, `en/convenants/<id>`. The start page is Dutch at `index`, English at `en/index`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convtool.context.convenant import convenant_page, is_draft, is_public, withheld_page
from convtool.context.pages import ConvenantPage, Page, PortfolioPage, WithheldPage
from convtool.context.portfolio import ambition_coverage, row, standings, theme_coverage
from convtool.models.convenant import Convenant
from convtool.progress import honesty
from convtool.progress import rows as progress_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from convtool.portfolio import Portfolio

__all__ = ["LANGUAGES", "ConvenantPage", "Page", "PortfolioPage", "Site", "WithheldPage", "pages"]

LANGUAGES = ("nl", "en")
FIRST = "nl"
"""The language of the start page, and of a convenant that does not say its own."""


@dataclass(frozen=True)
class Site:
    """What is asked for: a language (None: each convenant in its own), and ids (none: everything)."""

    language: str | None = None
    ids: Collection[str] = ()
    revision: str | None = None

    def languages(self, own: str) -> tuple[str, ...]:
        """Give the languages in which a page with data in the language `own` is made."""
        if self.language == "both":
            return LANGUAGES
        return (self.language or own,)


def pages(portfolio: Portfolio, site: Site) -> Iterator[Page]:
    """Give every page of a site, in the order of the addresses; with ids those of these convenanten only."""
    if not site.ids:
        for language in site.languages(FIRST):
            yield _portfolio_page(portfolio, site, language)
    for convenant in _convenants(portfolio):
        if not site.ids or convenant.id in site.ids:
            for language in site.languages(_own(convenant)):
                yield _page(convenant, portfolio, site, language)


def _convenants(portfolio: Portfolio) -> list[Convenant]:
    return list(portfolio.programme.convenants.values())


def _own(convenant: Convenant) -> str:
    return convenant.language or FIRST


def _path(address: str, language: str, own: str) -> str:
    return address if language == own else f"{language}/{address}"


def _common(address: str, portfolio: Portfolio, site: Site, language: str, own: str) -> dict[str, Any]:
    others = [other for other in site.languages(own) if other != language]
    masterplan = portfolio.programme.masterplan
    return {
        "address": address,
        "path": _path(address, language, own),
        "language": language,
        "own_language": own,
        "other": _path(address, others[0], own) if others else None,
        "programme": masterplan.name if masterplan else "",
    }


def _page(convenant: Convenant, portfolio: Portfolio, site: Site, language: str) -> Page:
    common = _common(f"convenants/{convenant.id}", portfolio, site, language, _own(convenant))
    if not is_public(convenant):
        return withheld_page(convenant, portfolio.programme, common)

    def path_of(id: str) -> str | None:
        other = portfolio.programme.convenants.get(id)
        return _nearest(other, site, language) if other else None

    return convenant_page(convenant, portfolio.programme, common, path_of)


def _nearest(convenant: Convenant, site: Site, language: str) -> str:
    """Give the path of a convenant's page in `language`, or in its own where that one is not made."""
    own = _own(convenant)
    made = site.languages(own)
    return _path(f"convenants/{convenant.id}", language if language in made else made[0], own)


def _portfolio_page(portfolio: Portfolio, site: Site, language: str) -> PortfolioPage:
    convenants = sorted(_convenants(portfolio), key=lambda each: (bool(each.example), each.kind != "umbrella", each.id))
    rows = [
        row(
            convenant,
            portfolio.programme,
            _nearest(convenant, site, language),
            public=is_public(convenant),
            draft=is_draft(convenant),
        )
        for convenant in convenants
    ]
    progress = [each for each in progress_rows(portfolio) if is_public(each.convenant)]
    public = [(line, convenant) for line, convenant in zip(rows, convenants, strict=True) if line.public]
    return PortfolioPage(
        **_common("index", portfolio, site, language, FIRST),
        as_of=portfolio.as_of,
        revision=site.revision,
        convenants=tuple(each for each in rows if not each.example),
        examples=tuple(each for each in rows if each.example),
        standings=standings(progress),
        honesty=honesty(progress, len(convenants)),
        withheld=sum(1 for each in rows if not each.public),
        unreadable=_unreadable(portfolio),
        themes=theme_coverage(portfolio.programme, public, language),
        ambitions=ambition_coverage(portfolio.programme, public, language),
    )


def _unreadable(portfolio: Portfolio) -> int:
    """Count the files of convenanten that could not be read."""
    return len(portfolio.programme.shelf(Convenant).ids) - len(portfolio.programme.convenants)
