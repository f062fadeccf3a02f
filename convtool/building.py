"""A site as files: all its pages, made by two processes where there are many, in every format that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context import pages_of, parts
from convtool.rendering import STYLE, Renderer
from convtool.sharing import shared

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from convtool.context import Site
    from convtool.portfolio import Portfolio


def built(
    portfolio: Portfolio, site: Site, templates: Mapping[str, str], formats: Collection[str]
) -> tuple[dict[str, bytes], int]:
    """Give every file of a site by its path, and how many files of the register could not be read for it.

    Raises `ConvtoolError` at a template's first mistake, and where a PDF is asked for and cannot be made.
    """
    renderer = Renderer(templates, rendered(formats))

    def made(some: Iterable[str]) -> tuple[dict[str, str], dict[str, bool]]:
        return renderer.render(pages_of(some, portfolio, site)), portfolio.entries.looked_at

    texts: dict[str, str] = {}
    looked: dict[str, bool] = {}
    for pages, seen in shared(made, parts(portfolio, site)):
        texts |= pages
        looked |= seen
    return _in_formats(dict(sorted(texts.items())), formats), list(looked.values()).count(False)


def rendered(formats: Collection[str]) -> list[str]:
    """Give the formats that templates make: a PDF is made of a page of HTML."""
    return sorted({"html" if format == "pdf" else format for format in formats})


def _in_formats(texts: Mapping[str, str], formats: Collection[str]) -> dict[str, bytes]:
    files = {path: text.encode() for path, text in texts.items()}
    if "pdf" not in formats:
        return files
    from convtool.printing import printer  # noqa: PLC0415 - only where a PDF is asked for

    pdf = printer(texts[STYLE])
    printed = {f"{path[:-4]}pdf": pdf(text) for path, text in texts.items() if path.endswith(".html")}
    if "html" not in formats:
        files = {path: data for path, data in files.items() if path.endswith(".md")}
    return files | printed
