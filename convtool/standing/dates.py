"""One row per day that is still to come in a convenant: reports, evaluations, milestones, what is due, notice, end.

What returns stands in it once, with its next day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from convtool.baselines import planned
from convtool.models.convenant import Convenant
from convtool.models.masterplan import Masterplan
from convtool.models.terms import Evaluation, Term
from convtool.pledges.giving import Giving
from convtool.progress.calendar import add_months, day_before
from convtool.progress.cases import calendar_for, cycle_of, end_of
from convtool.progress.cycles import reporting_day
from convtool.standing.agreements import AgreementRow
from convtool.values import Moment

_LAST = 2100
_LONGEST = 1200


class DateRow(NamedTuple):
    """A day to come. `owner` is the id of the party that sees to it, or who else does, where that is known.

    `kind` is report, evaluation, milestone, target, baseline, agreement, contribution, decision, signing, start, notice
    or end; `what` the title or text of what it is about.
    """

    convenant: str
    day: date
    kind: str
    what: str | None = None
    owner: str | None = None


def date_rows(
    convenant: Convenant,
    masterplan: Masterplan | None,
    day: date,
    givings: list[Giving],
    agreements: list[AgreementRow],
) -> list[DateRow]:
    """Give what falls on `day` or later, by day; nothing after the convenant really ended."""
    term = convenant.term
    ended = term.ended.date.last if term and term.ended else date.max
    found = [
        *_of_the_term(convenant),
        *_reports(convenant, masterplan, day),
        *_evaluations(convenant, day),
        *_goals(convenant, masterplan),
        *_obligations(convenant, givings, agreements),
        *_decisions(convenant),
    ]
    return sorted((row for row in found if day <= row.day <= ended), key=lambda row: (row.day, row.kind))


def _of_the_term(convenant: Convenant) -> Iterator[DateRow]:
    term = convenant.term
    signing = convenant.signing.answers.get("date") if convenant.signing else None
    if signing and signing.planned:
        yield DateRow(convenant.id, signing.planned.last, "signing")
    if term and term.starts:
        yield DateRow(convenant.id, term.starts.first, "start")
    if term and isinstance(term.ends, Moment):
        yield DateRow(convenant.id, term.ends.last, "end")
        notice = _notice(term, term.ends)
        if notice:
            yield DateRow(convenant.id, notice, "notice")


def _notice(term: Term, ends: Moment) -> date | None:
    """Give the last day to give notice, so many whole months before the end."""
    months = int(term.notice_months or 0)
    return add_months(ends.last, -months) if 0 < months <= _LONGEST else None


def _reports(convenant: Convenant, masterplan: Masterplan | None, day: date) -> Iterator[DateRow]:
    """Give the next day on which figures are due; of a draft, or where none is agreed, there is none."""
    reporting = convenant.reporting
    if reporting is None or reporting.due is None or convenant.is_draft:
        return
    start, end = calendar_for(convenant, masterplan).term_starts, end_of(convenant, day) or date(_LAST, 12, 31)
    if start:
        months = cycle_of(convenant, masterplan)
        january = date(start.year, 1, 1)
        ends = (day_before(add_months(january, number * months)) for number in range(1, _LONGEST * 12 // months))
        reported = (reporting_day(reporting.due, last) for last in takewhile(lambda last: last <= end, ends))
        following = next((each for each in reported if each >= day), None)
        if following:
            yield DateRow(convenant.id, following, "report")


def _evaluations(convenant: Convenant, day: date) -> Iterator[DateRow]:
    evaluation = convenant.evaluation
    first = _first(evaluation) if evaluation else None
    if evaluation is None or first is None:
        return
    years, following = min(int(evaluation.every_years or 0), _LAST), first.last
    while years and following < day and following.year <= _LAST:
        following = add_months(following, 12 * years)
    end = end_of(convenant, day)
    if end is None or following <= end:
        yield DateRow(convenant.id, following, "evaluation", None, evaluation.by)


def _first(evaluation: Evaluation) -> Moment | None:
    """Give the first day, also where it is still called planned."""
    answer = evaluation.answers.get("first")
    return answer.planned if answer else evaluation.first


def _goals(convenant: Convenant, masterplan: Masterplan | None) -> Iterator[DateRow]:
    calendar = calendar_for(convenant, masterplan)
    for goal in convenant.goals or ():
        owner = goal.owner.party if goal.owner else None
        steps = [("milestone", milestone.by) for milestone in goal.milestones or ()]
        if goal.target and goal.target.by:
            steps.append(("target", goal.target.by))
        for kind, by in steps:
            span = calendar.span(by)
            if span:
                yield DateRow(convenant.id, span.last, kind, goal.titled, owner)
        answer = planned(goal)
        moment = answer[0].answers[answer[0].fields[answer[1]].name].planned if answer else None
        if moment:
            yield DateRow(convenant.id, moment.last, "baseline", goal.titled, owner)


def _obligations(convenant: Convenant, givings: list[Giving], agreements: list[AgreementRow]) -> Iterator[DateRow]:
    for agreement in agreements:
        if agreement.due and agreement.state in {"open", "overdue"}:
            yield DateRow(
                convenant.id, agreement.due, "agreement", agreement.text or agreement.agreement, agreement.owner
            )
    for giving in givings:
        if giving.next_due:
            what = giving.text or giving.contribution
            yield DateRow(convenant.id, giving.next_due, "contribution", what, giving.giver)


def _decisions(convenant: Convenant) -> Iterator[DateRow]:
    for each in convenant.reservations or ():
        if each.expected:
            yield DateRow(convenant.id, each.expected.last, "decision", each.agreement, each.body)
