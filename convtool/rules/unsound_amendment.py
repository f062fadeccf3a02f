"""An amendment says what stood there, follows the one before it, and has the consent of every party.

Who changes a signed text without one of the parties has changed nothing. Amendments are numbered from 1 without a gap,
so that one that is taken out is missed; each starts from what the one before it left, comes after the signing, and
changes the agreement itself. Who only supports, has left or joined later, has no say in it. What is not known of a
historical convenant is a warning.

Bad:

    amendments:
      - number: 1
        date: 2026-05-01
        reason: Er kwamen meer plekken.
        consented: [bank, alliantie]
        changes: [{at: goals/stageplekken/target/at_least, from: 20, to: 25}]

Good:

    amendments:
      - number: 1
        date: 2026-05-01
        reason: Er kwamen meer plekken.
        consented: [bank, alliantie, stad]
        changes: [{at: goals/stageplekken/target/at_least, from: 20, to: 25}]

Repair: record the consent of every party, or take the amendment back before it is committed; convtool amend writes one
that holds.
Source: Aanwijzingen voor convenanten 2003, 21 (good practice).
"""

from collections.abc import Iterator
from itertools import pairwise

from convtool.diagnostics import Finding, Level
from convtool.digest import form_of
from convtool.documents import Node, written
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.since import Amendment
from convtool.portfolio import Programme
from convtool.proof import breaks, lacking
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV605", draft=ERROR, signed=ERROR, silenceable=False)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every amendment that does not hold."""
    if not convenant.amendments:
        return
    yield from _numbers(convenant.amendments)
    signed = convenant.signed
    for amendment in convenant.amendments:
        if signed and amendment.date.last < signed.first:
            found = say(
                "amendment {number} is dated {day}, before the signing on {signed}",
                number=amendment.number,
                day=amendment.date,
                signed=signed,
            )
            yield Finding(amendment.at("date"), found, say("look both days up"))
        yield from _consent(convenant, amendment)
        yield from _fields(amendment)
    for amendment, change, after, now in breaks(convenant):
        if not now:
            found = say(
                "amendment {number} put {made} at {field}, and the next one found {found} there",
                number=amendment.number,
                made=_value(change.after),
                field=change.path,
                found=_value(after),
            )
            yield Finding(change.place, found, say("take back what was changed in the amendments"))


def _numbers(amendments: tuple[Amendment, ...]) -> Iterator[Finding]:
    """Find numbers that are left out; that one is used twice has a rule of its own."""
    ordered = sorted(amendments, key=lambda each: each.number)
    if ordered[0].number != 1:
        found = say("the first amendment has number {number}; amendment 1 is missing", number=ordered[0].number)
        yield Finding(ordered[0].at("number"), found, say("put back what was taken out"))
    for before, after in pairwise(ordered):
        if after.number > before.number + 1:
            found = say("amendment {number} follows amendment {before}", number=after.number, before=before.number)
            yield Finding(after.at("number"), found, say("put back what was taken out"), (before.at("number"),))


def _consent(convenant: Convenant, amendment: Amendment) -> Iterator[Finding]:
    parties = tuple(party.id for party in lacking(convenant, amendment))
    if parties:
        found = say("amendment {number} lacks the consent of {parties}", number=amendment.number, parties=parties)
        hint = say("list every party that agreed; without all of them the text has not changed")
        level: Level | None = WARNING if convenant.historical and amendment.missing("consented") else None
        yield Finding(amendment.at("consented"), found, hint, level=level)


def _fields(amendment: Amendment) -> Iterator[Finding]:
    """Find changes of what is no part of the agreement."""
    for change in amendment.changes or ():
        if not change.path:
            found = say("amendment {number} does not say what it changes", number=amendment.number)
            yield Finding(change.place, found, say("write at, add or remove, with the way to the field"))
        elif form_of(change.path) is None:
            found = say('"{field}" is no part of the agreement that was signed', field=change.path)
            yield Finding(change.place, found, say("change it without an amendment"))


def _value(node: Node | None) -> Message:
    return say('"{text}"', text=written(node)) if node else say("nothing")
