"""Versions to contradictions: what happened to sealed texts from commit to commit, and their files do not own up to.

A text is sealed from the first version on that carries a digest. After that the agreement changes by amendments only,
what happened since is added to and never changed, and the seal stays. Each version is compared with the ones it came
from, so that a change that was taken back later is seen too.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from operator import is_
from typing import TYPE_CHECKING, NamedTuple

from convtool.amending import Amended, amendments, as_signed, undone
from convtool.digest import FIGURE, PLAIN, canonical, differences, digest, form_of, said
from convtool.documents import Mapping, Node, Scalar, Sequence, called, follow, written
from convtool.growing import Content, grown, whole
from convtool.limits import Limits
from convtool.messages import Message, say
from convtool.models.convenant import DRAFT, SIGNED, Convenant
from convtool.portfolio import kind_of
from convtool.witness import Contradiction, Past, Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LATE = 31
"""An amendment is entered within so many days of its date: later, it would judge anew what was judged already."""

_SINCE = ("measurements", "events", "deliveries", "involvement")
_ONCE = (
    "signing/accord",
    "signing/algorithm",
    "signing/document/sha256",
    "signing/place",
    "successor",
    "term/ended",
)
"""Beside the digest itself: what may be added to a sealed file, and not changed."""
EXPLAINS = frozenset(
    {"because", "done_with_it", "medium", "note", "number", "outcome", "recorded", "reported", "source"}
)
"""What may be said of an entry later: it does not change what was counted."""
_FIGURES = frozenset(
    {"amount", "areas", "beside", "components", "denominator", "difference", "numerator", "over", "quantity", "value"}
)


class Commit(NamedTuple):
    """Who changed something on what day; an empty `id` stands for what is not committed yet."""

    id: str
    author: str
    day: date
    is_merge: bool = False


class Changed(NamedTuple):
    """A file before and after a commit, by the names of its contents; None where there is no such file."""

    path: str
    before: str | None
    after: str | None


def watched(
    history: Iterable[tuple[Commit, Iterable[Changed]]],
    contents: Callable[[str], bytes],
    limits: Limits = Limits(),  # noqa: B008 - immutable
    past: Past = Past(),  # noqa: B008 - never changed
) -> Past:
    """Give the walk of every convenant that was ever sealed, and what else it takes to go on from there.

    `history` goes from the oldest commit to the newest, a parent before its child; for a merge it holds the changes
    against each of its parents. `contents` gives the bytes for a name in it. `past` is what came before.
    """
    watch = _Watch(contents, limits, past)
    for commit, changes in history:
        watch.see(commit, [each for each in changes if kind_of(each.path) is Convenant])
    return watch.past


class _Version:
    """One content of a file, read as far as it is asked about."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.root = content.root

    def at(self, path: str) -> Node | None:
        """Give the node at a path."""
        if self.root is None:
            return None
        node, rest = follow(self.root, path.split("/"))
        return None if rest else node

    def text(self, path: str) -> str:
        """Give what stands at a path as text, empty for nothing."""
        node = self.at(path)
        return node.text if isinstance(node, Scalar) else ""

    @cached_property
    def agreement(self) -> bytes:
        """The normative text as it stands."""
        return canonical(self.root) if self.root else b""

    @cached_property
    def amended(self) -> dict[str, Mapping]:
        """The amendments by their number, as it reads: +1 is 1."""
        return {
            said(number, FIGURE).strip('"'): item
            for item in self.items("amendments")
            if isinstance(number := _of(item, "number"), Scalar)
        }

    @cached_property
    def since(self) -> dict[str, list[tuple[str, Mapping]]]:
        """The entries of what happened since: each with what it says."""
        return {part: [(_says(item), item) for item in self.items(part)] for part in _SINCE}

    def items(self, part: str) -> list[Mapping]:
        """Give the entries of a list."""
        return [item for item in self.listed(part) if isinstance(item, Mapping)]

    def listed(self, part: str) -> list[Node]:
        """Give all that a list holds."""
        node = self.at(part)
        return node.items if isinstance(node, Sequence) else []


class _Watch:
    """Goes from version to version, and keeps what it needs of those that it has seen."""

    def __init__(self, contents: Callable[[str], bytes], limits: Limits, past: Past) -> None:
        self._contents = contents
        self._limits = limits
        self._read: OrderedDict[str, _Version] = OrderedDict()
        self._lives = {**past.lives}
        self._sealed = {**past.sealed}
        self._lost = {**past.lost}
        self._moved = {**past.moved}

    @property
    def past(self) -> Past:
        """What was seen so far."""
        return Past(self._lives, self._sealed, self._lost, self._moved)

    def see(self, commit: Commit, changes: list[Changed]) -> None:
        """Compare what a commit changed."""
        renamed = self._renamed(changes)
        for path, before, after in changes:
            if after is not None:
                old = renamed.get(path) or (path, before or self._lost.get(path, ""))
                self._changed(commit, path, after, *old)
            elif before is not None and path not in {old for old, _ in renamed.values()}:
                self._deleted(commit, path, before)

    def _changed(self, commit: Commit, path: str, after: str, old_path: str, before: str) -> None:
        known = self._sealed.get((old_path, before))
        version = self._version(path, after, known or before)
        if known is None:
            if version.text("signing/digest"):
                self._sealed[path, after] = after
                self._lives.setdefault(path, Walk(since=commit.id))
            return
        if old_path != path and old_path in self._lives:
            self._lives[path] = self._lives.pop(old_path)
            self._moved[old_path] = path
        self._sealed[path, after] = after if version.root else known
        if version.root:
            self._add(self._now(path), commit, _compared(self._version(old_path, known), version, commit))

    def _add(self, path: str, commit: Commit, found: Iterable[Contradiction]) -> None:
        """Count a commit with what was found in it; a merge only adds what is new with it."""
        walk = self._lives[path]
        known = {each[1:4] for each in walk.found} if commit.is_merge else set()
        fresh = [each for each in found if each[1:4] not in known]
        self._lives[path] = walk._replace(found=(*walk.found, *fresh), commits=walk.commits + bool(commit.id))

    def _now(self, path: str) -> str:
        """Give where lies what lies at a path, or lay there before another branch moved it."""
        while path in self._moved and path not in self._lives:
            path = self._moved[path]
        return path

    def _deleted(self, commit: Commit, path: str, before: str) -> None:
        known = self._sealed.get((path, before))
        if known is not None and path in self._lives:
            self._lost[path] = known
            title = self._version(path, known).at("title")
            self._add(path, commit, [_contradiction(commit, say("the convenant was deleted"), "", title, None)])

    def _renamed(self, changes: list[Changed]) -> dict[str, tuple[str, str]]:
        """Give the old path and content for each new path to which a sealed text moved: both bear the same digest."""
        gone = {
            self._version(path, known).text("signing/digest"): (path, before)
            for path, before, after in changes
            if after is None and before and (known := self._sealed.get((path, before)))
        }
        come = [(path, after) for path, before, after in changes if before is None and after and gone]
        seals = {path: self._version(path, after).text("signing/digest") for path, after in come}
        return {path: gone[seal] for path, seal in seals.items() if seal in gone}

    def _version(self, path: str, name: str, before: str = "") -> _Version:
        """Give the version with a name; `before` is the name of one that it probably looks like."""
        if name not in self._read:
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
            old = self._read.get(before)
            if old:
                self._read.move_to_end(before, last=False)  # the next one mostly looks like the new one
            data = self._contents(name)
            near = grown(old.content, path, data, self._limits) if old else None
            self._read[name] = _Version(near or whole(path, data, self._limits, _SINCE))
        return self._read[name]


_KEPT = 500
"""How many versions are kept, the newest of each file before all others: it is compared with the next one."""


def _compared(old: _Version, new: _Version, commit: Commit) -> Iterator[Contradiction]:
    """Give everything in which a version breaks with the sealed one it came from."""
    if _only_adds(old, new):
        return
    signing = _still_signing(old, new)
    yield from _seal(old, new, commit, signing=signing)
    yield from _amendments(old, new, commit)
    yield from _agreement(old, new, commit, signing=signing)
    for part in _SINCE:
        yield from _entries(part, old, new, commit)


def breaches(old: Mapping, new: Mapping) -> frozenset[str]:
    """Give the fields, by keys and ids, in which the seal and the agreement break with the sealed text that was there.

    None where the old text is not sealed.
    """
    before, after = (_Version(Content("", root, {}, 0)) for root in (old, new))
    if not before.text("signing/digest"):
        return frozenset()
    signing, nobody = _still_signing(before, after), Commit("", "", date.min)
    found = (_seal(before, after, nobody, signing=signing), _agreement(before, after, nobody, signing=signing))
    return frozenset(each.field for each in chain(*found))


def _still_signing(old: _Version, new: _Version) -> bool:
    """Tell whether a version adds a signature: the old one lacked some, and the digest is that of the text."""
    return old.text("status") not in SIGNED and _is_true(new)


def _only_adds(old: _Version, new: _Version) -> bool:
    """Tell whether a version shares with the old one all but what happened since, and says there all that was said."""
    before, after = (version.root.entries if version.root else {} for version in (old, new))
    touched = {key for key in {*before, *after} if before.get(key) is not after.get(key)}
    if not touched <= {*_SINCE}:
        return False
    for part in touched:
        was, became = ([_says(item) for item in items] for items in _apart(old.listed(part), new.listed(part)))
        if Counter(was) - Counter(became):
            return False
    return True


def _apart(old: list[Node], new: list[Node]) -> Iterator[list[Mapping]]:
    """Give the entries of either list between those that both begin and end with."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    for items in (old, new):
        yield [item for item in items[start : len(items) - end] if isinstance(item, Mapping)]


def _shared(old: list[Node], new: list[Node]) -> int:
    """Count the nodes with which both begin."""
    same = [*map(is_, old, new), False]
    return same.index(False)


def _is_true(version: _Version) -> bool:
    """Tell whether a digest is that of its text."""
    return version.root is not None and digest(as_signed(version.root)) == version.text("signing/digest")


def _seal(old: _Version, new: _Version, commit: Commit, *, signing: bool) -> Iterator[Contradiction]:
    """Find what was done to the seal; while parties still sign, each signature has a digest of its own."""
    status = old.at("status"), new.at("status")
    if old.text("status") in SIGNED and new.text("status") in DRAFT:
        yield _contradiction(commit, say("the status went back to before the signing"), "status", *status)
    seal = old.at("signing/digest"), new.at("signing/digest")
    if old.text("signing/digest") != new.text("signing/digest") and not signing:
        found = say("the digest was refreshed") if seal[1] else say("the digest was removed")
        yield _contradiction(commit, found, "signing/digest", *seal)
    left = [f"parties/{name.text}/left" for item in old.items("parties") if isinstance(name := _of(item, "id"), Scalar)]
    for path in (*_ONCE, *left):
        before, after = old.at(path), new.at(path)
        if before and said(before, PLAIN) != said(after, PLAIN):
            yield _contradiction(commit, say('"{field}" was changed', field=path), path, before, after)


def _amendments(old: _Version, new: _Version, commit: Commit) -> Iterator[Contradiction]:
    """Find amendments that were rewritten or removed, and new ones that were dated back."""
    for number, before in old.amended.items():
        after = new.amended.get(number)
        if after is None:
            found = say("amendment {number} was removed", number=number)
            yield _contradiction(commit, found, f"amendments/{number}", before, None)
            continue
        for key in sorted({*before.entries, *after.entries}):
            if _amended(before, key) != _amended(after, key):
                found = say('"{field}" was rewritten', field=f"amendments/{number}/{key}")
                sides = _of(before, key), _of(after, key)
                yield _contradiction(commit, found, f"amendments/{number}/{key}", *sides)
    for fresh in _fresh(old, new):
        if fresh.day < commit.day - timedelta(days=LATE):
            found = say("amendment {number} was dated back", number=fresh.number)
            dated = _of(new.amended[str(fresh.number)], "date")
            yield _contradiction(commit, found, f"amendments/{fresh.number}/date", None, dated)


def _fresh(old: _Version, new: _Version) -> list[Amended]:
    """Give the amendments that are new."""
    return [each for each in amendments(new.root) if str(each.number) not in old.amended] if new.root else []


def _amended(amendment: Mapping, key: str) -> object:
    """Give what an amendment says under a key: of its changes, each with its values as the field reads them."""
    node = _of(amendment, key)
    if key != "changes" or not isinstance(node, Sequence):
        return said(node, PLAIN)
    changes = []
    for item in node.items:
        parts = item.entries if isinstance(item, Mapping) else {}
        path = next((written(parts[word][1]) for word in ("at", "add", "remove") if word in parts), "")
        form = form_of(path) or PLAIN
        changes.append(sorted((part, path, said(value, form)) for part, (_, value) in parts.items()))
    return changes


def _agreement(old: _Version, new: _Version, commit: Commit, *, signing: bool) -> Iterator[Contradiction]:
    """Find what changed in the agreement and is in no new amendment."""
    if (
        old.root is None
        or new.root is None
        or (old.agreement == new.agreement and old.amended.keys() == new.amended.keys())
    ):
        return
    for path, before, after in differences(old.root, undone(new.root, _fresh(old, new))):
        if not (signing and before is None and (path.endswith("/signed") or path.startswith("signing/"))):
            found = say('"{field}" changed without an amendment', field=path)
            yield _contradiction(commit, found, path, before, after)


def _entries(part: str, old: _Version, new: _Version, commit: Commit) -> Iterator[Contradiction]:
    """Find entries that were rewritten or removed."""
    left = list(new.since[part])
    missing = []
    for entry in old.since[part]:
        same = next((each for each in left if each[0] == entry[0]), None)
        if same:
            left.remove(same)
        else:
            missing.append(entry[1])
    for before in missing:
        after = _likest(before, [item for _, item in left])
        name = f"{part}/{called(before)}"
        if after is None:
            yield _contradiction(commit, say('"{entry}" was removed', entry=name), name, before, None)
            continue
        left = [each for each in left if each[1] is not after]
        for key in sorted({*before.entries, *after.entries}):
            sides = _of(before, key), _of(after, key)
            if _value(key, sides[0]) != _value(key, sides[1]) and (sides[0] or key not in EXPLAINS):
                found = say('"{field}" was rewritten', field=f"{name}/{key}")
                yield _contradiction(commit, found, f"{name}/{key}", *sides)


def _likest(entry: Mapping, others: list[Mapping]) -> Mapping | None:
    """Give the entry that this one was probably rewritten to: it still says at least half of it."""

    def alike(other: Mapping) -> int:
        return sum(_value(key, value) == _value(key, _of(other, key)) for key, (_, value) in entry.entries.items())

    best = max(others, key=alike, default=None)
    return best if best and alike(best) * 2 >= len(entry.entries) else None


def _says(entry: Mapping) -> str:
    return "\n".join(f"{key}: {_value(key, entry.entries[key][1])}" for key in sorted(entry.entries))


def _value(key: str, node: Node | None) -> str:
    return said(node, FIGURE if key in _FIGURES else PLAIN)


def _of(node: Mapping, key: str) -> Node | None:
    return node.entries[key][1] if key in node.entries else None


def _contradiction(
    commit: Commit, found: Message, field: str, before: Node | None, after: Node | None
) -> Contradiction:
    was, became = (None if node is None else written(node) for node in (before, after))
    return Contradiction(found, field, was, became, commit.id, commit.author, commit.day.isoformat())
