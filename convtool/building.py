"""A site as files: all its pages, made by two processes where there are many, in every format that is asked for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from convtool.context import ALL, Seen, files_behind, pages_of, parts
from convtool.context.addresses import FIRST
from convtool.findable import collectable, documents, searchable
from convtool.rendering import STYLE
from convtool.sharing import shared
from convtool.spool import Spool
from convtool.upkeep import NOTHING, Built, Sheet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from convtool.context import Page, Site
    from convtool.portfolio import Portfolio
    from convtool.rendering import Renderer
    from convtool.spool import Waiting
    from convtool.upkeep import Upkeep
    from convtool.woo import Metadata


class _Made(NamedTuple):
    """What one process made: where it waits, and what is public; which files it looked at; and what can be kept.

    `others` and `sheets` are as in `Built`, with checksums, and hold also what was made before and stands.
    """

    waiting: dict[str, Waiting]
    others: dict[str, str]
    sheets: dict[str, Sheet]
    public: list[tuple[str, Metadata]]
    looked: dict[str, bool]
    fresh: dict[str, bytes]
    notes: bytes
    extracts: list[bytes]


class _Making:
    """Makes parts of a site, all that falls to one process; what `upkeep` knows to stand is not made anew."""

    def __init__(
        self, portfolio: Portfolio, site: Site, renderer: Renderer, spool: Spool, upkeep: Upkeep | None
    ) -> None:
        self.portfolio = portfolio
        self.site = site
        self.renderer = renderer
        self.spool = spool
        self.upkeep = upkeep

    def made(self, some: Iterable[str]) -> _Made:
        """Make some parts."""
        kept = [self.upkeep.extracts.of] if self.upkeep else []
        seen, looked_at = Seen(self.portfolio, self.site, *kept), self.portfolio.entries.looked_at
        found = _Made(self.spool.waiting, {}, {}, [], {}, self.renderer.compiled.fresh, b"", [])
        for part in some:
            looked_at.clear()
            if part == ALL:
                self._about_all(seen, found)
            sums = {} if part == ALL else self._put(pages_of([part], self.portfolio, seen))
            if self.upkeep:
                self.upkeep.note(None if part == ALL else part, looked_at, sums)
            found.looked.update(looked_at)
        return found._replace(notes=self.upkeep.notes() if self.upkeep else b"")

    def _about_all(self, seen: Seen, found: _Made) -> None:
        """Make the pages about more than one record, but for those on which a few show and that stand."""
        made_of: dict[str, bytes] = {}
        if self.upkeep:
            made_of, sheets = self.upkeep.sheets(files_behind(seen))
            found.sheets.update(sheets)
        seen.passed_over = found.sheets.keys()
        for sheet in found.sheets.values():
            found.others.update(sheet.sums)
        own: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for page in pages_of([ALL], self.portfolio, seen):
            sums = self._put([page])
            if sums.keys() & found.others.keys():  # two pages at one place: which one lies there, others decide
                made_of.pop(page.address, None)
            found.others.update(sums)
            own[page.address].update(sums)
        found.sheets.update((address, Sheet(of, own[address])) for address, of in made_of.items() if address in own)
        for path, text in searchable(seen, found.others):
            found.others[path] = self.spool.put(path, text.encode())
        found.public.extend(documents(seen))
        if self.upkeep:
            found.extracts.append(self.upkeep.extracts.packed(seen.extracts.values()))

    def _put(self, pages: Iterable[Page]) -> dict[str, str]:
        """Make pages, and give the checksums of their files."""
        files = ((path, text) for page in pages for path, text in self.renderer.outputs(page))
        return {path: self.spool.put(path, text.encode()) for path, text in files}


def built(
    portfolio: Portfolio, site: Site, renderer: Renderer, formats: Collection[str], upkeep: Upkeep | None = None
) -> Built:
    """Give every file of a site in these formats; what `upkeep` knows to stand is not made anew.

    Raises `ConvtoolError` at a template's first mistake, and where a PDF is asked for and cannot be made.
    """
    spool = Spool()
    standing = upkeep.standing if upkeep else NOTHING

    def stands(part: str) -> bool:
        return standing.others is not None if part == ALL else part in standing.convenants

    others = dict(standing.others or {})
    sheets: dict[str, Sheet] = {}
    public: list[tuple[str, Metadata]] = []
    looked: dict[str, bool] = {}
    notes: list[bytes] = []
    extracts: list[bytes] = []
    anew = [part for part in parts(portfolio, site) if not stands(part)]
    making = _Making(portfolio, site, renderer, spool, upkeep)
    for found in shared(making.made, anew, ready=lambda: renderer.compile(site.languages(FIRST))):
        spool.waiting.update(found.waiting)
        renderer.compiled.fresh.update(found.fresh)
        others |= found.others
        sheets |= found.sheets
        public += found.public
        looked |= found.looked
        notes.append(found.notes)
        extracts += found.extracts
    stand = standing.sums
    for sheet in sheets.values():
        stand |= sheet.sums
    if standing.others is None:
        paths = {*stand, *spool}
        files = [*(renderer.style(searched=site.searched) if paths else {}).items(), *collectable(site, paths, public)]
        others |= {path: spool.put(path, text.encode()) for path, text in files}
    _in_formats(spool, formats)
    sums = stand | {path: each.sum for path, each in spool.waiting.items()}
    unread = list(looked.values()).count(False) if standing.others is None else standing.unread
    return Built(spool, dict(sorted(sums.items())), others, sheets, unread, notes, extracts)


def rendered(formats: Collection[str]) -> list[str]:
    """Give the formats that are made of pages: a PDF is made of one of HTML."""
    return sorted({"html" if format == "pdf" else format for format in formats})


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
