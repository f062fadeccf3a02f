"""Which pages there are, and what they know: numbers that close up, sums of what may be added, and what is withheld."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import pytest

from convtool.context import (
    AccessibilityPage,
    AddendumPage,
    ConvenantPage,
    DossierPage,
    Page,
    PortfolioPage,
    Seen,
    Site,
    WithheldPage,
    pages,
)
from convtool.context.amendments import Pair
from convtool.context.convenant import ARTICLES
from convtool.context.goals import shape_of
from convtool.models.goals import Target
from convtool.portfolio import Portfolio, load
from convtool.values import Moment, Unanswered
from tests.filled import filled, portfolio, written

P = TypeVar("P", bound=Page)

DAY = date(2026, 11, 21)
PARTIES = [
    {"id": "bank", "partner": "bank", "role": "partner"},
    {"id": "stad", "name": "Gemeente", "role": "government"},
    {"id": "raad", "role": "residents", "class": "supports"},
]


def register(*convenants: dict[str, Any], masterplan: dict[str, Any] | None = None) -> Portfolio:
    """A register with these convenanten and one partner."""
    base = {"schema": 1, "title": "Titel", "kind": "partner", "status": "active"}
    files = {f"data/convenants/{each['id']}.yaml": base | each for each in convenants}
    files["data/partners/bank.yaml"] = {
        "schema": 1, "id": "bank", "name": "De Bank", "example": True, "core_goals": [{"id": "geld", "text": "Geld"}],
    }  # fmt: skip
    if masterplan is not None:
        files["data/masterplan.yaml"] = {"schema": 1, "name": "Plan"} | masterplan
    return load({path: written(record) for path, record in files.items()}, DAY)


def page(**convenant: Any) -> ConvenantPage:
    """The page of one convenant."""
    return made(ConvenantPage, Site(ids=["proef"]), **convenant)[0]


def made(kind: type[P], site: Site, **convenant: Any) -> list[P]:
    """The pages of one sort for a register with one convenant."""
    found = pages(register({"id": "proef"} | convenant), site)
    return [each for each in found if isinstance(each, kind)]


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

WITHHELD = {"clauses": {"publication": {"public": False, "ground": "art. 5.1 lid 2"}}}


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


# ---- The text -------------------------------------------------------------------------------------------


def test_articles_without_data_are_left_out_and_the_numbers_close_up() -> None:
    found = page(clauses={"change": "Samen.", "accession": {"not_chosen": "te vroeg"}}, short_title="Kort")
    assert [(each.name, each.number) for each in found.articles] == [
        ("legal-nature", 1), ("change", 2), ("accession", 3), ("citation", 4),
    ]  # fmt: skip
    assert found.not_found == ()


def test_a_historical_one_says_what_was_not_found() -> None:
    found = page(historical=True, clauses={"change": "silent"}, goals="unknown", legal={"enforceability": "unknown"})
    assert [each.name for each in found.articles] == ["legal-nature", "change"]
    assert set(found.not_found) == set(ARTICLES) - {"legal-nature", "change"}
    assert found.change == Unanswered("silent")
    assert found.enforceability == Unanswered("unknown")


def test_a_convenant_with_everything_has_all_twenty_articles_and_five_annexes() -> None:
    found = next(iter(pages(portfolio("tekst"), Site(ids=["proef"]))))
    assert isinstance(found, ConvenantPage)
    assert [each.name for each in found.articles] == list(ARTICLES)
    assert [each.number for each in found.annexes] == [1, 2, 3, 4, 5]


def test_parties_are_grouped_and_called_by_their_names() -> None:
    found = page(parties=PARTIES)
    assert {group.name: [line.name for line in group.parties] for group in found.party_groups} == {
        "government": ["Gemeente"], "partners": ["De Bank"], "supporting": ["raad"],
    }  # fmt: skip
    assert [line.example for line in found.signatures] == [False, True, False]


def test_a_group_names_its_members_and_on_whose_behalf_it_signs() -> None:
    group = {"id": "groep", "members": ["bank", "elders"], "represented_by": {"on_behalf_of": ["bank"]}}
    everyone = {"id": "allen", "represented_by": {"on_behalf_of": "all"}}
    first, second = page(parties=[group, everyone]).signatures
    assert (first.members, first.on_behalf_of, second.on_behalf_of) == (("De Bank", "elders"), ("De Bank",), "all")


GOAL = {"id": "g", "title": "Doel"}


def test_a_goal_is_told_with_the_names_of_others() -> None:
    masterplan = {
        "themes": [{"id": "werk", "title": {"nl": "Werk", "en": "Work"}}],
        "ambitions": [{"number": 4, "title": "Vier"}],
    }
    goal = GOAL | {
        "themes": ["werk", "weg"], "ambition": 4, "with": ["stad", "weg"], "owner": {"party": "bank"},
        "serves": {"partner": "bank", "core_goal": "geld"}, "target": {"at_least": 3, "unit": "percent"},
    }  # fmt: skip
    files = register({"id": "proef", "parties": PARTIES, "goals": [goal]}, masterplan=masterplan)
    dutch, english, *_ = pages(files, Site("both", ids=["proef"]))
    assert isinstance(dutch, ConvenantPage)
    assert isinstance(english, ConvenantPage)
    line = dutch.goals[0]
    assert (line.owner, line.partners, line.serves, line.unit) == ("De Bank", ("Gemeente", "weg"), "Geld", "percent")
    assert (line.themes, line.ambition, line.classified) == (("Werk", "weg"), "Vier", False)
    assert english.goals[0].themes == ("Work", "weg")
    assert (dutch.themes, dutch.ambitions) == (("Werk", "weg"), ("Vier",))


def test_a_goal_that_the_register_classified_says_so() -> None:
    line = page(goals=[GOAL | {"classified": {"themes": ["werk"], "ambition": 4}, "serves": "unknown"}])
    assert (line.goals[0].classified, line.goals[0].themes, line.goals[0].ambition) == (True, ("werk",), "4")
    assert line.classified


def test_a_goal_without_much_is_told_all_the_same() -> None:
    line = page(goals=[GOAL | {"owner": "unknown", "target": {"none": "volgen"}, "serves": {"partner": "weg"}}]).goals[
        0
    ]
    assert (line.owner, line.target) == (Unanswered("unknown"), Unanswered("none", because="volgen"))
    assert (line.shape, line.serves, line.unit) == (None, None, None)
    assert page(goals=[GOAL | {"indicator": "unknown"}], historical=True).goals[0].unit == Unanswered("unknown")


@pytest.mark.parametrize(
    ("target", "shape"),
    [
        ({"at_least": 1, "per": "year"}, "minimum"),
        ({"at_least": 1, "over": "term"}, "cumulative"),
        ({"at_least": 1}, "state"),
        ({"at_most": 1, "per": "year"}, "cap"),
        ({"at_most": 1, "over": "term"}, "cap-total"),
        ({"at_most": 1}, "state-cap"),
        ({"average": 1}, "average"),
        ({"change": -1}, "change"),
        ({"deliver": "plan"}, "deliver"),
        ({"followed": "volgen"}, "followed"),
        ({"keep": {"at_least": 1}}, "keep"),
        ({"by": 2030}, None),
    ],
)
def test_every_shape_of_a_target_has_a_name(target: dict[str, Any], shape: str | None) -> None:
    found = page(goals=[GOAL | {"target": target}]).goals[0].goal.target
    assert isinstance(found, Target)
    assert shape_of(found) == shape


def test_agreements_stand_with_their_owner() -> None:
    found = page(
        parties=PARTIES,
        goals=[GOAL],
        bodies=[
            {"id": "groep", "chair": "independent"},
            {"id": "tafel", "name": "Tafel", "by": "bank", "chair": "stad"},
        ],
        agreements=[
            {"id": "a", "text": "A", "owner": "bank", "goal": "g", "assessed_by": "tafel", "with": ["stad"]},
            {"id": "b", "each": "all"},
            {"id": "c", "each": "stad"},
            {"id": "d", "owner": "unknown"},
            {"id": "e", "owner": "bank", "assessed_by": "groep"},
        ],
        reservations=[{"agreement": "a", "body": "raad"}, {"agreement": "weg"}],
    )
    assert [(group.owner, len(group.lines)) for group in found.agreements] == [
        ("De Bank", 2), ("all", 1), ("Gemeente", 1), (Unanswered("unknown"), 1),
    ]  # fmt: skip
    first = found.agreements[0].lines[0]
    assert (first.goal, first.assessed_by, first.partners, len(first.reservations)) == (
        "Doel",
        "Tafel",
        ("Gemeente",),
        1,
    )
    assert found.agreements[2].lines[0].each == "Gemeente"
    assert [each.agreement for each in found.reservations] == ["A", "weg"]
    assert [(body.name, body.chair) for body in found.bodies] == [("groep", "independent"), ("Tafel", "Gemeente")]


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ({"starts": "unknown", "ends": "unknown"}, False),
        ({"starts": "unknown", "ends": "2030"}, True),
        ({"starts": "2024-01-01"}, True),
        ({"ends": "indefinite"}, True),
    ],
)
def test_a_term_about_which_nothing_is_known_is_no_article(term: dict[str, Any], said: bool) -> None:  # noqa: FBT001
    assert ("term" in {each.name for each in page(term=term).articles}) is said


def test_who_evaluates_is_independent_or_a_party() -> None:
    assert page(evaluation={"by": "independent"}).evaluation_by == "independent"
    assert page(parties=PARTIES, evaluation={"by": "bank"}).evaluation_by == "De Bank"


def test_only_what_happened_by_the_day_is_told() -> None:
    found = page(
        involvement=[
            {"phase": "design", "date": "2025-01-01"},
            {"phase": "execution", "date": "2027-01-01"},
            {"phase": "signing"},
        ],
        amendments=[{"number": 2, "date": "2027-01-01"}, {"number": 1, "date": "2025-06-01"}],
        events=[{"date": "2026-01-05", "kind": "published"}, {"date": "2028-01-01", "kind": "published"}],
        measurements=[{"goal": "g", "recorded": "2026-02-01"}],
        deliveries=[{"contribution": "c", "date": "2026-01-31"}],
    )  # fmt: skip
    assert [each.phase for each in found.involvement] == ["design", "signing"]
    assert [each.amendment.number for each in found.amendments] == [1]
    assert found.updated == date(2026, 2, 1)
    assert page().updated is None


def test_who_joined_later_is_no_party_yet_and_who_left_later_still_is() -> None:
    parties = [
        {"id": "een", "name": "Een", "left": "2026-12-31"},
        {"id": "twee", "name": "Twee", "joined": "2027-01-01"},
        {"id": "drie", "name": "Drie", "joined": "2025-01-01", "left": "2026-01-31"},
    ]
    (group,) = page(parties=parties).party_groups
    assert [(each.name, str(each.left or "")) for each in group.parties] == [("Een", ""), ("Drie", "2026-01-31")]


# ---- As signed, and as amended --------------------------------------------------------------------------

AMENDED: dict[str, Any] = {
    "title": "Nieuw",
    "status": "terminated",
    "parties": [{"id": "stad", "name": "Stad"}, {"id": "later", "name": "Later", "joined": "2024-01-01"}],
    "term": {"starts": "2022-01-01", "ends": "2030", "ended": {"date": "2025-01-01"}},
    "signing": {"date": "2022-01-01"},
    "amendments": [{"number": 1, "date": "2023-01-01", "changes": [{"at": "title", "from": "Oud", "to": "Nieuw"}]}],
}


def test_the_text_as_signed_knows_nothing_of_what_came_later() -> None:
    (found,) = made(ConvenantPage, Site(as_signed=True), **AMENDED)
    assert (found.title, found.status, found.amendments, found.ended) == ("Oud", "signed", (), None)
    assert [each.name for each in found.signatures] == ["Stad"]
    assert str(found.as_signed) == "2022-01-01"
    assert {each.name: each.number for each in found.annexes} == {"planning": 1}
    assert made(AddendumPage, Site(as_signed=True), **AMENDED) == []


def test_what_nobody_signed_has_one_text() -> None:
    for change in ({"status": "agreed", "clauses": {"publication": {"public": True}}}, {"signing": "unknown"}):
        (found,) = made(ConvenantPage, Site(as_signed=True), **AMENDED | change)
        assert (found.title, found.as_signed) == ("Nieuw", None)


# ---- Amendments -----------------------------------------------------------------------------------------


def said(side: tuple[tuple[Pair, ...], ...]) -> list[str]:
    """One side of a change as lines of text."""
    return [", ".join(f"{each.key}: {each.value}" if each.key else str(each.value) for each in line) for line in side]


def test_a_change_says_where_and_what_and_marks_what_it_changed() -> None:
    changes = [
        {"at": "goals/g/target/at_least", "from": 20, "to": 25},
        {"add": "goals/g/milestones", "value": [{"by": 2027, "at_least": 22}, {"by": 2028}]},
        {"remove": "clauses/change", "was": "Oud\nwoord"},
        {"at": "agreements/a/due", "from": "2026-01-01", "to": "2026-13-01"},
        {"at": "contributions/c/total", "from": 360000, "to": 1080000.25},
        {"add": "goals/g/indicator", "value": {"unit": "plek", "out_of": {"name": "banen", "of": ["a", "b"]}}},
        {"reason": "leeg"},
    ]
    found = page(
        goals=[GOAL | {"target": {"at_least": 25}}],
        agreements=[{"id": "a", "owner": "bank"}],
        contributions=[{"id": "c", "kind": "other", "from": "bank", "text": "Netwerk"}],
        amendments=[
            {"number": number, "date": "2026-01-01", "consented": ["bank"], "changes": changes} for number in (1, 2)
        ],
        parties=PARTIES,
    )
    first = found.amendments[0]
    assert first.consented == ("De Bank",)
    assert [(each.subject, each.keys, said(each.before), said(each.after)) for each in first.changes] == [
        ("Doel", ("target", "at_least"), ["20"], ["25"]),
        ("Doel", ("milestones",), [], ["by: 2027, at_least: 22", "by: 2028"]),
        (None, ("clauses", "change"), ["Oud woord"], []),
        ("a", ("due",), ["2026-01-01"], ["2026-13-01"]),
        ("Netwerk", ("total",), ["360000"], ["1080000.25"]),
        ("Doel", ("indicator",), [], ["unit: plek, out_of: name: banen, of: a; b"]),
        (None, ("",), [], []),
    ]
    assert isinstance(first.changes[3].before[0][0].value, Moment)
    assert isinstance(first.changes[4].after[0][0].value, Decimal)
    assert found.goals[0].amended == (1, 2)
    assert {each.name: each.amended for each in found.articles}["results"] == (1, 2)


def addendum(amendment: dict[str, Any], **convenant: Any) -> AddendumPage:
    """The page of an amendment, made for the parties."""
    amended = {"parties": PARTIES, "amendments": [{"number": 1, "date": "2026-01-01"} | amendment]}
    (found,) = made(AddendumPage, Site(audience="partner"), **amended | convenant)
    return found


def test_an_addendum_shows_old_and_new_and_who_consented() -> None:
    found = addendum(
        {
            "consented": ["bank"],
            "changes": [
                {"at": "goals/g/target/at_least", "from": 20, "to": 25},
                {"add": "goals/nieuw", "value": GOAL | {"id": "nieuw", "title": "Erbij"}},
                {"remove": "goals/weg", "was": GOAL | {"id": "weg", "title": "Eraf"}},
                {"at": "goals/nergens/target", "from": 1, "to": 2},
                {"at": "goals/g/owner", "from": {"party": "stad"}, "to": {"party": "bank"}},
            ],
        },
        goals=[GOAL | {"target": {"at_least": 25}}, GOAL | {"id": "nieuw", "title": "Erbij"}],
    )
    sides = [(each.before and each.before.title, each.after and each.after.title) for each in found.goals]
    assert sides == [("Doel", "Doel"), (None, "Erbij"), ("Eraf", None)]
    assert [each.keys for each in found.changes] == [("goals", "nergens", "target"), ("owner",)]
    assert [(line.name, consented) for line, consented in found.consents] == [("Gemeente", False), ("De Bank", True)]
    assert found.path == "convenants/proef/addendum-1"
    assert found.convenant.path == "convenants/proef"


@pytest.mark.parametrize(
    ("day", "consented", "draft"),
    [("2026-01-01", ["bank", "stad"], False), ("2026-01-01", ["bank"], True), ("2027-01-01", ["bank", "stad"], True)],
)
def test_an_amendment_is_a_draft_until_its_day_and_every_consent(day: str, consented: list[str], draft: bool) -> None:  # noqa: FBT001 - a row of a table
    assert addendum({"date": day, "consented": consented}).draft is draft


def test_an_amendment_without_changes_has_an_addendum_too() -> None:
    assert addendum({"date": "2026", "reason": "Niets"}).goals == ()
    assert addendum({"changes": [{"at": "goals", "from": 1, "to": 2}]}).goals == ()


def test_everyone_reads_the_amendments_that_hold() -> None:
    later = AMENDED | {"amendments": [*AMENDED["amendments"], {"number": 2, "date": "2027-01-01"}]}
    for audience, numbers in (("public", [1]), ("partner", [1, 2])):
        found = made(AddendumPage, Site(audience=audience), **later)
        assert [int(each.amendment.number) for each in found] == numbers
    assert made(AddendumPage, Site(), **AMENDED | WITHHELD) == []


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
    assert [(str(line.date), line.what, line.status, line.who, line.source, line.remarks) for line in found.lines] == [
        ("2026-01-01", "published", None, None, "Blad, 7", ()),
        ("2026-02-01", "Netwerk", None, None, "Brief", ()),
        ("2026-02-02", "het lokaal", "confirmed", "De Bank", None, ()),
        ("2026-03-01", "Iets doen", "done", "HR", None, ("Gelukt", "Traag")),
        ("2026-04-01", "Netwerk", "confirmed", "De Buren", None, ("Ruim",)),
    ]
    assert [(line.money, line.unit) for line in found.lines if line.money] == [(Decimal(50), "EUR")]
    for site in (Site(audience="partner"), Site(), Site(ids=["anders"], audience="internal")):
        assert made(DossierPage, site, **convenant) == []


# ---- Contributions --------------------------------------------------------------------------------------


def totals(*contributions: dict[str, Any], **convenant: Any) -> Any:
    """The totals of a convenant with these contributions of the bank."""
    each = [
        {"id": f"c{number}", "kind": "financing", "from": "bank"} | given for number, given in enumerate(contributions)
    ]
    return page(parties=PARTIES, contributions=each, **convenant).totals


def test_money_of_one_party_is_added_per_year_exactly() -> None:
    found = totals(
        {"amount": 0.1, "per": "year", "first": 2023, "last": 2024},
        {"amount": 0.2, "per": "year", "first": 2024, "last": 2024},
        {"amount": 5, "per": "quarter", "first": "2024-07", "last": "2025"},
        {"amount": 7, "currency": "USD", "due": "2024-03-01"},
    )
    assert [(column.giver, column.currency) for column in found.columns] == [("De Bank", "EUR"), ("De Bank", "USD")]
    assert found.rows == (
        ("2023", (Decimal("0.1"), None)), ("2024", (Decimal("10.3"), Decimal(7))), ("2025", (Decimal(20), None)),
    )  # fmt: skip
    assert found.sums == (Decimal("30.4"), Decimal(7))


def test_units_are_never_added_to_each_other_or_to_money() -> None:
    found = totals(
        {
            "kind": "in-kind",
            "quantity": 4,
            "unit": "uur",
            "per": "school-year",
            "first": "2024/2025",
            "last": "2025/2026",
        },
        {"kind": "in-kind", "quantity": 9, "unit": "dagen", "first": 2024, "last": 2026},
    )
    assert [column.unit for column in found.columns] == ["uur", "dagen"]
    assert [year for year, _ in found.rows] == ["2024/2025", "2024–2026", "2025/2026"]


@pytest.mark.parametrize(
    "given",
    [
        {"amount": {"about": 5}, "first": 2024, "last": 2024},
        {"amount": {"over": 5}, "first": 2024, "last": 2024},
        {"amount": "unknown", "first": 2024, "last": 2024},
        {"amount": 5, "first": 2024, "last": 2024, "counted_in": "elders"},
        {"amount": 5, "first": 2024, "last": 2024, "from": "unknown"},
        {"amount": 5},
        {"amount": 5, "per": "year", "first": 2024},
        {"amount": 5, "per": "year", "first": 2024, "last": "2025-06"},
        {"amount": 5, "per": "school-year", "first": "2024/2025"},
    ],
)
def test_what_cannot_be_added_exactly_is_left_out_and_said_beside(given: dict[str, Any]) -> None:
    found = totals(given)
    assert (found.rows, len(found.left_out)) == ((), 1)


def test_the_term_says_when_where_a_contribution_does_not() -> None:
    found = totals({"amount": 5, "per": "year"}, term={"starts": "2024-01-01", "ends": "2025-12-31"})
    assert [year for year, _ in found.rows] == ["2024", "2025"]
    assert totals({"amount": 5, "per": "year"}, term={"starts": "2024-01-01", "ends": "indefinite"}).rows == ()
    assert totals({"amount": 5, "per": "year"}, term={"ends": "2025"}).rows == ()


def test_what_is_given_once_belongs_to_its_year_and_a_period_to_the_year_it_ends_in() -> None:
    found = totals(
        {"amount": 5, "first": 2024},
        {"amount": 7, "per": "year", "first": "2024-07", "last": "2026-06"},
    )
    assert found.rows == (("2024", (Decimal(5),)), ("2025", (Decimal(7),)), ("2026", (Decimal(7),)))


def test_contributions_name_who_gives_and_who_receives() -> None:
    found = page(
        parties=PARTIES,
        contributions=[
            {"id": "een", "kind": "financing", "from": "bank", "to": "stad", "theme": "werk", "amount": 5},
            {
                "id": "twee",
                "kind": "in-kind",
                "from": "bank",
                "to": {"named": "Stichting"},
                "quantity": 1,
                "unit": "uur",
            },
            {"id": "drie", "text": "Netwerk"},
        ],
    )
    lines = (*found.money, *found.in_kind, *found.other_support)
    assert [(line.giver, line.receiver, line.theme) for line in lines] == [
        ("De Bank", "Gemeente", "werk"), ("De Bank", "Stichting", None), (None, None, None),
    ]  # fmt: skip


# ---- Planning -------------------------------------------------------------------------------------------


def test_the_planning_begins_with_what_returns_and_goes_by_day() -> None:
    found = page(
        parties=PARTIES,
        term={"starts": "2024-01-01", "ends": "2030-12-31", "ended": {"date": "2029-01-01"}},
        reporting={"cycle": "year", "due": "03-01"},
        evaluation={"first": "2026-05"},
        goals=[
            GOAL
            | {"owner": {"party": "bank"}, "target": {"at_least": 1, "by": "2027"}}
            | {"milestones": [{"by": "2024/2025"}]},
            GOAL | {"id": "h", "milestones": [{"by": "2025"}]},
        ],
        agreements=[
            {"id": "a", "text": "A", "owner": "bank", "due": "2024-09-01"},
            {"id": "b", "text": "B", "every": "year", "each": "all"},
            {"id": "c", "text": "C"},
        ],
    )  # fmt: skip
    assert [(line.kind, str(line.when)) for line in found.plan] == [
        ("report", "03-01"), ("repeated-agreement", "None"), ("starts", "2024-01-01"),
        ("agreement", "2024-09-01"), ("milestone", "2024/2025"), ("milestone", "2025"), ("evaluation", "2026-05"),
        ("target", "2027"), ("ended", "2029-01-01"), ("ends", "2030-12-31"),
    ]  # fmt: skip


def test_a_term_without_days_plans_nothing() -> None:
    assert page(term={"ends": "indefinite"}, reporting={"public": True}, evaluation={"by": "independent"}).plan == ()


def test_a_filled_record_holds_every_form() -> None:
    with pytest.raises(TypeError):
        filled(object(), "tekst")


def test_what_has_no_file_is_called_by_its_id_and_leads_nowhere() -> None:
    seen = Seen(register({"id": "proef"}), Site())
    for link in (seen.convenant, seen.partner, seen.meeting, seen.initiative, seen.theme, seen.ambition):
        assert (link("niets", "nl").title, link("niets", "nl").path) == ("niets", None)
