"""What any file may hold besides its own keys: sources, facts that differ between them, texts in two languages."""

from functools import cached_property
from typing import ClassVar, Self

from convtool.days import DAY
from convtool.documents import Mapping, Node
from convtool.forms import ANYTHING, ID, TEXT, YES_NO, Either, Listed, OneOf, Reference, Version
from convtool.reading import Link, Name, Reading
from convtool.records import Record, optional, required

ORGANISATIONS = (
    "company", "cooperative", "education", "care", "housing-association", "government", "foundation", "residents",
    "tenants", "union", "ngo", "sector-body", "alliance", "group",
)  # fmt: skip


class Bilingual(Record):
    """A text in Dutch and English."""

    nl = required(TEXT, "Dutch", "The words that Dutch pages and tables show.")
    en = required(TEXT, "English", "The words that English pages and tables show.")


LOCAL = Either(TEXT, Bilingual)


class Named(Record):
    """An organisation heard of once, without a file of its own."""

    named = required(
        TEXT, "Name in full", "The name as the source writes it, until the organisation has a file of its own."
    )
    kind = optional(
        OneOf(*ORGANISATIONS),
        "Sort of organisation",
        "What it is by law or in practice; lists group organisations by it.",
    )


class Source(Record):
    """Where a fact comes from, and when it was read."""

    called = "source"

    id = required(ID, "Id", "The short name by which facts in this file point at the source.")
    title = optional(TEXT, "Title", "What the document calls itself, so that it can be found when its address is gone.")
    url = optional(TEXT, "Web address", "Where it was read, with https:// in front.")
    read_ = optional(DAY, "Read on", "The day, month or year in which somebody last read it.")
    published = optional(DAY, "Published on", "The date that the source itself carries.")


class Fact(Record):
    """What one source says a field is; sources that differ each keep their own."""

    at_ = required(TEXT, "Field", "Which field of this file it is about: keys and ids with slashes, such as term/ends.")
    source = required(Reference("source"), "Source", "The id of the source, from the list sources of this file.")
    value = optional(
        ANYTHING,
        "Value in the source",
        "What this source says, even where the field itself says something else.",
        answers=False,
    )
    note = optional(TEXT, "Note", "What a reader has to know to weigh it: a contradiction, a doubt, a reading.")


class Elsewhere(Record):
    """A document outside the register."""

    title = required(TEXT, "Title", "What the document calls itself, so that it can be found when its address is gone.")
    source = optional(TEXT, "Where to find it", "A web address, an archive number, or the file of whoever keeps it.")


NEWEST = 1
"""The newest version of the file format."""
_SCHEMA = Version(NEWEST)


class File(Record):
    """What the file of any record may hold, and what rules ask of it as a whole.

    `whole` tells whether every required key could be read; a record that is not whole is judged, but stands
    for nothing else. `links` are the values in it that name something, `names` the things in it that have one.
    """

    schema = required(
        _SCHEMA, "Format", "The version of the file format: 1. With it the file can be read in twenty years."
    )
    example = optional(
        YES_NO, "Fictional", "true where organisation, agreements and figures are made up; every page says so."
    )
    sources = optional(
        Listed(Source), "Sources", "What was read to fill in this file; statements about real organisations need one."
    )
    facts = optional(
        Listed(Fact), "Facts by source", "What each source says of a field; sources that differ are all kept."
    )

    marked_behind: ClassVar[str]
    """The key behind which a file says that it is an example."""

    whole: bool
    links: tuple[Link, ...]
    names: tuple[Name, ...]

    _where = frozenset(("node", "document", "links", "names", "named"))

    def __init_subclass__(cls) -> None:
        """Put the fields in the order of a file: what it is about first, where that comes from last."""
        super().__init_subclass__()
        own = [key for key in cls.fields if key not in File.fields]
        middle = own.index(cls.marked_behind) + 1
        order = ("schema", *own[:middle], "example", *own[middle:], "sources", "facts")
        cls.fields = {key: cls.fields[key] for key in order}

    @cached_property
    def named(self) -> dict[str, frozenset[str]]:
        """What the things in it are called, by their sort."""
        found: dict[str, set[str]] = {}
        for target, name, _ in self.names:
            found.setdefault(target, set()).add(name)
        return {target: frozenset(names) for target, names in found.items()}

    @classmethod
    def read(cls, node: Node, reading: Reading, /) -> Self | None:
        """Give the record as far as it could be read; nothing of a format that is newer than this tool."""
        if not isinstance(node, Mapping):
            return None
        version = node.entries.get("schema")
        if version and not _SCHEMA.knows(version[1]):
            _SCHEMA.read(version[1], reading)
            return None
        record = cls.__new__(cls)
        whole = record.fill(node, reading)
        record.__dict__.update(whole=whole, links=tuple(reading.links), names=tuple(reading.names))
        return record
