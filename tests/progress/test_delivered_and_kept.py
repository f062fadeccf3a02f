"""Shapes 7 and 8: what is delivered before a day, and a level that is kept."""

from __future__ import annotations

import pytest

from convtool.messages import count
from tests.progress.making import (
    KEEP,
    PLAN,
    TERM,
    exact,
    measured,
    on,
    progress,
    said,
)


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
