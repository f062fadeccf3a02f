"""Pages as PDF: what a screen reader finds in them, and that the same page gives the same bytes."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from convtool.context import Site, pages
from convtool.errors import ConvtoolError
from convtool.files import shipped_templates
from convtool.printing import printer
from convtool.rendering import STYLE, Renderer
from tests.filled import portfolio
from tests.filled import register as filled_register
from tests.needed import needed

PAGE = """<!doctype html>
<html lang="nl"><head><title>Een convenant</title><link rel="stylesheet" href="../assets/style.css"></head>
<body><main><h1>Een convenant</h1><p>Eerst dit, <a href="../index.html">terug</a> of
<a href="https://voorbeeld.example/">verder</a>.</p><img src="file:///etc/passwd" alt="niets">
<h2>Tabel</h2><table><caption>Getallen</caption><thead><tr><th scope="col">Jaar</th></tr></thead>
<tbody><tr><th scope="row">2024</th></tr></tbody></table><p>Daarna dat.</p></main></body></html>"""


@pytest.fixture(scope="session")
def weasyprint() -> None:
    """WeasyPrint and the libraries that it needs."""
    found = importlib.util.find_spec("weasyprint")
    if found:
        try:
            printer("")
        except ConvtoolError:
            found = None
    needed("WeasyPrint", "there" if found else None, "the PDF")


def tags(node: Any) -> list[str]:
    """The tags of a document in the order in which they are read."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for each in node for tag in tags(each)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (tags(node["/K"]) if "/K" in node else [])


def pdf(page: str = PAGE) -> PdfReader:
    return PdfReader(io.BytesIO(printer("")(page)))


@pytest.mark.usefixtures("weasyprint")
def test_a_pdf_says_its_language_its_title_and_the_order_of_what_it_holds() -> None:
    made = pdf()
    root: Any = made.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("nl", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert made.metadata is not None
    assert made.metadata.title == "Een convenant"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    wanted = ("/H1", "/H2", "/Table", "/Caption", "/TH")
    assert [tag for tag in tags(root["/StructTreeRoot"]) if tag in wanted] == [*wanted, "/TH"]
    text = made.pages[0].extract_text()
    assert text.index("Eerst dit") < text.index("Getallen") < text.index("Daarna dat")
    assert [each.title for each in made.outline if not isinstance(each, list)] == ["Een convenant"]


@pytest.mark.usefixtures("weasyprint")
def test_a_pdf_travels_alone_and_fetches_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    made = pdf()
    found = [note.get_object()["/A"]["/URI"] for page in made.pages for note in page.get("/Annots", [])]
    assert found == ["https://voorbeeld.example/"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("weasyprint")
def test_the_same_page_gives_the_same_pdf() -> None:
    assert printer("p { color: #333 }")(PAGE) == printer("p { color: #333 }")(PAGE)
    assert printer("")(PAGE) != printer("")(PAGE.replace("2024", "2025"))


@pytest.mark.usefixtures("weasyprint")
def test_there_is_room_to_sign() -> None:
    files = Renderer(shipped_templates(), ["html"]).render(pages(portfolio("woord", status="agreed"), Site()))
    found: dict[str, float] = {}

    def look(text: str, _: object, at: list[float], *__: object) -> None:
        found.setdefault(text.strip(), at[5])

    for sheet in PdfReader(io.BytesIO(printer(files[STYLE])(files["convenants/proef.html"]))).pages:
        if not found or "Handtekening" not in found:
            found.clear()
            sheet.extract_text(visitor_text=look)
    assert abs(found["Datum"] - found["Handtekening"]) / 72 * 25.4 > 12  # millimetres


@pytest.mark.usefixtures("weasyprint")
def test_a_first_sheet_begins_below_its_margin_as_the_others_do() -> None:
    files = Renderer(shipped_templates(), ["html"]).render(pages(portfolio("woord"), Site()))
    found: list[float] = []

    def look(text: str, _: object, at: list[float], *__: object) -> None:
        if "Convenant op maat" in text:
            found.append(at[5])

    sheet = PdfReader(io.BytesIO(printer(files[STYLE])(files["convenants/proef.html"]))).pages[0]
    sheet.extract_text(visitor_text=look)
    assert 25 < found[0] / 96 * 25.4 < 32  # millimetres from the top


@pytest.mark.usefixtures("weasyprint")
def test_no_name_is_hyphenated_in_the_title_of_a_document() -> None:
    style = Renderer(shipped_templates(), ["html"]).render(pages(portfolio("woord"), Site()))[STYLE]
    title = "Convenant Voorbeeldbank en Masterplan Zuidoost, Diemen-Zuid en Duivendrecht"
    text = (
        PdfReader(io.BytesIO(printer(style)(PAGE.replace("<h1>Een convenant", f"<h1>{title}")))).pages[0].extract_text()
    )
    assert " ".join(text.split()).startswith(title)


@pytest.mark.usefixtures("weasyprint")
def test_a_table_of_who_does_what_stays_on_its_sheet_whatever_its_columns_are_called() -> None:
    style = Renderer(shipped_templates(), ["html"]).render(pages(portfolio("woord"), Site()))[STYLE]
    heads = "".join(f'<th scope="col"><a href="#x">{name}</a></th>' for name in ["Leefbaarheid"] * 11)
    cells = "".join(f"<td>{number}</td>" for number in range(101, 112))
    page = PAGE.replace("<table><caption>Getallen</caption>", '<table class="matrix"><caption>Getallen</caption>')
    page = page.replace('<th scope="col">Jaar</th>', f'<th scope="col">Jaar</th>{heads}')
    page = page.replace("2024</th>", f"2024</th>{cells}")
    found: dict[str, float] = {}

    def look(text: str, _: object, at: list[float], *__: object) -> None:
        found.setdefault(text.strip(), at[4])

    PdfReader(io.BytesIO(printer(style)(page))).pages[0].extract_text(visitor_text=look)
    assert found["110"] < found["111"] < 190 / 25.4 * 96  # a margin of 20 millimetres


@pytest.mark.usefixtures("weasyprint")
def test_the_key_of_a_bar_is_hatched_and_dotted_as_the_bar_is() -> None:
    files = Renderer(shipped_templates(), ["html"]).render(pages(portfolio("woord"), Site()))
    sheet = PdfReader(io.BytesIO(printer(files[STYLE])(files["convenants/proef/progress.html"]))).pages[0]
    resources: Any = sheet["/Resources"]
    assert "Niet vast te stellen 2" in sheet.extract_text()
    assert len(resources["/Pattern"]) == 3  # the dots of the piece, and of the key what is hatched and what is dotted


def render(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    root = folder / "register"
    for path, data in filled_register("woord").items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    command = [sys.executable, "-m", "convtool", "render", "--root", str(root), "--out", str(folder / "out"), *words]
    settings = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **environment}
    return subprocess.run(command, env=settings, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("weasyprint")
def test_every_page_can_be_a_pdf(tmp_path: Path) -> None:
    done = render(tmp_path, "--format", "pdf,md")
    assert (done.returncode, done.stderr) == (0, "")
    made = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert {path[:-3] for path in made if path.endswith(".md")} == {path[:-4] for path in made if path.endswith(".pdf")}
    assert not [path for path in made if path.endswith((".html", ".css"))]
    first = PdfReader(tmp_path / "out" / "convenants" / "proef.pdf").pages[1].extract_text()
    assert "2 van" in first
    assert "woord" in first
    assert render(tmp_path, "--check", TZ="Asia/Tokyo", PYTHONHASHSEED="7").stdout == ""
    assert json.loads((tmp_path / "out" / "build.json").read_text())["formats"] == ["md", "pdf"]


def test_without_weasyprint_the_next_step_is_told(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text("raise ImportError('No module named weasyprint')")
    done = render(tmp_path, "--format", "pdf", PYTHONPATH=str(tmp_path))
    assert done.returncode == 3
    assert "convtool[pdf]" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
