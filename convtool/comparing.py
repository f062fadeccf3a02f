"""What changed in meaning between two states of a register: record by record and field by field, by keys and ids.

How a file is written makes no difference: its layout, the order of its keys, remarks, or 25 as 25.0.
"""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from convtool.digest import FIGURE, PLAIN, Form, agreement, form_of, said
from convtool.documents import Mapping, Node, Scalar, Sequence, follow
from convtool.figures import Figure, HonestNumber
from convtool.forms import ANYTHING, Keyed, Listed, Worded
from convtool.layout import Unread
from convtool.limits import Limits
from convtool.models.convenant import SINCE, Convenant
from convtool.models.masterplan import Masterplan
from convtool.models.since import Amendment, Change, Delivery, Event, Involvement, Measurement
from convtool.outline import below, meant
from convtool.parsing import parse
from convtool.portfolio import KINDS, kind_of
from convtool.records import is_record
from convtool.watching import EXPLAINS, breaches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Mapping as Lookup

    from convtool.models.facts import File

_STAGES = ("status", "signing", "successor")
"""Keys of a convenant that say how it went on, and are no part of the agreement."""
_TITLES = ("short_title", "title", "name", "id")
_NAMES: dict[object, tuple[str, ...]] = {
    Amendment: ("number",),
    Change: ("at", "add", "remove"),
    Measurement: ("goal", "area", "period", "up_to", "date", "corrects"),
    Event: ("kind", "agreement", "condition", "action", "session", "date"),
    Delivery: ("contribution", "date"),
    Involvement: ("phase", "date"),
}
"""By what the entries of a list are told apart that have no id; the others by what they say first."""
_SURE = ("id", "number", "at")
"""What an entry is called by stays the same whatever else it says."""
_MANY = 2500
"""So many pairs of entries with one name are looked at for which became which; of more, they go by their order."""


class Part(Enum):
    """The parts of a record: what was agreed, what happened since, and the rest."""

    AGREEMENT = "agreement"
    SINCE = "since"
    EDITORIAL = "editorial"


class Difference(NamedTuple):
    """A field that differs: the way to it by keys and ids, and what stands on either side, None for nothing.

    `forbidden` tells that it may not: what was signed changes by amendment, and what happened is only added to.
    """

    part: Part
    path: str
    before: Node | None
    after: Node | None
    forbidden: bool


class Compared(NamedTuple):
    """A record that differs: its path on either side, None where there is none, its title, and its fields.

    Of a record that is new or gone no fields are told apart. `forbidden` tells that one is gone that was sealed.
    """

    before: str | None
    after: str | None
    title: str
    differences: tuple[Difference, ...] = ()
    forbidden: bool = False


class Comparison(NamedTuple):
    """The records that differ, in the order of their paths, and the files that could not be compared."""

    records: tuple[Compared, ...]
    unread: tuple[str, ...]


def compared(
    before: Lookup[str, bytes],
    after: Lookup[str, bytes],
    paths: Iterable[str],
    limits: Limits = Limits(),  # noqa: B008 - immutable
) -> Comparison:
    """Compare the files at `paths` on two sides.

    Where one record is gone and one of the same kind is new, with the same title or with all else the same, it was
    renamed. A file that can be read on one side only is not compared.
    """
    found: list[Compared] = []
    unread: list[str] = []
    gone: dict[str, _Whole] = {}
    come: dict[str, _Whole] = {}
    for path in sorted(set(paths)):
        try:
            old, new = (_root(path, side, limits) if path in side else None for side in (before, after))
        except _Unreadable:
            unread.append(path)
            continue
        if old and new:
            fields = tuple(differences(old, new, kind_of(path)))
            found += [Compared(path, path, _title(new), fields)] if fields else []
        else:
            gone |= {path: _Whole.of(path, old)} if old else {}
            come |= {path: _Whole.of(path, new)} if new else {}
    for was, path in _renamed(gone, come):
        root, new = _root(was, before, limits), _root(path, after, limits)
        found.append(Compared(was, path, _title(new), tuple(differences(root, new, kind_of(path)))))
        del gone[was], come[path]
    found += [Compared(path, None, each.title, forbidden=each.is_sealed) for path, each in gone.items()]
    found += [Compared(None, path, each.title) for path, each in come.items()]
    return Comparison(tuple(sorted(found, key=lambda each: each.after or each.before or "")), tuple(unread))


def differences(before: Mapping, after: Mapping, kind: type[File] | None = None) -> Iterator[Difference]:
    """Give the fields in which two versions of a record differ; without its kind, of the kind that it looks like."""
    kind = kind or _looks_like(after)
    comparing = _Comparing(before, after, kind)
    yield from comparing.keys(before, after, _At((), agreement() if comparing.agreed else None, kind))


class _At(NamedTuple):
    """Where two versions are compared: the way there, its form in the agreement (if it is in it) and in the model."""

    path: tuple[str, ...]
    agreed: Form | None
    model: object

    def key(self, name: str, node: Node | None) -> _At:
        """Go to a key, under which `node` stands."""
        form = below(self.model, name)
        return _At((*self.path, name), self.agreed and self.agreed.of(name), meant(form, node) if node else form)

    def item(self, name: str) -> _At:
        """Go to an item of a list."""
        return _At((*self.path, name), self.agreed and self.agreed.item, below(self.model, None))

    @property
    def is_record(self) -> bool:
        """Whether keys stand here that are fields of their own."""
        return bool(self.agreed.keys) if self.agreed else is_record(self.model)

    @property
    def meaning(self) -> Form:
        """As what a value here is read: a number or a text."""
        if self.agreed:
            return self.agreed
        if self.model is ANYTHING:
            return form_of(self.path[-2]) or PLAIN
        form = self.model
        while isinstance(form, Keyed | Listed | Worded):
            form = form.otherwise if isinstance(form, Worded) else form.form
        return FIGURE if isinstance(form, Figure | HonestNumber) else PLAIN


class _Comparing:
    """The comparison of two versions of one record."""

    def __init__(self, before: Mapping, after: Mapping, kind: type[File]) -> None:
        self.agreed = kind is Convenant
        self.broken = breaches(before, after) if self.agreed else frozenset()

    def fields(self, before: Node | None, after: Node | None, at: _At) -> Iterator[Difference]:
        """Give the fields that differ at a place, and below it."""
        nodes = [node for node in (before, after) if node]
        if at.is_record and all(isinstance(node, Mapping) for node in nodes):
            yield from self.keys(before, after, at)
        elif at.item("").is_record and all(_is_list_of_mappings(node) for node in nodes):
            yield from self.items(before, after, at)
        elif said(before, at.meaning) != said(after, at.meaning):
            yield self.difference(before, after, at)

    def keys(self, before: Node | None, after: Node | None, at: _At) -> Iterator[Difference]:
        """Give the fields of a record that differ, in the order of the model."""
        old, new = _values(before), _values(after)
        places = {key: place for place, key in enumerate(at.model.fields)} if is_record(at.model) else {}
        for key in sorted({*old, *new}, key=lambda key: (places.get(key, len(places)), key)):
            was, became = old.get(key), new.get(key)
            yield from self.fields(was, became, at.key(key, became or was))

    def items(self, before: Node | None, after: Node | None, at: _At) -> Iterator[Difference]:
        """Give the entries of a list that differ: those that are new or gone as a whole, the others field by field."""
        for name, old, new in _paired(_mappings(before), _mappings(after), at):
            here = at.item(name)
            if old and new:
                yield from self.keys(old, new, here)
            elif here.agreed is None or said(old, here.agreed) != said(new, here.agreed):
                yield self.difference(old, new, here)

    def difference(self, before: Node | None, after: Node | None, at: _At) -> Difference:
        """Give a difference with the part that it belongs to, and whether that may differ so."""
        path = "/".join(at.path)
        part = self.part(at)
        if at.path[0] in SINCE and part is Part.SINCE:
            forbidden = before is not None or (len(at.path) > len("ab") and not _explains(at.path))
        else:
            forbidden = any(_same_way(path, field) for field in self.broken)
        return Difference(part, path, before, after, forbidden)

    def part(self, at: _At) -> Part:
        """Tell to which part of a record a field belongs."""
        top, last = at.path[0], at.path[-1]
        if at.agreed:
            return Part.AGREEMENT
        if top in SINCE or (self.agreed and (top in _STAGES or at.path[:2] == ("term", "ended"))):
            return Part.SINCE
        return Part.SINCE if self.agreed and top == "parties" and last == "left" else Part.EDITORIAL


def _explains(path: tuple[str, ...]) -> bool:
    """Tell whether a field of an entry may be added later: it does not change what was counted."""
    return path[0] != "amendments" and path[2] in EXPLAINS


def _same_way(one: str, other: str) -> bool:
    """Tell whether one of two ways leads to the other."""
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _values(node: Node | None) -> dict[str, Node]:
    return {key: value for key, (_, value) in node.entries.items()} if isinstance(node, Mapping) else {}


def _mappings(node: Node | None) -> list[Mapping]:
    return [item for item in node.items if isinstance(item, Mapping)] if isinstance(node, Sequence) else []


def _is_list_of_mappings(node: Node) -> bool:
    return isinstance(node, Sequence) and all(isinstance(item, Mapping) for item in node.items)


# ---- entries of a list, and which became which


class _Entry(NamedTuple):
    """An entry of a list and what it says: each key with its value, as text."""

    says: tuple[tuple[str, str], ...]
    node: Mapping


_Pair = tuple[_Entry | None, _Entry | None]


def _paired(
    before: list[Mapping], after: list[Mapping], at: _At
) -> Iterator[tuple[str, Mapping | None, Mapping | None]]:
    """Give the entries of two lists that do not say the same, each with its name and what became of it."""
    model = below(at.model, None)
    names = _NAMES.get(model) or (next(iter(model.fields)) if is_record(model) else "id",)
    groups: dict[str, tuple[list[_Entry], list[_Entry]]] = defaultdict(lambda: ([], []))
    for side, nodes in enumerate((before, after)):
        for node in nodes:
            values = _values(node)
            name = " ".join(_word(values[key]) for key in names if key in values)
            here = at.item(name)
            says = sorted((key, said(value, here.key(key, value).meaning)) for key, value in values.items())
            groups[name][side].append(_Entry(tuple(says), node))
    for name, (olds, news) in sorted(groups.items()):
        for old, new in _matched(olds, news, sure=names[0] in _SURE):
            yield name, old and old.node, new and new.node


def _matched(olds: list[_Entry], news: list[_Entry], *, sure: bool) -> Iterator[_Pair]:
    """Give which entry became which of those with one name: those that have most in common, and at least half.

    Without what says the same on both sides. Where a name is `sure`, an entry is what has its name.
    """
    olds, news = _without(olds, news), _without(news, olds)
    if sure and len(olds) == len(news) == 1:
        yield olds[0], news[0]
        return
    pairs: Iterable[tuple[_Entry, _Entry]] = product(olds, news)
    if len(olds) * len(news) > _MANY:
        pairs = zip(olds, news, strict=False)
    left: dict[int, _Entry] = {id(each): each for each in (*olds, *news)}
    for old, new in sorted(pairs, key=lambda pair: (-_alike(*pair), *sorted(each.says for each in pair))):
        if id(old) in left and id(new) in left and 2 * _alike(old, new) >= 1:
            yield left.pop(id(old)), left.pop(id(new))
    yield from ((each, None) for each in olds if id(each) in left)
    yield from ((None, each) for each in news if id(each) in left)


def _without(some: list[_Entry], others: list[_Entry]) -> list[_Entry]:
    """Give the entries of one side that the other side does not have as well, in the order of what they say."""
    there: dict[tuple[tuple[str, str], ...], int] = defaultdict(int)
    for each in others:
        there[each.says] += 1
    left = []
    for each in sorted(some, key=lambda each: each.says):
        there[each.says] -= 1
        left += [each] if there[each.says] < 0 else []
    return left


def _alike(one: _Entry, other: _Entry) -> float:
    """Give which share of what two entries say, they both say."""
    keys = {key for key, _ in (*one.says, *other.says)}
    return len({*one.says} & {*other.says}) / (len(keys) or 1)


def _word(node: Node) -> str:
    """Give what a value says in a name: a number and a text in their plainest form, of a mapping its values."""
    if isinstance(node, Scalar):
        return said(node, FIGURE).strip('"')
    parts = node.items if isinstance(node, Sequence) else [value for _, value in sorted(_values(node).items())]
    return " ".join(map(_word, parts))


# ---- whole files


class _Unreadable(Exception):  # noqa: N818 - it is no error: the file is named in the answer
    """A file that holds no record that can be read."""


class _Whole(NamedTuple):
    """A record that is on one side only: its kind, its title, all that it says beside it, and whether it is sealed."""

    kind: type[File] | None
    title: str
    rest: str
    is_sealed: bool

    @classmethod
    def of(cls, path: str, root: Mapping) -> _Whole:
        """Take what a file holds."""
        rest = [f"{key}: {said(value, PLAIN)}" for key, value in _values(root).items() if key not in _TITLES]
        return cls(kind_of(path), _title(root), "\n".join(sorted(rest)), not follow(root, ("signing", "digest"))[1])


def _root(path: str, side: Lookup[str, bytes], limits: Limits) -> Mapping:
    """Give what a file holds; raises `_Unreadable` where that cannot be told."""
    try:
        root = parse(path, side[path], limits)[0].root
    except Unread as unread:
        raise _Unreadable from unread
    if root is None:
        raise _Unreadable
    return root


def _title(root: Mapping) -> str:
    values = _values(root)
    return next((node.text for key in _TITLES if isinstance(node := values.get(key), Scalar)), "")


def _renamed(gone: Lookup[str, _Whole], come: Lookup[str, _Whole]) -> list[tuple[str, str]]:
    """Give the old and the new path of records that were renamed, where it can be one record only."""
    found: list[tuple[str, str]] = []
    ways: tuple[Callable[[_Whole], object], ...] = (lambda each: each[:2], lambda each: (each.kind, each.rest))
    for way in ways:
        sides: dict[object, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        taken = {path for pair in found for path in pair}
        for number, side in enumerate((gone, come)):
            for path, whole in side.items():
                if path not in taken:
                    sides[way(whole)][number].append(path)
        found += [(was[0], became[0]) for was, became in sides.values() if len(was) == len(became) == 1]
    return found


def _looks_like(root: Mapping) -> type[File]:
    """Give the kind of record of which a file has the most keys."""
    kinds: list[type[File]] = [*KINDS.values(), Masterplan]
    return max(kinds, key=lambda kind: len(root.entries.keys() & kind.fields.keys()))
