"""The considerations name the occasion, the ambition, the core goal of the partner, and the residents.

Twenty years on, nobody in the room was there when it was signed. Why the parties did this, which ambition it serves,
what it has to do with the partner's own work and what residents asked for: a council, a judge and a successor go by it.

Bad:

    considerations:
      - {kind: occasion, text: De bank sluit haar balie.}

Good:

    considerations:
      - {kind: occasion, text: De bank sluit haar balie.}
      - {kind: ambition, text: Het programma wil werk voor bewoners.}
      - {kind: core-goal, text: De bank wil dat iedereen kan meedoen met geld.}
      - {kind: residents, text: Bewoners vroegen om stageplekken dichtbij.}

Repair: write one sentence for each kind that is missing; in a text that was signed, by an amendment.
Source: assignment; Aanwijzingen voor convenanten 2003, 7 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule

_WANTED: dict[str, Message] = {
    "occasion": say("the occasion"),
    "ambition": say("the ambition"),
    "core-goal": say("the partner's own core goal"),
    "residents": say("the residents"),
}


@rule("CV708", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield the kinds of considerations that are missing, together."""
    considerations = convenant.considerations
    if considerations is None and not convenant.missing("considerations"):
        return
    kinds = {each.kind for each in considerations or () if not each.missing("text")}
    lacking = tuple(kind for kind in _WANTED if kind not in kinds)
    unread = any(each.kind is None and not each.missing("kind") for each in considerations or ())
    if lacking and not unread:
        found = say("the considerations do not name: {kinds}", kinds=tuple(_WANTED[kind] for kind in lacking))
        hint = say("write a sentence with kind: {kind}", kind=lacking[0])
        yield Finding(convenant.at("considerations"), found, hint)
