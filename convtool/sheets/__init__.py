"""One record on one sheet: what `show` tells of a convenant, a goal, a partner, a meeting or an initiative.

One file per kind, each with `sheet`. A sheet is facts, tables, a chart and a timeline, not yet in a language or a
format; its tables are views, so that every format that shows views can show them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from convtool.progress.chart import Chart
from convtool.standing import GoalRow
from convtool.views import ASKED, Column, View


class Fact(NamedTuple):
    """One thing that is so: what it is, and what is to be read; a list stands below each other."""

    label: object
    value: object
    color: str | None = None


class Happening(NamedTuple):
    """Something that happened on a day: of what sort, and what."""

    day: date
    sort: object
    what: object


class Part(NamedTuple):
    """What stands under one heading (None: right below the title); each of these may be empty."""

    title: object
    facts: tuple[Fact, ...] = ()
    view: View | None = None
    chart: Chart | None = None
    timeline: tuple[Happening, ...] = ()
    lines: tuple[object, ...] = ()


class Sheet(NamedTuple):
    """Everything that is told of one record; `goals` are those it shows, for the line of honesty above them.

    `others` are the words that ask for other records with the same id.
    """

    title: object
    parts: tuple[Part, ...]
    goals: Sequence[GoalRow] = ()
    others: tuple[str, ...] = ()


def table(
    title: Column, *columns: Column, rows: Sequence[Any], color: Callable[[Any], str | None] = lambda _: None
) -> View:
    """Give rows as a view: what a row is called stands in its first column, or above it where a screen is narrow."""
    return View(columns=(title._replace(from_width=ASKED), *columns), rows=rows, title=title, color=color)
