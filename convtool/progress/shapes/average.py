"""Shape 3: an average over the term."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from convtool.messages import say
from convtool.progress import verdicts
from convtool.progress.calendar import next_day
from convtool.progress.case import Case, Checkpoint, Judgement, Move, Point, standing
from convtool.progress.evidence import Entry, mean, over_span
from convtool.progress.expectation import aimed_at, at_end, pace_of, ratio_of, verdict_at, why_absent
from convtool.progress.verdicts import ACHIEVED, NOT_DUE


def average(case: Case) -> Judgement:
    """3. x is the sum over k measured whole periods divided by k; a mean is weighted.

    Expected is T on every day. Before E not-due, with what is still needed: (T x P - sum) / (P - k) for P periods in
    the term; gross and sum >= T x P is achieved. At E with all periods V(x, T), else unknown.
    """
    aim, per = aimed_at(case), case.target.per
    if case.start is None or aim is None or not per:
        return Judgement(verdict=NOT_DUE, expected=aim)
    measured = [
        Entry("period", span, total.value, {}, None, total.changed, total.weight)
        for span in case.calendar.whole_periods(per, case.start, case.until)
        if (total := over_span(case.entries, span, weighted=case.weighted)).value
    ]
    periods = len(list(case.calendar.whole_periods(per, case.start, case.end))) if case.end else 0
    value = mean(measured, weighted=case.weighted)
    if value is None:
        return standing(case, at_end(case, aim), lambda _: None, lambda: why_absent(case))._replace(expected=aim)
    points = [Point(entry.span.last, entry.value, entry.changed) for entry in measured if entry.value]
    adjacent = len(points) > 1 and next_day(points[-2].day) == measured[-1].span.first
    now = Point(measured[-1].span.last, value, any(entry.changed for entry in measured))

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        return verdict_at(checkpoint, [verdicts.at_least(case.almost)], now) if len(measured) == periods else None

    found = standing(case, at_end(case, aim), judge, lambda: "period-missing")._replace(
        expected=aim,
        actual=value,
        actual_date=now.day,
        ratio=ratio_of(value, aim),
        pace=pace_of(value, aim),
        points=points,
        moved=Move(*points[-2:]) if adjacent else None,
    )
    to_come = periods - len(measured)
    if case.weighted or to_come <= 0 or found.verdict != NOT_DUE:
        return found
    return _with_rest(
        found, aim.high * periods - value.low * len(measured), to_come, early=not (case.net or now.changed)
    )


def _with_rest(found: Judgement, rest: Fraction, to_come: int, *, early: bool) -> Judgement:
    """Say what is still needed in every period to come, or that all of it is there already."""
    if rest > 0:
        needed = Decimal(round(rest / to_come * 100)) / 100
        needs = say("needed from now on: {number} per period", number=needed.normalize() + 0)
        return found._replace(notes=(*found.notes, needs))
    return found._replace(verdict=ACHIEVED, notes=(*found.notes, say("achieved early"))) if early else found
