"""What makes a site be found: the search that runs in a browser, and lists of addresses for who collects pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.addresses import FIRST, address_of, is_public, own_language
from convtool.searching import index
from convtool.sitemaps import of_documents, of_pages
from convtool.woo import metadata

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from convtool.context import Seen
    from convtool.woo import Metadata


def findable(seen: Seen, made: Collection[str], part: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Give the path and the text of every file that helps to find the pages; of a part of a site there are none.

    `made` are the paths of its files; `part` gives the text of a template that sees no page.
    """
    site = seen.site
    if not site.whole or "index.html" not in {path.rpartition("/")[2] for path in made}:
        return
    languages = {language for each in seen.mentioned.values() for language in site.languages(own_language(each))}
    for language in sorted(languages.union(site.languages(FIRST))):
        yield f"assets/search.{language}.js", part(f"_parts/search.{language}.js.j2")
        yield f"assets/index.{language}.js", index(seen, language, made)
    if site.found_at:
        yield from of_pages(site.found_at, (path for path in made if path.endswith(".html")))
        yield from of_documents(site.found_at, list(_documents(seen, made)))


def _documents(seen: Seen, made: Collection[str]) -> Iterator[tuple[str, Metadata]]:
    """Give the page of each public convenant in its own language, with what is said of it to the index of the Woo."""
    for convenant in seen.mentioned.values():
        path = f"{seen.site.nearest(address_of(convenant), own_language(convenant), own_language(convenant))}.html"
        said = metadata(convenant, seen.site.publisher) if is_public(convenant) else None
        if said and path in made:
            yield path, said
