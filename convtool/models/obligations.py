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

    id = required(ID)
    text = optional(PROSE)
    goal = optional(Reference("goal"))
    kind = optional(OneOf("specific", "sectoral"))
    owner = optional(Reference("holder"))
    with_ = optional(Listed(Reference("holder")))
    each = optional(Reference("each"))
    obligation = optional(OneOf("intention", "effort", "result"))
    due = optional(DUE)
    every = optional(OneOf(*CYCLES))
    assessed_by = optional(Reference("body"))


class Valued(Record):
    """What an in-kind contribution is worth by a valuation table."""

    amount = optional(AMOUNT)
    currency = optional(TEXT)
    table = optional(TEXT)
    version = optional(TEXT)


class Contribution(Record):
    """What one party brings: money, in kind, or otherwise."""

    called = "contribution"

    id = required(ID)
    kind = optional(OneOf("financing", "in-kind", "other"))
    from_ = optional(Reference("holder"))
    to = optional(Either(Reference("party"), Named))
    goal = optional(Reference("goal"))
    theme = optional(Reference("theme"))
    text = optional(PROSE)
    amount = optional(Either(AMOUNT, HONEST))
    currency = optional(TEXT)
    quantity = optional(HONEST)
    unit = optional(TEXT)
    per = optional(OneOf("year", "school-year", "half-year", "quarter", "month"))
    first = optional(PERIOD)
    last = optional(PERIOD)
    due = optional(DAY)
    total = optional(AMOUNT)
    ceiling = optional(AMOUNT)
    above = optional(TEXT)
    shares = optional(Keyed(NUMBER))
    valued = optional(Valued)
    counted_in = optional(TEXT)
