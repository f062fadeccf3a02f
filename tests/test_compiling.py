"""Templates as code: what a macro is given, what a template cannot reach, and the same text as Jinja's own code gives."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.sandbox import ImmutableSandboxedEnvironment

from convtool.context import Site, pages
from convtool.errors import ConvtoolError
from convtool.rendering import Compiled, Renderer, tidy
from tests.filled import portfolio
from tests.test_rendering import TEMPLATES

COMPILED = Compiled()
"""The templates of the tool, compiled once for all tests."""


def made(source: str, format: str = "html") -> str:
    """What a page of a convenant says that is made with `source`."""
    renderer = Renderer(TEMPLATES | {"convenant/kort.nl.j2": source}, [format], compiled=COMPILED)
    return renderer.render(pages(portfolio("woord"), Site(ids=["proef"])))[f"convenants/proef/kort.{format}"].strip()


MINE = "{% macro mine(a, b=a ~ '!', class='k') %}{{ a }}{{ b }}{{ class }}{% endmacro %}"
ALL = "{% macro all(a) %}{{ a }}{{ varargs|length }}{% for key in kwargs %}{{ key }}{% endfor %}{% endmacro %}"
TWICE = "{% macro twice() %}{{ caller('<b>', y=2) }}{{ caller(1) }}{% endmacro %}"
MAYBE = "{% macro maybe() %}{% if caller is defined %}ja{% else %}nee{% endif %}{% endmacro %}"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (MINE + "{{ mine('x') }}", "xx!k"),
        (MINE + "{{ mine('x', 'y', 'z') }}", "xyz"),
        (MINE + "{{ mine('x', class='c') }}", "xx!c"),
        (MINE + "{{ mine('x', **{'class': 'c'}) }}", "xx!c"),
        (MINE + "{{ mine(*['x', 'y']) }}", "xyk"),
        (MINE + "{{ mine('<') }}", "&lt;&lt;!k"),
        (ALL + "{{ all('x', 1, 2, q=3) }}", "x2q"),
        (TWICE + "{% call(x, y=3) twice() %}[{{ x }}{{ y }}]{% endcall %}", "[&lt;b&gt;2][13]"),
        (MAYBE + "{{ maybe() }}{% call maybe() %}{% endcall %}", "neeja"),
        ("{% import '_parts/html.j2' as f %}{{ f.strong('<') }}", "<strong>&lt;</strong>"),
        ("{% from '_parts/html.j2' import strong %}{{ strong('<') }}", "<strong>&lt;</strong>"),
        ("{{ form.strong('a') ~ '<' }}{{ '<' ~ 1 }}", "<strong>a</strong>&lt;&lt;1"),
        ("{{ form.strong }}", "&lt;Macro &#39;strong&#39;&gt;"),
    ],
)
def test_a_macro_is_given_what_its_caller_writes(source: str, text: str) -> None:
    assert made(source) == text


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("{{ form.para('x', titel=1) }}", "para() got an unexpected keyword argument 'titel'"),
        ("{{ form.para('x', 1, 2) }}", "para() takes from 0 to 1 positional arguments but 3 were given"),
        ("{{ form.para() }}", "parameter 'text' was not provided"),
        (TWICE + "{{ twice() }}", "No caller defined"),
        ("{{ form.nope('x') }}", "no attribute 'nope'"),
        ("{{ nope('x') }}", "'nope' is undefined"),
        ("{{ form.para._run }}", "'_run' of 'Macro' object is unsafe"),
        ("{{ form['para'].__init__ }}", "unsafe"),
        ("{{ form.__class__ }}", "unsafe"),
        ("{{ form._parts }}", "no attribute '_parts'"),
        ("{{ title.format(1) }}", "not safely callable"),
        ("{% for x in [1] %}{{ loop.cycle(1) }}{% endfor %}", "not safely callable"),
        ("{% for x in [1] recursive %}{{ loop([]) }}{% endfor %}", "not safely callable"),
        ("{% block een %}{{ self.een() }}{% endblock %}", "not safely callable"),
        ("{{ goals.__class__ }}", "unsafe"),
        ("{{ '{0.__class__}'|format(1) }}", "No filter named 'format'"),
        ("{{ ('a'|map('lower')).close() }}", "not safely callable"),
        ("{{ summary.node }}", "no attribute 'node'"),
        ("{{ summary.nope }}", "no attribute 'nope'"),
        *((f"{{{{ {name} }}}}", f"'{name}' is undefined") for name in sorted(DEFAULT_NAMESPACE)),
    ],
)
def test_whatever_else_a_template_reaches_for_is_refused(source: str, says: str) -> None:
    with pytest.raises(ConvtoolError) as raised:
        made("{{ summary.who }}" + source)
    assert says in str(raised.value.message.values["what"])


def test_a_name_that_one_type_has_is_not_open_in_another() -> None:
    with pytest.raises(ConvtoolError) as raised:
        made("{% for each in [summary, title, title.title] %}{{ each.who }}{% endfor %}")
    assert "no attribute 'who'" in str(raised.value.message.values["what"])


def test_no_value_of_ours_is_looked_at_by_the_sandbox_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = set()
    look = ImmutableSandboxedEnvironment.getattr

    def noted(environment: ImmutableSandboxedEnvironment, value: object, name: str) -> object:
        looked_at.add(type(value))
        return look(environment, value, name)

    monkeypatch.setattr(ImmutableSandboxedEnvironment, "getattr", noted)
    found = pages(portfolio("woord"), Site(audience="internal"))
    assert Renderer(TEMPLATES, ["md"], compiled=COMPILED).render(found)
    assert not looked_at


def test_what_is_fit_for_a_page_is_escaped_in_its_own_format() -> None:
    assert made("{{ '<' }}{{ '*' }}{{ 1 }}{{ ['a*'] }}") == "&lt;*1[&#39;a*&#39;]"
    assert made("{{ '<' }}{{ '*' }}{{ 1 }}{{ ['a*'] }}", "md") == "\\<\\*1\\['a\\*'\\]"


LINES = st.lists(st.sampled_from(["- a", "| a |", "1. a", "12. b", "tekst", "", "", " ", "\t", "- ", "2.", "\u00a0"]))


@given(LINES)
def test_items_and_rows_stand_close_together_and_nothing_else_does(lines: list[str]) -> None:
    text = "\n".join(lines)
    wanted = re.sub(r"[ \t]+\n", "\n", text)
    for mark in (r"- ", r"\|", r"\d+\. "):
        wanted = re.sub(rf"(?m)^({mark}.*)\n{{2,}}(?={mark})", r"\1\n", wanted)
    wanted = re.sub(r"\n{3,}", "\n\n", wanted).strip() + "\n"
    assert tidy(text) == wanted
