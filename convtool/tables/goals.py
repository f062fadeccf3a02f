"""The cells of the goals table, in the reader's language: short, and never a colour or a shape without its word."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from convtool.characters import visible
from convtool.language import Language
from convtool.messages import Message, count, say
from convtool.models.goals import Target
from convtool.progress import Honesty, Progress
from convtool.progress.evidence import FAR, Value
from convtool.tables import decimal
from convtool.values import Number

VERDICTS = {
    "achieved": say("achieved"),
    "almost": say("almost"),
    "not-achieved": say("not achieved"),
    "not-due": say("not due yet"),
    "unknown": say("cannot be established"),
}
SHAPES = {"achieved": "✔", "almost": "≈", "not-achieved": "✘", "not-due": "·", "unknown": "?"}
TRENDS = {"better": say("better"), "equal": say("equal"), "worse": say("worse"), "not-comparable": say("no comparison")}
PACES = {"on-course": say("on course"), "behind": say("behind"), None: say("-")}
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
_PERIODS = {
    "year": say("{number} a year"),
    "school-year": say("{number} a school year"),
    "half-year": say("{number} a half-year"),
    "quarter": say("{number} a quarter"),
    "month": say("{number} a month"),
}


def number(value: Value | None, language: Language, *, percent: bool = False) -> str:
    """Give a value rounded to one decimal; a range by its ends, nothing as a dash."""
    if value is None:
        return "-"
    low, high = (_rounded(end, language) for end in value[:2])
    sign = "%" if percent else ""
    if value.high >= FAR / 2:
        return f"≥ {low}{sign}"
    if value.low <= -FAR / 2:
        return f"≤ {high}{sign}"
    return (f"± {low}" if value.about else low) + sign if low == high else f"{low}-{high}{sign}"


def _rounded(end: Fraction, language: Language) -> str:
    return language.decimal(Decimal(decimal(end, 1) or 0))


def target(row: Progress, language: Language) -> str:
    """Give the target in one short line: its operator, number and time base."""
    aim = row.goal.target
    if aim is None:
        return "-"
    sign = "%" if aim.unit == "percent" or (row.unit in {"percent", "%"} and not aim.unit) else ""
    text = _aim(aim, language, sign)
    return language.say(_PERIODS[aim.per]._replace(values={"number": text})) if aim.per and text != "-" else text


def _aim(aim: Target, language: Language, sign: str) -> str:
    if aim.deliver:
        return visible(str(aim.by or aim.deliver), 24)
    if aim.keep:
        low = aim.keep.from_ if aim.keep.from_ is not None else aim.keep.at_least
        high = aim.keep.to if aim.keep.to is not None else aim.keep.at_most
        if low is None or high is None:
            return f"{'≥' if high is None else '≤'} {language.show(low if high is None else high)}{sign}"
        return f"{language.show(low)}-{language.show(high)}{sign}"
    if aim.change:
        return f"{'' if (aim.change.low or 0) < 0 else '+'}{language.show(aim.change)}{sign}"
    if aim.average:
        return f"⌀ {language.show(aim.average)}{sign}"
    bound = aim.at_least or aim.at_most
    return f"{'≥' if aim.at_least else '≤'} {language.show(bound)}{sign}" if bound else "-"


def baseline(row: Progress, language: Language) -> str:
    """Give the baseline's number, or a dash."""
    value = row.goal.baseline.value if row.goal.baseline else None
    if isinstance(value, Number):
        return language.number(value) + ("%" if row.unit == "percent" else "")
    return "-"


def verdict(row: Progress, language: Language) -> str:
    """Give the verdict in words, with its reason where it cannot be established."""
    word = language.say(VERDICTS[row.verdict])
    if row.reason:
        word = f"{word}: {language.say(REASONS[row.reason])}"
    return word


def notes(row: Progress, language: Language) -> str:
    """Give what else must be known of the figures."""
    said = [language.say(note) for note in row.notes]
    if row.stale:
        said.append(language.say(say("report overdue")))
    return "; ".join(said)


def heading(row: Progress, language: Language) -> str:
    """Give the name of the row's convenant, marked where it is fictional."""
    title = visible(row.convenant.short_title or row.convenant.title)
    return language.say(say("{title} (fictional)", title=title)) if row.convenant.example else title


def honesty_line(honesty: Honesty) -> Message:
    """Give the line that stands above every table."""
    return say(
        "{convenants}, {goals}: {measurable} measurable, {with_baseline} with a baseline, "
        "{measured_in_period} measured in the agreed period, {not_judged} not judged, {fictional} fictional",
        **vars(honesty)
        | {
            "convenants": count(honesty.convenants, "{number} convenant", "{number} convenanten"),
            "goals": count(honesty.goals, "{number} goal", "{number} goals"),
        },
    )
