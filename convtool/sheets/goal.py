"""One goal: what was agreed, how far it is, how that was measured, and what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from convtool.context.amendments import amendment_lines
from convtool.context.parties import party_names
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.portfolio import Programme
from convtool.progress.chart import chart_of
from convtool.progress.course import course
from convtool.progress.evidence import Value
from convtool.progress.measured import Measured, measured, newest
from convtool.progress.rows import row_of
from convtool.progress.verdicts import NOT_DUE
from convtool.sheets import Fact, Happening, Part, Sheet, table
from convtool.sheets.measurements import measurements
from convtool.sheets.obligations import Names, agreements, contributions, named
from convtool.sheets.timeline import changed
from convtool.sheets.words import EVIDENCE, NOT_KNOWN, OBLIGATIONS, SAYS, called, joined, of, word
from convtool.standing import GoalRow
from convtool.standing.accounts import VACANT
from convtool.standing.agreements import agreement_rows
from convtool.standing.contributions import contribution_rows
from convtool.standing.goals import goal_row
from convtool.standing.steps import Step, steps_of, told_once
from convtool.views import Column, View
from convtool.views.goal import verdict
from convtool.views.words import COLORS, PACES, SHAPES, TRENDS, VERDICTS, figure


def sheet(convenant: Convenant, goal: Goal, programme: Programme) -> Sheet:
    """Give the sheet of a goal as of the day of the programme."""
    masterplan, day = programme.masterplan, programme.as_of
    names = party_names(convenant, programme.partners)
    row = goal_row(convenant, goal, masterplan, day)
    judged = row_of(convenant, goal, masterplan, day)
    figures = measured(convenant, judged.case)
    line = course(convenant, goal, masterplan, day)
    agreed = [each for each in agreement_rows(convenant, day) if each.goal == goal.id]
    given = [each for each in contribution_rows(convenant, masterplan, day) if each.giving.goal == goal.id]
    steps = told_once(steps_of(convenant, goal, masterplan, day, line), day)
    return Sheet(
        title=called(goal.titled, example=row.example),
        parts=(
            Part(None, facts=_agreed(convenant, goal, names)),
            Part(say("How far"), facts=(*_how_far(goal, row, figures), Fact(say("forecast"), judged.forecast.words))),
            Part(say("Over time"), chart=chart_of(line, row.unit, day)),
            Part(say("Required"), facts=_aimed(goal, row), view=_required(steps, row)),
            Part(say("Measurements"), view=measurements(figures, row.unit), lines=() if figures else (NOT_KNOWN,)),
            Part(say("What is counted"), facts=tuple(_counted(goal))),
            Part(say("Changed by amendment"), timeline=tuple(_amended(convenant, goal, names, day))),
            Part(say("Agreements for it"), view=agreements(agreed, names)),
            Part(say("Contributions for it"), view=contributions(given)),
        ),
        goals=(row,),
    )


def _agreed(convenant: Convenant, goal: Goal, names: Names) -> tuple[Fact, ...]:
    with_ = tuple(names.get(each, each) for each in goal.with_ or ())
    found = (
        Fact(say("id"), f"{convenant.id}/{goal.id}"),
        Fact(say("convenant"), convenant.titled),
        *owner_of(goal, names),
        Fact(say("together with"), with_) if with_ else None,
        Fact(say("obligation"), word(OBLIGATIONS, goal, "obligation")),
        Fact(say("approach"), goal.approach) if goal.approach else None,
    )
    return tuple(fact for fact in found if fact)


def owner_of(goal: Goal, names: Names) -> tuple[Fact, ...]:
    """Give who answers for a goal; loudly where nobody does."""
    owner = goal.owner
    if owner is None:
        return (Fact(say("owner"), of(goal, "owner"), "red"),)
    party = named(owner.party, names)
    if owner.function and owner.function.casefold() == VACANT:
        return (Fact(say("owner"), say("✘ VACANT at {party}: nobody answers for it", party=party), "red"),)
    return (Fact(say("owner"), joined(of(owner, "function"), party)),)


def _how_far(goal: Goal, row: GoalRow, figures: Sequence[Measured]) -> Iterator[Fact]:
    """Give what the figures say, what the calendar says and what the owner says, each by itself.

    An average says that it is one; what a trend compares are its last two periods.
    """
    averaged = bool(goal.target and goal.target.average)
    trend = TRENDS[row.trend]
    yield Fact(say("the figures say"), verdict(row), COLORS[row.verdict])
    calendar = [PACES[row.pace] if row.pace else None, say("report overdue") if row.stale else None]
    calendar.append(say("the last day was {day}", day=row.end) if row.overdue else None)
    yield Fact(say("the calendar says"), joined(*calendar) or say("nothing"))
    yield Fact(say("the owner says"), SAYS.get(row.says or "", say("nothing")))
    yield Fact(say("expected"), _in_unit(row.expected, row, averaged=averaged))
    yield Fact(say("actual"), _actual(row, figures, averaged=averaged))
    yield Fact(say("trend"), say("the last period: {trend}", trend=trend) if averaged else trend)


def _actual(row: GoalRow, figures: Sequence[Measured], *, averaged: bool) -> object:
    """Give the newest figure with its day and the kind of evidence it rests on."""
    kinds = {each.kind: None for each in newest(figures, row.actual_date)}
    day = None
    if row.actual_date:
        day = say("of {day}", day=row.actual_date) if row.actual else say("delivered on {day}", day=row.actual_date)
    shown = _in_unit(row.actual, row, averaged=averaged)
    return joined(shown, day, *(EVIDENCE[kind] for kind in kinds if kind)) or NOT_KNOWN


def _in_unit(value: Value | None, row: GoalRow, *, averaged: bool) -> Message | None:
    shown = figure(value, percent=row.percent)
    if shown and averaged:
        shown = Message("⌀ {figure}", {"figure": shown})
    return say("{number} {unit}", number=shown, unit=row.unit) if shown and row.unit and not row.percent else shown


def _aimed(goal: Goal, row: GoalRow) -> tuple[Fact, ...]:
    """Give the baseline and the target in a line each, with the words of the file where these are no numbers."""
    target = goal.target
    aim = target.deliver or target.followed if target else None
    return (
        Fact(say("baseline"), row.before or of(goal, "baseline", "value")),
        Fact(say("target"), joined(aim, row.aim) or of(goal, "target")),
    )


def _counted(goal: Goal) -> Iterator[Fact]:
    if goal.qualitative:
        yield Fact(say("not counted"), of(goal.qualitative, "because"))
        yield Fact(say("seen by"), of(goal.qualitative, "sign"))
    elif goal.indicator is None:
        yield Fact(say("indicator"), of(goal, "indicator"))
    else:
        yield Fact(say("indicator"), of(goal.indicator, "name"))
        yield Fact(say("counts"), of(goal.indicator, "counts"))
        yield Fact(say("does not count"), of(goal.indicator, "counts_not"))
        yield Fact(say("group"), of(goal.indicator, "group"))
        yield Fact(say("area"), of(goal.indicator, "area"))
        if goal.indicator.out_of:
            yield Fact(say("out of"), goal.indicator.out_of)
        yield Fact(say("registered in"), of(goal.indicator, "source"))


def _required(steps: Sequence[Step], row: GoalRow) -> View:
    return table(
        Column("day", say("by"), lambda step: step.day),
        Column("sort", say("what"), lambda step: _SORTS[step.sort]),
        Column("required", say("requirement"), lambda step: step.words or figure(step.required, percent=row.percent),
               right=True),
        Column("figure", say("figure"), lambda step: figure(step.figure, percent=row.percent), right=True),
        Column("reached", say("reached"), lambda step: _reached(step, row.day)),
        rows=steps,
        color=lambda step: COLORS[step.row.verdict] if step.row else None,
    )  # fmt: skip


_SORTS = {"baseline": say("baseline"), "required": say("required"), "milestone": say("milestone")}


def _reached(step: Step, day: date) -> object:
    if step.row:
        pace = PACES.get(step.row.pace or "") if step.row.verdict == NOT_DUE else None
        return joined(SHAPES[step.row.verdict], VERDICTS[step.row.verdict], pace, by=" ")
    if step.required is None and step.words is None:
        return None
    return say("{shape} not due yet", shape=SHAPES["not-due"]) if step.day >= day else say("no figure of its own")


def _amended(convenant: Convenant, goal: Goal, names: Names, day: date) -> Iterator[Happening]:
    for line in amendment_lines(convenant, {id: str(name) for id, name in names.items()}, day):
        changes = tuple(
            changed(change)
            for change, written in zip(line.changes, line.amendment.changes or (), strict=True)
            if (written.at_ or written.add or written.remove or "").startswith(f"goals/{goal.id}/")
        )
        if changes:
            number = say("amendment {number}", number=int(line.amendment.number))
            yield Happening(line.amendment.date.first, number, joined(line.amendment.reason, changes, by=" "))
