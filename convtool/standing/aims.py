"""What a goal aims at and comes from, in one short line that every language fills in its own way."""

from __future__ import annotations

from decimal import Decimal

from convtool.messages import Message, say
from convtool.models.goals import Bounds, Goal, Target
from convtool.values import Number

_PERIODS = {
    "year": say("{number} a year"),
    "school-year": say("{number} a school year"),
    "half-year": say("{number} a half-year"),
    "quarter": say("{number} a quarter"),
    "month": say("{number} a month"),
}


def aim(goal: Goal) -> object:
    """Give the target in one short line: its operator, number and time base; None where there is no number."""
    target = goal.target
    if target is None:
        return None
    unit = target.unit or (goal.indicator.unit if goal.indicator else None)
    line = _line(target, "%" if unit in {"percent", "%"} else "")
    return _PERIODS[target.per]._replace(values={"number": line}) if target.per and line is not None else line


def before(goal: Goal) -> object:
    """Give the number of the baseline; None where there is none."""
    value = goal.baseline.value if goal.baseline else None
    if not isinstance(value, Number):
        return None
    return marked("", value, "%" if goal.indicator and goal.indicator.unit in {"percent", "%"} else "")


def marked(sign: str, number: object, unit: str) -> Message:
    """Give a number between signs, in whatever language."""
    return Message("{sign}{number}{unit}", {"sign": sign, "number": number, "unit": unit})


def _line(target: Target, unit: str) -> object:
    if target.deliver:
        return str(target.by or target.deliver)
    if target.keep:
        return _kept(target.keep, unit)
    if target.change:
        return marked("" if (target.change.low or 0) < 0 else "+", target.change, unit)
    if target.average:
        return marked("⌀ ", target.average, unit)
    if target.at_least:
        return marked("≥ ", target.at_least, unit)
    return marked("≤ ", target.at_most, unit) if target.at_most else None


def _kept(bounds: Bounds, unit: str) -> object:
    low: Number | Decimal | None = bounds.at_least if bounds.from_ is None else bounds.from_
    high: Number | Decimal | None = bounds.at_most if bounds.to is None else bounds.to
    if low is not None and high is not None:
        return Message("{low}-{high}{unit}", {"low": low, "high": high, "unit": unit})
    return marked("≤ ", high, unit) if low is None else marked("≥ ", low, unit)
