"""A convenant says whether a court can be asked to enforce it: not, in full, or partly.

Who says nothing has made a contract: silence means binding and enforceable. That may be what the parties want, but
then they choose it. Only none, full and partly are a choice; a reason for not choosing leaves silence as it was.

Bad:

    legal: {enforceability: unknown}

Good:

    legal: {enforceability: none}

Repair: write legal: {enforceability: none}, full, or partly, as the parties chose.
Source: Aanwijzingen voor convenanten 2003, 16 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV608", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield a convenant that leaves it to a court whether it can be enforced."""
    legal = convenant.legal
    unchosen = convenant.missing("legal") if legal is None else legal.missing("enforceability")
    if unchosen:
        found = say('nobody chose whether "{name}" can be enforced: silence means that it can', name=convenant.titled)
        hint = say("write legal: {{enforceability: none}}, full or partly")
        yield Finding(convenant.at("legal", "enforceability"), found, hint)
