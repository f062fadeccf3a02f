"""A sector convenant says how the members of the sector are bound.

A sector body signs for itself. Whether its members owe anything depends on their mandate, its statutes, or their own
signatures; without that the agreement stops at the door of the office.

Bad:

    kind: sector

Good:

    kind: sector
    parties:
      - {id: bank, members_bound: De leden hebben het bestuur gemachtigd.}

Repair: write members_bound: at the party that stands for others, or represented_by: {on_behalf_of: all} for a group.
Source: Aanwijzingen voor convenanten 2003, 5 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV214", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield the parties of a sector convenant that stand for others and do not say how; the list where none does."""
    if convenant.kind != "sector" or (convenant.parties is None and not convenant.missing("parties")):
        return
    parties = convenant.parties or ()
    bodies = [party for party in parties if _stands_for_others(party, programme)]
    hint = say("write members_bound: at the party that stands for others")
    if not bodies and not any(_binds(party) for party in parties):
        yield Finding(convenant.at("parties"), say("a sector convenant that does not say how members are bound"), hint)
    for party in bodies:
        if not _binds(party):
            found = say('party "{party}" does not say how its members are bound', party=party.id)
            yield Finding(party.at("members_bound"), found, hint)


def _stands_for_others(party: Party, programme: Programme) -> bool:
    partner = programme.partners.get(party.partner or "")
    return party.role == "sector-body" or (partner is not None and partner.kind == "sector-body")


def _binds(party: Party) -> bool:
    behalf = party.represented_by and party.represented_by.on_behalf_of
    return bool(party.members_bound or behalf)
