"""Every party says which function signs for it; a government also on what ground and since when.

A signature binds only where somebody was allowed to give it. A function is named and not a person: people change,
and names in git cannot be erased. Where more than three parties lack the same, that is one finding.

Bad:

    parties:
      - {id: bank, represented_by: unknown}

Good:

    parties:
      - {id: bank, represented_by: {function: Directeur}}

Repair: write represented_by: {function: ...}, for a government with ground, by and date of the decision or mandate.
Source: Aanwijzingen voor convenanten 2003, 5 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.terms import Party
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule

_FEW = 3


@rule("CV212", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every party of which it is not known who may sign for it; one finding where many lack the same."""
    lacking: dict[tuple[str, ...], list[Party]] = {}
    for party in convenant.parties or ():
        keys = () if party.class_ == "supports" else _lacking(party, programme)
        if keys:
            lacking.setdefault(keys, []).append(party)
    for keys, parties in lacking.items():
        hint = say("add {keys} to represented_by; name a function, not a person", keys=keys)
        if len(parties) > _FEW:
            yield Finding(convenant.at("parties"), _many(convenant, parties, keys), hint)
        else:
            for party in parties:
                found = say('party "{party}" does not say who represents it: {keys}', party=party.id, keys=keys)
                yield Finding(party.at("represented_by", keys[0]), found, hint)


def _many(convenant: Convenant, parties: list[Party], keys: tuple[str, ...]) -> Message:
    """Name the parties, unless it is all of them."""
    number = len(parties)
    if number == len(convenant.parties or ()):
        return say("none of the {number} parties says who represents it: {keys}", number=number, keys=keys)
    names = tuple(party.id for party in parties)
    return say(
        "{number} parties do not say who represents them: {keys} ({names})", number=number, keys=keys, names=names
    )


def _lacking(party: Party, programme: Programme) -> tuple[str, ...]:
    partner = programme.partners.get(party.partner or "")
    government = party.role == "government" or (partner is not None and partner.kind == "government")
    wanted = ("function", "ground", "date") if government else ("function",)
    if party.represented_by is None:
        return wanted if party.missing("represented_by") else ()
    return tuple(key for key in wanted if party.represented_by.missing(key))
