"""What comes out of a printer: a document that can be signed, page by page."""

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from tests.pages.test_pages import tab

LEAF = ViewportSize(width=643, height=946)
CLOSE = ViewportSize(width=688, height=1008)
"""What is left of A4 within its margins, and within those of a sheet for a talk."""

HEADS = """
() => {
    const texts = found => [...document.querySelectorAll(found)].map(each => each.textContent.replace(/\\s+/g, ""));
    const cells = new Set(texts("main :is(td, dd)"));
    return texts("main :is(h1, h2, h3, caption)").filter(text => !cells.has(text));
}
"""


def sheets(page: Page, path: Path) -> list[str]:
    """The text of each sheet, printed on A4."""
    page.goto(path.as_uri())
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    for sheet in printed.pages:
        width, height = (round(float(side) / 72 * 25.4) for side in sheet.mediabox[2:])
        assert (width, height) == (210, 297), path
    return [sheet.extract_text() for sheet in printed.pages]


@pytest.mark.parametrize(
    ("name", "running", "stamp", "of"),
    [
        ("convenants/voorbeeldbouw", "Voorbeeldbouw", "Concept. Voorbeeld: verzonnen gegevens", "van"),
        ("en/convenants/voorbeeldbouw", "Voorbeeldbouw", "Draft. Example: fictional data", "of"),
        ("convenants/abn-amro", "ABN AMRO", "", "van"),
    ],
)
def test_every_sheet_says_what_it_is_of_and_which_of_how_many(  # noqa: PLR0913, PLR0917 - a row of a table
    site: Path, browser: Browser, name: str, running: str, stamp: str, of: str
) -> None:
    with tab(browser) as page:
        printed = sheets(page, site / f"{name}.html")
    for number, text in enumerate(printed, 1):
        assert f"{number} {of} {len(printed)}" in text
        assert stamp in text
        assert number == 1 or running in text.partition("\n")[0]


def test_on_paper_a_foot_says_only_what_no_margin_says(several: list[Path], browser: Browser) -> None:
    feet: set[str] = set()
    with tab(browser) as page:
        page.emulate_media(media="print")
        for path in several:
            page.goto(path.as_uri())
            if page.locator(".site-footer").is_visible():
                feet.update(filter(None, page.locator(".site-footer").inner_text().splitlines()))
    known = r"De jongste gegevens|The newest data|De partijen schreven hun tekst|The parties wrote their text"
    assert [foot for foot in sorted(feet) if not re.match(known, foot)] == []


def test_no_heading_stands_alone_at_the_foot_of_a_sheet(site: Path, browser: Browser) -> None:
    alone = []
    with tab(browser) as page:
        for path in sorted((site / "convenants").glob("*.html")):
            printed = sheets(page, path)
            heads = set(page.evaluate(HEADS))
            for text in printed:
                lines = [line for line in text.splitlines() if line.strip() and not re.match(r"\d+ van \d+", line)]
                if re.sub(r"\s+", "", lines[-1]) in heads:
                    alone.append((path.name, lines[-1]))
    assert alone == []


def test_there_is_room_to_sign_where_a_pen_is_used_and_nowhere_else(site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        before = "\n".join(sheets(page, site / "convenants/voorbeeldbouw.html"))
        assert page.locator(".signature .open").first.is_hidden()
        after = "\n".join(sheets(page, site / "convenants/voorbeeldbank.html"))
    assert before.count("Handtekening") == 3
    assert "Handtekening" not in after


def test_what_is_taken_to_a_talk_is_set_close(site: Path, browser: Browser) -> None:
    most = {"abn-amro": 1, "voorbeeldhal": 1, "voorbeeldcollege": 2, "voorbeeldgemeente": 3}
    with tab(browser) as page:
        found = {name: len(sheets(page, site / f"partners/{name}.html")) for name in most}
    assert found == most


def test_what_is_over_stands_on_the_page_of_an_organisation_and_is_counted_on_paper(
    site: Path, browser: Browser
) -> None:
    done = "De gemeente stelt in vier buurthuizen ruimte beschikbaar voor de lessen."
    with tab(browser) as page:
        printed = " ".join("\n".join(sheets(page, site / "partners/voorbeeldgemeente.html")).split())
        expect(page.get_by_text(done)).to_be_visible()
        expect(page.get_by_text("niet op papier").first).to_be_visible()
    assert done not in printed
    assert "Gedaan of gestopt: 5 van de 10. Die staan niet op papier." in printed
    assert "binnen vijf werkdagen een eerste gesprek" in printed


def test_what_is_fictional_says_so_once_on_its_own_page_and_each_time_among_what_is_real(
    site: Path, browser: Browser
) -> None:
    with tab(browser) as page:
        page.goto((site / "partners/voorbeeldbank.html").as_uri())
        expect(page.locator(".opening .mark-example")).to_be_visible()
        assert page.locator(".fictional").count() > 0
        assert page.locator(".fictional:visible").count() == 0
        page.goto((site / "partners/index.html").as_uri())
        marked = page.locator(".fictional")
        assert marked.count() > 0
        assert page.locator(".fictional:visible").count() == marked.count()


TOLD = """
() => [...document.querySelectorAll("[data-row]")].map(each => [
    each.querySelector("dt").textContent,
    document.getElementById(each.dataset.row).querySelector("th").textContent,
    each.querySelector("dd").offsetWidth / document.querySelector(".body").offsetWidth,
])
"""


WIDER = """
() => [...document.querySelectorAll(".scroll > table")]
    .filter(each => each.offsetWidth > 1.03 * each.parentElement.clientWidth)
    .map(each => each.caption.textContent)
"""


def test_no_table_is_so_wide_that_a_browser_sets_its_sheet_smaller(
    site: Path, several: list[Path], browser: Browser
) -> None:
    dutch = [path for path in several if "/en/" not in path.as_posix()]  # the tables of both languages are the same
    wide = {}
    with tab(browser) as page:
        page.emulate_media(media="print")
        for path in [*dutch, site / "partners/voorbeeldbouw.html"]:  # whose unit is one long word
            page.set_viewport_size(CLOSE if path.parent.name == "partners" else LEAF)
            page.goto(path.as_uri())
            if found := page.evaluate(WIDER):
                wide[str(path)] = found
    assert wide == {}


def test_what_an_amendment_changed_has_as_much_room_on_paper_as_why(site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.set_viewport_size(LEAF)
        page.emulate_media(media="print")
        page.goto((site / "en/convenants/voorbeeldevenementen/progress.html").as_uri())
        cells = page.locator("[aria-labelledby=table-amendments] td")
        *_, why, what = cells.evaluate_all("cells => cells.map(each => each.offsetWidth)")
        assert what > why


KEYS = """
() => [...document.querySelectorAll(".bar")].map(bar => {
    const seen = each => [each.getAttribute("class"), getComputedStyle(each).fill];
    const keys = [...bar.nextElementSibling.querySelectorAll("tbody svg")].filter(each => each.checkVisibility());
    return [[...bar.querySelectorAll(":scope > rect")].map(seen), keys.map(each => seen(each.lastElementChild))];
})
"""


def test_on_paper_a_bar_without_colours_has_a_key_of_its_shades(site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        page.emulate_media(media="print")
        page.goto((site / "reports/progress.html").as_uri())
        bars = page.evaluate(KEYS)
    assert len(bars) == 2
    for pieces, keys in bars:
        assert len({shade for _, shade in keys}) == len(keys) == 5
        plain = dict(each for each in keys if "url" not in each[1])
        assert {sort for sort, _ in pieces} <= {sort for sort, _ in keys}
        assert [piece for piece in pieces if plain.get(piece[0], piece[1]) != piece[1]] == []


def test_a_bar_and_what_it_counts_stand_on_one_sheet(site: Path, browser: Browser) -> None:
    verdicts = ["Behaald", "Bijna behaald", "Niet behaald", "Nog niet aan de orde", "Niet vast te stellen"]
    with tab(browser) as page:
        for name in ("werk", "jeugd"):
            printed = sheets(page, site / f"themes/{name}.html")
            tables = [part for text in printed for part in re.split(r"Oordeel\s+Doelen", text)[1:]]
            assert len(tables) == 2
            assert [word for part in tables for word in verdicts if word not in part] == []


def test_the_first_line_about_a_goal_is_not_the_last_of_a_sheet(site: Path, browser: Browser) -> None:
    with tab(browser) as page:
        printed = sheets(page, site / "convenants/voorbeeldwonen/progress.html")
    assert any("Oordeel" in text for text in printed)
    assert [text for text in printed if re.search(r"\nOordeel\b[^\n]*(\n\d+ van \d+)?\s*$", text)] == []


@pytest.mark.parametrize("folder", ["", "en/"])
def test_what_explains_a_figure_stands_below_the_table_by_the_name_of_its_goal_and_has_room(
    site: Path, browser: Browser, folder: str
) -> None:
    with tab(browser) as page:
        page.set_viewport_size(LEAF)
        page.emulate_media(media="print")
        page.goto((site / f"{folder}reports/progress.html").as_uri())
        told = page.evaluate(TOLD)
        explanation = page.get_by_text("De kamer was pas op 15 maart klaar").first
        assert explanation.evaluate("each => each.closest('table')") is None
    assert len(told) > 10
    assert [name for name, goal, _ in told if name != goal] == []
    assert min(width for *_, width in told) > 0.6


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_council_letter_is_two_sheets(site: Path, browser: Browser, folder: str) -> None:
    with tab(browser) as page:
        assert len(sheets(page, site / f"{folder}reports/council-letter.html")) == 2
