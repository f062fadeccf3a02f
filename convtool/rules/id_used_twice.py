"""An id stands for one thing: in a file for one item of its sort, in the register for one record of its kind.

What refers to an id that two things have, refers to neither. Numbers of ambitions and amendments and defined terms
count as ids; a goal and an agreement may share one.

Bad:

    agreements:
      - {id: tweede-loket, text: De bank opent een loket., goal: stageplekken, owner: bank}
      - {id: tweede-loket, text: De bank opent nog een loket., goal: stageplekken, owner: bank}

Good:

    agreements:
      - {id: tweede-loket, text: De bank opent een loket., goal: stageplekken, owner: bank}
      - {id: derde-loket, text: De bank opent nog een loket., goal: stageplekken, owner: bank}

Repair: give one of the two another id, and correct what refers to it.
Source: craft.
"""

from collections.abc import Iterator
from itertools import chain

from convtool.diagnostics import Finding
from convtool.documents import Node
from convtool.layout import id_of
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.masterplan import Masterplan
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, rule

Any = Convenant | Initiative | Masterplan | Meeting | Partner


@rule("CV202", draft=ERROR, signed=ERROR)
def check(record: Convenant | Initiative | Masterplan | Meeting | Partner, programme: Programme) -> Iterator[Finding]:
    """Yield every id after its first use."""
    first: dict[tuple[str, str], Node] = {}
    for target, id_, node in chain(record.names, _numbered(record)):
        earlier = first.setdefault((target, id_), node)
        if earlier is not node:  # the same node is met twice where a later amendment was undone
            there = record.document.at(earlier)
            found = say('"{id}" is used twice; the first is on line {line}', id=id_, line=there.line)
            yield Finding(record.document.at(node), found, say("give one of the two another id"), (there,))
    yield from _elsewhere(record, programme)


def _numbered(record: Any) -> Iterator[tuple[str, str, Node]]:
    """Give what is known by something else than an id: what sort of thing, as what, and where that is written."""
    if isinstance(record, Convenant):
        for term in record.definitions or ():
            yield "term", term.term.casefold(), term.node.entries["term"][1]
        for amendment in record.amendments or ():
            yield "amendment", str(amendment.number), amendment.node.entries["number"][1]
    elif isinstance(record, Masterplan):
        for ambition in record.ambitions or ():
            yield "ambition", str(ambition.number), ambition.node.entries["number"][1]


def _elsewhere(record: Any, programme: Programme) -> Iterator[Finding]:
    if isinstance(record, Masterplan) or not record.id or record.id == id_of(record.document.path):
        return
    other = programme.shelf(type(record)).get(record.id)
    if other:
        found = say('"{id}" is the id of another file too: {path}', id=record.id, path=other.document.path)
        yield Finding(record.at("id"), found, say("give one of the two another id"), (other.at("id"),))
