"""What is kept of a convenant stands for it on every page about more than one record."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from convtool.context import ALL, AUDIENCES, Seen, Site, files_behind, pages_of
from convtool.context.extract import Extract
from convtool.documents import Document, plain
from convtool.downloads import download
from convtool.findable import documents, searchable
from convtool.limits import Limits
from convtool.parsing import parse
from convtool.portfolio import Portfolio, load, with_file
from convtool.woo import Concept
from tests.conftest import CONVENANT
from tests.show.showing import SAMPLE, sample
from tests.test_upkeep import OTHER, folder, made, register, replaced, same

__all__ = ["folder", "register"]

BROKEN, UMBRELLA = "data/convenants/kapot.yaml", "data/convenants/koepel.yaml"
CONVENANTS = {path for path in SAMPLE if path.startswith("data/convenants/")}
MADE_FOR = [*(Site("both", audience=each) for each in AUDIENCES), Site("nl", as_signed=True)]
FOUND = Site("nl", address="https://voorbeeld.nl/", publisher=Concept("x", "y"))


def kept(seen: Seen) -> dict[str, Extract]:
    """What another run takes over, by the path of the file."""
    found: dict[str, Extract] = pickle.loads(pickle.dumps({each.row.file: each for each in seen.extracts.values()}))  # noqa: S301 - just made
    return found


def told(portfolio: Portfolio, site: Site, known: Callable[[str], Extract | None]) -> list[object]:
    """Everything that the pages about more than one record say, and the lists beside them."""
    seen = Seen(portfolio, site, known)
    pages = [download(page, str) for page in pages_of([ALL], portfolio, seen)]
    return [pages, files_behind(seen), list(searchable(seen, {"index.html"})), documents(seen)]


@pytest.mark.parametrize("site", [*MADE_FOR, FOUND], ids=str)
@pytest.mark.parametrize("day", ["2025-03-01", "2026-11-22"])
def test_pages_that_are_made_of_what_was_kept_say_the_same(day: str, site: Site) -> None:
    before, after = (with_file(sample(day), BROKEN, b"id: [\n") for _ in range(2))
    extracts = kept(Seen(before, site))
    assert extracts.keys() == CONVENANTS
    assert told(after, site, extracts.get) == told(before, site, lambda _: None)
    assert {path for path, record in after.entries.looked_at.items() if not record} == {BROKEN}


def test_of_what_is_kept_the_file_is_not_read() -> None:
    extracts, portfolio = kept(Seen(sample(), Site())), sample()
    del extracts[CONVENANT]
    told(portfolio, Site(), extracts.get)
    assert CONVENANTS & portfolio.entries.looked_at.keys() == {CONVENANT}


def test_what_is_as_deep_as_a_configuration_may_allow_can_be_kept() -> None:
    value = b"{a: " * 94 + b"1" + b"}" * 94
    fact = b"facts:\n  - {at: title, source: bron, value: " + value + b"}\nschema: 1"
    files = SAMPLE | {CONVENANT: SAMPLE[CONVENANT].replace(b"schema: 1", fact, 1)}
    seen = Seen(load(files, date(2026, 11, 22), limits=Limits(depth=100)), Site())
    (deep,) = kept(seen)[CONVENANT].asked.convenant.facts or ()
    assert repr(deep.value and plain(deep.value)).count("a") == 94


# ---- What a render keeps for the next --------------------------------------------------------------------


def read(root: Path, *words: str) -> set[str]:
    """The convenanten that a render reads."""
    found: set[str] = set()

    def noting(path: str, *rest: object) -> tuple[Document, list[object]]:
        found.add(path)
        return parse(path, *rest)  # type: ignore[arg-type, return-value]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("convtool.portfolio.parse", noting)
        made(root, *words)
    return {path for path in found if path.startswith("data/convenants/")}


def test_after_one_change_that_convenant_is_read_and_what_it_names(register: Path) -> None:
    everything = read(register)
    assert OTHER in everything
    replaced(register / OTHER, "title: ", "title: Nieuw ")
    assert read(register) == {OTHER, UMBRELLA}
    replaced(register / "data/partners/apart.yaml", "name: ", "name: Nieuwe ")
    assert read(register) == set()
    replaced(register / "data/masterplan.yaml", "name: ", "name: Nieuw ")
    assert read(register) == everything
    assert read(register, "--audience", "internal") == everything
    assert read(register, "--no-cache", "--audience", "internal") == everything


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_was_kept_for_some_readers_is_not_shown_to_others(register: Path, audience: str) -> None:
    for path in CONVENANTS:
        (register / path).write_bytes(SAMPLE[path])
    for each in (audience, *AUDIENCES):
        replaced(register / OTHER, "title: ", "title: Nieuw ")
        same(register, "--format", "md", "--audience", each)
