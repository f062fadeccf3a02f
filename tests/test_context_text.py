"""What the page of a text knows: numbers that close up, names of parties, shapes of goals, and what comes when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from convtool.context import ConvenantPage, Site, pages
from convtool.context.convenant import ARTICLES
from convtool.context.goals import shape_of
from convtool.models.goals import Target
from convtool.values import Unanswered
from tests.filled import portfolio
from tests.small import GOAL, PARTIES, page, register


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


def test_of_a_party_the_day_is_told_on_which_it_signed_or_else_joined() -> None:
    days = [{"signed": "2024-03-14"}, {"joined": "2025-01-01"}, {"signed": "2024-03-14", "joined": "2025-01-01"}]
    (group,) = page(parties=[{"id": f"p{number}", "name": "P"} | day for number, day in enumerate(days)]).party_groups
    assert [str(line.signed) for line in group.parties] == ["2024-03-14", "2025-01-01", "2024-03-14"]


def test_a_group_names_its_members_and_on_whose_behalf_it_signs() -> None:
    group = {"id": "groep", "members": ["bank", "elders"], "represented_by": {"on_behalf_of": ["bank"]}}
    everyone = {"id": "allen", "represented_by": {"on_behalf_of": "all"}}
    first, second = page(parties=[group, everyone]).signatures
    assert (first.members, first.on_behalf_of, second.on_behalf_of) == (("De Bank", "elders"), ("De Bank",), "all")


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
