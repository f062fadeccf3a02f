"""The page of how far a convenant is: what was counted, what that rests on, and a chart that says the same."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from convtool.context import ConvenantPage, ProgressPage, ResidentsPage, Site, pages
from convtool.context.charts import FOOT, LEFT, RIGHT, TOP, Drawing
from convtool.context.progress import FollowedGoal
from convtool.progress import rows
from convtool.progress.case import Case, Judgement, unjudged
from convtool.values import Number
from tests.progress.making import (
    CAP,
    FALL,
    KEEP,
    MASTERPLAN,
    MEAN,
    PLAN,
    SHARE,
    TOTAL,
    YEARLY,
    measured,
    on,
    record,
    register,
)


def page(day: str, target: Any, measurements: list[dict[str, Any]], **convenant: Any) -> ProgressPage:
    """The page of a convenant with one goal."""
    portfolio = register(day, record(target, measurements, **convenant), MASTERPLAN)
    (found,) = (each for each in pages(portfolio, Site(ids=["proef"])) if isinstance(each, ProgressPage))
    return found


def followed(day: str, target: Any, measurements: list[dict[str, Any]], **convenant: Any) -> FollowedGoal:
    """Its goal."""
    (goal,) = page(day, target, measurements, **convenant).goals
    return goal


def drawn(day: str, target: Any, measurements: list[dict[str, Any]], **convenant: Any) -> Drawing:
    """The chart of its goal."""
    found = followed(day, target, measurements, **convenant).course.drawing
    assert found
    return found


def exact(number: Number | None) -> Any:
    """The one number that it stands for."""
    return number.exact if number else None


# ---- What was counted -----------------------------------------------------------------------------------


def test_every_day_says_what_was_agreed_what_was_counted_and_what_came_out() -> None:
    goal = {"baseline": {"value": 4, "period": 2020}, "milestones": [{"by": 2022, "at_least": 10}]}
    found = followed("2023-06-30", YEARLY, [measured(2022, 11)], goal=goal).course
    told = [(str(each.day), each.required, each.measured, each.verdict, each.due) for each in found.figures[:3]]
    assert [(day, exact(asked), exact(got), verdict, due) for day, asked, got, verdict, due in told] == [
        ("2020-12-31", None, 4, None, True),
        ("2022-12-31", 10, 11, "achieved", True),
        ("2023-12-31", 40, None, None, False),
    ]
    assert [each.baseline for each in found.figures[:2]] == [True, False]
    assert (len(found.counted), str(found.asked[-1].day)) == (1, "2030-12-31")


def test_a_requirement_that_stays_the_same_is_told_at_its_first_and_last_day() -> None:
    asked = followed("2021-06-30", YEARLY, []).course.asked
    assert [each.day.year for each in asked] == [2021, 2030]


def test_a_figure_that_is_a_sum_says_its_own_part_and_one_that_is_none_does_not() -> None:
    net = {"indicator": {"unit": "woningen", "count": "net"}}
    course = followed("2023-06-30", TOTAL, [measured(2021, 100), measured(2022, -10)], goal=net).course
    last = course.figures[1]
    assert course.summed
    assert (exact(last.measured), [exact(part.part) for part in last.rests_on]) == (90, [-10])
    state = followed("2023-06-30", SHARE, [on("2022-12-31", 40, numerator=4, denominator=10)]).course
    assert [(each.part, each.share) for each in state.grounds] == [(None, (Decimal(4), Decimal(10)))]


def test_a_figure_that_was_judged_as_a_mean_says_which_number_was_held_against_the_agreement() -> None:
    found = followed("2026-06-30", MEAN, [measured(year, 600 + year - 2021) for year in range(2021, 2026)]).course
    last = next(each for each in found.figures if each.day == date(2025, 12, 31))
    assert (exact(last.measured), exact(last.judged), last.verdict) == (604, 602, "achieved")


def test_a_deliverable_has_a_word_and_areas_have_their_own_numbers() -> None:
    plan = followed("2026-06-30", PLAN, [on("2026-02-20", "delivered")])
    assert [each.said for each in plan.course.figures] == ["delivered"]
    assert plan.course.drawing is None
    areas = followed("2023-06-30", KEEP, [on("2022-12-31", areas={"noord": 80, "oost": 70})]).course
    assert [(name, exact(number)) for name, number in areas.figures[0].areas] == [("noord", 80), ("oost", 70)]
    one = followed("2023-06-30", KEEP, [on("2022-12-31", 80, area="noord")]).course
    assert [(name, exact(number)) for name, number in one.figures[0].areas] == [("noord", 80)]
    none = followed("2023-06-30", KEEP, [on("2022-12-31", areas={"noord": "none"})]).course
    assert none.figures[0].areas == ()


def test_a_milestone_in_words_stands_on_its_day() -> None:
    goal = {"milestones": [{"by": "2023-12-31", "text": "alle scholen doen mee"}]}
    figures = followed("2022-06-30", SHARE, [], goal=goal).course.figures
    assert [(str(each.day), each.words) for each in figures if each.words] == [("2023-12-31", "alle scholen doen mee")]


def test_what_a_figure_rests_on_is_said_with_what_is_odd_about_it() -> None:
    wrong = measured(2022, 40, note="Drie dubbel.")
    right = measured(value=37, corrects={"period": 2022}, note="Drie eraf.", recorded="2023-03-01", kind="estimate")
    other = right | {"counted": {"stage": "offered"}}
    (ground,) = followed("2023-06-30", YEARLY, [wrong, right]).course.grounds
    assert (ground.kind, ground.source, ground.note, ground.corrected) == ("estimate", "register", "Drie eraf.", True)
    (ground,) = followed("2023-06-30", YEARLY, [wrong, other]).course.grounds
    assert ground.counted == "offered"
    (ground,) = followed("2023-06-30", YEARLY, [right | {"counted": {"text": "aanvragen"}}]).course.grounds
    assert ground.counted == "aanvragen"


@pytest.mark.parametrize(
    ("target", "figure", "percent", "of_target", "falls"),
    [
        (YEARLY, measured(2022, 30), 75, 75, False),
        (CAP, measured(2022, 891), None, None, True),
        (SHARE, on("2022-12-31", 30), None, 50, False),
        ({"at_most": 30, "by": 2022}, on("2022-12-31", 40), None, None, True),
        (KEEP, on("2022-12-31", areas={"noord": 80, "oost": 90}), None, None, False),
    ],
)
def test_a_part_is_told_where_more_of_it_is_better(
    target: dict[str, Any],
    figure: dict[str, Any],
    percent: int | None,
    of_target: int | None,
    falls: bool,  # noqa: FBT001 - a row of a table
) -> None:
    stand = followed("2023-06-30", target, [figure]).stand
    assert (stand.percent, stand.of_target, stand.falls) == (percent, of_target, falls)


def test_trouble_asks_for_an_explanation_and_is_told_with_the_one_there_is() -> None:
    short = followed("2023-06-30", YEARLY, [measured(2022, 30, note="Twee scholen stopten.")]).stand
    assert (short.in_trouble, short.explanations) == (True, ("Twee scholen stopten.",))
    assert not followed("2023-06-30", YEARLY, [measured(2022, 41)]).stand.in_trouble


# ---- The chart ------------------------------------------------------------------------------------------


def test_a_chart_stands_between_its_edges_from_the_first_day_to_the_last() -> None:
    goal = {"baseline": {"value": 0, "period": 2020}}
    found = drawn("2023-06-30", YEARLY, [measured(2021, 20), measured(2022, 50)], goal=goal)
    assert {(mark.shape, mark.x, mark.y) for mark in found.marks if mark.shape != "required"} == {
        ("baseline", LEFT, FOOT),
        ("measured", 198, 126),
        ("measured", 282, TOP),
    }
    assert found.marks[-3].shape == "required"
    assert max(mark.x for mark in found.marks) == RIGHT
    assert [number for _, number in found.grid] == [0, 10, 20, 30, 40, 50]
    assert [year for _, year in found.years] == [2020, 2022, 2024, 2026, 2028, 2030]
    assert len(found.ticks) == 10
    assert found.today
    assert found.shapes == ("measured", "required", "baseline", "target", "today")


def test_figures_are_joined_save_where_something_else_was_counted() -> None:
    other = measured(2022, 50, counted={"stage": "offered"})
    found = drawn("2024-06-30", YEARLY, [measured(2021, 20), other, measured(2023, 30), measured(2020, 1)])
    assert [mark.shape for mark in found.marks if mark.shape != "required"] == ["measured", "changed", "measured"]
    assert found.path == ()
    assert len(drawn("2024-06-30", YEARLY, [measured(2021, 20), measured(2022, 30), measured(2023, 30)]).path) == 2


def test_what_is_less_sure_looks_so() -> None:
    figures = [measured(2021, 20, kind="estimate"), measured(2022, {"about": 30}), measured(2023, 30)]
    shapes = [mark.shape for mark in drawn("2024-06-30", YEARLY, figures).marks if mark.shape != "required"]
    assert shapes == ["estimated", "estimated", "measured"]


def test_a_range_reaches_from_end_to_end_and_an_open_one_to_the_edge() -> None:
    found = drawn("2024-06-30", SHARE, [on("2022-12-31", {"from": 20, "to": 60}), on("2023-12-31", {"over": 30})])
    assert [(line.y1, line.y2) for line in found.spans] == [(138, TOP), (108, TOP)]
    assert [mark.y for mark in found.marks if mark.shape == "measured"] == [138, TOP, 108]
    assert found.path == ()


def test_what_is_expected_rises_evenly_or_by_steps_and_is_left_out_where_it_is_the_target_itself() -> None:
    even = drawn("2023-06-30", TOTAL, [measured(2021, 100)])
    assert [(line.y1, line.y2) for line in even.expected] == [(FOOT, TOP)]
    goal = {"milestones": [{"by": 2022, "at_least": 20}]}
    steps = drawn("2023-06-30", SHARE, [on("2022-12-31", 30)], goal=goal)
    assert [(line.x1 == line.x2, line.y1 == line.y2) for line in steps.expected] == [(False, True), (True, False)]
    assert drawn("2023-06-30", CAP, [measured(2022, 891)]).expected == ()


def test_a_band_has_two_targets_and_values_below_zero_have_a_place() -> None:
    band = drawn("2023-06-30", {"keep": {"from": 4, "to": 6}}, [on("2022-12-31", 5)])
    assert len(band.targets) == 2
    below = drawn("2023-06-30", TOTAL, [measured(2021, -36)], goal={"indicator": {"count": "net"}})
    assert next(number for _, number in below.grid) < 0


def test_one_figure_without_anything_else_is_drawn_and_nothing_is_no_chart() -> None:
    lone = drawn("2023-06-30", "unknown", [on("2022-12-31", 5)], term={})
    assert [mark.shape for mark in lone.marks] == ["measured"]
    assert (lone.targets, lone.expected, lone.shapes) == ((), (), ("measured", "today"))
    assert followed("2023-06-30", "unknown", []).course.drawing is None
    assert drawn("2041-06-30", YEARLY, [measured(2022, 11)]).today is None


def test_years_are_told_apart_on_a_phone_however_long_it_lasts() -> None:
    for last in (2021, 2022, 2024, 2029, 2045, 2100):
        found = drawn("2021-03-01", {"at_least": 4, "by": f"{last}-02-01"}, [], term={"starts": "2021-01-01"})
        places = [x for x, _ in found.years]
        assert 1 <= len(places) <= 7
        assert all(after - before >= (RIGHT - LEFT) // 9 for before, after in pairwise(places))
    assert found.ticks == ()


def test_a_year_of_which_only_a_piece_is_drawn_gives_way_to_its_neighbour() -> None:
    target = {"at_least": 4, "first": "2020-12-01", "by": "2026-01-31"}
    found = drawn("2021-03-01", target, [], goal={"baseline": {"value": 1, "date": "2020-12-01"}})
    assert [year for _, year in found.years] == [2021, 2022, 2023, 2024, 2025]


def test_a_change_is_drawn_as_the_level_that_it_leads_to() -> None:
    found = drawn("2023-06-30", FALL, [on("2022-12-31", 1400)])
    assert found.expected
    assert found.targets == (FOOT - round((FOOT - TOP) * (1050 - 1000) / 500),)


# ---- The rest of the page -------------------------------------------------------------------------------

PARTIES = [
    {"id": "bank", "partner": "bank", "role": "partner"},
    {"id": "stad", "name": "Gemeente", "role": "government"},
]


def test_contributions_and_agreements_are_told_with_the_names_of_the_parties() -> None:
    found = page(
        "2023-06-30", YEARLY, [], parties=PARTIES,
        contributions=[
            {"id": "fonds", "kind": "financing", "from": "stad", "to": {"named": "Wijkfonds"}, "amount": 5, "currency": "EUR"},
            {"id": "uren", "kind": "in-kind", "from": "bank", "to": "stad", "quantity": 5, "unit": "uur", "due": "2022"},
            {"id": "los", "kind": "other", "text": "Een netwerk."},
        ],
        agreements=[{"id": "een", "text": "Doen.", "owner": "stad"}, {"id": "twee", "each": "all"}, {"id": "drie"}],
    )  # fmt: skip
    assert [(line.giver, line.receiver) for line in found.givings] == [
        ("Gemeente", "Wijkfonds"), ("bank", "Gemeente"), (None, None),
    ]  # fmt: skip
    assert [line.unit for line in found.totals.lines] == ["EUR", "uur"]
    assert [line.owner for line in found.promises] == ["Gemeente", "all", None]


def test_what_was_changed_and_what_residents_brought_is_told_up_to_the_day() -> None:
    change = {"at": "goals/doel/target/at_least", "from": 30, "to": 40}
    found = page(
        "2023-06-30", YEARLY | {"at_least": 30}, [],
        amendments=[
            {"number": 1, "date": "2023-01-01", "reason": "Meer.", "changes": [change]},
            {"number": 2, "date": "2024-01-01", "changes": []},
        ],
        involvement=[
            {"phase": "design", "date": "2020-05-01", "brought": "Eén loket."}, {"phase": "execution", "date": "2024-05-01"},
        ],
    )  # fmt: skip
    assert [line.amendment.number for line in found.amendments] == [1]
    assert [each.phase for each in found.involvement] == ["design"]
    assert found.silent == ("signing", "execution", "evaluation")


def test_of_a_draft_nothing_runs() -> None:
    site = Site(ids=["proef"], audience="partner")
    portfolio = register("2023-06-30", record(YEARLY, [measured(2022, 3)], status="draft"))
    (found,) = (each for each in pages(portfolio, site) if isinstance(each, ProgressPage))
    assert found.draft
    assert (found.goals, found.givings, found.promises, found.counts, found.silent) == ((), (), (), (), ())


def test_beside_a_text_as_it_was_signed_there_is_no_page_that_says_how_far_it_is() -> None:
    portfolio = register("2023-06-30", record(YEARLY, []))
    found = {each.kind for each in pages(portfolio, Site(as_signed=True))}
    assert found & {"progress", "residents", "progress-report", "council-letter"} == set()


# ---- What it takes --------------------------------------------------------------------------------------


def test_a_goal_is_judged_once_a_day_for_all_pages_of_its_convenant(monkeypatch: pytest.MonkeyPatch) -> None:
    judged = Counter[tuple[str, date]]()

    def counted(case: Case) -> Judgement:
        judged[case.goal.id, case.day] += 1
        return unjudged(case, "no-target")

    monkeypatch.setattr(rows, "shape_of", lambda _: counted)
    portfolio = register("2025-08-01", record(TOTAL, [measured("2025-03-01", 3)]), MASTERPLAN)
    found = list(pages(portfolio, Site("both", ids=["proef"])))
    assert {type(each) for each in found} == {ConvenantPage, ProgressPage, ResidentsPage}
    assert set(judged.values()) == {1}
