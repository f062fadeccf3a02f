"""All records of a register, as of one day: each read once, when it is asked for, and never changed."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from convtool.amending import in_force
from convtool.diagnostics import Fault, Finding, Place
from convtool.documents import Document, Node, follow
from convtool.forms import Listed
from convtool.layout import MASTERPLAN, Unread, id_of, lines_of
from convtool.limits import MOST, Limits
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.facts import File
from convtool.models.goals import Goal
from convtool.models.initiative import Initiative
from convtool.models.masterplan import THEMES, Masterplan
from convtool.models.meeting import Meeting, VoicedNeed
from convtool.models.partner import Partner
from convtool.models.terms import Party
from convtool.parsing import parse
from convtool.reading import Reading
from convtool.witness import NOBODY, Witness

if TYPE_CHECKING:
    from datetime import date

R = TypeVar("R", bound=File)

KINDS: dict[str, type[File]] = {
    "data/convenants/": Convenant,
    "data/initiatives/": Initiative,
    "data/meetings/": Meeting,
    "data/partners/": Partner,
}


class Entry(NamedTuple):
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


class _Known(NamedTuple):
    masterplan: Masterplan | None
    as_of: date
    convenants: Shelf[Convenant]
    initiatives: Shelf[Initiative]
    meetings: Shelf[Meeting]
    partners: Shelf[Partner]
    witness: Witness = NOBODY


class Programme(_Known):
    """What one record may know of the rest: the masterplan, the day, and other records by their id."""

    def shelf(self, kind: type[File]) -> Shelf[Any]:
        """Give the records of one kind that are known by an id."""
        return self._shelves[kind]

    @cached_property
    def _shelves(self) -> dict[type[File], Shelf[Any]]:
        return {
            Convenant: self.convenants,
            Initiative: self.initiatives,
            Meeting: self.meetings,
            Partner: self.partners,
        }

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The ids of the themes, in the order of the masterplan; the six of Zuidoost where it names none."""
        if self.masterplan is None or self.masterplan.missing("themes"):
            return THEMES
        return tuple(theme.id for theme in self.masterplan.themes or ())

    @property
    def voiced(self) -> dict[str, list[tuple[VoicedNeed, Meeting]]]:
        """Every need of an initiative by its name, with the meetings that voiced it, in the order of the files."""
        self.meetings.look()
        return self._voiced

    @cached_property
    def _voiced(self) -> dict[str, list[tuple[VoicedNeed, Meeting]]]:
        found: dict[str, list[tuple[VoicedNeed, Meeting]]] = {}
        for meeting in self.meetings.values():
            for need in meeting.needs or ():
                if need.need:
                    found.setdefault(need.need, []).append((need, meeting))
        return found

    @cached_property
    def spans(self) -> dict[str, tuple[date | None, date | None]]:
        """The first and last day of each theme, where the masterplan says them."""
        themes = (self.masterplan and self.masterplan.themes) or ()
        return {each.id: (each.from_ and each.from_.first, each.until and each.until.last) for each in themes}


class Entries(Mapping[str, Entry]):
    """The files of the register by their path, in order; each is read when it is first asked for."""

    def __init__(self, files: Mapping[str, bytes], as_of: date, limits: Limits) -> None:
        """Take the files of the register; those that it has no kind of record for can only be shown."""
        self._files = files
        self._paths = {path: kind for path in sorted(files) if (kind := kind_of(path))}
        self.beside = {path: files[path] for path in sorted(files) if path not in self._paths}
        self._as_of = as_of
        self._limits = limits
        self._read: dict[str, Entry] = {}
        self.looked_at: dict[str, bool] = {}
        """The files that were looked at, and whether they gave a record; to know it of some work, empty it before."""

    def __getitem__(self, path: str) -> Entry:
        """Read a file, and keep it; raises `KeyError` for one that the register does not have."""
        if path not in self._read:
            self._read[path] = self._entry(path)
        return self.once(path)

    def __iter__(self) -> Iterator[str]:
        """Go through the paths."""
        return iter(self._paths)

    def __len__(self) -> int:
        """Count the files."""
        return len(self._paths)

    def __contains__(self, path: object) -> bool:
        """Tell whether the register has a file, without reading it."""
        return path in self._paths

    def once(self, path: str) -> Entry:
        """Read a file without keeping it, for who goes through all of them."""
        entry = self._read.get(path) or self._entry(path)
        self.looked_at[path] = entry.record is not None
        return entry

    def _entry(self, path: str) -> Entry:
        kind = self._paths[path]
        try:
            data = self._files[path]
        except Unread as unread:
            return Entry(Document(path, "", None), None, (unread.fault,))
        return _entry(path, kind, data, self._as_of, self._limits)

    def with_file(self, path: str, data: bytes) -> Entries:
        """Give the same files with other bytes in one of them, or with one more; what was read is not read again."""
        files = ChainMap({path: data}, cast("dict[str, bytes]", self._files))  # only the first is ever written
        return self.with_files(files, {path})

    def with_files(self, files: Mapping[str, bytes], changed: Collection[str]) -> Entries:
        """Give other files, of which those are read anew that `changed`."""
        entries = Entries(files, self._as_of, self._limits)
        kept = {path: entry for path, entry in self._read.items() if path in entries and path not in changed}
        entries._read.update(kept)
        return entries

    def forget(self, most: int) -> None:
        """Keep only the `most` files that were read last, for who goes through more than fit in memory."""
        while len(self._read) > most:
            del self._read[next(iter(self._read))]

    @property
    def files(self) -> Mapping[str, bytes]:
        """The bytes of every file."""
        return self._files

    def lines(self, path: str) -> list[str]:
        """Give the lines of a file as they were written, without reading what they say."""
        if path in self._read:
            return self._read[path].document.lines
        return lines_of(self._files, path, self._limits.size)


class Shelf(Mapping[str, R]):
    """The records of one kind by their id, where they could be read; each is read when it is first asked for."""

    def __init__(self, entries: Entries, kind: type[R]) -> None:
        """Take the entries of one folder."""
        self._entries = entries
        self._kind = kind

    @cached_property
    def _paths(self) -> dict[str, str]:
        folder = next(folder for folder, each in KINDS.items() if each is self._kind)
        return {id_of(path): path for path in self._entries if path.startswith(folder)}

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all files, also of those that could not be read."""
        return frozenset(self._paths)

    def __getitem__(self, name: str) -> R:
        """Give a record; raises `KeyError` for an id without one."""
        record = self._entries[self._paths[name]].record
        if not isinstance(record, self._kind):
            raise KeyError(name)
        return record

    def __iter__(self) -> Iterator[str]:
        """Go through the ids of the records that could be read."""
        return (name for name, path in self._paths.items() if self._entries[path].record is not None)

    def look(self) -> None:
        """Take note that all are looked at, for who goes on with what was found when they were read before."""
        self._entries.looked_at.update(self._whole)

    @cached_property
    def _whole(self) -> dict[str, bool]:
        return {path: self._entries[path].record is not None for path in self._paths.values()}

    def __len__(self) -> int:
        """Count the records that could be read."""
        return sum(1 for _ in self)


class Portfolio(NamedTuple):
    """Every file of the register, in the order of their paths, and the programme they are judged in.

    `links` are all references from one file to something in another; None until somebody went through all files.
    """

    as_of: date
    entries: Entries
    programme: Programme
    faults: tuple[Fault, ...] = ()
    links: frozenset[tuple[str, str]] | None = None

    def all(self, kind: type[R]) -> list[R]:
        """Give the records of one kind that could be read, in the order of their paths."""
        of_kind = [path for path in self.entries if kind_of(path) is kind]
        return [record for path in of_kind if isinstance(record := self.entries[path].record, kind)]


def with_file(portfolio: Portfolio, path: str, data: bytes) -> Portfolio:
    """Give the portfolio as it would be with other bytes in one of its files, or with one file more."""
    return _with(portfolio, portfolio.entries.with_file(path, data))


def with_files(portfolio: Portfolio, files: Mapping[str, bytes], changed: Collection[str]) -> Portfolio:
    """Give the portfolio of other files on the same day; those are read anew that `changed`."""
    return _with(portfolio, portfolio.entries.with_files(files, changed))


def _with(portfolio: Portfolio, entries: Entries) -> Portfolio:
    programme = _programme(entries, portfolio.as_of, portfolio.programme.witness)
    return portfolio._replace(entries=entries, programme=programme, links=None)


def with_witness(portfolio: Portfolio, witness: Witness, faults: Iterable[Fault] = ()) -> Portfolio:
    """Give the portfolio with what others say of its files; `faults` are about files that are no longer there."""
    programme = portfolio.programme._replace(witness=witness)
    return portfolio._replace(programme=programme, faults=(*portfolio.faults, *faults))


def load(
    files: Mapping[str, bytes],
    as_of: date,
    faults: Iterable[Fault] = (),
    limits: Limits = Limits(),  # noqa: B008 - immutable
    witness: Witness = NOBODY,
) -> Portfolio:
    """Give the portfolio of `files` (path from the register's root to bytes), as of one day; `faults` are kept.

    Convenanten are given as they were in force on that day; `witness` is what others say of them. Never raises on any
    bytes; a file in no folder of the register is left out.
    """
    entries = Entries(files, as_of, limits)
    missing = () if MASTERPLAN in entries else (_no_masterplan(),)
    return Portfolio(as_of, entries, _programme(entries, as_of, witness), (*faults, *missing))


def on(convenant: Convenant, day: date) -> Convenant:
    """Give a convenant as it was in force on an earlier day."""
    root, reading = _earlier(convenant, day)
    return Convenant.read(root, reading) or convenant


def goal_on(convenant: Convenant, goal: Goal, day: date) -> Goal | None:
    """Give one goal as it was in force on an earlier day, without reading the rest; None where it was not there."""
    root, reading = _earlier(convenant, day)
    node, rest = follow(root, ("goals", goal.id))
    return None if rest else Goal.read(node, reading)


def parties_on(convenant: Convenant, day: date) -> tuple[Party, ...]:
    """Give the parties to a convenant as the text named them on an earlier day."""
    root, reading = _earlier(convenant, day)
    node, rest = follow(root, ("parties",))
    return () if rest else Listed(Party).read(node, reading) or ()


def _earlier(convenant: Convenant, day: date) -> tuple[Node, Reading]:
    document = convenant.document
    root = in_force(document.written or convenant.node, day)
    return root, Reading(Document(document.path, document.text, root, document.written))


def kind_of(path: str) -> type[File] | None:
    """Give the kind of record that the file at `path` holds, or None where the register has no such file."""
    if path == MASTERPLAN:
        return Masterplan
    folder, slash, name = path.rpartition("/")
    return KINDS.get(folder + slash) if name.endswith(".yaml") else None


def _entry(path: str, kind: type[File], data: bytes, as_of: date, limits: Limits) -> Entry:
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


def _programme(entries: Entries, as_of: date, witness: Witness) -> Programme:
    masterplan = entries[MASTERPLAN].record if MASTERPLAN in entries else None
    return Programme(
        masterplan if isinstance(masterplan, Masterplan) else None,
        as_of,
        Shelf(entries, Convenant),
        Shelf(entries, Initiative),
        Shelf(entries, Meeting),
        Shelf(entries, Partner),
        witness,
    )


def _no_masterplan() -> Fault:
    place = Place(MASTERPLAN, 1, 1, 1, 1)
    found = say("the register has no masterplan.yaml: themes and thresholds are unknown")
    return Fault("CV203", Finding(place, found, say("write data/masterplan.yaml")))
