"""All records of a register, as of one day: read once, never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from convtool.amending import in_force
from convtool.diagnostics import Fault, Finding, Place
from convtool.documents import Document
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.facts import File
from convtool.models.initiative import Initiative
from convtool.models.masterplan import THEMES, Masterplan
from convtool.models.meeting import Meeting
from convtool.models.partner import Partner
from convtool.parsing import Limits, parse
from convtool.reading import MOST, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

R = TypeVar("R", bound=File)

MASTERPLAN = "data/masterplan.yaml"
FOLDERS: dict[str, type[File]] = {
    "data/convenants/": Convenant,
    "data/initiatives/": Initiative,
    "data/meetings/": Meeting,
    "data/partners/": Partner,
}


@dataclass(frozen=True)
class Entry:
    """One file as it was read: its document, its record (None where it could not be read) and the faults met.

    `judged` is the record as far as it could be read: rules look at it, so that one fault hides no other.
    """

    document: Document
    judged: File | None
    faults: tuple[Fault, ...]

    @property
    def record(self) -> File | None:
        """The record, where all of it that is required could be read."""
        return self.judged if self.judged and self.judged.whole else None


@dataclass(frozen=True)
class Programme:
    """What one record may know of the rest: the masterplan, the day, and other records by their id.

    `ids` are those of every file in a folder, also of those that could not be read: a broken file does not
    turn every reference to it into a second fault.
    """

    masterplan: Masterplan | None
    as_of: date
    convenants: Mapping[str, Convenant]
    initiatives: Mapping[str, Initiative]
    meetings: Mapping[str, Meeting]
    partners: Mapping[str, Partner]
    ids: Mapping[type[File], frozenset[str]]

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The ids of the themes, in the order of the masterplan; the six of Zuidoost where it names none."""
        if self.masterplan is None or self.masterplan.missing("themes"):
            return THEMES
        return tuple(theme.id for theme in self.masterplan.themes or ())

    @cached_property
    def spans(self) -> dict[str, tuple[date | None, date | None]]:
        """The first and last day of each theme, where the masterplan says them."""
        themes = (self.masterplan and self.masterplan.themes) or ()
        return {each.id: (each.from_ and each.from_.first, each.until and each.until.last) for each in themes}


@dataclass(frozen=True)
class Portfolio:
    """Every file of the register, in the order of their paths, and the programme they are judged in."""

    as_of: date
    entries: Mapping[str, Entry]
    programme: Programme
    faults: tuple[Fault, ...] = field(default=())

    def all(self, kind: type[R]) -> list[R]:
        """Give the records of one kind that could be read, in the order of their paths."""
        return [entry.record for entry in self.entries.values() if isinstance(entry.record, kind)]


def load(
    files: Mapping[str, bytes],
    as_of: date,
    faults: Iterable[Fault] = (),
    limits: Limits = Limits(),  # noqa: B008 - immutable
) -> Portfolio:
    """Read all `files` (path from the register's root to bytes), as of one day; `faults` are kept with theirs.

    Convenanten are given as they were in force on that day. Never raises on any bytes; a file in no folder
    of the register is left out.
    """
    entries = {}
    for path in sorted(files):
        kind = kind_of(path)
        if kind:
            entries[path] = _entry(path, files[path], kind, as_of, limits)
    missing = () if MASTERPLAN in entries else (_no_masterplan(),)
    return Portfolio(as_of, entries, _programme(entries, as_of), (*faults, *missing))


def kind_of(path: str) -> type[File] | None:
    """Give the kind of record that the file at `path` holds, or None where the register has no such file."""
    if path == MASTERPLAN:
        return Masterplan
    folder, slash, name = path.rpartition("/")
    return FOLDERS.get(folder + slash) if name.endswith(".yaml") else None


def id_of(path: str) -> str:
    """Give the id that a file's name promises."""
    return path.rpartition("/")[2].removesuffix(".yaml")


def _entry(path: str, data: bytes, kind: type[File], as_of: date, limits: Limits) -> Entry:
    document, faults = parse(path, data, limits)
    if document.root is None:
        return Entry(document, None, _bounded(path, faults))
    document.written = document.root
    root = in_force(document.root, as_of) if kind is Convenant else document.root
    reading = Reading(document)
    if root is not document.root:
        kind.read(document.root, reading)
        reading = Reading(Document(path, document.text, root, document.root), reading.names)
    record = kind.read(root, reading)
    return Entry(document, record, _bounded(path, faults + reading.faults))


def _bounded(path: str, faults: list[Fault]) -> tuple[Fault, ...]:
    """Keep the first 1,000 faults of a file: nobody reads on, and a flood costs time."""
    if len(faults) < MOST:
        return tuple(faults)
    found = say("the file has more than {most} faults; the rest is not listed", most=MOST)
    return (*faults[:MOST], Fault("CV005", Finding(Place(path, 1, 1, 1, 1), found)))


def _programme(entries: Mapping[str, Entry], as_of: date) -> Programme:
    def by_id(kind: type[R]) -> dict[str, R]:
        return {id_of(path): entry.record for path, entry in entries.items() if isinstance(entry.record, kind)}

    ids = {
        kind: frozenset(id_of(path) for path in entries if path.startswith(folder)) for folder, kind in FOLDERS.items()
    }
    masterplan = entries[MASTERPLAN].record if MASTERPLAN in entries else None
    return Programme(
        masterplan if isinstance(masterplan, Masterplan) else None,
        as_of,
        by_id(Convenant),
        by_id(Initiative),
        by_id(Meeting),
        by_id(Partner),
        ids,
    )


def _no_masterplan() -> Fault:
    place = Place(MASTERPLAN, 1, 1, 1, 1)
    found = say("the register has no masterplan.yaml: themes and thresholds are unknown")
    return Fault("CV203", Finding(place, found, say("write data/masterplan.yaml")))


def paths(entries: Iterable[str], ids: Iterable[str]) -> set[str]:
    """Give the paths of the files that the `ids` (or paths) name."""
    wanted = set(ids)
    return {path for path in entries if path in wanted or id_of(path) in wanted}
