"""Pages: what data can never do to them, what a template may do, and that the same data give the same bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from convtool.context import LANGUAGES, Site, pages
from convtool.errors import ConvtoolError
from convtool.files import shipped_templates
from convtool.prose import escape_markdown, prose_to_html, prose_to_markdown, prose_to_markdown_line, safe_address
from convtool.rendering import SCRIPT, STYLE, Renderer
from tests.filled import portfolio

ROOT = Path(__file__).parent.parent
TEMPLATES = shipped_templates()
RENDERER = Renderer(TEMPLATES)
BOTH = Site(language="both")
BEGINS_A_LIST = re.compile(r"\s*(?:[-+]|\d+[.)])\s")

PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</title><style>*{display:none}</style>",
    "<!-- weg -->",
    "<a href=javascript:alert(1)>hier</a>",
    "[hier](javascript:alert(1))",
    "[hier](JaVaScRiPt:alert(1))",
    "[hier](data:text/html,<script>alert(1)</script>)",
    "[hier](vbscript:x)",
    "[hier](//elders.example/x)",
    "[hier](file:///etc/passwd)",
    "![beeld](https://elders.example/volg.png)",
    "<javascript:alert(1)>",
    "{{ 7*191 }}",
    "{% for x in range(9) %}x{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "# Kop",
    "tekst\n\n# Kop\n\ntekst",
    "tekst\n===",
    "tekst\n\n---\n\ntekst",
    "```\ncode",
    "tekst\n\n    code",
    "| a | b |\n| --- | --- |\n| c | d |",
    "cel | cel | cel",
    "> aanhaling",
    "[ref]: https://elders.example",
    "*[WIP]* `code` _x_ ~~weg~~ &lt; :smile:",
    "1. een\n2. twee",
    "- een\n- twee",
    "+ plus",
    "= is",
    "\\",
    "www.elders.example http://elders.example iemand@elders.example",
)
PROSE_MAY = {(tag, ()) for tag in ("p", "ul", "ol", "li", "em", "strong", "br")} | {("ol", ("start",))}


def site(text: str, **changes: object) -> dict[str, str]:
    """Every file of a register in which every text is `text`."""
    return RENDERER.render(pages(portfolio(text, **changes), BOTH))


class Elements(HTMLParser):
    """Every element of a page with the names of its attributes, and every address in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, tuple[str, ...]]] = set()
        self.addresses: set[str] = set()
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.add((tag, tuple(sorted(name for name, _ in attrs))))
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src"}}

    def handle_data(self, data: str) -> None:
        """Keep what a reader sees."""
        self.said.append(data)


def html_pages(files: dict[str, str]) -> Iterator[tuple[str, Elements]]:
    return ((path, Elements(text)) for path, text in files.items() if path.endswith(".html"))


def shape(text: str) -> tuple[list[str], set[str], set[str]]:
    """The headings, the sorts of blocks and the sorts of inline marks of a page of Markdown."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    inline = {child.type for token in tokens for child in token.children or ()}
    return [token.tag for token in tokens if token.type == "heading_open"], {token.type for token in tokens}, inline


HARMLESS = site("woord")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_puts_an_element_or_an_address_into_a_page(payload: str) -> None:
    harmless = dict(html_pages(HARMLESS))
    for path, page in html_pages(site(payload)):
        may = harmless[path].found | PROSE_MAY | {("a", ("href",))}
        assert page.found - may == set(), path
        new = page.addresses - harmless[path].addresses
        assert new <= {"https://elders.example/volg.png"}, path  # a link in prose, and no image


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_changes_the_structure_of_a_page_in_markdown(payload: str) -> None:
    for path, text in site(payload).items():
        if path.endswith(".md"):
            headings, blocks, inline = shape(text)
            plain_headings, plain_blocks, plain_inline = shape(HARMLESS[path])
            assert headings == plain_headings, path
            may = {"ordered_list_open", "ordered_list_close", "bullet_list_open", "bullet_list_close"}
            assert blocks - plain_blocks - may - {"list_item_open", "list_item_close"} == set(), path
            assert inline - plain_inline - {"em_open", "em_close", "softbreak"} == set(), path


def test_data_are_never_a_template() -> None:
    for path, text in site("{{ 7*191 }}").items():
        assert "1337" not in text, path
    assert "{{ 7*191 }}" in "".join(Elements(site("{{ 7*191 }}")["convenants/proef.html"]).said)


@pytest.mark.parametrize("text", ["[WIP]", ":smile:", "عربي", "&lt;", "5 < 6 > 4", "a|b", "1. een", "- a", "C:\\map"])
def test_a_reader_of_markdown_sees_what_was_written(text: str) -> None:
    (paragraph,) = [token for token in MarkdownIt().parse(escape_markdown(text)) if token.type == "inline"]
    assert "".join(child.content for child in paragraph.children or ()) == text


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://voorbeeld.example/a?b=c", True),
        ("mailto:bureau@voorbeeld.example", True),
        ("http://voorbeeld.example", False),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("//voorbeeld.example", False),
        ("https://naam:geheim@voorbeeld.example", False),
        ("https://[x", False),
        ("https:", False),
        ("data:text/html,x", False),
        *((f"https://voorbeeld.example/a{odd}b", False) for odd in "\0\x1b\n \x7f\\\"'<>`()"),
    ],
)
def test_only_https_and_mailto_become_links(address: str, safe: bool) -> None:  # noqa: FBT001 - a row of a table
    assert (safe_address(address) is not None) is safe


@given(st.text(st.sampled_from("a1B.:/,-+;'\"{}$^@%?()w \u00a0é€"), max_size=12))
def test_a_line_without_markup_reads_as_beside_some(text: str) -> None:
    assume(not BEGINS_A_LIST.match(f"{text} "))
    assert f"{prose_to_markdown_line(text)} *x*".lstrip() == prose_to_markdown_line(f"{text} *x*")


def test_a_number_alone_is_no_empty_list() -> None:
    assert prose_to_markdown_line("1.") == r"1\."


def test_prose_takes_paragraphs_lists_emphasis_and_links() -> None:
    text = "Eén *twee*.\n\n- drie\n- **vier**\n\n[Vijf](https://voorbeeld.example/5)\n\n1. zes\n   - zeven"
    assert prose_to_html(text).count("<li>") == 4
    assert '<a href="https://voorbeeld.example/5">Vijf</a>' in prose_to_html(text)
    assert prose_to_markdown(text).splitlines() == [
        "Eén *twee*.",
        "",
        "- drie",
        "- **vier**",
        "",
        "[Vijf](<https://voorbeeld.example/5>)",
        "",
        "1. zes",
        "    - zeven",
    ]


# ---- Templates ------------------------------------------------------------------------------------------


def test_every_template_exists_in_both_languages() -> None:
    said = {name for name in TEMPLATES if re.search(r"\.(nl|en)\.j2$", name)}
    assert said == {re.sub(r"\.(nl|en)\.j2$", f".{language}.j2", name) for name in said for language in LANGUAGES}


def test_the_words_of_both_languages_have_the_same_names() -> None:
    macros = {
        language: set(re.findall(r"{% (?:macro|set) (\w+)", TEMPLATES[f"_parts/words.{language}.j2"]))
        for language in LANGUAGES
    }
    assert macros["nl"] == macros["en"]


def test_in_a_dossier_remarks_stand_with_what_happened_and_a_source_with_who_did_it() -> None:
    renderer = Renderer(TEMPLATES, ["html", "md"])
    found = renderer.render(pages(portfolio("woord"), Site("nl", audience="internal")))
    lines = found["convenants/proef/dossier.md"].splitlines()
    assert "| 6 mei 2024 | Woord · woord 1 · woord | ontvangst bevestigd | woord · woord |" in lines
    row = next(line for line in found["convenants/proef/dossier.html"].splitlines() if "ontvangst bevestigd" in line)
    assert row.count("<td") == 3
    assert row.count('class="below"') == 3


def test_both_formats_look_after_the_same_parts() -> None:
    html, markdown = (set(re.findall(r"{% macro (\w+)", TEMPLATES[f"_parts/{each}.j2"])) for each in ("html", "md"))
    assert html == markdown - {"hashes"}


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("een\n{{ bestaat_niet }}", "'bestaat_niet' is undefined"),
        ("een\n{{ convenant_is_no_name.title }}", "undefined"),
        ("een\n{% for each in goals %}{{ each.goal.tittle }}{% endfor %}", "no attribute 'tittle'"),
        ("een\n{% if %}", "Expected an expression"),
        ("een\n{{ title|attr('upper') }}", "No filter named 'attr'"),
        ("een\n{{ title|safe }}", "No filter named 'safe'"),
        ("een\n{{ title.upper() }}", "not safely callable"),
        ("een\n{% for each in goals %}{{ each.goal.at('title') }}{% endfor %}", "no attribute 'at'"),
        ("een\n{{ ''.__class__ }}", "unsafe"),
        ("een\n{{ (goals|map('fold')).gi_frame }}", "unsafe"),
        ("een\n{{ form.__class__ }}", "unsafe"),
        ("een\n{% include '../pyproject.toml' %}", "../pyproject.toml"),
        ("een\n{% for x in range(3) %}{% endfor %}", "'range' is undefined"),
    ],
)
def test_a_mistake_in_a_template_names_its_file_its_line_and_the_page(source: str, says: str) -> None:
    mine = TEMPLATES | {"convenant/page.nl.j2": source}
    with pytest.raises(ConvtoolError) as raised:
        Renderer(mine).render(pages(portfolio("woord"), Site()))
    found = raised.value.message.values
    assert (found["name"], found["line"]) == ("convenant/page.nl.j2", 2)
    assert found["page"] in {"convenants/koepel.html", "convenants/proef.html"}
    assert says in str(found["what"])
    assert raised.value.exit_code == 3


def test_a_mistake_in_a_part_names_the_part() -> None:
    mine = TEMPLATES | {"convenant/articles/citation.nl.j2": "{{ oei }}"}
    with pytest.raises(ConvtoolError) as raised:
        Renderer(mine).render(pages(portfolio("woord"), Site()))
    assert raised.value.message.values["name"] == "convenant/articles/citation.nl.j2"


def test_a_template_without_end_is_stopped() -> None:
    mine = TEMPLATES | {"convenant/page.nl.j2": "{{ 'a' * 30000000 }}"}
    with pytest.raises(ConvtoolError):
        Renderer(mine).render(pages(portfolio("woord"), Site()))


def test_a_new_template_is_a_new_page() -> None:
    mine = TEMPLATES | {
        "convenant/kort.nl.j2": "Kort: {{ title }}",
        "portfolio/lijst.nl.j2": "{% for row in real.convenants %}{{ row.convenant.title }};{% endfor %}",
    }
    files = Renderer(mine).render(pages(portfolio("een_woord"), Site()))
    assert files["convenants/proef/kort.html"] == "Kort: een_woord\n"
    assert files["convenants/proef/kort.md"] == "Kort: een\\_woord\n"
    assert "lijst.html" in files


def test_the_template_in_the_documentation_makes_a_page() -> None:
    told = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
    example = (
        told.partition("`templates/convenant/kort.nl.j2`, makes")[2].partition("```jinja\n")[2].partition("```")[0]
    )
    files = Renderer(TEMPLATES | {"convenant/kort.nl.j2": example}).render(pages(portfolio("woord"), Site()))
    assert "## Wat we willen bereiken\n\n- **woord**: " in files["convenants/proef/kort.md"]
    assert "<li><strong>woord</strong>: " in files["convenants/proef/kort.html"]


# ---- Addresses, and the same bytes -----------------------------------------------------------------------


def test_every_page_lies_where_it_was_promised() -> None:
    own = Renderer(TEMPLATES).render(pages(portfolio("woord"), Site()))
    named = [
        *("index", "accessibility", "reports/progress", "reports/council-letter", "convenants/proef/addendum-1"),
        *(f"convenants/{id}{page}" for id in ("koepel", "proef") for page in ("", "/progress", "/residents")),
        *("themes/werk", "ambitions/1", "partners/een", "meetings/bijeenkomst", "initiatives/initiatief"),
        *(f"{folder}/index" for folder in ("partners", "meetings", "initiatives")),
    ]
    assert set(own) == {STYLE, SCRIPT, *(f"{page}.{ending}" for page in named for ending in ("html", "md"))}
    assert set(HARMLESS) == {*own, *(f"en/{path}" for path in own if path not in {STYLE, SCRIPT})}


def test_a_convenant_in_english_lies_at_its_plain_address() -> None:
    files = Renderer(TEMPLATES, ["md"]).render(pages(portfolio("woord", language="en"), BOTH))
    assert "## Parties" in files["convenants/proef.md"]
    assert "## Partijen" in files["nl/convenants/proef.md"]


def rendered(out: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "convtool", "render", "--root", str(ROOT), "--out", str(out)]
    settings = {"PATH": os.environ["PATH"], **environment}
    subprocess.run([*command, "--lang", "both", "--as-of", "2026-02-28"], check=True, env=settings, capture_output=True)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def test_the_same_data_and_day_give_the_same_bytes_everywhere(tmp_path: Path) -> None:
    one = rendered(tmp_path / "een", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    other = rendered(tmp_path / "twee", PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", LC_ALL="nl_NL.UTF-8", LANG="nl")
    assert one == other
    assert "index.html" in one
