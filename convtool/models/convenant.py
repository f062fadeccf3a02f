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

DRAFT = ("exploring", "draft", "agreed")
SIGNED = ("signed", "active", "extended", "ended", "terminated")


class Summary(Record):
    """Plain language, for residents."""

    who = optional(PROSE)
    cost = optional(PROSE)
    result = optional(PROSE)


class Convenant(File):
    """`data/convenants/<id>.yaml`."""

    id = required(ID)
    title = required(TEXT)
    short_title = optional(TEXT)
    kind = required(OneOf("umbrella", "partner", "sector", "other"))
    under = optional(Reference("convenant"))
    language = optional(OneOf("nl", "en"))
    historical = optional(YES_NO)
    status = required(OneOf(*DRAFT, *SIGNED))
    summary = optional(Summary)
    parties = optional(Listed(Party))
    term = optional(Term)
    legal = optional(Legal)
    considerations = optional(Listed(Consideration))
    definitions = optional(Listed(Definition))
    conditions = optional(Conditions)
    bodies = optional(Listed(Body))
    goals = optional(Listed(Goal))
    agreements = optional(Listed(Agreement))
    contributions = optional(Listed(Contribution))
    reporting = optional(Reporting)
    evaluation = optional(Evaluation)
    clauses = optional(Clauses)
    predecessor = optional(Either(Reference("convenant"), Elsewhere))
    successor = optional(Either(Reference("convenant"), Elsewhere))
    reservations = optional(Listed(Reservation))
    signing = optional(Signing)
    amendments = optional(Listed(Amendment))
    measurements = optional(Listed(Measurement))
    events = optional(Listed(Event))
    deliveries = optional(Listed(Delivery))
    involvement = optional(Listed(Involvement))

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
