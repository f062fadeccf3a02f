"""Every goal has an end date, and milestones where its end lies more than two years after its start.

Without an end a goal is never missed; without milestones a long one is missed only when nothing can be done about it.
The end is the target's own (by), else that of the term; indefinite is no end. Milestones are asked of a running total,
of a level or share on a day, of a change and of a deliverable. A target per year or other period is judged in each of
them, and a level that is kept at each measurement: these need no milestones, and what is kept needs no end.

Bad:

    goals:
      - id: geldlessen
        title: Lessen over geld
        target: {at_least: 3600, over: term}

Good:

    goals:
      - id: geldlessen
        title: Lessen over geld
        target: {at_least: 3600, over: term, by: 2035}
        milestones: [{by: 2027, at_least: 1200}, {by: 2031, at_least: 2400}]

Repair: write by: a date in the target, or the end of the term; and milestones: [{by: ..., at_least: ...}] with the
operator of the target, for a deliverable with text: what must be there.
Source: courts of audit; Aanwijzingen voor convenanten 2003, 7 (good practice).
"""

from collections.abc import Iterator
from datetime import date

from convtool.diagnostics import Finding
from convtool.documents import Sequence
from convtool.measurability import unaimed
from convtool.messages import count, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal, Target
from convtool.portfolio import Programme
from convtool.progress.calendar import calendar_of, months, next_day
from convtool.rulebook import ERROR, WARNING, rule
from convtool.values import Moment

_LONG = 24
"""Months: two years."""


@rule("CV308", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every goal without an end, or with nothing on a long way to it."""
    for goal in convenant.goals or ():
        target = goal.target
        if target is None or target.keep or target.followed or goal.qualitative:
            continue
        if not _ends(target, convenant):
            if not unaimed(goal):
                found = say(
                    'goal "{goal}" names no end: its target has no by, and the term no last day', goal=goal.titled
                )
                related = (convenant.at("term", "ends"),) if convenant.term else ()
                yield Finding(target.at("by"), found, say("add by: with a date to the target"), related)
        elif not (target.per or _has_milestones(goal) or unaimed(goal)):
            yield from _long(goal, target, convenant, programme)


def _ends(target: Target, convenant: Convenant) -> bool:
    """Tell whether an end is written; one that cannot be read is a fault of its own."""
    if not target.missing("by"):
        return True
    term = convenant.term
    if term is None:
        return not convenant.missing("term")
    return term.ended is not None or not (term.ends == "indefinite" or term.missing("ends"))


def _has_milestones(goal: Goal) -> bool:
    written = goal.wrote("milestones")
    return not goal.missing("milestones") and not (isinstance(written, Sequence) and not written.items)


def _long(goal: Goal, target: Target, convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    first, last = _span(target, convenant, programme)
    length = months(first, next_day(last)) if first and last else 0
    if length > _LONG:
        found = say(
            'goal "{goal}" ends on {day}, {months} after its start, and has no milestones',
            goal=goal.titled,
            day=last,
            months=count(length, "{number} month", "{number} months"),
        )
        hint = say("write milestones: [{{by: ..., ...}}] with what must be there on the way")
        yield Finding(goal.at("milestones"), found, hint)


def _span(target: Target, convenant: Convenant, programme: Programme) -> tuple[date | None, date | None]:
    """Give the first and last day of a goal: its target's, else the term's, else from the signing; None if unknown."""
    if any(getattr(target, key) is None and not target.missing(key) for key in ("first", "by")):
        return None, None
    term, signed = convenant.term, convenant.signed
    starts = term.starts.first if term and term.starts else signed.last if signed else None
    calendar = calendar_of(programme.masterplan, starts)
    first = calendar.span(target.first) if target.first else None
    by = calendar.span(target.by) if target.by else None
    ends = term.ends if term and isinstance(term.ends, Moment) else term.ended.date if term and term.ended else None
    return first.first if first else starts, by.last if by else ends.last if ends else None
