"""What a forecast says in words, and when there is none."""

from __future__ import annotations

from typing import Any

import pytest

from convtool.language import Language
from tests.progress.making import FALL, GROSS, MEAN, SHARE, TOTAL, YEARLY, measured, on, progress


def words(day: str, target: Any, measurements: list[Any], **more: Any) -> str:
    return Language("en").say(progress(day, target, measurements, **more).forecast.words)


def test_a_total_says_at_what_pace_it_comes_where_and_how_little_is_sure() -> None:
    """144 in 2021 and 204 in 2022: 348 in 24 months, 14.5 a month; 96 to come: 348 + 1,392 = 1,740.

    At 144 a year 348 + 8 x 144 = 1,500, at 204 a year 1,980.
    """
    figures = [measured(2021, 144), measured(2022, 204)]
    assert words("2023-06-30", TOTAL, figures, goal=GROSS) == (
        "at the recent pace (in all it was 144 to 204 a year) it would come to 1,740 (1,500 to 1,980) by 2030-12-31, "
        "where 1,200 is aimed at; little is sure after 2 periods"
    )


def test_a_forecast_from_many_periods_still_says_on_what_it_rests() -> None:
    figures = [measured(year, 40) for year in range(2021, 2026)]
    assert words("2026-06-30", YEARLY, figures) == (
        "if the last period comes again, it would stay at 40 by 2030-12-31, where 40 is aimed at; "
        "this holds if it goes on as in these 5 periods"
    )


def test_a_line_through_two_figures_says_that_it_proves_nothing_and_a_share_stays_within_its_bounds() -> None:
    figures = [on("2021-12-31", 40), on("2022-12-31", 70)]
    assert words("2023-06-30", SHARE, figures) == (
        "along a straight line it would come to 100 by 2025-12-31, where 60 is aimed at; "
        "a line through two figures proves nothing"
    )


def test_an_average_and_a_small_number_are_said_no_finer_than_they_are_known() -> None:
    assert "the average would come to 550 (530 to 570) by 2025-12-31" in words(
        "2024-06-30", MEAN, [measured(2021, 500), measured(2022, 550), measured(2023, 600)]
    )
    figures = [on("2021-12-31", "5.5"), on("2022-12-31", "5.75")]
    small = [entry | {"value": float(entry["value"])} for entry in figures]
    assert "it would come to 6.5 by 2025-12-31" in words("2023-06-30", {"at_least": 9, "by": 2025}, small)


@pytest.mark.parametrize(
    ("target", "measurements", "reason"),
    [
        (YEARLY, [measured(2022, 40)], "too-few"),
        (MEAN, [measured(2022, 40)], "too-few"),
        (TOTAL, [measured(2021, 40)], "too-few"),
        (TOTAL, [measured(2021, 40), measured(2023, 40)], "period-missing"),
        (SHARE, [on("2022-12-31", 40)], "too-few"),
        (SHARE, [on("2021-12-31", 40), on("2022-12-31", {"over": 40})], "range"),
        (SHARE, [on("2021-12-31", 40, counted={"text": "anders"}), on("2022-12-31", 40)], "indicator-changed"),
        (FALL | {"against": {"period": 2021}}, [on("2021-12-31", 40), on("2022-12-31", 40)], "no-number"),
        (None, [on("2021-12-31", 40), on("2022-12-31", 40)], "no-number"),
    ],
)
def test_where_too_little_is_known_there_is_no_forecast_but_a_reason(
    target: Any, measurements: list[Any], reason: str
) -> None:
    row = progress("2024-01-01", target, measurements)
    assert (row.forecast.value, row.forecast.reason) == (None, reason)
    assert row.forecast.words.text.startswith("no forecast: ")


def test_a_baseline_after_the_first_figure_or_a_range_is_no_start_of_a_line() -> None:
    figures = [on("2021-12-31", 40)]
    for base in ({"value": 20, "period": 2022}, {"value": {"over": 20}, "period": 2020}):
        assert progress("2023-06-30", SHARE, figures, goal={"baseline": base}).forecast.reason == "too-few"
    before = {"baseline": {"value": 20, "period": 2020}}
    found = progress("2023-06-30", SHARE, figures, goal=before).forecast
    assert found.value is not None
    assert found.value.exact == 100


def test_a_forecast_never_changes_the_verdict() -> None:
    row = progress("2024-01-01", YEARLY, [measured(2022, 10), measured(2023, 44)])
    before = (row.verdict, row.pace, row.notes)
    assert row.forecast is row.forecast
    assert (row.verdict, row.pace, row.notes) == before
