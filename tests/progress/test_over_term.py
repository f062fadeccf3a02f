"""Shapes 2 and 3: a total and an average over the term."""

from __future__ import annotations

from fractions import Fraction

from tests.progress.making import (
    GROSS,
    MEAN,
    NET,
    TERM,
    TOTAL,
    exact,
    measured,
    on,
    progress,
    said,
)


def test_a_total_is_expected_by_months_before_anything_is_due() -> None:
    """S = 2021-01-01, E = 2030-12-31: N = 120 months. On 2025-06-30 m = 54, so 1,200 x 54 / 120 = 540."""
    row = progress("2025-06-30", TOTAL, [measured(up_to="2025-06-30", value=600)], goal=NET)
    assert said(row) == ("not-due", None)
    assert exact(row) == (540, 600)
    assert (row.pace, row.ratio) == ("on-course", Fraction(10, 9))


def test_a_running_total_wins_over_the_sum_of_its_periods() -> None:
    entries = [measured(2021, 10), measured(2022, 20), measured(up_to="2022-12-31", value=35), measured(2023, 5)]
    assert exact(progress("2023-12-31", TOTAL, entries, goal=NET))[1] == 40


def test_a_figure_of_one_day_counts_in_no_total() -> None:
    entries = [measured(2021, 10), on("2021-06-30", 99), on("2022-06-30", 99), measured(2022, 20)]
    assert exact(progress("2023-01-31", TOTAL, entries, goal=NET))[1] == 30


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
    for goal in (GROSS, NET):
        at_the_end = progress("2030-12-31", TOTAL, [measured(up_to="2030-12-31", value=1200)], goal=goal)
        assert (said(at_the_end), at_the_end.notes) == (("achieved", None), ()), "on its last day nothing is early"


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
