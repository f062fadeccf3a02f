"""The text as signed and as amended: what an amendment changed, and who consented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from convtool.context import AddendumPage, ConvenantPage, Site
from convtool.context.amendments import Pair
from convtool.values import Moment
from tests.small import GOAL, PARTIES, WITHHELD, made, page

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


def test_money_of_a_contribution_is_told_as_money_and_between_whom() -> None:
    given = {"id": "c", "kind": "financing", "from": "bank", "to": {"named": "De Buren"}, "amount": 900}
    found = page(
        contributions=[given, given | {"id": "d", "from": "stad", "to": "bank", "currency": "USD"}],
        amendments=[
            {
                "number": 1,
                "date": "2026-01-01",
                "changes": [
                    {"at": "contributions/c/total", "from": 9000.5, "to": {"over": 10000}},
                    {"at": "contributions/d/amount", "from": 800, "to": 900},
                    {"at": "contributions/c/last", "from": 2030, "to": 2040},
                    {"add": "contributions/d", "value": {"amount": 900, "per": "year"}},
                ],
            }
        ],
        parties=PARTIES,
    )
    changes = found.amendments[0].changes
    assert [(each.subject, each.giver, each.receiver) for each in changes[:2]] == [
        ("c", "De Bank", "De Buren"),
        ("d", "Gemeente", "De Bank"),
    ]
    assert [each.before[0][0] for each in changes[:3]] == [
        Pair(None, Decimal("9000.5"), "EUR"),
        Pair(None, Decimal(800), "USD"),
        Pair(None, "2030"),
    ]
    assert said(changes[0].after) == ["over: 10000"]
    assert changes[3].after[0] == (Pair("amount", Decimal(900), "USD"), Pair("per", "year"))


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
