"""What a goal has to reach next, as a partner is told it: a bound, a number, and the day it holds for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.messages import Message, say
from convtool.sheets.measurements import PERCENT
from convtool.standing.aims import aim, marked
from convtool.values import Number

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from convtool.models.goals import Goal, Milestone, Target
    from convtool.progress.calendar import Calendar

_SIGNS = {"at_least": "≥ ", "at_most": "≤ ", "average": "⌀ ", "change": ""}


class Required(NamedTuple):
    """A requirement in words; `sign` and `number` where a figure can be held against it, `day` from which it holds."""

    words: object
    sign: str
    number: Decimal | None
    day: date | None

    def holds_for(self, goal: Goal, basis: str, day: date) -> bool:
        """Tell whether a figure about a day can be held against it as it is: what adds up over the years cannot."""
        target = goal.target
        comparable = bool(target and not target.average and not target.change)
        alone = basis != "period" or bool(target and target.per)
        return comparable and alone and self.number is not None and (self.day is None or self.day <= day)


def requirement(goal: Goal, calendar: Calendar, day: date, end: date | None) -> Required | None:
    """Give what holds on a day: of each period the last milestone by then, of all else the next one, or the target.

    None where nothing is aimed at, or where nothing holds yet.
    """
    target = goal.target
    if target is None or target.followed:
        return None
    key = next((key for key in _SIGNS if getattr(target, key) is not None), None)
    if key is None:
        return _kept(goal, target)
    steps = (
        sorted(
            (span.last, each)
            for each in goal.milestones or ()
            if getattr(each, key) and (span := calendar.span(each.by))
        )
        if goal.milestones
        else []
    )
    if target.per and not target.average:
        return _each_time(goal, target, key, day, steps)
    following = next(((by, each) for by, each in steps if by >= day), None)
    by, step = following or (end, target)
    return _said(goal, key, getattr(step, key), by)


def _each_time(goal: Goal, target: Target, key: str, day: date, steps: list[tuple[date, Milestone]]) -> Required | None:
    """Before the first milestone nothing is required; then the last one's number, after all of them the target's."""
    if not steps or day > steps[-1][0]:
        return _said(goal, key, getattr(target, key), None)
    passed = [each for by, each in steps if by <= day]
    return _said(goal, key, getattr(passed[-1], key), None) if passed else None


def _kept(goal: Goal, target: Target) -> Required | None:
    """Give the bounds of a level to keep; a band has two, and no one number to hold a figure against."""
    keep = target.keep
    bounds = {"≥ ": keep.at_least, "≤ ": keep.at_most} if keep else {}
    known = {sign: number for sign, number in bounds.items() if number}
    if len(known) == 1:
        ((sign, number),) = known.items()
        return Required(aim(goal), sign, number.exact, None)
    whole = keep and (known or (keep.from_ is not None and keep.to is not None))
    return Required(aim(goal), "", None, None) if whole else None


def _said(goal: Goal, key: str, number: Number, by: date | None) -> Required:
    own = goal.target.unit if goal.target else None
    unit = own or (goal.indicator.unit if goal.indicator else None)
    words: Message = marked(_SIGNS[key], number, "%" if unit in PERCENT else "")
    if by:
        words = say("{what} by {day}", what=words, day=by)
    return Required(words, _SIGNS[key], number.exact, by)
