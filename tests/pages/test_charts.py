"""A chart over time: its letters can be read on every screen, and it says the same without a drawing."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.pages.test_pages import DESK, PHONE, tab

SMALLEST = """
[...document.querySelectorAll(".chart-drawing text")]
    .map(each => parseFloat(getComputedStyle(each).fontSize) * each.getScreenCTM().a)
"""
OUTSIDE = """
[...document.querySelectorAll(".chart-drawing")].flatMap(chart => {
    const edge = chart.getBoundingClientRect();
    return [...chart.querySelectorAll("text, circle, rect")].map(each => each.getBoundingClientRect())
        .filter(box => box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1);
}).length
"""
UNDRAWN = """
() => {
    document.querySelectorAll("link[rel=stylesheet], style").forEach(each => each.remove());
    const shown = each => [getComputedStyle(each).stroke, getComputedStyle(each).fill];
    const all = name => [...document.querySelectorAll(name)];
    return {
        lines: all("svg line").map(each => shown(each)[0]),
        letters: all("svg text").map(each => shown(each)[0]),
        pieces: all(".bar > rect").map(each => each.getAttribute("class") + " " + shown(each)[1]),
    };
}
"""
NAMED = """
[...document.querySelectorAll(".chart-drawing")].map(chart => ["labelledby", "describedby"].map(by =>
    document.getElementById(chart.getAttribute(`aria-${by}`)).textContent.trim().length > 0))
"""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_letters_in_a_chart_have_at_least_twelve_pixels_and_nothing_falls_outside(
    site: Path, browser: Browser, size: ViewportSize
) -> None:
    with tab(browser) as page:
        page.set_viewport_size(size)
        for path in sorted(site.glob("convenants/*/progress.html")):
            page.goto(path.as_uri())
            assert min(page.evaluate(SMALLEST), default=12) >= 12, path
            assert page.evaluate(OUTSIDE) == 0, path


def test_every_chart_has_a_name_and_says_in_a_sentence_what_it_shows(site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.goto((site / "en/convenants/voorbeeldwonen/progress.html").as_uri())
        named = page.evaluate(NAMED)
        assert len(named) > 4
        assert all(all(each) for each in named)


def test_without_styles_lines_are_drawn_letters_have_no_edge_and_every_verdict_looks_different(
    site: Path, browser: Browser
) -> None:
    with tab(browser) as page:
        page.goto((site / "en/convenants/voorbeeldziekenhuis/progress.html").as_uri())
        drawn = page.evaluate(UNDRAWN)
    assert drawn["lines"]
    assert "none" not in drawn["lines"]
    assert set(drawn["letters"]) == {"none"}
    looks = dict(each.split(" ", 1) for each in drawn["pieces"])
    assert len(looks) == len(set(looks.values())) > 3
