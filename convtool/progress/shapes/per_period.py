"""Shapes 1 and 4: a minimum or a cap in every period."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from convtool.messages import Message, say
from convtool.progress import verdicts
from convtool.progress.calendar import Span
from convtool.progress.case import Case, Checkpoint, Judgement, Move, Point, standing
from convtool.progress.evidence import Total, over_span, running
from convtool.progress.expectation import pace_of, required_on, room_of, verdict_at, why_absent
from convtool.progress.verdicts import ACHIEVED, NOT_ACHIEVED, NOT_DUE, UNKNOWN, Judge


def minimum_per_period(case: Case) -> Judgement:
    """1. x is the value of the last due period, or of all its sub-periods; V(x, r); also met in k of n periods."""
    found = _per_period(case, verdicts.at_least(case.almost))
    return found._replace(pace=pace_of(found.actual, found.expected))


def cap_per_period(case: Case) -> Judgement:
    """4. As 1 with a cap: over it is not-achieved at once, also in the running period (net: at its end); no ratio.

    At once also holds where a part of the period is missing: what was counted is over the cap already.
    """
    found = _running_over(case) or _per_period(case, verdicts.cap)
    return found._replace(ratio=None, room=room_of(found.actual, found.expected))


def _running_over(case: Case) -> Judgement | None:
    """Judge the period that runs on the day, where it is one that counts and is over the cap already."""
    if case.start is None or not case.target.per:
        return None
    span = case.calendar.period_around(case.target.per, case.until)
    cap = required_on(case, span.last)
    counts = case.start <= span.first and case.day < span.last and (case.end is None or span.last <= case.end)
    if cap is None or not counts:
        return None
    found = _over_already(case, span, Checkpoint(span.last, cap))
    if found is None:
        return None
    before = _per_period(case, verdicts.cap)
    return found._replace(notes=before.notes, points=before.points)


def _over_already(case: Case, span: Span, checkpoint: Checkpoint) -> Judgement | None:
    """Judge what was counted of a period so far, where no more can bring it back under the cap; a mean says nothing."""
    entries = [entry for entry in case.entries if entry.basis == "period" and span.first <= entry.span.first]
    so_far = running([entry for entry in entries if entry.span.last <= span.last], span.first)
    if case.net or case.weighted or so_far.changed or so_far.value is None or so_far.reaches is None:
        return None
    found = verdict_at(checkpoint, [verdicts.cap], Point(so_far.reaches, so_far.value.at_least(), changed=False))
    return found._replace(actual=so_far.value) if found.verdict == NOT_ACHIEVED else None


def _per_period(case: Case, rule: Judge) -> Judgement:
    """Judge the last whole period that is due; its requirement is not pro rata."""
    per = case.target.per
    if case.start is None or not per:
        return Judgement(verdict=NOT_DUE)
    spans = {span.last: span for span in case.calendar.whole_periods(per, case.start, case.until)}
    totals = {day: over_span(case.entries, span, weighted=case.weighted) for day, span in spans.items()}
    checkpoints = [Checkpoint(day, wanted) for day in totals if (wanted := required_on(case, day))]

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        total = totals[checkpoint.day]
        if total.value:
            return verdict_at(checkpoint, [rule], Point(checkpoint.day, total.value, total.changed))
        return _over_already(case, spans[checkpoint.day], checkpoint) if rule is verdicts.cap else None

    def lacking() -> str:
        return "period-missing" if totals[checkpoints[-1].day].gap else why_absent(case)

    found = standing(case, checkpoints, judge, lacking)
    if found.expected is None:
        found = found._replace(expected=required_on(case, case.calendar.period_around(per, case.day).last))
    verdicts_so_far = [
        judged.verdict if judged else UNKNOWN
        for checkpoint in checkpoints
        if (judged := judge(checkpoint)) or case.day > case.reporting_day(checkpoint.day)
    ]
    points = [Point(day, total.value, total.changed) for day, total in totals.items() if total.value]
    return found._replace(notes=(*found.notes, *_met(verdicts_so_far)), points=points, moved=_moved(found, totals))


def _met(verdicts_so_far: Sequence[str]) -> tuple[Message, ...]:
    """Say in how many of the periods that had to be reported the requirement was met, and of how many nobody knows."""
    met, unknown = verdicts_so_far.count(ACHIEVED), verdicts_so_far.count(UNKNOWN)
    if len(verdicts_so_far) <= 1 or unknown == len(verdicts_so_far):
        return ()
    if unknown:
        said = {"met": met, "periods": len(verdicts_so_far), "unknown": unknown}
        return (say("met in {met} of {periods} periods; of {unknown} it is not known", **said),)
    return (say("met in {met} of {periods} periods", met=met, periods=len(verdicts_so_far)),)


def _moved(found: Judgement, totals: dict[date, Total]) -> Move | None:
    """Give the value of the period that is judged, and of the period before it."""
    days = [day for day in totals if found.actual_date and day <= found.actual_date]
    if len(days) < 2 or days[-1] != found.actual_date:  # noqa: PLR2004 - the one before and the one that is judged
        return None
    before, now = (totals[day] for day in days[-2:])
    if before.value is None or now.value is None:
        return None
    return Move(Point(days[-2], before.value, before.changed), Point(days[-1], now.value, now.changed))
