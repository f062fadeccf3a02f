"""What is asked of a site, and where its pages lie.

A page in the language of its data lies at its plain address, `convenants/<id>`; the other language lies below its
code, `en/convenants/<id>`. The start page is Dutch at `index`, English at `en/index`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from convtool.models.convenant import Convenant
    from convtool.models.masterplan import Masterplan

LANGUAGES = ("nl", "en")
FIRST = "nl"
"""The language of the start page, and of a convenant that does not say its own."""
STATEMENT = "accessibility"
AUDIENCES = ("public", "partner", "internal")


@dataclass(frozen=True)
class Site:
    """What is asked for: a language (None: each convenant in its own), and ids (none: everything).

    `audience` is one of AUDIENCES; `as_signed` asks for the text as it was signed, without its amendments.
    """

    language: str | None = None
    ids: Collection[str] = ()
    revision: str | None = None
    audience: str = "public"
    as_signed: bool = False

    def languages(self, own: str) -> tuple[str, ...]:
        """Give the languages in which a page with data in the language `own` is made."""
        if self.language == "both":
            return LANGUAGES
        return (self.language or own,)

    def shows(self, convenant: Convenant) -> bool:
        """Tell whether these readers see the text of a convenant: of one that is not public its parties do."""
        return self.audience != "public" or is_public(convenant)

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
        }

    def nearest(self, address: str, language: str, own: str) -> str:
        """Give the path of a page in `language`, or in the language `own` of its data where that one is not made."""
        made = self.languages(own)
        return _path(address, language if language in made else made[0], own)


@dataclass(frozen=True, kw_only=True)
class Titled:
    """Something to link to: its title, the path of its page or None where it has none, and whether it is fictional."""

    title: str
    path: str | None
    example: bool = False


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


def _path(address: str, language: str, own: str) -> str:
    return address if language == own else f"{language}/{address}"
