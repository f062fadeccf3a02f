"""What is asked about the goals that a partner answers for: a figure for each period, day or area that is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.messages import Message, say
from convtool.progress.calendar import Span, add_months
from convtool.progress.cases import reports, time_of
from convtool.progress.evidence import evidence, grounds_of, over_span, place_of
from convtool.sheets.measurements import PERCENT, about_of, value_of
from convtool.standing.goals import goal_row
from convtool.yearly.questions import GOAL, Question, Role
from convtool.yearly.requirements import requirement

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from convtool.models.goals import Goal
    from convtool.models.since import Measurement
    from convtool.progress.cases import Time

DELIVERABLE = ("delivered", "not-delivered")


def of_goals(role: Role) -> Iterator[Question]:
    """Give what is asked of every goal that the partner owns, and of which figures are to be reported."""
    for goal in role.convenant.goals or ():
        owner = goal.owner.party if goal.owner else None
        if owner in role.owns and reports(role.convenant, goal, role.span.last):
            yield from _of(goal, role)


def _of(goal: Goal, role: Role) -> Iterator[Question]:
    """Give the figures of one goal: one per period where it counts per period, else one; each for every area."""
    time = time_of(role.convenant, goal, role.calendar, role.day)
    target, span = goal.target, role.span
    if target and target.deliver:
        if time.end and time.end <= span.last:
            yield _deliverable(goal, time.end, role)
        return
    if (time.start and time.start > span.last) or (time.end and time.end < span.first):
        return
    within = Span(max(span.first, time.start or span.first), min(span.last, time.end or span.last))
    for area in (target and target.in_each) or (None,):
        if target and target.per:
            earliest = time.start or add_months(within.first, -12)
            for period in role.calendar.whole_periods(target.per, earliest, within.last):
                if period.last >= within.first:
                    yield from _with_parts(_figure(goal, role, time, "period", period, area), goal, role)
        else:
            before = _before(goal, role)
            basis = before[0] if before else "period" if target and target.over else "date"
            yield from _with_parts(_figure(goal, role, time, basis, within, area), goal, role)


def _before(goal: Goal, role: Role) -> tuple[str, Measurement] | None:
    """Give the last figure before the period, and what it was about: a period, the time up to a day, or a day."""
    earlier = [
        (place, each)
        for each in role.convenant.measurements or ()
        if each.goal == goal.id
        and (place := place_of(each.corrects or each, role.calendar))
        and place[1].last < role.span.first
    ]
    if not earlier:
        return None
    (basis, _), last = max(earlier, key=lambda found: found[0][1].last)
    return basis, last


def _with_parts(figure: Question, goal: Goal, role: Role) -> Iterator[Question]:
    """Give a figure, and below it each of the parts that it was made up of the last time."""
    before = None if figure.area else _before(goal, role)
    parts = (before[1].components or {}) if before else {}
    yield figure._replace(parts=tuple(parts))
    for name, value in parts.items():
        yield Question(
            id=f"{figure.id} of {name}",
            path=figure.path,
            sort=GOAL,
            thing=figure.thing,
            heading=figure.heading,
            title=say("of which: {part}", part=name.replace("-", " ")),
            wants=(),
            over=figure.over,
            unit=figure.unit,
            last=value,
            basis=figure.basis,
            period=figure.period,
            whole=figure.id,
            open=figure.open,
        )


def _figure(  # noqa: PLR0913, PLR0917 - what a figure is about has four parts
    goal: Goal, role: Role, time: Time, basis: str, within: Span, area: str | None
) -> Question:
    unit = goal.indicator.unit if goal.indicator else None
    newest = _newest(goal, role, area)
    required = requirement(goal, role.calendar, within.last, time.end)
    period = spelled(within, goal.target.per if goal.target else None) if basis == "period" else None
    return Question(
        id=" ".join(part for part in (f"{role.convenant.id}/goals/{goal.id}", basis, period, area) if part),
        path=role.path,
        sort=GOAL,
        thing=goal.id,
        heading=role.heading,
        title=say("{title}, {area}", title=goal.titled, area=area) if area else goal.titled,
        wants=("kind", "source", "note") if period else ("day", "kind", "source", "note"),
        counts=_counts(goal),
        over=_over(basis, period, within.last),
        unit="%" if unit in PERCENT else unit,
        last=_last(newest, unit),
        expected=required.words if required else None,
        basis=basis,
        period=period,
        area=area,
        percent=unit in PERCENT,
        day=None if period else within.last,
        kind=newest.kind if newest else None,
        source=_source(goal, newest),
        bound=required if required and required.holds_for(goal, basis, within.last) else None,
        behind=goal_row(role.convenant, goal, role.masterplan, role.day).behind,
        open=not _knows(goal, role, basis, within, area),
    )


def _deliverable(goal: Goal, due: date, role: Role) -> Question:
    newest = _newest(goal, role)
    measured = [each for each in role.convenant.measurements or () if each.goal == goal.id]
    return Question(
        id=f"{role.convenant.id}/goals/{goal.id} date",
        path=role.path,
        sort=GOAL,
        thing=goal.id,
        heading=role.heading,
        title=goal.titled,
        wants=("day", "kind", "source", "note"),
        counts=_counts(goal),
        last=_last(newest, None),
        expected=say("delivered by {day}", day=due),
        basis="date",
        choices=DELIVERABLE,
        kind=newest.kind if newest else None,
        source=_source(goal, newest),
        behind=due < role.day,
        open=not any(each.value == "delivered" for each in measured),
    )


def _counts(goal: Goal) -> str | None:
    return (goal.indicator.counts or goal.indicator.name) if goal.indicator else None


def _source(goal: Goal, newest: Measurement | None) -> str | None:
    """Give the source of last time, else the one that was agreed."""
    return (newest.source if newest else None) or (goal.indicator.source if goal.indicator else None)


def _newest(goal: Goal, role: Role, area: str | None = None) -> Measurement | None:
    """Give the figure that is about the latest day up to the end of the period, of one area where that counts."""
    days = [
        (span.last, each)
        for (_, span), found in grounds_of(role.convenant, goal, role.calendar).items()
        for each in found
        if span.last <= role.span.last and (area is None or _is_of(area, each))
    ]
    return max(days, key=lambda pair: pair[0])[1] if days else None


def _is_of(area: str, measurement: Measurement) -> bool:
    return area in {measurement.area, *(measurement.areas or {})}


def _knows(goal: Goal, role: Role, basis: str, within: Span, area: str | None) -> bool:
    """Tell whether the register has the figure, also in parts, or says that nothing was counted."""
    for (kind, span), found in grounds_of(role.convenant, goal, role.calendar).items():
        same = kind == basis and span.last == within.last and (basis != "period" or span == within)
        if same and (area is None or any(_is_of(area, each) for each in found)):
            return True
    known = evidence(role.convenant, goal, role.calendar, within.last)
    return area is None and basis == "period" and over_span(known, within, weighted=False).value is not None


def spelled(span: Span, per: str | None) -> str:
    """Give a stretch of days as a register writes it: 2026, 2026-H1, 2026-Q1, 2026-03, 2025/2026, or day..day."""
    year, month = span.last.year, span.last.month
    words = {
        "school-year": f"{span.first.year}/{span.first.year + 1}",
        "half-year": f"{year}-H{month // 6}",
        "quarter": f"{year}-Q{month // 3}",
        "month": f"{year}-{month:02d}",
    }
    if per in words:
        return words[per]
    whole = (span.first.month, span.first.day, month, span.last.day) == (1, 1, 12, 31) and span.first.year == year
    return str(year) if whole else f"{span.first}..{span.last}"


def _over(basis: str, period: str | None, last: date) -> Message:
    if period:
        return say("in {period}", period=period)
    return say("all since the start, up to {day}", day=last) if basis == "up_to" else say("as it is on {day}", day=last)


def _last(measurement: Measurement | None, unit: str | None) -> Message | None:
    if measurement is None:
        return None
    value = value_of(measurement, unit if unit in PERCENT else None)
    return Message("{value} ({about})", {"value": value, "about": about_of(measurement)})
