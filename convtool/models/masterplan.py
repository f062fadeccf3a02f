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

    id = required(ID, "Id", "The word that goals write under themes; never changed once it is in use.")
    title = optional(LOCAL, "Title for readers", "What pages print instead of the id, in one language or in both.")
    from_ = optional(DAY, "From", "The first day on which a goal may have this theme.")
    until = optional(DAY, "Until", "The last day on which it holds; a year is its 31 December.")


class Ambition(Record):
    """One of the numbered ambitions."""

    number = required(COUNT, "Number", "The number by which goals and meetings name it.")
    title = optional(LOCAL, "Title for readers", "What pages print instead of the id, in one language or in both.")


class Horizon(Record):
    """First and last day of the programme."""

    first = optional(DAY, "First day", "Where the programme starts; a year is its 1 January.")
    last = optional(DAY, "Last day", "Where the programme ends; a year is its 31 December.")


class Register(Record):
    """Since when this register exists: what was signed before is historical."""

    since = optional(
        DAY,
        "Kept since",
        "Convenanten signed before this day may be historical: they are asked only what they can answer.",
    )


class Cycle(Record):
    """How often is reported where a convenant does not say."""

    cycle = optional(OneOf(*CYCLES), "Cycle", "How often figures come in; after it a goal without a figure is overdue.")


class Thresholds(Record):
    """When a goal counts as almost achieved, and how late a deliverable may be to count so; with a version."""

    version = optional(COUNT, "Version", "Raised by one at every change, so that old verdicts can be told apart.")
    almost = optional(NUMBER, "Almost from", "The part of the requirement that counts as almost: 0.80 is 80 percent.")
    late_days = optional(COUNT, "Days late", "Up to how many days late a deliverable still counts as almost achieved.")


class Commission(Record):
    """What the programme was asked to deliver."""

    convenants = optional(COUNT, "Convenanten", "How many are to be delivered.")
    partners = optional(
        Listed(Reference("partner")),
        "Partners",
        "The organisations they are to be made with, by the names of their files.",
    )
    counts_when = optional(
        OneOf("explored", "drafted", "agreed", "signed"),
        "Counts when",
        "The stage from which a convenant counts as delivered.",
    )


class SchoolYear(Record):
    """First and last day of a school year, as MM-DD."""

    first = required(YEARLY, "First day of the year", "Month and day, such as 08-01.")
    last = required(YEARLY, "Last day of the year", "Month and day, such as 07-31.")


class Valuation(Record):
    """What one unit of an in-kind contribution is worth in money, by a dated table."""

    table = required(TEXT, "Table", "The published table that the value is taken from.")
    version = required(TEXT, "Edition", "The edition of the table; values of two editions are never added up.")
    from_ = optional(DAY, "Valid from", "The first day on which this value may be used.")
    unit = optional(TEXT, "Unit", "What is valued, one of: an hour, a lesson, a square metre.")
    amount = optional(AMOUNT, "Amount", "What one unit is worth, with at most two decimals.")
    currency = optional(TEXT, "Currency", "Three letters, such as EUR; amounts in two currencies are never added up.")


class Masterplan(File):
    """The programme that all convenanten fall under: themes, horizon and thresholds; `data/masterplan.yaml`."""

    marked_behind = "title"

    name = required(TEXT, "Name", "The name of the programme, as pages and tables print it.")
    title = optional(
        LOCAL, "Title", "What the document calls itself, so that it can be found when its address is gone."
    )
    horizon = optional(
        Horizon, "Horizon", "The years that the programme spans; what lies outside them is out of reach of its goals."
    )
    register = optional(Register, "Register", "Since when this register is kept; older agreements may have gaps.")
    signed = optional(DAY, "Signed on", "The day on which the programme itself was signed.")
    themes = optional(
        Listed(Theme), "Themes", "The fields in which goals may be set; six of Zuidoost where this is left out."
    )
    ambitions = optional(
        Listed(Ambition), "Ambitions", "The numbered ambitions of the programme, for goals that fit no theme alone."
    )
    reporting = optional(Cycle, "Reporting", "How often is reported where a convenant does not arrange it itself.")
    verdict = optional(
        Thresholds, "Thresholds", "From where a goal counts as almost achieved; a change needs a new version."
    )
    need_days = optional(COUNT, "Days for a need", "After how many days an unanswered need becomes a finding.")
    commission = optional(
        Commission, "Commission", "What the programme office was asked to deliver, and what counts as delivered."
    )
    contacts = optional(
        Listed(TEXT),
        "Functional addresses",
        "Addresses of functions that may stand in the register; any other is personal data.",
    )
    school_year = optional(
        SchoolYear, "School year", "When a school year starts and ends; periods such as 2024/2025 are counted by it."
    )
    valuations = optional(
        Listed(Valuation),
        "Valuation tables",
        "What one unit in kind is worth in money; without a table no euro value is shown.",
    )
