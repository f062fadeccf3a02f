"""A contribution is not counted in another place already.

What a company owes under a contract with the city (social return in procurement) it would do without the convenant too.
Counted here as well, the same job is reported twice. Such a contribution is shown and left out of every total.

Bad:

    contributions:
      - {id: uren, counted_in: social return in de schoonmaakaanbesteding}

Good:

    contributions:
      - {id: uren, quantity: 300}

Repair: keep here only what comes on top of it, and remove counted_in; or leave it so, and know that it does not count.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV507", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every contribution that is counted in another place too."""
    for each in convenant.contributions or ():
        if each.counted_in:
            found = say(
                'contribution "{contribution}" is already counted in {place}',
                contribution=each.id,
                place=each.counted_in,
            )
            yield Finding(each.at("counted_in"), found, say("keep here only what comes on top of it"))
