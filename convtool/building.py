"""A site as files: all its pages, made by two processes where there are many, in every format that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.context import ALL, Seen, pages_of, parts
from convtool.findable import collectable, documents, searchable
from convtool.rendering import STYLE, Renderer
from convtool.sharing import shared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from convtool.context import Site
    from convtool.portfolio import Portfolio
    from convtool.woo import Metadata


class _Made(NamedTuple):
    """What one process made: texts by their path, what is public, and which files it looked at and could read."""

    texts: dict[str, str]
    public: list[tuple[str, Metadata]]
    looked: dict[str, bool]


def built(
    portfolio: Portfolio,
    site: Site,
    templates: Mapping[str, str],
    formats: Collection[str],
    only: Collection[str] = (),
) -> tuple[dict[str, bytes], int]:
    """Give every file of a site by its path, and how many files of the register could not be read for it.

    `only` are the templates that make pages; all of them where none is named. Raises `ConvtoolError` at a template's
    first mistake, and where a PDF is asked for and cannot be made.
    """
    renderer = Renderer(templates, rendered(formats), only)

    def made(some: Iterable[str]) -> _Made:
        seen = Seen(portfolio, site)
        found = _Made({}, [], portfolio.entries.looked_at)
        for part in some:
            found.texts.update(renderer.render(pages_of([part], portfolio, seen)))
            if part == ALL:
                found.texts.update(searchable(seen, list(found.texts)))
                found.public.extend(documents(seen))
        return found

    texts: dict[str, str] = {}
    public: list[tuple[str, Metadata]] = []
    looked: dict[str, bool] = {}
    for found in shared(made, parts(portfolio, site)):
        texts |= found.texts
        public += found.public
        looked |= found.looked
    texts.update(collectable(site, list(texts), public))
    return _in_formats(dict(sorted(texts.items())), formats), list(looked.values()).count(False)


def rendered(formats: Collection[str]) -> list[str]:
    """Give the formats that are made of pages: a PDF is made of one of HTML."""
    return sorted({"html" if format == "pdf" else format for format in formats})


def _in_formats(texts: Mapping[str, str], formats: Collection[str]) -> dict[str, bytes]:
    files = {path: text.encode() for path, text in texts.items()}
    if "pdf" not in formats:
        return files
    from convtool.printing import printer  # noqa: PLC0415 - only where a PDF is asked for

    pdf = printer(texts[STYLE])
    printed = {f"{path[:-4]}pdf": pdf(text) for path, text in texts.items() if path.endswith(".html")}
    if "html" not in formats:
        files = {path: data for path, data in files.items() if path.endswith((".json", ".md"))}
    return files | printed
