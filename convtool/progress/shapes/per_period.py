"""Shapes 1 and 4: a minimum or a cap in every period."""

from __future__ import annotations

from dataclasses import replace

from convtool.messages import say
from convtool.progress import verdicts
from convtool.progress.case import Case, Checkpoint, Judgement, Point, standing
from convtool.progress.evidence import over_span, running
from convtool.progress.expectation import pace_of, required_on, verdict_at, why_absent
from convtool.progress.verdicts import ACHIEVED, NOT_ACHIEVED, NOT_DUE, Judge, judged


def minimum_per_period(case: Case) -> Judgement:
    """1. x is the value of the last due period, or of all its sub-periods; V(x, r); also met in k of n periods."""
    found = _per_period(case, verdicts.at_least(case.almost))
    return replace(found, pace=pace_of(found.actual, found.expected))


def cap_per_period(case: Case) -> Judgement:
    """4. As 1 with a cap: over it is not-achieved at once, also in the running period (net: at its end)."""
    found = replace(_per_period(case, verdicts.cap), ratio=None)
    cap = required_on(case, case.until)
    if case.net or not case.target.per or cap is None:
        return found
    span = case.calendar.period_around(case.target.per, case.until)
    entries = [entry for entry in case.entries if entry.basis == "period" and entry.span.first >= span.first]
    so_far = running(entries, span.first)
    if span.last > case.day and so_far.value and not so_far.changed and so_far.value.low > cap.high:
        return replace(
            found,
            verdict=NOT_ACHIEVED,
            reason=None,
            expected=cap,
            actual=so_far.value,
            actual_date=so_far.reaches,
            stale=False,
        )
    return found


def _per_period(case: Case, rule: Judge) -> Judgement:
    """Judge the last whole period that is due; its requirement is not pro rata."""
    per = case.target.per
    if case.start is None or not per:
        return Judgement(verdict=NOT_DUE)
    spans = list(case.calendar.whole_periods(per, case.start, case.until))
    totals = {span.last: over_span(case.entries, span, weighted=case.weighted) for span in spans}
    checkpoints = [Checkpoint(day, wanted) for day in totals if (wanted := required_on(case, day))]

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        total = totals[checkpoint.day]
        if total.value is None:
            return None
        return verdict_at(checkpoint, rule, Point(checkpoint.day, total.value, total.changed))

    def lacking() -> str:
        return "period-missing" if totals[checkpoints[-1].day].gap else why_absent(case)

    found = standing(case, checkpoints, judge, lacking)
    if found.expected is None:
        found = replace(found, expected=required_on(case, case.calendar.period_around(per, case.day).last))
    met = [
        judged(rule, total.value, checkpoint.requirement)[0] == ACHIEVED
        for checkpoint in checkpoints
        if (total := totals[checkpoint.day]).value and not total.changed
    ]
    if len(met) > 1:
        kept = say("met in {met} of {periods} periods", met=sum(met), periods=len(met))
        found = replace(found, notes=(*found.notes, kept))
    points = [Point(day, total.value, total.changed) for day, total in totals.items() if total.value]
    return replace(found, points=points)
