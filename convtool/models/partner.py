"""An organisation that can be a party."""

from convtool.days import DAY
from convtool.forms import ID, PROSE, TEXT, Listed, OneOf, Reference
from convtool.models.facts import ORGANISATIONS, File
from convtool.records import Record, optional, required


class CoreGoal(Record):
    """What the organisation itself is for; goals of a convenant point at it."""

    called = "core-goal"

    id = required(ID)
    text = optional(PROSE)


class FormerName(Record):
    """A name the organisation had until a day."""

    name = required(TEXT)
    until = optional(DAY)


class Succession(Record):
    """The organisation that took over, and since when."""

    partner = required(Reference("partner"))
    date = optional(DAY)


class Partner(File):
    """`data/partners/<id>.yaml`."""

    id = required(ID)
    name = required(TEXT)
    legal_name = optional(TEXT)
    kind = optional(OneOf(*ORGANISATIONS))
    nature = optional(OneOf("public", "semi-public", "private"))
    sector = optional(TEXT)
    core_goals = optional(Listed(CoreGoal))
    formerly = optional(Listed(FormerName))
    succeeded_by = optional(Succession)
    ended = optional(DAY)
    members = optional(Listed(Reference("partner")))
    note = optional(PROSE)
