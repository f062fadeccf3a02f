"""What git knows of a signed convenant was looked at.

A digest in a file proves nothing against somebody who writes a new one. Git remembers: every commit since the signing
is walked by convtool verify, and by convtool validate with --require-history. Where that was not asked, or cannot be
done (no git, no commits, a clone without its past), this says so, so that nobody takes silence for proof.

Bad:

    status: active

Good:

    status: draft

Repair: run convtool verify; in continuous integration fetch the whole history, as with fetch-depth: 0.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding, Level
from convtool.messages import say
from convtool.models.convenant import SIGNED, Convenant
from convtool.portfolio import Programme
from convtool.rulebook import rule

_NOT_CHECKED = Level.NOT_CHECKED


@rule("CV607", draft=None, signed=_NOT_CHECKED, silenceable=False)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield one finding for each signed convenant whose past was not seen, at its signing."""
    if convenant.status not in SIGNED:
        return
    walk = programme.witness.walks.get(convenant.document.path)
    if walk is None:
        found = say("what git knows of it since the signing was not looked at")
        yield Finding(convenant.at("signing"), found, say("run convtool verify"))
    elif walk.unseen:
        found = say("what git knows of it since the signing could not be seen: {reason}", reason=walk.unseen)
        yield Finding(convenant.at("signing"), found)
