"""What falls due on a day, of a convenant, a meeting or an initiative: one function for each sort, whatever the window.

What is overdue on the day comes before it; what returns has one for every time. A milestone that passed is never
overdue: how far a goal is, its verdict says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from convtool.awaited import (
    RUNNING,
    evaluations,
    evaluations_asked,
    planned_signing,
    publication_day,
    undecided,
    unmet,
)
from convtool.baselines import planned
from convtool.followup import is_answered, is_taken_up, last_status, planned_day
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.initiative import Initiative
from convtool.models.masterplan import Masterplan
from convtool.models.meeting import Meeting
from convtool.pledges.falling import falling
from convtool.portfolio import Programme
from convtool.progress.calendar import add_months, day_before, next_day
from convtool.progress.cases import calendar_for, cycle_of, end_of, reports
from convtool.progress.cycles import reporting_day
from convtool.progress.reported import lacking
from convtool.standing.actions import action_rows
from convtool.standing.agreements import agreement_rows, days_due
from convtool.standing.goals import goal_row
from convtool.standing.traces import trace_of
from convtool.values import Moment

LAST_DAY = date(2100, 12, 31)
"""The last day that a register can hold."""
_LONGEST = 1200
_YEAR, _HALF, _QUARTER = 12, 6, 3


class Due(NamedTuple):
    """Something that falls due on a day, before it is known who is meant by `who`: ids of parties, or none for all.

    `kind` is report, evaluation, milestone, target, baseline, agreement, contribution, condition, decision, signing,
    publication, start, notice, extension or end; after a meeting action, session or offer, and meeting for itself; of
    an initiative need.
    `about` is the id of what falls due where it has one, `period` which time of what returns or comes in several steps:
    the period that figures are of, the year, or its number.
    """

    day: date
    kind: str
    about: str | None = None
    period: str | None = None
    what: str | None = None
    owner: str | None = None
    who: tuple[str | None, ...] = ()
    overdue: bool = False


def of_the_term(convenant: Convenant, day: date) -> Iterator[Due]:
    """Give the days in the life of a convenant; one that its stage did not follow is overdue."""
    term, signing, draft = convenant.term, planned_signing(convenant), convenant.is_draft
    if signing:
        yield Due(signing.last, "signing", overdue=signing.last < day)
    published = publication_day(convenant, day)
    if published:
        yield Due(published, "publication", overdue=published < day)
    if term and term.starts:
        waits = draft and not (signing and signing.last < day) and term.starts.last < day
        yield Due(term.starts.first, "start", overdue=waits)
    if term and isinstance(term.ends, Moment):
        end = term.ends.last
        yield Due(end, "end", overdue=convenant.status in RUNNING and not term.ended and end < day)
        months = int(term.notice_months or 0)
        if 0 < months <= _LONGEST:
            yield Due(add_months(end, -months), "notice")
        if term.extension == "by-agreement":
            yield Due(end, "extension")


def of_reports(convenant: Convenant, masterplan: Masterplan | None, day: date) -> Iterator[Due]:
    """Give the days by which figures are to come in; of a draft, or where none is agreed, there are none.

    A cycle of which all figures are there is no longer waited for.
    """
    late = list(lacking(convenant, masterplan, day))
    cycles = [each.cycle for each in late if each.cycle]
    months = cycle_of(convenant, masterplan)
    if cycles:
        last = max(cycles, key=lambda cycle: cycle.last)
        goals = [each.goal for each in late if each.cycle]
        what = "; ".join(goal.titled for goal in goals)
        yield Due(last.reported, "report", None, _named(last.last, months), what, None, _owners(goals), overdue=True)
    reporting, start = convenant.reporting, calendar_for(convenant, masterplan).term_starts
    if reporting is None or reporting.due is None or convenant.is_draft or start is None:
        return
    end = end_of(convenant, day) or LAST_DAY
    january = date(start.year, 1, 1)
    lasts = (day_before(add_months(january, number * months)) for number in range(1, _LONGEST * 12 // months))
    due = {
        reporting_day(reporting.due, last): last for last in takewhile(lambda each: each <= end, lasts) if last > start
    }
    for wanted, last_day in due.items():
        if wanted >= day and not _all_there(convenant, masterplan, day, last_day, wanted):
            yield Due(wanted, "report", period=_named(last_day, months))


def _all_there(convenant: Convenant, masterplan: Masterplan | None, day: date, last: date, wanted: date) -> bool:
    """Tell whether every goal has its figure for a cycle that has ended, before the day by which it is wanted."""
    if last >= day or not any(reports(convenant, goal, day) for goal in convenant.goals or ()):
        return False
    return not any(each.cycle for each in lacking(convenant, masterplan, day, next_day(wanted)))


def _named(last: date, months: int) -> str:
    """Give the name of the cycle of so many months that ends on a day, as periods are written."""
    if months >= _YEAR:
        years = months // _YEAR
        return str(last.year) if years == 1 else f"{last.year - years + 1}..{last.year}"
    parts = {_HALF: f"H{last.month // _HALF}", _QUARTER: f"Q{last.month // _QUARTER}"}
    return f"{last.year}-{parts.get(months) or f'{last.month:02}'}"


def of_evaluations(convenant: Convenant, day: date) -> Iterator[Due]:
    """Give the days of evaluations to come, and of those that were due while fewer were held."""
    asked, held = (0, 0) if convenant.is_draft else evaluations_asked(convenant, day)
    by = convenant.evaluation.by if convenant.evaluation else None
    end = end_of(convenant, day) or LAST_DAY
    for number, each in enumerate(takewhile(lambda each: each <= end, evaluations(convenant)), 1):
        if each >= day or held < number <= asked:
            yield Due(each, "evaluation", None, str(number), None, by, (), overdue=each < day)


def of_goals(convenant: Convenant, masterplan: Masterplan | None, day: date) -> Iterator[Due]:
    """Give the steps and the last day of every goal, and the day on which its start is to be measured."""
    calendar = calendar_for(convenant, masterplan)
    for goal in convenant.goals or ():
        owner, who = goal.owner.party if goal.owner else None, _owners([goal])
        for number, milestone in enumerate(goal.milestones or (), 1):
            span = calendar.span(milestone.by)
            if span:
                yield Due(span.last, "milestone", goal.id, str(number), goal.titled, owner, who)
        span = calendar.span(goal.target.by) if goal.target and goal.target.by else None
        if span:
            missed = span.last < day and goal_row(convenant, goal, masterplan, day).overdue
            yield Due(span.last, "target", goal.id, None, goal.titled, owner, who, missed)
        answer = planned(goal)
        moment = answer[0].answers[answer[0].fields[answer[1]].name].planned if answer else None
        if moment:
            yield Due(moment.last, "baseline", goal.id, None, goal.titled, owner, who, moment.last < day)


def _owners(goals: Iterable[Goal]) -> tuple[str | None, ...]:
    return tuple(id for goal in goals for id in (goal.owner.party if goal.owner else None, *(goal.with_ or ())))


def of_agreements(convenant: Convenant, day: date, until: date) -> Iterator[Due]:
    """Give the days of agreements that were neither done nor stopped."""
    rows = agreement_rows(convenant, day)
    for agreement, row in zip(convenant.agreements or (), rows, strict=True):
        if row.state in {"done", "stopped"} or row.due is None:
            continue
        who = () if agreement.each == "all" else (agreement.owner, agreement.each, *(agreement.with_ or ()))
        due = Due(row.due, "agreement", agreement.id, None, row.text or row.agreement, row.owner, who)
        if row.state == "overdue":
            yield due._replace(overdue=True, period="1" if agreement.every else None)
        for period, each in takewhile(lambda each: each[1] <= until, days_due(convenant, agreement, day)):
            if each >= day:
                yield due._replace(day=each, period=period)


def of_contributions(convenant: Convenant, masterplan: Masterplan | None, day: date, until: date) -> Iterator[Due]:
    """Give the days on which something is to be given, as far as it was not given in advance."""
    for giving, number, due, late in falling(convenant, masterplan, day, until):
        what, period = giving.text or giving.contribution, str(number) if giving.per else None
        who = (giving.giver, *(share.party for share in giving.shares))
        yield Due(due, "contribution", giving.contribution, period, what, giving.giver, who, late)


def of_what_is_awaited(convenant: Convenant, day: date) -> Iterator[Due]:
    """Give the days of conditions that are not met, and of decisions that were not taken."""
    for condition in unmet(convenant, day):
        if condition.by:
            by, what = condition.by.last, condition.what or condition.id
            yield Due(by, "condition", condition.id, None, what, overdue=by < day)
    for each in undecided(convenant, day):
        if each.expected:
            expected = each.expected.last
            yield Due(expected, "decision", each.agreement, None, each.agreement, each.body, (), expected < day)


def of_actions(meeting: Meeting, programme: Programme) -> Iterator[Due]:
    """Give the days of actions that were neither done nor stopped."""
    for row in action_rows(meeting, programme):
        if row.due and row.state in {"open", "overdue"}:
            what, who = row.text or row.action, (row.owner, *row.with_)
            yield Due(row.due, "action", row.action, None, what, row.owner, who, row.state == "overdue")


def of_sessions(meeting: Meeting, programme: Programme) -> Iterator[Due]:
    """Give the days of work sessions that were not held, or of which nobody wrote that they were."""
    for session in meeting.sessions or ():
        held = last_status(meeting, "session", session.id, programme) in {"done", "stopped"}
        planned_for = planned_day(session)
        if planned_for and not held:
            what, who = session.title or session.id, (session.signups and session.signups.partners) or ()
            overdue = planned_for.last < programme.as_of
            yield Due(planned_for.last, "session", session.id, None, what, None, who, overdue)


def of_offers(meeting: Meeting, day: date) -> Iterator[Due]:
    """Give the days by which offers are to become something; what an offer became has no day."""
    for offer in meeting.offers or ():
        answer = offer.answers.get("becomes")
        if answer and answer.planned:
            by = answer.planned.last
            yield Due(by, "offer", offer.id, None, offer.text or offer.id, offer.party, (offer.party,), by < day)


def of_needs(initiative: Initiative, programme: Programme) -> Iterator[Due]:
    """Give the days by which something is needed, until the initiative says what answers it, or why nothing does.

    A need that passed is overdue where nobody took it up. Who offered something or does something for it sees to it.
    """
    for need in () if is_answered(initiative) else initiative.needs or ():
        voiced = programme.voiced.get(f"{initiative.id}/{need.id}", ())
        overdue = need.by is not None and need.by.last < programme.as_of
        if need.by is None or (overdue and any(is_taken_up(*each, programme) for each in voiced)):
            continue
        traces = [trace_of(*each, programme) for each in voiced[:1]]  # each of them leads to all the others
        who = [row.party for trace in traces for row in trace.offers]
        who += [row.owner for trace in traces for row in trace.actions]
        yield Due(need.by.last, "need", need.id, None, need.what or need.id, None, tuple(who), overdue)
