"""What does not fit: names and numbers that are too long, convenanten with hardly anything, and a reader's own colours."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from convtool.context import Site, pages
from convtool.portfolio import load
from convtool.rendering import Renderer
from tests.filled import written
from tests.pages.test_pages import PHONE, TWICE, tab, wider
from tests.test_rendering import TEMPLATES

WORD = "Onderwijshuisvestingsvoorzieningenverordeningswijzigingsvoorstel" * 2
NAME = (
    f"Stichting {WORD} van alle scholen, zalen en buurthuizen tussen de Gaasp en de Bijlmerdreef in Amsterdam Zuidoost"
)
BASE = {"schema": 1, "example": True, "status": "active", "kind": "partner"}
GOAL = {
    "id": "doel",
    "title": NAME,
    "theme": "werk",
    "owner": {"party": "lang", "function": NAME},
    "indicator": {"unit": "euro", "name": WORD},
    "baseline": {"value": 12345678901234, "date": "2020-12-31"},
    "target": {"at_least": 98765432109876, "per": "year", "by": 2040},
}
LONG = {
    "title": f"Convenant {NAME}",
    "short_title": WORD,
    "parties": [{"id": "lang", "partner": "lang", "role": "partner"}],
    "signed": "2021-01-01",
    "goals": [GOAL],
    "agreements": [{"id": "a", "text": f"{NAME}. {WORD}", "owner": "lang", "due": "2030-01-01"}],
    "contributions": [
        {"id": WORD.lower()[:60], "kind": "financing", "from": "lang", "amount": 12345678901234, "per": "year",
         "first": 2022, "last": 2040}
    ],
    "term": {"starts": "2021-01-01", "ends": "2040-12-31", "ended": {"date": "2024-06-30", "because": WORD}},
    "clauses": {"publication": {"public": True}},
}  # fmt: skip
BARE = {"title": "Kaal convenant", "clauses": {"publication": {"public": True}}}


@pytest.fixture(scope="module")
def extremes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every page of a register of two convenanten: one in which all is long, and one in which nearly all is missing."""
    files = {
        "data/convenants/lang.yaml": written(BASE | {"id": "lang"} | LONG | {"status": "terminated"}),
        "data/convenants/zonder.yaml": written(BASE | {"id": "zonder"} | BARE),
        "data/partners/lang.yaml": written({"schema": 1, "id": "lang", "name": NAME, "example": True}),
    }
    made = Renderer(TEMPLATES, ["html"]).render(pages(load(files, date(2026, 11, 22)), Site()))
    folder = tmp_path_factory.mktemp("extremes")
    for path, text in made.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return sorted(folder.rglob("*.html"))


def test_the_register_of_extremes_has_what_is_looked_at(extremes: list[Path]) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in extremes if path.parent.name != "en"}
    assert WORD in texts["lang.html"]
    assert "98.765.432.109.876" in "".join(texts.values())
    assert {"zonder.html", "residents.html", "progress.html", "index.html"} <= set(texts)


@pytest.mark.parametrize("size", [PHONE, TWICE], ids=["phone", "zoomed"])
def test_what_is_too_long_breaks_or_scrolls_and_widens_no_page(
    extremes: list[Path], browser: Browser, size: ViewportSize
) -> None:
    assert wider(extremes, browser, size) == {}


def test_every_page_that_shows_something_fictional_says_so(extremes: list[Path], browser: Browser) -> None:
    silent = []
    with tab(browser) as page:
        for path in extremes:
            page.goto(path.as_uri())
            shown = page.evaluate("document.querySelector('main').innerText.toLowerCase()")
            if ("kaal convenant" in shown or "onderwijshuis" in shown) and not (
                "verzonnen" in shown or "fictional" in shown
            ):
                silent.append(str(path))
    assert silent == []


def test_a_reader_who_wants_no_motion_gets_none(site: Path, browser: Browser) -> None:
    moving = "getComputedStyle(document.documentElement).scrollBehavior"
    with tab(browser) as page:
        page.goto((site / "index.html").as_uri())
        page.emulate_media(reduced_motion="no-preference")
        assert page.evaluate(moving) == "smooth"
        page.emulate_media(reduced_motion="reduce")
        assert page.evaluate(moving) == "auto"
        assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("forced", ["none", "active"])
def test_where_the_keyboard_is_can_be_seen_in_any_colours(site: Path, browser: Browser, forced: str) -> None:
    unseen = []
    with tab(browser) as page:
        page.emulate_media(forced_colors="active" if forced == "active" else "none")
        page.goto((site / "index.html").as_uri())
        for _ in range(15):
            page.keyboard.press("Tab")
            at = "document.activeElement"
            style, width = page.evaluate(f"(s => [s.outlineStyle, parseFloat(s.outlineWidth)])(getComputedStyle({at}))")
            if style == "none" or width < 2:
                unseen.append(page.evaluate(f"{at}.outerHTML"))
    assert unseen == []


def test_in_a_reader_s_own_colours_marks_keep_an_edge_and_bars_a_shape(site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.emulate_media(forced_colors="active")
        page.goto((site / "convenants/voorbeeldbank/progress.html").as_uri())
        edges = page.locator("main .mark:not(.mark-sort)").evaluate_all(
            "all => all.map(each => getComputedStyle(each).borderTopStyle)"
        )
        assert edges
        assert "none" not in edges
        strokes = page.locator(".chart-path").evaluate_all("all => all.map(each => getComputedStyle(each).stroke)")
        assert set(strokes) == {"rgb(0, 0, 0)"}
