"""The text in force on a day: the file holds the agreement as it now stands; amendments are undone.

Works on the tree, so every value keeps the place where it is written (an undone value: in the amendment).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from convtool.days import DAY
from convtool.documents import Document, Mapping, Node, Scalar, Sequence, index_of
from convtool.figures import COUNT
from convtool.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


class Amended(NamedTuple):
    """An amendment as far as it takes to undo it: its day, its number, and the list of its changes."""

    day: date
    number: int
    changes: Sequence


def in_force(root: Mapping, day: date) -> Mapping:
    """Give the tree as it was in force on `day`: amendments dated after it are undone, the last one first.

    The tree given is not changed. An amendment that cannot be undone (its path leads nowhere) is passed over:
    a rule reports it.
    """
    return undone(root, (amendment for amendment in amendments(root) if amendment.day > day))


def as_signed(root: Mapping) -> Mapping:
    """Give the tree as it was signed: every amendment is undone."""
    return undone(root, amendments(root))


def undone(root: Mapping, several: Iterable[Amended]) -> Mapping:
    """Give the tree without some amendments, of which the last one is undone first."""
    for amendment in sorted(several, key=lambda each: each[:2], reverse=True):
        for change in reversed(amendment.changes.items):
            if isinstance(change, Mapping):
                root = undo(root, change)
    return root


def amendments(root: Mapping) -> list[Amended]:
    """Give the amendments that say what they change, with a day and a number that can be read."""
    entry = root.entries.get("amendments")
    if entry is None:
        return []
    found = []
    reading = Reading(Document("", "", root))
    for item in entry[1].items if isinstance(entry[1], Sequence) else []:
        if isinstance(item, Mapping) and {"number", "date", "changes"} <= set(item.entries):
            day = DAY.read(item.entries["date"][1], reading)
            number = COUNT.read(item.entries["number"][1], reading)
            changes = item.entries["changes"][1]
            if day and number is not None and isinstance(changes, Sequence):
                found.append(Amended(day.first, int(number), changes))
    return found


def undo(root: Mapping, change: Mapping) -> Mapping:
    """Give the tree as it was before one change of an amendment."""
    says = {key: value for key, (_, value) in change.entries.items()}
    where = says.get("at") or says.get("add") or says.get("remove")
    if not isinstance(where, Scalar):
        return root
    before = says.get("from") if "at" in says else says.get("was")
    replaced = _replace(root, where.text.split("/"), before, where)
    return replaced if isinstance(replaced, Mapping) else root


def _replace(node: Node, path: list[str], before: Node | None, where: Scalar) -> Node:
    """Give `node` with the value at `path` as `before`; without it where that is None."""
    step, rest = path[0], path[1:]
    if isinstance(node, Mapping):
        copy = Mapping(node.start, node.end, node.flow)
        copy.entries = dict(node.entries)
        if rest:
            if step in copy.entries:
                key, value = copy.entries[step]
                copy.entries[step] = key, _replace(value, rest, before, where)
        elif before is None:
            copy.entries.pop(step, None)
        else:
            written = copy.entries.get(step)
            key = written[0] if written else Scalar(step, plain=True, start=where.start, end=where.end)
            copy.entries[step] = key, before
        return copy
    if isinstance(node, Sequence):
        listed = Sequence(node.start, node.end, node.flow)
        listed.items = list(node.items)
        index = index_of(node, step)
        if rest and index is not None:
            listed.items[index] = _replace(node.items[index], rest, before, where)
        elif not rest and before is None and index is not None:
            del listed.items[index]
        elif not rest and before is not None and index is None:
            listed.items.append(before)
        elif not rest and before is not None and index is not None:
            listed.items[index] = before
        return listed
    return node
