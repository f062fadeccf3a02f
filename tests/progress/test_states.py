"""Shapes 5 and 6: states, shares and changes."""

from __future__ import annotations

from fractions import Fraction

from tests.progress.making import (
    FALL,
    SHARE,
    exact,
    on,
    progress,
    said,
)


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
