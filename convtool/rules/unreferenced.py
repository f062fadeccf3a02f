"""Every partner, initiative and defined term is used somewhere.

What nothing refers to was perhaps forgotten, or is left over from something that was removed.

Bad:

    definitions:
      - {term: wijkregisseur, means: wie de afspraken in de wijk bewaakt}

Good:

    definitions:
      - {term: stageplek, means: een plek voor ten minste tien weken}

Repair: use it, or remove it.
Source: craft.
"""

import re
from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.masterplan import Masterplan
from convtool.models.partner import Partner
from convtool.portfolio import Portfolio
from convtool.rulebook import ADVICE, rule

_WORD = re.compile(r"\w+")
_ENDING = 2
_SHORT = 5


@rule("CV205", draft=ADVICE, signed=ADVICE)
def check(portfolio: Portfolio) -> Iterator[Finding]:
    """Yield every partner and initiative without a reference, and every term that its convenant does not use."""
    used = _used(portfolio)
    for partner in portfolio.all(Partner):
        if ("partner", partner.id) not in used:
            found = say('nothing refers to partner "{id}"', id=partner.id)
            yield Finding(partner.at("id"), found, say("name it as a party where it is one, or remove the file"))
    for initiative in portfolio.all(Initiative):
        if ("initiative", initiative.id) not in used and not initiative.answered_by:
            found = say('nothing refers to initiative "{id}", and nothing answers it', id=initiative.id)
            yield Finding(
                initiative.at("id"), found, say("name it where a meeting voices its need, or write answered_by")
            )
    for convenant in portfolio.all(Convenant):
        yield from _unused_terms(convenant)


def _used(portfolio: Portfolio) -> set[tuple[str, str]]:
    """Give what any other file refers to; that a partner is commissioned is not yet a use of it."""
    used = set()
    for entry in portfolio.entries.values():
        record = entry.judged
        for link in record.links if record and not isinstance(record, Masterplan) else ():
            if link.target == "need":
                used.add(("initiative", link.name.partition("/")[0]))
            used.add((link.target, link.name))
    return used


def _unused_terms(convenant: Convenant) -> Iterator[Finding]:
    for definition in convenant.definitions or ():
        uses = re.findall(_as_used(definition.term), convenant.document.text, re.IGNORECASE)
        if len(uses) == 1:
            found = say('the term "{term}" is defined and not used', term=definition.term)
            yield Finding(definition.at("term"), found, say("use it, or remove the definition"))


def _as_used(term: str) -> str:
    """Give a pattern that finds the term in the plural too, and over the end of a line."""
    words = [word[:-_ENDING] + r"\w*" if len(word) >= _SHORT else word for word in _WORD.findall(term)]
    return r"\W+".join(words)
