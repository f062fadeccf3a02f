"""What happened in a convenant, day by day: signed, amended, measured, met or missed, delivered, residents heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from convtool.context.amendments import ChangeLine, Pair, amendment_lines
from convtool.context.parties import party_names
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.masterplan import Masterplan
from convtool.models.since import Delivery, Event
from convtool.pledges.deliveries import only_confirms
from convtool.portfolio import Programme
from convtool.progress.verdicts import ACHIEVED, ALMOST, NOT_ACHIEVED
from convtool.sheets import Happening
from convtool.sheets.measurements import about_of, value_of
from convtool.sheets.requirements import steps_of
from convtool.sheets.words import PHASES, PROGRESS, joined
from convtool.standing.goals import goal_row
from convtool.values import Moment
from convtool.views.words import VERDICTS

_KINDS = {"published": say("published"), "mid-term-evaluation": say("mid-term evaluation")}
"""The kinds of events that many convenanten have; any other is shown as the file calls it."""
_SORTS = {
    "corrected": say("corrected"),
    "measured": say("measured"),
    "met": say("met"),
    "missed": say("missed"),
    "confirmed": say("confirmed"),
    "delivered": say("delivered"),
}
"""What comes in numbers on one day, and is told in one line."""


class Happened(NamedTuple):
    """One thing that happened in a convenant on a day.

    `kind` is for machines: drafted, accord, announced, signed, joined, left, ended, amended, measured, corrected, met,
    missed, delivered, confirmed, event or involvement. `about` is the id of the party, goal, contribution, agreement
    or condition, or the number of the amendment; None where it is about the whole. `sort` and `what` are for people.
    """

    convenant: str
    day: date
    kind: str
    about: str | None
    sort: object
    what: object


def happened(convenant: Convenant, programme: Programme, began: date | None = None) -> tuple[Happened, ...]:
    """Give what happened up to the day of the programme, the newest last.

    `began` is the day on which its file was first committed, where that is known.
    """
    names, day = party_names(convenant, programme.partners), programme.as_of
    found = [
        *_drafted(convenant, began),
        *_signed(convenant, names),
        *_amended(convenant, names, day),
        *_measured(convenant),
        *_judged(convenant, programme.masterplan, day),
        *_delivered(convenant),
        *(_event(event, convenant.id) for event in convenant.events or ()),
        *_heard(convenant),
    ]
    return tuple(sorted((each for each in found if each.day <= day), key=lambda each: each.day))


def named(each: Happened) -> Happened:
    """Give it with the id of its convenant in front, for a timeline of several."""
    return each._replace(sort=joined(each.convenant, each.sort, by=", "))


def timeline(found: Iterable[Happened]) -> tuple[Happening, ...]:
    """Give what happened for people: what is of one kind and one day in one line."""
    lines = [
        (each, (each.day, each.convenant, each.kind, None if each.kind in _SORTS else number))
        for number, each in enumerate(found)
    ]
    told = []
    for _, some in groupby(lines, key=lambda line: line[1]):
        first, *rest = [each for each, _ in some]
        what = joined(first.what, *(each.what for each in rest), by="; ") if rest else first.what
        told.append(Happening(first.day, first.sort, what))
    return tuple(told)


def _drafted(convenant: Convenant, began: date | None) -> Iterator[Happened]:
    """Give the day on which it was first written down; what came into the register already signed was no draft then."""
    signed = convenant.signed
    if began and (convenant.is_draft or (signed and began < signed.first)):
        yield Happened(convenant.id, began, "drafted", None, say("drafted"), None)


def _signed(convenant: Convenant, names: dict[str, str]) -> Iterator[Happened]:
    id, days = convenant.id, defaultdict[date, list[str]](list)
    for party in convenant.parties or ():
        if party.signed:
            days[party.signed.last].append(party.id)
        if party.joined:
            yield Happened(id, party.joined.first, "joined", party.id, say("joined"), names[party.id])
        if party.left:
            yield Happened(id, party.left.last, "left", party.id, say("left"), names[party.id])
    for day, parties in days.items():
        yield Happened(id, day, "signed", None, say("signed"), tuple(names[party] for party in parties))
    signing = convenant.signing
    if signing and signing.accord:
        yield Happened(id, signing.accord.last, "accord", None, say("agreed"), None)
    if signing and signing.announced:
        yield Happened(id, signing.announced.last, "announced", None, say("announced"), None)
    if signing and signing.date and not days:
        yield Happened(id, signing.date.last, "signed", None, say("signed"), None)
    if convenant.term and convenant.term.ended:
        ended = convenant.term.ended
        yield Happened(id, ended.date.last, "ended", None, say("ended"), ended.because)


def _amended(convenant: Convenant, names: dict[str, str], day: date) -> Iterator[Happened]:
    for line in amendment_lines(convenant, names, day):
        changes = tuple(changed(change) for change in line.changes)
        what = joined(line.amendment.reason, changes, by=" ")
        number = int(line.amendment.number)
        sort = say("amendment {number}", number=number)
        yield Happened(convenant.id, line.amendment.date.first, "amended", str(number), sort, what)


def changed(change: ChangeLine) -> Message:
    """Give one change of the text: what it is in, and from what to what."""
    where = joined(change.subject, "/".join(change.keys) or None, by=": ")
    before, after = _told(change.before), _told(change.after)
    if before is None:
        return say("{where} added: {after}", where=where, after=after)
    if after is None:
        return say("{where} taken out: {before}", where=where, before=before)
    return say("{where} from {before} to {after}", where=where, before=before, after=after)


def _told(lines: tuple[tuple[Pair, ...], ...]) -> Message | None:
    """Give one side of a change in one line; None where there is nothing."""
    return joined(*(joined(*map(_pair, line)) for line in lines), by="; ")


def _pair(pair: Pair) -> Message:
    text = "{key}: {value}" if pair.key else "{value}"
    return Message(text, {"key": pair.key, "value": pair.value})


def _measured(convenant: Convenant) -> list[Happened]:
    units = {goal.id: goal.indicator.unit for goal in convenant.goals or () if goal.indicator}
    found = []
    for each in convenant.measurements or ():
        written = each.recorded or each.up_to or each.date
        if not written and each.period and each.period.last:
            written = Moment(each.period.last, each.period.last, "")
        if written:
            value = value_of(each, units.get(each.goal))
            what = Message("{goal} {about}: {value}", {"goal": each.goal, "about": about_of(each), "value": value})
            kind = "corrected" if each.corrects else "measured"
            found.append(Happened(convenant.id, written.last, kind, each.goal, _SORTS[kind], what))
    return _by_kind(found)


def _judged(convenant: Convenant, masterplan: Masterplan | None, day: date) -> list[Happened]:
    """Give which requirements were met or missed on their day, by the figures that are known by now."""
    found: list[Happened] = []
    for goal in convenant.goals or ():
        found += _required(convenant, goal, masterplan, day)
        if goal.target and goal.target.deliver:
            found += _owed(convenant, goal, masterplan, day)
    return _by_kind(found)


def _required(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> Iterator[Happened]:
    """Give the days on which a number was required."""
    for step in steps_of(convenant, goal, masterplan, day):
        kind = _OUTCOMES.get(step.row.verdict) if step.row else None
        if step.row and kind:
            what = say("{goal} {figure}, required {required}", goal=goal.id, figure=step.figure, required=step.required)
            if step.row.verdict == ALMOST:
                what = say("{what} ({verdict})", what=what, verdict=VERDICTS[ALMOST])
            yield Happened(convenant.id, step.day, kind, goal.id, _SORTS[kind], what)


def _owed(convenant: Convenant, goal: Goal, masterplan: Masterplan | None, day: date) -> Iterator[Happened]:
    """Give the day on which something was delivered in time, or else the last day for it."""
    row = goal_row(convenant, goal, masterplan, day)
    kind = _OUTCOMES.get(row.verdict)
    on = row.actual_date if row.verdict == ACHIEVED else row.end
    if kind and on:
        yield Happened(convenant.id, on, kind, goal.id, _SORTS[kind], joined(goal.id, row.notes))


_OUTCOMES = {ACHIEVED: "met", ALMOST: "missed", NOT_ACHIEVED: "missed"}


def _delivered(convenant: Convenant) -> list[Happened]:
    units = {each.id: each.currency or each.unit for each in convenant.contributions or ()}
    found = []
    for each in convenant.deliveries or ():
        confirms = only_confirms(each)
        day, kind = (each.recorded or each.date, "confirmed") if confirms else (each.date, "delivered")
        amount = _amount(each)
        what = joined(each.contribution, amount, units.get(each.contribution) if amount else None, by=" ")
        found.append(Happened(convenant.id, day.last, kind, each.contribution, _SORTS[kind], what))
    return _by_kind(found)


def _amount(delivery: Delivery) -> object:
    return delivery.amount if delivery.amount is not None else delivery.quantity


def _by_kind(found: list[Happened]) -> list[Happened]:
    """Put what is told in one line beside each other."""
    return sorted(found, key=lambda each: (each.day, each.kind))


def _event(event: Event, convenant: str) -> Happened:
    """Give an event: of a kind of its own, or how far an agreement or condition is."""
    status = PROGRESS.get(event.status or "")
    by = say("by {who}", who=event.by) if event.by else None
    what = joined(
        event.agreement or event.condition,
        status if event.kind else None,
        event.value,
        event.medium,
        event.number,
        by,
        event.outcome,
        event.because,
        event.note,
    )
    about = event.agreement or event.condition
    sort = _KINDS.get(event.kind or "", event.kind) or status or say("event")
    return Happened(convenant, event.date.first, "event", about, sort, what)


def _heard(convenant: Convenant) -> Iterator[Happened]:
    for each in convenant.involvement or ():
        if each.date:
            who = joined(each.who, each.form)
            brought = say("brought: {what}", what=each.brought) if each.brought else None
            done = say("Done with it: {what}", what=each.done_with_it) if each.done_with_it else None
            phase = PHASES.get(each.phase or "")
            sort = say("residents, {phase}", phase=phase) if phase else say("residents")
            what = joined(joined(who, brought), done, by=" ")
            yield Happened(convenant.id, each.date.last, "involvement", None, sort, what)
