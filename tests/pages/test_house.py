"""The look of the pages: contrast that is computed for both schemes, and a house that brings its own."""

import re
import shutil
import subprocess
import sys
from datetime import date
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from convtool.context import Site, pages
from convtool.portfolio import load
from convtool.rendering import STYLE, Renderer
from tests.pages.test_pages import LOOK_WITH_AXE, TAGS
from tests.test_rendering import TEMPLATES

ROOT = Path(__file__).parents[2]
TEXT, LINE = 4.5, 3.0
GROUNDS = ("page", "paper", "sunk")
PAIRS = [
    *((text, ground, TEXT) for text, ground in product(("ink", "soft", "link"), GROUNDS)),
    *((tone, f"{tone}-soft", TEXT) for tone in ("accent", "warm", "good", "bad")),
    *(("ink", f"{tone}-soft", TEXT) for tone in ("accent", "warm")),
    ("link", "accent-soft", TEXT),
    *((line, ground, LINE) for line, ground in product(("strong-line", "focus"), ("page", "paper"))),
]
HOUSE = """
@media (prefers-color-scheme: light) {
  :root { --house-blue: #004699; --convtool-color-link: var(--house-blue); --convtool-color-page: #fff; }
}
@media (prefers-color-scheme: dark) {
  :root { --convtool-color-link: #ffe600; }
}
:root { --convtool-font-body: Arial, sans-serif; --convtool-radius: 0; }
"""


@lru_cache
def style() -> str:
    """The style sheet."""
    empty = load({}, date(2026, 11, 21))
    return Renderer(TEMPLATES, ["html"]).render(pages(empty, Site()))[STYLE]


def tokens(css: str) -> dict[str, dict[str, str]]:
    """The colours of both schemes by their short names."""
    light, dark = (re.findall(r"--convtool-color-([a-z-]+): (#[0-9a-f]{3,6});", part) for part in split(css))
    return {"light": dict(light), "dark": {**dict(light), **dict(dark)}}


def split(css: str) -> tuple[str, str]:
    """The tokens of the light scheme, and what the dark one changes."""
    light, _, rest = css.partition("@media (prefers-color-scheme: dark) {")
    return light, rest.partition("\n}\n")[0]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    assert (round(contrast("#000", "#fff"), 1), round(contrast("#767676", "#ffffff"), 2)) == (21.0, 4.54)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_stand_apart_in_both_schemes(scheme: str, front: str, ground: str, least: float) -> None:
    colours = tokens(style())[scheme]
    assert contrast(colours[front], colours[ground]) >= least


def test_every_colour_has_a_token() -> None:
    rules = (ROOT / "templates/_parts/style.css.j2").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", rules) == []
    used = set(re.findall(r"var\((--convtool-[a-z-]+)", rules))
    defined = (ROOT / "templates/_parts/tokens.css.j2").read_text(encoding="utf-8")
    assert used <= set(re.findall(r"(--convtool-[a-z-]+):", defined))


def test_every_token_is_explained() -> None:
    rows = re.findall(r"^\| (`--convtool.*?) \|", (ROOT / "docs/pages.md").read_text(encoding="utf-8"), re.MULTILINE)
    explained = {name for row in rows for name in re.findall(r"`(--convtool-[a-z-]+)`", row)}
    explained |= {f"--convtool-color{name}" for row in rows for name in re.findall(r"`(-[a-z]+-soft)`", row)}
    defined = (ROOT / "templates/_parts/tokens.css.j2").read_text(encoding="utf-8")
    assert explained == set(re.findall(r"(--convtool-[a-z-]+):", defined))


@pytest.mark.parametrize(("scheme", "link"), [("light", "rgb(0, 70, 153)"), ("dark", "rgb(255, 230, 0)")])
def test_a_house_brings_its_own_look_in_one_file(
    browser: Browser, axe: str, tmp_path: Path, scheme: Literal["light", "dark"], link: str
) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    house = tmp_path / "templates/_parts/house.css.j2"
    house.parent.mkdir(parents=True)
    house.write_text(HOUSE, encoding="utf-8")
    command = [sys.executable, "-m", "convtool", "render", "voorbeeldbank", "--root", str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto((tmp_path / "build/convenants/voorbeeldbank.html").as_uri())
    colour = "getComputedStyle(document.querySelector('main a:not(.contents a, .note a)')).color"
    assert page.evaluate(colour) == link
    page.evaluate(axe)
    assert page.evaluate(LOOK_WITH_AXE, TAGS) == []
    page.emulate_media(media="print")
    assert page.evaluate(colour) == "rgb(0, 0, 0)"
    context.close()
