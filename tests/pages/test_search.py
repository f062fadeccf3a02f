"""Search and filters in a browser: by keyboard alone, announced, and not there where no script runs."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.pages.conftest import ROOT
from tests.pages.test_pages import DESK, LOOK_WITH_AXE, PHONE, TAGS, tab


@pytest.fixture
def page(site: Path, browser: Browser) -> Iterator[Page]:
    """The start page, in Dutch."""
    with tab(browser) as opened:
        opened.goto((site / "index.html").as_uri())
        yield opened


def results(page: Page) -> Locator:
    return page.locator(".search-panel a")


def said(page: Page) -> Locator:
    return page.locator(".search [role=status]")


def search(page: Page, text: str) -> None:
    page.get_by_label("Zoeken").fill(text)
    expect(said(page)).not_to_be_empty()


def test_without_scripts_there_is_no_field_and_no_filter(pages: list[Path], browser: Browser) -> None:
    with tab(browser, scripts=False) as bare:
        for path in pages:
            bare.goto(path.as_uri())
            assert bare.locator("input, select, [role=search]").count() == 0, path


def test_every_page_has_one_field_in_its_language(pages: list[Path], browser: Browser) -> None:
    with tab(browser) as opened:
        for path in pages:
            opened.goto(path.as_uri())
            language = opened.evaluate("document.documentElement.lang")
            expect(opened.get_by_label("Zoeken" if language == "nl" else "Search")).to_have_count(1)


def test_a_page_that_lies_by_itself_offers_no_search_and_works(tmp_path: Path, browser: Browser) -> None:
    words = [
        sys.executable,
        "-m",
        "convtool",
        "render",
        "--root",
        str(ROOT),
        "--out",
        str(tmp_path / "uit"),
        "abn-amro",
    ]
    subprocess.run([*words, "--format", "html"], check=True)
    failed: list[str] = []
    with tab(browser) as opened:
        opened.on("requestfailed", lambda request: failed.append(request.url))
        opened.on("pageerror", lambda error: failed.append(str(error)))
        opened.goto((tmp_path / "uit" / "convenants" / "abn-amro.html").as_uri())
        expect(opened.get_by_label("Zoeken")).to_have_count(0)
        assert opened.locator(".site-header-in").count() == 1
    assert failed == []


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("stageplekken", "Stageplekken voor jongeren uit Zuidoost"),
        ("STAGE zuid", "Stageplekken voor jongeren uit Zuidoost"),
        ("abn", "Convenant op maat ABN AMRO"),
        ("ziggo dome", "Partners Masterplan Zuidoost"),
        ("stágëplekken", "Stageplekken voor jongeren uit Zuidoost"),
    ],
)
def test_what_is_asked_is_found_whatever_the_accents_capitals_and_order(page: Page, asked: str, title: str) -> None:
    search(page, asked)
    assert title in results(page).locator(".search-title").all_inner_texts()


def test_how_much_was_found_is_announced(page: Page) -> None:
    search(page, "stageplekken")
    expect(said(page)).to_have_text(f"{results(page).count()} gevonden.")
    search(page, "bestaat-nergens")
    expect(said(page)).to_have_text("Niets gevonden.")
    expect(results(page)).to_have_count(0)
    search(page, "e")
    expect(results(page)).to_have_count(20)
    expect(said(page)).to_contain_text("Dit zijn de eerste 20.")


def test_a_fictional_goal_says_so_and_its_verdict_in_words(page: Page) -> None:
    search(page, "stageplekken")
    expect(results(page).first).to_contain_text("Doel")
    expect(results(page).first).to_contain_text("Voorbeeld: verzonnen gegevens")
    expect(results(page).first).to_contain_text("Convenant Voorbeeldbank")


def test_the_way_through_the_results_needs_no_mouse(page: Page) -> None:
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "search-field":
            break
    page.keyboard.type("stageplekken")
    expect(said(page)).not_to_be_empty()
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Zoeken")).to_be_focused()
    page.keyboard.press("Enter")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Zoeken")).to_be_focused()
    expect(results(page)).to_have_count(0)
    expect(said(page)).to_be_empty()
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    expect(results(page)).not_to_have_count(0)
    page.keyboard.press("Tab")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/convenants/voorbeeldbank.html#goal-stageplekken")
    expect(page.locator("#goal-stageplekken")).to_be_in_viewport()


def test_results_close_where_the_reader_goes_on(page: Page) -> None:
    search(page, "abn")
    page.keyboard.press("Shift+Tab")
    expect(results(page)).to_have_count(0)
    search(page, "abn")
    page.mouse.click(4, 790)
    expect(results(page)).to_have_count(0)


def test_a_list_that_is_lost_is_told(site: Path, browser: Browser) -> None:
    with tab(browser) as opened:
        opened.route("**/index.nl.js", lambda route: route.abort())
        opened.goto((site / "index.html").as_uri())
        search(opened, "abn")
        expect(said(opened)).to_contain_text("lukt nu niet")


def test_a_table_shows_the_rows_that_are_chosen_and_says_how_many(page: Page) -> None:
    group = page.locator(".filters").last
    table = page.locator("table[data-filters]").last
    rows = table.locator("tbody tr")
    number = rows.count()
    group.get_by_label("Stand").select_option("Afgelopen")
    shown = table.locator("tbody tr:not([hidden])")
    assert 0 < shown.count() < number
    for row in shown.all():
        expect(row).to_contain_text("Afgelopen")
    expect(group.get_by_role("status")).to_have_text(f"{shown.count()} van de {number}.")
    group.get_by_label("Stand").select_option("")
    expect(shown).to_have_count(number)
    expect(group.get_by_role("status")).to_be_empty()


def test_an_explanation_goes_and_comes_with_its_goal(site: Path, page: Page) -> None:
    page.goto((site / "reports/progress.html").as_uri())
    scope = page.locator("div[data-filters]").last
    number = scope.locator("[data-row]").count()
    scope.get_by_label("Oordeel").select_option("Niet behaald")
    left = scope.locator("[data-row]:visible")
    assert 0 < left.count() == scope.locator("tr[data-of0]:visible").count() < number
    lists = scope.locator(".pairs:has([data-row]:not([hidden]))")
    expect(scope.get_by_text("Toelichting:", exact=True).filter(visible=True)).to_have_count(lists.count())
    scope.get_by_label("Oordeel").select_option("")
    expect(left).to_have_count(number)


@pytest.mark.parametrize(("size", "colours"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_open_results_and_filters_keep_nobody_out(
    page: Page, axe: str, size: ViewportSize, colours: Literal["light", "dark"]
) -> None:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=colours)
    search(page, "stage")
    page.evaluate(axe)
    assert page.evaluate(LOOK_WITH_AXE, TAGS) == []
    width, room = page.evaluate("(e => [e.scrollWidth, e.clientWidth])(document.documentElement)")
    assert width <= room
    panel = page.locator(".search-panel").bounding_box()
    assert panel is not None
    assert panel["x"] >= 0
    assert panel["x"] + panel["width"] <= size["width"]
