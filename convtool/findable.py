"""What makes a site be found: the search that runs in a browser, and lists of addresses for who collects pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, address_of, is_public, own_language
from convtool.searching import index
from convtool.sitemaps import of_documents, of_pages
from convtool.woo import metadata

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from convtool.context import Seen, Site
    from convtool.woo import Metadata

LIST = "assets/index."
"""How the path of every list to search begins."""


def searchable(seen: Seen, made: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give the path and the text of every list to search; of a part of a site, and without HTML, there are none.

    `made` are the paths of the pages about more than one record.
    """
    site = seen.site
    if not site.whole or "index.html" not in {path.rpartition("/")[2] for path in made}:
        return
    own = {own_language(each) for each in seen.mentioned.values()} | {FIRST}
    for language in sorted({language for each in own for language in site.languages(each)}):
        there = {f"{seen.convenant(id, language).path}.html" for id in seen.mentioned}
        yield f"{LIST}{language}.js", index(seen, language, there.union(made))


def documents(seen: Seen) -> list[tuple[str, Metadata]]:
    """Give the page of each public convenant in its own language, with what is said of it to the index of the Woo."""
    found = []
    for convenant in seen.mentioned.values() if seen.site.found_at else ():
        said = metadata(convenant, seen.site.publisher) if is_public(convenant) else None
        if said:
            own = own_language(convenant)
            found.append((f"{seen.site.nearest(address_of(convenant), own, own)}.html", said))
    return found


def collectable(site: Site, made: Collection[str], public: Iterable[tuple[str, Metadata]]) -> Iterator[tuple[str, str]]:
    """Give the path and the text of every list of addresses, of all that was `made`; of a part of a site there is none.

    `public` are the documents for the index of the Woo.
    """
    pages = [path for path in made if path.endswith(".html")]
    if site.found_at and site.whole and pages:
        yield from of_pages(site.found_at, pages)
        yield from of_documents(site.found_at, [(path, said) for path, said in public if path in made])
