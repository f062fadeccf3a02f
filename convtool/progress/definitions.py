"""What the indicator of a goal meant on a day: an amendment may change what is counted, and the series breaks there.

Source: common rules 7 and 8 of progress (indicator-changed, not-comparable).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.since import Amendment
from convtool.portfolio import goal_on

_MEANING = ("unit", "counts", "counts_not", "stage", "count", "group", "area", "out_of")
"""What decides whether something counts; the name of an indicator and who registers it do not."""


class Definitions(NamedTuple):
    """The days on which the meaning may have changed, and the meaning before the first and since each of them.

    None stands for a time in which the goal was not there: nothing else was counted then.
    """

    days: tuple[date, ...] = ()
    meanings: tuple[object, ...] = ()

    def differ(self, day: date) -> bool:
        """Tell whether a figure of `day` was counted by another definition than the last one.

        A figure counts by the definition in force on the last day it is about, so a year in which the definition
        changed counts by the new one. A definition that was restored makes the older figures comparable again.
        """
        if not self.days:
            return False
        then = self.meanings[bisect_right(self.days, day)]
        return then is not None and then != self.meanings[-1]


_ONE = Definitions()


def definitions_of(convenant: Convenant, goal: Goal, until: date) -> Definitions:
    """Give what the indicator of `goal`, as in force on `until`, meant up to that day."""
    amended = [each for each in convenant.amendments or () if each.date.first <= until and _changes(each, goal)]
    if not amended:
        return _ONE
    days = sorted({each.date.first for each in amended})
    before = [goal_on(convenant, goal, day) for day in (date.min, *days[:-1])]
    return Definitions(tuple(days), tuple(_meaning(each) for each in (*before, goal)))


def _changes(amendment: Amendment, goal: Goal) -> bool:
    """Tell whether an amendment may change what the goal counts: its indicator, or the goal as a whole."""
    return any(_leads_to(path.split("/"), goal) for path in _paths(amendment))


def _paths(amendment: Amendment) -> Iterable[str]:
    return (path for each in amendment.changes or () if (path := each.at_ or each.add or each.remove))


def _leads_to(steps: list[str], goal: Goal) -> bool:
    named = len(steps) == 1 or steps[1] == goal.id or steps[1].isdecimal()
    return steps[0] == "goals" and named and steps[2:3] in ([], ["indicator"])


def _meaning(goal: Goal | None) -> object:
    indicator = goal.indicator if goal else None
    return None if goal is None else tuple(getattr(indicator, key, None) for key in _MEANING)
