"""The pages of the sample register, rendered once by the command itself, and a browser to look at them."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.needed import needed, package

ROOT = Path(__file__).parents[2]

_OF_A_KIND = 5

QUIET = [
    "--headless",
    "--no-sandbox",  # a container's root has no other way
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Render the sample register in both languages, as on the last day of 2025."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "convtool", "render", "--root", str(ROOT), "--out", str(out)]
    subprocess.run([*command, "--as-of", "2025-12-31", "--lang", "both"], check=True)
    return out


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Path]:
    """Every page of the site, and there is at least one."""
    found = sorted(site.rglob("*.html"))
    assert found, "no page was rendered"
    return found


@pytest.fixture(scope="session")
def several(site: Path, pages: list[Path], request: pytest.FixtureRequest) -> list[Path]:
    """Pages of every kind in both languages, for what takes long; with --torture above 1 every page."""
    if request.config.getoption("--torture") > 1:
        return pages
    kinds: dict[tuple[str, ...], list[Path]] = {}
    for path in pages:
        *folders, name = path.relative_to(site).parts
        below = "convenants" in folders[:-1]  # what lies below a convenant is a kind by its name
        kinds.setdefault((*(folders[:-1] if below else folders), name if below else ""), []).append(path)
    return [path for kind in sorted(kinds) for path in kinds[kind][:_OF_A_KIND]]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, as the system has it."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = needed("Chromium", next(filter(None, map(shutil.which, names)), None), "the pages")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe, which looks for what keeps people out of a page."""
    return Path(package("axe-core/axe.min.js", "the pages")).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def html_validate() -> list[str]:
    """The command that holds pages to the standard."""
    node = needed("node", shutil.which("node"), "the pages")
    settings = Path(__file__).with_name("htmlvalidate.mjs")
    return [node, package("html-validate/bin/html-validate.mjs", "the pages"), "--config", str(settings)]


@pytest.fixture(scope="session")
def nu() -> list[str]:
    """The command of the checker of the standard itself."""
    java = needed("java", shutil.which("java"), "the pages")
    return [java, "-jar", package("vnu-jar/build/dist/vnu.jar", "the pages"), "--errors-only"]
