"""A thousand single edits of the sample register by chance: what must be found is found, and nothing falls over."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from convtool.checking import check, concluded, judged, silenced
from convtool.files import worktree
from convtool.layout import MASTERPLAN
from convtool.portfolio import Portfolio, kind_of, load
from convtool.rulebook import rulebook
from tests.mutations.making import Mutation, mutation, spots

if TYPE_CHECKING:
    from convtool.diagnostics import Diagnostic

DAY = date(2026, 11, 22)
FILES, _ = worktree(Path(__file__).parents[2])
ROUNDS, EDITS = 10, 100
BASE = load(FILES, DAY)
SHARES = {path: judged(BASE, rulebook(), [path]) for path in BASE.entries}
SPOTS = {path: spots(entry.document, kind) for path, entry in BASE.entries.items() if (kind := kind_of(path))}


@pytest.fixture(scope="module")
def before() -> Counter[tuple[str, str, str]]:
    return Counter(name(each) for each in check(BASE, rulebook()))


def edits(chance: Random, number: int) -> list[tuple[str, Mutation]]:
    """Draw edits of values, every value of the register alike."""
    made: list[tuple[str, Mutation]] = []
    paths, weights = list(SPOTS), [len(found) for found in SPOTS.values()]
    while len(made) < number:
        (path,) = chance.choices(paths, weights)
        edit = mutation(chance, BASE.entries[path].document, SPOTS[path])
        if edit:
            made.append((path, edit))
    return made


def found_with(path: str, edit: Mutation) -> list[Diagnostic]:
    """What is found in the register with one edit in it: judged anew are its file, and those that looked at it."""
    portfolio = edited(path, edit)
    again = [each for each, share in SHARES.items() if path in {MASTERPLAN, each, *share.looked_at}]
    shares = [share for other, share in SHARES.items() if other not in again] + [judged(portfolio, rulebook(), again)]
    wishes = [silence for share in shares for silence in share.silences]
    return silenced(rulebook(), concluded(portfolio, rulebook(), shares), wishes)[0]


def edited(path: str, edit: Mutation) -> Portfolio:
    """Give the register with one edit in it; the other files are those that were read before."""
    text = edit.applied(BASE.entries[path].document.text)
    portfolio = load(FILES | {path: text.encode()}, DAY)
    kept = {other: entry for other, entry in BASE.entries.items() if other != path}
    portfolio.entries._read.update(kept)  # noqa: SLF001 - reading the same sixty files a thousand times proves nothing
    return portfolio


def name(found: Diagnostic) -> tuple[str, str, str]:
    """Tell a finding from others: its code and its place, wherever that is written now."""
    return found.code, found.place.path, found.place.pointer


def near(found: Diagnostic, path: str, edit: Mutation) -> bool:
    """Tell whether a finding is where the edit is, or names it: in the same item of the file, or related to it."""
    if edit.sort in {"broken link", "moved"}:
        return True  # what is broken or missing now is elsewhere
    places = [found.place, *found.related]
    item = "/".join(edit.pointer.split("/")[:3])
    return any(
        place.path == path and (item.startswith(place.pointer) or place.pointer.startswith(item)) for place in places
    ) or any(edit.text and edit.text in str(value) for value in found.message.values.values())


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_structural_edit_is_found_where_it_is_and_no_edit_is_a_crash(
    seed: int, before: Counter[tuple[str, str, str]]
) -> None:
    missed = []
    for path, edit in edits(Random(seed), EDITS):  # noqa: S311 - the same edits every time
        found = found_with(path, edit)
        new = Counter(name(each) for each in found) - before
        close = [each for each in found if name(each) in new and near(each, path, edit)]
        if edit.structural and not close:
            missed.append(
                (
                    path,
                    edit.pointer,
                    edit.sort,
                    edit.text[:40],
                    [each.place.pointer for each in found if name(each) in new],
                )
            )
    assert missed == []


def test_what_is_found_is_what_is_found_where_every_file_is_judged_anew() -> None:
    for path, edit in edits(Random(0), 8):  # noqa: S311 - as above
        assert found_with(path, edit) == check(edited(path, edit), rulebook())


def test_every_sort_of_edit_is_made_and_only_structural_ones_must_be_found() -> None:
    drawn = (edit for seed in range(ROUNDS) for _, edit in edits(Random(seed), EDITS))  # noqa: S311 - as above
    made = Counter((edit.sort, edit.structural) for edit in drawn)
    assert {sort for sort, structural in made if structural} == {
        "deleted", "retyped", "mistyped key", "mistyped reference", "mistyped word", "broken link", "out of order", "moved",
    }  # fmt: skip
    assert {sort for sort, structural in made if not structural} == {"swapped", "other number", "other text"}
    assert sum(made.values()) == ROUNDS * EDITS
    assert min(made.values()) >= 5
