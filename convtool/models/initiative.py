"""A local initiative that needs something."""

from convtool.days import DAY
from convtool.figures import HONEST
from convtool.forms import ID, PROSE, TEXT, Either, Listed, OneOf, Reference
from convtool.models.facts import File, Named
from convtool.models.since import PROGRESS
from convtool.records import Record, optional, required


class Need(Record):
    """What the initiative needs."""

    called = "need"

    id = required(ID)
    what = optional(TEXT)
    quantity = optional(HONEST)
    unit = optional(TEXT)
    by = optional(DAY)


class Initiative(File):
    """`data/initiatives/<id>.yaml`."""

    id = required(ID)
    name = required(TEXT)
    run_by = optional(Either(Reference("partner"), Named))
    themes = optional(Listed(Reference("theme")))
    ambition = optional(Reference("ambition"))
    stage = optional(OneOf(*PROGRESS))
    text = optional(PROSE)
    needs = optional(Listed(Need))
    answered_by = optional(Listed(Reference("result")))
