"""What is found in a register's own templates without rendering them, and what is not held against them."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from convtool.diagnostics import Fault
from convtool.files import own_templates, shipped_templates
from convtool.language import Language
from convtool.mistakes import mistakes

SHIPPED = shipped_templates()
ENGLISH = Language("en")


def found(source: str | bytes, name: str = "convenant/kort.nl.j2", **others: str) -> list[Fault]:
    """What is found in one template of a register, beside others whose dots are written as dashes."""
    own = {f"templates/{name}": source.encode() if isinstance(source, str) else source}
    more = {f"templates/{key}": text.encode() for key, text in others.items()}
    return mistakes({**own, **more}, SHIPPED)


def words(source: str, name: str = "convenant/kort.nl.j2") -> list[str]:
    """The words that are found, as they stand at their places."""
    lines = source.split("\n")
    places = [fault.finding.place for fault in found(source, name)]
    return [lines[each.line - 1][each.column - 1 : each.end_column - 1] for each in places]


def test_the_templates_that_come_with_the_tool_have_no_mistake() -> None:
    own = {f"templates/{name}": text.encode() for name, text in SHIPPED.items()}
    assert mistakes(own, {}) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("een\n{{ bestaat_niet }}", ["bestaat_niet"]),
        ("titel {{ titel }} en {{ titel }}\n{{ titel }}", ["titel"]),
        ("{{ summary.whoo }}", ["whoo"]),
        ("{{ totals.x }} {{ totals.y }}", ["x", "y"]),
        ("{% for goal in goals %}{{ goal.tittle }}{% endfor %}", ["tittle"]),
        ("{% for goal in goals %}{{ goal }}{% endfor %}{% for goal in agreements %}{{ goal.titles }}{% endfor %}", ["titles"]),
        ("{% for name, means in definitions %}{{ name.x }}{{ means.x }}{% endfor %}", []),
        ("{% for each in sources %}{{ each.url }}{{ each.answers }}{{ each.at }}{% endfor %}", ["at"]),
        ("{{ form.hoofdstuk('x') }}", ["hoofdstuk"]),
        ("{{ words.dagen(updated) }}", ["dagen"]),
        ("{{ title|upper|opper }}", ["opper"]),
        ("{% filter opper %}x{% endfilter %}", ["opper"]),
        ("{% if term is not worrd %}x{% endif %}", ["worrd"]),
        ("{% include 'convenant/articles/x.nl.j2' %}", ["convenant/articles/x.nl.j2"]),
        ('{% import "x.j2" as x %}{{ x.y }}', ["x.j2"]),
        ("{% from 'x.j2' import y as z, w %}{{ z }}{{ w }}{{ y }}", ["x.j2", "y"]),
        ("{% extends 'x.j2' %}", ["x.j2"]),
        ("{% for x in range(3) %}{{ x }}{% endfor %}", ["range"]),
        ("{{ loop }}{{ self.a() }}{{ caller() }}", []),
        ("{{ Titel }}{{ none }}{{ true }}", ["Titel"]),
        ("{{ title\n   ~ titel }}", ["titel"]),
    ],
)  # fmt: skip
def test_a_word_that_is_not_known_is_found_at_its_place(source: str, expected: list[str]) -> None:
    assert words(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{% set summary = goals %}{{ summary.whoo }}",
        "{% for goal in goals %}{% set goal = goal.goal %}{{ goal.serves }}{% endfor %}",
        "{% for goal in goals|list %}{{ goal.anything }}{% endfor %}",
        "{% for a, b in facts %}{{ a.x }}{% endfor %}",
        "{% macro mine(x, y=1) %}{{ x.z }}{{ y }}{{ varargs }}{% endmacro %}{{ mine(title) }}",
        "{% call(line) form.bullets() %}{{ line.x }}{% endcall %}",
        "{% with a = title %}{{ a.x }}{% endwith %}",
        "{% set text %}{{ title }}{% endset %}{{ text }}",
        "{% include 'x.j2' ignore missing %}",
        "{% include ['x.j2', 'y.j2'] %}{% include title ~ '.j2' %}",
        "{% extends '_parts/layout.' ~ format ~ '.j2' %}{% block main %}{{ super() }}{% endblock %}",
        "{{ convenant_is_fine if false else title }}".replace("convenant_is_fine", "short_title.x"),
        "{{ under.title }}{{ signing.date }}{{ term.ends.last }}",
        "",
    ],
)
def test_what_would_render_is_not_held_against_a_template(source: str) -> None:
    assert found(source) == []


def test_a_part_may_use_what_any_template_that_includes_it_sets() -> None:
    article = "convenant/articles/term.nl.j2"
    assert words("{{ article.number }}{{ artikel }}", article) == ["artikel"]
    assert words("{{ article }}") == ["article"]
    brief = {
        "convenant/brief.nl.j2": "{% for artikel in articles %}{% include 'convenant/articles/term.nl.j2' %}{% endfor %}"
    }
    assert found("{{ artikel }}", article, **brief) == []


def test_a_page_may_use_what_its_layout_sets() -> None:
    own = "{% extends '_parts/mine.j2' %}{% block a %}{{ mine }}{% endblock %}"
    assert found(own, **{"_parts/mine.j2": "{% set mine = 1 %}{% block a %}{% endblock %}"}) == []
    assert len(found(own, **{"_parts/mine.j2": "{% block a %}{% endblock %}"})) == 1


def test_the_parts_that_see_no_page_are_told_so() -> None:
    assert words("{% macro a() %}{{ said }}{{ title }}{% endmacro %}", "_parts/md.j2") == ["title"]
    assert words("{{ form.text(1) }}{{ title }}", "_parts/words.nl.j2") == ["title"]
    assert words("{{ title }}", "_parts/style.css.j2") == ["title"]
    assert words("{{ title }}{{ honesty }}{{ titel }}", "_parts/eigen.j2") == ["titel"]
    assert words("{{ title }}{{ honesty }}{{ titel }}", "brief/page.nl.j2") == ["titel"]


def test_every_sort_of_page_has_its_own_names() -> None:
    assert words("{{ real.honesty }}{{ goals }}", "portfolio/lijst.en.j2") == ["goals"]
    assert words("{{ ground }}{{ goals }}", "withheld/page.nl.j2") == ["goals"]


def test_a_part_with_a_mistake_is_its_own_fault_only() -> None:
    faults = found("{{ form.anything }}{{ titel }}", **{"_parts/md.j2": "{% if %}"})
    assert [(each.finding.place.path, each.finding.place.trail) for each in faults] == [
        ("templates/convenant/kort.nl.j2", "titel"),
        ("templates/_parts/md.j2", ""),
    ]


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("een\n  {% if %}", 2, "Expected an expression"),
        ("een\n{{ title }\ndrie", 2, "unexpected '}'"),
        ("een\n{# open", 2, "Missing end of comment tag"),
        ("{% for x in goals %}\n\n", 1, "Unexpected end of template"),
        ("{% do title %}", 1, "unknown tag 'do'"),
        ("{% block a %}{% endblock %}\r\n{% block a %}{% endblock %}", 2, "defined twice"),
        ("{% if title %}\n{% extends '_parts/layout.md.j2' %}{% endif %}{% macro m() %}{% extends 'x' %}{% endmacro %}", 2, 'no template "x"'),
        ("{% macro m() %}\n{% extends '_parts/layout.md.j2' %}{% endmacro %}", 2, "non top-level"),
        ("{{ " + "9" * 5000 + " }}", 1, "digits"),
        ("{{ " + "(" * 5000 + " }}", 1, "inside each other"),
        ("{% if title %}" * 3000, 1, "inside each other"),
        ("{{ title" + " + title" * 5000 + " }}", 1, "inside each other"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(source: str, line: int, says: str) -> None:
    (fault,) = found(source)
    assert says in ENGLISH.say(fault.finding.message)
    assert (fault.code, fault.finding.place.line) == ("CV901", line)


def test_what_is_not_utf8_is_told_with_its_place() -> None:
    (fault,) = found("eén\r\nt".encode() + b"w\xe9")
    assert fault.finding.place[1:5] == (2, 3, 2, 4)


@pytest.mark.parametrize("source", ["{{ 9**9**9**9 }}", "{{ 'a' * 10000000000 }}", "{{ [0] * 10000000000 }}", "{{ 'a' * 99999999|abs }}"])  # fmt: skip
def test_nothing_is_worked_out(source: str) -> None:
    tracemalloc.start()
    try:
        assert found(source) == []
        assert tracemalloc.get_traced_memory()[1] < 20_000_000, "2 MB is taken by what looks into templates"
    finally:
        tracemalloc.stop()


def test_a_flood_of_mistakes_is_cut_off() -> None:
    assert len(found(" ".join(f"{{{{ naam_{number} }}}}" for number in range(1500)))) == 1000


# ---- The disk -------------------------------------------------------------------------------------------


def test_a_register_without_templates_has_none(tmp_path: Path) -> None:
    assert own_templates(tmp_path) == ({}, [])


def test_the_tool_s_own_templates_are_none_of_a_register_s() -> None:
    assert own_templates(Path(__file__).parent.parent) == ({}, [])


def test_what_cannot_be_read_is_a_fault_and_hides_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "convenant"
    folder.mkdir(parents=True)
    (folder / "goed.nl.j2").write_text("{{ title }}")
    (folder / "groot.nl.j2").write_bytes(b" " * 10 * 2**20)
    (folder / "link.nl.j2").symlink_to(folder / "goed.nl.j2")
    (folder / "weg.nl.j2").symlink_to(tmp_path / "nergens")
    (folder / "map.nl.j2").mkdir()
    os.mkfifo(folder / "pijp.nl.j2")
    (folder / "leesmij.md").write_text("{{")
    own, faults = own_templates(tmp_path)
    assert list(own) == ["templates/convenant/goed.nl.j2"]
    told = {each.finding.place.path.rpartition("/")[2]: ENGLISH.say(each.finding.message) for each in faults}
    assert told == {
        "groot.nl.j2": "the file cannot be read: too large",
        "link.nl.j2": "the file is a link",
        "weg.nl.j2": "the file is a link",
        "pijp.nl.j2": "the file cannot be read: this is no ordinary file",
    }
    assert {each.code for each in faults} == {"CV901"}


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "page.nl.j2").write_text("{{")
    (tmp_path / "templates").symlink_to(tmp_path / "elders")
    own, (fault,) = own_templates(tmp_path)
    assert (own, fault.code, fault.finding.place.path) == ({}, "CV901", "templates")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "templates" / "convenant").mkdir(parents=True)
    (tmp_path / "templates" / "convenant").chmod(0)
    own, (fault,) = own_templates(tmp_path)
    assert (own, fault.finding.place.path) == ({}, "templates")
