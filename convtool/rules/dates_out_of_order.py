"""A convenant is signed, starts and ends in that order, within the horizon of the programme.

A day before the one it has to follow is a typing error, and every count between the two is wrong. The same holds for
each party, contribution, target and theme; and historical is only what was signed before the register began.

Bad:

    term: {starts: 2041-01-01}

Good:

    term: {starts: 2024-04-01}

Repair: look both days up; imprecise days (2024, 2024-03) are compared by the days they may be.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.masterplan import Masterplan
from convtool.models.obligations import Contribution
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.records import Record
from convtool.rulebook import ERROR, rule
from convtool.values import Moment, Period

_LOOK_UP: Message = say("look both days up")


@rule("CV601", draft=ERROR, signed=ERROR)
def check(record: Convenant | Masterplan, programme: Programme) -> Iterator[Finding]:
    """Yield every day that comes before the one it has to follow."""
    if isinstance(record, Masterplan):
        if record.horizon:
            yield from _ordered(record.horizon, "first", "last")
        for theme in record.themes or ():
            yield from _ordered(theme, "from", "until")
        return
    yield from _term(record, programme)
    yield from _historical(record, programme)
    for party in record.parties or ():
        yield from _party(party)
    lasting: list[Contribution | Goal] = [*(record.contributions or ()), *(record.goals or ())]
    for item in lasting:
        if isinstance(item, Contribution):
            yield from _ordered(item, "first", "last")
        elif item.target:
            yield from _ordered(item.target, "first", "by")


def _term(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    term = convenant.term
    if term is None:
        return
    signed, starts = convenant.signed, term.starts
    ends = term.ends if isinstance(term.ends, Moment) else None
    if signed and starts and starts.last < signed.first:
        found = say("starts {starts}, before it was signed on {signed}", starts=starts, signed=signed)
        yield Finding(term.at("starts"), found, _LOOK_UP, (convenant.at("signing", "date"),))
    yield from _ordered(term, "starts", "ends")
    if starts and term.ended and term.ended.date.last < starts.first:
        found = say("ended on {ends}, before it started on {starts}", ends=term.ended.date, starts=starts)
        yield Finding(term.at("ended", "date"), found, _LOOK_UP, (term.at("starts"),))
    horizon = programme.masterplan and programme.masterplan.horizon
    if horizon and horizon.first and starts and starts.last < horizon.first.first:
        found = say("starts {starts}, before the programme on {first}", starts=starts, first=horizon.first)
        yield Finding(term.at("starts"), found, _LOOK_UP, (horizon.at("first"),))
    for key, day in (("starts", starts), ("ends", ends)):
        if horizon and horizon.last and day and day.first > horizon.last.last:
            found = say("{key} {day}, after the programme on {last}", key=key, day=day, last=horizon.last)
            yield Finding(term.at(key), found, _LOOK_UP, (horizon.at("last"),))


def _historical(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    register = programme.masterplan and programme.masterplan.register
    since = register.since if register else None
    days = [convenant.signed, *(party.signed for party in convenant.parties or ())]
    last = max((day for day in days if day), key=lambda day: day.first, default=None)
    if convenant.historical and since and last and last.first >= since.first:
        found = say("historical, and signed on {day}, when the register had begun", day=last)
        yield Finding(convenant.at("historical"), found, say("write historical: false"))


def _party(party: Party) -> Iterator[Finding]:
    yield from _ordered(party, "joined" if party.joined else "signed", "left")


def _ordered(record: Record, first: str, last: str) -> Iterator[Finding]:
    """Find an end before its start, in two fields of one record."""
    start, end = _value(record, first), _value(record, last)
    starts, ends = start and start.first, end and end.last
    if starts and ends and ends < starts:
        found = say("{last} {end}, before {first} {start}", last=last, end=end, first=first, start=start)
        yield Finding(record.at(last), found, _LOOK_UP, (record.at(first),))


def _value(record: Record, key: str) -> Moment | Period | None:
    value = getattr(record, record.fields[key].name)
    return value if isinstance(value, (Moment, Period)) else None
