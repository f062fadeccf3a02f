"""Every partner and initiative is named somewhere.

What nothing refers to was perhaps forgotten, or is left over from something that was removed.

Bad:

    # data/partners/voorbeeldwinkel.yaml
    schema: 1
    id: voorbeeldwinkel
    name: Voorbeeldwinkel
    example: true

Good:

    parties:
      - {id: bank, partner: voorbeeldbank}

Repair: name it where it belongs, or remove its file.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.portfolio import Portfolio, R, Shelf
from convtool.rulebook import ADVICE, rule


@rule("CV205", draft=ADVICE, signed=ADVICE)
def check(portfolio: Portfolio) -> Iterator[Finding]:
    """Yield every partner and initiative without a reference."""
    used = _used(portfolio)
    for partner in _unnamed(portfolio.programme.partners, "partner", used):
        if ("partner", partner.id) not in used:
            found = say('nothing refers to partner "{id}"', id=partner.id)
            yield Finding(partner.at("id"), found, say("name it as a party where it is one, or remove the file"))
    for initiative in _unnamed(portfolio.programme.initiatives, "initiative", used):
        if ("initiative", initiative.id) not in used and not initiative.answered_by:
            found = say('nothing refers to initiative "{id}", and nothing answers it', id=initiative.id)
            yield Finding(
                initiative.at("id"), found, say("name it where a meeting voices its need, or write answered_by")
            )


def _unnamed(shelf: Shelf[R], target: str, used: set[tuple[str, str]]) -> Iterator[R]:
    """Read only the files that nothing names: the others were read already, and are many."""
    for name in sorted(shelf.ids):
        record = None if (target, name) in used else shelf.get(name)
        if record:
            yield record


def _used(portfolio: Portfolio) -> set[tuple[str, str]]:
    """Give what any other file refers to; that a partner is commissioned is not yet a use of it."""
    links = portfolio.links or frozenset()
    return {*links, *(("initiative", name.partition("/")[0]) for target, name in links if target == "need")}
