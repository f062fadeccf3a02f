"""How far: every goal judged as of the portfolio's day, so that two people get the same number.

One goes down: `calendar` (months and periods), `evidence` (measurements), `verdicts`, `case` and `shapes` know
nothing of each other's callers; `rows` and `honesty` are what tables, pages and rules ask for, and `course` what a
drawing over time does.
"""
