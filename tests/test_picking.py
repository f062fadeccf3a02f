"""Asking for some pages only: by kind, by template, and by what they are about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from convtool.errors import ConvtoolError, WrongUse
from convtool.picking import About, about, refuse_missing, templates_for
from convtool.portfolio import Portfolio, load
from convtool.rendering import SCRIPT, STYLE
from convtool.site import MANIFEST
from tests.small import DAY, register
from tests.test_rendering import TEMPLATES
from tests.test_site import contents, render
from tests.test_site import register as on_disk

__all__ = ["on_disk"]

MASTERPLAN = {"themes": [{"id": "werk", "title": "Werk"}, {"id": "een"}], "ambitions": [{"number": 4}]}


@pytest.fixture
def small() -> Portfolio:
    """A register with two convenanten, a partner of the same name as one, a theme of the same name as the other."""
    return register({"id": "bank"}, {"id": "een"}, masterplan=MASTERPLAN)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ([], About()),
        (["een"], About(("een",))),
        (["bank", "bank"], About(("bank",))),
        (["partners/bank"], About(others=("partners/bank",))),
        (["data/convenants"], About(("bank", "een"))),
        (["data/partners/bank.yaml"], About(others=("partners/bank",))),
        (["werk"], About(others=("themes/werk",))),
        (["themes/een", "een"], About(("een",), ("themes/een",))),
        (["4"], About(others=("ambitions/4",))),
        (["ambitions/4"], About(others=("ambitions/4",))),
    ],
    ids=str,
)
def test_a_convenant_comes_before_all_else_and_an_address_is_exact(
    small: Portfolio, words: list[str], asked: About, tmp_path: Path
) -> None:
    assert about(small, words, tmp_path) == asked


@pytest.mark.parametrize("word", ["onbekend", "data/masterplan.yaml", "themes/onbekend", "ambitions/9"])
def test_a_word_that_names_nothing_is_told(small: Portfolio, word: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUse):
        about(small, [word], tmp_path)


def test_a_convenant_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    broken = load({"data/convenants/een.yaml": b"- x"}, DAY)
    with pytest.raises(ConvtoolError) as raised:
        about(broken, ["een"], tmp_path)
    assert raised.value.exit_code == 3


def test_a_name_is_a_kind_of_page_or_a_template() -> None:
    mine = TEMPLATES | {"convenant/kort.nl.j2": "", "addendum/kort.nl.j2": ""}
    assert templates_for([], mine) == frozenset()
    assert templates_for(["kort"], mine) == {"convenant/kort.nl.j2", "addendum/kort.nl.j2"}
    assert templates_for(["addendum"], mine) == {
        "addendum/kort.nl.j2", "addendum/page.nl.j2", "addendum/page.en.j2",
    }  # fmt: skip


@pytest.mark.parametrize(("name", "hint"), [("convenent", 'did you mean "{id}"?'), ("x", "the words are {words}")])
def test_a_name_that_makes_no_page_is_told_with_those_that_do(name: str, hint: str) -> None:
    with pytest.raises(WrongUse) as raised:
        templates_for([name], TEMPLATES)
    assert raised.value.help is not None
    assert raised.value.help.text == hint
    assert "page" not in str(raised.value.help.values)


def test_what_is_asked_for_and_not_made_is_told() -> None:
    refuse_missing(About(others=("partners/bank",)), ["nl/partners/bank.html"])
    with pytest.raises(WrongUse):
        refuse_missing(About(others=("partners/bank",)), ["partners/bank-twee.html"])
    with pytest.raises(WrongUse):
        refuse_missing(About(), [])


# ---- The command -----------------------------------------------------------------------------------------


def test_pages_of_one_kind_are_made_anew_and_the_others_stay(on_disk: Path, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "out"))
    assert render(on_disk, *out).returncode == 0
    before = contents(tmp_path / "out")
    for path in ("index.html", "accessibility.html", "convenants/proef.html"):
        (tmp_path / "out" / path).write_text("anders")
    done = render(on_disk, "--page", "portfolio", "--page", "accessibility", *out)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "convenants" / "proef.html").read_text() == "anders"
    (tmp_path / "out" / "convenants" / "proef.html").write_bytes(before["convenants/proef.html"])
    assert contents(tmp_path / "out") == before
    assert render(on_disk, "--check", *out).stdout == ""
    listed = {page["path"] for page in json.loads(before[MANIFEST])["pages"]}
    assert listed == set(before) - {MANIFEST}


def test_a_template_of_the_register_can_be_asked_for_alone(on_disk: Path, tmp_path: Path) -> None:
    own = on_disk / "templates" / "convenant"
    own.mkdir(parents=True)
    (own / "kort.nl.j2").write_text("Kort: {{ title }}")
    out = tmp_path / "out"
    assert render(on_disk, "proef", "--page", "kort", "--format", "html", "--out", str(out)).returncode == 0
    assert set(contents(out)) == {"convenants/proef/kort.html", STYLE, SCRIPT, MANIFEST}


def test_a_register_can_replace_a_page_and_add_one(on_disk: Path, tmp_path: Path) -> None:
    own = on_disk / "templates"
    (own / "convenant").mkdir(parents=True)
    (own / "withheld").mkdir()
    (own / "convenant" / "page.nl.j2").write_text("Van ons: {{ title }}")
    (own / "convenant" / "kaart.nl.j2").write_text("{% extends '_parts/layout.' ~ format ~ '.j2' %}")
    done = render(on_disk, "--out", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (0, "")
    made = contents(tmp_path / "out")
    assert made["convenants/proef.html"] == b"Van ons: woord\n"
    assert b"<!doctype html>" in made["convenants/proef/kaart.html"]
    assert b"<!doctype html>" in made["index.html"]


@pytest.mark.parametrize(
    "reach",
    [
        "{% include '/etc/passwd' %}",
        "{% include '../../data/masterplan.yaml' %}",
        "{{ title.__class__.__mro__ }}",
        "{{ form.table.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
    ],
)
def test_a_template_that_reaches_for_the_disk_or_for_python_is_refused_by_file_and_line(
    on_disk: Path, tmp_path: Path, reach: str
) -> None:
    own = on_disk / "templates" / "convenant"
    own.mkdir(parents=True)
    (own / "page.nl.j2").write_text(f"een\ntwee\n{reach}")
    done = render(on_disk, "--out", str(tmp_path / "out"))
    assert done.returncode == 3
    assert "templates/convenant/page.nl.j2, line 3" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [["--page", "onzin"], ["themes/onzin"], ["data/masterplan.yaml"]], ids=str)
def test_what_names_no_page_is_wrong_use_and_writes_nothing(on_disk: Path, tmp_path: Path, words: list[str]) -> None:
    done = render(on_disk, *words, "--out", str(tmp_path / "out"))
    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / "out").exists()
