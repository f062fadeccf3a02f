"""Change a file by the characters concerned and not one more, and prove it: read both texts, compare, else refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.documents import Mapping, Node, Sequence, plain
from convtool.portfolio import Entry, Portfolio, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from convtool.diagnostics import Diagnostic, Edit

_MARK = b"\xef\xbb\xbf"


def mended(portfolio: Portfolio, path: str, found: Iterable[Diagnostic]) -> tuple[bytes, int]:
    """Give a file with the repairs of its findings in it, and how many findings these mended.

    Nothing but the repaired values reads differently afterwards, and nothing is wrong that was not wrong before: a
    repair that would break this promise is left out. Of repairs that overlap the first one counts.
    """
    data = portfolio.entries.files[path]
    chosen: list[Diagnostic] = []
    for each in found:
        if each.repair and not any(_overlap(edit, other) for edit in each.repair for other in _edits(chosen)):
            chosen.append(each)
    if not _keeps_its_promise(portfolio, path, _edited(data, _edits(chosen)), chosen):
        several, chosen = chosen, []
        for each in several:
            if _keeps_its_promise(portfolio, path, _edited(data, _edits([*chosen, each])), [*chosen, each]):
                chosen.append(each)
    return _edited(data, _edits(chosen)), len(chosen)


def _edits(found: Iterable[Diagnostic]) -> list[Edit]:
    return [edit for each in found for edit in each.repair]


def _overlap(one: Edit, other: Edit) -> bool:
    return one.start < other.end and other.start < one.end


def _edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Give the bytes with every edit in it; what is no UTF-8 elsewhere in the file stays as it is."""
    marked = data.startswith(_MARK)
    text = data.decode("utf-8", "surrogateescape")
    for start, end, new in sorted(edits, reverse=True):
        text = text[: start + marked] + new + text[end + marked :]
    return text.encode("utf-8", "surrogateescape")


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
