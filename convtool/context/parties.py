"""The parties of a convenant, with the names by which its text calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.shown import Shown
from convtool.context.told import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from convtool.models.convenant import Convenant
    from convtool.models.partner import Partner
    from convtool.models.terms import Party
    from convtool.portfolio import Programme
    from convtool.values import Moment


class PartyLine(Shown):
    """One party.

    `party` is the record; `name` what the text calls it, `legal_name` and `represented` (a representation) a
    value, a word, or None; `members` are names; `signed` the day it signed, for a member who came later the
    day it joined; `left` the day it withdrew, where it has.
    """

    party: Party
    name: str
    legal_name: object
    represented: object
    signed: object
    left: Moment | None
    members: tuple[str, ...]
    on_behalf_of: tuple[str, ...] | str | None
    example: bool


class PartyGroup(Shown):
    """Parties under one heading; `name` is government, partners or supporting."""

    name: str
    parties: tuple[PartyLine, ...]


def party_names(convenant: Convenant, partners: Mapping[str, Partner]) -> dict[str, str]:
    """Give the name of every party by its id in the convenant."""
    return {party.id: _name(party, partners) for party in convenant.parties or ()}


def party_groups(convenant: Convenant, programme: Programme) -> tuple[PartyGroup, ...]:
    """Give the parties as government, partners and supporting, each in the order of the file.

    Who joined after the programme's day is no party yet.
    """
    groups: dict[str, list[PartyLine]] = {"government": [], "partners": [], "supporting": []}
    for party in convenant.parties or ():
        if party.joined and party.joined.first > programme.as_of:
            continue
        groups[_group(party)].append(_line(party, convenant, programme))
    return tuple(PartyGroup(name=name, parties=tuple(lines)) for name, lines in groups.items() if lines)


def _group(party: Party) -> str:
    if party.class_ == "supports":
        return "supporting"
    return "government" if party.role in {"government", "alliance"} else "partners"


def _line(party: Party, convenant: Convenant, programme: Programme) -> PartyLine:
    partner = programme.partners.get(party.partner or "")
    behalf = party.represented_by.on_behalf_of if party.represented_by else None
    historical = convenant.historical
    return PartyLine(
        party=party,
        name=_name(party, programme.partners),
        legal_name=told(partner, "legal_name", historical=historical) if partner else None,
        represented=told(party, "represented_by", historical=historical),
        signed=told(party, "signed", historical=historical) or told(party, "joined", historical=historical),
        left=party.left if party.left and party.left.first <= programme.as_of else None,
        members=_names(party.members or (), programme),
        on_behalf_of=behalf if behalf is None or isinstance(behalf, str) else _names(behalf, programme),
        example=bool(partner and partner.example),
    )


def _name(party: Party, partners: Mapping[str, Partner]) -> str:
    partner = partners.get(party.partner or "")
    return party.name or (partner.name if partner else party.partner) or party.id


def _names(ids: Iterable[object], programme: Programme) -> tuple[str, ...]:
    """Give the names of partners; the id itself where it names nothing, which a rule reports."""
    partners = programme.partners
    return tuple(partners[each].name if each in partners else str(each) for each in map(str, ids))
