"""Goals: what is to be reached, how it is counted, from where, and by when."""

from typing import Self

from convtool.days import DAY, PERIOD
from convtool.documents import Mapping, Node, Sequence
from convtool.figures import HONEST, NUMBER
from convtool.forms import ID, PROSE, TEXT, Keyed, Listed, OneOf, Reference, Worded
from convtool.reading import Reading
from convtool.records import Record, optional, required

STAGES = ("pledged", "offered", "filled", "completed", "lasting")


class Owner(Record):
    """The one party that answers for a goal, and the function that does so there."""

    party = optional(
        Reference("holder"), "Party", "The id of exactly one party; others who take part stand under with."
    )
    function = optional(TEXT, "Function", "A function, never a person's name; vacant where nobody holds it.")

    @classmethod
    def read(cls, node: Node, reading: Reading, /) -> Self | None:
        """Give the owner; where there are several, none: a rule reports that."""
        return None if several(node) else super().read(node, reading)


def several(node: Node) -> bool:
    """Tell whether two or more stand where a goal has one owner: a list of owners, or of parties."""
    if isinstance(node, Mapping) and "party" in node.entries:
        node = node.entries["party"][1]
    return isinstance(node, Sequence) and len(node.items) > 1


class Serves(Record):
    """The core goal of a partner that a goal serves."""

    partner = optional(Reference("partner"), "Partner", "The organisation, by the name of its file.")
    core_goal = optional(ID, "Core goal", "The id of one of the core goals in the file of that partner.")


class Indicator(Record):
    """What is counted, in which unit, and who registers it."""

    name = optional(TEXT, "Indicator", "What is counted, in two or three words.")
    unit = optional(TEXT, "Unit of the figure", "What one is: a place, a home, an hour, percent.")
    counts = optional(PROSE, "Counts", "When exactly something is counted, so that two people get the same number.")
    counts_not = optional(PROSE, "Does not count", "What looks like it and is left out all the same.")
    stage = optional(
        OneOf(*STAGES),
        "Stage counted",
        "pledged, offered, filled, completed or lasting: places promised are not places filled.",
    )
    count = optional(
        OneOf("gross", "net"),
        "Gross or net",
        "gross counts all that comes; net takes off what goes, such as homes pulled down.",
    )
    group = optional(TEXT, "Target group", "Whom it is about, with ages or another limit that can be checked.")
    area = optional(TEXT, "Area", "Where it counts, in postcodes or neighbourhoods, not just the name of a district.")
    source = optional(TEXT, "Registration", "Who registers it and where, so that the figure can be traced.")
    out_of = optional(TEXT, "Out of", "What a share is a share of: the denominator.")


class Baseline(Record):
    """The value before the convenant: the nulmeting."""

    value = optional(
        Worded("none", otherwise=HONEST),
        "Value before",
        "What was counted before the start; none where there was nothing yet.",
    )
    period = optional(PERIOD, "Counted in", "The period that the number is about, such as 2023 or 2023-H2.")
    date = optional(DAY, "Counted on", "The day of a number that holds on one day, such as a share.")
    areas = optional(Keyed(HONEST), "By area", "The same number for each area, by the area's id.")
    source = optional(TEXT, "Source of the figure", "The registration, report or count that it was taken from.")


class Bounds(Record):
    """The level that a keep target holds on to."""

    at_least = optional(HONEST, "At least", "The number, in the unit of the indicator, below which it may not come.")
    at_most = optional(HONEST, "At most", "The number, in the unit of the indicator, above which it may not come.")
    from_ = optional(NUMBER, "Lower bound", "The lower end of a band; write to beside it.")
    to = optional(NUMBER, "Upper bound", "The upper end of a band; write from beside it.")


NO_BOUNDS = Bounds.__new__(Bounds)
"""Bounds that say nothing."""


class Base(Record):
    """The value that a change is counted from."""

    period = optional(PERIOD, "Counted in", "The period that the number is about, such as 2023 or 2023-H2.")
    date = optional(DAY, "Counted on", "The day of a number that holds on one day, such as a share.")
    value = optional(
        HONEST, "Value to start from", "The number that the change is counted from; without it nothing can be judged."
    )
    source = optional(TEXT, "Source of the figure", "The registration, report or count that it was taken from.")


class Target(Record):
    """What is aimed at: one operator, a time base, and a last day."""

    at_least = optional(HONEST, "At least", "The number, in the unit of the indicator, below which it may not come.")
    at_most = optional(HONEST, "At most", "The number, in the unit of the indicator, above which it may not come.")
    average = optional(HONEST, "On average", "The mean over the whole term; write per beside it.")
    change = optional(
        HONEST, "Change", "By how much it goes up, or down with a minus; write unit and against beside it."
    )
    deliver = optional(TEXT, "Deliver", "The one thing that has to be there on the last day, such as a plan or a room.")
    keep = optional(Bounds, "Keep", "The level that is not to be lost, judged at every measurement.")
    followed = optional(TEXT, "Followed", "Why this is counted and not aimed at; it is shown and never judged.")
    unit = optional(
        TEXT, "Unit of the target", "percent for a share or a change in percent; else that of the indicator."
    )
    per = optional(
        OneOf("year", "school-year", "half-year", "quarter", "month"),
        "Per",
        "The period in which the number has to be reached, each time anew.",
    )
    over = optional(OneOf("term"), "Over", "term where everything counts up to one total.")
    against = optional(Base, "Against", "What a change is counted from.")
    in_each = optional(Listed(ID), "In each", "The areas that each have to reach it; the worst one decides.")
    first = optional(PERIOD, "First period", "The first period that counts; else the first whole one after the start.")
    by = optional(PERIOD, "Reached by", "The last day or period; without it nobody can say that it was missed.")
    between = optional(
        OneOf("linear", "step"),
        "Between milestones",
        "linear grows evenly, step jumps at each milestone; it sets the pace, not the verdict.",
    )


NO_TARGET = Target.__new__(Target)
"""A target that says nothing, for a goal without one."""


class Milestone(Record):
    """What must be reached on the way."""

    by = required(PERIOD, "Milestone date", "The day or period by which it has to be reached.")
    at_least = optional(HONEST, "At least", "The number, in the unit of the indicator, below which it may not come.")
    at_most = optional(HONEST, "At most", "The number, in the unit of the indicator, above which it may not come.")
    average = optional(HONEST, "Average so far", "The mean that has to be reached by then.")
    change = optional(
        HONEST, "Change so far", "The change that has to be reached by then, with a minus where it goes down."
    )
    text = optional(TEXT, "In words", "What has to be there by then, where it is no number.")


class Qualitative(Record):
    """Why a goal has no number, and by what sign it can be seen."""

    because = optional(PROSE, "Reason", "Why it cannot or should not be counted.")
    sign = optional(PROSE, "Observable sign", "What an outsider could see when it has been reached.")


class Classified(Record):
    """Themes and ambition given by the register where the signed text is silent."""

    themes = optional(
        Listed(Reference("theme")),
        "Themes given here",
        "The themes by which the register counts the goal; marked as its own choice.",
    )
    ambition = optional(
        Reference("ambition"),
        "Ambition given here",
        "The number of the ambition by which the register counts the goal.",
    )


class Goal(Record):
    """One goal of a convenant."""

    called = "goal"

    id = required(
        ID, "Id of the goal", "A short name that measurements and agreements point at; it never changes after signing."
    )
    title = required(TEXT, "Title of the goal", "What is to be reached, in words for a table.")
    themes = optional(
        Listed(Reference("theme")),
        "Themes of the goal",
        "One or more themes of the Masterplan; the first is the main one.",
    )
    ambition = optional(
        Reference("ambition"), "Ambition", "The number of an ambition of the Masterplan that it contributes to."
    )
    classified = optional(
        Classified, "Given by the register", "Themes and ambition where the signed text names none; shown as such."
    )
    serves = optional(Serves, "Serves", "Which core goal of a partner it serves: why the partner gains by it too.")
    level = optional(
        OneOf("output", "outcome"), "Level", "output (what is done or made) or outcome (what changes for people)."
    )
    obligation = optional(
        OneOf("intention", "effort", "result"),
        "Obligation",
        "intention (meant), effort (worked on) or result (owed, whatever it takes).",
    )
    owner = optional(Owner, "Owner", "The one party and function that answers for it when asked.")
    with_ = optional(Listed(Reference("holder")), "Together with", "Parties that take part without answering for it.")
    indicator = optional(Indicator, "Indicator and definition", "What is counted, how, where and by whom.")
    baseline = optional(
        Baseline, "Baseline", "The value before the start with its source, or the day it will be measured."
    )
    target = optional(Target, "Target", "The number or thing aimed at, and its time; none with a reason is an answer.")
    milestones = optional(
        Listed(Milestone), "Milestones", "Steps on the way; needed where the end is more than two years off."
    )
    qualitative = optional(
        Qualitative, "Goal without a number", "Why it is not counted, and how it can be seen all the same."
    )
    approach = optional(PROSE, "Approach", "How it will be reached, in a few sentences.")

    @property
    def titled(self) -> str:
        """What messages call it: its title, else its id."""
        return self.title or self.id or "?"
