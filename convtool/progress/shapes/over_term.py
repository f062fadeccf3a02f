"""Shapes 2 and 4: a total over the term, to be reached or not to be exceeded."""

from __future__ import annotations

from datetime import date

from convtool.messages import say
from convtool.progress import verdicts
from convtool.progress.case import Case, Checkpoint, Judgement, Point, moved, standing
from convtool.progress.evidence import Value, running
from convtool.progress.expectation import (
    ZERO,
    aimed_at,
    checkpoints_of,
    on_the_way,
    pace_of,
    ratio_of,
    room_of,
    verdict_at,
    why_absent,
)
from convtool.progress.verdicts import ACHIEVED, NOT_ACHIEVED, NOT_DUE, UNKNOWN, Judge


def cumulative(case: Case) -> Judgement:
    """2. x is the last running total plus later periods; V(x, r) at a milestone or E.

    Expected before any of these is due: T x m / N. Before E and x >= T: gross is achieved early, net is reached
    and can still fall. After a gap a gross total is a lower bound, a net one unknown.
    """
    aim = aimed_at(case)
    if aim is None or (case.start is None and case.end is None):
        return Judgement(verdict=NOT_DUE)
    total, found = _over_term(case, aim, verdicts.at_least(case.almost), settled=ACHIEVED)
    on_day = on_the_way(case, ZERO, checkpoints_of(case, aim), aim)
    found = found._replace(expected=found.expected or on_day)
    if total is None:
        return found
    found = found._replace(actual=total.value, actual_date=total.day, ratio=ratio_of(total.value, found.expected))
    if not total.changed and total.value.low >= aim.high and (case.end is None or case.day < case.end):
        if case.net:
            found = found._replace(notes=(*found.notes, say("reached, can still fall")))
        else:
            found = found._replace(
                verdict=ACHIEVED, reason=None, stale=False, notes=(*found.notes, say("achieved early"))
            )
    return found._replace(pace=pace_of(total.value, on_day))


def cap_over_term(case: Case) -> Judgement:
    """4. As 2 with a cap: expected is T; over it is not-achieved at once (net: at E); no pace, no ratio.

    A total under a cap only grows: that is no trend.
    """
    aim = aimed_at(case)
    if aim is None or (case.start is None and case.end is None):
        return Judgement(verdict=NOT_DUE)
    total, found = _over_term(case, aim, verdicts.cap, settled=NOT_ACHIEVED)
    found = found._replace(expected=found.expected or aim, ratio=None, moved=None)
    if total is None:
        return found
    room = room_of(total.value, found.expected)
    found = found._replace(actual=total.value, actual_date=total.day, room=room)
    if not case.net and not total.changed and total.value.low > aim.high:
        return found._replace(verdict=NOT_ACHIEVED, reason=None, stale=False)
    return found


def _over_term(case: Case, aim: Value, rule: Judge, *, settled: str) -> tuple[Point | None, Judgement]:
    """Give the total so far, and the judgement of the last checkpoint that is due.

    Without a known start only what counts up to a day is whole; periods leave a gap before them. A gross total only
    grows: the verdict `settled` stands even where the total does not reach the checkpoint.
    """
    start = case.start or date.min
    so_far = running(case.entries, start)
    value = so_far.value
    if value and so_far.gap:
        value = None if case.net else value.at_least()
    total = Point(so_far.reaches, value, so_far.changed) if value and so_far.reaches else None

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        if total is None:
            return None
        found = verdict_at(checkpoint, [rule], total)
        if total.day < checkpoint.day and (case.net or found.verdict != settled):
            return None
        return found._replace(reason="period-missing") if so_far.gap and found.reason == "range" else found

    checkpoints = checkpoints_of(case, aim)
    found = standing(case, checkpoints, judge, lambda: "period-missing" if so_far.gap else why_absent(case))
    if found.verdict == NOT_DUE and case.end is None:
        found = found._replace(verdict=UNKNOWN, reason="no-end")
    points = _growing(case, start)
    compared = moved(case, points, checkpoints) if total and points and points[-1] == total else None
    return total, found._replace(points=points, moved=compared)


def _growing(case: Case, start: date) -> list[Point]:
    """Give the running total on each reference day that it has without a gap."""
    points = {}
    for count in range(1, len(case.entries) + 1):
        total = running(case.entries[:count], start)
        if total.value and total.reaches and not total.gap:
            points[total.reaches] = Point(total.reaches, total.value, total.changed)
    return list(points.values())
