"""What a row says beside the verdict, and the line of honesty over all rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from convtool.measurability import measurable, unaimed, undefined
from convtool.portfolio import load
from convtool.progress.rows import Honesty, honesty, rows
from tests.progress.making import (
    CAP,
    FALL,
    KEEP,
    MEAN,
    NET,
    PLAN,
    SHARE,
    TERM,
    TOTAL,
    YEARLY,
    exact,
    measured,
    on,
    portfolio,
    progress,
    said,
)


@pytest.mark.parametrize(
    ("target", "goal", "reason"),
    [
        ({"none": "wordt gevolgd"}, {}, "no-target"),
        ({"followed": "wordt gevolgd"}, {}, "no-target"),
        (None, {"qualitative": {"because": "geen getal", "sign": "tevreden"}}, "no-target"),
        ("unknown", {}, "target-unknown"),
        (None, {}, "target-unknown"),
        ({"by": 2025}, {}, "target-unknown"),
        ({"at_least": "unknown", "by": 2025}, {}, "target-unknown"),
    ],
)
def test_a_goal_without_a_number_is_shown_and_never_judged(target: Any, goal: dict[str, Any], reason: str) -> None:
    row = progress("2025-12-31", target, [on("2025-12-01", 7)], goal=goal)
    assert (said(row), exact(row)) == (("unknown", reason), (None, 7))
    assert exact(progress("2025-12-31", target, [], goal=goal)) == (None, None)


def test_sources_that_differ_on_the_target_are_the_reason() -> None:
    facts = [
        {"at": "goals/doel/target/at_least", "source": "een", "value": 40},
        {"at": "goals/doel/target/at_least", "source": "twee", "value": 60},
    ]
    row = progress(
        "2025-12-31", {"at_least": "unknown", "by": 2025}, [], facts=facts, sources=[{"id": "een"}, {"id": "twee"}]
    )
    assert said(row) == ("unknown", "sources-differ")


@pytest.mark.parametrize(
    "target",
    [YEARLY, TOTAL, MEAN, CAP, {"at_most": 9, "over": "term"}, {"at_least": 9, "over": "term"}, KEEP, FALL, SHARE],
)
def test_a_draft_without_a_start_is_not_due(target: dict[str, Any]) -> None:
    row = progress("2022-06-30", target, [], term={}, status="draft")
    assert row.verdict == "not-due"
    assert not row.stale


def test_an_unknown_start_is_the_last_signature() -> None:
    parties = [{"id": "een", "signed": "2023-11-01"}, {"id": "twee", "signed": "2023-12-20"}]
    row = progress("2024-12-31", YEARLY, [measured(2024, 41)], term={"ends": 2030}, parties=parties)
    assert row.verdict == "achieved"


def test_a_term_that_ended_early_is_judged_to_that_day() -> None:
    term = TERM | {"ended": {"date": "2023-06-30", "because": "gestopt"}}
    row = progress("2025-12-31", {"at_least": 40, "per": "year"}, [measured(2022, 41), measured(2024, 1)], term=term)
    assert (row.verdict, row.actual_date) == ("achieved", date(2022, 12, 31))


def test_without_a_masterplan_the_usual_thresholds_hold() -> None:
    row = progress("2025-12-31", YEARLY, [measured(2025, 32)], masterplan=None)
    assert (row.verdict, row.threshold_version) == ("almost", None)
    bare = {"schema": 1, "name": "Kaal plan", "verdict": {}}
    assert progress("2025-12-31", YEARLY, [measured(2025, 32)], masterplan=bare).verdict == "almost"


def test_a_day_is_judged_under_the_text_in_force_that_day() -> None:
    amendments = [
        {"number": 1, "date": "2026-05-01", "changes": [{"at": "goals/doel/target/at_least", "from": 60, "to": 40}]}
    ]
    entries = [measured(2025, 41)]
    assert progress("2026-05-01", YEARLY, entries, amendments=amendments).verdict == "achieved"
    assert progress("2026-04-30", YEARLY, entries, amendments=amendments).verdict == "not-achieved"


def test_the_owner_s_word_stands_beside_the_verdict_and_never_replaces_it() -> None:
    entries = [measured(2024, 41, says="ahead"), measured(2025, 10, says="on-course")]
    row = progress("2025-12-31", YEARLY, entries)
    assert (row.says, row.verdict, row.pace) == ("on-course", "not-achieved", "behind")
    assert progress("2025-12-31", YEARLY, [measured(2025, 41)]).says is None


def test_themes_given_by_the_register_count_where_the_text_is_silent() -> None:
    goal = {"themes": "silent", "classified": {"themes": ["werk"], "ambition": 4}}
    assert progress("2025-12-31", YEARLY, [], goal=goal).themes == ("werk",)
    assert progress("2025-12-31", YEARLY, [], goal={"themes": "silent"}).themes == ()


def test_a_report_that_is_overdue_shows() -> None:
    quarterly = {"reporting": {"cycle": "quarter"}}
    row = progress("2025-06-30", TOTAL, [measured(up_to="2024-12-31", value=500)], goal=NET, **quarterly)
    assert (row.verdict, row.stale, row.measured) == ("not-due", True, False)
    fresh = progress("2025-06-30", TOTAL, [measured(up_to="2025-03-31", value=500)], goal=NET, **quarterly)
    assert (fresh.stale, fresh.measured) == (False, True)


def test_the_line_of_honesty_counts_what_a_table_hides() -> None:
    full = {
        "indicator": {"name": "plekken", "unit": "plekken", "counts": "a", "counts_not": "b"},
        "baseline": {"value": 4, "period": 2020},
    }
    read = portfolio("2025-12-31", YEARLY, [measured(2024, 41), measured(2025, 41)], goal=full, example=True)
    assert honesty(rows(read), 1) == Honesty(
        convenants=1, goals=1, measurable=1, with_baseline=1, measured_in_period=1, not_judged=0, fictional=1
    )
    bare = rows(portfolio("2025-12-31", None, []))
    assert honesty(bare, 1) == Honesty(
        convenants=1, goals=1, measurable=0, with_baseline=0, measured_in_period=0, not_judged=1, fictional=0
    )


INDICATOR = {"name": "plekken", "unit": "plekken", "counts": "een jaar", "counts_not": "korter"}


@pytest.mark.parametrize(
    ("target", "indicator", "missing", "aimless"),
    [
        (YEARLY, INDICATOR, (), ()),
        (YEARLY, None, ("indicator",), ()),
        (YEARLY, {"name": "plekken", "unit": "unknown"}, ("unit", "counts", "counts_not"), ()),
        (PLAN, {"name": "plan", "counts": "vastgesteld", "counts_not": "concept"}, (), ()),
        (KEEP, INDICATOR, (), ()),
        ({"followed": "gevolgd"}, INDICATOR, (), ()),
        ({"none": "gevolgd"}, INDICATOR, (), ()),
        (None, INDICATOR, (), ("target",)),
        ("unknown", INDICATOR, (), ("target",)),
        ({"by": 2025}, INDICATOR, (), ("operator",)),
        ({"at_least": "unknown", "by": 2025}, INDICATOR, (), ("operator",)),
        ({"at_least": 4}, INDICATOR, (), ("per, over or by",)),
        ({"average": 4, "by": 2025}, INDICATOR, (), ("per",)),
        (MEAN, INDICATOR, (), ()),
    ],
)
def test_a_goal_is_measurable_when_two_people_would_count_the_same(
    target: Any, indicator: Any, missing: tuple[str, ...], aimless: tuple[str, ...]
) -> None:
    goal = progress("2025-12-31", target, [], goal={"indicator": indicator} if indicator else {}).goal
    assert (undefined(goal), unaimed(goal)) == (missing, aimless)
    assert measurable(goal) is not bool(missing or aimless)


def test_a_goal_without_a_number_is_not_measurable_and_lacks_nothing() -> None:
    goal = progress("2025-12-31", None, [], goal={"qualitative": {"because": "a", "sign": "b"}}).goal
    assert (undefined(goal), unaimed(goal), measurable(goal)) == ((), (), False)


def test_a_target_that_cannot_be_read_is_reported_by_reading_alone() -> None:
    files = {
        "data/convenants/proef.yaml": b"schema: 1\nid: proef\ntitle: Proef\nkind: other\nstatus: draft\n"
        b"goals: [{id: doel, title: Doel, target: [1], indicator: 7}]\n"
    }
    (row,) = rows(load(files, date(2025, 12, 31)))
    assert (undefined(row.goal), unaimed(row.goal)) == ((), ())
