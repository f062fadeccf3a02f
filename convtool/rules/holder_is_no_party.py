"""Who holds an obligation, brings a contribution or measures is a party.

Only who signs can be held to a promise. An organisation that is not a party owes nothing, whatever the text says.

Bad:

    agreements:
      - {id: loket, owner: woningbouw}

Good:

    agreements:
      - {id: loket, owner: bank}

Repair: take the id of a party of this convenant, or add the organisation to its parties.
Source: Aanwijzingen voor convenanten 2003, 5 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.reading import nearest
from convtool.rulebook import ERROR, rule


@rule("CV211", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every holder that is no party; who only supports a convenant holds nothing in it."""
    known = convenant.named.get("party", frozenset())
    supporters = {party.id for party in convenant.parties or () if party.class_ == "supports"}
    for link in convenant.links:
        if link.target != "holder":
            continue
        if link.name not in known:
            parties = tuple(sorted(known))
            close = nearest(link.name, parties)
            hint = (
                say('did you mean "{name}"? The parties are {parties}', name=close, parties=parties)
                if close
                else say("the parties are {parties}", parties=parties)
            )
            found = say('"{name}" is no party of this convenant', name=link.name)
            yield Finding(convenant.document.at(link.node), found, hint)
        elif link.name in supporters:
            found = say('"{name}" supports this convenant and does not sign it', name=link.name)
            yield Finding(
                convenant.document.at(link.node), found, say("let it sign, or give this to a party that does")
            )
