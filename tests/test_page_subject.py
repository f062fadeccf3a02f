"""The pages of themes and ambitions: what bears on them, how far it is, and what is missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from convtool.context import AmbitionPage, Site, ThemePage, pages
from convtool.context.subject import SubjectPage
from convtool.files import shipped_templates
from convtool.portfolio import Portfolio, load
from convtool.rendering import Renderer
from tests.filled import written

DAY = date(2026, 11, 21)
PLAN = {
    "schema": 1,
    "name": "Plan",
    "themes": [{"id": "werk", "title": {"nl": "Werk", "en": "Work"}}, {"id": "jeugd", "title": "Jeugd"}],
    "ambitions": [{"number": 1, "title": "Een"}, {"number": 2}],
    "commission": {"convenants": 10, "partners": ["bank", "fabriek"]},
}
GOAL = {
    "id": "doel",
    "title": "Plekken",
    "owner": {"party": "bank"},
    "themes": ["werk"],
    "ambition": 1,
    "indicator": {"unit": "plekken"},
    "target": {"at_least": 20, "per": "year", "by": "2030"},
}
PARTIES = [
    {"id": "bank", "partner": "bank", "role": "partner", "signed": "2022-01-01"},
    {"id": "stad", "name": "Gemeente", "role": "government"},
]
ONE = {"id": "een", "title": "Eerste", "goals": [GOAL]}


def register(*convenants: dict[str, Any], **files: dict[str, Any]) -> Portfolio:
    """A register with these convenanten, a bank, and more files by `folder_id`."""
    base = {"schema": 1, "title": "Titel", "kind": "partner", "status": "active", "parties": PARTIES}
    found = {f"data/convenants/{each['id']}.yaml": base | each for each in convenants}
    found["data/masterplan.yaml"] = PLAN
    found["data/partners/bank.yaml"] = {"schema": 1, "id": "bank", "name": "De Bank"}
    for name, each in files.items():
        folder, _, id = name.partition("_")
        found[f"data/{folder}/{id}.yaml"] = {"schema": 1, "id": id} | each
    return load({path: written(each) for path, each in found.items()}, DAY)


def subjects(files: Portfolio, **site: Any) -> dict[str, SubjectPage]:
    """The pages of themes and ambitions by their paths."""
    return {each.path: each for each in pages(files, Site(**site)) if isinstance(each, SubjectPage)}


# ---- What bears on it -----------------------------------------------------------------------------------


def test_every_theme_and_ambition_has_a_page_also_without_anything() -> None:
    found = subjects(register({"id": "een"}), language="both")
    assert list(found) == [
        "themes/werk",
        "en/themes/werk",
        "themes/jeugd",
        "en/themes/jeugd",
        "ambitions/1",
        "en/ambitions/1",
        "ambitions/2",
        "en/ambitions/2",
    ]
    assert {each.real.honesty.goals for each in found.values()} == {0}
    assert {each.updated for each in found.values()} == {None}
    assert [each.id for each in found.values() if isinstance(each, ThemePage)][::2] == ["werk", "jeugd"]
    assert [each.number for each in found.values() if isinstance(each, AmbitionPage)][::2] == ["1", "2"]


def test_goals_stand_below_their_convenanten_with_how_far_they_are() -> None:
    figures = [
        {"goal": "doel", "period": "2025", "value": 21, "kind": "registered", "source": "x", "recorded": "2026-02-03"}
    ]
    found = subjects(register(ONE | {"measurements": figures, "term": {"starts": "2022-01-01", "ends": "2031-12-31"}}))
    for path in ("themes/werk", "ambitions/1"):
        (group,) = found[path].real.goals
        (goal,) = group.goals
        assert (group.convenant.title, group.convenant.path) == ("Eerste", "convenants/een")
        assert (goal.line.title, goal.verdict, goal.reason) == ("Plekken", "achieved", None)
        assert goal.actual
        assert (goal.actual.exact, goal.unit, goal.actual_date) == (Decimal(21), "plekken", date(2025, 12, 31))
        assert found[path].updated == date(2026, 2, 3)
    assert found["themes/jeugd"].real.goals == ()


def test_goals_lead_to_their_figures_where_there_are_any() -> None:
    draft = {"status": "draft", "clauses": {"publication": {"public": True}}}
    for convenant, site, figures in (
        (ONE, {}, "convenants/een/progress"),
        (ONE, {"as_signed": True}, None),
        (ONE | draft, {}, None),
    ):
        (group,) = subjects(register(convenant), **site)["themes/werk"].real.goals
        assert group.figures == figures


def test_agreements_go_where_their_goals_go_and_contributions_by_their_theme_or_their_goal() -> None:
    agreements = [
        {"id": "loket", "text": "Een loket", "goal": "doel", "owner": "bank", "due": "2026-01-01"},
        {"id": "los", "text": "Los", "owner": "bank"},
    ]
    given = {"kind": "financing", "from": "bank", "amount": 5, "currency": "EUR", "due": "2025-12-31"}
    contributions = [given | {"id": "a", "theme": "jeugd", "goal": "doel"}, given | {"id": "b"}]
    found = subjects(register(ONE | {"agreements": agreements, "contributions": contributions}))
    (group,) = found["themes/werk"].real.agreements
    assert [(line.text, line.state) for line in group.lines] == [("Een loket", "overdue")]
    assert found["ambitions/1"].real.agreements == found["themes/werk"].real.agreements
    assert {path: each.real.contributions for path, each in found.items()} == {
        "themes/werk": 0,
        "themes/jeugd": 1,
        "ambitions/1": 1,
        "ambitions/2": 0,
    }
    (line,) = found["themes/jeugd"].real.totals.lines
    assert (line.group, line.unit, line.pledged and line.pledged.exact) == ("financing", "EUR", Decimal(5))
    assert [each.title for each in found["themes/jeugd"].real.convenants] == ["Eerste"]


def test_needs_go_where_their_initiative_goes_else_where_their_meeting_goes() -> None:
    needs = [{"id": "a", "text": "A", "initiative": "club"}, {"id": "b", "text": "B"}]
    files = register(
        meetings_nu={"title": "Nu", "date": "2026-01-01", "themes": ["werk"], "ambition": 2, "needs": needs},
        initiatives_club={"name": "Club", "themes": ["jeugd"], "ambition": 1, "stage": "in-execution"},
    )
    found = subjects(files)
    assert {path: [need.text for need in each.real.needs] for path, each in found.items()} == {
        "themes/werk": ["B"],
        "themes/jeugd": ["A"],
        "ambitions/1": ["A"],
        "ambitions/2": ["B"],
    }
    for path in ("themes/jeugd", "ambitions/1"):
        (line,) = found[path].real.initiatives
        assert (line.initiative.title, line.stage) == ("Club", "in-execution")


def test_organisations_that_were_to_take_part_and_do_not_are_named() -> None:
    found = subjects(register(ONE))
    assert [(partner.title, count) for partner, count in found["themes/werk"].real.partners] == [("De Bank", 1)]
    assert [each.title for each in found["themes/werk"].absent] == ["fabriek"]
    assert [each.title for each in found["themes/jeugd"].absent] == ["De Bank", "fabriek"]


# ---- Real, fictional and withheld -----------------------------------------------------------------------


def test_what_is_fictional_stands_apart_and_counts_nowhere_else() -> None:
    (found,) = [
        each
        for path, each in subjects(register(ONE, ONE | {"id": "twee", "title": "Bedacht", "example": True})).items()
        if path == "themes/werk"
    ]
    assert [each.convenant.title for each in found.real.goals] == ["Eerste"]
    assert [(each.convenant.title, each.convenant.example) for each in found.fictional.goals] == [("Bedacht", True)]
    assert (found.real.honesty.goals, found.real.honesty.fictional, found.fictional.honesty.goals) == (1, 0, 1)


def test_of_every_sort_what_is_fictional_stands_in_its_own_half() -> None:
    agreed = {
        "agreements": [{"id": "plan", "text": "Een plan.", "goal": "doel"}],
        "contributions": [
            {"id": "geld", "kind": "financing", "from": "bank", "theme": "werk", "amount": 5, "currency": "EUR"}
        ],
    }
    voiced = {"title": "Dag", "date": "2026-01-01", "themes": ["werk"], "needs": [{"id": "werk", "text": "Werk."}]}
    begun = {"name": "Begin", "themes": ["werk"], "stage": "in-execution"}
    halves = []
    for real, fictional in ((1, 0), (0, 2), (1, 2)):
        convenants: list[dict[str, Any]] = []
        files: dict[str, dict[str, Any]] = {}
        for number in range(real + fictional):
            mark = {"example": number >= real}
            convenants.append(ONE | agreed | mark | {"id": f"een-{number}"})
            files |= {f"meetings_dag-{number}": voiced | mark, f"initiatives_begin-{number}": begun | mark}
        page = subjects(register(*convenants, **files))["themes/werk"]
        halves.append(
            [
                (len(half.goals), len(half.agreements), half.contributions, len(half.needs), len(half.initiatives))
                for half in (page.real, page.fictional)
            ]
        )
    assert halves == [[(1,) * 5, (0,) * 5], [(0,) * 5, (2,) * 5], [(1,) * 5, (2,) * 5]]


def test_nothing_of_a_convenant_that_is_not_public_stands_there() -> None:
    files = register(ONE | {"clauses": {"publication": {"public": False, "ground": "art. 5.1"}}})
    assert {each.real.honesty.goals for each in subjects(files).values()} == {0}
    assert "Plekken" not in repr(subjects(files))
    assert subjects(files, audience="partner")["themes/werk"].real.honesty.goals == 1


# ---- In words -------------------------------------------------------------------------------------------


def told(*convenants: dict[str, Any], **files: dict[str, Any]) -> dict[str, str]:
    """The pages of themes and ambitions in Markdown, by their files."""
    found = [each for each in pages(register(*convenants, **files), Site("both")) if isinstance(each, SubjectPage)]
    return Renderer(shipped_templates(), ["md"]).render(found)


def test_a_page_without_a_goal_says_so() -> None:
    found = told({"id": "een"})
    assert "Er staat nog geen doel onder dit thema." in found["themes/jeugd.md"]
    assert "There is not one goal under this ambition." in found["en/ambitions/2.md"]
    assert "There is no contribution" in found["en/ambitions/2.md"]


def test_a_goal_without_a_figure_and_a_baseline_is_missing_them_in_words() -> None:
    found = told(ONE)["themes/werk.md"]
    assert "Van 1 doel is er geen nulmeting" in found
    assert "Van 1 doel is er nog geen enkel cijfer." in found
    assert (
        "| [Plekken](../convenants/een/progress.md) | **? Niet vast te stellen** · er is niets gemeten · het verslag is te laat "
        "| *niet ingevuld* | ten minste 20 plekken per jaar, uiterlijk in 2030 | *geen cijfer* |"
    ) in found


def test_where_nothing_is_missing_nothing_is_said_to_be() -> None:
    whole = GOAL | {
        "with": ["fabriek"],
        "indicator": {"name": "Plekken", "unit": "plekken", "counts": "gevulde", "counts_not": "lege", "stage": "filled",
                      "count": "gross", "group": "jongeren", "area": "1101", "source": "lijst"},
        "baseline": {"value": 4, "period": "2021"},
        "serves": {"partner": "bank", "core_goal": "geld"},
    }  # fmt: skip
    figures = [
        {"goal": "doel", "period": "2025", "value": 21, "kind": "registered", "source": "x", "recorded": "2026-02-03"}
    ]
    convenant = ONE | {
        "goals": [whole],
        "measurements": figures,
        "term": {"starts": "2022-01-01", "ends": "2031-12-31"},
        "parties": [*PARTIES, {"id": "fabriek", "partner": "fabriek", "role": "partner"}],
        "contributions": [{"id": "a", "kind": "other", "from": "bank", "theme": "werk"}],
    }
    found = told(convenant)["themes/werk.md"]
    assert "## Doelen" in found
    assert "## Wat er nog ontbreekt" not in found


def test_a_change_in_one_convenant_changes_only_the_pages_that_show_it() -> None:
    other = {"id": "twee", "title": "Tweede", "goals": [GOAL | {"themes": ["jeugd"], "ambition": 2}]}
    before = told(ONE, other)
    after = told(ONE, other | {"goals": [GOAL | {"themes": ["jeugd"], "ambition": 2, "title": "Anders"}]})
    changed = {path for path in before if before[path] != after[path]}
    assert changed == {f"{folder}{page}.md" for folder in ("", "en/") for page in ("themes/jeugd", "ambitions/2")}
