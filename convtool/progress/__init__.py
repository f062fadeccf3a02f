"""How far: every goal judged as of the portfolio's day, so that two people get the same number.

One goes down: `calendar` (months and periods), `evidence` (measurements), `verdicts`, `case` and `shapes` know
nothing of each other's callers; `rows` and `honesty` are what tables, pages and rules ask for.
"""

from convtool.progress.rows import Honesty, Progress, honesty, rows, rows_of, worth

__all__ = ["Honesty", "Progress", "honesty", "rows", "rows_of", "worth"]
