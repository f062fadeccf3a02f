"""How far: every goal judged as of the portfolio's day, so that two people get the same number.

One goes down: `calendar` (months and periods), `evidence` (measurements), `verdicts`, `case` and `shapes` know
nothing of each other's callers; `rows` and `honesty` are what tables, pages and rules ask for, and `course` what a
drawing over time does.
"""

from convtool.progress.course import Course, course
from convtool.progress.forecast import Forecast
from convtool.progress.rows import Honesty, Progress, honesty, row_of, rows, rows_of

__all__ = ["Course", "Forecast", "Honesty", "Progress", "course", "honesty", "row_of", "rows", "rows_of"]
