"""What happened since the signing: amendments, measurements, events, deliveries, involvement. Append-only."""

from convtool.days import DAY, PERIOD
from convtool.figures import AMOUNT, COUNT, HONEST, NUMBER
from convtool.forms import ANYTHING, ID, PROSE, TEXT, Either, Keyed, Listed, OneOf, Reference, Worded
from convtool.models.facts import Named
from convtool.models.goals import STAGES
from convtool.records import Record, optional, required

PROGRESS = ("not-started", "in-preparation", "in-execution", "done", "stopped")


class Change(Record):
    """One field of the agreement: `at` with from and to, `add` with its value, or `remove` with what it was."""

    at_ = optional(TEXT)
    from_ = optional(ANYTHING, answers=False)
    to = optional(ANYTHING, answers=False)
    add = optional(TEXT)
    value = optional(ANYTHING, answers=False)
    remove = optional(TEXT)
    was = optional(ANYTHING, answers=False)


class Amendment(Record):
    """A numbered change of the signed text, with the consent of the parties."""

    number = required(COUNT)
    date = required(DAY)
    reason = optional(PROSE)
    consented = optional(Listed(Reference("party")))
    changes = optional(Listed(Change))


class Counted(Record):
    """What was counted, where that differs from the indicator."""

    stage = optional(OneOf(*STAGES))
    text = optional(TEXT)


class Corrects(Record):
    """The earlier measurement that a correction replaces."""

    period = optional(PERIOD)
    up_to = optional(DAY)
    date = optional(DAY)
    area = optional(ID)
    kind = optional(TEXT)
    source = optional(TEXT)


class Difference(Record):
    """An explained difference between a running total and the sum of its periods."""

    value = optional(NUMBER)
    because = optional(PROSE)


class Measurement(Record):
    """What was counted: in a period, up to a day, or on a day."""

    goal = required(Reference("goal"))
    period = optional(PERIOD)
    up_to = optional(DAY)
    date = optional(DAY)
    corrects = optional(Corrects)
    value = optional(Worded("none", "delivered", "not-delivered", otherwise=HONEST))
    kind = optional(OneOf("registered", "partner-statement", "sample", "estimate", "published"))
    source = optional(TEXT)
    recorded = optional(DAY)
    reported = optional(DAY)
    area = optional(ID)
    areas = optional(Keyed(Worded("none", otherwise=HONEST)))
    numerator = optional(NUMBER)
    denominator = optional(NUMBER)
    components = optional(Keyed(NUMBER))
    over = optional(NUMBER)
    beside = optional(Keyed(HONEST))
    counted = optional(Counted)
    difference = optional(Difference)
    says = optional(OneOf("behind", "on-course", "ahead", "done"))
    note = optional(PROSE)


class Event(Record):
    """Something that happened on a day: to an agreement, an action, a session, or to the convenant itself."""

    date = required(DAY)
    agreement = optional(Reference("agreement"))
    condition = optional(Reference("condition"))
    action = optional(Reference("action"))
    session = optional(Reference("session"))
    kind = optional(ID)
    status = optional(OneOf(*PROGRESS))
    value = optional(HONEST)
    outcome = optional(PROSE)
    medium = optional(TEXT)
    number = optional(TEXT)
    by = optional(TEXT)
    because = optional(PROSE)
    note = optional(PROSE)


class Delivery(Record):
    """What was delivered of a contribution, or the confirmation that it was received."""

    contribution = required(Reference("contribution"))
    date = required(DAY)
    amount = optional(AMOUNT)
    quantity = optional(HONEST)
    status = optional(OneOf(*PROGRESS))
    confirmed_by = optional(Either(Reference("party"), Named))
    recorded = optional(DAY)
    source = optional(TEXT)
    note = optional(PROSE)


class Involvement(Record):
    """What residents and civil society brought, and what was done with it."""

    phase = optional(OneOf("design", "signing", "execution", "evaluation"))
    date = optional(DAY)
    who = optional(TEXT)
    form = optional(TEXT)
    brought = optional(PROSE)
    done_with_it = optional(PROSE)
    source = optional(TEXT)
