"""What falls on which day in a convenant: one list, and the day of its newest entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.shown import Shown
from convtool.context.told import name_of
from convtool.values import Moment, Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from convtool.models.convenant import Convenant


class PlanLine(Shown):
    """One thing that falls on a day or before the end of a period.

    `kind` is starts, ends, ended, evaluation, milestone, target, agreement, report or repeated-agreement;
    `what` the title it is about, `who` who sees to it (all: every party). `when` is a day or a period; for what returns
    (`every` names the cycle) a day of the year or None.
    """

    kind: str
    when: object
    what: str | None = None
    who: str | None = None
    every: str | None = None


def plan(convenant: Convenant, names: Mapping[str, str]) -> tuple[PlanLine, ...]:
    """Give first what returns, then everything in the order of its last day."""
    lines = [*_of_the_term(convenant), *_of_goals(convenant, names), *_of_agreements(convenant, names)]
    return tuple(sorted(lines, key=_order))


def newest_day(convenant: Convenant, day: date) -> date | None:
    """Give the last day, up to `day`, on which something in the convenant happened or was written down."""
    return max((found for found in _days(convenant) if found <= day), default=None)


def _order(line: PlanLine) -> tuple[int, str]:
    when = line.when
    if isinstance(when, Moment):
        return 1, when.last.isoformat()
    if isinstance(when, Period) and when.school_year is not None:
        return 1, f"{when.school_year + 1}-07-31"
    if isinstance(when, Period):
        return 1, when.last.isoformat() if when.last else when.text
    return 0, ""


def _of_the_term(convenant: Convenant) -> Iterator[PlanLine]:
    term, reporting, evaluation = convenant.term, convenant.reporting, convenant.evaluation
    if reporting and (reporting.due or reporting.cycle):
        yield PlanLine(kind="report", when=reporting.due, every=reporting.cycle)
    if term and term.starts:
        yield PlanLine(kind="starts", when=term.starts)
    if term and isinstance(term.ends, Moment):
        yield PlanLine(kind="ends", when=term.ends)
    if term and term.ended:
        yield PlanLine(kind="ended", when=term.ended.date)
    if evaluation and evaluation.first:
        yield PlanLine(kind="evaluation", when=evaluation.first)


def _of_goals(convenant: Convenant, names: Mapping[str, str]) -> Iterator[PlanLine]:
    for goal in convenant.goals or ():
        party = goal.owner.party if goal.owner else None
        who = names.get(party, party) if party else None
        for milestone in goal.milestones or ():
            yield PlanLine(kind="milestone", when=milestone.by, what=goal.title, who=who)
        if goal.target and goal.target.by:
            yield PlanLine(kind="target", when=goal.target.by, what=goal.title, who=who)


def _of_agreements(convenant: Convenant, names: Mapping[str, str]) -> Iterator[PlanLine]:
    for each in convenant.agreements or ():
        who = "all" if each.each == "all" else name_of(names, each.each or each.owner)
        if each.every:
            yield PlanLine(kind="repeated-agreement", when=each.due, what=each.text, who=who, every=each.every)
        elif each.due:
            yield PlanLine(kind="agreement", when=each.due, what=each.text, who=who)


def _days(convenant: Convenant) -> Iterator[date]:
    signing = convenant.signing
    moments: list[Moment | None] = [signing.date if signing else None]
    moments += [party.signed for party in convenant.parties or ()]
    moments += [amendment.date for amendment in convenant.amendments or ()]
    moments += [event.date for event in convenant.events or ()]
    moments += [each.date for each in convenant.involvement or ()]
    for measurement in convenant.measurements or ():
        moments += [measurement.recorded, measurement.date, measurement.up_to]
    for delivery in convenant.deliveries or ():
        moments += [delivery.date, delivery.recorded]
    return (moment.last for moment in moments if moment)
