"""Two convenanten of which one follows the other name each other.

Who opens the old one has to find the new one, and the other way round; otherwise goals and history stop in the middle.
A convenant that was split or merged names one of the others, and that one names it back. A document outside the
register, with its title, cannot name anything.

Bad:

    successor: koepel

Good:

    successor: {title: Convenant Voorbeeldbank 2041}

Repair: write predecessor: in the later convenant and successor: in the earlier one, each with the id of the other.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV614", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield a successor that does not name this convenant as its predecessor, and the other way round."""
    if convenant.successor:
        yield from _answered(convenant, "successor", "predecessor", programme)
    if convenant.predecessor:
        yield from _answered(convenant, "predecessor", "successor", programme)


def _answered(convenant: Convenant, key: str, back: str, programme: Programme) -> Iterator[Finding]:
    name = getattr(convenant, key)
    if name == convenant.id:
        found = say('"{id}" names itself as its {key}', id=name, key=key)
        yield Finding(convenant.at(key), found, say("name the other convenant"))
        return
    other = programme.convenants.get(name) if isinstance(name, str) else None
    if other is None or getattr(other, back) == convenant.id:
        return
    third = getattr(other, back)
    shared = programme.convenants.get(third) if isinstance(third, str) else None
    if shared is None or getattr(shared, key) != other.id:
        found = say('"{id}" does not name this convenant as its {key}', id=name, key=back)
        hint = say("write {key}: {id} there", key=back, id=convenant.id)
        yield Finding(convenant.at(key), found, hint, (other.at(back),))
