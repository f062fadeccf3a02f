"""What any file may hold besides its own keys: sources, facts that differ between them, texts in two languages."""

from convtool.days import DAY
from convtool.forms import ANYTHING, ID, TEXT, YES_NO, Either, Listed, OneOf, Reference, Version
from convtool.records import Record, optional, required

ORGANISATIONS = (
    "company", "cooperative", "education", "care", "housing-association", "government", "foundation", "residents",
    "tenants", "union", "ngo", "sector-body", "alliance", "group",
)  # fmt: skip


class Bilingual(Record):
    """A text in Dutch and English."""

    nl = required(TEXT)
    en = required(TEXT)


LOCAL = Either(TEXT, Bilingual)


class Named(Record):
    """An organisation heard of once, without a file of its own."""

    named = required(TEXT)
    kind = optional(OneOf(*ORGANISATIONS))


class Source(Record):
    """Where a fact comes from, and when it was read."""

    called = "source"

    id = required(ID)
    title = optional(TEXT)
    url = optional(TEXT)
    read_ = optional(DAY)
    published = optional(DAY)


class Fact(Record):
    """What one source says a field is; sources that differ each keep their own."""

    at_ = required(TEXT)
    source = required(Reference("source"))
    value = optional(ANYTHING, answers=False)
    note = optional(TEXT)


class Elsewhere(Record):
    """A document outside the register."""

    title = required(TEXT)
    source = optional(TEXT)


class File(Record):
    """What the file of any record may hold."""

    schema = required(Version(1))
    example = optional(YES_NO)
    sources = optional(Listed(Source))
    facts = optional(Listed(Fact))
