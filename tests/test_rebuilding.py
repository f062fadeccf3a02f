"""What changed is made anew, and it reads as if the whole site had been made."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.context import ALL, Site
from convtool.portfolio import Portfolio, load, with_files
from convtool.rebuilding import Edition, edition, in_other_templates, renewed, same
from convtool.rendering import Renderer
from tests.conftest import CONVENANT, DAY, PARTNER, Base
from tests.test_rendering import TEMPLATES

RENDERER = Renderer(TEMPLATES, ["md"])
OTHER = "data/convenants/ander.yaml"
BASE = Base().files
FILES = BASE | {OTHER: BASE[CONVENANT].replace(b"id: voorbeeldbank", b"id: ander", 1)}


def fresh(files: dict[str, bytes], site: Site) -> dict[str, str]:
    return edition(load(files, DAY), site, RENDERER).files()


def again(before: Edition, files: dict[str, bytes], site: Site) -> Edition:
    old = before.portfolio.entries.files
    changed = {path for path in files.keys() | old.keys() if files.get(path) != old.get(path)}
    return renewed(before, with_files(before.portfolio, files, changed), site, changed)


def made(portfolio: Portfolio) -> Edition:
    return edition(portfolio, Site(), RENDERER)


def test_a_part_that_looked_at_nothing_that_changed_is_kept() -> None:
    before = made(load(FILES, DAY))
    after = again(before, FILES | {OTHER: FILES[OTHER].replace(b"title:", b"title: X", 1)}, Site())
    assert after.parts["voorbeeldbank"] is before.parts["voorbeeldbank"]
    assert after.parts["ander"] is not before.parts["ander"]
    pages = {key: page for key, page in after.parts[ALL].pages.items() if page is before.parts[ALL].pages.get(key)}
    assert ("accessibility", "accessibility") in pages
    assert ("portfolio", "index") not in pages


def test_a_page_shows_what_changed_in_another_file_that_it_names() -> None:
    before = made(load(FILES, DAY))
    after = again(before, FILES | {PARTNER: FILES[PARTNER].replace(b"name:", b"name: Hernoemde", 1)}, Site())
    assert "Hernoemde" not in before.files()["convenants/voorbeeldbank.md"]
    assert after.files() == fresh(dict(after.portfolio.entries.files), Site())


EDITS = st.sampled_from(
    [
        (CONVENANT, b"title: ", b"title: Nieuw "),
        (CONVENANT, b"status: ", b"status: x"),
        (OTHER, b"title: ", b"title: Ander "),
        (OTHER, b"schema: 1", b"schema: ["),
        (PARTNER, b"name: ", b"name: Nieuw "),
        (PARTNER, b"schema: 1", b"- "),
        ("data/masterplan.yaml", b"name: ", b"name: Nieuw "),
        (OTHER, None, None),
        (PARTNER, None, None),
    ]
)


@settings(deadline=None, max_examples=25)  # each makes two sites
@given(st.lists(st.lists(EDITS, max_size=3), max_size=4), st.booleans())
def test_whatever_changes_the_pages_are_those_of_a_site_made_at_once(
    steps: list[list[tuple[str, bytes | None, bytes | None]]],
    moved: bool,  # noqa: FBT001 - an example
) -> None:
    site = Site()
    found = made(load(FILES, DAY))
    for step in steps:
        files = dict(FILES)
        for path, old, new in step:
            if old is None or new is None:
                files.pop(path, None)
            elif path in files:
                files[path] = files[path].replace(old, new, 1)
        site = Site(revision="a" * 40) if moved else site
        found = again(found, files, site)
        assert found.files() == fresh(files, site)


def test_other_templates_make_the_same_pages_otherwise() -> None:
    mine = Renderer(TEMPLATES | {"convenant/kort.nl.j2": "{{ title }}"}, ["md"])
    before = made(load(FILES, DAY))
    after = in_other_templates(before, mine)
    assert after.files() == edition(before.portfolio, Site(), mine).files()
    more = after.files().keys() - before.files().keys()
    assert more == {f"convenants/{id}/kort.md" for id in ("ander", "koepel", "voorbeeldbank")}


class Pair(NamedTuple):
    """Two values."""

    one: object
    other: object


def test_values_are_the_same_where_no_template_can_tell_them_apart() -> None:
    assert same(Pair("a", (1, [date(2026, 1, 1)])), Pair("a", (1, [date(2026, 1, 1)])))
    assert same({"a": Decimal("1.5")}, {"a": Decimal("1.5")})
    assert not same(Decimal("1.5"), Decimal("1.50"))
    assert not same((1,), (True,))
    assert not same(("a", None), Pair("a", None))
    assert not same({"a": 1, "b": 2}, {"b": 2, "a": 1})
    assert not same((1,), (1, 1))
    assert not same(object(), object())
