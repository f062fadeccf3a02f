"""The eight shapes that a target can have: each gives its judgement of a case, exactly.

Source: the table of the eight shapes in the programme's rules of progress. d is the case's day, S and E its first
and last day, T the target, r the requirement at the last checkpoint D that is due, x the actual value.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from convtool.messages import Message, say
from convtool.models.goals import Target
from convtool.progress import verdicts
from convtool.progress.calendar import Span, add_months, months, next_day
from convtool.progress.case import Case, Checkpoint, Judgement, Point, standing, unknown
from convtool.progress.evidence import Entry, Value, over_span, running, value_of
from convtool.progress.verdicts import ACHIEVED, ALMOST, NOT_ACHIEVED, NOT_DUE, UNKNOWN, judged
from convtool.values import Number

Shape = Callable[[Case], Judgement]


def shape_of(target: Target) -> Shape | None:
    """Give the shape of a target, or None where it has no operator."""
    if target.deliver:
        return deliverable
    if target.keep:
        return keep
    if target.change:
        return change
    if target.average:
        return average
    if target.at_most and (target.per or target.over):
        return cap_per_period if target.per else cap_over_term
    if target.at_least and target.per:
        return minimum_per_period
    if target.at_least and target.over:
        return cumulative
    return state if target.at_least or target.at_most else None


def minimum_per_period(case: Case) -> Judgement:
    """1. x is the value of the last due period, or of all its sub-periods; V(x, r); also met in k of n periods."""
    rule = verdicts.at_least(case.almost)
    return _per_period(case, rule, expects_pace=True)


def cap_per_period(case: Case) -> Judgement:
    """4. As 1 with a cap: over it is not-achieved at once, also in the running period (net: at its end)."""
    found = replace(_per_period(case, verdicts.cap, expects_pace=False), ratio=None)
    cap = _requirement(case, case.until)
    if case.net or not case.target.per or cap is None or case.start is None:
        return found
    span = case.calendar.period_around(case.target.per, case.until)
    entries = [entry for entry in case.entries if entry.basis == "period" and entry.value and span.first <= entry.span.first]
    so_far = running([entry for entry in entries if entry.span.last <= span.last], span.first)
    if span.last > case.day and so_far.value and so_far.value.low > cap.high:
        return replace(
            found, verdict=NOT_ACHIEVED, reason=None, expected=cap, actual=so_far.value, actual_date=so_far.reaches, stale=False
        )
    return found


def _per_period(case: Case, rule: verdicts.Judge, *, expects_pace: bool) -> Judgement:
    """Judge the last whole period that is due; its requirement is not pro rata."""
    if case.start is None or not case.target.per:
        return Judgement(verdict=NOT_DUE)
    spans = list(case.calendar.whole_periods(case.target.per, case.start, case.until))
    totals = {span: over_span(case.entries, span, weighted=case.weighted) for span in spans}
    required = [
        (span, requirement) for span in spans if (requirement := _requirement(case, span.last)) is not None
    ]
    by_day = {span.last: totals[span] for span in spans}

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        total = by_day[checkpoint.day]
        if total.value is None:
            return None
        return _verdict(case, rule, total.value, checkpoint, checkpoint.day, changed=total.changed)

    def lacking() -> str:
        last = totals[required[-1][0]]
        return "period-missing" if last.gap else _absence(case)

    found = standing(case, [Checkpoint(span.last, requirement) for span, requirement in required], judge, lacking)
    if found.expected is None:
        found = replace(found, expected=_requirement(case, case.calendar.period_around(case.target.per, case.day).last))
    met = [
        judged(rule, total.value, requirement)[0] == ACHIEVED
        for span, requirement in required
        if (total := totals[span]).value and not total.changed
    ]
    notes = found.notes
    if len(met) > 1:
        notes = (*notes, say("met in {met} of {periods} periods", met=sum(met), periods=len(met)))
    points = [Point(span.last, total.value, total.changed) for span, total in totals.items() if total.value]
    pace = _pace(found.actual, found.expected) if expects_pace and found.actual else None
    return replace(found, notes=notes, points=points, pace=pace)


def _requirement(case: Case, day: date) -> Value | None:
    """What is required on `day`, step by step.

    Before the first milestone nothing, then the last milestone's, and after the last milestone the target's.
    """
    if not case.milestones:
        return _aim(case)
    passed = [milestone for milestone in case.milestones if milestone.day <= day]
    if not passed:
        return None
    return _aim(case) if day > case.milestones[-1].day else passed[-1].requirement


def _aim(case: Case) -> Value | None:
    """T: the value of the target's own operator."""
    target = case.target
    number = target.at_least or target.at_most or target.average or target.change
    return value_of(number) if isinstance(number, Number) else None


def cumulative(case: Case) -> Judgement:
    """2. x is the last running total plus later periods; V(x, r) at a milestone or E.

    Expected before any of these is due: T x m / N. Before E and x >= T: gross is achieved early, net is reached
    and can still fall. After a gap a gross total is a lower bound, a net one unknown.
    """
    rule = verdicts.at_least(case.almost)
    aim = _aim(case)
    if case.start is None or aim is None:
        return Judgement(verdict=NOT_DUE)
    total = _gross_or_net(case, case.start)
    actual = total[0]

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        if actual is None or total[1] is None:
            return None
        found = _verdict(case, rule, actual, checkpoint, total[1], changed=total[2])
        if total[1] < checkpoint.day and (case.net or found.verdict != ACHIEVED):
            return None
        return _gap_named(found, gap=total[3])

    found = standing(case, _checkpoints(case, aim), judge, lambda: "period-missing" if total[3] else _absence(case))
    if found.expected is None:
        found = replace(found, expected=_pro_rata(case, Value(Fraction(0), Fraction(0)), aim))
    if actual is not None and found.actual is None:
        found = replace(found, actual=actual, actual_date=total[1], ratio=_ratio(actual, found.expected))
    if found.verdict == NOT_DUE and case.end is None:
        found = replace(found, verdict=UNKNOWN, reason="no-end")
    if actual is not None and not total[2] and actual.low >= aim.high and (case.end is None or case.day < case.end):
        early = say("reached, can still fall") if case.net else say("achieved early")
        found = replace(found, notes=(*found.notes, early), **({} if case.net else {"verdict": ACHIEVED, "reason": None, "stale": False}))
    pace = _pace(actual, _between(case, aim)) if actual else None
    return replace(found, pace=pace, points=_growing(case, case.start))


def cap_over_term(case: Case) -> Judgement:
    """4. As 2 with a cap: expected is T; over it is not-achieved at once (net: at E); no pace, no ratio."""
    aim = _aim(case)
    if case.start is None or aim is None:
        return Judgement(verdict=NOT_DUE)
    actual, reaches, changed, gap = _gross_or_net(case, case.start)

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        if actual is None or reaches is None or reaches < checkpoint.day:
            return None
        return _gap_named(_verdict(case, verdicts.cap, actual, checkpoint, reaches, changed=changed), gap=gap)

    found = standing(case, _checkpoints(case, aim), judge, lambda: "period-missing" if gap else _absence(case))
    found = replace(found, expected=found.expected or aim, actual=actual, actual_date=reaches)
    if actual is not None and not case.net and not changed and actual.low > aim.high:
        found = replace(found, verdict=NOT_ACHIEVED, reason=None, stale=False)
    elif found.verdict == NOT_DUE and case.end is None:
        found = replace(found, verdict=UNKNOWN, reason="no-end")
    return replace(found, ratio=None, points=_growing(case, case.start))


def _gross_or_net(case: Case, start: date) -> tuple[Value | None, date | None, bool, bool]:
    """Give the total so far, the day it reaches, whether the count changed, and whether days are missing in it."""
    total = running(case.entries, start)
    value = total.value
    if value is not None and total.gap:
        value = None if case.net else value.at_least()
    return value, total.reaches, total.changed, total.gap


def _gap_named(found: Judgement, *, gap: bool) -> Judgement:
    return replace(found, reason="period-missing") if gap and found.reason == "range" else found


def _growing(case: Case, start: date) -> list[Point]:
    """The running total on each reference day that it has."""
    points = []
    for count in range(1, len(case.entries) + 1):
        total = running(case.entries[:count], start)
        if total.value and total.reaches and not total.gap:
            points.append(Point(total.reaches, total.value, total.changed))
    return points


def average(case: Case) -> Judgement:
    """3. x is the sum over k measured whole periods divided by k; a mean is weighted.

    Expected is T on every day. Before E not-due, with what is still needed: (T x P - sum) / (P - k) for P periods in
    the term; gross and sum >= T x P is achieved. At E with all periods V(x, T), else unknown.
    """
    aim, per = _aim(case), case.target.per
    if case.start is None or aim is None or not per:
        return Judgement(verdict=NOT_DUE, expected=aim)
    spans = list(case.calendar.whole_periods(per, case.start, case.until))
    totals = [(span, over_span(case.entries, span, weighted=case.weighted)) for span in spans]
    measured = [(span, total.value) for span, total in totals if total.value]
    changed = any(total.changed for _, total in totals)
    points = [Point(span.last, total.value, total.changed) for span, total in totals if total.value]
    mean = _mean(case, measured)
    if mean is None:
        found = standing(case, _end(case, aim), lambda _: None, lambda: _absence(case))
        return replace(found, expected=aim)
    last = measured[-1][0].last
    rule = verdicts.at_least(case.almost)
    whole = list(case.calendar.whole_periods(per, case.start, case.end)) if case.end else []

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        complete = len(measured) == len(whole)
        return _verdict(case, rule, mean, checkpoint, last, changed=changed) if complete else None

    found = standing(case, _end(case, aim), judge, lambda: "period-missing")
    found = replace(
        found, expected=aim, actual=mean, actual_date=last, ratio=_ratio(mean, aim), pace=_pace(mean, aim), points=points
    )
    if not case.weighted and whole and case.day < whole[-1].last and len(whole) > len(measured):
        total = mean.low * len(measured)
        missing = aim.high * len(whole) - total
        if missing <= 0 and not case.net and not changed:
            return replace(found, verdict=ACHIEVED, reason=None, notes=(*found.notes, say("achieved early")))
        needed = missing / (len(whole) - len(measured))
        found = replace(found, notes=(*found.notes, say("needed from now on: {number} per period", number=_shown(needed))))
    return found


def _mean(case: Case, measured: Sequence[tuple[Span, Value]]) -> Value | None:
    if not measured:
        return None
    if case.weighted:
        term = Span(measured[0][0].first, measured[-1][0].last)
        entries = [entry for entry in case.entries if entry.basis == "period" and entry.span in {span for span, _ in measured}]
        return over_span([*entries], term, weighted=True).value or over_span(entries, measured[0][0], weighted=True).value
    total = measured[0][1]
    for _, value in measured[1:]:
        total = total.plus(value)
    return total._replace(low=total.low / len(measured), high=total.high / len(measured))


def state(case: Case) -> Judgement:
    """5. x is the newest state; expected the last due requirement.

    Upwards with a baseline b < r, downwards with b > r: Q((x - b) / (r - b)). Else V(x, r), or for `at_most`
    x <= r achieved, x > 0 and r / x >= t almost. A state older than one reporting cycle before D is unknown.
    """
    aim = _aim(case)
    if aim is None:
        return unknown("target-unknown")
    rising = case.target.at_least is not None
    plain = verdicts.at_least(case.almost) if rising else verdicts.at_most(case.almost)
    base = case.baseline.exact if case.baseline else None

    def rule(value: Fraction, requirement: Fraction) -> str:
        ahead = base is not None and (base < requirement if rising else base > requirement)
        judge = verdicts.change_from(base, case.almost) if ahead and base is not None else plain
        return judge(value, requirement)

    found = _newest(case, rule, _checkpoints(case, aim))
    if found.verdict == NOT_DUE and case.end is None:
        found = replace(found, verdict=UNKNOWN, reason="no-end")
    expected = found.expected
    if case.target.between == "linear" and case.baseline:
        expected = _between(case, aim, case.baseline)
    if found.actual is not None and expected is not None:
        better = found.actual if rising else expected
        found = replace(found, pace=_pace(better, expected if rising else found.actual))
    return found


def change(case: Case) -> Judgement:
    """6. r = b (1 + p / 100), or b + change; x is the newest state; Q((x - b) / (r - b)) in both directions.

    Expected before anything is due: b + (r - b) m / N. The ratio is q. An unknown b, or zero for percent: unknown.
    """
    number = case.target.against.value if case.target.against else None
    base_value = value_of(number) if isinstance(number, Number) else case.baseline
    base = base_value.exact if base_value else None
    percent = case.target.unit == "percent"
    aim = _aim(case)
    if base is None or (percent and base == 0):
        return unknown("no-baseline")
    if aim is None or 0 in {aim.low, aim.high}:
        return unknown("target-unknown")

    def level(step: Value) -> Value:
        low, high = ((base * (1 + end / 100)) if percent else base + end for end in (step.low, step.high))
        return Value(min(low, high), max(low, high), step.about)

    wanted = level(aim)
    checkpoints = [Checkpoint(day, level(step)) for day, step in _checkpoints(case, aim)]
    found = _newest(case, verdicts.change_from(base, case.almost), checkpoints)
    start = Value(base, base)
    if found.verdict == NOT_DUE:
        if case.end is None:
            return replace(found, verdict=UNKNOWN, reason="no-end")
        found = replace(found, expected=_pro_rata(case, start, wanted))
    requirement = found.expected.exact if found.expected else None
    actual = found.actual.exact if found.actual else None
    ratio = (actual - base) / (requirement - base) if None not in {actual, requirement} and requirement != base else None
    on_day = _linear(case, start, [checkpoint for checkpoint in checkpoints if case.end], wanted)
    pace = None
    if actual is not None and on_day is not None and on_day.exact is not None:
        falling = wanted.high < base
        pace = _pace(on_day, found.actual) if falling else _pace(found.actual, on_day)
    return replace(found, ratio=ratio, pace=pace)


def deliverable(case: Case) -> Judgement:
    """7. Delivered on or before the day: achieved. Up to `late_days` after it: almost. Later or not: not-achieved.

    Before the day not-due; past it without an entry unknown. A late entry still counts as evidence.
    """
    day = case.end
    if day is None:
        return unknown("no-end")
    delivered = [entry.span.last for entry in case.entries if entry.word == "delivered"]
    refused = [entry.span.last for entry in case.entries if entry.word == "not-delivered" and entry.span.last >= day]
    if delivered:
        first = min(delivered)
        late = (first - day).days
        found = Judgement(verdict=ACHIEVED, actual_date=first)
        if late > 0:
            verdict = ALMOST if late <= case.late_days else NOT_ACHIEVED
            found = replace(found, verdict=verdict, notes=(say("{days} days late", days=late),))
        return found
    if refused:
        return Judgement(verdict=NOT_ACHIEVED, actual_date=max(refused))
    if case.day < day:
        return Judgement(verdict=NOT_DUE)
    zero = Checkpoint(day, Value(Fraction(0), Fraction(0)))
    return replace(standing(case, [zero] if case.day > day else [], lambda _: None, lambda: "no-measurement"), expected=None)


def keep(case: Case) -> Judgement:
    """8. Judged at every measurement against the bound: inside achieved, outside not-achieved, never almost.

    `in_each` takes the worst area; one that is missing makes it unknown unless a known one fails.
    """
    bounds = case.target.keep
    low = value_of(bounds.at_least).high if bounds and bounds.at_least else None
    high = value_of(bounds.at_most).low if bounds and bounds.at_most else None
    if bounds and bounds.from_ is not None:
        low = Fraction(bounds.from_)
    if bounds and bounds.to is not None:
        high = Fraction(bounds.to)
    bound = low if low is not None else high
    if bound is None:
        return unknown("target-unknown")
    expected = Value(bound, bound) if low is None or high is None else Value(low, high)

    def outside(value: Fraction) -> Fraction:
        return max(low - value if low is not None else Fraction(0), value - high if high is not None else Fraction(0), Fraction(0))

    readings = [reading for entry in case.entries if (reading := _reading(case, entry, outside))]
    if not readings:
        started = case.start is not None and case.day > case.reporting_day(add_months(case.start, case.cycle))
        missing = _absence(case)
        return replace(unknown(missing, stale=True) if started else Judgement(verdict=NOT_DUE), expected=expected)
    point, area_missing = readings[-1]
    results = [_kept(point.value, outside, area_missing=missing) for point, missing in readings]
    verdict, reason = results[-1]
    if point.changed:
        verdict, reason = UNKNOWN, "indicator-changed"
    stale = case.outdated(point.day, case.until)
    if stale:
        verdict, reason = UNKNOWN, "outdated"
    known = [each for each, _ in results if each != UNKNOWN]
    notes = _about(point.value)
    if len(known) > 1:
        notes = (*notes, say("kept in {met} of {periods} measurements", met=known.count(ACHIEVED), periods=len(known)))
    ratio = _ratio(point.value, expected)
    return Judgement(
        verdict=verdict, reason=reason, expected=expected, actual=point.value, actual_date=point.day,
        ratio=ratio, stale=stale, notes=notes, points=[point for point, _ in readings],
    )  # fmt: skip


def _reading(case: Case, entry: Entry, outside: Callable[[Fraction], Fraction]) -> tuple[Point, bool] | None:
    """Give the value of an entry, the worst of the areas where each counts, and whether one of these is missing."""
    wanted = case.target.in_each or ()
    if not wanted:
        return (Point(entry.span.last, entry.value, entry.changed), False) if entry.value else None
    known = [entry.areas[area] for area in wanted if area in entry.areas]
    if not known:
        return None
    worst = max(known, key=lambda value: (outside(value.low) + outside(value.high), -value.low))
    return Point(entry.span.last, worst, entry.changed), len(known) < len(wanted)


def _kept(value: Value, outside: Callable[[Fraction], Fraction], *, area_missing: bool) -> tuple[str, str | None]:
    ends = {outside(end) == 0 for end in value[:2]}
    if ends == {False}:
        return NOT_ACHIEVED, None
    if ends == {True}:
        return (UNKNOWN, "area-missing") if area_missing else (ACHIEVED, None)
    return UNKNOWN, "sources-differ" if value.differs else "range"


def _newest(case: Case, rule: verdicts.Judge, checkpoints: Sequence[Checkpoint]) -> Judgement:
    """Judge the newest state against the last due checkpoint; without one it stands as not due."""
    points = case.points
    newest = points[-1] if points else None

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        if newest is None or case.outdated(newest.day, checkpoint.day):
            return None
        return _verdict(case, rule, newest.value, checkpoint, newest.day, changed=newest.changed)

    found = standing(case, checkpoints, judge, lambda: "outdated" if newest else _absence(case))
    if newest and found.actual is None:
        found = replace(found, actual=newest.value, actual_date=newest.day, ratio=_ratio(newest.value, found.expected))
    return replace(found, points=points)


def _verdict(case: Case, rule: verdicts.Judge, value: Value, checkpoint: Checkpoint, day: date, *, changed: bool) -> Judgement:
    verdict, reason = judged(rule, value, checkpoint.requirement)
    if changed:
        verdict, reason = UNKNOWN, "indicator-changed"
    return Judgement(
        verdict=verdict, reason=reason, expected=checkpoint.requirement, actual=value, actual_date=day,
        ratio=_ratio(value, checkpoint.requirement), notes=_about(value),
    )  # fmt: skip


def _about(value: Value) -> tuple[Message, ...]:
    return (say("about"),) if value.about else ()


def _checkpoints(case: Case, aim: Value) -> list[Checkpoint]:
    """The milestones and E, in order of their days; a milestone on E itself gives way to the target."""
    end = _end(case, aim)
    return [each for each in case.milestones if not end or each.day < end[0].day] + end


def _end(case: Case, aim: Value) -> list[Checkpoint]:
    return [Checkpoint(case.end, aim)] if case.end else []


def _absence(case: Case) -> str:
    """Say why there is no evidence: nothing measured, or nothing before the last day while something came after it."""
    return "reported-late" if case.late else "no-measurement"


def _pro_rata(case: Case, start: Value, aim: Value) -> Value | None:
    """start + (aim - start) x m / N, with m months elapsed of N; None without a start, an end or a whole month."""
    if case.start is None or case.end is None:
        return None
    whole = months(case.start, next_day(case.end))
    if whole <= 0:
        return None
    elapsed = min(max(months(case.start, next_day(case.day)), 0), whole)
    share = Fraction(elapsed, whole)
    return Value(*(base + (end - base) * share for base, end in ((start.low, aim.low), (start.high, aim.high))), aim.about)


def _between(case: Case, aim: Value, start: Value = Value(Fraction(0), Fraction(0))) -> Value | None:  # noqa: B008 - immutable
    return _linear(case, start, _checkpoints(case, aim), aim)


def _linear(case: Case, start: Value, checkpoints: Sequence[Checkpoint], aim: Value) -> Value | None:
    """The expectation on d: between two checkpoints linear by months; before the first as if there were none.

    A target whose expectation goes by steps (`between: step`) stays at the last one that is due.
    """
    due = [each for each in checkpoints if each.day <= case.day]
    if not due:
        return _pro_rata(case, start, aim)
    later = [each for each in checkpoints if each.day > case.day]
    if not later or case.target.between == "step":
        return due[-1].requirement
    before, after = due[-1], later[0]
    begin, end = next_day(before.day), next_day(after.day)
    share = Fraction(months(begin, next_day(case.day)), months(begin, end)) if months(begin, end) else Fraction(1)
    return Value(*(low + (high - low) * share for low, high in zip(before.requirement[:2], after.requirement[:2], strict=True)))


def _ratio(actual: Value | None, expected: Value | None) -> Fraction | None:
    """actual / expected; None where either is no number or expected is zero or less."""
    if actual is None or expected is None or actual.exact is None or expected.exact is None or expected.exact <= 0:
        return None
    return actual.exact / expected.exact


def _pace(actual: Value | None, expected: Value | None) -> str | None:
    if actual is None or expected is None:
        return None
    if actual.low >= expected.high:
        return "on-course"
    return "behind" if actual.high < expected.low else None


def _shown(number: Fraction) -> object:
    """Give a fraction as a number for a sentence: exact where two decimals hold it, else rounded to two."""
    return Decimal(round(number * 100)) / 100


