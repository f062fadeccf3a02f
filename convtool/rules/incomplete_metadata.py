"""A public convenant says what a publication under the Woo asks: its language, the day of signing, who its parties are.

Without these a public document is filed wrongly or not at all, and nobody finds it. This rule asks for the language,
for the day where only a month or year of the signing is known, for the name of every party, and for where it was
published. The title is asked by CV102, two parties and a public one by CV210, the signatures by CV603, and the choice
itself by CV802; the category and the sort of document are the same for every convenant.

Bad:

    language: unknown

Good:

    language: nl

Repair: write language:, the day under signing: {date: ...}, partner: or name: at each party, and medium: at the
event of kind published.
Source: Woo, article 3.3; metadata of the national index (DiWoo).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule

_NAMES = ("partner", "name", "members", "members_bound", "counts")


@rule("CV804", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield what a public convenant lacks to be published so that it can be found."""
    publication = convenant.clauses.publication if convenant.clauses else None
    if not publication or not publication.public:
        return
    if convenant.missing("language"):
        found = say('"{convenant}" does not say in which language it is written', convenant=convenant.titled)
        yield Finding(convenant.at("language"), found, say("write language: nl"))
    signed = convenant.signed
    if signed and signed.first != signed.last and not convenant.is_draft:
        found = say("signed on {day}, where a publication asks for the day", day=signed)
        yield Finding(convenant.at("signing", "date"), found, say("write signing: {{date: ...}} with the day"))
    for party in convenant.parties or ():
        if party.partner is None and all(party.missing(key) for key in _NAMES):
            found = say('party "{party}" has no name', party=party.id)
            yield Finding(party.at("partner"), found, say("write partner: with its id, or name:"))
    for event in convenant.events or ():
        if event.kind == "published" and event.missing("medium"):
            found = say("published on {day}, and not where", day=event.date)
            yield Finding(event.at("medium"), found, say("write medium: with where it can be found"))
