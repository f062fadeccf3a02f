"""The programme: its themes, ambitions, horizon, reporting cycle and thresholds."""

from convtool.days import DAY, YEARLY
from convtool.figures import AMOUNT, COUNT, NUMBER
from convtool.forms import ID, TEXT, Listed, OneOf, Reference
from convtool.models.facts import LOCAL, File
from convtool.records import Record, optional, required

THEMES = ("onderwijs", "jeugd", "veiligheid", "werk", "wonen", "leefbaarheid")
CYCLES = ("month", "quarter", "half-year", "year", "school-year", "two-years", "four-years")


class Theme(Record):
    """A field in which goals are set, for as long as it is one."""

    called = "theme"

    id = required(ID)
    title = optional(LOCAL)
    from_ = optional(DAY)
    until = optional(DAY)


class Ambition(Record):
    """One of the numbered ambitions."""

    number = required(COUNT)
    title = optional(LOCAL)


class Horizon(Record):
    """First and last day of the programme."""

    first = optional(DAY)
    last = optional(DAY)


class Register(Record):
    """Since when this register exists: what was signed before is historical."""

    since = optional(DAY)


class Cycle(Record):
    """How often is reported where a convenant does not say."""

    cycle = optional(OneOf(*CYCLES))


class Thresholds(Record):
    """When a goal counts as almost achieved, and how late a deliverable may be to count so; with a version."""

    version = optional(COUNT)
    almost = optional(NUMBER)
    late_days = optional(COUNT)


class Commission(Record):
    """What the programme was asked to deliver."""

    convenants = optional(COUNT)
    partners = optional(Listed(Reference("partner")))
    counts_when = optional(OneOf("explored", "drafted", "agreed", "signed"))


class SchoolYear(Record):
    """First and last day of a school year, as MM-DD."""

    first = required(YEARLY)
    last = required(YEARLY)


class Valuation(Record):
    """What one unit of an in-kind contribution is worth in money, by a dated table."""

    table = required(TEXT)
    version = required(TEXT)
    from_ = optional(DAY)
    unit = optional(TEXT)
    amount = optional(AMOUNT)
    currency = optional(TEXT)


class Masterplan(File):
    """`data/masterplan.yaml`."""

    name = required(TEXT)
    title = optional(LOCAL)
    horizon = optional(Horizon)
    register = optional(Register)
    signed = optional(DAY)
    themes = optional(Listed(Theme))
    ambitions = optional(Listed(Ambition))
    reporting = optional(Cycle)
    verdict = optional(Thresholds)
    need_days = optional(COUNT)
    commission = optional(Commission)
    contacts = optional(Listed(TEXT))
    school_year = optional(SchoolYear)
    valuations = optional(Listed(Valuation))
