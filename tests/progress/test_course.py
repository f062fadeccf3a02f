"""What a drawing over time needs: points, requirements, the line between them, and where it started."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from convtool.progress.case import Checkpoint
from convtool.progress.course import Course, course
from convtool.progress.evidence import Value
from tests.progress.making import FALL, KEEP, MEAN, NET, PLAN, SHARE, TOTAL, measured, on, portfolio

FIRST, LAST = date(2021, 1, 1), date(2030, 12, 31)


def drawn(target: Any, measurements: list[Any], day: str = "2023-06-30", **more: Any) -> Course:
    read = portfolio(day, target, measurements, **more)
    convenant = read.programme.convenants["proef"]
    (goal,) = convenant.goals or ()
    return course(convenant, goal, read.programme.masterplan, read.as_of)


def exact(line: Sequence[Checkpoint]) -> list[Any]:
    return [(day.isoformat(), value.exact) for day, value in line]


def test_a_total_rises_from_nothing_over_its_milestones_to_its_target() -> None:
    steps = {"milestones": [{"by": 2025, "at_least": 500}]} | NET
    found = drawn(TOTAL, [measured(2021, 100), measured(2022, 90)], goal=steps)
    assert (found.start, found.end, found.linear) == (FIRST, LAST, True)
    assert exact(found.line) == [("2021-01-01", 0), ("2025-12-31", 500), ("2030-12-31", 1200)]
    assert exact(found.checkpoints) == exact(found.line[1:])
    assert exact([Checkpoint(point.day, point.value) for point in found.points]) == [
        ("2021-12-31", 100),
        ("2022-12-31", 190),
    ]


def test_a_minimum_per_year_asks_something_of_every_year_to_come() -> None:
    target = {"at_least": 30, "per": "year", "by": 2024}
    found = drawn(target, [measured(2022, 31)], goal={"milestones": [{"by": 2022, "at_least": 10}]})
    assert exact(found.line) == [("2022-12-31", 10), ("2023-12-31", 30), ("2024-12-31", 30)]
    assert not found.linear


def test_periods_without_an_end_are_drawn_up_to_the_day_and_none_without_a_start() -> None:
    target = {"at_least": 30, "per": "year"}
    assert exact(drawn(target, [], term={"starts": "2021-01-01"}).line) == [("2021-12-31", 30), ("2022-12-31", 30)]
    assert drawn(target, [], term={}).line == ()


def test_a_change_is_drawn_as_the_levels_it_leads_to() -> None:
    target = {"change": -30, "unit": "percent", "against": {"period": 2020, "value": 200}}
    found = drawn(target, [on("2023-01-01", 190)], goal={"milestones": [{"by": 2025, "change": -10}]})
    assert exact(found.line) == [("2021-01-01", 200), ("2025-12-31", 180), ("2030-12-31", 140)]
    assert found.origin is not None
    assert exact([Checkpoint(*found.origin[:2])]) == [("2020-12-31", 200)]
    unknown = drawn(FALL | {"against": {"period": 2021}}, [])
    assert (unknown.line, unknown.origin) == ((), None)


def test_what_holds_on_every_day_is_a_level_line() -> None:
    assert exact(drawn(MEAN, []).line) == [("2021-01-01", 600), ("2025-12-31", 600)]
    assert exact(drawn(KEEP, []).line) == [("2021-01-01", 75), ("2030-12-31", 75)]
    cap = {"at_most": 100, "over": "term"}
    assert exact(drawn(cap, []).line) == [("2021-01-01", 100), ("2030-12-31", 100)]
    band = drawn({"keep": {"from": 4, "to": 6}}, [], term={"starts": "2021-01-01"})
    assert band.line[-1] == Checkpoint(date(2023, 6, 30), Value(Fraction(4), Fraction(6)))
    assert drawn({"keep": {}}, []).line == ()


def test_a_state_starts_at_its_baseline_where_it_goes_along_a_line() -> None:
    base = {"baseline": {"value": 20, "date": "2020-11-30"}}
    found = drawn(SHARE | {"between": "linear"}, [], goal=base)
    assert exact(found.line) == [("2021-01-01", 20), ("2025-12-31", 60)]
    assert found.origin is not None
    assert exact([Checkpoint(*found.origin[:2])]) == [("2020-11-30", 20)]
    assert exact(drawn(SHARE, [], goal=base).line) == [("2025-12-31", 60)]
    assert drawn(SHARE, [], goal={"baseline": {"value": 20}}).origin is None
    assert drawn(SHARE, []).origin is None


@pytest.mark.parametrize("target", [{"followed": "om te weten"}, PLAN, None])
def test_what_has_no_number_to_reach_shows_only_what_was_measured(target: Any) -> None:
    found = drawn(target, [on("2023-01-01", 7)])
    assert (found.checkpoints, found.line) == ((), ())
    assert len(found.points) == (target != PLAN)
