"""A convenant says whether it is made public: if so within how many days, if not on what ground.

Residents asked to be able to follow what is agreed. A convenant that is silent stays in a drawer, and "public" without
a day is a promise that nobody can hold anybody to. Not public is a choice as well, and needs the ground on which the
law allows it.

Bad:

    clauses:
      publication: {public: false}

Good:

    clauses:
      publication: {public: false, ground: bedrijfsgegevens die vertrouwelijk zijn verstrekt}

Repair: write publication: {public: true, within_days: 60}, or public: false with ground:.
Source: Aanwijzingen voor convenanten 2003, 25 (good practice); Woo.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.terms import Publication
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV802", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield a convenant that does not say whether, when or why not it is made public."""
    clauses = convenant.clauses
    publication = clauses.publication if clauses else None
    if publication:
        yield from _choice(convenant, publication)
    elif clauses.missing("publication") if clauses else convenant.missing("clauses"):
        found = say('"{convenant}" does not say whether it is made public', convenant=convenant.titled)
        hint = say("write publication: {{public: true, within_days: 60}}, or public: false with its ground")
        yield Finding(convenant.at("clauses", "publication"), found, hint)


def _choice(convenant: Convenant, publication: Publication) -> Iterator[Finding]:
    if publication.missing("public"):
        found = say('"{convenant}" does not say whether it is made public', convenant=convenant.titled)
        yield Finding(publication.at("public"), found, say("write public: true, or public: false with its ground"))
    elif publication.public is False and publication.missing("ground"):
        found = say("not public, and no ground for that")
        yield Finding(publication.at("public"), found, say("write ground: with what the law allows to be withheld"))
    elif publication.public and publication.missing("within_days"):
        found = say("public, and not within how many days")
        yield Finding(publication.at("public"), found, say("write within_days: with a number of days"))
