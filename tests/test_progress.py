"""Progress: every goal gets the number that a colleague works out by hand from the file."""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.measurability import measurable, unaimed, undefined
from convtool.messages import count
from convtool.portfolio import Portfolio, load
from convtool.progress import Honesty, Progress, honesty, rows
from convtool.progress.calendar import add_months, months

ROOT = Path(__file__).parent.parent
MASTERPLAN: dict[str, Any] = {
    "schema": 1,
    "name": "Voorbeeldplan",
    "themes": [{"id": "werk"}],
    "reporting": {"cycle": "year"},
    "verdict": {"version": 3, "almost": 0.80, "late_days": 31},
    "school_year": {"first": "08-01", "last": "07-31"},
}
TERM = {"starts": "2021-01-01", "ends": "2030-12-31"}


def measured(period: Any = None, value: Any = None, **more: Any) -> dict[str, Any]:
    """One measurement of the goal, in a period unless `more` says on or up to which day."""
    base = {"goal": "doel", "kind": "registered", "source": "register", "recorded": "2026-01-15"}
    timed = {} if period is None else {"period": period}
    return base | timed | ({} if value is None else {"value": value}) | more


def portfolio(
    day: str,
    target: dict[str, Any] | str | None,
    measurements: list[dict[str, Any]],
    *,
    goal: dict[str, Any] | None = None,
    masterplan: dict[str, Any] | None = MASTERPLAN,
    **convenant: Any,
) -> Portfolio:
    """A register with one convenant and one goal, as of a day. JSON is YAML; a word goes without quotes."""
    aim = {} if target is None else {"target": target}
    record = {
        "schema": 1,
        "id": "proef",
        "title": "Convenant Proef",
        "kind": "partner",
        "status": "active",
        "term": TERM,
        "goals": [{"id": "doel", "title": "Doel", "themes": ["werk"], **aim, **(goal or {})}],
        "measurements": measurements,
    } | convenant
    words = re.sub('"(unknown|silent|indefinite)"', r"\1", json.dumps(record))
    files = {"data/convenants/proef.yaml": words.encode()}
    if masterplan is not None:
        files["data/masterplan.yaml"] = json.dumps(masterplan).encode()
    read = load(files, date.fromisoformat(day))
    assert not [fault for entry in read.entries.values() for fault in entry.faults]
    return read


def progress(
    day: str, target: dict[str, Any] | str | None, measurements: list[dict[str, Any]], **more: Any
) -> Progress:
    """The row of the one goal."""
    (row,) = rows(portfolio(day, target, measurements, **more))
    return row


def said(row: Progress) -> tuple[Any, Any]:
    return row.verdict, row.reason


def exact(row: Progress) -> tuple[Any, Any]:
    """Expected and actual, as exact numbers."""
    return row.expected.exact if row.expected else None, row.actual.exact if row.actual else None


GROSS = {"indicator": {"unit": "woningen", "count": "gross"}}
NET = {"indicator": {"unit": "woningen", "count": "net"}}

# ---- worked out by hand ---------------------------------------------------------------------------------


def sample(convenant: str, goal: str) -> Progress:
    """The row of a goal of the sample register, as of 2025-12-31."""
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    found = rows(load(files, date(2025, 12, 31)))
    return next(row for row in found if (row.convenant.id, row.goal.id) == (convenant, goal))


def test_a_cumulative_goal_of_the_sample_register_is_what_a_colleague_works_out() -> None:
    """Lessen over geld op school: at least 3,600 over the term, gross; milestone 1,200 by 2025.

    Read in the file: 90 lessons in 2022, 410 in 2023, 455 in 2024 (a correction of 485), 380 in 2025.
    x = 90 + 410 + 455 + 380 = 1,335. The last checkpoint that is due on 2025-12-31 is the milestone: r = 1,200.
    1,335 >= 1,200, so achieved; ratio = 1,335 / 1,200 = 1.1125; of the target 1,335 / 3,600 = 89/240.
    """
    row = sample("voorbeeldbank", "geldlessen")
    assert said(row) == ("achieved", None)
    assert exact(row) == (1200, 90 + 410 + 455 + 380)
    assert row.ratio == Fraction(1335, 1200)
    assert row.of_target == Fraction(89, 240)


def test_a_share_of_the_sample_register_is_what_a_colleague_works_out() -> None:
    """Instroom uit de wijk: baseline b = 11 percent, milestone r = 18 percent by 2025.

    Newest state: 82 of 491 new colleagues = 8200/491 = 16.70 percent. As b < r, q = (x - b) / (r - b)
    = (8200/491 - 11) / 7 = 0.8144: at least 0.80 and below 1, so almost. Expected 18, ratio x / r = 0.9278.
    """
    row = sample("voorbeeldziekenhuis", "instroom-uit-de-wijk")
    assert said(row) == ("almost", None)
    assert exact(row) == (18, Fraction(8200, 491))
    assert row.ratio == Fraction(8200, 491) / 18
    assert Fraction(8, 10) <= (Fraction(8200, 491) - 11) / 7 < 1


def test_a_change_of_the_sample_register_is_what_a_colleague_works_out() -> None:
    """Minder uitval: -30 percent against 210 in the base year, so r = 210 x 0.70 = 147 at the end, 2025-07-31.

    Newest state 158. q = (158 - 210) / (147 - 210) = 52/63 = 0.825: almost. The ratio of a change is q.
    """
    row = sample("voorbeeldcollege", "uitval")
    assert said(row) == ("almost", None)
    assert exact(row) == (147, 158)
    assert row.ratio == Fraction(52, 63)


def test_all_five_verdicts_occur_in_the_sample_register() -> None:
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    found = rows(load(files, date(2025, 12, 31)))
    assert {row.verdict for row in found} == {"achieved", "almost", "not-achieved", "not-due", "unknown"}


# ---- months ---------------------------------------------------------------------------------------------


def test_months_are_counted_whole() -> None:
    assert months(date(2021, 1, 1), date(2041, 1, 1)) == 240
    assert months(date(2024, 1, 31), date(2024, 2, 29)) == 0
    assert months(date(2024, 3, 15), date(2025, 3, 14)) == 11


@given(st.dates(date(1995, 1, 1), date(2090, 12, 31)), st.integers(-240, 240))
def test_adding_months_and_counting_them_agree_but_for_short_months(day: date, count: int) -> None:
    later = add_months(day, count)
    assert later.day <= day.day
    if later.day == day.day:
        assert months(day, later) == count


# ---- 1 minimum per period -------------------------------------------------------------------------------

YEARLY = {"at_least": 40, "per": "year", "by": 2030}


def test_a_minimum_is_judged_by_the_last_whole_year_and_not_pro_rata() -> None:
    row = progress("2025-06-30", YEARLY, [measured(2023, 30), measured(2024, 36)])
    assert said(row) == ("almost", None)
    assert exact(row) == (40, 36)
    assert (row.pace, row.trend, row.ratio) == ("behind", "better", Fraction(9, 10))
    assert row.notes[-1].values == {"met": 0, "periods": 2}


def test_a_minimum_starts_with_the_first_whole_period_and_nothing_is_due_before() -> None:
    term = {"starts": "2024-04-01", "ends": "2030-12-31"}
    row = progress("2025-06-30", YEARLY, [measured(2024, 5)], term=term)
    assert said(row) == ("not-due", None)
    assert exact(row) == (40, None)
    first = progress("2025-06-30", YEARLY | {"first": 2024}, [measured(2024, 5)], term=term)
    assert said(first) == ("not-achieved", None)


def test_half_years_add_up_to_a_year_and_a_missing_one_makes_it_unknown() -> None:
    both = [measured("2025-H1", 20), measured("2025-H2", 21)]
    assert exact(progress("2025-12-31", YEARLY, both))[1] == 41
    row = progress("2026-01-01", YEARLY, both[:1])
    assert (said(row), row.stale) == (("unknown", "period-missing"), True)


def test_milestones_step_up_and_before_the_first_nothing_is_required() -> None:
    steps = {"milestones": [{"by": 2023, "at_least": 10}, {"by": 2025, "at_least": 20}]}
    target = {"at_least": 30, "per": "year", "by": 2030}
    for day, wanted in (
        ("2022-12-31", None),
        ("2023-12-31", 10),
        ("2024-12-31", 10),
        ("2025-12-31", 20),
        ("2026-12-31", 30),
    ):
        row = progress(day, target, [measured(int(day[:4]), 50)], goal=steps)
        assert exact(row)[0] == wanted
        assert row.verdict == ("not-due" if wanted is None else "achieved")


def test_a_milestone_without_a_number_requires_nothing() -> None:
    row = progress(
        "2025-12-31", YEARLY, [measured(2025, 41)], goal={"milestones": [{"by": 2024, "text": "plan"}]} | GROSS
    )
    assert (exact(row)[0], row.unit) == (40, "woningen")


def test_until_the_reporting_day_the_verdict_before_stands() -> None:
    reporting = {"reporting": {"cycle": "year", "due": "03-01"}}
    entries = [measured(2023, 40), measured(2024, 44)]
    waiting = progress("2026-03-01", YEARLY, entries, **reporting)
    assert (said(waiting), waiting.actual_date) == (("achieved", None), date(2024, 12, 31))
    late = progress("2026-03-02", YEARLY, entries, **reporting)
    assert (said(late), late.stale, exact(late)) == (("unknown", "no-measurement"), True, (40, None))


def test_a_reporting_day_that_is_a_date_counts_once() -> None:
    reporting = {"reporting": {"due": "2026-02-01"}}
    assert progress("2026-02-01", YEARLY, [measured(2024, 44)], **reporting).verdict == "achieved"
    assert progress("2026-02-02", YEARLY, [measured(2024, 44)], **reporting).verdict == "unknown"


def test_every_sort_of_period_has_its_own_calendar() -> None:
    for per, period, day in (
        ("quarter", "2025-Q4", "2025-12-31"),
        ("month", "2025-12", "2025-12-31"),
        ("half-year", "2025-H2", "2025-12-31"),
        ("school-year", "2024/2025", "2025-08-01"),
    ):
        row = progress(day, YEARLY | {"per": per}, [measured(period, 41)])
        assert (said(row), exact(row)) == (("achieved", None), (40, 41)), per


def test_the_school_year_that_runs_is_the_one_around_the_day() -> None:
    row = progress("2021-03-01", YEARLY | {"per": "school-year"}, [])
    assert said(row) == ("not-due", None)
    row = progress("2021-09-01", YEARLY | {"per": "school-year"}, [])
    assert exact(row) == (40, None)


def test_a_school_year_within_one_calendar_year_is_read_too() -> None:
    plan = MASTERPLAN | {"school_year": {"first": "01-10", "last": "11-30"}}
    row = progress("2024-12-31", YEARLY | {"per": "school-year"}, [measured("2024/2025", 41)], masterplan=plan)
    assert (said(row), row.actual_date) == (("achieved", None), date(2024, 11, 30))


def test_a_period_may_be_the_first_months_of_the_term() -> None:
    row = progress(
        "2022-01-01",
        {"at_least": 5, "over": "term", "by": 2030},
        [measured({"first": "6 months", "of": "term"}, 3)],
        goal=GROSS,
    )
    assert (exact(row)[1], row.actual_date) == (3, date(2021, 6, 30))


def test_a_mean_is_weighted_over_its_parts() -> None:
    shares = [measured("2025-H1", 30, over=100), measured("2025-H2", 50, over=300)]
    assert exact(progress("2025-12-31", YEARLY, shares))[1] == 45
    without = [measured("2025-H1", 30, over=100), measured("2025-H2", 50)]
    assert progress("2026-01-01", YEARLY, without).verdict == "unknown"


# ---- ranges, sources, corrections -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ({"about": 41}, "achieved"),
        ({"from": 40, "to": 44}, "achieved"),
        ({"from": 39, "to": 44}, "unknown"),
        ({"over": 39}, "unknown"),
        ({"over": 40}, "achieved"),
        ({"under": 32}, "not-achieved"),
        ({"under": 40}, "unknown"),
    ],
)
def test_a_range_is_judged_at_both_ends(value: dict[str, int], verdict: str) -> None:
    row = progress("2025-12-31", YEARLY, [measured(2025, value)])
    assert row.verdict == verdict
    assert row.reason == ("range" if verdict == "unknown" else None)


def test_about_is_judged_as_the_number_and_says_so() -> None:
    row = progress("2025-12-31", YEARLY, [measured(2025, {"about": 41})])
    assert [note.text for note in row.notes] == ["about"]


def test_sources_that_differ_are_a_range_of_their_own() -> None:
    row = progress("2025-12-31", YEARLY, [measured(2025, 39), measured(2025, 44, source="ander register")])
    assert said(row) == ("unknown", "sources-differ")
    agreeing = [measured(2025, 42), measured(2025, 44, source="ander register")]
    assert progress("2025-12-31", YEARLY, agreeing).verdict == "achieved"


def test_a_correction_replaces_what_it_corrects_and_the_last_one_counts() -> None:
    fix = {"corrects": {"period": 2025}, "value": 39, "recorded": "2026-03-01"}
    again = {"corrects": {"period": 2025}, "value": 50, "recorded": "2026-04-01"}
    for entries in (
        [measured(2025, 44), measured(**fix), measured(**again)],
        [measured(**again), measured(**fix), measured(2025, 44)],
    ):
        assert exact(progress("2025-12-31", YEARLY, entries))[1] == 50
    one_source = measured(corrects={"period": 2025, "source": "ander register"}, value=41)
    row = progress("2025-12-31", YEARLY, [measured(2025, 40), measured(2025, 60, source="ander register"), one_source])
    assert row.actual is not None
    assert row.actual[:2] == (Fraction(40), Fraction(41))
    other_kind = measured(corrects={"period": 2025, "kind": "estimate"}, value=41)
    assert progress("2025-12-31", YEARLY, [measured(2025, 30), other_kind]).actual is not None


def test_something_else_that_was_counted_is_no_evidence() -> None:
    stage = {"indicator": {"unit": "plekken", "stage": "filled"}}
    offered = measured(2025, 44, counted={"stage": "offered"})
    assert said(progress("2025-12-31", YEARLY, [offered], goal=stage)) == ("unknown", "indicator-changed")
    same = measured(2025, 44, counted={"stage": "filled"})
    assert progress("2025-12-31", YEARLY, [same], goal=stage).verdict == "achieved"
    other = measured(2025, 44, counted={"text": "ook snuffelstages"})
    assert progress("2025-12-31", YEARLY, [measured(2024, 41), other], goal=stage).trend == "not-comparable"


def test_no_measurement_as_a_value_is_no_number() -> None:
    row = progress("2026-01-01", YEARLY, [measured(2025, "none", says="behind")])
    assert (said(row), row.says) == (("unknown", "no-measurement"), "behind")


def test_an_entry_without_a_day_is_no_evidence() -> None:
    assert progress("2026-01-01", YEARLY, [measured(value=44)]).verdict == "unknown"
    relative = measured({"first": "6 months", "of": "term"}, 44)
    assert progress("2026-01-01", YEARLY, [relative], term={"ends": "2030-12-31"}).verdict == "not-due"


# ---- 2 cumulative ---------------------------------------------------------------------------------------

TOTAL = {"at_least": 1200, "over": "term", "by": "2030-12-31"}


def test_a_total_is_expected_by_months_before_anything_is_due() -> None:
    """S = 2021-01-01, E = 2030-12-31: N = 120 months. On 2025-06-30 m = 54, so 1,200 x 54 / 120 = 540."""
    row = progress("2025-06-30", TOTAL, [measured(up_to="2025-06-30", value=600)], goal=NET)
    assert said(row) == ("not-due", None)
    assert exact(row) == (540, 600)
    assert (row.pace, row.ratio) == ("on-course", Fraction(10, 9))


def test_a_running_total_wins_over_the_sum_of_its_periods() -> None:
    entries = [measured(2021, 10), measured(2022, 20), measured(up_to="2022-12-31", value=35), measured(2023, 5)]
    assert exact(progress("2023-12-31", TOTAL, entries, goal=NET))[1] == 40


def test_a_gap_makes_a_gross_total_a_lower_bound_and_a_net_one_unknown() -> None:
    entries = [measured(2021, 700), measured(2023, 600)]
    gross = progress("2030-12-31", TOTAL, entries, goal=GROSS)
    assert said(gross) == ("achieved", None)
    assert gross.trend == "not-comparable"
    low = progress(
        "2031-01-01", TOTAL, [measured(2021, 7), *(measured(year, 6) for year in range(2023, 2031))], goal=GROSS
    )
    assert said(low) == ("unknown", "period-missing")
    net = progress("2031-01-01", TOTAL, entries, goal=NET)
    assert (said(net), net.stale) == (("unknown", "period-missing"), True)


def test_a_gross_total_reached_early_is_achieved_and_a_net_one_can_still_fall() -> None:
    entries = [measured(up_to="2024-12-31", value=1200)]
    early = progress("2025-06-30", TOTAL, entries, goal=GROSS)
    assert (said(early), early.notes[-1].text) == (("achieved", None), "achieved early")
    net = progress("2025-06-30", TOTAL, entries, goal=NET)
    assert (said(net), net.notes[-1].text) == (("not-due", None), "reached, can still fall")


def test_between_milestones_the_pace_is_linear_and_the_verdict_is_the_milestone_s() -> None:
    """Milestones 100 by 2022 and 340 by 2026; on 2024-12-31 half the way is done: 220 is expected for the pace."""
    steps = {"milestones": [{"by": 2022, "at_least": 100}, {"by": 2026, "at_least": 340}]} | NET
    row = progress("2024-12-31", TOTAL, [measured(up_to="2024-12-31", value=219)], goal=steps)
    assert (said(row), exact(row), row.pace) == (("achieved", None), (100, 219), "behind")
    by_steps = progress(
        "2024-12-31", TOTAL | {"between": "step"}, [measured(up_to="2024-12-31", value=219)], goal=steps
    )
    assert by_steps.pace == "on-course"
    assert progress("2024-12-31", TOTAL, [measured(up_to="2024-12-31", value=220)], goal=steps).pace == "on-course"


def test_negative_actuals_and_components_are_counted_as_they_are() -> None:
    row = progress("2024-12-31", TOTAL, [measured(2021, components={"gebouwd": 8, "gesloopt": -20})], goal=NET)
    assert exact(row)[1] == -12
    assert row.ratio == Fraction(-12) / (1200 * Fraction(48, 120))


def test_a_total_without_an_end_cannot_be_established() -> None:
    target = {"at_least": 10, "over": "term"}
    row = progress("2025-12-31", target, [measured(2024, 3)], term={"starts": "2024-01-01", "ends": "indefinite"})
    assert said(row) == ("unknown", "no-end")
    reached = progress("2025-12-31", target, [measured(2024, 13)], term={"starts": "2024-01-01"}, goal=GROSS)
    assert said(reached) == ("achieved", None)


def test_a_first_period_that_began_before_the_start_is_counted() -> None:
    row = progress(
        "2024-12-31", TOTAL, [measured(2021, 7), measured(2022, 3)], term=TERM | {"starts": "2021-04-01"}, goal=NET
    )
    assert exact(row)[1] == 10


def test_periods_that_overlap_are_not_counted_twice() -> None:
    entries = [measured(2021, 10), measured("2021-H2", 6), measured(2022, 5)]
    assert exact(progress("2022-12-31", TOTAL, entries, goal=NET))[1] == 15


def test_a_term_shorter_than_a_month_has_no_pro_rata() -> None:
    target = {"at_least": 10, "over": "term"}
    row = progress("2024-01-05", target, [], term={"starts": "2024-01-01", "ends": "2024-01-10"})
    assert exact(row) == (None, None)


def test_two_milestones_within_a_month_have_no_slope() -> None:
    steps = {"milestones": [{"by": "2024-01-02", "at_least": 1}, {"by": "2024-01-20", "at_least": 5}]} | NET
    row = progress("2024-01-10", TOTAL, [measured(up_to="2024-01-05", value=4)], goal=steps)
    assert row.pace == "behind"


# ---- 3 average ------------------------------------------------------------------------------------------

MEAN = {"average": 600, "per": "year", "by": 2025}


def test_an_average_says_what_is_still_needed() -> None:
    """P = 5 years, k = 3 measured with 500 + 550 + 600 = 1,650: needed (600 x 5 - 1,650) / 2 = 675 a year."""
    entries = [measured(2021, 500), measured(2022, 550), measured(2023, 600)]
    row = progress("2024-06-30", MEAN, entries, goal=NET)
    assert (said(row), exact(row), row.pace) == (("not-due", None), (600, 550), "behind")
    assert row.notes[-1].values["number"] == 675


def test_an_average_is_judged_at_the_end_with_all_periods() -> None:
    entries = [measured(year, 500) for year in range(2021, 2026)]
    assert said(progress("2025-12-31", MEAN, entries)) == ("almost", None)
    assert said(progress("2026-01-01", MEAN, entries[1:])) == ("unknown", "period-missing")
    assert said(progress("2026-01-01", MEAN, [])) == ("unknown", "no-measurement")
    assert said(progress("2024-01-01", MEAN, [])) == ("not-due", None)


def test_an_average_that_is_gross_can_be_reached_early() -> None:
    entries = [measured(2021, 2000), measured(2022, 1100)]
    assert said(progress("2023-06-30", MEAN, entries, goal=GROSS)) == ("achieved", None)
    assert said(progress("2023-06-30", MEAN, entries, goal=NET)) == ("not-due", None)


def test_an_average_of_means_is_weighted() -> None:
    entries = [measured(2021, 500, over=1), measured(2022, 800, over=2)]
    row = progress("2023-06-30", MEAN, entries)
    assert (exact(row)[1], row.notes) == (700, ())


def test_an_average_without_an_end_goes_on() -> None:
    row = progress("2023-06-30", {"average": 600, "per": "year"}, [measured(2022, 700)], term={"starts": "2021-01-01"})
    assert (said(row), row.pace) == (("not-due", None), "on-course")


# ---- 4 caps ---------------------------------------------------------------------------------------------

CAP = {"at_most": 900, "per": "year"}


def test_staying_under_a_cap_is_success_and_never_a_percentage() -> None:
    row = progress("2025-12-31", CAP, [measured(2025, 891)], goal=GROSS)
    assert (said(row), row.ratio, row.pace) == (("achieved", None), None, None)
    assert progress("2025-12-31", CAP, [measured(2025, 901)], goal=GROSS).verdict == "not-achieved"


def test_a_cap_is_broken_at_once_in_the_running_period_unless_it_is_net() -> None:
    entries = [measured(2024, 800), measured("2025-H1", 950)]
    over = progress("2025-07-15", CAP, entries, goal=GROSS)
    assert (said(over), exact(over), over.actual_date) == (("not-achieved", None), (900, 950), date(2025, 6, 30))
    assert progress("2025-07-15", CAP, entries, goal=NET).verdict == "achieved"
    assert progress("2025-07-15", CAP, [measured(2024, 800), measured("2025-H1", 50)], goal=GROSS).verdict == "achieved"


def test_a_cap_over_the_term_is_judged_at_its_end_or_when_it_is_broken() -> None:
    target = {"at_most": 100, "over": "term", "by": 2025}
    under, over = [measured(2021, 60)], [measured(2021, 60), measured(2022, 41)]
    assert said(progress("2023-06-30", target, under, goal=GROSS)) == ("not-due", None)
    assert said(progress("2023-06-30", target, over, goal=GROSS)) == ("not-achieved", None)
    assert said(progress("2023-06-30", target, over, goal=NET)) == ("not-due", None)
    done = [measured(up_to="2025-12-31", value=99)]
    assert said(progress("2025-12-31", target, done, goal=NET)) == ("achieved", None)
    assert said(progress("2026-01-01", target, under, goal=GROSS)) == ("unknown", "no-measurement")
    assert exact(progress("2026-01-01", target, [], goal=GROSS)) == (100, None)


# ---- 5 states -------------------------------------------------------------------------------------------

SHARE = {"at_least": 60, "unit": "percent", "by": 2025}


def on(day: str, value: Any = None, **more: Any) -> dict[str, Any]:
    return measured(value=value, date=day, **more)


def test_a_share_is_numerator_by_denominator_and_covers_the_way_from_the_baseline() -> None:
    """B = 20, r = 60: 36 of 68 = 52.94 percent covers (52.94 - 20) / 40 = 0.8235 of the way: almost."""
    base = {"baseline": {"value": 20, "period": 2020, "source": "telling"}}
    row = progress("2025-12-31", SHARE, [on("2025-12-01", numerator=36, denominator=68)], goal=base)
    assert said(row) == ("almost", None)
    assert exact(row) == (60, Fraction(3600, 68))
    assert progress("2025-12-31", SHARE, [on("2025-12-01", 50)], goal=base).verdict == "not-achieved"
    assert progress("2025-12-31", SHARE, [on("2025-12-01", 50)]).verdict == "almost"


def test_a_state_that_is_to_fall_is_better_the_lower_it_is() -> None:
    target = {"at_most": 10, "by": 2025}
    base = {"baseline": {"value": 20}}
    assert progress("2025-12-31", target, [on("2025-12-01", 10)], goal=base).verdict == "achieved"
    assert progress("2025-12-31", target, [on("2025-12-01", 12)], goal=base).verdict == "almost"
    assert progress("2025-12-31", target, [on("2025-12-01", 12)]).verdict == "almost"
    assert progress("2025-12-31", target, [on("2025-12-01", 13)]).verdict == "not-achieved"
    row = progress("2025-12-31", target, [on("2024-12-31", 14), on("2025-12-01", 12)], goal=base)
    assert (row.trend, row.pace) == ("better", "behind")
    assert progress("2025-12-31", target, [on("2025-12-01", 8)]).pace == "on-course"


def test_an_old_state_says_nothing_of_today() -> None:
    row = progress("2026-01-01", SHARE, [on("2024-12-30", 70)])
    assert (said(row), row.stale, exact(row)) == (("unknown", "outdated"), True, (60, 70))
    assert progress("2026-01-01", SHARE, [on("2024-12-31", 70)]).verdict == "achieved"


def test_a_state_after_the_end_is_late_and_no_evidence() -> None:
    row = progress("2026-12-31", SHARE, [on("2026-03-01", 70)])
    assert said(row) == ("unknown", "reported-late")


def test_a_state_without_an_end_cannot_be_established() -> None:
    row = progress("2025-12-31", {"at_least": 60}, [on("2025-12-01", 70)], term={"starts": "2021-01-01"})
    assert (said(row), exact(row)) == (("unknown", "no-end"), (None, 70))


def test_a_state_can_be_expected_along_a_line() -> None:
    """From b = 20 on 2021-01-01 to 60 at the end of 2025: after 30 of 60 months 40 is expected for the pace."""
    base = {"baseline": {"value": 20}}
    target = SHARE | {"between": "linear"}
    assert progress("2023-06-30", target, [on("2023-06-01", 39)], goal=base).pace == "behind"
    assert progress("2023-06-30", target, [on("2023-06-01", 40)], goal=base).pace == "on-course"
    assert progress("2023-06-30", SHARE, [on("2023-06-01", 39)], goal=base).pace is None


# ---- 6 changes ------------------------------------------------------------------------------------------

FALL = {"change": -30, "unit": "percent", "against": {"period": 2021, "value": 1500}, "by": 2032}


def test_a_fall_in_percent_is_measured_along_the_way_to_it() -> None:
    """B = 1,500, r = 1,050. On 2026-12-31 72 of 120 months are past: expected 1,500 - 450 x 0.6 = 1,230."""
    term = {"starts": "2021-01-01", "ends": "2030-12-31"}
    row = progress("2026-12-31", FALL | {"by": 2030}, [on("2026-12-01", 1230)], term=term)
    assert (said(row), exact(row)) == (("not-due", None), (1230, 1230))
    assert (row.ratio, row.pace) == (Fraction(1), "on-course")
    worse = progress("2026-12-31", FALL | {"by": 2030}, [on("2026-06-01", 1200), on("2026-12-01", 1300)], term=term)
    assert (worse.ratio, worse.pace, worse.trend) == (Fraction(200, 270), "behind", "worse")


def test_a_change_is_judged_at_milestones_and_at_the_end() -> None:
    steps = {"milestones": [{"by": 2025, "change": -10}]}
    assert progress("2025-12-31", FALL, [on("2025-12-01", 1380)], goal=steps).verdict == "almost"
    assert progress("2025-12-31", FALL, [on("2025-12-01", 1350)], goal=steps).verdict == "achieved"
    rise = {"change": 5, "against": {"value": 10}, "by": 2025}
    assert progress("2025-12-31", rise, [on("2025-12-01", 12)]).verdict == "not-achieved"
    assert progress("2025-12-31", rise, [on("2025-12-01", 15)]).verdict == "achieved"
    assert progress("2025-06-30", rise, [on("2025-06-01", 15)]).pace == "on-course"


def test_a_change_needs_a_base_and_a_step() -> None:
    assert said(progress("2025-12-31", FALL | {"against": {"period": 2021}}, [])) == ("unknown", "no-baseline")
    assert said(progress("2025-12-31", FALL | {"against": {"value": 0}}, [])) == ("unknown", "no-baseline")
    assert said(progress("2025-12-31", FALL | {"change": 0}, [])) == ("unknown", "target-unknown")
    base = {"baseline": {"value": 1500}}
    assert progress("2025-06-30", {"change": -30, "unit": "percent", "by": 2025}, [], goal=base).verdict == "not-due"
    endless = {"change": -30, "unit": "percent", "against": {"value": 1500}}
    row = progress("2025-06-30", endless, [on("2025-06-01", 1400)], term={"starts": "2021-01-01"})
    assert (said(row), row.ratio) == (("unknown", "no-end"), None)


# ---- 7 deliverables -------------------------------------------------------------------------------------

PLAN = {"deliver": "sectorplan", "by": "2026-03-01"}


@pytest.mark.parametrize(
    ("day", "delivered", "verdict", "late"),
    [
        ("2026-03-01", "2026-02-20", "achieved", None),
        ("2026-04-15", "2026-03-01", "achieved", None),
        ("2026-04-15", "2026-04-01", "almost", 31),
        ("2026-04-15", "2026-04-02", "not-achieved", 32),
        ("2026-02-28", None, "not-due", None),
        ("2026-03-01", None, "not-due", None),
        ("2026-03-02", None, "unknown", None),
    ],
)
def test_a_deliverable_is_judged_by_the_days_it_is_late(
    day: str, delivered: str | None, verdict: str, late: int | None
) -> None:
    entries = [on(delivered, "delivered")] if delivered else []
    row = progress(day, PLAN, entries)
    assert row.verdict == verdict
    assert [note.values["days"] for note in row.notes] == (
        [count(late, "{number} day", "{number} days")] if late else []
    )
    assert row.expected is None


def test_a_deliverable_that_will_not_come_is_not_achieved() -> None:
    assert progress("2026-04-01", PLAN, [on("2026-03-05", "not-delivered")]).verdict == "not-achieved"
    assert progress("2026-02-01", PLAN, [on("2026-01-05", "not-delivered")]).verdict == "not-due"
    assert said(progress("2026-02-01", {"deliver": "plan"}, [], term={"starts": "2021-01-01"})) == ("unknown", "no-end")


# ---- 8 keeping a level ----------------------------------------------------------------------------------

KEEP = {"keep": {"at_least": 75}, "in_each": ["noord", "oost"]}


def test_the_worst_area_decides_and_not_the_average() -> None:
    row = progress("2025-12-31", KEEP, [on("2025-10-01", 80, areas={"noord": 90, "oost": 70})])
    assert (said(row), exact(row)) == (("not-achieved", None), (75, 70))
    assert progress("2025-12-31", KEEP, [on("2025-10-01", areas={"noord": 90, "oost": 75})]).verdict == "achieved"


def test_a_missing_area_makes_it_unknown_unless_a_known_one_fails() -> None:
    assert said(progress("2025-12-31", KEEP, [on("2025-10-01", areas={"noord": 90})])) == ("unknown", "area-missing")
    assert said(progress("2025-12-31", KEEP, [on("2025-10-01", areas={"noord": 60})])) == ("not-achieved", None)
    assert said(progress("2025-12-31", KEEP, [on("2025-10-01", areas={"west": 60})])) == ("unknown", "no-measurement")


def test_areas_may_be_measured_one_by_one() -> None:
    one_by_one = [
        on("2025-10-01", 90, area="noord"),
        on("2025-10-01", 76, area="oost"),
        on("2025-10-01", "none", area="west"),
    ]
    row = progress("2025-12-31", KEEP, one_by_one)
    assert (row.verdict, exact(row)[1]) == ("achieved", 76)
    silent = on("2025-10-01", areas={"noord": "none", "oost": 76})
    assert progress("2025-12-31", KEEP, [silent]).reason == "area-missing"
    fixed = [*one_by_one, measured(corrects={"date": "2025-10-01", "area": "oost"}, value=70)]
    assert progress("2025-12-31", KEEP, fixed).verdict == "not-achieved"


def test_a_band_is_kept_inside_both_bounds() -> None:
    band = {"keep": {"from": 4, "to": 6}}
    entries = [on("2023-12-31", 7), on("2024-12-31", 5), on("2025-12-31", 6)]
    row = progress("2025-12-31", band, entries)
    assert (said(row), row.trend) == (("achieved", None), "equal")
    assert row.notes[-1].values == {"met": 2, "periods": 3}
    assert progress("2025-12-31", band, [on("2025-12-01", 3)]).verdict == "not-achieved"
    assert progress("2025-12-31", band, entries[:1], term=TERM | {"ends": "2024-01-31"}).verdict == "not-achieved"
    under = {"keep": {"at_most": 10}}
    assert progress("2025-12-31", under, [on("2024-12-31", 8), on("2025-12-01", 9)]).trend == "worse"
    assert progress("2025-12-31", under, [on("2025-12-01", {"from": 9, "to": 11})]).reason == "range"
    differing = [on("2025-12-01", 9), on("2025-12-01", 11, source="ander register")]
    assert progress("2025-12-31", under, differing).reason == "sources-differ"
    counted = on("2025-12-01", 9, counted={"text": "anders"})
    assert progress("2025-12-31", under, [counted]).reason == "indicator-changed"


def test_keeping_is_not_due_until_the_first_report_and_unknown_without_it() -> None:
    assert said(progress("2021-06-30", KEEP, [])) == ("not-due", None)
    assert said(progress("2022-01-02", KEEP, [])) == ("unknown", "no-measurement")
    assert said(progress("2025-12-31", KEEP, [on("2024-12-30", areas={"noord": 90, "oost": 90})])) == (
        "unknown",
        "outdated",
    )
    assert said(progress("2025-12-31", {"keep": {}}, [])) == ("unknown", "target-unknown")
    assert said(progress("2025-12-31", {"keep": "unknown"}, [])) == ("unknown", "target-unknown")


# ---- no target, no start, no masterplan -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "goal", "reason"),
    [
        ({"none": "wordt gevolgd"}, {}, "no-target"),
        ({"followed": "wordt gevolgd"}, {}, "no-target"),
        (None, {"qualitative": {"because": "geen getal", "sign": "tevreden"}}, "no-target"),
        ("unknown", {}, "target-unknown"),
        (None, {}, "target-unknown"),
        ({"by": 2025}, {}, "target-unknown"),
        ({"at_least": "unknown", "by": 2025}, {}, "target-unknown"),
    ],
)
def test_a_goal_without_a_number_is_shown_and_never_judged(target: Any, goal: dict[str, Any], reason: str) -> None:
    row = progress("2025-12-31", target, [on("2025-12-01", 7)], goal=goal)
    assert (said(row), exact(row)) == (("unknown", reason), (None, 7))
    assert exact(progress("2025-12-31", target, [], goal=goal)) == (None, None)


def test_sources_that_differ_on_the_target_are_the_reason() -> None:
    facts = [
        {"at": "goals/doel/target/at_least", "source": "een", "value": 40},
        {"at": "goals/doel/target/at_least", "source": "twee", "value": 60},
    ]
    row = progress(
        "2025-12-31", {"at_least": "unknown", "by": 2025}, [], facts=facts, sources=[{"id": "een"}, {"id": "twee"}]
    )
    assert said(row) == ("unknown", "sources-differ")


@pytest.mark.parametrize("target", [YEARLY, TOTAL, MEAN, CAP, {"at_most": 9, "over": "term"}, KEEP, FALL, SHARE])
def test_a_draft_without_a_start_is_not_due(target: dict[str, Any]) -> None:
    row = progress("2022-06-30", target, [], term={}, status="draft")
    assert row.verdict == "not-due"
    assert not row.stale


def test_an_unknown_start_is_the_last_signature() -> None:
    parties = [{"id": "een", "signed": "2023-11-01"}, {"id": "twee", "signed": "2023-12-20"}]
    row = progress("2024-12-31", YEARLY, [measured(2024, 41)], term={"ends": 2030}, parties=parties)
    assert row.verdict == "achieved"


def test_a_term_that_ended_early_is_judged_to_that_day() -> None:
    term = TERM | {"ended": {"date": "2023-06-30", "because": "gestopt"}}
    row = progress("2025-12-31", {"at_least": 40, "per": "year"}, [measured(2022, 41), measured(2024, 1)], term=term)
    assert (row.verdict, row.actual_date) == ("achieved", date(2022, 12, 31))


def test_without_a_masterplan_the_usual_thresholds_hold() -> None:
    row = progress("2025-12-31", YEARLY, [measured(2025, 32)], masterplan=None)
    assert (row.verdict, row.threshold_version) == ("almost", None)
    bare = {"schema": 1, "name": "Kaal plan", "verdict": {}}
    assert progress("2025-12-31", YEARLY, [measured(2025, 32)], masterplan=bare).verdict == "almost"


def test_a_day_is_judged_under_the_text_in_force_that_day() -> None:
    amendments = [
        {"number": 1, "date": "2026-05-01", "changes": [{"at": "goals/doel/target/at_least", "from": 60, "to": 40}]}
    ]
    entries = [measured(2025, 41)]
    assert progress("2026-05-01", YEARLY, entries, amendments=amendments).verdict == "achieved"
    assert progress("2026-04-30", YEARLY, entries, amendments=amendments).verdict == "not-achieved"


def test_the_owner_s_word_stands_beside_the_verdict_and_never_replaces_it() -> None:
    entries = [measured(2024, 41, says="ahead"), measured(2025, 10, says="on-course")]
    row = progress("2025-12-31", YEARLY, entries)
    assert (row.says, row.verdict, row.behind) == ("on-course", "not-achieved", True)
    assert progress("2025-12-31", YEARLY, [measured(2025, 41)]).says is None


def test_themes_given_by_the_register_count_where_the_text_is_silent() -> None:
    goal = {"themes": "silent", "classified": {"themes": ["werk"], "ambition": 4}}
    assert progress("2025-12-31", YEARLY, [], goal=goal).themes == ("werk",)
    assert progress("2025-12-31", YEARLY, [], goal={"themes": "silent"}).themes == ()


def test_a_report_that_is_overdue_shows() -> None:
    quarterly = {"reporting": {"cycle": "quarter"}}
    row = progress("2025-06-30", TOTAL, [measured(up_to="2024-12-31", value=500)], goal=NET, **quarterly)
    assert (row.verdict, row.stale, row.measured) == ("not-due", True, False)
    fresh = progress("2025-06-30", TOTAL, [measured(up_to="2025-03-31", value=500)], goal=NET, **quarterly)
    assert (fresh.stale, fresh.measured) == (False, True)


# ---- honesty --------------------------------------------------------------------------------------------


def test_the_line_of_honesty_counts_what_a_table_hides() -> None:
    full = {
        "indicator": {"name": "plekken", "unit": "plekken", "counts": "a", "counts_not": "b"},
        "baseline": {"value": 4, "period": 2020},
    }
    read = portfolio("2025-12-31", YEARLY, [measured(2024, 41), measured(2025, 41)], goal=full, example=True)
    assert honesty(rows(read), 1) == Honesty(
        convenants=1, goals=1, measurable=1, with_baseline=1, measured_in_period=1, not_judged=0, fictional=1
    )
    bare = rows(portfolio("2025-12-31", None, []))
    assert honesty(bare, 1) == Honesty(
        convenants=1, goals=1, measurable=0, with_baseline=0, measured_in_period=0, not_judged=1, fictional=0
    )


INDICATOR = {"name": "plekken", "unit": "plekken", "counts": "een jaar", "counts_not": "korter"}


@pytest.mark.parametrize(
    ("target", "indicator", "missing", "aimless"),
    [
        (YEARLY, INDICATOR, (), ()),
        (YEARLY, None, ("indicator",), ()),
        (YEARLY, {"name": "plekken", "unit": "unknown"}, ("unit", "counts", "counts_not"), ()),
        (PLAN, {"name": "plan", "counts": "vastgesteld", "counts_not": "concept"}, (), ()),
        (KEEP, INDICATOR, (), ()),
        ({"followed": "gevolgd"}, INDICATOR, (), ()),
        ({"none": "gevolgd"}, INDICATOR, (), ()),
        (None, INDICATOR, (), ("target",)),
        ("unknown", INDICATOR, (), ("target",)),
        ({"by": 2025}, INDICATOR, (), ("operator",)),
        ({"at_least": "unknown", "by": 2025}, INDICATOR, (), ("operator",)),
        ({"at_least": 4}, INDICATOR, (), ("per, over or by",)),
        ({"average": 4, "by": 2025}, INDICATOR, (), ("per",)),
        (MEAN, INDICATOR, (), ()),
    ],
)
def test_a_goal_is_measurable_when_two_people_would_count_the_same(
    target: Any, indicator: Any, missing: tuple[str, ...], aimless: tuple[str, ...]
) -> None:
    goal = progress("2025-12-31", target, [], goal={"indicator": indicator} if indicator else {}).goal
    assert (undefined(goal), unaimed(goal)) == (missing, aimless)
    assert measurable(goal) is not bool(missing or aimless)


def test_a_goal_without_a_number_is_not_measurable_and_lacks_nothing() -> None:
    goal = progress("2025-12-31", None, [], goal={"qualitative": {"because": "a", "sign": "b"}}).goal
    assert (undefined(goal), unaimed(goal), measurable(goal)) == ((), (), False)


def test_a_target_that_cannot_be_read_is_reported_by_reading_alone() -> None:
    files = {
        "data/convenants/proef.yaml": b"schema: 1\nid: proef\ntitle: Proef\nkind: other\nstatus: draft\n"
        b"goals: [{id: doel, title: Doel, target: [1], indicator: 7}]\n"
    }
    (row,) = rows(load(files, date(2025, 12, 31)))
    assert (undefined(row.goal), unaimed(row.goal)) == ((), ())


# ---- what always holds ----------------------------------------------------------------------------------

TARGETS = st.sampled_from(
    [YEARLY, TOTAL, MEAN, SHARE, {"at_most": 40, "by": 2025}, FALL, KEEP, CAP, PLAN, {"keep": {"from": 4, "to": 6}}]
)
NUMBERS = st.integers(-50, 2000)
ENTRIES = st.lists(
    st.one_of(
        st.builds(measured, st.integers(2021, 2027), NUMBERS),
        st.builds(
            measured,
            st.sampled_from(["2024-H1", "2024-H2", "2025-H1", "2025-H2"]),
            NUMBERS,
        ),
        st.builds(lambda year, value: measured(up_to=f"{year}-06-30", value=value), st.integers(2021, 2027), NUMBERS),
        st.builds(lambda year, value: on(f"{year}-11-01", value), st.integers(2021, 2027), NUMBERS),
        st.builds(
            lambda year, value: on(f"{year}-12-01", areas={"noord": value, "oost": 80}),
            st.integers(2021, 2027),
            NUMBERS,
        ),
    ),
    max_size=6,
    unique_by=lambda entry: (str(entry.get("period")), entry.get("up_to"), entry.get("date")),
)
DAYS = st.dates(date(2021, 1, 1), date(2031, 12, 31))


def shown(row: Progress) -> tuple[Any, ...]:
    return row.verdict, row.reason, row.expected, row.actual, row.ratio, row.pace, row.trend, row.stale


@settings(max_examples=150)
@given(TARGETS, ENTRIES, DAYS, st.randoms())
def test_the_order_of_entries_does_not_matter(
    target: dict[str, Any], entries: list[Any], day: date, random: Any
) -> None:
    mixed = list(entries)
    random.shuffle(mixed)
    assert shown(progress(str(day), target, entries)) == shown(progress(str(day), target, mixed))


@settings(max_examples=150)
@given(TARGETS, ENTRIES, DAYS)
def test_later_reference_days_never_change_an_earlier_day(
    target: dict[str, Any], entries: list[Any], day: date
) -> None:
    def reference(entry: dict[str, Any]) -> str:
        period = str(entry.get("period", ""))
        ends = f"{period[:4]}-06-30" if period.endswith("H1") else f"{period[:4]}-12-31"
        return str(entry.get("up_to") or entry.get("date") or ends)

    known = [entry for entry in entries if reference(entry) <= str(day)]
    assert shown(progress(str(day), target, entries)) == shown(progress(str(day), target, known))


ORDER = {"not-achieved": 0, "almost": 1, "achieved": 2}


@settings(max_examples=150)
@given(st.sampled_from([YEARLY, TOTAL, SHARE, MEAN]), NUMBERS, st.integers(0, 500))
def test_a_value_further_in_the_goal_s_direction_is_never_judged_worse(
    target: dict[str, Any], value: int, more: int
) -> None:
    def judge(number: int) -> str:
        years = [measured(year, number) for year in range(2021, 2031)]
        return progress("2030-12-31", target | {"by": 2030}, [*years, on("2030-12-31", number)]).verdict

    assert ORDER[judge(value)] <= ORDER[judge(value + more)]


@settings(max_examples=150)
@given(st.integers(-50, 300))
def test_the_mirror_image_of_a_goal_gets_the_mirror_image_of_its_verdict(value: int) -> None:
    """Down from 100 to 40 is judged like up from -100 to -40."""
    down = progress(
        "2025-12-31", {"at_most": 40, "by": 2025}, [on("2025-12-01", value)], goal={"baseline": {"value": 100}}
    )
    up = progress(
        "2025-12-31", {"at_least": -40, "by": 2025}, [on("2025-12-01", -value)], goal={"baseline": {"value": -100}}
    )
    assert down.verdict == up.verdict
