"""The Markdown beside a page says the same in the same order, also to a reader that is not ours."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.needed import needed
from tests.pages.test_pages import tab

STRUCTURE = """
() => {
    const text = each => each.textContent.replace(/\\s+/g, "");
    const without = (each, out) => {
        const copy = each.cloneNode(true);
        copy.querySelectorAll(out).forEach(part => part.remove());
        return text(copy);
    };
    const main = document.querySelector("main");
    return {
        heads: [...main.querySelectorAll(":is(h1, h2, h3):not(#contents)")].map(each => without(each, ".note")),
        tables: [...main.querySelectorAll("table")].map(each => [each.rows.length, each.rows[0].cells.length]),
        notes: [...main.querySelectorAll(".note")].length,
    };
}
"""


def below(node: Any) -> Iterator[dict[str, Any]]:
    """Every element of a document of pandoc, in order."""
    if isinstance(node, dict):
        if "t" in node:
            yield node
        for value in node.values():
            yield from below(value)
    elif isinstance(node, list):
        for value in node:
            yield from below(value)


def said(node: Any) -> str:
    """The text of an element without its notes."""
    if isinstance(node, dict) and node.get("t") == "Note":
        return ""
    if isinstance(node, dict):
        return node["c"] if node.get("t") == "Str" else said(list(node.values()))
    return "".join(map(said, node)) if isinstance(node, list) else ""


def structure(path: Path) -> dict[str, Any]:
    """What pandoc makes of a file: headings, the size of tables, and how many notes."""
    pandoc = needed("pandoc", shutil.which("pandoc"), "the Markdown in another reader")
    done = subprocess.run([pandoc, "-f", "gfm+footnotes", "-t", "json", path], check=True, capture_output=True)
    found = list(below(json.loads(done.stdout)["blocks"]))
    tables = []
    for table in (each["c"] for each in found if each["t"] == "Table"):
        rows = [*table[3][1], *(row for body in table[4] for row in body[3])]
        tables.append([len(rows), len(rows[0][1])])
    return {
        "heads": [re.sub(r"\s+", "", said(each["c"][2])) for each in found if each["t"] == "Header"],
        "tables": tables,
        "notes": sum(each["t"] == "Note" for each in found),
    }


def test_the_markdown_has_the_headings_tables_and_notes_of_the_page(several: list[Path], browser: Browser) -> None:
    different = {}
    with tab(browser) as page:
        for path in several:
            page.goto(path.as_uri())
            seen, read = page.evaluate(STRUCTURE), structure(path.with_suffix(".md"))
            if seen != read:
                different[path.name] = {key: (seen[key], read[key]) for key in seen if seen[key] != read[key]}
    assert different == {}
