"""Every goal gets the number that a colleague works out by hand from the file."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from convtool.portfolio import load
from convtool.progress.rows import Progress, rows
from tests.progress.making import (
    ROOT,
    exact,
    said,
)


def sample(convenant: str, goal: str) -> Progress:
    """The row of a goal of the sample register, as of 2025-12-31."""
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    found = rows(load(files, date(2025, 12, 31)))
    return next(row for row in found if (row.convenant.id, row.goal.id) == (convenant, goal))


def test_a_cumulative_goal_of_the_sample_register_is_what_a_colleague_works_out() -> None:
    """Lessen over geld op school: at least 3,600 over the term, gross; milestone 1,200 by 2025.

    Read in the file: 90 lessons in 2022, 410 in 2023, 455 in 2024 (a correction of 485), 380 in 2025.
    x = 90 + 410 + 455 + 380 = 1,335. The last checkpoint that is due on 2025-12-31 is the milestone: r = 1,200.
    1,335 >= 1,200, so achieved; ratio = 1,335 / 1,200 = 1.1125; of the target 1,335 / 3,600 = 89/240.
    """
    row = sample("voorbeeldbank", "geldlessen")
    assert said(row) == ("achieved", None)
    assert exact(row) == (1200, 90 + 410 + 455 + 380)
    assert row.ratio == Fraction(1335, 1200)
    assert row.of_target == Fraction(89, 240)


def test_a_share_of_the_sample_register_is_what_a_colleague_works_out() -> None:
    """Instroom uit de wijk: baseline b = 11 percent, milestone r = 18 percent by 2025.

    Newest state: 82 of 491 new colleagues = 8200/491 = 16.70 percent. As b < r, q = (x - b) / (r - b)
    = (8200/491 - 11) / 7 = 0.8144: at least 0.80 and below 1, so almost. Expected 18, ratio x / r = 0.9278.
    """
    row = sample("voorbeeldziekenhuis", "instroom-uit-de-wijk")
    assert said(row) == ("almost", None)
    assert exact(row) == (18, Fraction(8200, 491))
    assert row.ratio == Fraction(8200, 491) / 18
    assert Fraction(8, 10) <= (Fraction(8200, 491) - 11) / 7 < 1


def test_a_change_of_the_sample_register_is_what_a_colleague_works_out() -> None:
    """Minder uitval: -30 percent against 210 in the base year, so r = 210 x 0.70 = 147 at the end, 2025-07-31.

    Newest state 158. q = (158 - 210) / (147 - 210) = 52/63 = 0.825: almost. The ratio of a change is q.
    """
    row = sample("voorbeeldcollege", "uitval")
    assert said(row) == ("almost", None)
    assert exact(row) == (147, 158)
    assert row.ratio == Fraction(52, 63)


def test_all_five_verdicts_occur_in_the_sample_register() -> None:
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    found = rows(load(files, date(2025, 12, 31)))
    assert {row.verdict for row in found} == {"achieved", "almost", "not-achieved", "not-due", "unknown"}
