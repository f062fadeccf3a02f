"""A clause on confidentiality says that the Woo and the Archives Act go first.

No agreement can set these laws aside. A partner who was promised silence without that reservation is misled, and the
municipality breaks either its word or the law. The rule looks whether the clause names both laws (before May 2022 the
Wob for the Woo); what it says of them is for people to read. Not to have such a clause is an answer.

Bad:

    clauses: {confidentiality: Partijen houden de prijzen geheim.}

Good:

    clauses: {confidentiality: Partijen houden de prijzen geheim. De Woo en de Archiefwet gaan voor.}

Repair: add that the Wet open overheid and the Archiefwet go first, or write confidentiality: {not_chosen: ...}.
Source: Aanwijzingen voor convenanten 2003, 25 (good practice); Woo; Archiefwet.
"""

import re
from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, rule

_LAWS = {
    "Woo": ("woo", "wob", "wet open overheid", "openbaarheid van bestuur", "open government"),
    "Archiefwet": ("archiefwet", "archives act", "public records act"),
}


@rule("CV805", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield a clause on confidentiality that does not name both laws."""
    clause = convenant.clauses.confidentiality if convenant.clauses else None
    if convenant.clauses and clause:
        words = " ".join(["", *re.findall(r"\w+", clause.casefold()), ""])
        lacking = tuple(law for law, names in _LAWS.items() if not any(f" {name} " in words for name in names))
        if lacking:
            found = say("a clause on confidentiality without these laws: {laws}", laws=lacking)
            hint = say("add that Woo and Archiefwet go first, or write confidentiality: {{not_chosen: because}}")
            yield Finding(convenant.clauses.at("confidentiality"), found, hint)
