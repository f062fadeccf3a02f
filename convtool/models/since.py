"""What happened since the signing: amendments, measurements, events, deliveries, involvement. Append-only."""

from convtool.days import DAY, PERIOD
from convtool.diagnostics import Place
from convtool.documents import Node
from convtool.figures import AMOUNT, COUNT, HONEST, NUMBER
from convtool.forms import ANYTHING, ID, PROSE, TEXT, Either, Keyed, Listed, OneOf, Reference, Worded
from convtool.models.facts import Named
from convtool.models.goals import STAGES
from convtool.records import Record, optional, required

EVIDENCE = ("registered", "partner-statement", "sample", "estimate", "published")
PROGRESS = ("not-started", "in-preparation", "in-execution", "done", "stopped")


class Change(Record):
    """One field of the agreement: `at` with from and to, `add` with its value, or `remove` with what it was."""

    at_ = optional(TEXT, "Changed field", "The way to the field, such as goals/stageplekken/target/at_least.")
    from_ = optional(ANYTHING, "Text before", "What stood there until this amendment.", answers=False)
    to = optional(ANYTHING, "Text after", "What stands there from this amendment on.", answers=False)
    add = optional(TEXT, "Added field", "The way to what was not there before.")
    value = optional(ANYTHING, "Added value", "What is added there.", answers=False)
    remove = optional(TEXT, "Removed field", "The way to what is no longer there.")
    was = optional(ANYTHING, "Removed value", "What stood there before it was taken out.", answers=False)

    @property
    def path(self) -> str:
        """The way to the field, by keys and ids; empty where the change does not say it."""
        return self.at_ or self.add or self.remove or ""

    @property
    def before(self) -> Node | None:
        """What stood there, None for nothing."""
        return self.from_ if self.at_ else self.was

    @property
    def after(self) -> Node | None:
        """What stands there from the amendment on, None for nothing."""
        return self.to if self.at_ else self.value

    @property
    def place(self) -> Place:
        """Where the way to the field is written."""
        return self.at(next((key for key in ("at", "add", "remove") if key in self.node.entries), "at"))


class Amendment(Record):
    """A numbered change of the signed text, with the consent of the parties."""

    number = required(COUNT, "Number of the amendment", "1 for the first; each later one adds one.")
    date = required(DAY, "Amended on", "The day from which the new text holds.")
    reason = optional(PROSE, "Reason of the change", "Why a signed promise is changed: what an auditor asks first.")
    consented = optional(
        Listed(Reference("party")), "Consented", "The ids of the parties that agreed; all of them have to."
    )
    changes = optional(Listed(Change), "Changes", "Field by field, what stood there and what stands there now.")


class Counted(Record):
    """What was counted, where that differs from the indicator."""

    stage = optional(
        OneOf(*STAGES),
        "Stage counted",
        "pledged, offered, filled, completed or lasting: places promised are not places filled.",
    )
    text = optional(TEXT, "What differs", "How this count differs; the series breaks here.")


class Corrects(Record):
    """The earlier measurement that a correction replaces."""

    period = optional(PERIOD, "Period corrected", "The period of the earlier measurement.")
    up_to = optional(DAY, "Up to, corrected", "The day up to which the earlier measurement counted.")
    date = optional(DAY, "Day corrected", "The day of the earlier measurement.")
    area = optional(ID, "Area corrected", "The area of the earlier measurement, where it was about one.")
    kind = optional(TEXT, "Kind corrected", "The kind of the earlier measurement, such as registered.")
    source = optional(TEXT, "Source corrected", "The source of the earlier measurement, letter for letter.")


class Difference(Record):
    """An explained difference between a running total and the sum of its periods."""

    value = optional(
        NUMBER, "Difference", "The running total less the sum of the periods, in the unit of the indicator."
    )
    because = optional(PROSE, "Explanation", "Where the difference comes from.")


class Measurement(Record):
    """What was counted: in a period, up to a day, or on a day."""

    goal = required(Reference("goal"), "Goal measured", "The id of the goal of this convenant.")
    period = optional(
        PERIOD, "Period measured", "The period it happened in; write exactly one of period, up_to and date."
    )
    up_to = optional(DAY, "Up to", "The day up to which everything since the start was counted.")
    date = optional(DAY, "State on", "The day of a state, such as a share, or of a delivery.")
    corrects = optional(
        Corrects, "Corrects", "Which earlier measurement this one replaces; that one stays in the file."
    )
    value = optional(
        Worded("none", "delivered", "not-delivered", otherwise=HONEST),
        "Value counted",
        "The number, none where nothing was counted, delivered or not-delivered.",
    )
    area = optional(ID, "One area", "The id of the area that the number is about.")
    areas = optional(
        Keyed(Worded("none", otherwise=HONEST)),
        "Values by area",
        "A number for each area, by the area's id; none where one was not counted.",
    )
    numerator = optional(NUMBER, "Numerator", "Of a share: how many it holds for.")
    denominator = optional(NUMBER, "Denominator", "Of a share: out of how many.")
    components = optional(
        Keyed(NUMBER), "Components", "The parts that add up to the value, with a minus for what is taken off."
    )
    kind = optional(
        OneOf(*EVIDENCE),
        "Evidence",
        "registered, partner-statement, sample, estimate or published: how far it can be relied on.",
    )
    source = optional(TEXT, "Source of the figure", "The registration, report or count that it was taken from.")
    recorded = optional(DAY, "Recorded on", "The day on which this entry was written.")
    reported = optional(DAY, "Reported on", "The day on which the source made it known, where that was earlier.")
    over = optional(NUMBER, "Weight of a mean", "How many a mean was taken over, so that means can be put together.")
    beside = optional(
        Keyed(HONEST), "Also counted", "Other numbers from the same count; they are shown and never added."
    )
    counted = optional(Counted, "Counted otherwise", "What was counted, where it is not what the indicator says.")
    difference = optional(Difference, "Explained difference", "Why a running total is not the sum of its periods.")
    says = optional(
        OneOf("behind", "on-course", "ahead", "done"),
        "The owner's word",
        "behind, on-course, ahead or done: what the owner says, beside what the figures say.",
    )
    note = optional(
        PROSE, "Explanation of the figure", "Why it is short, late or odd; needed where the requirement was not met."
    )


class Event(Record):
    """Something that happened on a day: to an agreement, an action, a session, or to the convenant itself."""

    kind = optional(
        ID, "Kind of event", "A word such as published or mid-term-evaluation, where it concerns the whole."
    )
    agreement = optional(Reference("agreement"), "Agreement", "The id of the agreement that this is about.")
    condition = optional(Reference("condition"), "Condition", "The id of the condition to start that this is about.")
    action = optional(Reference("action"), "Action", "The id of the action of this meeting that this is about.")
    session = optional(
        Reference("session"), "Work session", "The id of the work session of this meeting that this is about."
    )
    date = required(DAY, "Happened on", "The day on which it happened.")
    status = optional(OneOf(*PROGRESS), "How far", "not-started, in-preparation, in-execution, done or stopped.")
    value = optional(HONEST, "Number on that day", "The number that a condition had reached on that day.")
    outcome = optional(PROSE, "Outcome", "What came of it; an action that is done says this.")
    medium = optional(TEXT, "Medium", "Where it was published, such as the municipal gazette.")
    number = optional(TEXT, "Publication number", "Its number there, by which it can be looked up.")
    by = optional(TEXT, "Carried out by", "Who did it: a function or an organisation, never a person's name.")
    because = optional(PROSE, "Why it happened", "The ground or the occasion of it.")
    note = optional(PROSE, "Remark", "What a later reader has to know of it.")


class Delivery(Record):
    """What was delivered of a contribution, or the confirmation that it was received."""

    contribution = required(Reference("contribution"), "Contribution", "The id of the contribution of this convenant.")
    date = required(DAY, "Delivered on", "The day of the delivery; a confirmation repeats it.")
    amount = optional(
        AMOUNT, "Amount delivered", "Money in the currency of the contribution, with at most two decimals."
    )
    quantity = optional(HONEST, "Quantity delivered", "How many, in the unit of the contribution.")
    status = optional(OneOf(*PROGRESS), "How far", "not-started, in-preparation, in-execution, done or stopped.")
    confirmed_by = optional(
        Either(Reference("party"), Named), "Confirmed by", "The party that received it, never the one that gave it."
    )
    recorded = optional(DAY, "Recorded on", "The day on which this entry was written.")
    source = optional(TEXT, "Proof", "The invoice, letter or register that shows it.")
    note = optional(PROSE, "Remark", "What a later reader has to know of it.")


class Involvement(Record):
    """What residents and civil society brought, and what was done with it."""

    phase = optional(
        OneOf("design", "signing", "execution", "evaluation"),
        "Phase",
        "design, signing, execution or evaluation; each needs residents.",
    )
    date = optional(DAY, "Held on", "The day on which they were heard.")
    who = optional(TEXT, "Who took part", "A group or council, and how many; never a person's name.")
    form = optional(TEXT, "Form", "How they were asked: a talk, a panel, a questionnaire.")
    brought = optional(PROSE, "What they brought", "What they said or asked for, in their own sense.")
    done_with_it = optional(PROSE, "What was done with it", "What changed because of it, or why nothing did.")
    source = optional(TEXT, "Report", "The minutes or report in which it can be read.")
