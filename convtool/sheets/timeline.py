"""What happened in a convenant, day by day: signed, amended, measured, delivered, carried out, residents heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from convtool.context.amendments import ChangeLine, Pair, amendment_lines
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.since import Delivery, Event
from convtool.pledges.deliveries import only_confirms
from convtool.sheets import Happening
from convtool.sheets.measurements import about_of, value_of
from convtool.sheets.obligations import Names
from convtool.sheets.words import PHASES, PROGRESS, joined
from convtool.values import Moment

_KINDS = {"published": say("published"), "mid-term-evaluation": say("mid-term evaluation")}
"""The kinds of events that many convenanten have; any other is shown as the file calls it."""
_MEASURED, _DELIVERED, _CONFIRMED = say("measured"), say("delivered"), say("confirmed")


def timeline(convenant: Convenant, names: Names, day: date) -> tuple[Happening, ...]:
    """Give what happened up to `day`, the newest last; figures and deliveries of one day in one line."""
    found = [
        *_signed(convenant, names),
        *_amended(convenant, names, day),
        *_measured(convenant),
        *_delivered(convenant),
        *(_event(event) for event in convenant.events or ()),
        *_heard(convenant),
    ]
    return tuple(sorted((each for each in found if each.day <= day), key=lambda each: each.day))


def _signed(convenant: Convenant, names: Names) -> Iterator[Happening]:
    days: dict[date, list[str]] = defaultdict(list)
    for party in convenant.parties or ():
        if party.signed:
            days[party.signed.last].append(party.id)
        if party.joined:
            yield Happening(party.joined.first, say("joined"), names[party.id])
        if party.left:
            yield Happening(party.left.last, say("left"), names[party.id])
    for day, parties in days.items():
        yield Happening(day, say("signed"), tuple(names[party] for party in parties))
    signing = convenant.signing
    if signing and signing.accord:
        yield Happening(signing.accord.last, say("agreed"), None)
    if signing and signing.announced:
        yield Happening(signing.announced.last, say("announced"), None)
    if signing and signing.date and not days:
        yield Happening(signing.date.last, say("signed"), None)
    if convenant.term and convenant.term.ended:
        yield Happening(convenant.term.ended.date.last, say("ended"), convenant.term.ended.because)


def _amended(convenant: Convenant, names: Names, day: date) -> Iterator[Happening]:
    for line in amendment_lines(convenant, {id: str(name) for id, name in names.items()}, day):
        changes = tuple(changed(change) for change in line.changes)
        what = joined(line.amendment.reason, changes, by=" ")
        number = int(line.amendment.number)
        yield Happening(line.amendment.date.first, say("amendment {number}", number=number), what)


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


def _measured(convenant: Convenant) -> Iterator[Happening]:
    units = {goal.id: goal.indicator.unit for goal in convenant.goals or () if goal.indicator}
    found = []
    for each in convenant.measurements or ():
        written = each.recorded or each.up_to or each.date
        if not written and each.period and each.period.last:
            written = Moment(each.period.last, each.period.last, "")
        if written:
            value = value_of(each, units.get(each.goal))
            what = Message("{goal} {about}: {value}", {"goal": each.goal, "about": about_of(each), "value": value})
            found.append(Happening(written.last, say("corrected") if each.corrects else _MEASURED, what))
    yield from _together(found)


def _delivered(convenant: Convenant) -> Iterator[Happening]:
    units = {each.id: each.currency or each.unit for each in convenant.contributions or ()}
    found = [
        Happening(
            each.recorded.last if each.recorded and only_confirms(each) else each.date.last,
            _CONFIRMED if only_confirms(each) else _DELIVERED,
            joined(each.contribution, _amount(each), units.get(each.contribution) if _amount(each) else None, by=" "),
        )
        for each in convenant.deliveries or ()
    ]
    yield from _together(found)


def _amount(delivery: Delivery) -> object:
    return delivery.amount if delivery.amount is not None else delivery.quantity


def _together(found: list[Happening]) -> Iterator[Happening]:
    """Put what is of one sort and one day in one line."""
    ordered = sorted(found, key=lambda each: (each.day, str(each.sort)))
    for _, some in groupby(ordered, key=lambda each: (each.day, str(each.sort))):
        first, *rest = some
        yield first._replace(what=joined(first.what, *(each.what for each in rest), by="; "))


def _event(event: Event) -> Happening:
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
    return Happening(event.date.first, _KINDS.get(event.kind or "", event.kind) or status or say("event"), what)


def _heard(convenant: Convenant) -> Iterator[Happening]:
    for each in convenant.involvement or ():
        if each.date:
            who = joined(each.who, each.form)
            brought = say("brought: {what}", what=each.brought) if each.brought else None
            done = say("Done with it: {what}", what=each.done_with_it) if each.done_with_it else None
            phase = PHASES.get(each.phase or "")
            sort = say("residents, {phase}", phase=phase) if phase else say("residents")
            yield Happening(each.date.last, sort, joined(joined(who, brought), done, by=" "))
