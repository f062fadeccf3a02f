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

    party = optional(Reference("holder"))
    function = optional(TEXT)

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

    partner = optional(Reference("partner"))
    core_goal = optional(ID)


class Indicator(Record):
    """What is counted, in which unit, and who registers it."""

    name = optional(TEXT)
    unit = optional(TEXT)
    counts = optional(PROSE)
    counts_not = optional(PROSE)
    stage = optional(OneOf(*STAGES))
    count = optional(OneOf("gross", "net"))
    group = optional(TEXT)
    area = optional(TEXT)
    out_of = optional(TEXT)
    source = optional(TEXT)


class Baseline(Record):
    """The value before the convenant: the nulmeting."""

    value = optional(Worded("none", otherwise=HONEST))
    period = optional(PERIOD)
    date = optional(DAY)
    areas = optional(Keyed(HONEST))
    source = optional(TEXT)


class Bounds(Record):
    """The level that a keep target holds on to."""

    at_least = optional(HONEST)
    at_most = optional(HONEST)
    from_ = optional(NUMBER)
    to = optional(NUMBER)


NO_BOUNDS = Bounds.__new__(Bounds)
"""Bounds that say nothing."""


class Base(Record):
    """The value that a change is counted from."""

    period = optional(PERIOD)
    date = optional(DAY)
    value = optional(HONEST)
    source = optional(TEXT)


class Target(Record):
    """What is aimed at: one operator, a time base, and a last day."""

    at_least = optional(HONEST)
    at_most = optional(HONEST)
    average = optional(HONEST)
    change = optional(HONEST)
    deliver = optional(TEXT)
    keep = optional(Bounds)
    followed = optional(TEXT)
    unit = optional(TEXT)
    per = optional(OneOf("year", "school-year", "half-year", "quarter", "month"))
    over = optional(OneOf("term"))
    against = optional(Base)
    in_each = optional(Listed(ID))
    first = optional(PERIOD)
    by = optional(PERIOD)
    between = optional(OneOf("linear", "step"))


NO_TARGET = Target.__new__(Target)
"""A target that says nothing, for a goal without one."""


class Milestone(Record):
    """What must be reached on the way."""

    by = required(PERIOD)
    at_least = optional(HONEST)
    at_most = optional(HONEST)
    average = optional(HONEST)
    change = optional(HONEST)
    text = optional(TEXT)


class Qualitative(Record):
    """Why a goal has no number, and by what sign it can be seen."""

    because = optional(PROSE)
    sign = optional(PROSE)


class Classified(Record):
    """Themes and ambition given by the register where the signed text is silent."""

    themes = optional(Listed(Reference("theme")))
    ambition = optional(Reference("ambition"))


class Goal(Record):
    """One goal of a convenant."""

    called = "goal"

    id = required(ID)
    title = required(TEXT)
    themes = optional(Listed(Reference("theme")))
    ambition = optional(Reference("ambition"))
    serves = optional(Serves)
    level = optional(OneOf("output", "outcome"))
    obligation = optional(OneOf("intention", "effort", "result"))
    owner = optional(Owner)
    with_ = optional(Listed(Reference("holder")))
    indicator = optional(Indicator)
    baseline = optional(Baseline)
    target = optional(Target)
    milestones = optional(Listed(Milestone))
    approach = optional(PROSE)
    classified = optional(Classified)
    qualitative = optional(Qualitative)

    @property
    def titled(self) -> str:
        """What messages call it: its title, else its id."""
        return self.title or self.id or "?"
