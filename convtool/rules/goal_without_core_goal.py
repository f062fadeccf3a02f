"""Every goal serves a core goal of a partner that takes part.

A goal that is also the organisation's own business outlives a change of staff; one that is only the Masterplan's is
the first to go. That none was chosen, or is planned, is no answer. An umbrella's goals are common to all and need not
serve one; a core goal that the partner's file does not have is reported by CV203.

Bad:

    goals:
      - id: stageplekken
        serves: unknown

Good:

    goals:
      - id: stageplekken
        serves: {partner: voorbeeldbank, core_goal: financieel-gezond}

Repair: write serves: {partner: ..., core_goal: ...}; core goals stand in the partner's own file.
Source: assignment (a fit with the partner's own core goals).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal, Serves
from convtool.models.partner import Partner
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV303", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every goal that names no core goal, or one of an organisation that takes no part."""
    if convenant.kind == "umbrella":
        return
    for goal in convenant.goals or ():
        serves = goal.serves
        if serves is None:
            if goal.missing("serves"):
                found = say('goal "{goal}" does not say which core goal of a partner it serves', goal=goal.titled)
                yield Finding(goal.at("serves"), found, say("write serves: {{partner: ..., core_goal: ...}}"))
        elif serves.missing("partner"):
            found = say('goal "{goal}" serves a core goal, and does not say of which partner', goal=goal.titled)
            yield Finding(serves.at("partner"), found, say("add partner:"))
        elif serves.missing("core_goal"):
            yield _unnamed(goal, serves, programme)
        elif serves.partner and not _takes_part(serves.partner, convenant, programme):
            found = say(
                'goal "{goal}" serves a core goal of "{partner}", which takes no part in this convenant',
                goal=goal.titled,
                partner=serves.partner,
            )
            yield Finding(serves.at("partner"), found, say("name a partner that does"))


def _unnamed(goal: Goal, serves: Serves, programme: Programme) -> Finding:
    partner = programme.partners.get(serves.partner or "")
    if partner and not partner.core_goals:
        found = say('goal "{goal}" serves "{partner}", which has no core goals', goal=goal.titled, partner=partner.name)
        hint = say("write core_goals: in the file of the partner, and name one here")
        return Finding(serves.at("core_goal"), found, hint, (partner.at("core_goals"),))
    found = say('goal "{goal}" names a partner, and does not say which core goal it serves', goal=goal.titled)
    known = tuple(core_goal.id for core_goal in (partner and partner.core_goals) or ())
    hint = say("add core_goal: with one of {known}", known=known) if known else say("add core_goal:")
    return Finding(serves.at("core_goal"), found, hint)


def _takes_part(id_: str, convenant: Convenant, programme: Programme) -> bool:
    """Tell whether a partner is a party, or may be one: behind a group, or under its former or later file."""
    parties = convenant.parties
    if parties is None or any(party.partner == id_ for party in parties):
        return True
    partner = programme.partners.get(id_)
    return partner is None or any(_stands_for(party, partner, programme) for party in parties)


def _stands_for(party: Party, partner: Partner, programme: Programme) -> bool:
    """Tell whether a party stands for a partner; of members that are not known nobody can say that it does not."""
    if party.members is not None:
        return partner.id in party.members
    of_party = programme.partners.get(party.partner or "")
    if of_party is None or not {"members", "members_bound", "counts"}.isdisjoint(party.node.entries):
        return True
    later = {each.succeeded_by.partner for each in (partner, of_party) if each.succeeded_by}
    return partner.id in (of_party.members or ()) or not later.isdisjoint({partner.id, of_party.id})
