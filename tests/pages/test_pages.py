"""What every page promises its readers, whatever they read it with."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

DESK = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=360, height=740)
TWICE = ViewportSize(width=640, height=400)
"""What is left of a desk at 200 percent."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

LOOK_WITH_AXE = """
tags => axe.run({runOnly: tags, resultTypes: ["violations"]}).then(results =>
    results.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target}`)))
"""
SHOWN = """
[...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dt, dd, caption, th, td)")]
    .filter(each => each.checkVisibility()).map(each => each.textContent.trim())
"""
APART = "[...document.querySelectorAll('.below, .item ~ .item')].every(each => each.previousElementSibling?.localName === 'br')"
HIDDEN = """
[...document.querySelectorAll(".scroll")].filter(each => each.scrollWidth > each.clientWidth)
    .map(each => each.querySelector("caption").textContent)
"""
LINKS = "[...document.querySelectorAll('[href], [src]')].map(each => each.href || each.src)"
NAMES = "[...document.querySelectorAll('[id]')].map(each => each.id)"


@contextmanager
def tab(browser: Browser, *, scripts: bool = True) -> Iterator[Page]:
    """One tab at desk width, in light colours."""
    context = browser.new_context(java_script_enabled=scripts, viewport=DESK, color_scheme="light")
    try:
        yield context.new_page()
    finally:
        context.close()


def test_every_page_is_valid_html(pages: list[Path], html_validate: list[str]) -> None:
    done = subprocess.run(
        [*html_validate, "--formatter", "text", *map(str, pages)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_page_has_an_error_for_those_who_keep_the_standard(pages: list[Path], nu: list[str]) -> None:
    done = subprocess.run([*nu, *map(str, pages)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("size", "colours"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_no_page_keeps_people_out(
    several: list[Path], browser: Browser, axe: str, size: ViewportSize, colours: Literal["light", "dark"]
) -> None:
    faults = {}
    looked_at = several if size is DESK else [path for path in several if "/en/" not in path.as_posix()]
    with tab(browser) as page:  # what is seen at all does not hang on the language: at the second look one will do
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours)
        for path in looked_at:
            page.goto(path.as_uri())
            page.evaluate(axe)
            if found := page.evaluate(LOOK_WITH_AXE, TAGS):
                faults[str(path)] = found
    assert faults == {}


def wider(pages: list[Path], browser: Browser, size: ViewportSize) -> dict[str, int]:
    """The pages that are wider than a window, and how wide they are."""
    found = {}
    with tab(browser) as page:
        page.set_viewport_size(size)
        for path in pages:
            page.goto(path.as_uri())
            width, room = page.evaluate("(e => [e.scrollWidth, e.clientWidth])(document.documentElement)")
            if width > room:
                found[str(path)] = width
    return found


@pytest.mark.parametrize("size", [PHONE, TWICE], ids=["phone", "zoomed"])
def test_no_page_is_wider_than_its_window(several: list[Path], browser: Browser, size: ViewportSize) -> None:
    assert wider(several, browser, size) == {}


def test_on_a_desk_a_table_about_convenanten_is_seen_whole(several: list[Path], browser: Browser) -> None:
    hidden = {}
    with tab(browser) as page:
        for path in several:
            if {"convenants", "reports"} & set(path.parts):
                page.goto(path.as_uri())
                if found := page.evaluate(HIDDEN):
                    hidden[str(path)] = found
    assert hidden == {}


def test_on_a_phone_a_long_verdict_in_a_small_table_is_seen_whole(site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.set_viewport_size(PHONE)
        page.goto((site / "meetings/2023-10-06-derde-convenantenbijeenkomst.html").as_uri())
        assert page.locator("td .mark").filter(has_text="Niet bekend of zij is gehouden").count() == 2
        assert page.evaluate(HIDDEN) == ["Werksessies over een behoefte"]


def test_on_a_phone_what_became_of_a_need_is_seen_whole(site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.set_viewport_size(PHONE)
        page.goto((site / "meetings/2024-10-04-voorbeeldbijeenkomst.html").as_uri())
        assert page.get_by_role("table", name="Waar het toe leidde").is_visible()
        assert "Waar het toe leidde" not in page.evaluate(HIDDEN)


def test_a_page_asks_nothing_of_the_network_has_no_complaint_and_its_links_lead_somewhere(
    pages: list[Path], browser: Browser
) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    links: set[tuple[str, str]] = set()
    places: set[str] = set()
    with tab(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        for path in pages:
            page.goto(path.as_uri())
            links.update((path.name, link) for link in page.evaluate(LINKS))
            places.update(f"{path.as_uri()}#{name}" for name in page.evaluate(NAMES))
    assert complaints + [url for url in asked if urlsplit(url).scheme not in {"file", "data"}] == []
    lost = set()
    for name, link in links:
        address, place = urldefrag(link)
        if not address.startswith("file:"):
            continue
        there = Path(unquote(urlsplit(address).path)).is_file()
        if not there or (place and f"{address}#{unquote(place)}" not in places):
            lost.add((name, link))
    assert lost == set()


def test_scripts_add_ways_to_search_and_no_content(several: list[Path], browser: Browser) -> None:
    missing = {}
    with tab(browser) as page, tab(browser, scripts=False) as bare:
        for path in several:
            page.goto(path.as_uri())
            bare.goto(path.as_uri())
            shown = bare.evaluate(SHOWN)
            if not shown or (more := set(page.evaluate(SHOWN)) - set(shown)):
                missing[str(path)] = more if shown else "everything"
    assert missing == {}


def test_without_styles_a_page_says_the_same_in_the_same_order(several: list[Path], browser: Browser) -> None:
    different = []
    with tab(browser) as page, tab(browser) as bare:
        bare.route("**/*.css", lambda route: route.abort())
        for path in several:
            page.goto(path.as_uri())
            bare.goto(path.as_uri())
            assert bare.evaluate("getComputedStyle(document.body).margin") == "8px"
            shown = page.evaluate(SHOWN)
            known = set(shown)
            if [text for text in bare.evaluate(SHOWN) if text in known] != shown or not bare.evaluate(APART):
                different.append(str(path))
    assert different == []


TWICE_NUMBERED = """
() => [...document.querySelectorAll("ol > li")].map(each => each.innerText).filter(text => /^[0-9]/.test(text))
"""


def test_without_styles_no_number_stands_twice_letters_are_letters_and_counts_stand_apart(
    site: Path, browser: Browser
) -> None:
    with tab(browser) as page:
        page.route("**/*.css", lambda route: route.abort())
        page.goto((site / "convenants/voorbeeldbank.html").as_uri())
        assert page.evaluate(TWICE_NUMBERED) == []
        first = page.locator("li").filter(has_text="De bank sluit in 2022")
        assert first.evaluate("item => getComputedStyle(item).listStyleType") == "lower-alpha"
        page.goto((site / "index.html").as_uri())
        assert re.search(r"\d behaald, \d bijna behaald", page.locator("body").inner_text())


BROKEN = """
() => {
    const found = [], range = document.createRange();
    document.querySelectorAll("h1").forEach(head => { head.style.hyphens = "manual"; });  // not every browser can
    for (const one of document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd)")) {
        if (one.closest(".scroll")) continue;
        const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            if (texts.currentNode.data.includes("://")) continue;
            for (const word of texts.currentNode.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
                range.setStart(texts.currentNode, word.index);
                range.setEnd(texts.currentNode, word.index + word[0].length);
                const lines = new Set([...range.getClientRects()].filter(box => box.width).map(box => box.top));
                if (lines.size > 1) found.push(word[0]);
            }
        }
    }
    return found;
}
"""


def test_on_a_phone_no_word_is_broken_but_an_address(several: list[Path], browser: Browser) -> None:
    broken = {}
    with tab(browser) as page:
        page.set_viewport_size(PHONE)
        for path in several:
            page.goto(path.as_uri())
            if found := page.evaluate(BROKEN):
                broken[str(path)] = found
    assert broken == {}


IN_SIGHT = """
() => [...document.querySelectorAll(".scroll:has(.group)")].flatMap(table => {
    table.scrollLeft = table.scrollWidth;
    const edge = table.getBoundingClientRect();
    return [...table.querySelectorAll(".group th > span")].map(each => each.getBoundingClientRect())
        .map(box => box.left >= edge.left && box.right <= edge.right);
})
"""


def test_the_name_above_rows_stays_in_sight_where_a_phone_scrolls_their_table(site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.set_viewport_size(PHONE)
        page.goto((site / "en/themes/jeugd.html").as_uri())
        seen = page.evaluate(IN_SIGHT)
        assert len(seen) > 5
        assert all(seen)
