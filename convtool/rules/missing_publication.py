"""A signed convenant is published within the days that were agreed.

Progress is public only if the agreement is. The days count from the signing, or from the last signature; an event of
kind published answers, also where it came late. Nothing is asked where the convenant is not public, or where no number
of days was agreed.

Bad:

    clauses:
      publication: {public: true, within_days: 60}
    events: []

Good:

    clauses:
      publication: {public: true, within_days: 60}
    events:
      - {kind: published, date: 2024-04-02, medium: Gemeenteblad}

Repair: publish it, and write an event: {kind: published, date: ..., medium: ...}.
Source: Aanwijzingen voor convenanten 2003, 25 (good practice); Woo.
"""

from collections.abc import Iterator

from convtool.awaited import publication_day
from convtool.diagnostics import Finding
from convtool.messages import count, say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV803", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield a signed convenant that should have been published before the day of the portfolio."""
    last, publication = publication_day(convenant, programme.as_of), convenant.clauses and convenant.clauses.publication
    if last and publication and last < programme.as_of:
        found = say(
            "signed on {day}, to be published within {days}, and no event says that it was",
            day=convenant.signed,
            days=count(int(publication.within_days or 0), "{number} day", "{number} days"),
        )
        hint = say("publish it, and write an event: {{kind: published, date: ..., medium: ...}}")
        related = (convenant.at("signing", "date"),) if convenant.signing else ()
        yield Finding(publication.at("within_days"), found, hint, related)
