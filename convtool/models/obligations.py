"""Who does what by when (agreements), and who brings what (contributions)."""

from convtool.days import DAY, DUE, PERIOD
from convtool.figures import AMOUNT, HONEST, NUMBER
from convtool.forms import ID, PROSE, TEXT, Either, Keyed, Listed, OneOf, Reference
from convtool.models.facts import Named
from convtool.models.masterplan import CYCLES
from convtool.records import Record, optional, required


class Agreement(Record):
    """An afspraak: who does what by when."""

    called = "agreement"

    id = required(ID, "Id of the agreement", "A short name that events point at when something is done about it.")
    text = optional(PROSE, "Text", "Who does what, in words that leave no doubt whether it was done.")
    goal = optional(Reference("goal"), "Goal", "The id of the goal of this convenant that it is about.")
    kind = optional(
        OneOf("specific", "sectoral"),
        "Reach",
        "specific (for the parties named) or sectoral (for all members of a sector).",
    )
    owner = optional(Reference("holder"), "Who does it", "The id of the one party that answers for it.")
    with_ = optional(Listed(Reference("holder")), "Together with", "Parties that take part without answering for it.")
    each = optional(Reference("each"), "Owed by each", "all, or the id of a group whose members each owe it.")
    every = optional(OneOf(*CYCLES), "Every", "How often it returns; left out where it is done once.")
    obligation = optional(
        OneOf("intention", "effort", "result"),
        "Obligation",
        "intention (meant), effort (worked on) or result (owed, whatever it takes).",
    )
    due = optional(DUE, "Due", "The last day; month and day, such as 04-01, where it returns every year.")
    assessed_by = optional(Reference("body"), "Assessed by", "The body or party that judges whether it was done.")


class Valued(Record):
    """What an in-kind contribution is worth by a valuation table."""

    amount = optional(AMOUNT, "Value in money", "What it is worth by the table; never added to money that is paid.")
    currency = optional(TEXT, "Currency", "Three letters, such as EUR; amounts in two currencies are never added up.")
    table = optional(TEXT, "Table", "The published table that the value is taken from.")
    version = optional(TEXT, "Edition", "The edition of the table; values of two editions are never added up.")


class Contribution(Record):
    """What one party brings: money, in kind, or otherwise."""

    called = "contribution"

    id = required(ID, "Id of the contribution", "A short name that deliveries point at.")
    kind = optional(
        OneOf("financing", "in-kind", "other"),
        "Kind of contribution",
        "financing (money), in-kind (hours, rooms, goods) or other (a network, a voice).",
    )
    from_ = optional(Reference("holder"), "Given by", "The id of the party that brings it.")
    to = optional(
        Either(Reference("party"), Named),
        "Received by",
        "The id of the party that gets it, or an organisation by its full name.",
    )
    goal = optional(Reference("goal"), "Goal", "The id of the goal of this convenant that it is about.")
    theme = optional(Reference("theme"), "Theme", "The one theme under which it is counted.")
    text = optional(PROSE, "In a sentence", "What it is, where numbers do not say it.")
    amount = optional(
        Either(AMOUNT, HONEST),
        "Amount per period",
        "Money per period of `per`, or once where there is none; at most two decimals.",
    )
    currency = optional(TEXT, "Currency", "Three letters, such as EUR; amounts in two currencies are never added up.")
    quantity = optional(
        HONEST, "Quantity per period", "How many units in kind per period of `per`, or once where there is none."
    )
    unit = optional(TEXT, "Unit in kind", "What one is: an hour, a room for a day, a laptop.")
    per = optional(
        OneOf("year", "school-year", "half-year", "quarter", "month"),
        "Every period",
        "How often the amount or quantity is due again.",
    )
    first = optional(PERIOD, "First period due", "The first period in which it is owed.")
    last = optional(PERIOD, "Last period due", "The last period in which it is owed.")
    due = optional(DAY, "Due on", "The last day, for what is given once.")
    total = optional(AMOUNT, "Total", "What all periods add up to; a difference with the sum is an error.")
    ceiling = optional(AMOUNT, "Ceiling", "The most that will ever be paid.")
    above = optional(TEXT, "Above the ceiling", "Who pays what goes beyond the ceiling.")
    shares = optional(Keyed(NUMBER), "Shares", "How many percent each party bears, by the party's id; 100 together.")
    valued = optional(Valued, "Valued at", "A value in money for what is given in kind, with the table it comes from.")
    counted_in = optional(
        TEXT, "Counted elsewhere", "Where it counts already, such as social return in a contract; not twice."
    )
