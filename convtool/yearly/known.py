"""What the register says already of something that a form answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.documents import Mapping, Sequence
from convtool.splicing import says

if TYPE_CHECKING:
    from collections.abc import Mapping as Keys

    from convtool.notation import Value
    from convtool.portfolio import Portfolio
    from convtool.yearly.questions import Question

_ANSWERS = ("value", "amount", "quantity", "status")
"""Where an entry says what was counted, delivered or done."""
_BESIDE = {"recorded", "confirmed_by"}
"""What an entry may say beside: when it was written, and who received what was delivered."""


class Compared(NamedTuple):
    """Whether an entry is `known`, which `other` one says something else of the same, and the one written `before`."""

    known: bool
    other: Mapping | None
    before: Mapping | None


def compared(portfolio: Portfolio, question: Question, key: str, item: Keys[str, Value]) -> Compared:
    """Hold an entry for the list under `key` against those that stand there.

    It is known where one says the same, or where a correction says so.
    """
    about = {question.key: question.thing}
    listed = [node for node in _listed(portfolio, question.path, key) if _says_all(node, about)]
    if question.receiver:
        said = {name: item[name] for name in ("date", "confirmed_by")}
        return Compared(any(_says_all(node, said) for node in listed), None, None)
    standing = [node for node in listed if _competes(node, question, item) and not _only_confirms(node)]
    corrections = [node for node in map(_as_corrected, listed) if _competes(node, question, item)]
    known = any(_same(node, item) for node in standing) or any(_agrees(node, item) for node in corrections[-1:])
    return Compared(known, standing[0] if standing else None, listed[-1] if listed else None)


def _listed(portfolio: Portfolio, path: str, key: str) -> list[Mapping]:
    """Give the entries that a file has under a key, as they are written."""
    document = portfolio.entries[path].document
    root = document.written or document.root
    listed = root.entries[key][1] if root and key in root.entries else None
    items = listed.items if isinstance(listed, Sequence) else ()
    return [item for item in items if isinstance(item, Mapping)]


def _competes(node: Mapping, question: Question, item: Keys[str, Value]) -> bool:
    """Tell whether an entry is about the very same as another one, so that only one of them can be right."""
    keys = {question.key, question.basis or "date", "area"}
    place = {key: value for key, value in item.items() if key in keys}
    return _says_all(node, place) and ("area" in node.entries) == ("area" in item)


def _only_confirms(node: Mapping) -> bool:
    return "confirmed_by" in node.entries and not node.entries.keys() & set(_ANSWERS)


def _as_corrected(node: Mapping) -> Mapping:
    """Give a correction as if it were about what it corrects; an empty entry for any other."""
    found = Mapping(node.start, node.end, node.flow)
    said = node.entries["corrects"][1] if "corrects" in node.entries else None
    if isinstance(said, Mapping):
        found.entries = node.entries | said.entries
    return found


def _same(node: Mapping, item: Keys[str, Value]) -> bool:
    """Tell whether an entry says all that another one does and no more."""
    keys = node.entries.keys() - _BESIDE
    return keys == item.keys() - _BESIDE and _says_all(node, {key: item[key] for key in keys})


def _agrees(node: Mapping, item: Keys[str, Value]) -> bool:
    return _says_all(node, {key: item[key] for key in _ANSWERS if key in item})


def _says_all(node: Mapping, wanted: Keys[str, Value]) -> bool:
    return all(key in node.entries and says(node.entries[key][1], value) for key, value in wanted.items())
