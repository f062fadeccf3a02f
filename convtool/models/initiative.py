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

    id = required(ID, "Id of what is needed", "A short name that meetings point at.")
    what = optional(TEXT, "What is needed", "Concrete enough that somebody can say yes to it.")
    quantity = optional(HONEST, "How many", "How many of the unit below.")
    unit = optional(TEXT, "Unit of the need", "What one is: a company, an hour, a room.")
    by = optional(DAY, "Needed by", "The day after which it comes too late.")


class Initiative(File):
    """A local initiative that needs something; `data/initiatives/<id>.yaml`."""

    marked_behind = "name"

    id = required(ID, "Id", "The file's own name without .yaml; other files name it by this.")
    name = required(TEXT, "Name of the initiative", "What the neighbourhood calls it.")
    run_by = optional(
        Either(Reference("partner"), Named),
        "Run by",
        "The organisation behind it: the name of its file, or its full name.",
    )
    themes = optional(Listed(Reference("theme")), "Themes of the initiative", "The themes that it helps with.")
    ambition = optional(
        Reference("ambition"), "Ambition", "The number of an ambition of the Masterplan that it contributes to."
    )
    stage = optional(OneOf(*PROGRESS), "How far", "not-started, in-preparation, in-execution, done or stopped.")
    text = optional(PROSE, "About it", "What it does and for whom, in a few sentences.")
    needs = optional(Listed(Need), "Needs", "What it asks of partners, each with an id of its own.")
    answered_by = optional(
        Listed(Reference("result")), "Answered by what", "What met its needs, such as voorbeeldbank/goals/stageplekken."
    )
