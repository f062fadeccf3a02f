"""What is said of a public convenant to the index of the Woo: the metadata of DiWoo.

The names and the lists of values are those of version 0.9.8 of the standard that KOOP keeps, with the schema
diwoo-metadata.xsd and the lists of TOOI in diwoo-metadata-lijsten.xsd: https://standaarden.overheid.nl/diwoo/metadata/
Whether the law asks for it, and of which documents, is not decided here.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from convtool.models.convenant import Convenant

NAMESPACE = "https://standaarden.overheid.nl/diwoo/metadata/"
_TOOI = "https://identifier.overheid.nl/tooi"
_EUROPE = "http://publications.europa.eu/resource/authority"
_MUNICIPALITY = re.compile("gm[0-9]{4}")
_BODY = re.compile(rf"{_TOOI}/id/[a-z]+/[a-z0-9]+")
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


class Concept(NamedTuple):
    """A value of one of the lists: the address that identifies it, and its name."""

    resource: str
    label: str


CATEGORY = Concept(f"{_TOOI}/def/thes/kern/c_8fc2335c", "convenanten")
SORT = Concept(f"{_TOOI}/def/thes/kern/c_386e74cb", "convenant")
SIGNING = Concept(f"{_TOOI}/def/thes/kern/c_e1ec050e", "ondertekening")
HTML = Concept(f"{_EUROPE}/file-type/HTML", "HTML")
LANGUAGES = {
    "nl": Concept(f"{_EUROPE}/language/NLD", "Nederlands"),
    "en": Concept(f"{_EUROPE}/language/ENG", "Engels"),
}


class Metadata(NamedTuple):
    """What is said of one convenant: whose document it is, what it is, and the day of its signing."""

    id: str
    title: str
    short_title: str | None
    language: Concept
    publisher: Concept
    category: Concept
    sort: Concept
    action: Concept
    date: date


def organisation(code: str, name: str) -> Concept | None:
    """Give a public body by its code (`gm0363`) or its address in TOOI, with its name; None for anything else."""
    if _MUNICIPALITY.fullmatch(code):
        return Concept(f"{_TOOI}/id/gemeente/{code}", name)
    return Concept(code, name) if _BODY.fullmatch(code) else None


def metadata(convenant: Convenant, publisher: Concept | None) -> Metadata | None:
    """Give what is said of a convenant; None of a fictional one, and where publisher or day of signing are not known.

    The standard asks of every document what was done with it and on which day.
    """
    signed = None if convenant.is_draft else convenant.signed
    if publisher is None or convenant.example or signed is None or signed.first != signed.last:
        return None
    return Metadata(
        id=convenant.id,
        title=convenant.title,
        short_title=convenant.short_title,
        language=LANGUAGES[convenant.language or "nl"],
        publisher=publisher,
        category=CATEGORY,
        sort=SORT,
        action=SIGNING,
        date=signed.last,
    )


def document(said: Metadata, indent: str = "") -> str:
    """Give the element `diwoo:Document` for one convenant, as lines; its prefix is declared around it."""
    return "".join(f"{indent}{line}\n" for line in _lines(said))


def text(value: str) -> str:
    """Give a text as XML holds it, on one line."""
    return escape(" ".join(_UNFIT.sub(" ", value).split()))


def _lines(said: Metadata) -> Iterator[str]:
    yield "<diwoo:Document>"
    yield " <diwoo:DiWoo>"
    yield f"  <diwoo:identifiers><diwoo:identifier>{text(said.id)}</diwoo:identifier></diwoo:identifiers>"
    yield f"  {_value('publisher', said.publisher)}"
    yield "  <diwoo:titelcollectie>"
    yield f"   <diwoo:officieleTitel>{text(said.title)}</diwoo:officieleTitel>"
    if said.short_title:
        title = text(said.short_title)
        yield f"   <diwoo:verkorteTitels><diwoo:verkorteTitel>{title}</diwoo:verkorteTitel></diwoo:verkorteTitels>"
    yield "  </diwoo:titelcollectie>"
    yield "  <diwoo:classificatiecollectie>"
    category, sort = _value("informatiecategorie", said.category), _value("documentsoort", said.sort)
    yield f"   <diwoo:informatiecategorieen>{category}</diwoo:informatiecategorieen>"
    yield f"   <diwoo:documentsoorten>{sort}</diwoo:documentsoorten>"
    yield "  </diwoo:classificatiecollectie>"
    yield f"  {_value('language', said.language)}"
    yield f"  {_value('format', HTML)}"
    yield "  <diwoo:documenthandelingen>"
    yield "   <diwoo:documenthandeling>"
    yield f"    {_value('soortHandeling', said.action)}"
    yield f"    <diwoo:atTime>{said.date.isoformat()}T00:00:00</diwoo:atTime>"
    yield "   </diwoo:documenthandeling>"
    yield "  </diwoo:documenthandelingen>"
    yield " </diwoo:DiWoo>"
    yield "</diwoo:Document>"


def _value(name: str, concept: Concept) -> str:
    return f'<diwoo:{name} resource="{text(concept.resource)}">{text(concept.label)}</diwoo:{name}>'
