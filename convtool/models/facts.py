"""What any file may hold besides its own keys: sources, facts that differ between them, texts in two languages."""

from functools import cached_property
from typing import Self

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


_SCHEMA = Version(1)


class File(Record):
    """What the file of any record may hold, and what rules ask of it as a whole.

    `whole` tells whether every required key could be read; a record that is not whole is judged, but stands
    for nothing else. `links` are the values in it that name something, `names` the things in it that have one.
    """

    schema = required(_SCHEMA)
    example = optional(YES_NO)
    sources = optional(Listed(Source))
    facts = optional(Listed(Fact))

    whole: bool
    links: tuple[Link, ...]
    names: tuple[Name, ...]

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
