"""A signed convenant has a digest, so that it can be proven to be what was signed.

Without it nobody can tell in ten years whether the text in the register is the one that was signed. A historical
convenant may do without; convtool sign gives it one all the same, of the text as it was recorded.

Bad:

    # data/convenants/gift.yaml
    schema: 1
    id: gift
    title: Gift
    kind: other
    example: true
    status: signed

Good:

    # data/convenants/gift.yaml
    schema: 1
    id: gift
    title: Gift
    kind: other
    example: true
    status: draft

Repair: run convtool sign with the id of the convenant.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.proof import is_sealed
from convtool.rulebook import ERROR, rule


@rule("CV615", draft=None, signed=ERROR, silenceable=False)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield a finding for a signed convenant that nothing proves."""
    if convenant.status and not convenant.historical and not is_sealed(convenant):
        found = say('status "{status}", and no digest of what was signed', status=convenant.status)
        yield Finding(convenant.at("signing", "digest"), found, say("run convtool sign {id}", id=convenant.id))
