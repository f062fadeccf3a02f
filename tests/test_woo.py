"""What is said of a convenant to the index of the Woo, and the lists in which it stands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import xmlschema

from convtool.context import ConvenantPage, Seen, Site, pages
from convtool.findable import collectable, documents, searchable
from convtool.models.convenant import Convenant
from convtool.portfolio import Portfolio
from convtool.rendering import Renderer
from convtool.sitemaps import ALL, MOST, WOO, of_documents, of_pages
from convtool.woo import Concept, document, metadata, organisation
from tests.small import register
from tests.test_rendering import RENDERER, TEMPLATES

ROOT = Path(__file__).parent.parent
AMSTERDAM = Concept("https://identifier.overheid.nl/tooi/id/gemeente/gm0363", "gemeente Amsterdam")
SITE = Site(address="https://register.example/zo/", publisher=AMSTERDAM)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
DIWOO = "https://standaarden.overheid.nl/diwoo/metadata/"
NAMES = {"s": SITEMAP, "d": DIWOO}
FORM = f"""
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:d="{DIWOO}" targetNamespace="{DIWOO}"
    elementFormDefault="qualified">
  <xs:element name="Document"><xs:complexType><xs:sequence>
    <xs:element name="DiWoo" minOccurs="0"><xs:complexType><xs:all>
      <xs:element name="identifiers" minOccurs="0"><xs:complexType><xs:sequence>
        <xs:element name="identifier" type="xs:string" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="publisher" type="d:value"/>
      <xs:element name="titelcollectie"><xs:complexType><xs:all>
        <xs:element name="officieleTitel" type="xs:string"/>
        <xs:element name="verkorteTitels" minOccurs="0"><xs:complexType><xs:sequence>
          <xs:element name="verkorteTitel" type="xs:string" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType></xs:element></xs:all></xs:complexType></xs:element>
      <xs:element name="classificatiecollectie"><xs:complexType><xs:all>
        <xs:element name="informatiecategorieen"><xs:complexType><xs:sequence>
          <xs:element name="informatiecategorie" type="d:value" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType></xs:element>
        <xs:element name="documentsoorten" minOccurs="0"><xs:complexType><xs:sequence>
          <xs:element name="documentsoort" type="d:value" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType></xs:element></xs:all></xs:complexType></xs:element>
      <xs:element name="language" type="d:value" minOccurs="0"/>
      <xs:element name="format" type="d:value" minOccurs="0"/>
      <xs:element name="documenthandelingen"><xs:complexType><xs:sequence>
        <xs:element name="documenthandeling" maxOccurs="unbounded"><xs:complexType><xs:all>
          <xs:element name="soortHandeling" type="d:value"/>
          <xs:element name="atTime" type="xs:dateTime"/>
        </xs:all></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>
    </xs:all></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:complexType name="value"><xs:simpleContent><xs:extension base="xs:string">
    <xs:attribute name="resource"><xs:simpleType><xs:restriction base="xs:string">
      <xs:enumeration value="https://identifier.overheid.nl/tooi/id/gemeente/gm0363"/>
      <xs:enumeration value="https://identifier.overheid.nl/tooi/def/thes/kern/c_8fc2335c"/>
      <xs:enumeration value="https://identifier.overheid.nl/tooi/def/thes/kern/c_386e74cb"/>
      <xs:enumeration value="https://identifier.overheid.nl/tooi/def/thes/kern/c_e1ec050e"/>
      <xs:enumeration value="http://publications.europa.eu/resource/authority/language/NLD"/>
      <xs:enumeration value="http://publications.europa.eu/resource/authority/language/ENG"/>
      <xs:enumeration value="http://publications.europa.eu/resource/authority/file-type/HTML"/>
    </xs:restriction></xs:simpleType></xs:attribute>
  </xs:extension></xs:simpleContent></xs:complexType>
</xs:schema>
"""
"""What version 0.9.8 of the schema says of the elements that are used, and the values of its lists that are used."""

SIGNED = {"signing": {"date": "2024-11-21"}, "status": "signed"}


def one(**convenant: Any) -> Portfolio:
    """A register with one signed convenant."""
    return register({"id": "proef"} | SIGNED | convenant)


def convenant(**changes: Any) -> Convenant:
    return one(**changes).programme.convenants["proef"]


def lists(portfolio: Portfolio, site: Site = SITE) -> dict[str, str]:
    """The lists of addresses of a site."""
    made = RENDERER.render(pages(portfolio, site))
    return dict(collectable(site, made, documents(Seen(portfolio, site))))


def addresses(text: str) -> list[str | None]:
    return [each.text for each in ET.fromstring(text).iterfind(".//s:loc", NAMES)]  # noqa: S314 - made here


# ---- What is said of one ---------------------------------------------------------------------------------


def test_a_signed_convenant_has_its_category_sort_publisher_and_the_day_of_its_signing() -> None:
    said = metadata(convenant(short_title="Proef"), AMSTERDAM)
    assert said is not None
    assert (said.id, said.title, said.short_title, said.date) == ("proef", "Titel", "Proef", date(2024, 11, 21))
    assert [each.resource.rpartition("/")[2] for each in (said.category, said.sort, said.action, said.publisher)] == [
        "c_8fc2335c", "c_386e74cb", "c_e1ec050e", "gm0363",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "draft"},
        {"example": True},
        {"signing": {"date": "2024"}},
        {"signing": {}},
    ],
    ids=["draft", "fictional", "only a year", "no day"],
)
def test_nothing_is_said_of_what_is_not_signed_on_a_known_day_or_not_real(changes: dict[str, Any]) -> None:
    assert metadata(convenant(**changes), AMSTERDAM) is None


def test_without_a_publisher_nothing_is_said() -> None:
    assert metadata(convenant(), None) is None


@pytest.mark.parametrize(
    "title", ["Proef", "<script>&\"']]>", "Ctrl\x0bteken \ud800\ufffe", "Één  titel\nop twee regels"]
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_has_the_form_of_the_standard(title: str, language: str) -> None:
    said = metadata(convenant(language=language, short_title="Kort"), AMSTERDAM)
    assert said is not None
    text = document(said._replace(title=title)).replace("<diwoo:Document>", f'<diwoo:Document xmlns:diwoo="{DIWOO}">')
    form = xmlschema.XMLSchema(FORM)
    form.validate(text)
    assert not form.is_valid(text.replace("documenthandelingen", "handelingen"))


@pytest.mark.parametrize(
    ("code", "resource"),
    [
        ("gm0363", AMSTERDAM.resource),
        (AMSTERDAM.resource, AMSTERDAM.resource),
        ("https://identifier.overheid.nl/tooi/id/ministerie/mnre1034", "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034"),
        ("0363", None),
        ("https://elders.example/gm0363", None),
    ],
)  # fmt: skip
def test_a_publisher_is_a_code_or_an_address_of_a_public_body(code: str, resource: str | None) -> None:
    found = organisation(code, "gemeente Amsterdam")
    assert (found and found.resource) == resource


def test_the_page_says_it_too_to_everyone_and_to_nobody_else() -> None:
    page = next(each for each in pages(one(), SITE) if isinstance(each, ConvenantPage))
    assert page.woo is not None
    text = RENDERER.render([page])["convenants/proef.html"]
    assert f'<meta name="diwoo.informatiecategorie" content="{page.woo.category.resource}">' in text
    assert '<meta name="dcterms.issued" content="2024-11-21">' in text
    for_parties = Site(audience="partner", address=SITE.address, publisher=AMSTERDAM)
    text = RENDERER.render(pages(one(), for_parties))["convenants/proef.html"]
    assert "diwoo" not in text
    assert '<meta name="robots" content="noindex">' in text


# ---- Lists -----------------------------------------------------------------------------------------------


def test_the_list_of_the_woo_names_what_is_signed_and_public_in_its_own_language() -> None:
    secret = {"clauses": {"publication": {"public": False, "ground": "Woo 5.1"}}}
    portfolio = register(
        {"id": "een"} | SIGNED,
        {"id": "two", "language": "en"} | SIGNED,
        {"id": "dicht"} | SIGNED | secret,
        {"id": "concept", "status": "draft", "clauses": {"publication": {"public": True}}},
        {"id": "verzonnen", "example": True} | SIGNED,
    )
    found = lists(portfolio, Site("both", address=SITE.address, publisher=AMSTERDAM))
    (listed,) = addresses(found[WOO])
    assert listed == "https://register.example/zo/sitemaps/diwoo-convenanten-1.xml"
    text = found["sitemaps/diwoo-convenanten-1.xml"]
    assert addresses(text) == [f"https://register.example/zo/convenants/{id}.html" for id in ("een", "two")]
    tongues = ET.fromstring(text).iterfind(".//d:language", NAMES)  # noqa: S314 - made here
    assert [each.text for each in tongues] == ["Nederlands", "Engels"]


def test_the_site_map_names_every_page_once() -> None:
    made = sorted(path for path in RENDERER.render(pages(one(), SITE)) if path.endswith(".html"))
    assert {"accessibility.html", "convenants/proef.html", "index.html"} <= set(made)
    assert addresses(lists(one())[ALL]) == [f"https://register.example/zo/{path}" for path in made]


@pytest.mark.parametrize(
    "site",
    [
        Site(publisher=AMSTERDAM),
        Site(address=SITE.address, publisher=AMSTERDAM, audience="partner"),
        Site(address=SITE.address, publisher=AMSTERDAM, as_signed=True),
        Site(address=SITE.address, publisher=AMSTERDAM, ids=["proef"]),
        Site(address=SITE.address, publisher=AMSTERDAM, kinds=["portfolio"]),
    ],
    ids=["no address", "for the parties", "of another day", "one convenant", "one kind"],
)
def test_only_the_whole_public_site_of_which_the_address_is_known_has_lists(site: Site) -> None:
    assert lists(one(), site) == {}


def test_without_a_publisher_there_is_a_site_map_and_no_list_for_the_woo() -> None:
    assert set(lists(one(), Site(address=SITE.address))) == {ALL}


def test_pages_in_markdown_alone_are_not_listed() -> None:
    made = Renderer(TEMPLATES, ["md"]).render(pages(one(), SITE))
    assert dict(collectable(SITE, made, documents(Seen(one(), SITE)))) == {}
    assert dict(searchable(Seen(one(), SITE), made)) == {}


def test_a_page_knows_its_address_where_it_is_known() -> None:
    both = Site("both", address=SITE.address)
    text = RENDERER.render(pages(one(), both))["en/convenants/proef.html"]
    assert '<link rel="canonical" href="https://register.example/zo/en/convenants/proef.html">' in text
    assert '<link rel="alternate" hreflang="nl" href="https://register.example/zo/convenants/proef.html">' in text
    assert "canonical" not in RENDERER.render(pages(one(), Site()))["convenants/proef.html"]


def test_a_list_holds_no_more_than_it_may() -> None:
    many = dict(of_pages("https://x.example/", (f"{number}.html" for number in range(MOST + 1))))
    assert list(many) == ["sitemaps/pages-1.xml", "sitemaps/pages-2.xml", ALL]
    assert len(addresses(many["sitemaps/pages-1.xml"])) == MOST
    assert addresses(many[ALL]) == [f"https://x.example/sitemaps/pages-{number}.xml" for number in (1, 2)]
    assert list(of_documents("https://x.example/", [])) == []


# ---- As an export ---------------------------------------------------------------------------------------

SITE_TABLE = (
    '[site]\naddress = "https://register.example/"\npublisher = "gm0363"\npublisher_name = "gemeente Amsterdam"\n'
)


def command(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "convtool", *words, "--root", str(root)],
        check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def test_the_list_that_is_exported_is_the_one_beside_the_pages(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "convtool.toml").write_text(SITE_TABLE, encoding="utf-8")
    assert command(tmp_path, "render", "--format", "html", "--out", str(tmp_path / "build")).returncode == 0
    done = command(tmp_path, "export", "--format", "woo", "--out", str(tmp_path / "woo"), "--lang", "en")
    assert (done.returncode, done.stdout) == (0, f"2 files written to {tmp_path / 'woo'}\n")
    exported = {path.name: path.read_bytes() for path in (tmp_path / "woo" / "sitemaps").iterdir()}
    assert exported == {path.name: path.read_bytes() for path in (tmp_path / "build" / "sitemaps").iterdir()}
    assert b"abn-amro" in b"".join(exported.values())


@pytest.mark.parametrize(
    ("table", "words"),
    [("", ()), (SITE_TABLE, ("--audience", "internal")), (SITE_TABLE, ("--root", str(ROOT)))],
    ids=["no-site", "for-the-office", "two-registers"],
)
def test_a_list_that_would_be_of_no_site_or_not_public_is_refused(
    tmp_path: Path, table: str, words: tuple[str, ...]
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "convtool.toml").write_text(table, encoding="utf-8")
    done = command(tmp_path, "export", "--format", "woo", "--out", str(tmp_path / "woo"), *words)
    assert done.returncode == 2
    assert not (tmp_path / "woo").exists()
