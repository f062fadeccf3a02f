"""What holds for every goal, whatever is measured."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.progress import Progress
from tests.progress.making import (
    CAP,
    FALL,
    KEEP,
    MEAN,
    PLAN,
    SHARE,
    TOTAL,
    YEARLY,
    measured,
    on,
    progress,
)

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
