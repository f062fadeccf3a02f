"""An organisation that can be a party."""

from convtool.days import DAY
from convtool.forms import ID, PROSE, TEXT, Listed, OneOf, Reference
from convtool.models.facts import ORGANISATIONS, File
from convtool.records import Record, optional, required

NATURES = ("public", "semi-public", "private")


class CoreGoal(Record):
    """What the organisation itself is for; goals of a convenant point at it."""

    called = "core-goal"

    id = required(ID, "Id of the core goal", "A short name that goals of convenanten point at.")
    text = optional(PROSE, "Core goal in words", "What the organisation wants of itself, with or without a convenant.")


class FormerName(Record):
    """A name the organisation had until a day."""

    name = required(TEXT, "Former name", "The name as older texts write it.")
    until = optional(DAY, "Carried until", "The last day on which it was called so.")


class Succession(Record):
    """The organisation that took over, and since when."""

    partner = required(Reference("partner"), "Taken over by", "The organisation that goes on, by the name of its file.")
    date = optional(DAY, "Taken over on", "The day from which the other one answers for its promises.")


class Partner(File):
    """An organisation that can be a party; `data/partners/<id>.yaml`."""

    marked_behind = "formerly"

    id = required(ID, "Id", "The file's own name without .yaml; other files name it by this.")
    name = required(TEXT, "Name of the organisation", "What people call it; tables and pages print this.")
    legal_name = optional(TEXT, "Legal name", "The name in the trade register, with its legal form.")
    formerly = optional(Listed(FormerName), "Former names", "Names it had before, so that old texts can be understood.")
    kind = optional(
        OneOf(*ORGANISATIONS),
        "Sort of organisation",
        "What it is by law or in practice; lists group organisations by it.",
    )
    nature = optional(
        OneOf(*NATURES),
        "Nature",
        "public, semi-public or private; a convenant needs one public party and one that is not.",
    )
    sector = optional(TEXT, "Sector", "The field it works in, such as banken or zorg.")
    core_goals = optional(
        Listed(CoreGoal), "Core goals", "What it is for by itself; goals of a convenant have to serve one of these."
    )
    succeeded_by = optional(Succession, "Succeeded by", "Who took over after a merger; the file itself stays.")
    ended = optional(DAY, "Ceased on", "The day on which the organisation ceased to exist.")
    members = optional(
        Listed(Reference("partner")), "Members", "The organisations of a group, by the names of their files."
    )
    note = optional(PROSE, "Note", "What a reader has to know to weigh it: a contradiction, a doubt, a reading.")
