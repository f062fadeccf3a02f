"""Lists of addresses for who collects pages: of all of them, and of the convenanten for the index of the Woo.

The form is that of https://www.sitemaps.org/protocol.html. No page says when it was changed last: a list has no day, so
that a change that leaves no date in the data is collected too.

For the Woo the name of the list of lists, and what stands beside an address, are those that KOOP asks for:
https://standaarden.overheid.nl/diwoo/metadata/diwoo-handleiding-sitemapindex-en-sitemaps
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.woo import NAMESPACE, document, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from convtool.woo import Metadata

MOST = 50_000
"""So many addresses one list may hold."""
ALL = "sitemap.xml"
FOLDER = "sitemaps"
WOO = f"{FOLDER}/sitemapindex-diwoo-infocat011.xml"
"""The list of lists for convenanten, the eleventh category of article 3.3 as KOOP numbers them."""
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def of_pages(address: str, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give sitemap.xml for the pages at these paths below `address`; where they are too many for one list, of lists."""
    entries = [f" <url><loc>{text(address + path)}</loc></url>\n" for path in sorted(paths)]
    if len(entries) <= MOST:
        yield ALL, _urlset(entries)
        return
    lists = dict(_lists("pages", entries))
    yield from lists.items()
    yield ALL, _index(address, lists)


def of_documents(address: str, documents: Sequence[tuple[str, Metadata]]) -> Iterator[tuple[str, str]]:
    """Give the lists for the index of the Woo: each document by its path below `address`, with what is said of it."""
    entries = [
        f" <url>\n  <loc>{text(address + path)}</loc>\n{document(said, '  ')} </url>\n" for path, said in documents
    ]
    lists = dict(_lists("diwoo-convenanten", entries, f' xmlns:diwoo="{NAMESPACE}"'))
    if lists:
        yield from lists.items()
        yield WOO, _index(address, lists)


def _lists(name: str, entries: Sequence[str], more: str = "") -> Iterator[tuple[str, str]]:
    for number, start in enumerate(range(0, len(entries), MOST), 1):
        yield f"{FOLDER}/{name}-{number}.xml", _urlset(entries[start : start + MOST], more)


def _urlset(entries: Sequence[str], more: str = "") -> str:
    return f'{_HEAD}<urlset xmlns="{_SITEMAP}"{more}>\n{"".join(entries)}</urlset>\n'


def _index(address: str, lists: Iterable[str]) -> str:
    entries = (f" <sitemap><loc>{text(address + path)}</loc></sitemap>\n" for path in lists)
    return f'{_HEAD}<sitemapindex xmlns="{_SITEMAP}">\n{"".join(entries)}</sitemapindex>\n'
