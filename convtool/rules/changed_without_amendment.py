"""What was signed changes by amendments only: without them it is the text that the digest was made of.

A target that became lower without a word makes every later figure a lie. At the signing, convtool sign writes down a
digest of what the agreement says, field by field. Line breaks, order of keys, comments and other ways to write the same
number do not count. The file holds the text of today; with its amendments undone it has to give that digest again, and
what an amendment made of a field still stands there.

Bad:

    goals:
      - {id: stageplekken, target: {at_least: 24}}

Good:

    goals:
      - {id: stageplekken, target: {at_least: 25.0}}

Repair: take the change back, or write it as an amendment with convtool amend; convtool verify shows the commit.
Source: courts of audit; Aanwijzingen voor convenanten 2003, 21 (good practice).
"""

import re
from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.digest import ALGORITHM
from convtool.documents import written
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.terms import Signing
from convtool.portfolio import Programme
from convtool.proof import breaks, place_of, signed_digest
from convtool.rulebook import ERROR, rule

_DIGEST = re.compile("sha256:[0-9a-f]{64}")
_SHOWN = len("sha256:") + 12


@rule("CV604", draft=ERROR, signed=ERROR, silenceable=False)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every field that an amendment left otherwise, and a text as signed that has another digest."""
    if convenant.amendments:
        for amendment, change, found, now in breaks(convenant):
            if now:
                was = say('"{text}"', text=written(found)) if found else say("nothing")
                made = say('"{text}"', text=written(change.after)) if change.after else say("nothing")
                message = say(
                    "{found} stands at {field}, where amendment {number} put {made}",
                    found=was,
                    field=change.path,
                    number=amendment.number,
                    made=made,
                )
                document, node = place_of(convenant, change.path)
                yield Finding(document.at(node), message, _HELP, (change.place,))
    if convenant.signing and convenant.signing.digest:
        yield from _digest(convenant, convenant.signing, convenant.signing.digest)


_HELP: Message = say("take it back, or write it as an amendment: convtool amend; convtool verify shows who changed it")


def _digest(convenant: Convenant, signing: Signing, recorded: str) -> Iterator[Finding]:
    place = signing.at("digest")
    if not _DIGEST.fullmatch(recorded):
        yield Finding(place, say('"{text}" is no digest', text=recorded), say("take back what convtool sign wrote"))
    elif signing.algorithm != ALGORITHM:
        found = say("the digest does not say that it is of algorithm {number}", number=ALGORITHM)
        yield Finding(
            signing.at("algorithm"), found, say("take back what convtool sign wrote, or take a newer convtool")
        )
    elif (made := signed_digest(convenant)) != recorded:
        found = say(
            "the text as signed gives digest {found}, and {recorded} was recorded at the signing",
            found=made[:_SHOWN],
            recorded=recorded[:_SHOWN],
        )
        yield Finding(place, found, _HELP)
