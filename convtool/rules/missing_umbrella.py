"""A partner or sector convenant stands under an umbrella that was signed before it and lasts as long.

The umbrella says what all have in common; without it every convenant has to say it again, and they drift apart.

Bad:

    under: unknown

Good:

    under: koepel

Repair: write under: with the id of the umbrella. Where a convenant goes on after its umbrella, say why in
term: {outlives: ...}.
Source: assignment.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule
from convtool.values import Moment


@rule("CV213", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield an umbrella that is missing, that is none, that came later, or that ends first."""
    if convenant.kind not in {"partner", "sector"}:
        return
    if convenant.missing("under"):
        yield Finding(
            convenant.at("under"),
            say("a {kind} convenant without its umbrella", kind=convenant.kind),
            say("write under: with its id"),
        )
        return
    umbrella = programme.convenants.get(convenant.under or "")
    if umbrella is None:
        return
    place = convenant.at("under")
    if umbrella.kind != "umbrella":
        found = say('"{id}" is no umbrella but a {kind} convenant', id=umbrella.id, kind=umbrella.kind)
        yield Finding(place, found, say("name the umbrella"), (umbrella.at("kind"),))
        return
    signed, first = convenant.signed, umbrella.signed
    if signed and first and signed.last < first.first:
        found = say("signed on {day}, before its umbrella on {first}", day=signed, first=first)
        yield Finding(place, found, say("look both days up"), (umbrella.at("signing", "date"),))
    yield from _outlives(convenant, umbrella)


def _outlives(convenant: Convenant, umbrella: Convenant) -> Iterator[Finding]:
    term = convenant.term
    if term is None or umbrella.term is None or umbrella.successor or term.outlives:
        return
    ends, last = term.ends, umbrella.term.ends
    if isinstance(last, Moment) and (ends == "indefinite" or (isinstance(ends, Moment) and ends.first > last.last)):
        found = say("ends {ends}, after its umbrella on {last}", ends=ends, last=last)
        hint = say("say in term: {{outlives: ...}} what holds after that day")
        yield Finding(convenant.at("term", "ends"), found, hint, (umbrella.at("term", "ends"),))
