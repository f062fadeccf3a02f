"""What can be enforced says how a dispute is settled, and a penalty stands only in what can be enforced.

Where a court can be asked, the parties agree beforehand whom they ask first; otherwise the first conflict is about
that. A penalty that nobody can claim is a threat, and readers take it for more than it is. That no way of settling
disputes was chosen, with the reason, is an answer: then it is the court.

Bad:

    legal: {enforceability: full, disputes: unknown}

Good:

    legal: {enforceability: full, disputes: mediation and then the court}

Repair: write disputes: with what the parties do before they go to court; take the penalty out, or choose full or
partly. A penalty in what cannot be enforced is an error, also in a draft.
Source: Aanwijzingen voor convenanten 2003, 16 and 17 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule

_DECIDED = ("not_chosen", "none")


@rule("CV609", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield an enforceable convenant without a way of settling disputes, and a penalty that nobody can claim."""
    legal = convenant.legal
    if legal is None or legal.enforceability is None:
        return
    if legal.enforceability == "none":
        if legal.penalty:
            found = say("a penalty, in a convenant that cannot be enforced")
            hint = say("take the penalty out, or write enforceability: full or partly")
            yield Finding(legal.at("penalty"), found, hint, (legal.at("enforceability"),), ERROR)
    elif legal.missing("disputes"):
        answer = legal.answers.get("disputes")
        if answer is None or answer.word not in _DECIDED:
            found = say('"{name}" can be enforced, and does not say how disputes are settled', name=convenant.titled)
            hint = say("write disputes: with what the parties do before they go to court")
            yield Finding(legal.at("disputes"), found, hint, (legal.at("enforceability"),))
