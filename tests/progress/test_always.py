"""What holds for every goal of every shape, whatever is measured."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from convtool.language import Language
from convtool.portfolio import Portfolio
from convtool.progress.course import course
from convtool.progress.rows import Progress, rows
from tests.independent import sheet
from tests.progress.making import measured, on, progress, register, texts
from tests.progress.registers import DAYS, REGISTERS, Written

SCHOOL_YEAR = ("08-01", "07-31")
ORDER = {"not-achieved": 0, "almost": 1, "achieved": 2}
ENGLISH = Language("en")


def row_of(written: Written, day: str) -> Progress:
    (row,) = rows(register(day, written))
    return row


def shown(row: Progress) -> tuple[Any, ...]:
    """All that a row says, but for what is only told of figures after the end."""
    told = [ENGLISH.say(note) for note in row.notes]
    values = row.verdict, row.reason, row.expected, row.actual, row.actual_date, row.ratio, row.of_target, row.room
    return (*values, row.pace, row.trend, row.stale, row.measured, told, ENGLISH.say(row.forecast.words))


@settings(max_examples=250, deadline=None)
@given(REGISTERS, DAYS, st.randoms())
def test_the_order_of_entries_does_not_matter(written: Written, day: str, random: Any) -> None:
    mixed = deepcopy(written)
    random.shuffle(mixed["measurements"])
    assert shown(row_of(written, day)) == shown(row_of(mixed, day))


@settings(max_examples=250, deadline=None)
@given(REGISTERS, DAYS)
def test_as_of_a_day_is_what_the_file_would_say_without_all_that_came_later(written: Written, day: str) -> None:
    """Later figures and amendments are taken out, and the text is put back; the row stays the same."""
    then = date.fromisoformat(day)
    _, _, term = sheet.times(written, {}, SCHOOL_YEAR, then)

    def known(entry: Written) -> bool:
        place = sheet.place_of(entry.get("corrects") or entry, SCHOOL_YEAR, term)
        return place is not None and place[2] <= then

    truncated = sheet.in_force(written, then)
    truncated |= {"measurements": [entry for entry in written["measurements"] if known(entry)]}
    if "amendments" in written:
        truncated["amendments"] = [each for each in written["amendments"] if date.fromisoformat(each["date"]) <= then]
    assert shown(row_of(written, day)) == shown(row_of(truncated, day))


def shifted(node: Any, by: int) -> Any:
    """A figure so much further; a word stays."""
    if isinstance(node, dict):
        return {key: shifted(each, by) for key, each in node.items()}
    return node if isinstance(node, str) else round(node + by, 3)


@settings(max_examples=400, deadline=None)
@given(REGISTERS, DAYS, st.integers(1, 60))
def test_a_value_further_in_the_goal_s_direction_is_never_judged_worse(written: Written, day: str, by: int) -> None:
    """All eight shapes but bands; for a cap the direction is down, away from it."""
    target = written["goals"][0]["target"]
    assume("deliver" not in target and "from" not in target.get("keep", {}))
    before = row_of(written, day)
    assume("change" not in target or before.judgement.falling is not None)
    falling = sheet.down(texts(target)) if before.judgement.falling is None else before.judgement.falling
    better = deepcopy(written)
    for entry in better["measurements"]:
        entry |= {key: shifted(entry[key], -by if falling else by) for key in ("value", "areas") if key in entry}
    after = row_of(better, day)
    if {before.verdict, after.verdict} <= set(ORDER):
        assert ORDER[before.verdict] <= ORDER[after.verdict]


@settings(max_examples=150, deadline=None)
@given(st.integers(-50, 60), st.integers(0, 60))
def test_a_value_nearer_to_a_band_from_outside_is_never_judged_worse(value: int, nearer: int) -> None:
    def judge(number: int) -> int:
        return ORDER[progress("2025-12-31", {"keep": {"from": 4, "to": 6}}, [on("2025-12-01", number)]).verdict]

    assert judge(value) <= judge(min(value + nearer, 6) if value < 4 else max(value - nearer, 4))


@settings(max_examples=150, deadline=None)
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


def numbers(row: Progress) -> list[object]:
    values = [row.expected, row.actual, row.forecast.value]
    ends = [end for value in values if value for end in value[:2]]
    return [*ends, row.ratio, row.of_target, row.room, row.forecast.low, row.forecast.high]


@settings(max_examples=250, deadline=None)
@given(REGISTERS, DAYS)
def test_every_goal_that_can_be_read_gets_a_row_a_forecast_and_a_course_in_exact_fractions(
    written: Written, day: str
) -> None:
    read: Portfolio = register(day, written)
    (row,) = rows(read)
    assert all(number is None or type(number) is Fraction for number in numbers(row))
    assert ENGLISH.say(row.forecast.words)
    assert row.forecast.value is None or row.forecast.low <= row.forecast.value.low <= row.forecast.high  # type: ignore[operator]
    drawn = course(row.convenant, row.goal, read.programme.masterplan, read.as_of)
    assert [each.day for each in drawn.points] == sorted(each.day for each in drawn.points)
    assert (row.verdict == "unknown") == (row.reason is not None)


def test_fifteen_decimals_are_added_without_losing_one() -> None:
    """0.100000000000001 twenty times is 2.000000000000020, and of 3 so many it is that much by 3."""
    tenths = [measured(f"{2021 + quarter // 4}-Q{quarter % 4 + 1}", 0.100000000000001) for quarter in range(20)]
    row = progress("2025-12-31", {"at_least": 3, "over": "term", "by": 2025}, tenths)
    exact = Fraction(2_000_000_000_000_020, 10**15)
    assert row.actual is not None
    assert (row.actual.exact, row.ratio) == (exact, exact / 3)
