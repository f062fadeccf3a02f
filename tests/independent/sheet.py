"""The rows of status worked out once more from the rules of progress, as in a spreadsheet.

No line of the product is used here: the files are read by another reader, and every formula is written anew. What
differs from the product is a fault in one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, NamedTuple

from ruamel.yaml import YAML

OPEN = Fraction(10) ** 90
TOUCH = 1 / OPEN
LENGTH = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "school-year": 12, "two-years": 24, "four-years": 48}
MEANING = ("unit", "counts", "counts_not", "stage", "count", "group", "area", "out_of")
OPERATORS = ("change", "average", "at_most", "at_least")
DRAFTS = {"exploring", "draft", "agreed"}


class Range(NamedTuple):
    """A number between two ends, both included."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> Fraction | None:
        return self.low if self.low == self.high else None


class Figure(NamedTuple):
    """What is known of one stretch of time."""

    basis: str
    first: date
    last: date
    value: Range | None
    areas: dict[str, Range]
    words: frozenset[str]
    other: bool
    differs: bool
    weight: Fraction | None
    split: frozenset[str] = frozenset()


class Goal(NamedTuple):
    """Everything that a goal is judged by on a day."""

    day: date
    start: date | None
    end: date | None
    target: dict[str, Any]
    steps: list[tuple[date, Range]]
    figures: list[Figure]
    late: bool
    base: Range | None
    goal: dict[str, Any]
    almost: Fraction
    late_days: int
    net: bool
    cycle: int
    due: str | None
    years: tuple[str, str]
    term: date | None

    @property
    def until(self) -> date:
        return min(self.day, self.end) if self.end else self.day

    @property
    def weighted(self) -> bool:
        return any(figure.weight is not None for figure in self.figures)

    def reported(self, last: date) -> date:
        return report_day(self.due, last)

    def old(self, day: date, than: date) -> bool:
        return day < shift(than, -self.cycle)


Row = dict[str, Any]
Judge = Callable[[Fraction, Fraction], str]

# ---- reading -----------------------------------------------------------------------------------------------------


def read(text: str) -> Any:
    """Every value as the text that stands in the file."""
    return YAML(typ="base", pure=True).load(text)


def number(node: Any) -> Range | None:
    if isinstance(node, str) and re.fullmatch(r"[-+]?[0-9]+(\.[0-9]+)?", node):
        return Range(Fraction(node), Fraction(node))
    if not isinstance(node, dict):
        return None
    if "about" in node:
        return number(node["about"])
    if "over" in node:
        return Range(Fraction(node["over"]) + TOUCH, OPEN)
    if "under" in node:
        return Range(-OPEN, Fraction(node["under"]) - TOUCH)
    return Range(Fraction(node["from"]), Fraction(node["to"])) if {"from", "to"} <= set(node) else None


def wanted(node: Any, *, down: bool) -> Range | None:
    """Of more than 900 what just meets it."""
    found = number(node)
    if found and down and found.low == -OPEN:
        return Range(found.high, found.high)
    if found and not down and found.high == OPEN:
        return Range(found.low, found.low)
    return found


def day_of(text: Any) -> tuple[date, date] | None:
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text) if isinstance(text, str) else None
    if not match:
        return None
    year, month, day = match.groups()
    if day:
        return date.fromisoformat(text), date.fromisoformat(text)
    if month:
        first = date(int(year), int(month), 1)
        return first, shift(first, 1) - timedelta(1)
    return date(int(year), 1, 1), date(int(year), 12, 31)


def period_of(node: Any, years: tuple[str, str], term: date | None) -> tuple[date, date] | None:
    if isinstance(node, dict) and set(node) == {"first", "of"}:
        return (term, shift(term, int(node["first"].split()[0])) - timedelta(1)) if term else None
    if not isinstance(node, str):
        return None
    if match := re.fullmatch("([0-9]{4})-([HQ])([1-4])", node):
        size = 6 if match[2] == "H" else 3
        first = date(int(match[1]), (int(match[3]) - 1) * size + 1, 1)
        return first, shift(first, size) - timedelta(1)
    if match := re.fullmatch("([0-9]{4})/[0-9]{4}", node):
        return school_year(int(match[1]), years)
    if ".." in node:
        ends = [day_of(part) for part in node.split("..")]
        return (ends[0][0], ends[1][1]) if ends[0] and ends[1] else None
    return day_of(node)


def school_year(year: int, years: tuple[str, str]) -> tuple[date, date]:
    first = date.fromisoformat(f"{year}-{years[0]}")
    last = date.fromisoformat(f"{year}-{years[1]}")
    return first, last if last > first else date.fromisoformat(f"{year + 1}-{years[1]}")


def shift(day: date, by: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError(day)


def months(start: date, end: date) -> int:
    return 12 * (end.year - start.year) + end.month - start.month - (1 if end.day < start.day else 0)


def after(day: date) -> date:
    return day + timedelta(1)


def report_day(due: str | None, last: date) -> date:
    if due and re.fullmatch("[0-9]{2}-[0-9]{2}", due):
        for year in (last.year, last.year + 1):
            found = day_of(f"{year}-{due}")
            if found and found[0] > last:
                return found[0]
    known = day_of(due)
    return max(known[1], last) if known else last


# ---- the text in force -------------------------------------------------------------------------------------------


def in_force(convenant: dict[str, Any], day: date) -> dict[str, Any]:
    changes = []
    for amendment in convenant.get("amendments") or []:
        since = day_of(amendment["date"])
        if since and since[0] > day:
            changes += [
                (since[0], int(amendment["number"]), index, each) for index, each in enumerate(amendment["changes"])
            ]
    text = convenant
    for *_, change in sorted(changes, key=lambda each: each[:3], reverse=True):
        where = change.get("at") or change.get("add") or change.get("remove")
        text = put(text, where.split("/"), change.get("from") if "at" in change else change.get("was"))
    return text


def put(node: Any, path: list[str], value: Any) -> Any:
    """The same text with another value at a place; without it for None."""
    step, *rest = path
    if isinstance(node, dict):
        if rest:
            return {key: put(each, rest, value) if key == step else each for key, each in node.items()}
        kept = {key: value if key == step else each for key, each in node.items() if key != step or value is not None}
        return kept if step in node or value is None else {**kept, step: value}
    if isinstance(node, list):
        called = [isinstance(each, dict) and each.get("id") == step for each in node]
        if rest:
            return [put(each, rest, value) if hit else each for each, hit in zip(node, called, strict=True)]
        items = [value if hit else each for each, hit in zip(node, called, strict=True) if not hit or value is not None]
        return items if any(called) or value is None else [*items, value]
    return node


def meaning(convenant: dict[str, Any], name: str, day: date) -> object:
    goals = in_force(convenant, day).get("goals")
    for goal in goals if isinstance(goals, list) else []:
        if goal.get("id") == name:
            indicator = goal.get("indicator")
            return [indicator.get(key) for key in MEANING] if isinstance(indicator, dict) else []
    return None


# ---- evidence ----------------------------------------------------------------------------------------------------


def figures(
    convenant: dict[str, Any], goal: dict[str, Any], day: date, years: tuple[str, str], term: date | None
) -> list[Figure]:
    mine = [each for each in convenant.get("measurements") or [] if each.get("goal") == goal["id"]]
    kept = [each for each in mine if "corrects" not in each]
    for fix in sorted((each for each in mine if "corrects" in each), key=lambda each: str(each.get("recorded", ""))):
        kept = [each for each in kept if not corrected(each, fix)] + [fix]
    places: dict[tuple[str, date, date], list[dict[str, Any]]] = {}
    for each in kept:
        place = place_of(each.get("corrects") or each, years, term)
        if place and place[2] <= day:
            places.setdefault(place, []).append(each)
    return sorted(
        (figure(place, found, convenant, goal, day) for place, found in places.items()),
        key=lambda each: (each.last, each.first, each.basis),
    )


def place_of(entry: dict[str, Any], years: tuple[str, str], term: date | None) -> tuple[str, date, date] | None:
    if span := period_of(entry.get("period"), years, term):
        return "period", *span
    if found := day_of(entry.get("up_to")):
        return "up_to", term or date.min, found[1]
    if found := day_of(entry.get("date")):
        return "date", found[1], found[1]
    return None


def corrected(entry: dict[str, Any], fix: dict[str, Any]) -> bool:
    said, where = fix["corrects"], entry.get("corrects") or entry
    area = entry.get("area") or entry.get("corrects", {}).get("area")
    return (
        all(said.get(key) == where.get(key) for key in ("period", "up_to", "date"))
        and said.get("area") == area
        and all(key not in said or said[key] == entry.get(key) or "corrects" in entry for key in ("kind", "source"))
    )


def figure(
    place: tuple[str, date, date],
    found: list[dict[str, Any]],
    convenant: dict[str, Any],
    goal: dict[str, Any],
    day: date,
) -> Figure:
    whole: list[Range] = []
    parts: dict[str, list[Range]] = {}
    other = False
    for each in found:
        value, area = value_of(each), each.get("area") or each.get("corrects", {}).get("area")
        if value:
            (parts.setdefault(area, []) if area else whole).append(value)
        for name, text in (each.get("areas") or {}).items():
            if known := number(text):
                parts.setdefault(name, []).append(known)
        other = other or otherwise(each, place[2], convenant, goal, day)
    weights = [Fraction(each["over"]) for each in found if "over" in each]
    return Figure(
        *place,
        value=hull(whole),
        areas={name: spread for name, values in parts.items() if (spread := hull(values))},
        words=frozenset(
            str(each["value"]) for each in found if str(each.get("value")) in {"delivered", "not-delivered"}
        ),
        other=other,
        differs=unlike(whole),
        split=frozenset(area for area, values in parts.items() if unlike(values)),
        weight=max(weights, default=None),
    )


def otherwise(entry: dict[str, Any], last: date, convenant: dict[str, Any], goal: dict[str, Any], day: date) -> bool:
    """Whether something else was counted than the indicator says on the day."""
    counted, indicator = entry.get("counted"), goal.get("indicator")
    if counted is not None and ("text" in counted or counted.get("stage") != (indicator or {}).get("stage")):
        return True
    when = [last]
    if "corrects" in entry and "recorded" in entry:
        recorded = day_of(entry["recorded"])
        when += [recorded[1]] if recorded else []
    then = meaning(convenant, goal["id"], min(max(when), day))
    return then is not None and then != meaning(convenant, goal["id"], day)


def value_of(entry: dict[str, Any]) -> Range | None:
    top, bottom = number(entry.get("numerator")), number(entry.get("denominator"))
    if top and bottom and bottom.low:
        share = 100 * top.low / bottom.low
        return Range(share, share)
    if found := number(entry.get("value")):
        return found
    if entry.get("components") and "value" not in entry:
        total = sum((Fraction(each) for each in entry["components"].values()), Fraction(0))
        return Range(total, total)
    return None


def unlike(values: list[Range]) -> bool:
    """Whether sources differ."""
    return any(each != values[0] for each in values)


def hull(values: list[Range]) -> Range | None:
    return Range(min(each.low for each in values), max(each.high for each in values)) if values else None


def added(values: Iterable[Range]) -> Range | None:
    known = list(values)
    return (
        Range(sum((each.low for each in known), Fraction(0)), sum((each.high for each in known), Fraction(0)))
        if known
        else None
    )


def laid(found: list[Figure], begin: date) -> tuple[list[Figure], date | None, bool]:
    """Periods end to end from a day, none twice; where they reach, and whether days are missing before that."""
    chosen: list[Figure] = []
    reach, gap = None, False
    for each in sorted(found, key=lambda one: (max(one.first, begin), -one.last.toordinal(), one.first)):
        due = after(reach) if reach else begin
        if each.first >= due or (reach is None and each.first < begin):
            gap = gap or each.first > due
            chosen.append(each)
            reach = each.last
    return chosen, reach, gap


def mean(found: list[Figure], *, weighted: bool) -> Range | None:
    weights = [each.weight if weighted else Fraction(1) for each in found]
    if not found or not all(weights):
        return None
    known = [weight for weight in weights if weight]
    total = added(
        Range(each.value.low * w, each.value.high * w) for each, w in zip(found, known, strict=True) if each.value
    )
    whole = sum(known, Fraction(0))
    return Range(total.low / whole, total.high / whole) if total else None


class Sum(NamedTuple):
    """What figures add up to, how far they reach without a gap, and whether something else was counted."""

    value: Range | None
    reach: date | None
    gap: bool
    other: bool
    weight: Fraction | None = None


def in_period(goal: Goal, first: date, last: date) -> Sum:
    inside = [
        each
        for each in goal.figures
        if each.basis == "period" and each.value and first <= each.first and each.last <= last
    ]
    for each in inside:
        if (each.first, each.last) == (first, last):
            return Sum(each.value, last, gap=False, other=each.other, weight=each.weight)
    chosen, reach, gap = laid(inside, first)
    gap = gap or (bool(chosen) and reach != last)
    value = None
    if chosen and not gap:
        value = mean(chosen, weighted=True) if goal.weighted else added(each.value for each in chosen if each.value)
    weights = [each.weight for each in chosen if each.weight]
    return Sum(value, reach, gap, any(each.other for each in chosen), sum(weights, Fraction(0)) or None)


def so_far(found: list[Figure], start: date) -> Sum:
    totals = [each for each in found if each.basis == "up_to" and each.value]
    base = totals[-1] if totals else None
    begin = after(base.last) if base else start
    later = [
        each
        for each in found
        if each.basis == "period" and each.value and (each.first >= begin or (base is None and each.last >= begin))
    ]
    chosen, reach, gap = laid(later, begin)
    parts = [base, *chosen] if base else chosen
    value = added(each.value for each in parts if each.value)
    return Sum(value, reach or (base.last if base else None), gap, any(each.other for each in parts))


# ---- verdicts ----------------------------------------------------------------------------------------------------


def at_least(almost: Fraction) -> Judge:
    return lambda x, r: "achieved" if x >= r else "almost" if r > 0 and x / r >= almost else "not-achieved"


def at_most(almost: Fraction) -> Judge:
    return lambda x, r: "achieved" if x <= r else "almost" if x > 0 and r / x >= almost else "not-achieved"


def no_more(x: Fraction, r: Fraction) -> str:
    return "achieved" if x <= r else "not-achieved"


def no_less(x: Fraction, r: Fraction) -> str:
    return "achieved" if x >= r else "not-achieved"


def covered(x: Fraction, b: Fraction, r: Fraction, almost: Fraction) -> str:
    q = (x - b) / (r - b)
    return "achieved" if q >= 1 else "almost" if q >= almost else "not-achieved"


def both_ends(judges: list[Judge], x: Range, r: Range, *, differs: bool) -> tuple[str, str | None]:
    found = {judge(end, bound) for judge in judges for end in x for bound in r}
    return (found.pop(), None) if len(found) == 1 else ("unknown", "sources-differ" if differs else "range")


def down(target: Mapping[str, Any]) -> bool:
    change = number(target.get("change"))
    bounds = target.get("keep") if isinstance(target.get("keep"), dict) else {}
    return bool(number(target.get("at_most")) or number((bounds or {}).get("at_most")) or (change and change.high <= 0))


def fresh(verdict: str = "not-due", reason: str | None = None) -> Row:
    return {
        "verdict": verdict,
        "reason": reason,
        "expected": None,
        "actual": None,
        "actual_date": None,
        "ratio": None,
        "pace": None,
        "stale": False,
        "trend": None,
    }


def against(  # noqa: PLR0913 - a verdict rests on all of these
    r: Range, x: Range, day: date, judges: list[Judge], *, other: bool, differs: bool
) -> Row:
    verdict, reason = ("unknown", "indicator-changed") if other else both_ends(judges, x, r, differs=differs)
    return fresh(verdict, reason) | {"expected": r, "actual": x, "actual_date": day, "ratio": ratio(x, r)}


def ratio(x: Range | None, r: Range | None) -> Fraction | None:
    if x and r and x.exact is not None and r.exact is not None and r.exact > 0:
        return x.exact / r.exact
    return None


def pace(x: Range | None, r: Range | None, *, falling: bool = False) -> str | None:
    if x is None or r is None:
        return None
    better, worse = (r, x) if falling else (x, r)
    return "on-course" if better.low >= worse.high else "behind" if better.high < worse.low else None


def last_due(
    goal: Goal,
    checkpoints: list[tuple[date, Range]],
    judge: Callable[[date, Range], Row | None],
    lacking: Callable[[], str],
) -> Row:
    due = [each for each in checkpoints if each[0] <= goal.day]
    for day, r in reversed(due):
        found = judge(day, r)
        if found:
            return found
        if goal.day > goal.reported(day):
            return fresh("unknown", lacking()) | {"stale": True, "expected": r}
    return fresh() | {"expected": due[-1][1] if due else None}


def absent(goal: Goal) -> str:
    return "reported-late" if goal.late else "no-measurement"


def aim(goal: Goal) -> Range | None:
    key = next((key for key in OPERATORS if number(goal.target.get(key))), None)
    return wanted(goal.target[key], down=down(goal.target)) if key else None


def checkpoints(goal: Goal, t: Range) -> list[tuple[date, Range]]:
    if goal.end is None:
        return goal.steps
    return [each for each in goal.steps if each[0] < goal.end] + [(goal.end, t)]


def required(goal: Goal, day: date) -> Range | None:
    if not goal.steps:
        return aim(goal)
    passed = [r for when, r in goal.steps if when <= day]
    return None if not passed else aim(goal) if day > goal.steps[-1][0] else passed[-1]


def line(goal: Goal, start: Range | None, due: list[tuple[date, Range]], t: Range) -> Range | None:
    """What is expected on the day, by whole months."""
    passed = [each for each in due if each[0] <= goal.day]
    to_come = [each for each in due if each[0] > goal.day]
    if not passed:
        if start is None or goal.target.get("between") == "step" or goal.start is None or goal.end is None:
            return None
        whole = months(goal.start, after(goal.end))
        gone = min(max(months(goal.start, after(goal.day)), 0), whole)
        return part(start, t, Fraction(gone, whole)) if whole > 0 else None
    if not to_come or goal.target.get("between") == "step":
        return passed[-1][1]
    begin, end = after(passed[-1][0]), after(to_come[0][0])
    whole = months(begin, end)
    return part(passed[-1][1], to_come[0][1], Fraction(months(begin, after(goal.day)), whole) if whole else Fraction(1))


def part(start: Range, end: Range, share: Fraction) -> Range:
    return Range(start.low + (end.low - start.low) * share, start.high + (end.high - start.high) * share)


Seen = tuple[date, Range, bool]


def trend(goal: Goal, seen: list[Seen], due: list[tuple[date, Range]]) -> tuple[Seen, Seen] | None:
    """The newest figure, and what stood at the checkpoint before it; before any checkpoint the figure before it."""
    if not seen:
        return None
    now = seen[-1]
    passed = [day for day, _ in due if day < now[0]]
    before = [each for each in seen if each[0] < now[0] and (not passed or each[0] <= passed[-1])]
    if not before or (passed and goal.old(before[-1][0], passed[-1])):
        return None
    return before[-1], now


# ---- the eight shapes --------------------------------------------------------------------------------------------


def periods(goal: Goal, per: str, last: date) -> list[tuple[date, date]]:
    if goal.start is None:
        return []
    found = []
    for year in range(goal.start.year - 1, last.year + 1):
        if per == "school-year":
            found.append(school_year(year, goal.years))
        else:
            firsts = [date(year, month, 1) for month in range(1, 13, LENGTH[per])]
            found += [(first, shift(first, LENGTH[per]) - timedelta(1)) for first in firsts]
    return [span for span in found if goal.start <= span[0] and span[1] <= last]


def running_period(goal: Goal, per: str, day: date) -> tuple[date, date]:
    if per == "school-year":
        span = school_year(day.year, goal.years)
        return span if span[0] <= day else school_year(day.year - 1, goal.years)
    first = date(day.year, (day.month - 1) // LENGTH[per] * LENGTH[per] + 1, 1)
    return first, shift(first, LENGTH[per]) - timedelta(1)


def differs(goal: Goal, first: date, last: date) -> bool:
    return any(each.differs for each in goal.figures if first <= each.first and each.last <= last)


def per_period(goal: Goal, judge: Judge, *, cap: bool) -> Row:
    per = goal.target["per"]
    if goal.start is None:
        return fresh()
    spans = {last: (first, last) for first, last in periods(goal, per, goal.until)}
    sums = {last: in_period(goal, *span) for last, span in spans.items()}
    due = [(last, r) for last in spans if (r := required(goal, last))]

    def at(last: date, r: Range) -> Row | None:
        x = sums[last].value
        if x:
            return against(r, x, last, [judge], other=sums[last].other, differs=differs(goal, *spans[last]))
        return over_already(goal, spans[last], r) if cap else None

    row = last_due(goal, due, at, lambda: "period-missing" if sums[due[-1][0]].gap else absent(goal))
    if row["expected"] is None:
        row["expected"] = required(goal, running_period(goal, per, goal.day)[1])
    days = [last for last in spans if row["actual_date"] and last <= row["actual_date"]]
    if len(days) > 1 and days[-1] == row["actual_date"]:
        seen = [(last, x, sums[last].other) for last in days[-2:] if (x := sums[last].value)]
        row["trend"] = (seen[0], seen[1]) if len(seen) == 2 else None
    return row


def over_already(goal: Goal, span: tuple[date, date], cap: Range) -> Row | None:
    found = so_far(
        [each for each in goal.figures if each.basis == "period" and span[0] <= each.first and each.last <= span[1]],
        span[0],
    )
    if goal.net or goal.weighted or found.other or found.value is None or found.value.low <= cap.high:
        return None
    return fresh("not-achieved") | {"expected": cap, "actual": found.value, "actual_date": found.reach}


def minimum(goal: Goal) -> Row:
    row = per_period(goal, at_least(goal.almost), cap=False)
    return row | {"pace": pace(row["actual"], row["expected"])}


def cap_per_period(goal: Goal) -> Row:
    row = per_period(goal, no_more, cap=True)
    if goal.start:
        span = running_period(goal, goal.target["per"], goal.until)
        r = required(goal, span[1])
        runs = goal.start <= span[0] and goal.day < span[1] and (goal.end is None or span[1] <= goal.end)
        row = (over_already(goal, span, r) if runs and r else None) or row
    return row | {"ratio": None}


def total(goal: Goal, t: Range, judge: Judge, settled: str) -> tuple[Seen | None, Row]:
    start = goal.start or date.min
    found = so_far(goal.figures, start)
    x = found.value
    if x and found.gap:
        x = None if goal.net else Range(x.low, OPEN)
    now = (found.reach, x, found.other) if x and found.reach else None
    due = checkpoints(goal, t)

    def at(day: date, r: Range) -> Row | None:
        if now is None:
            return None
        row = against(r, now[1], now[0], [judge], other=now[2], differs=any(each.differs for each in goal.figures))
        if now[0] < day and (goal.net or row["verdict"] != settled):
            return None
        return row | {"reason": "period-missing"} if found.gap and row["reason"] == "range" else row

    row = last_due(goal, due, at, lambda: "period-missing" if found.gap else absent(goal))
    if row["verdict"] == "not-due" and goal.end is None:
        row |= {"verdict": "unknown", "reason": "no-end"}
    totals: dict[date, Seen] = {}
    for index in range(len(goal.figures)):
        part_of = so_far(goal.figures[: index + 1], start)
        if part_of.value and part_of.reach and not part_of.gap:
            totals[part_of.reach] = (part_of.reach, part_of.value, part_of.other)
    seen = list(totals.values())
    if now and seen and seen[-1] == now:
        row["trend"] = trend(goal, seen, due)
    if now:
        row |= {"actual": now[1], "actual_date": now[0]}
    return now, row


def cumulative(goal: Goal) -> Row:
    t = aim(goal)
    if t is None or (goal.start is None and goal.end is None):
        return fresh()
    now, row = total(goal, t, at_least(goal.almost), "achieved")
    on_day = line(goal, Range(Fraction(0), Fraction(0)), checkpoints(goal, t), t)
    row["expected"] = row["expected"] or on_day
    row["ratio"] = ratio(row["actual"], row["expected"])
    if now is None:
        return row
    if not goal.net and not now[2] and now[1].low >= t.high and (goal.end is None or goal.day < goal.end):
        row |= {"verdict": "achieved", "reason": None, "stale": False}
    return row | {"pace": pace(now[1], on_day)}


def cap_over_term(goal: Goal) -> Row:
    t = aim(goal)
    if t is None or (goal.start is None and goal.end is None):
        return fresh()
    now, row = total(goal, t, no_more, "not-achieved")
    row |= {"expected": row["expected"] or t, "ratio": None, "trend": None}
    if now and not goal.net and not now[2] and now[1].low > t.high:
        row |= {"verdict": "not-achieved", "reason": None, "stale": False}
    return row


def average(goal: Goal) -> Row:
    t, per = aim(goal), goal.target.get("per")
    if goal.start is None or t is None or per is None:
        return fresh() | {"expected": t}
    sums = [(first, last, in_period(goal, first, last)) for first, last in periods(goal, per, goal.until)]
    known = [(first, last, each) for first, last, each in sums if each.value]
    p = len(periods(goal, per, goal.end)) if goal.end else 0
    x = mean(
        [
            Figure("period", first, last, e.value, {}, frozenset(), e.other, differs=False, weight=e.weight)
            for first, last, e in known
        ],
        weighted=goal.weighted,
    )
    at_end = [(goal.end, t)] if goal.end else []
    if x is None:
        return last_due(goal, at_end, lambda *_: None, lambda: absent(goal)) | {"expected": t}
    newest, other = known[-1][1], any(each.other for _, _, each in known)
    split = any(each.differs for each in goal.figures)

    def at(_: date, r: Range) -> Row | None:
        return against(r, x, newest, [at_least(goal.almost)], other=other, differs=split) if len(known) == p else None

    row = last_due(goal, at_end, at, lambda: "period-missing")
    row |= {"expected": t, "actual": x, "actual_date": newest, "ratio": ratio(x, t), "pace": pace(x, t)}
    if len(known) > 1 and after(known[-2][1]) == known[-1][0]:
        row["trend"] = tuple((last, each.value, each.other) for _, last, each in known[-2:])
    enough = x.low * len(known) >= t.high * p
    if row["verdict"] == "not-due" and p > len(known) and enough and not (goal.weighted or goal.net or other):
        row["verdict"] = "achieved"
    return row


def state_rows(goal: Goal, judges: list[Judge], due: list[tuple[date, Range]]) -> Row:
    seen = [(each.last, each.value, each.other) for each in goal.figures if each.value]
    split = [each.differs for each in goal.figures if each.value]
    newest = seen[-1] if seen else None

    def at(day: date, r: Range) -> Row | None:
        if newest is None or goal.old(newest[0], day):
            return None
        return against(r, newest[1], newest[0], judges, other=newest[2], differs=split[-1])

    row = last_due(goal, due, at, lambda: "outdated" if newest else absent(goal))
    if row["verdict"] == "not-due" and goal.end is None:
        row |= {"verdict": "unknown", "reason": "no-end"}
    if newest:
        row |= {"actual": newest[1], "actual_date": newest[0]}
    return row | {"trend": trend(goal, seen, due)}


def state(goal: Goal) -> Row:
    t, falling = aim(goal), down(goal.target)
    assert t is not None
    plain = at_most(goal.almost) if falling else at_least(goal.almost)
    strict = no_more if falling else no_less
    b = goal.base

    def from_base(base: Fraction) -> Judge:
        def judge(x: Fraction, r: Fraction) -> str:
            ahead = base > r if falling else base < r
            return covered(x, base, r, goal.almost) if ahead else plain(x, r)

        return judge

    judges = [plain] if b is None else [from_base(b.low), from_base(b.high)]
    if b and b.low < b.high:

        def close(x: Fraction, r: Fraction) -> str:
            short = b.low < r < b.high and strict(x, r) == "not-achieved"
            return "not-achieved" if short else judges[0](x, r)

        judges = [*judges, close]
    due = checkpoints(goal, t)
    row = state_rows(goal, judges, due)
    on_day = row["expected"]
    if goal.target.get("between") == "linear":
        on_day = line(goal, b, due, t)
        row["expected"] = row["expected"] or on_day
    return row | {"ratio": ratio(row["actual"], row["expected"]), "pace": pace(row["actual"], on_day, falling=falling)}


def base_of(goal: Goal) -> Range | None:
    said = goal.target.get("against")
    if not isinstance(said, dict):
        return goal.base
    if found := number(said.get("value")):
        return found
    baseline = goal.goal.get("baseline")
    same = isinstance(baseline, dict) and all(said.get(key) == baseline.get(key) for key in ("period", "date"))
    return goal.base if same else None


def not_judged(goal: Goal, reason: str) -> Row:
    seen = [(each.last, each.value, each.other) for each in goal.figures if each.value]
    row = fresh("unknown", reason) | {"trend": trend(goal, seen, goal.steps)}
    return row | {"actual": seen[-1][1], "actual_date": seen[-1][0]} if seen else row


def change(goal: Goal) -> Row:
    b, t, percent = base_of(goal), aim(goal), goal.target.get("unit") == "percent"
    if b is None or (percent and b.low <= 0 <= b.high):
        return not_judged(goal, "no-baseline")
    if t is None or t.low <= 0 <= t.high:
        return not_judged(goal, "target-unknown")
    falling = (t.high < 0) != (percent and b.high < 0)
    strict = no_more if falling else no_less

    def reach(base: Fraction, by: Fraction) -> Fraction:
        return base * (1 + by / 100) if percent else base + by

    def level(by: Range) -> Range:
        ends = [reach(base, each) for base in b for each in by] if percent else [b.low + by.low, b.high + by.high]
        return Range(min(ends), max(ends))

    def from_base(base: Fraction) -> Judge:
        def judge(x: Fraction, by: Fraction) -> str:
            r = reach(base, by)
            return covered(x, base, r, goal.almost) if (r < base if falling else r > base) else strict(x, r)

        return judge

    due = checkpoints(goal, t)
    row = state_rows(goal, [from_base(b.low), from_base(b.high)], due)
    on_day = line(goal, b, [(day, level(by)) for day, by in due], level(t))
    r = row["expected"] = level(row["expected"]) if row["expected"] else on_day
    x, start = row["actual"], b.exact
    q = None
    if x and r and start is not None and x.exact is not None and r.exact is not None and r.exact != start:
        q = (x.exact - start) / (r.exact - start)
    return row | {"ratio": q, "pace": pace(x, on_day, falling=falling), "falling": falling}


def deliver(goal: Goal) -> Row:
    if goal.end is None:
        return fresh("unknown", "no-end")
    done = [each.last for each in goal.figures if each.words == {"delivered"}]
    if done:
        late = (min(done) - goal.end).days
        verdict = "achieved" if late <= 0 else "almost" if late <= goal.late_days else "not-achieved"
        return fresh(verdict) | {"actual_date": min(done)}
    if any(len(each.words) == 2 for each in goal.figures):
        return fresh("unknown", "sources-differ")
    refused = [each.last for each in goal.figures if "not-delivered" in each.words and each.last >= goal.end]
    if refused:
        return fresh("not-achieved") | {"actual_date": max(refused)}
    if goal.day > goal.reported(goal.end):
        return fresh("unknown", "no-measurement") | {"stale": True}
    return fresh()


def level_of(target: Mapping[str, Any]) -> tuple[Fraction | None, Fraction | None]:
    """The lower and the upper bound of a level to keep."""
    bounds = target["keep"]
    least, most = wanted(bounds.get("at_least"), down=False), wanted(bounds.get("at_most"), down=True)
    low = Fraction(bounds["from"]) if "from" in bounds else least.high if least else None
    high = Fraction(bounds["to"]) if "to" in bounds else most.low if most else None
    return low, high


def keep(goal: Goal) -> Row:
    low, high = level_of(goal.target)
    ends = [end for end in (low, high) if end is not None]
    if not ends:
        return not_judged(goal, "target-unknown")
    r = Range(ends[0], ends[-1])
    seen: list[Seen] = []
    verdicts: list[tuple[str, str | None]] = []
    for each in goal.figures:
        if found := kept(each, goal.target.get("in_each") or [], low, high):
            seen.append((each.last, found[0], each.other))
            verdicts.append(found[1:])
    if not seen:
        late = goal.start is not None and goal.day > goal.reported(shift(goal.start, goal.cycle))
        return (fresh("unknown", absent(goal)) if late else fresh()) | {"expected": r, "stale": late}
    day, x, _ = seen[-1]
    stale = goal.old(day, goal.until)
    verdict, reason = ("unknown", "outdated") if stale else verdicts[-1]
    row = fresh(verdict, reason) | {
        "expected": r,
        "actual": x,
        "actual_date": day,
        "ratio": ratio(x, r),
        "stale": stale,
    }
    return row | {"trend": trend(goal, seen, [])}


def kept(
    each: Figure, wish: list[str], low: Fraction | None, high: Fraction | None
) -> tuple[Range, str, str | None] | None:
    """The value of a figure, in the worst of the areas that were wished for, and whether it lies within the bounds."""
    values = [(each.areas[area], area in each.split) for area in wish if area in each.areas]
    if not wish and each.value:
        values = [(each.value, each.differs)]
    if not values:
        return None
    judged = [(inside(x, low, high, other=each.other, differs=split), margin(x, low, high), x) for x, split in values]
    (_, verdict, reason), _, worst = min(judged, key=lambda one: (one[0][0], one[1]))
    if len(values) < len(wish) and verdict == "achieved":
        verdict, reason = "unknown", "area-missing"
    return worst, verdict, reason


def margin(x: Range, low: Fraction | None, high: Fraction | None) -> Fraction:
    return min(([] if low is None else [x.low - low]) + ([] if high is None else [high - x.high]))


def inside(
    x: Range, low: Fraction | None, high: Fraction | None, *, other: bool, differs: bool
) -> tuple[int, str, str | None]:
    """The verdict, and before it how bad it is: failed, unknown, kept."""
    if other:
        return 1, "unknown", "indicator-changed"
    if margin(x, low, high) >= 0:
        return 2, "achieved", None
    if (low is not None and x.high < low) or (high is not None and x.low > high):
        return 0, "not-achieved", None
    return 1, "unknown", "sources-differ" if differs else "range"


def shape(target: Mapping[str, Any]) -> Callable[[Goal], Row] | None:
    has = {key: number(target.get(key)) is not None for key in ("at_least", "at_most", "average", "change")}
    if "deliver" in target:
        return deliver
    if isinstance(target.get("keep"), dict):
        return keep
    if has["change"]:
        return change
    if has["average"]:
        return average
    if has["at_most"] and ("per" in target or "over" in target or not has["at_least"]):
        return cap_per_period if "per" in target else cap_over_term if "over" in target else state
    if has["at_least"]:
        return minimum if "per" in target else cumulative if "over" in target else state
    return None


# ---- the rows ----------------------------------------------------------------------------------------------------


def rows(masterplan: dict[str, Any] | None, convenants: Iterable[dict[str, Any]], day: date) -> list[Row]:
    found = []
    for written in convenants:
        text = in_force(written, day)
        goals = text.get("goals")
        found += [row_of(written, text, goal, masterplan or {}, day) for goal in goals or [] if isinstance(goals, list)]
    return found


def signed_on(text: dict[str, Any]) -> date | None:
    signing = text.get("signing")
    if isinstance(signing, dict) and (when := day_of(signing.get("date"))):
        return when[1]
    first = [each for each in text.get("parties") or [] if each.get("class") != "accedes" and "joined" not in each]
    return max((when[1] for each in first if (when := day_of(each.get("signed")))), default=None)


def times(
    text: dict[str, Any], target: dict[str, Any], years: tuple[str, str], day: date
) -> tuple[date | None, date | None, date | None]:
    """S, E, and the first day of the term."""
    term = text["term"] if isinstance(text.get("term"), dict) else {}
    starts, ends = day_of(term.get("starts")), day_of(term.get("ends"))
    begin = starts[0] if starts else signed_on(text)
    end = ends[1] if ends else None
    ended = day_of(term["ended"]["date"]) if isinstance(term.get("ended"), dict) else None
    if ended and (ended[1] <= day or (end and end < day)):
        end = ended[1]
    first, by = (period_of(target.get(key), years, begin) for key in ("first", "by"))
    return first[0] if first else begin, by[1] if by else end, begin


def row_of(
    written: dict[str, Any], text: dict[str, Any], goal: dict[str, Any], masterplan: dict[str, Any], day: date
) -> Row:
    target = goal["target"] if isinstance(goal.get("target"), dict) and set(goal["target"]) != {"none"} else {}
    school = masterplan.get("school_year") or {"first": "08-01", "last": "07-31"}
    years = (school["first"], school["last"])
    start, end, term = times(text, target, years, day)
    reporting = text["reporting"] if isinstance(text.get("reporting"), dict) else {}
    cycle = LENGTH[reporting.get("cycle") or (masterplan.get("reporting") or {}).get("cycle") or "year"]
    verdict = masterplan.get("verdict") or {}
    known = figures({**written, "measurements": text.get("measurements")}, goal, day, years, term)
    until = min(day, end) if end and "deliver" not in target else day
    indicator = goal["indicator"] if isinstance(goal.get("indicator"), dict) else {}
    baseline = goal["baseline"] if isinstance(goal.get("baseline"), dict) else {}
    steps = []
    for step in goal.get("milestones") or []:
        span = period_of(step.get("by"), years, term)
        keys = [key for key in OPERATORS if number(target.get(key))]
        if span and keys and (r := wanted(step.get(keys[0]), down=down(target))):
            steps.append((span[1], r))
    case = Goal(
        day=day, start=start, end=end, target=target, steps=sorted(steps),
        figures=[each for each in known if each.last <= until],
        late=any(each.last > until for each in known), base=number(baseline.get("value")), goal=goal,
        almost=Fraction(verdict.get("almost", "0.80")), late_days=int(verdict.get("late_days", 31)),
        net=indicator.get("count") != "gross", cycle=cycle, due=reporting.get("due"), years=years, term=term,
    )  # fmt: skip
    row = judged(case, text)
    row["trend"] = direction(row, target)
    row["stale"] = (row["stale"] or overdue(case, text, target)) and text["status"] not in DRAFTS
    row.pop("falling", None)
    return {"convenant": text["id"], "goal": goal["id"]} | row


def judged(goal: Goal, text: dict[str, Any]) -> Row:
    judge = shape(goal.target)
    if judge is None:
        answer = goal.goal.get("target")
        qualitative = isinstance(goal.goal.get("qualitative"), dict)
        none = isinstance(answer, dict) and set(answer) & {"none", "not_chosen"}
        if qualitative or "followed" in goal.target or none:
            return not_judged(goal, "no-target")
        prefix = f"goals/{goal.goal['id']}/target"
        told = {str(each["value"]) for each in text.get("facts") or [] if each["at"].startswith(prefix)}
        return not_judged(goal, "sources-differ" if len(told) > 1 else "target-unknown")
    if "in_each" not in goal.target or judge in {keep, deliver}:
        return judge(goal)
    found = [judge(one_area(goal, area)) for area in goal.target["in_each"]]
    order = ["not-achieved", "unknown", "almost", "not-due", "achieved"]
    sign = -1 if down(goal.target) else 1

    def rank(row: Row) -> tuple[int, Fraction]:
        x = row["actual"]
        return order.index(row["verdict"]), Fraction(0) if x is None else sign * (x.high if sign < 0 else x.low)

    worst = min(found, key=rank)
    if worst["actual"] is None and worst["reason"] == "no-measurement" and any(row["actual"] for row in found):
        worst["reason"] = "area-missing"
    return worst


def one_area(goal: Goal, area: str) -> Goal:
    baseline = goal.goal["baseline"] if isinstance(goal.goal.get("baseline"), dict) else {}
    return goal._replace(
        figures=[each._replace(value=each.areas.get(area), differs=area in each.split) for each in goal.figures],
        base=number((baseline.get("areas") or {}).get(area)),
    )


def direction(row: Row, target: Mapping[str, Any]) -> str:
    if row["trend"] is None or row["stale"]:
        return "not-comparable"
    (_, before, changed), (_, now, also) = row["trend"]
    if changed or also or before.exact is None or now.exact is None:
        return "not-comparable"
    bounds = target.get("keep")
    if isinstance(bounds, dict) and {"from", "to"} <= set(bounds):
        low, high = Fraction(bounds["from"]), Fraction(bounds["to"])
        before, now = (-max(low - each.exact, each.exact - high, Fraction(0)) for each in (before, now))
    else:
        sign = -1 if row.get("falling", down(target)) else 1
        before, now = sign * before.exact, sign * now.exact
    return "better" if now > before else "worse" if now < before else "equal"


def overdue(goal: Goal, text: dict[str, Any], target: Mapping[str, Any]) -> bool:
    """Whether no figure is about the last cycle that had to be reported before the day; cycles end on a year's ends."""
    baseline, reporting = goal.goal.get("baseline"), text.get("reporting")
    planned = day_of(baseline.get("planned")) if isinstance(baseline, dict) and set(baseline) == {"planned"} else None
    spared = isinstance(reporting, dict) and set(reporting) == {"not_chosen"}
    aimed = "followed" in target or shape(target) is not None
    if goal.start is None or "deliver" in target or isinstance(goal.goal.get("qualitative"), dict) or not aimed:
        return False
    if spared or (planned and planned[1] >= goal.day):
        return False
    term = text["term"] if isinstance(text.get("term"), dict) else {}
    ended = day_of(term["ended"]["date"]) if isinstance(term.get("ended"), dict) else None
    end = min((each for each in (goal.end, ended[1] if ended else None) if each), default=None)
    last, before = date(goal.start.year, 1, 1) - timedelta(1), None
    found = None
    while last < goal.day:
        before, last = last, shift(after(last), goal.cycle) - timedelta(1)
        if goal.start < last < goal.day and goal.reported(last) < goal.day and (end is None or last <= end):
            found = before
    return found is not None and not (goal.figures and goal.figures[-1].last > found)
