"""A site that is kept up to date in memory: of what changed, only the pages that show it are made anew.

The text of a page follows from its template and its context. So a part of the site is looked into again when a file
changed that it looked at, and a page of it is made again when its context is no longer the same.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from convtool.context import ALL, Seen, pages_of, parts
from convtool.findable import searchable
from convtool.layout import MASTERPLAN

if TYPE_CHECKING:
    from collections.abc import Collection

    from convtool.context import Page, Site
    from convtool.portfolio import Portfolio
    from convtool.rendering import Renderer

_PLAIN = (str, int, bool, date, type(None))


class Made(NamedTuple):
    """A page, and the files made of it."""

    page: Page
    files: dict[str, str]


class Part(NamedTuple):
    """The pages of one part of a site by what they are and where, and which files of the register were looked at.

    `beside` are files that are made of no page.
    """

    pages: dict[tuple[str, str], Made]
    looked: frozenset[str]
    beside: dict[str, str]


class Edition(NamedTuple):
    """A site as it was made at one moment: of what, and every part of it."""

    portfolio: Portfolio
    site: Site
    renderer: Renderer
    parts: dict[str, Part]

    def files(self) -> dict[str, str]:
        """Give the text of every file by its path."""
        files = self.renderer.style()
        for part in self.parts.values():
            files |= part.beside
            for made in part.pages.values():
                files |= made.files
        return files


NOTHING = Part({}, frozenset(), {})


def edition(portfolio: Portfolio, site: Site, renderer: Renderer) -> Edition:
    """Make a whole site; raises `ConvtoolError` at a template's first mistake."""
    made = {name: _part(name, portfolio, site, renderer, NOTHING) for name in parts(portfolio, site)}
    return Edition(portfolio, site, renderer, made)


def in_other_templates(before: Edition, renderer: Renderer) -> Edition:
    """Make the same pages with other templates; raises `ConvtoolError` at a template's first mistake."""

    def anew(part: Part) -> Part:
        return Part(
            {key: made._replace(files=dict(renderer.outputs(made.page))) for key, made in part.pages.items()},
            part.looked,
            part.beside,
        )

    return before._replace(renderer=renderer, parts={name: anew(part) for name, part in before.parts.items()})


def renewed(before: Edition, portfolio: Portfolio, site: Site, changed: Collection[str]) -> Edition:
    """Make anew what is no longer the same in a register in which some files `changed`.

    Raises `ConvtoolError` at a template's first mistake.
    """
    same_files = before.portfolio.entries.keys() == portfolio.entries.keys()
    everything = site != before.site or not same_files or MASTERPLAN in changed
    made = {}
    for name in parts(portfolio, site):
        part = before.parts.get(name, NOTHING)
        if everything or not part.looked.isdisjoint(changed):
            part = _part(name, portfolio, site, before.renderer, part)
        made[name] = part
    return Edition(portfolio, site, before.renderer, made)


def _part(name: str, portfolio: Portfolio, site: Site, renderer: Renderer, before: Part) -> Part:
    """Make the pages of one part; those whose context is as it was are kept."""
    portfolio.entries.looked_at.clear()
    seen = Seen(portfolio, site)
    found = {}
    for page in pages_of([name], portfolio, seen):
        key = page.kind, page.path
        known = before.pages.get(key)
        found[key] = known if known and same(known.page, page) else Made(page, dict(renderer.outputs(page)))
    files = [path for made in found.values() for path in made.files]
    beside = dict(searchable(seen, files)) if name == ALL else {}
    return Part(found, frozenset(portfolio.entries.looked_at), beside)


def same(one: object, other: object) -> bool:
    """Tell whether two values in a context read the same to a template: also 1.5 and 1.50 do not.

    A record is the same where it was not read anew; of a value of any other kind that is not known here too.
    """
    if one is other or type(one) is not type(other):
        return one is other
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return same(list(one.items()), list(other.items()))
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return one.as_tuple() == other.as_tuple()
    if is_dataclass(one) and not isinstance(one, type):
        return all(same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    return isinstance(one, _PLAIN) and one == other
