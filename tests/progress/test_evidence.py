"""What counts as evidence: months, ranges, sources that differ, corrections, other counts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtool.progress.calendar import add_months, months
from tests.progress.making import (
    KEEP,
    YEARLY,
    exact,
    measured,
    progress,
    said,
)


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
    assert row.notes[0].text == "about"


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


def test_two_corrections_of_one_day_give_the_same_in_either_order() -> None:
    one, two = (measured(corrects={"period": 2025}, value=value, recorded="2026-03-01") for value in (39, 50))
    assert exact(progress("2025-12-31", YEARLY, [one, two])) == exact(progress("2025-12-31", YEARLY, [two, one]))


def test_sources_that_differ_on_an_area_are_not_hidden() -> None:
    west = measured(date="2025-10-01", areas={"noord": 80, "oost": 90})
    other = measured(date="2025-10-01", areas={"noord": 70}, source="ander register")
    for entries in ([west, other], [other, west]):
        assert said(progress("2025-12-31", KEEP, entries)) == ("unknown", "sources-differ")
