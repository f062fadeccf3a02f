"""The terms of a convenant: parties, duration, legal nature, bodies, reporting, evaluation and clauses."""

from convtool.days import DAY, DUE
from convtool.figures import COUNT, HONEST
from convtool.forms import ID, PROSE, TEXT, YES_NO, Listed, OneOf, Reference, Worded
from convtool.models.masterplan import CYCLES
from convtool.records import Record, optional, required


class Representation(Record):
    """The function that signs for a party, and on what ground."""

    function = optional(TEXT)
    ground = optional(TEXT)
    by = optional(TEXT)
    date = optional(DAY)
    on_behalf_of = optional(Worded("all", otherwise=Listed(Reference("partner"))))


class MemberCount(Record):
    """How many members a group had on a day, where the members are not known."""

    date = required(DAY)
    members = optional(HONEST)


class Party(Record):
    """One who signs, accedes to or supports a convenant; a group names its members."""

    called = "party"

    id = required(ID)
    partner = optional(Reference("partner"))
    name = optional(TEXT)
    label = optional(TEXT)
    role = optional(
        OneOf(
            "partner",
            "alliance",
            "government",
            "residents",
            "landlord",
            "sector-body",
            "union",
            "ngo",
            "other",
        )
    )
    class_ = optional(OneOf("signs", "accedes", "supports"))
    represented_by = optional(Representation)
    members = optional(Listed(Reference("partner")))
    counts = optional(Listed(MemberCount))
    members_bound = optional(PROSE)
    signed = optional(DAY)
    joined = optional(DAY)
    left = optional(DAY)

    @property
    def accedes(self) -> bool:
        """Whether it came later than those who signed first."""
        return self.class_ == "accedes" or self.joined is not None


class Ended(Record):
    """An end on another day than planned, and why."""

    date = required(DAY)
    because = optional(PROSE)


class Term(Record):
    """From when until when; `outlives` says why it goes on after its umbrella."""

    starts = optional(DAY)
    ends = optional(Worded("indefinite", otherwise=DAY))
    extension = optional(OneOf("by-agreement", "automatic", "none"))
    notice_months = optional(COUNT)
    outlives = optional(PROSE)
    ended = optional(Ended)


class Legal(Record):
    """Whether a court may be asked, and what is done about a dispute."""

    enforceability = optional(OneOf("none", "full", "partly"))
    disputes = optional(TEXT)
    penalty = optional(PROSE)


class Consideration(Record):
    """Why the parties do this."""

    kind = optional(OneOf("occasion", "ambition", "core-goal", "residents", "interests"))
    text = optional(PROSE)


class Definition(Record):
    """What a word means in this convenant."""

    term = required(TEXT)
    means = optional(PROSE)


class Condition(Record):
    """Something that must be so before the convenant takes effect."""

    called = "condition"

    id = required(ID)
    what = optional(TEXT)
    at_least = optional(HONEST)
    at_most = optional(HONEST)
    unit = optional(TEXT)
    by = optional(DAY)


class Conditions(Record):
    """The conditions to start."""

    all_of = optional(Listed(Condition))
    any_of = optional(Listed(Condition))


class Body(Record):
    """A group that steers or advises."""

    called = "body"

    id = required(ID)
    name = optional(TEXT)
    task = optional(PROSE)
    by = optional(Reference("holder"))
    with_ = optional(Listed(Reference("holder")))
    chair = optional(TEXT)
    meets = optional(TEXT)


class Reporting(Record):
    """How often is reported, by what day, to whom."""

    cycle = optional(OneOf(*CYCLES))
    due = optional(DUE)
    to = optional(Reference("party"))
    public = optional(YES_NO)


class Evaluation(Record):
    """When the convenant is evaluated, and by whom."""

    first = optional(DAY)
    every_years = optional(COUNT)
    by = optional(Worded("independent", otherwise=Reference("holder")))


class Publication(Record):
    """Whether the convenant is public, and within how many days."""

    public = optional(YES_NO)
    within_days = optional(COUNT)
    ground = optional(TEXT)


class LegalAnswer(Record):
    """A dated answer by somebody who may give it."""

    answer = optional(OneOf("no-issue", "arranged", "not-applicable"))
    by = optional(TEXT)
    date = optional(DAY)
    text = optional(PROSE)


class Law(Record):
    """Answers that only a person can give."""

    state_aid = optional(LegalAnswer)
    procurement = optional(LegalAnswer)
    competition = optional(LegalAnswer)


class Clauses(Record):
    """What the convenant arranges besides goals; each may be considered and not chosen."""

    change = optional(PROSE)
    accession = optional(PROSE)
    termination = optional(PROSE)
    monitoring = optional(PROSE)
    communication = optional(PROSE)
    personal_data = optional(PROSE)
    confidentiality = optional(PROSE)
    publication = optional(Publication)
    law = optional(Law)


class Reservation(Record):
    """An agreement that waits for a decision of somebody else."""

    agreement = optional(Reference("agreement"))
    body = optional(TEXT)
    expected = optional(DAY)


class SignedDocument(Record):
    """The text of record."""

    file = optional(TEXT)
    address = optional(TEXT)
    sha256 = optional(TEXT)


class Signing(Record):
    """When it was signed, and what proves what was signed."""

    date = optional(DAY)
    place = optional(TEXT)
    accord = optional(DAY)
    announced = optional(DAY)
    document_ = optional(SignedDocument)
    digest = optional(TEXT)
    algorithm = optional(COUNT)
