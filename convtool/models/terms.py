"""The terms of a convenant: parties, duration, legal nature, bodies, reporting, evaluation and clauses."""

from datetime import date

from convtool.days import DAY, DUE
from convtool.figures import COUNT, HONEST
from convtool.forms import ID, PROSE, TEXT, YES_NO, Listed, OneOf, Reference, Worded
from convtool.models.masterplan import CYCLES
from convtool.records import Record, optional, required

ROLES = ("partner", "alliance", "government", "residents", "landlord", "sector-body", "union", "ngo", "other")


class Representation(Record):
    """The function that signs for a party, and on what ground."""

    function = optional(TEXT, "Signing function", "The function of whoever signs, never the name.")
    ground = optional(TEXT, "Ground", "What entitles them: a mandate, a decision, the articles of association.")
    by = optional(TEXT, "Decided by", "Who took that decision, such as the college or the board.")
    date = optional(DAY, "Decided on", "The day of that decision; a government needs it.")
    on_behalf_of = optional(
        Worded("all", otherwise=Listed(Reference("partner"))),
        "On behalf of",
        "all, or the members of the group that are bound by it.",
    )


class MemberCount(Record):
    """How many members a group had on a day, where the members are not known."""

    date = required(DAY, "Members on", "The day on which they were counted.")
    members = optional(HONEST, "Number of members", "How many there were on that day.")


class Party(Record):
    """One who signs, accedes to or supports a convenant; a group names its members."""

    called = "party"

    id = required(ID, "Id of the party", "A short name by which this file calls the party, such as bank.")
    partner = optional(Reference("partner"), "Organisation", "The organisation behind it, by the name of its file.")
    name = optional(TEXT, "Name in the text", "What the signed text calls it, where that differs.")
    label = optional(TEXT, "Number in the text", "Its number in the published text, such as II.a.")
    role = optional(
        OneOf(*ROLES),
        "Role",
        "From which role it acts: each party promises only what is its own to do.",
    )
    class_ = optional(
        OneOf("signs", "accedes", "supports"),
        "Class",
        "signs (from the start), accedes (later) or supports (without obligations).",
    )
    members = optional(
        Listed(Reference("partner")), "Members", "The organisations of a group, by the names of their files."
    )
    represented_by = optional(Representation, "Represented by", "The function that signs, and what entitles it to.")
    counts = optional(
        Listed(MemberCount), "Members counted", "How many members there were, on days when that was known."
    )
    members_bound = optional(
        PROSE,
        "How members are bound",
        "By what a member of the sector is held to this: a decision, a mandate, a signature.",
    )
    signed = optional(DAY, "Signed on, this party", "The day on which this party signed; left out until it has.")
    joined = optional(DAY, "Joined on", "The day on which it acceded after the others had signed.")
    left = optional(DAY, "Left on", "The day on which it withdrew; its obligations end there.")

    @property
    def accedes(self) -> bool:
        """Whether it came later than those who signed first."""
        return self.class_ == "accedes" or self.joined is not None

    @property
    def signs(self) -> bool:
        """Whether it has to sign before the text binds: not who comes later, nor who only supports."""
        return not self.accedes and self.class_ != "supports"

    def is_bound_on(self, day: date) -> bool:
        """Tell whether it owes something on a day: it signed or joined by then, and did not leave before."""
        came = self.joined or self.signed
        here = came is None or came.first <= day
        return here and self.class_ != "supports" and (self.left is None or self.left.last >= day)


class Ended(Record):
    """An end on another day than planned, and why."""

    date = required(DAY, "Ended on", "The day on which it really ended.")
    because = optional(PROSE, "Why it ended", "What made the parties stop early or go on longer.")


class Term(Record):
    """From when until when; `outlives` says why it goes on after its umbrella."""

    starts = optional(DAY, "Starts", "The first day on which it binds; a year is its 1 January.")
    ends = optional(
        Worded("indefinite", otherwise=DAY), "Ends", "The last day, or indefinite where there is a way to terminate it."
    )
    extension = optional(
        OneOf("by-agreement", "automatic", "none"),
        "Extension",
        "by-agreement (all decide), automatic (unless somebody objects) or none.",
    )
    notice_months = optional(
        COUNT, "Months of notice", "How many whole months before the end a party has to give notice."
    )
    outlives = optional(PROSE, "Outlives its umbrella", "Why it goes on after its umbrella has ended.")
    ended = optional(Ended, "Ended otherwise", "The real end, where it came on another day than planned.")


class Legal(Record):
    """Whether a court may be asked, and what is done about a dispute."""

    enforceability = optional(
        OneOf("none", "full", "partly"),
        "Enforceability",
        "none (no court), full, or partly (say in the text which part).",
    )
    disputes = optional(TEXT, "Disputes", "Who settles a dispute: consultation, mediation, arbitration or a court.")
    penalty = optional(PROSE, "Penalty", "What a party forfeits; only where it can be enforced.")


class Consideration(Record):
    """Why the parties do this."""

    kind = optional(
        OneOf("occasion", "ambition", "core-goal", "residents", "interests"),
        "Kind of consideration",
        "occasion, ambition, core-goal, residents or interests; the first four are expected.",
    )
    text = optional(PROSE, "Consideration", "The consideration itself, in one or two sentences.")


class Definition(Record):
    """What a word means in this convenant."""

    term = required(TEXT, "Word", "The word or phrase, as goals and agreements write it.")
    means = optional(PROSE, "Means", "What falls under it and what does not, so that two people agree.")


class Condition(Record):
    """Something that must be so before the convenant takes effect."""

    called = "condition"

    id = required(ID, "Id of the condition", "A short name that events point at.")
    what = optional(TEXT, "What has to be", "What has to be so, in words that can be checked.")
    at_least = optional(HONEST, "Lowest number", "The number from which the condition is met.")
    at_most = optional(HONEST, "Highest number", "The number up to which the condition is met.")
    unit = optional(TEXT, "Unit of the figure", "What one is: a place, a home, an hour, percent.")
    by = optional(DAY, "Met by", "The last day on which it can still be met.")


class Conditions(Record):
    """The conditions to start."""

    all_of = optional(Listed(Condition), "All of these", "Conditions that each have to be met.")
    any_of = optional(Listed(Condition), "One of these", "Conditions of which one is enough.")


class Body(Record):
    """A group that steers or advises."""

    called = "body"

    id = required(ID, "Id of the body", "A short name by which agreements call it, such as stuurgroep.")
    name = optional(TEXT, "Name of the body", "What the signed text calls it.")
    task = optional(PROSE, "Task", "What it decides, advises on or assesses.")
    by = optional(Reference("holder"), "Convened by", "The id of the party that calls it together.")
    with_ = optional(Listed(Reference("holder")), "Members of the body", "The ids of the parties that take part.")
    chair = optional(TEXT, "Chair", "The function that chairs it, or independent.")
    meets = optional(TEXT, "Meets", "How often it meets, such as quarterly.")


class Reporting(Record):
    """How often is reported, by what day, to whom."""

    cycle = optional(OneOf(*CYCLES), "Cycle", "How often figures come in; after it a goal without a figure is overdue.")
    due = optional(DUE, "Report due", "The last day for the figures; month and day, such as 03-01, where it returns.")
    to = optional(Reference("party"), "Reported to", "The id of the party that receives the report.")
    public = optional(YES_NO, "Public report", "true where anybody may read it.")


class Evaluation(Record):
    """When the convenant is evaluated, and by whom."""

    first = optional(DAY, "First evaluation", "The last day of the first one; before the end of the term.")
    every_years = optional(COUNT, "Every so many years", "How many whole years lie between two evaluations.")
    by = optional(
        Worded("independent", otherwise=Reference("holder")),
        "Evaluated by",
        "independent, or the id of the party or body that does it.",
    )


class Publication(Record):
    """Whether the convenant is public, and within how many days."""

    public = optional(YES_NO, "Public", "true where it is published; false needs a ground.")
    within_days = optional(COUNT, "Within days", "Within how many days after signing it is published.")
    ground = optional(TEXT, "Ground for secrecy", "The article of law by which it is not public.")


class LegalAnswer(Record):
    """A dated answer by somebody who may give it."""

    answer = optional(
        OneOf("no-issue", "arranged", "not-applicable"),
        "Answer",
        "no-issue (does not arise), arranged (taken care of) or not-applicable.",
    )
    by = optional(TEXT, "Answered by", "The function that gave it, such as a lawyer of the city.")
    date = optional(DAY, "Answered on", "The day on which it was given.")
    text = optional(PROSE, "Explanation of the answer", "What it rests on, in a sentence.")


class Law(Record):
    """Answers that only a person can give."""

    state_aid = optional(LegalAnswer, "State aid", "Whether public money favours a company here, answered by a lawyer.")
    procurement = optional(
        LegalAnswer, "Procurement", "Whether this should have been put out to tender, answered by a lawyer."
    )
    competition = optional(
        LegalAnswer, "Competition", "Whether the parties restrict competition by it, answered by a lawyer."
    )


class Clauses(Record):
    """What the convenant arranges besides goals; each may be considered and not chosen."""

    change = optional(PROSE, "Changing it", "How the text can be changed, and who has to agree.")
    accession = optional(PROSE, "Joining", "How others can join later.")
    termination = optional(PROSE, "Ending it", "How a party can leave, and what then happens to the rest.")
    monitoring = optional(PROSE, "Monitoring", "Who watches progress, and what happens when it falls behind.")
    communication = optional(PROSE, "Communication", "Who says what to the outside, and when.")
    personal_data = optional(PROSE, "Personal data", "Which personal data are shared, and on what ground.")
    confidentiality = optional(PROSE, "Confidentiality", "What stays confidential, save what the law makes public.")
    publication = optional(Publication, "Publication", "Whether it is made public, and how soon.")
    law = optional(Law, "Law", "State aid, procurement and competition: each with a dated answer.")


class Reservation(Record):
    """An agreement that waits for a decision of somebody else."""

    agreement = optional(Reference("agreement"), "Agreement", "The id of the agreement that this is about.")
    body = optional(TEXT, "Awaited from", "Who still has to decide, such as the city council.")
    expected = optional(DAY, "Expected on", "When that decision is expected.")


class SignedDocument(Record):
    """The text of record."""

    file = optional(TEXT, "File name", "The name under which the signed document is kept.")
    address = optional(TEXT, "Address of the document", "Where the signed document can be read.")
    sha256 = optional(TEXT, "Checksum", "The SHA-256 of that document: 64 digits and letters that prove it unchanged.")


class Signing(Record):
    """When it was signed, and what proves what was signed."""

    date = optional(DAY, "Signed on by all", "The day of the signing, or of the last signature.")
    place = optional(TEXT, "Place", "Where it was signed.")
    accord = optional(DAY, "Accord on", "The day on which the text was agreed, where that came before.")
    announced = optional(DAY, "Announced on", "The day on which it was made known to the public.")
    document_ = optional(SignedDocument, "Signed document", "The document of record: the one with the signatures.")
    digest = optional(
        TEXT, "Digest of the text", "A checksum of the agreement in this file; a check never refreshes it."
    )
    algorithm = optional(COUNT, "Version of the digest", "The way in which the digest was computed, by its number.")
