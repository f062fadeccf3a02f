"""A chart in characters: every figure stands at its day and its height, and no line is too long."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from convtool.language import Language
from convtool.progress.chart import Chart, Spot
from convtool.progress.evidence import FAR, Value
from convtool.sheets.chart import draw

FIRST, LAST = date(2022, 1, 1), date(2031, 12, 31)


def value(low: Fraction | int | str, high: Fraction | int | str | None = None) -> Value:
    return Value(Fraction(low), Fraction(low if high is None else high))


def spot(day: str, low: int | str, high: int | str | None = None, *, changed: bool = False) -> Spot:
    return Spot(date.fromisoformat(day), value(low, high), changed)


def chart(  # noqa: PLR0913 - what a chart is drawn from
    *measured: Spot, required: tuple[Spot, ...] = (), line: tuple[Spot, ...] = (), linear: bool = True,
    day: str = "2026-07-01", unit: str | None = None, start: tuple[Spot, ...] = (),
) -> Chart:  # fmt: skip
    return Chart(FIRST, LAST, date.fromisoformat(day), unit, start, measured, required, line, linear)


def drawn(chart: Chart, width: int = 60) -> list[str]:
    return list(draw(chart, width, Language("en").show).lines)


def legend(chart: Chart) -> list[str]:
    return [Language("en").say(message) for message in draw(chart, 60, Language("en").show).legend]


def test_a_figure_stands_beside_its_number_and_above_its_year() -> None:
    lines = drawn(chart(spot("2024-06-30", 20), spot("2029-06-30", 60)))
    for year, number in (("2024", "20 ┤"), ("2029", "60 ┤")):
        (row,) = [line for line in lines if line.startswith(number)]
        assert row.index("●") - lines[-1].index(year) in {1, 2}


def test_what_is_measured_where_it_was_required_has_a_shape_of_its_own() -> None:
    both = chart(spot("2024-12-31", 20), required=(spot("2024-12-31", 20), spot("2028-12-31", 40)), line=())
    assert sum(line.count("◈") for line in drawn(both)) == 1
    assert sum(line.count("◆") for line in drawn(both)) == 1
    assert legend(both) == ["◆ required", "◈ measured and required in one place", "┊ 2026-07-01"]


def test_what_counted_something_else_does_not_look_measured() -> None:
    other = chart(
        spot("2023-12-31", 10), spot("2024-12-31", 20, changed=True), unit="plekken", start=(spot("2022-01-01", 5),)
    )
    assert legend(other) == [
        "in plekken", "● measured", "× something else was counted", "○ baseline", "┊ 2026-07-01",
    ]  # fmt: skip


def test_what_is_expected_grows_evenly_or_by_steps() -> None:
    line = (spot("2022-01-01", 0), spot("2031-12-31", 70))
    even = drawn(chart(line=line))
    steps = drawn(chart(line=line, linear=False))
    assert sum("·" in row for row in even) > 10
    assert [row for row in steps if "·" in row] == [steps[-3]]


def test_the_axis_starts_at_zero_unless_all_values_lie_far_from_it() -> None:
    assert drawn(chart(spot("2024-12-31", 20), spot("2025-12-31", 60)))[-3].startswith(" 0 ┤")
    assert drawn(chart(spot("2024-12-31", 52), spot("2025-12-31", 60)))[-3].startswith("52 ┤")
    assert drawn(chart(spot("2024-12-31", -20), spot("2025-12-31", -60)))[0].startswith("  0 ┤")
    assert drawn(chart(spot("2024-12-31", 0)))[0].startswith("1 ┤")
    assert drawn(chart(spot("2024-12-31", "0.02"), spot("2025-12-31", "0.06")))[0].startswith("0.06 ┤")


def test_a_range_stands_at_both_ends_and_an_open_one_at_the_end_that_is_known() -> None:
    lines = drawn(chart(spot("2024-12-31", 40, 44), spot("2025-12-31", 20)))
    assert sum(line.count("●") for line in lines) == 3
    open_end = Spot(date(2024, 12, 31), Value(Fraction(40), FAR))
    assert sum(line.count("●") for line in drawn(chart(open_end))) == 1


def test_the_day_is_not_marked_where_it_lies_outside_the_chart() -> None:
    assert not any("┊" in line for line in drawn(chart(spot("2024-12-31", 40), day="2040-01-01")))


def test_a_chart_of_one_day_and_one_of_a_hundred_years_have_years_too() -> None:
    one = Chart(FIRST, FIRST, FIRST, None, (), (spot("2022-01-01", 3),), (), (), linear=True)
    assert [line for line in drawn(one) if "●" in line] == ["3 ┤●"]
    long = one._replace(last=date(2122, 1, 1))
    assert drawn(long)[-1].split() == ["2030", "2040", "2050", "2060", "2070", "2080", "2090", "2100", "2110", "2120"]


days = st.dates(FIRST, LAST)
numbers = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=1000)
spots = st.lists(st.builds(lambda day, number: Spot(day, value(number)), days, numbers), min_size=1, max_size=8)


@given(measured=spots, required=spots, width=st.integers(40, 200), linear=st.booleans())
def test_every_figure_is_in_the_chart_and_no_line_is_too_long(
    measured: list[Spot], required: list[Spot], width: int, *, linear: bool
) -> None:
    line = tuple(sorted(required))
    lines = drawn(Chart(FIRST, LAST, FIRST + timedelta(900), None, (), tuple(measured), line, line, linear), width)
    assert max(map(len, lines)) <= width
    text = "".join(lines)
    assert "●" in text or "◈" in text
    assert 2 <= sum("┤" in row for row in lines) <= 9
