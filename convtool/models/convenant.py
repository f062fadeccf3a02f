"""A convenant: the agreement, frozen once signed, and what happened since."""

from convtool.forms import ID, PROSE, TEXT, YES_NO, Either, Listed, OneOf, Reference
from convtool.models.facts import Elsewhere, File
from convtool.models.goals import Goal
from convtool.models.obligations import Agreement, Contribution
from convtool.models.since import Amendment, Delivery, Event, Involvement, Measurement
from convtool.models.terms import (
    Body,
    Clauses,
    Conditions,
    Consideration,
    Definition,
    Evaluation,
    Legal,
    Party,
    Reporting,
    Reservation,
    Signing,
    Term,
)  # fmt: skip
from convtool.records import Record, optional, required
from convtool.values import Moment

KINDS = ("umbrella", "partner", "sector", "other")
DRAFT = ("exploring", "draft", "agreed")
SIGNED = ("signed", "active", "extended", "ended", "terminated")
SINCE = ("amendments", "measurements", "events", "deliveries", "involvement")
"""The keys of what happened since, below the agreement."""


class Summary(Record):
    """Plain language, for residents."""

    who = optional(PROSE, "Who", "Who does this together, in one sentence a neighbour would understand.")
    cost = optional(PROSE, "Cost", "What it costs and who pays, in plain words.")
    result = optional(PROSE, "Result", "What residents will notice of it.")


class Convenant(File):
    """A convenant: the agreement, frozen once signed, and what happened since; `data/convenants/<id>.yaml`."""

    marked_behind = "language"

    id = required(ID, "Id", "The file's own name without .yaml; other files name it by this.")
    title = required(TEXT, "Title", "The full title above the text that is signed.")
    short_title = optional(TEXT, "Citation title", "What letters and reports call it: short, and the same everywhere.")
    kind = required(
        OneOf(*KINDS),
        "Kind",
        "umbrella (for all), partner (with one), sector (with a sector), other.",
    )
    under = optional(
        Reference("convenant"),
        "Umbrella",
        "The convenant that this one elaborates; it may not outlive it without a reason.",
    )
    language = optional(OneOf("nl", "en"), "Language", "The language of the signed text, and so of its own page.")
    historical = optional(
        YES_NO, "Historical", "true where everybody signed before this register was kept; gaps are then warnings."
    )
    status = required(
        OneOf(*DRAFT, *SIGNED),
        "Stage",
        "Where it stands in its life; from signed on, the text may only change by amendment.",
    )
    summary = optional(
        Summary, "Summary", "What residents asked for, in plain language: who, what it costs, what it brings."
    )
    parties = optional(
        Listed(Party), "Parties", "Who sign, accede or support; at least two, one of them public and one not."
    )
    term = optional(Term, "Term", "From when until when it binds, and how it can be extended or ended.")
    legal = optional(
        Legal, "Legal force", "Whether a court may be asked, and what happens in a dispute; never left out."
    )
    considerations = optional(
        Listed(Consideration), "Considerations", "Why the parties do this: occasion, ambition, core goal and residents."
    )
    definitions = optional(
        Listed(Definition), "Definitions", "Words that two people could read differently, with what they mean here."
    )
    conditions = optional(Conditions, "Conditions to start", "What has to be so before the convenant takes effect.")
    bodies = optional(Listed(Body), "Bodies", "Groups that steer, advise or assess, and who leads them.")
    goals = optional(
        Listed(Goal), "Goals", "What is to be reached and how it is counted; none with a reason is an answer."
    )
    agreements = optional(
        Listed(Agreement), "Agreements", "Who does what by when, so that the goals come within reach."
    )
    contributions = optional(
        Listed(Contribution), "Contributions", "What each party brings: money, in kind or otherwise."
    )
    reporting = optional(Reporting, "Reporting on progress", "How often, by what day and to whom the figures are sent.")
    evaluation = optional(
        Evaluation, "Evaluation", "When is looked back, and by whom: in time for a decision on extension."
    )
    clauses = optional(Clauses, "Clauses", "What else is arranged; what is not wanted says not_chosen with the reason.")
    predecessor = optional(
        Either(Reference("convenant"), Elsewhere),
        "Predecessor",
        "The convenant that this one replaces, or its title where it has no file.",
    )
    successor = optional(
        Either(Reference("convenant"), Elsewhere),
        "Successor",
        "The convenant that replaces this one, or its title where it has no file.",
    )
    reservations = optional(
        Listed(Reservation), "Reservations", "Agreements that wait for a decision of somebody else, such as a council."
    )
    signing = optional(
        Signing, "Signing", "When it was signed and what proves which text; written by the tool, not by hand."
    )
    amendments = optional(
        Listed(Amendment),
        "Amendments",
        "Every change of the signed text: what stood there, what stands there now, who agreed.",
    )
    measurements = optional(
        Listed(Measurement), "Measurements", "What was counted, with source and day; entries are added, never changed."
    )
    events = optional(
        Listed(Event), "Events", "What happened on a day: an agreement carried out, a publication, an evaluation."
    )
    deliveries = optional(
        Listed(Delivery), "Deliveries", "What was delivered of the contributions, and who confirmed that it arrived."
    )
    involvement = optional(
        Listed(Involvement),
        "Involvement of residents",
        "What residents brought in each phase, and what was done with it.",
    )

    @property
    def titled(self) -> str:
        """What messages call it: its citation title, else its title, else its id."""
        return self.short_title or self.title or self.id or "?"

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.status in DRAFT

    @property
    def signed(self) -> Moment | None:
        """When it was signed: the day of the signing, else the last signature of those who signed first."""
        if self.signing and self.signing.date:
            return self.signing.date
        days = [party.signed for party in self.parties or () if party.signed and not party.accedes]
        return max(days, key=lambda day: day.last, default=None)
