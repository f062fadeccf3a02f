"""Which pages there are, for whom, and what is withheld."""

from __future__ import annotations

from dataclasses import fields, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from convtool.context import (
    AccessibilityPage,
    ConvenantPage,
    DossierPage,
    Page,
    PortfolioPage,
    Seen,
    Site,
    Titled,
    WithheldPage,
    pages,
)
from convtool.context.judged import number_of
from convtool.progress.evidence import FAR, Value
from convtool.values import Number
from tests.filled import filled, portfolio
from tests.small import PARTIES, WITHHELD, made, page, register


def test_every_name_of_a_page_has_a_value_where_everything_is_filled_in() -> None:
    site = Site(ids=["proef"], audience="internal")
    empty = {
        page.kind: {field.name for field in fields(page) if getattr(page, field.name) in (None, (), "")}
        for page in pages(portfolio("tekst"), site)
    }
    assert empty == {
        "convenant": {"other", "no_goals", "not_found", "as_signed", "website", "woo"},
        "addendum": {"other", "website"},
        "dossier": {"other", "website"},
        "progress": {"other", "thresholds", "website"},
        "residents": {"other", "contacts", "website"},
    }


# ---- Which pages ----------------------------------------------------------------------------------------


OF_ALL = ["index", "accessibility", "reports/progress", "reports/council-letter"]
OF_ONE = ["", "/progress", "/residents"]


@pytest.mark.parametrize(
    ("language", "all_in", "een", "two"),
    [
        (None, [""], ["convenants/een"], ["convenants/two"]),
        ("nl", [""], ["convenants/een"], ["nl/convenants/two"]),
        ("en", ["en/"], ["en/convenants/een"], ["convenants/two"]),
        ("both", ["", "en/"], ["convenants/een", "en/convenants/een"], ["nl/convenants/two", "convenants/two"]),
    ],
)
def test_a_page_lies_at_its_plain_address_in_its_own_language(
    language: str | None, all_in: list[str], een: list[str], two: list[str]
) -> None:
    found = list(pages(register({"id": "een"}, {"id": "two", "language": "en"}), Site(language)))
    expected = [folder + address for address in OF_ALL for folder in all_in]
    expected += [path + below for one in (een, two) for below in OF_ONE for path in one]
    assert [each.path for each in found if each.path in expected] == expected
    assert {each.other is None for each in found} == {language != "both"}


def test_every_page_leads_home_and_to_the_statement_in_a_language_that_is_made() -> None:
    for language, paths in ((None, ("index", "accessibility")), ("en", ("en/index", "en/accessibility"))):
        found = list(pages(register({"id": "two", "language": "en"}), Site(language)))
        assert {(each.home, each.statement) for each in found} == {paths}


def test_the_statement_names_the_functions_to_write_to() -> None:
    files = register(masterplan={"contacts": ["bureau@voorbeeld.example"]})
    found = [each.contacts for each in pages(files, Site()) if isinstance(each, AccessibilityPage)]
    assert found == [("bureau@voorbeeld.example",)]


def test_ids_give_only_their_pages() -> None:
    found = list(pages(register({"id": "een"}, {"id": "twee"}), Site(ids=["twee"])))
    assert [each.path for each in found] == ["convenants/twee", "convenants/twee/progress", "convenants/twee/residents"]


def test_a_page_leads_to_the_nearest_page_of_another_convenant() -> None:
    files = register({"id": "een", "under": "two", "successor": "weg"}, {"id": "two", "title": "Two", "language": "en"})
    found, *_ = pages(files, Site(ids=["een"]))
    assert isinstance(found, ConvenantPage)
    assert (found.under.title, found.under.path) == ("Two", "convenants/two") if found.under else None
    assert (found.successor.title, found.successor.path) == ("weg", None) if found.successor else None
    assert page(predecessor={"title": "Oud stuk"}).predecessor is not None


# ---- What is public -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("convenant", "public"),
    [
        ({"status": "draft"}, False),
        ({"status": "draft", "clauses": {"change": "x"}}, False),
        ({"status": "exploring", "clauses": {"publication": {"public": True}}}, True),
        ({"status": "active"}, True),
        ({"status": "active", "clauses": {"publication": "unknown"}}, True),
        ({"status": "active"} | WITHHELD, False),
    ],
)
def test_a_draft_is_public_only_where_chosen_and_a_signed_one_unless_not(
    convenant: dict[str, Any], public: bool  # noqa: FBT001 - a row of a table
) -> None:  # fmt: skip
    found, *more = pages(register({"id": "proef"} | convenant), Site(ids=["proef"]))
    assert isinstance(found, ConvenantPage) is public
    assert [each.kind for each in more] == (["progress", "residents"] if public else [])
    assert isinstance(found, WithheldPage) is not public


def test_a_page_that_is_not_public_has_no_other_names() -> None:
    common = {field.name for field in fields(Page)}
    names = {field.name for field in fields(WithheldPage)} - common
    assert names == {"id", "title", "status", "draft", "example", "parties", "ground"}


def test_what_is_withheld_stands_on_no_page() -> None:
    files = register({"id": "proef", "parties": PARTIES, "goals": [{"id": "g", "title": "GEHEIM"}]} | WITHHELD)
    found = list(pages(files, Site("both")))
    assert "GEHEIM" not in repr(found)
    assert "De Bank" in repr(found)
    (portfolio_page, *_) = found
    assert isinstance(portfolio_page, PortfolioPage)
    assert (portfolio_page.real.withheld, portfolio_page.real.honesty.goals) == (1, 0)


def test_the_ground_of_a_convenant_that_is_not_public_is_given() -> None:
    (found,) = list(pages(register({"id": "proef"} | WITHHELD), Site(ids=["proef"])))
    assert isinstance(found, WithheldPage)
    assert found.ground == "art. 5.1 lid 2"


# ---- Readers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("convenant", [{"status": "draft"}, {"status": "active"}])
def test_the_parties_read_what_is_not_public(convenant: dict[str, Any]) -> None:
    for audience in ("partner", "internal"):
        (found,) = made(ConvenantPage, Site(ids=["proef"], audience=audience), **convenant | WITHHELD)
        assert (found.public, found.audience) == (False, audience)
        (start_page,) = made(PortfolioPage, Site(audience=audience), **convenant | WITHHELD)
        (line,) = start_page.real.convenants
        assert (line.shown, line.public, start_page.real.withheld) == (True, False, 0)


def test_only_internal_readers_have_a_dossier() -> None:
    convenant = {
        "parties": [{"id": "bank", "partner": "bank"}],
        "agreements": [{"id": "a", "text": "Iets doen"}, {"id": "b"}],
        "contributions": [{"id": "c", "kind": "other", "from": "bank", "text": "Netwerk"}],
        "events": [
            {"date": "2026-03-01", "agreement": "a", "status": "done", "outcome": "Gelukt", "note": "Traag", "by": "HR"},
            {"date": "2026-01-01", "kind": "published", "medium": "Blad", "number": "7"},
            {"date": "2027-01-01", "kind": "published"},
        ],
        "deliveries": [
            {"contribution": "c", "date": "2026-02-01", "amount": 50, "source": "Brief"},
            {"contribution": "het-lokaal", "date": "2026-02-02", "quantity": 3, "confirmed_by": "bank"},
            {"contribution": "c", "date": "2026-04-01", "confirmed_by": {"named": "De Buren"}, "note": "Ruim"},
        ],
    }  # fmt: skip
    (found,) = made(DossierPage, Site(ids=["proef"], audience="internal"), **convenant)
    assert [line.kind for line in found.lines if line.what is None] == ["published"]
    assert [(str(line.date), line.what, line.status, line.who, line.source, line.remarks) for line in found.lines] == [
        ("2026-01-01", None, None, None, "Blad, 7", ()),
        ("2026-02-01", "Netwerk", "delivered", None, "Brief", ()),
        ("2026-02-02", "het lokaal", "confirmed", "De Bank", None, ()),
        ("2026-03-01", "Iets doen", "done", "HR", None, ("Gelukt", "Traag")),
        ("2026-04-01", "Netwerk", "confirmed", "De Buren", None, ("Ruim",)),
    ]
    assert [(line.money, line.unit) for line in found.lines if line.money] == [(Decimal(50), "EUR")]
    for site in (Site(audience="partner"), Site(), Site(ids=["anders"], audience="internal")):
        assert made(DossierPage, site, **convenant) == []


def test_a_filled_record_holds_every_form() -> None:
    with pytest.raises(TypeError):
        filled(object(), "tekst")


def test_what_has_no_file_is_called_by_its_id_and_leads_nowhere() -> None:
    seen = Seen(register({"id": "proef"}), Site())
    for link in (seen.convenant, seen.partner, seen.meeting, seen.initiative, seen.theme, seen.ambition):
        assert (link("niets", "nl").title, link("niets", "nl").path) == ("niets", None)


def test_the_end_of_an_open_figure_that_is_known_belongs_to_it() -> None:
    at_least, exact = Value(Fraction(5), FAR), Value(Fraction(5), Fraction(5))
    assert (number_of(at_least), number_of(exact), number_of(None)) == (
        Number(Decimal(5), None),
        Number(Decimal(5), Decimal(5)),
        None,
    )


def test_what_is_shown_has_the_values_of_all_its_fields_and_never_changes() -> None:
    bank = Titled(path=None, title="Bank")
    assert bank == Titled(title="Bank", path=None, example=False) != replace(bank, example=True)
    assert hash(bank) == hash(Titled(title="Bank", path=None, example=False))
    assert bank != ("Bank", None, False, None)
    assert repr(bank) == "Titled{'title': 'Bank', 'path': None, 'example': False, 'language': None}"
    for values in ({"title": "Bank"}, {"title": "Bank", "path": None, "colour": "red"}):
        with pytest.raises(TypeError, match=r"Titled: (path|colour)"):
            Titled(**values)
    with pytest.raises(AttributeError, match="title"):
        bank.title = "Ander"  # type: ignore[misc]
