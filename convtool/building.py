"""A site as files: all its pages, made by two processes where there are many, in every format that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.context import ALL, Seen, pages_of, parts
from convtool.context.addresses import FIRST
from convtool.findable import collectable, documents, searchable
from convtool.rendering import STYLE
from convtool.sharing import shared
from convtool.spool import Spool
from convtool.upkeep import NOTHING, Built

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from convtool.context import Site
    from convtool.portfolio import Portfolio
    from convtool.rendering import Renderer
    from convtool.spool import Waiting
    from convtool.upkeep import Upkeep
    from convtool.woo import Metadata


class _Made(NamedTuple):
    """What one process made: where it waits, and what is public; which files it looked at; and what can be kept."""

    waiting: dict[str, Waiting]
    others: list[str]
    public: list[tuple[str, Metadata]]
    looked: dict[str, bool]
    fresh: dict[str, bytes]
    notes: bytes


def built(
    portfolio: Portfolio, site: Site, renderer: Renderer, formats: Collection[str], upkeep: Upkeep | None = None
) -> Built:
    """Give every file of a site in these formats; what `upkeep` knows to stand is not made anew.

    Raises `ConvtoolError` at a template's first mistake, and where a PDF is asked for and cannot be made.
    """
    spool = Spool()
    standing = upkeep.standing if upkeep else NOTHING

    def made(some: Iterable[str]) -> _Made:
        seen = Seen(portfolio, site)
        found = _Made(spool.waiting, [], [], {}, renderer.compiled.fresh, b"")
        for part in some:
            portfolio.entries.looked_at.clear()
            texts = _texts(part, portfolio, seen, renderer)
            for path, text in texts.items():
                spool.put(path, text.encode())
            if part == ALL:
                found.others.extend(texts)
                found.public.extend(documents(seen))
            if upkeep:
                sums = {path: spool.waiting[path].sum for path in texts}
                upkeep.note(None if part == ALL else part, portfolio.entries.looked_at, sums)
            found.looked.update(portfolio.entries.looked_at)
        return found._replace(notes=upkeep.notes() if upkeep else b"")

    def stands(part: str) -> bool:
        return standing.others is not None if part == ALL else part in standing.convenants

    others = list(standing.others or ())
    public: list[tuple[str, Metadata]] = []
    looked: dict[str, bool] = {}
    notes = []
    anew = [part for part in parts(portfolio, site) if not stands(part)]
    for found in shared(made, anew, ready=lambda: renderer.compile(site.languages(FIRST))):
        spool.waiting.update(found.waiting)
        renderer.compiled.fresh.update(found.fresh)
        others += found.others
        public += found.public
        looked |= found.looked
        notes.append(found.notes)
    if standing.others is None:
        paths = [*spool, *standing.sums]
        for path, text in [*(renderer.style() if paths else {}).items(), *collectable(site, paths, public)]:
            spool.put(path, text.encode())
            others.append(path)
    _in_formats(spool, formats)
    sums = standing.sums | {path: each.sum for path, each in spool.waiting.items()}
    unread = list(looked.values()).count(False) if standing.others is None else standing.unread
    return Built(spool, dict(sorted(sums.items())), others, unread, notes)


def rendered(formats: Collection[str]) -> list[str]:
    """Give the formats that are made of pages: a PDF is made of one of HTML."""
    return sorted({"html" if format == "pdf" else format for format in formats})


def _texts(part: str, portfolio: Portfolio, seen: Seen, renderer: Renderer) -> dict[str, str]:
    """Give the text of every file of one part of a site by its path."""
    texts = {path: text for page in pages_of([part], portfolio, seen) for path, text in renderer.outputs(page)}
    return texts | dict(searchable(seen, list(texts))) if part == ALL else texts


def _in_formats(spool: Spool, formats: Collection[str]) -> None:
    """Print what is asked for on paper, and leave out pages that were made for that alone."""
    if "pdf" not in formats or STYLE not in spool:
        return
    from convtool.printing import printer  # noqa: PLC0415 - only where a PDF is asked for

    pdf = printer(spool[STYLE].decode())
    for path in [path for path in spool if path.endswith(".html")]:
        spool.put(f"{path[:-4]}pdf", pdf(spool[path].decode()))
    if "html" not in formats:
        for path in [path for path in spool if not path.endswith((".json", ".md", ".pdf"))]:
            del spool.waiting[path]
