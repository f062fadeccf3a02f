"""The words and shapes for what the figures say: never a colour or a shape without its word."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from convtool.messages import Message, say
from convtool.progress.evidence import OPEN, Value

VERDICTS = {
    "achieved": say("achieved"),
    "almost": say("almost"),
    "not-achieved": say("not achieved"),
    "not-due": say("not due yet"),
    "unknown": say("cannot be established"),
}
SHAPES = {"achieved": "✔", "almost": "≈", "not-achieved": "✘", "not-due": "·", "unknown": "?"}
COLORS = {"achieved": "green", "almost": "yellow", "not-achieved": "red", "not-due": "dim", "unknown": "magenta"}
TRENDS = {"better": say("better"), "equal": say("equal"), "worse": say("worse"), "not-comparable": say("no comparison")}
PACES = {"on-course": say("on course"), "behind": say("behind")}
REASONS = {
    "no-measurement": say("no measurement"),
    "no-baseline": say("no baseline"),
    "no-target": say("no number aimed at"),
    "target-unknown": say("target unknown"),
    "sources-differ": say("sources differ"),
    "indicator-changed": say("something else was counted"),
    "area-missing": say("an area is missing"),
    "period-missing": say("a period is missing"),
    "range": say("the range allows two verdicts"),
    "outdated": say("the figure is too old"),
    "no-end": say("no end date"),
    "reported-late": say("measured after the end"),
}
LEGEND = say("✔ achieved, ≈ almost, ✘ not achieved, · not due yet, ? cannot be established")
_BAR = 10
_BLOCKS = "▁▂▃▄▅▆▇█"


def figure(value: Value | None, *, percent: bool) -> Message | None:
    """Give a value rounded to one decimal; a range by its ends, an open one by the end that is known."""
    if value is None:
        return None
    low, high = (_rounded(end) for end in value[:2])
    sign = "%" if percent else ""
    if value.high >= OPEN:
        return Message("≥ {low}{sign}", {"low": low, "sign": sign})
    if value.low <= -OPEN:
        return Message("≤ {high}{sign}", {"high": high, "sign": sign})
    if low != high:
        return Message("{low}-{high}{sign}", {"low": low, "high": high, "sign": sign})
    return Message("{about}{low}{sign}", {"about": "± " if value.about else "", "low": low, "sign": sign})


def _rounded(end: Fraction) -> Decimal:
    return Decimal(decimal(end, 1))


def decimal(number: Fraction, digits: int = 6) -> str:
    """Give a fraction in decimal notation, exact where `digits` hold it and rounded to them elsewhere."""
    scaled = round(number * 10**digits)
    sign = "-" if scaled < 0 else ""
    whole, part = divmod(abs(scaled), 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}".rstrip("0").rstrip(".")


def exact(value: Value | None) -> str | None:
    """Give the one number that a value stands for in decimal notation; None for a range or nothing."""
    return decimal(value.exact) if value and value.exact is not None else None


def share(part: Fraction | None) -> float | None:
    """Give a fraction as machines read it, with six decimals."""
    return None if part is None else round(float(part), 6)


def bar(part: Fraction | None) -> Message | None:
    """Give a part of the whole as a bar of ten pieces that also says its number; a full one for more than all."""
    if part is None:
        return None
    full = min(max(int(part * _BAR), 0), _BAR)
    shown = "▓" * full + "░" * (_BAR - full)
    return Message("{bar} {number}%", {"bar": shown, "number": Decimal(int(part * 100))})


def sparkline(values: Sequence[Fraction]) -> str | None:
    """Give values as a row of blocks between the lowest and the highest of them; nothing for fewer than two."""
    if len(values) <= 1:
        return None
    low, span = min(values), max(values) - min(values)
    steps = len(_BLOCKS) - 1
    return "".join(_BLOCKS[round((value - low) / span * steps) if span else 0] for value in values)
