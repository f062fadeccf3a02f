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

from convtool.diagnostics import Finding
from convtool.messages import count, say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV803", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield a signed convenant that should have been published before the day of the portfolio."""
    publication = convenant.clauses.publication if convenant.clauses else None
    signed = convenant.signed
    if convenant.is_draft or not signed or not publication or not publication.public:
        return
    days = publication.within_days
    if days is None or (programme.as_of - signed.last).days <= days:
        return
    events = convenant.events or ()
    if not any(event.kind == "published" and event.date.first <= programme.as_of for event in events):
        found = say(
            "signed on {day}, to be published within {days}, and no event says that it was",
            day=signed,
            days=count(int(days), "{number} day", "{number} days"),
        )
        hint = say("publish it, and write an event: {{kind: published, date: ..., medium: ...}}")
        related = (convenant.at("signing", "date"),) if convenant.signing else ()
        yield Finding(publication.at("within_days"), found, hint, related)
