"""Shapes 5 and 6: a state or share, and a change against a base."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from convtool.progress import verdicts
from convtool.progress.case import Case, Checkpoint, Judgement, moved, standing, unjudged
from convtool.progress.evidence import Value, spanning, value_of
from convtool.progress.expectation import (
    ZERO,
    aimed_at,
    checkpoints_of,
    falls,
    on_the_way,
    pace_of,
    ratio_of,
    verdict_at,
    why_absent,
)
from convtool.progress.verdicts import NOT_ACHIEVED, NOT_DUE, UNKNOWN, Judge
from convtool.values import Number


def state(case: Case) -> Judgement:
    """5. x is the newest state; expected the last due requirement.

    Upwards with a baseline b < r, downwards with b > r: Q((x - b) / (r - b)). Else V(x, r), or for `at_most`
    x <= r achieved, x > 0 and r / x >= t almost. A state older than one reporting cycle before D is unknown.
    With `between: linear` a line from b at S to T at E, and between checkpoints, is what is expected on the day.
    """
    aim = aimed_at(case) or ZERO
    checkpoints = checkpoints_of(case, aim)
    found = _newest(case, _judges(case), checkpoints)
    on_day = found.expected
    if case.target.between == "linear":
        on_day = on_the_way(case, case.baseline, checkpoints, aim)
        if found.expected is None:
            found = found._replace(expected=on_day, ratio=ratio_of(found.actual, on_day))
    falling = falls(case.target)
    return found._replace(pace=pace_of(on_day, found.actual) if falling else pace_of(found.actual, on_day))


def _judges(case: Case) -> list[Judge]:
    """Give the judge of a state; of a baseline that is a range one for each end.

    Where a requirement lies within that range the way to it may also have been as short as can be: then all that
    falls short of it covered nothing.
    """
    falling = falls(case.target)
    plain = verdicts.at_most(case.almost) if falling else verdicts.at_least(case.almost)
    base = case.baseline
    if base is None:
        return [plain]
    judges = [verdicts.on_the_way_from(end, case.almost, plain, falling=falling) for end in sorted({*base[:2]})]
    if base.exact is not None:
        return judges
    bound = verdicts.cap if falling else verdicts.floor

    def nearest(value: Fraction, requirement: Fraction) -> str:
        within = base.low < requirement < base.high
        return NOT_ACHIEVED if within and bound(value, requirement) == NOT_ACHIEVED else judges[0](value, requirement)

    return [*judges, nearest]


def change(case: Case) -> Judgement:
    """6. r = b (1 + p / 100), or b + change; x is the newest state; Q((x - b) / (r - b)) in both directions.

    Expected before anything is due: b + (r - b) m / N. The ratio is q. An unknown b, or zero for percent: unknown.
    A requirement that does not lie ahead of b (hold the level first) is met or not, and never almost met.
    """
    base, aim, percent = base_of(case), aimed_at(case), case.target.unit == "percent"
    if base is None or (percent and base.low <= 0 <= base.high):
        return unjudged(case, "no-baseline")
    if aim is None or aim.low <= 0 <= aim.high:
        return unjudged(case, "target-unknown")
    falling = (aim.high < 0) != (percent and base.high < 0)
    bound = verdicts.cap if falling else verdicts.floor

    def from_base(end: Fraction) -> Judge:
        judge = verdicts.on_the_way_from(end, case.almost, bound, falling=falling)
        return lambda value, step: judge(value, _level(end, step, percent=percent))

    steps = checkpoints_of(case, aim)
    found = _newest(case, [from_base(end) for end in sorted({*base[:2]})], steps)
    on_day = on_the_way(case, base, levels(case, base, steps), level(case, base, aim))
    expected = level(case, base, found.expected) if found.expected else on_day
    return found._replace(
        expected=expected,
        ratio=_covered(base.exact, found.actual, expected),
        falling=falling,
        pace=pace_of(on_day, found.actual) if falling else pace_of(found.actual, on_day),
    )


def base_of(case: Case) -> Value | None:
    """Give b: the value that the change is `against`, else the baseline unless that was counted at another time."""
    against, baseline = case.target.against, case.goal.baseline
    if against is None:
        return case.baseline
    if isinstance(against.value, Number):
        return value_of(against.value)
    same = baseline and (against.period, against.date) == (baseline.period, baseline.date)
    return case.baseline if same else None


def levels(case: Case, base: Value, steps: Sequence[Checkpoint]) -> list[Checkpoint]:
    """Give checkpoints of a change with the level that is required instead of the step."""
    return [Checkpoint(day, level(case, base, step)) for day, step in steps]


def level(case: Case, base: Value, step: Value) -> Value:
    """Give r: b (1 + p / 100) where the change is in percent, else b + change."""
    if case.target.unit != "percent":
        return base.plus(step)
    ends = [_level(b, p, percent=True) for b in base[:2] for p in step[:2]]
    return spanning(ends)._replace(about=base.about or step.about)


def _level(base: Fraction, step: Fraction, *, percent: bool) -> Fraction:
    return base * (1 + step / 100) if percent else base + step


def _covered(base: Fraction | None, actual: Value | None, expected: Value | None) -> Fraction | None:
    """Give q = (x - b) / (r - b); None where one of them is no number or nothing was expected to change."""
    x, r = actual.exact if actual else None, expected.exact if expected else None
    return (x - base) / (r - base) if base is not None and x is not None and r is not None and r != base else None


def _newest(case: Case, judges: Sequence[Judge], checkpoints: Sequence[Checkpoint]) -> Judgement:
    """Judge the newest state against the last due checkpoint; without one it stands as not due."""
    points = case.points
    newest = points[-1] if points else None

    def judge(checkpoint: Checkpoint) -> Judgement | None:
        if newest is None or case.outdated(newest.day, checkpoint.day):
            return None
        return verdict_at(checkpoint, judges, newest)

    found = standing(case, checkpoints, judge, lambda: "outdated" if newest else why_absent(case))
    if found.verdict == NOT_DUE and case.end is None:
        found = found._replace(verdict=UNKNOWN, reason="no-end")
    if newest:
        ratio = ratio_of(newest.value, found.expected)
        found = found._replace(actual=newest.value, actual_date=newest.day, ratio=ratio)
    return found._replace(points=points, moved=moved(case, points, checkpoints))
