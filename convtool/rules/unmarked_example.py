"""Fictional data is marked as such, and does not mix with real organisations.

A fictional promise in the name of a real organisation is a lie, and a real figure among fictional ones is lost. A
convenant, meeting or initiative and the partners in it are all fictional or all real. The umbrella, the themes and the
ambitions of a fictional convenant may be real.

Bad:

    example: false

Good:

    example: true

Repair: write example: true in the file that is fictional, or take a fictional partner.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, rule

_CALLED = ("voorbeeld", "example ", "fictie")


@rule("CV807", draft=ERROR, signed=ERROR)
def check(record: Convenant | Initiative | Meeting | Partner, programme: Programme) -> Iterator[Finding]:
    """Yield every partner that is fictional where the record is not, or the other way round."""
    if isinstance(record, Partner) and not record.example and str(record.name).casefold().startswith(_CALLED):
        found = say('"{name}" is called an example and not marked as one', name=record.name)
        yield Finding(record.at("name"), found, say("write example: true"))
    for link in record.links:
        partner = programme.partners.get(link.name) if link.target == "partner" else None
        if partner and bool(partner.example) != bool(record.example):
            place = record.document.at(link.node)
            if partner.example:
                found = say('"{partner}" is fictional, and this record is not marked as fictional', partner=link.name)
            else:
                found = say('"{partner}" is a real organisation in a fictional record', partner=link.name)
            yield Finding(place, found, say("write example: true where it is fictional, or take another partner"))
