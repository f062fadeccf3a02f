"""Shapes 1 and 4: a minimum and a cap in every period, and a cap over the term."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.progress.making import (
    CAP,
    GROSS,
    MASTERPLAN,
    NET,
    YEARLY,
    exact,
    measured,
    progress,
    said,
)


def test_a_minimum_is_judged_by_the_last_whole_year_and_not_pro_rata() -> None:
    row = progress("2025-06-30", YEARLY, [measured(2023, 30), measured(2024, 36)])
    assert said(row) == ("almost", None)
    assert exact(row) == (40, 36)
    assert (row.pace, row.trend, row.ratio) == ("behind", "better", Fraction(9, 10))
    assert row.notes[-1].values == {"met": 0, "periods": 4, "unknown": 2}


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
