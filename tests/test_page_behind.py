"""Which convenanten show on a page about more than one record."""

from __future__ import annotations

import pytest

from convtool.context import ALL, AUDIENCES, Seen, Site, ambition, files_behind, pages_of, partner, theme
from convtool.portfolio import Portfolio, with_file, with_files
from convtool.rebuilding import same
from tests.show.showing import SAMPLE, sample


def without(portfolio: Portfolio, *folders: str) -> Portfolio:
    left = {path: data for path, data in portfolio.entries.files.items() if not path.startswith(folders)}
    return with_files(portfolio, left, ())


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("folders", [(), ("data/meetings/", "data/initiatives/")])
def test_without_the_convenanten_that_do_not_show_on_it_a_page_is_the_same(
    audience: str, folders: tuple[str, ...]
) -> None:
    portfolio, site = without(sample(), *folders), Site("nl", audience=audience)
    whole = Seen(portfolio, site)
    everything = {each.document.path for each in whole.mentioned.values()}
    behind = files_behind(whole)
    kinds = set()
    for address, files in behind.items():
        if files < everything:
            alone = Seen(without(portfolio, *everything - files), site)
            alone.passed_over = whole.passed_over = behind.keys() - {address}
            for sort in theme, ambition, partner:
                pages = [list(sort.pages(each)) for each in (alone, whole)]
                assert same(*pages)
                kinds |= {page.kind for page in pages[0]}
    assert kinds >= ({"theme", "ambition", "partner"} if folders else {"partner"})


def test_of_two_convenanten_with_one_id_the_last_shows_and_none_is_told_apart() -> None:
    other = SAMPLE["data/convenants/voorbeeldwonen.yaml"].replace(b"id: voorbeeldwonen", b"id: voorbeeldbank", 1)
    portfolio = with_file(sample(), "data/convenants/zz.yaml", other)
    seen = Seen(portfolio, Site())
    assert {page.kind for page in pages_of([ALL], portfolio, seen)} > {"portfolio", "progress-report"}
    assert {row.file for row in seen.standing.goals if row.convenant == "voorbeeldbank"} == {"data/convenants/zz.yaml"}
    assert files_behind(seen) == {}


def test_every_organisation_theme_and_ambition_is_named() -> None:
    seen = Seen(sample(), Site())
    assert files_behind(seen).keys() == {
        *(f"partners/{each.id}" for each in seen.partners.values()),
        *(f"themes/{id}" for id, _ in seen.programme.themes),
        *(f"ambitions/{number}" for number, _ in seen.programme.ambitions),
    }
