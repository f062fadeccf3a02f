"""What a record refers to exists.

A name with a typing error, or of something that was removed, leaves a promise without an owner or a figure without
a goal. Themes have a rule of their own (CV301), and so have those who hold an obligation (CV211).

Bad:

    under: koepels

Good:

    under: koepel

Repair: take the name that is suggested, or write what is missing.
Source: craft.
"""

from collections.abc import Collection, Iterator

from convtool.diagnostics import Finding, Place
from convtool.documents import Mapping, Node, Scalar, follow
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.facts import File
from convtool.models.initiative import Initiative
from convtool.models.masterplan import Masterplan
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import Programme
from convtool.reading import nearest
from convtool.references import candidates, leads_nowhere
from convtool.rulebook import ERROR, rule

_FEW = 12


@rule("CV203", draft=ERROR, signed=ERROR)
def check(record: Convenant | Initiative | Masterplan | Meeting | Partner, programme: Programme) -> Iterator[Finding]:
    """Yield every name and every path in the record that leads to nothing."""
    for link in record.links:
        if link.target not in {"theme", "holder"} and leads_nowhere(link, record, programme):
            yield _finding(record.document.at(link.node), link.name, candidates(link, record, programme))
    if isinstance(record, Convenant):
        yield from _core_goals(record, programme)
    yield from _paths(record)


def _finding(place: Place, name: str, known: Collection[str]) -> Finding:
    return Finding(place, say('"{name}" refers to what does not exist', name=name), _hint(name, known))


def _hint(name: str, known: Collection[str]) -> Message:
    close = nearest(name, known)
    if close:
        return say('did you mean "{name}"?', name=close)
    if known and len(known) <= _FEW:
        return say("what can stand here: {names}", names=tuple(sorted(known)))
    return say("correct the name, or write what is missing")


def _core_goals(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    for goal in convenant.goals or ():
        serves = goal.serves
        partner = programme.partners.get(serves.partner or "") if serves else None
        if serves and serves.core_goal and partner:
            known = partner.named.get("core-goal", frozenset())
            if serves.core_goal not in known:
                yield _finding(serves.at("core_goal"), serves.core_goal, known)


def _paths(record: File) -> Iterator[Finding]:
    """Check the paths of facts and amendments, in the text in force and in the file as it stands."""
    roots = [root for root in (record.document.root, record.document.written) if root]
    for fact in record.facts or ():
        if not any(_leads(root, fact.at_) for root in roots):
            yield _finding(fact.at("at"), fact.at_, record.fields)
    amendments = record.amendments or () if isinstance(record, Convenant) else ()
    changes = [change for amendment in amendments for change in amendment.changes or ()]
    removed = {change.remove for change in changes if change.remove}
    for change in changes:
        for key, path in (("at", change.at_), ("add", change.add)):
            gone = path and any(path == other or path.startswith(f"{other}/") for other in removed)
            if path and not gone and not any(_leads(root, path) for root in roots):
                yield _finding(change.at(key), path, record.fields)


def _leads(root: Mapping, path: str) -> bool:
    """Tell whether a path ends at a value, at a key that is not written, or below a value that is not known."""
    steps = path.split("/")
    node, rest = follow(root, steps)
    if len(rest) == len(steps):
        return False
    return not rest or _unknown(node) or (len(rest) == 1 and isinstance(node, Mapping))


def _unknown(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text in {"unknown", "silent"}
