"""What the rules about goals let pass, and what not: the cases that two people would argue about."""

from __future__ import annotations

from datetime import date

import pytest

from convtool.diagnostics import Diagnostic, Level
from tests.conftest import CONVENANT, Base

BANK = "data/partners/voorbeeldbank.yaml"
CITY = "data/partners/voorbeeldgemeente.yaml"
PLAN = "data/masterplan.yaml"
KOEPEL = "data/convenants/koepel.yaml"
FAMILY = ("CV303", "CV304", "CV305", "CV306", "CV308", "CV310", "CV311", "CV312", "CV313")
SOUND = {
    "serves": "{partner: voorbeeldbank, core_goal: financieel-gezond}",
    "obligation": "effort",
    "owner": "{party: bank, function: Directeur}",
    "indicator": "{name: plekken, unit: plekken, counts: een plek, counts_not: een bezoek, out_of: alle plekken}",
    "baseline": "{value: 4, period: 2023, source: register}",
    "target": "{at_least: 20, per: year, by: 2030}",
}


@pytest.fixture(scope="module")
def base() -> Base:
    return Base("CV0", "CV1", *FAMILY)


def goal(**keys: str | None) -> str:
    """A sound goal of its own with some keys written otherwise, or (None) left out."""
    lines = "".join(f"    {key}: {value}\n" for key, value in (SOUND | keys).items() if value is not None)
    return f"goals:\n  - id: nieuw\n    title: Nieuw\n{lines}"


def found(base: Base, yaml: str, as_of: date = date(2026, 11, 22)) -> list[Diagnostic]:
    return base.found(base.merged(yaml), as_of)


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        ({}, []),
        # CV303
        ({"serves": None}, ["CV303"]),
        ({"serves": "silent"}, ["CV303"]),
        ({"serves": "{planned: 2027}"}, ["CV303"]),
        ({"serves": "{none: dit doel is van allen}"}, ["CV303"]),
        ({"serves": "{}"}, ["CV303"]),
        ({"serves": "bank"}, ["CV103"]),
        ({"serves": "{partner: voorbeeldbank, core_goal: unknown}"}, ["CV303"]),
        ({"serves": "{partner: weg}"}, ["CV303"]),
        ({"serves": "{partner: weg, core_goal: weg}"}, []),
        ({"serves": "{partner: voorbeeldbank, core_goal: weg}"}, []),
        ({"serves": "{partner: unknown, core_goal: financieel-gezond}"}, ["CV303"]),
        ({"serves": "{partner: [voorbeeldbank], core_goal: financieel-gezond}"}, ["CV103"]),
        # CV304
        ({"indicator": None}, ["CV304"]),
        ({"indicator": "{not_chosen: te moeilijk}"}, ["CV304"]),
        ({"indicator": "plekken"}, ["CV103"]),
        ({"indicator": "{name: plekken, counts: een plek, counts_not: een bezoek}"}, ["CV304"]),
        ({"indicator": "{name: x, unit: x, counts: een plek, counts_not: {not_chosen: niets lijkt erop}}"}, ["CV304"]),
        ({"indicator": None, "target": "{followed: geen eigen doel}"}, ["CV304"]),
        ({"indicator": None, "qualitative": "{because: niet te tellen, sign: te zien}"}, []),
        (
            {
                "indicator": "{name: plan, counts: een besluit, counts_not: een concept}",
                "target": "{deliver: plan, by: 2025-03-01}",
            },
            [],
        ),
        # CV305
        ({"baseline": None}, ["CV305"]),
        ({"baseline": "silent"}, ["CV305"]),
        ({"baseline": "{}"}, ["CV305"]),
        ({"baseline": "x"}, ["CV103"]),
        ({"baseline": "{not_chosen: te veel werk}"}, ["CV305"]),
        ({"baseline": "{none: er was niets}"}, ["CV305"]),
        ({"baseline": "{value: none, source: register}"}, ["CV305"]),
        ({"baseline": "{value: none, period: 2023, source: register}"}, ["CV305"]),
        ({"baseline": "{value: none, date: {planned: 2027}}"}, []),
        ({"baseline": "{value: {planned: 2027}}"}, []),
        ({"baseline": "{period: {planned: 2027}}"}, []),
        ({"baseline": "{planned: 2027}"}, []),
        ({"baseline": "{planned: ooit}"}, ["CV105"]),
        ({"baseline": "{value: 4, date: {planned: 2027}, source: register}"}, ["CV305"]),
        ({"baseline": "{value: {about: 4}, date: 2023, source: register}"}, []),
        ({"baseline": "{value: {from: 4, to: 6}, period: 2022/2023, source: register}"}, []),
        ({"baseline": "{value: 0, date: 2023-12-31, source: register}"}, []),
        ({"baseline": "{value: x, date: 2023-12-31, source: register}"}, ["CV105"]),
        ({"baseline": "{value: 4, date: 2023-12-31}"}, ["CV305"]),
        ({"baseline": "{areas: {noord: 4, zuid: 6}, date: 2023-12-31, source: register}"}, []),
        ({"baseline": "{areas: {}, date: 2023-12-31, source: register}"}, ["CV305"]),
        ({"baseline": None, "target": "{deliver: plan, by: 2025-03-01}"}, []),
        ({"baseline": None, "qualitative": "{because: niet te tellen, sign: te zien}"}, []),
        ({"baseline": None, "target": "{none: wordt gevolgd}"}, ["CV305"]),
        ({"baseline": None, "target": "unknown"}, ["CV305"]),
        (
            {"baseline": None, "target": "{change: -3, against: {period: 2023, value: 9, source: register}, by: 2025}"},
            [],
        ),
        ({"baseline": None, "target": "{change: -3, against: {planned: 2027}, by: 2025}"}, []),
        ({"baseline": "unknown", "target": "{change: -3, against: {value: {planned: 2027}}, by: 2025}"}, []),
        ({"baseline": "{planned: 2027}", "target": "{change: -3, against: {period: 2023, value: 9}, by: 2025}"}, []),
        ({"baseline": "unknown", "target": "{change: -3, against: {period: 2023, value: 9}, by: 2025}"}, ["CV305"]),
        # CV306
        ({"baseline": "{planned: 2026-11-21}"}, ["CV306"]),
        ({"baseline": "{planned: 2026-11-22}"}, []),
        ({"baseline": "{planned: 2026-11}"}, []),
        ({"baseline": "{planned: 2025}", "qualitative": "{because: niet te tellen, sign: te zien}"}, []),
        ({"baseline": "{value: {planned: 2025}}"}, ["CV306"]),
        ({"target": "{change: -3, against: {value: {planned: 2025}}, by: 2025}"}, []),
        ({"baseline": None, "target": "{change: -3, against: {planned: 2025}, by: 2025}"}, ["CV306"]),
        ({"target": "{deliver: plan, by: 2025}", "baseline": "{planned: 2025}"}, []),
        # CV308
        ({"target": "{at_least: 20, per: year}"}, []),
        ({"target": "{at_least: 20, over: term}"}, ["CV308"]),
        ({"target": "{at_most: 20, over: term}"}, ["CV308"]),
        ({"target": "{at_least: 20, over: term, by: 2026-03}"}, []),
        ({"target": "{at_least: 20, over: term, by: 2026-04}"}, ["CV308"]),
        ({"target": "{at_least: 20, over: term, first: 2026, by: 2027}"}, []),
        ({"target": "{at_least: 20, over: term, first: 2026, by: 2027/2028}"}, ["CV308"]),
        ({"target": "{at_least: 20, over: term, by: {first: 24 months, of: term}}"}, []),
        ({"target": "{at_least: 20, over: term, by: {first: 25 months, of: term}}"}, ["CV308"]),
        ({"target": "{at_least: 20, over: term, by: unknown}"}, ["CV308"]),
        ({"target": "{at_least: 20, over: term, by: straks}"}, ["CV105"]),
        ({"target": "{average: 20, per: year, by: 2040}"}, []),
        ({"target": "{keep: {at_least: 70}}"}, []),
        ({"target": "{followed: geen eigen doel}"}, []),
        ({"target": "{none: wordt gevolgd}"}, []),
        ({"target": "{at_least: 20}"}, []),
        ({"target": "{at_least: unknown, over: term}"}, []),
        ({"target": "{change: -3, by: 2030}"}, ["CV308"]),
        ({"target": "{deliver: school, by: 2030}"}, ["CV308"]),
        ({"target": "{deliver: school, by: 2030}", "milestones": "[{by: 2027, text: vergunning}]"}, []),
        ({"target": "{at_least: 20, over: term}", "milestones": "[{by: 2041, at_least: 10}]"}, []),
        ({"target": "{at_least: 20, over: term}", "milestones": "[]"}, ["CV308"]),
        ({"target": "{at_least: 20, over: term}", "milestones": "[2027]"}, ["CV103"]),
        ({"target": "{at_least: 20, over: term}", "milestones": "later"}, ["CV103"]),
        ({"target": "{at_least: 20, over: term}", "milestones": "{not_chosen: te vroeg}"}, ["CV308"]),
        ({"target": "{at_least: 20, over: term}", "qualitative": "{because: niet te tellen, sign: te zien}"}, []),
        # CV310
        ({"target": "{at_least: 100, unit: percent, by: 2025}"}, []),
        ({"target": "{at_least: 100.5, unit: percent, by: 2025}"}, ["CV310"]),
        ({"target": "{at_least: 110, unit: plekken, by: 2025}"}, []),
        ({"target": "{change: 150, unit: percent, by: 2025}"}, []),
        ({"target": "{change: -150, unit: percent, by: 2025}", "baseline": "{value: 400, date: 2023, source: x}"}, []),
        ({"target": "{keep: {at_least: 70, at_most: {under: 120}}, unit: Percent}"}, ["CV310"]),
        ({"target": "{keep: {from: -1, to: 101}, unit: percent}"}, ["CV310", "CV310"]),
        ({"target": "{keep: {from: 0, to: 100}, unit: '%'}"}, []),
        ({"target": "{at_least: {over: 100}, unit: percent, by: 2025}"}, ["CV310"]),
        ({"target": "{at_most: {under: 0}, unit: percent, by: 2025}"}, ["CV310"]),
        ({"target": "{at_least: {over: 90}, unit: percent, by: 2025}"}, []),
        ({"target": "{average: {about: 101}, unit: percent, per: year, by: 2025}"}, ["CV310"]),
        ({"target": "{at_least: 50, unit: percent, by: 2025}", "baseline": "unknown"}, ["CV305"]),
        ({"target": "{at_least: 50, unit: percent, by: 2025}", "baseline": "{value: none, date: {planned: 2027}}"}, []),
        ({"target": "{at_least: 50, unit: percent, by: 2025}", "indicator": None}, ["CV304"]),
        ({"target": "{at_least: 150, unit: percent, by: 2025}", "indicator": "unknown"}, ["CV304", "CV310"]),
        ({"indicator": "{name: x, unit: percent, counts: x, counts_not: x}"}, ["CV310"]),
        ({"indicator": "{name: x, unit: procentpunt, counts: x, counts_not: x}"}, []),
        ({"indicator": "{name: x, unit: '%', counts: x, counts_not: x, out_of: {not_chosen: te lastig}}"}, ["CV310"]),
        (
            {
                "indicator": "{name: x, unit: percent, counts: x, counts_not: x, out_of: x}",
                "target": "{change: -120, against: {period: 2023, value: 140, source: x}, by: 2025}",
                "milestones": "[{by: 2024, change: -110}, {by: 2025, at_most: 120}]",
            },
            ["CV310", "CV310"],
        ),
        # CV311
        ({"owner": None}, ["CV311"]),
        ({"owner": "unknown"}, ["CV311"]),
        ({"owner": "{not_chosen: later}"}, ["CV311"]),
        ({"owner": "bank"}, ["CV103"]),
        ({"owner": "[]"}, ["CV103"]),
        ({"owner": "[{party: bank, function: Directeur}]"}, ["CV103"]),
        ({"owner": "[bank, stad]"}, ["CV311"]),
        ({"owner": "[unknown, unknown]"}, ["CV311"]),
        ({"owner": "{party: [bank, stad]}"}, ["CV311"]),
        ({"owner": "{party: [bank], function: Directeur}"}, ["CV103"]),
        ({"owner": "{}"}, ["CV311"]),
        ({"owner": "{party: unknown, function: unknown}"}, ["CV311"]),
        ({"owner": "{party: bank, function: Vacant}"}, ["CV311"]),
        ({"owner": "{party: bank, function: {planned: 2027}}"}, ["CV311"]),
        ({"owner": "{party: bank, function: [Directeur]}"}, ["CV103"]),
        ({"owner": "{party: bank, function: Manager vacante panden}"}, []),
        # CV312
        ({"obligation": None}, ["CV312"]),
        ({"obligation": "silent"}, ["CV312"]),
        ({"obligation": "{not_chosen: we vertrouwen elkaar}"}, ["CV312"]),
        ({"obligation": "moeite"}, ["CV104"]),
        ({"obligation": None, "target": "{followed: geen eigen doel}"}, ["CV312"]),
    ],
)
def test_a_goal_is_found_by_exactly_these(base: Base, keys: dict[str, str | None], codes: list[str]) -> None:
    assert sorted(each.code for each in found(base, goal(**keys))) == codes


def test_a_goal_of_which_nothing_is_known_is_asked_each_thing_once(base: Base) -> None:
    everything = dict.fromkeys(("serves", "obligation", "owner", "indicator", "baseline", "target", "milestones"))
    for keys in (everything, dict.fromkeys(everything, "unknown"), dict.fromkeys(everything, "silent")):
        codes = [each.code for each in found(base, goal(**keys))]
        assert sorted(codes) == ["CV303", "CV304", "CV305", "CV311", "CV312"]


@pytest.mark.parametrize(
    "yaml",
    [
        "goals: []\n",
        "goals: unknown\n",
        "goals: {none: die staan in de koepel}\n",
        "goals: x\n",
        "goals: [x, [], {}]\n",
        "goals: [{id: x, title: X, serves: [], owner: {}, indicator: [], baseline: [], target: [], milestones: {}}]\n",
        "goals: [{id: x, title: X, target: {keep: unknown, unit: percent, against: unknown}, milestones: [{}]}]\n",
        "goals: [{id: x}]\nparties: []\nterm: []\nlegal: []\nsummary: []\nagreements: [{}]\ncontributions: [{}]\n",
        "measurements: [{goal: stageplekken}, {goal: weg, value: 104}, {}]\n",
        "under: x\nlanguage: x\n",
    ],
)
def test_an_odd_shape_escapes_no_rule(base: Base, yaml: str) -> None:
    for status in ("draft", "active\nhistorical: true"):
        file = f"schema: 1\nid: x\ntitle: X\nkind: partner\nexample: true\nstatus: {status}\n{yaml}"
        places = [each.place for each in base.found(base.replaced(file, "data/convenants/x.yaml"))]
        assert all(0 < place.line <= file.count("\n") for place in places)


def test_an_umbrella_s_goal_serves_no_core_goal_and_is_asked_all_else(base: Base) -> None:
    files = base.merged(goal(serves=None, owner=None), KOEPEL)
    assert [each.code for each in base.found(files)] == ["CV311"]


@pytest.mark.parametrize(
    ("party", "path", "yaml", "codes"),
    [
        ("{id: bank, members: [voorbeeldbank]}", BANK, "", ["CV303"]),
        ("{id: zalen, members: [stadsbank]}", BANK, "", []),
        ("{id: zalen, members: unknown}", BANK, "", []),
        ("{id: zalen, counts: [{date: 2024, members: 3}]}", BANK, "", []),
        ("{id: zalen, name: Zalen}", BANK, "", []),
        ("{id: stad, partner: voorbeeldgemeente}", BANK, "", ["CV303"]),
        ("{id: stad, partner: voorbeeldgemeente, members_bound: gemachtigd}", BANK, "", []),
        ("{id: stad, partner: voorbeeldgemeente, members: [voorbeeldbank]}", BANK, "", ["CV303"]),
        ("{id: stad, partner: voorbeeldgemeente}", CITY, "members: [stadsbank]\n", []),
        ("{id: stad, partner: voorbeeldgemeente}", CITY, "members: [voorbeeldbank]\n", ["CV303"]),
        ("{id: bank, partner: voorbeeldbank}", BANK, "succeeded_by: {partner: stadsbank}\n", []),
        ("{id: bank, partner: voorbeeldbank}", BANK, "succeeded_by: {partner: voorbeeldalliantie}\n", ["CV303"]),
    ],
)
def test_a_core_goal_is_of_somebody_who_takes_part_or_may(
    base: Base, party: str, path: str, yaml: str, codes: list[str]
) -> None:
    partner = (
        "schema: 1\nid: stadsbank\nname: Stadsbank\nexample: true\ncore_goals: [{id: klant, text: De klant eerst}]\n"
    )
    text = goal(serves="{partner: stadsbank, core_goal: klant}").replace("goals:", f"parties: [{party}]\ngoals:", 1)
    file = f"schema: 1\nid: nieuw\ntitle: Nieuw\nkind: partner\nunder: koepel\nexample: true\nstatus: draft\n{text}"
    files = base.merged(yaml or "example: true\n", path) | {
        "data/partners/stadsbank.yaml": partner.encode(),
        "data/convenants/nieuw.yaml": file.encode(),
    }
    assert [each.code for each in base.found(files)] == codes


def test_a_core_goal_of_a_convenant_whose_parties_are_not_known_is_not_judged(base: Base) -> None:
    assert found(base, "parties: unknown\n" + goal()) == []


def test_a_successor_s_core_goal_is_still_that_of_the_party_it_was(base: Base) -> None:
    before = b"schema: 1\nid: spaarbank\nname: Spaarbank\nexample: true\nsucceeded_by: {partner: voorbeeldbank}\n"
    yaml = "parties: [{id: spaar, partner: spaarbank}]\n" + goal()
    file = f"schema: 1\nid: nieuw\ntitle: Nieuw\nkind: partner\nunder: koepel\nexample: true\nstatus: draft\n{yaml}"
    files = base.files | {"data/partners/spaarbank.yaml": before, "data/convenants/nieuw.yaml": file.encode()}
    assert base.found(files) == []


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("term: {ends: indefinite}\n", ["CV308"]),
        ("term: {ends: unknown}\n", ["CV308"]),
        ("term: unknown\n", ["CV308"]),
        ("term: x\n", ["CV103"]),
        ("term: {ends: x}\n", ["CV105"]),
        ("term: {ends: indefinite, ended: {date: 2025-12-31}}\n", []),
        ("term: {ends: indefinite, ended: {date: 2026-12-31}}\n", ["CV308"]),
        ("term: {starts: unknown, ends: 2026-03-14}\n", []),
        ("term: {starts: unknown, ends: 2026-04-13}\n", ["CV308"]),
    ],
)
def test_the_term_gives_an_end_where_the_target_does_not(base: Base, yaml: str, codes: list[str]) -> None:
    assert [each.code for each in found(base, yaml + goal(target="{at_least: 20, over: term}"))] == codes


def test_a_length_that_nobody_can_know_asks_for_no_milestones(base: Base) -> None:
    text = goal(target="{at_least: 20, over: term, by: 2035}")
    file = f"schema: 1\nid: nieuw\ntitle: Nieuw\nkind: partner\nunder: koepel\nexample: true\nstatus: exploring\n{text}"
    assert base.found(base.replaced(file, "data/convenants/nieuw.yaml") | {}) == []
    relative = file.replace("by: 2035", "by: {first: 60 months, of: term}")
    assert base.found(base.replaced(relative, "data/convenants/nieuw.yaml")) == []


def test_the_programme_says_when_a_school_year_ends(base: Base) -> None:
    text = goal(target="{at_least: 20, over: term, first: 2024-08-01, by: 2025/2026}")
    assert found(base, text) == []
    later = base.merged("school_year: {first: 09-01, last: 08-31}\n", PLAN)
    later |= {CONVENANT: base.merged(text)[CONVENANT]}
    assert [each.code for each in base.found(later)] == ["CV308"]


@pytest.mark.parametrize(
    ("measurement", "codes"),
    [
        ("value: 0", []),
        ("value: 100", []),
        ("value: {about: 104}", ["CV310"]),
        ("value: none", []),
        ("value: unknown", []),
        ("value: {from: -2, to: 3}", ["CV310"]),
        ("value: {under: 100}", []),
        ("numerator: 3, denominator: 3", []),
        ("numerator: 0, denominator: 3", []),
        ("numerator: 4, denominator: 3", ["CV310"]),
        ("numerator: -1, denominator: 3", ["CV310"]),
        ("numerator: 0, denominator: 0", ["CV310"]),
        ("numerator: 4", []),
        ("areas: {noord: none, zuid: 101}", ["CV310"]),
        ("areas: unknown", []),
        ("components: {in: 130, uit: -60}, value: 70", []),
        ("beside: {klachten: 340}, value: 70", []),
    ],
)
def test_a_measured_share_lies_between_0_and_100_percent(base: Base, measurement: str, codes: list[str]) -> None:
    indicator = "{name: x, unit: percent, counts: x, counts_not: x, out_of: alles}"
    text = goal(indicator=indicator) + f"measurements: [{{goal: nieuw, date: 2024, {measurement}}}]\n"
    assert [each.code for each in found(base, text)] == codes
    assert found(base, goal() + f"measurements: [{{goal: nieuw, date: 2024, {measurement}}}]\n") == []


def test_a_historical_convenant_is_warned_about_what_it_cannot_know_and_held_to_what_is_impossible(base: Base) -> None:
    share = "{name: x, unit: percent, counts: x, counts_not: x}"
    yaml = "historical: true\n" + goal(indicator=share, baseline="{value: 104, date: 2023, source: x}", owner="unknown")
    levels = {(each.code, each.place.pointer[9:]): each.level for each in found(base, yaml)}
    assert levels == {
        ("CV310", "indicator/out_of"): Level.WARNING,
        ("CV310", "baseline/value"): Level.ERROR,
        ("CV311", "owner"): Level.WARNING,
    }


def test_the_day_counts_for_a_plan_to_measure_and_for_the_text_in_force(base: Base) -> None:
    yaml = goal(baseline="{value: 9, date: 2026-03-31, source: x}").replace(
        "goals:",
        "amendments: [{number: 1, date: 2026-05-01, reason: Gemeten., consented: [bank], changes: "
        "[{at: goals/nieuw/baseline, from: {planned: 2026-03-31}, to: {value: 9, date: 2026-03-31, source: x}}]}]\n"
        "goals:",
        1,
    )
    assert found(base, yaml) == []
    assert [each.code for each in found(base, yaml, date(2026, 4, 30))] == ["CV306"]
    assert found(base, yaml, date(2026, 3, 31)) == []


def test_an_owner_that_was_one_before_an_amendment_is_found_only_after_it(base: Base) -> None:
    yaml = (
        "amendments: [{number: 1, date: 2026-05-01, reason: Samen., consented: [bank], changes: "
        "[{at: goals/nieuw/owner/party, from: bank, to: [bank, stad]}]}]\n"
        + goal(owner="{party: [bank, stad], function: Directeur}")
    )
    assert [each.code for each in found(base, yaml)] == ["CV311"]
    assert found(base, yaml, date(2026, 4, 30)) == []


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("agreements: [{id: nieuw, text: Iets.}]\n", ["CV312"]),
        ("agreements: [{id: nieuw, text: Iets., obligation: unknown, goal: stageplekken}]\n", ["CV312"]),
        ("agreements: [{id: nieuw, text: Iets., obligation: {not_chosen: later}}]\n", ["CV312"]),
        (
            (
                "goals: [{id: stageplekken, obligation: unknown}]\n"
                "agreements: [{id: nieuw, text: Iets., obligation: unknown, goal: stageplekken}]\n"
            ),
            ["CV312"],
        ),
        ("agreements: [{id: nieuw, text: Iets., obligation: soms}]\n", ["CV104"]),
        ("agreements: unknown\n", []),
        ("agreements: []\n", []),
        ("contributions: [{id: nieuw, kind: other, text: Iets.}]\n", []),
    ],
)
def test_an_obligation_is_chosen_per_agreement(base: Base, yaml: str, codes: list[str]) -> None:
    assert [each.code for each in found(base, yaml)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "Garantie op een plek",
        "BAANGARANTIE",
        "wij garanderen een gesprek",
        "de bank garandeert de plek",
        "een gegarandeerde plek",
        "de bank staat garant voor de plek",
        "wij verzekeren dat er plek is",
        "de bank verzekert elke jongere dat er plek is",
        "elke jongere is verzekerd van een plek",
        "a guaranteed place",
        "the bank guarantees a place",
        "guaranteeing a place",
        "the bank ensures a place",
        "Dit is geen grap. De bank garandeert een plek",
        "een garantie zonder voorwaarden",
        "een bankgarantie en een werkgarantie",
        "de bank verbindt zich en garandeert een plek",
    ],
)
def test_a_word_that_promises_a_result_is_empty_without_one(base: Base, text: str) -> None:
    (one,) = found(base, f"agreements: [{{id: nieuw, obligation: effort, text: '{text}.'}}]\n")
    assert (one.code, one.level) == ("CV313", Level.WARNING)


@pytest.mark.parametrize(
    "text",
    [
        "Dit is geen garantie op een plek",
        "wij kunnen niet garanderen dat er plek is",
        "de bank garandeert geen aantal",
        "no place is guaranteed",
        "this does not guarantee a place",
        "zonder enige garantie",
        "een bankgarantie van 50.000 euro",
        "twaalf garantiebanen",
        "een garantiefonds voor starters",
        "a bank guarantee",
        "a guarantee fund",
        "wij verzekeren ons ervan dat de plek er is",
        "de bank wil zich ervan verzekeren dat de plek er is",
        "een verzekering voor vrijwilligers",
        "de zorgverzekeraar doet mee en zegt dat het kan",
        "a census of the area",
        "een garage in de wijk",
    ],
)
def test_a_word_that_only_looks_like_a_guarantee_is_silent(base: Base, text: str) -> None:
    assert found(base, f"agreements: [{{id: nieuw, obligation: effort, text: '{text}.'}}]\n") == []


@pytest.mark.parametrize(
    ("enforceability", "obligation", "pointer"),
    [
        ("full", "result", None),
        ("partly", "result", None),
        ("none", "result", "/legal/enforceability"),
        ("unknown", "result", None),
        ("unknown", "intention", "/goals/1/obligation"),
        ("none", "effort", "/goals/1/obligation"),
        ("full", "effort", "/goals/1/obligation"),
        ("full", "unknown", None),
        ("none", "unknown", "/legal/enforceability"),
    ],
)
def test_a_guarantee_is_empty_where_its_obligation_or_the_convenant_is_known_to_be_less(
    base: Base, enforceability: str, obligation: str, pointer: str | None
) -> None:
    text = f"legal: {{enforceability: {enforceability}}}\n" + goal(obligation=obligation, approach="Een garantie.")
    places = [each.related[0].pointer for each in found(base, text) if each.code == "CV313"]
    assert places == ([pointer] if pointer else [])


def test_a_summary_and_a_contribution_have_no_obligation_of_their_own(base: Base) -> None:
    yaml = "summary: {cost: Gegarandeerd gratis.}\ncontributions: [{id: nieuw, kind: other, text: Een garantie op werk.}]\n"
    assert [each.place.pointer for each in found(base, yaml)] == ["/summary/cost", "/contributions/2/text"]
    assert found(base, "legal: {enforceability: full}\n" + yaml) == []
    assert found(base, "legal: unknown\n" + yaml) == []


def test_the_word_itself_is_pointed_at_in_every_style_and_the_text_where_it_is_broken_over_lines(base: Base) -> None:
    for style in ('"De bank geeft garantie."', "De bank geeft garantie.", "|\n      De bank geeft\n      garantie.\n"):
        yaml = f"goals:\n  - id: nieuw\n    title: Nieuw\n    obligation: effort\n    approach: {style}\n"
        file = f"schema: 1\nid: x\ntitle: X\nkind: partner\nexample: true\nstatus: draft\n{yaml}"
        (one,) = (each for each in base.found(base.replaced(file, "data/convenants/x.yaml")) if each.code == "CV313")
        line = file.split("\n")[one.place.line - 1]
        assert line[one.place.column - 1 : one.place.end_column - 1] == "garantie"
        assert one.place.pointer == "/goals/0/approach"
    yaml = yaml.replace("De bank geeft", "Dit is geen garantie. De bank geeft")
    file = f"schema: 1\nid: x\ntitle: X\nkind: partner\nexample: true\nstatus: draft\n{yaml}"
    (one,) = (each for each in base.found(base.replaced(file, "data/convenants/x.yaml")) if each.code == "CV313")
    assert file.split("\n")[one.place.line - 1] == "      garantie."
    broken = yaml.replace("De bank geeft\n      garantie.", "Wij verzekeren\n      dat het lukt.")
    file = f"schema: 1\nid: x\ntitle: X\nkind: partner\nexample: true\nstatus: draft\n{broken}"
    (one,) = (each for each in base.found(base.replaced(file, "data/convenants/x.yaml")) if each.code == "CV313")
    assert (one.place.line, one.place.pointer) == (file.split("\n").index("    approach: |") + 1, "/goals/0/approach")


@pytest.mark.parametrize(
    ("keys", "pointer", "shown"),
    [
        ({"serves": None}, "/goals/1/serves", "nieuw"),
        ({"owner": "{party: bank, function: vacant}"}, "/goals/1/owner/function", "vacant"),
        ({"baseline": "{value: none}"}, "/goals/1/baseline/value", "none"),
        ({"target": "{at_least: 20, over: term}"}, "/goals/1/milestones", "nieuw"),
        ({"obligation": "silent"}, "/goals/1/obligation", "silent"),
    ],
)
def test_a_finding_shows_the_value_itself_or_the_goal_that_lacks_it(
    base: Base, keys: dict[str, str | None], pointer: str, shown: str
) -> None:
    files = base.merged(goal(**keys))
    (one,) = base.found(files, date(2026, 11, 22))
    line = files[CONVENANT].decode().split("\n")[one.place.line - 1]
    assert one.place.pointer == pointer
    assert line[one.place.column - 1 : one.place.end_column - 1] == shown
