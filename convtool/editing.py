"""Change a file by the characters concerned and not one more, and prove it: read both texts, compare, else refuse."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from convtool.documents import Mapping, Node, Sequence, plain
from convtool.portfolio import Entry, Portfolio, load
from convtool.splicing import spliced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convtool.diagnostics import Diagnostic, Edit

_ATTEMPTS = 40


def mended(portfolio: Portfolio, path: str, found: Iterable[Diagnostic]) -> tuple[bytes, int]:
    """Give a file with the repairs of its findings in it, and how many findings these mended.

    Nothing but the repaired values reads differently afterwards, and nothing is wrong that was not wrong before: a
    repair that would break this promise is left out. Of repairs that overlap the first one counts; after forty
    attempts the rest is left for another time.
    """
    data = portfolio.entries.files[path]
    attempts = iter(range(_ATTEMPTS))

    def safe(several: list[Diagnostic], kept: list[Diagnostic]) -> list[Diagnostic]:
        """Give those of `several` that can be made together with what is kept: all, or what holds in each half."""
        if not several or next(attempts, None) is None:
            return []
        together = [*kept, *several]
        if _keeps_its_promise(portfolio, path, spliced(data, _edits(together)), together):
            return several
        if len(several) == 1:
            return []
        half = len(several) // 2
        first = safe(several[:half], kept)
        return first + safe(several[half:], [*kept, *first])

    chosen = safe(_apart(found), [])
    return spliced(data, _edits(chosen)), len(chosen)


def _apart(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give the findings with a repair, without those whose repair overlaps an earlier one."""
    chosen: list[Diagnostic] = []
    taken: list[Edit] = []
    for each in found:
        if each.repair and not any(_overlaps(edit, taken) for edit in each.repair):
            chosen.append(each)
            for edit in each.repair:
                insort(taken, edit)
    return chosen


def _overlaps(edit: Edit, taken: list[Edit]) -> bool:
    """Tell whether an edit overlaps one of those taken, which lie apart and in order."""
    after = bisect_left(taken, edit)
    beside = taken[max(0, after - 1) : after + 1]
    return any(edit.start < other.end and other.start < edit.end for other in beside)


def _edits(found: Iterable[Diagnostic]) -> list[Edit]:
    return [edit for each in found for edit in each.repair]


def _keeps_its_promise(portfolio: Portfolio, path: str, after: bytes, mended: Iterable[Diagnostic]) -> bool:
    old, new = portfolio.entries[path], load({path: after}, portfolio.as_of).entries[path]
    if old.document.root is None or new.document.root is None or _faults(new) - _faults(old):
        return False
    meant = {each.place.pointer for each in mended}
    return all(pointer in meant for pointer in _differences(old.document.root, new.document.root, ""))


def _faults(entry: Entry) -> set[tuple[str, str]]:
    return {(code, finding.place.pointer) for code, finding in entry.faults}


def _differences(old: Node, new: Node, pointer: str) -> Iterator[str]:
    """Give the pointers of the values that do not read alike, as far below as both have the same shape."""
    if isinstance(old, Mapping) and isinstance(new, Mapping) and list(old.entries) == list(new.entries):
        for key, (_, value) in old.entries.items():
            step = key.replace("~", "~0").replace("/", "~1")
            yield from _differences(value, new.entries[key][1], f"{pointer}/{step}")
    elif isinstance(old, Sequence) and isinstance(new, Sequence) and len(old.items) == len(new.items):
        for index, (item, other) in enumerate(zip(old.items, new.items, strict=True)):
            yield from _differences(item, other, f"{pointer}/{index}")
    elif plain(old) != plain(new):
        yield pointer
