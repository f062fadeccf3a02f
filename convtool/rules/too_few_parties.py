"""A convenant has two parties or more, at least one public and at least one that is not.

With one party it is a promise to oneself; without both sides it is no convenant between government and society. What
a partner is, its own file says under nature; semi-public counts as both, and a nature that is not known proves nothing.

Bad:

    parties:
      - {id: alliantie, class: supports}
      - {id: stad, class: supports}

Good:

    parties:
      - {id: alliantie, class: signs}
      - {id: stad, class: signs}

Repair: add the party that is missing, or correct the nature in the partner's file. Who only supports is no party.
A draft in which nobody has written the parties down yet is warned.
Source: Aanwijzingen voor convenanten 2003, 1 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding, Level
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV210", draft=ERROR, signed=ERROR, historical=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield what the parties lack: number, a public one, or one that is not public."""
    parties = [party for party in convenant.parties or () if party.class_ != "supports"]
    if convenant.parties is None and not convenant.missing("parties"):
        return
    if len(parties) < 2 and not any(map(_others, parties)):  # noqa: PLR2004 - a party, and another
        found = say("parties that sign: {count}, where two or more are wanted", count=len(parties))
        early = Level.WARNING if convenant.is_draft and convenant.wrote("parties") is None else None
        yield Finding(convenant.at("parties"), found, say("add the parties that sign"), level=early)
        return
    natures = {nature for party in parties for nature in _natures(party, programme)}
    if None in natures or "semi-public" in natures:
        return
    if "public" not in natures:
        yield Finding(
            convenant.at("parties"), say("none of the parties is public"), say("add the government that takes part")
        )
    elif natures == {"public"}:
        yield Finding(
            convenant.at("parties"), say("all parties are public"), say("add the partner that is not a government")
        )


def _others(party: Party) -> int:
    """Count how many more than one stand behind a party: the members of a group, known or not."""
    if not {"members_bound", "counts"}.isdisjoint(party.node.entries) or "members" in party.answers:
        return 1
    return max(len(party.members or ()) - 1, 0)


def _natures(party: Party, programme: Programme) -> Iterator[str | None]:
    """Give the natures of a party or of the members of a group; None for one that is not known."""
    if _others(party) and not party.members:
        yield None
        return
    for id_ in party.members or (party.partner,):
        partner = programme.partners.get(id_ or "")
        government = partner is not None and partner.kind == "government"
        yield "public" if government else partner.nature if partner else None
