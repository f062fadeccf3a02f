"""Take the pictures of the README: what convtool really prints, and a page it really makes, in Chromium."""

import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
COLUMNS = 100
DAY = "2025-12-31"


def printed(register: Path, *words: str) -> str:
    """Give what one command prints on a colour terminal."""
    convtool = Path(sys.executable).with_name("convtool")
    environment = os.environ | {"COLUMNS": str(COLUMNS), "CONVTOOL_LANG": "en"}
    done = subprocess.run(
        [convtool, *words, "--color", "always"],
        cwd=register,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout


def terminal(*runs: tuple[str, str]) -> str:
    """Give a terminal as SVG: commands with what they printed."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    for command, told in runs:
        console.print(Text(f"$ convtool {command}", style="bold"))
        console.print(Text.from_ansi(told))
    return console.export_svg(title="convtool")


def followed(register: Path) -> str:
    """Show how a wrong theme is found, and a convenant followed."""
    file = register / "data/convenants/voorbeeldbank.yaml"
    right = file.read_text(encoding="utf-8")
    check, follow = "validate voorbeeldbank --select CV3", f"status voorbeeldbank --as-of {DAY} --format table"
    file.write_text(right.replace("[werk, jeugd]", "[werken, jeugd]", 1), encoding="utf-8")
    found = printed(register, *check.split())
    file.write_text(right, encoding="utf-8")
    return terminal((check, found), (follow, printed(register, *follow.split())))


def drawn(register: Path) -> str:
    """Show the course of one goal, without the tables below it."""
    command = f"show stageplekken --as-of {DAY}"
    return terminal((command, printed(register, *command.split()).partition("\nRequired\n")[0].rstrip()))


def main() -> None:
    """Write the pictures beside this file."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        register = Path(folder)
        shutil.copytree(ROOT / "data", register / "data")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 900}, device_scale_factor=1.5)
        for name, picture in (("terminal", followed(register)), ("goal", drawn(register))):
            page.set_content(picture)
            page.locator("svg").screenshot(path=HERE / f"{name}.png")
        printed(register, "render", "--as-of", DAY)
        for name, path in (("page", "convenants/voorbeeldbank"), ("start", "index")):
            page.goto((register / f"build/{path}.html").as_uri())
            page.screenshot(path=HERE / f"{name}.png")
        page.goto((register / "build/convenants/voorbeeldbank/progress.html").as_uri())
        page.locator("figure").first.screenshot(path=HERE / "chart.png")
        browser.close()


if __name__ == "__main__":
    main()
