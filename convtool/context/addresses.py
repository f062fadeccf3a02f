"""What is asked of a site, and where its pages lie.

A page in the language of its data lies at its plain address, `convenants/<id>`; the other language lies below its
code, `en/convenants/<id>`. The start page is Dutch at `index`, English at `en/index`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from convtool.context.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from convtool.models.convenant import Convenant
    from convtool.models.masterplan import Masterplan
    from convtool.woo import Concept

LANGUAGES = ("nl", "en")
FIRST = "nl"
"""The language of the start page, and of a convenant that does not say its own."""
STATEMENT = "accessibility"
REPORT = "reports/progress"
LETTER = "reports/council-letter"
AUDIENCES = ("public", "partner", "internal")


@dataclass(frozen=True)
class Site:
    """What is asked for: a language (None: each convenant in its own), and ids (none: everything).

    `audience` is one of AUDIENCES; `as_signed` asks for the text as it was signed, without its amendments; `kinds` are
    the only kinds of page that are asked for (none: all), `others` the addresses of other pages than convenanten, such
    as `partners/voorbeeldbank`; `address` is where everyone finds the site, and `publisher` who is responsible for it;
    `searched` tells that a list to search is made or lies there already.
    """

    language: str | None = None
    ids: Collection[str] = ()
    revision: str | None = None
    audience: str = "public"
    as_signed: bool = False
    kinds: Collection[str] = ()
    others: Collection[str] = ()
    address: str | None = None
    publisher: Concept | None = None
    searched: bool = True

    @property
    def whole(self) -> bool:
        """Whether everything is asked for."""
        return not (self.ids or self.kinds or self.others)

    @property
    def found_at(self) -> str | None:
        """Where everyone finds these pages; None where they are for others, or the texts of another day."""
        return self.address if self.audience == "public" and not self.as_signed else None

    def languages(self, own: str) -> tuple[str, ...]:
        """Give the languages in which a page with data in the language `own` is made."""
        if self.language == "both":
            return LANGUAGES
        return (self.language or own,)

    def wants(self, id: str) -> bool:
        """Tell whether pages about a convenant are asked for, by its id."""
        return not (self.ids or self.others) or id in self.ids

    def has(self, address: str) -> bool:
        """Tell whether a page about more than one record is asked for, by its address, or one below it."""
        return not (self.ids or self.others) or any(f"{address}/".startswith(f"{each}/") for each in self.others)

    def shows(self, convenant: Convenant) -> bool:
        """Tell whether these readers see the text of a convenant: of one that is not public its parties do."""
        return self.audience != "public" or is_public(convenant)

    def follows(self, convenant: Convenant) -> bool:
        """Tell whether pages follow a convenant: for those who may read its text, unless that is as it was signed."""
        return self.shows(convenant) and not self.as_signed

    def common(self, address: str, masterplan: Masterplan | None, language: str, own: str) -> dict[str, Any]:
        """Give what every page has, for one with data in the language `own`."""
        others = [other for other in self.languages(own) if other != language]
        return {
            "address": address,
            "path": _path(address, language, own),
            "language": language,
            "own_language": own,
            "other": _path(address, others[0], own) if others else None,
            "programme": masterplan.name if masterplan else "",
            "audience": self.audience,
            "home": self.nearest("index", language, FIRST),
            "statement": self.nearest(STATEMENT, language, FIRST),
            "website": self.found_at,
        }

    def nearest(self, address: str, language: str, own: str) -> str:
        """Give the path of a page in `language`, or in the language `own` of its data where that one is not made."""
        made = self.languages(own)
        return _path(address, language if language in made else made[0], own)


class Titled(Shown):
    """Something to link to: its title, the path of its page or None where it has none, and whether it is fictional.

    `language` is that of its title, where it is not the language of the page.
    """

    title: str
    path: str | None
    example: bool = False
    language: str | None = None


def is_public(convenant: Convenant) -> bool:
    """Tell whether everyone may read it: a draft only where that was chosen, a signed one unless it was not."""
    chosen = convenant.clauses.publication.public if convenant.clauses and convenant.clauses.publication else None
    return bool(chosen) if convenant.is_draft else chosen is not False


def own_language(convenant: Convenant) -> str:
    """Give the language of a convenant's text."""
    return convenant.language or FIRST


def address_of(convenant: Convenant) -> str:
    """Give where the page of a convenant lies."""
    return f"convenants/{convenant.id}"


def progress_of(convenant: Convenant) -> str:
    """Give where the page lies that says how far a convenant is."""
    return f"{address_of(convenant)}/progress"


def residents_of(convenant: Convenant) -> str:
    """Give where the page of a convenant for residents lies."""
    return f"{address_of(convenant)}/residents"


def _path(address: str, language: str, own: str) -> str:
    return address if language == own else f"{language}/{address}"
