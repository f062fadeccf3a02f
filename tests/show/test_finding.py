"""Which record an id asks for, and what a wrong one gets."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from convtool.diagnostics import Fault, Finding, Place
from convtool.errors import WrongUse
from convtool.language import Language
from convtool.layout import Unread
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Portfolio, load
from convtool.sheets.finding import find, mentioning
from tests.repositories import commit, git
from tests.show.showing import DATA, SAMPLE, register, sample, shown
from tests.test_commands import run, spoil

GOAL = {"id": "plekken", "title": "Plekken"}


def path(asked: str, portfolio: Portfolio | None = None) -> str:
    return find(portfolio or sample(), asked).record.document.path


def refused(asked: str, portfolio: Portfolio) -> list[str]:
    with pytest.raises(WrongUse) as refusal:
        find(portfolio, asked)
    english = Language("en")
    return [english.say(message) for message in (refusal.value.message, refusal.value.help) if message]


def test_a_file_is_named_by_its_id_its_folder_and_id_or_its_path() -> None:
    for asked in ("voorbeeldbouw", "convenants/voorbeeldbouw", "data/convenants/voorbeeldbouw.yaml"):
        assert path(asked) == "data/convenants/voorbeeldbouw.yaml"
    assert path("octa") == "data/initiatives/octa.yaml"


def test_of_several_with_one_id_the_convenant_is_shown_with_how_to_ask_for_the_other() -> None:
    found = find(sample(), "voorbeeldbank")
    assert (found.record.document.path, found.others) == (
        "data/convenants/voorbeeldbank.yaml",
        ("partners/voorbeeldbank",),
    )
    assert "convtool show partners/voorbeeldbank" in shown("voorbeeldbank", sample())
    assert find(sample(), "partners/voorbeeldbank").others == ()
    assert path("partners/voorbeeldbank") == "data/partners/voorbeeldbank.yaml"


@pytest.mark.parametrize("asked", ["stageplekken", "voorbeeldbank/stageplekken", "voorbeeldbank/goals/stageplekken"])
def test_a_goal_is_named_by_its_own_id_or_with_that_of_its_convenant(asked: str) -> None:
    found = find(sample(), asked)
    assert found.goal is not None
    assert (found.goal.id, found.record.document.path) == ("stageplekken", "data/convenants/voorbeeldbank.yaml")


@pytest.mark.parametrize(
    ("asked", "file"),
    [
        ("wijkfonds", "convenants/voorbeeldbank"),
        ("voorbeeldbank/agreements/vaste-adviseurs", "convenants/voorbeeldbank"),
        ("lijst-leerplekken", "meetings/2024-10-04-voorbeeldbijeenkomst"),
        ("voorbeeldwerkplaats/opvang", "initiatives/voorbeeldwerkplaats"),
        ("ruimte-vinden", "meetings/2024-10-04-voorbeeldbijeenkomst"),
    ],
)
def test_what_stands_in_a_file_shows_the_file(asked: str, file: str) -> None:
    found = find(sample(), asked)
    assert (found.record.document.path, found.goal) == (f"data/{file}.yaml", None)


def test_a_goal_comes_before_what_else_has_its_id() -> None:
    aim = {"goals": [GOAL], "contributions": [{"id": "plekken"}], "agreements": [{"id": "plekken"}]}
    assert find(register(convenants_proef=aim), "plekken").goal is not None


def test_the_id_of_several_lists_them() -> None:
    portfolio = register(convenants_een={"goals": [GOAL]}, convenants_twee={"goals": [GOAL]})
    assert refused("plekken", portfolio) == [
        '"plekken" is the id of several', "ask for one of een/goals/plekken, twee/goals/plekken",
    ]  # fmt: skip
    assert find(portfolio, "twee/plekken").record.document.path == "data/convenants/twee.yaml"


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("voorbeeldbnk", 'did you mean "voorbeeldbank"?'),
        ("voorbeeldbank/stageplek", 'did you mean "voorbeeldbank/stageplekken"?'),
        ("stageplekke", 'did you mean "stageplekken"?'),
        ("xyzzy", "convtool status lists goals by their ids"),
    ],
)
def test_a_wrong_id_gets_what_may_be_meant(asked: str, hint: str) -> None:
    assert refused(asked, sample()) == [f'"{asked}" is no id of this register', hint]
    done = run("show", asked)
    assert (done.returncode, done.stdout, hint in done.stderr) == (2, "", True)


def test_a_file_that_cannot_be_read_is_told() -> None:
    broken = SAMPLE | {"data/partners/stuk.yaml": b"schema: ["}
    assert refused("stuk", load(broken, date(2026, 1, 1))) == [
        "data/partners/stuk.yaml cannot be read", "run convtool validate data/partners/stuk.yaml",
    ]  # fmt: skip


class _Withheld(dict[str, bytes]):
    """Files of which one cannot be read after all."""

    def __getitem__(self, path: str) -> bytes:
        if path.endswith("voorbeeldbouw.yaml"):
            place = Place(path, 1, 1, 1, 1)
            raise Unread(Fault("CV001", Finding(place, say("nothing stands where text is wanted"))))
        return super().__getitem__(path)


def test_a_file_that_mentions_a_word_and_cannot_be_read_is_passed_over() -> None:
    portfolio = load({"data/convenants/stuk.yaml": b"title: wijkfonds"}, date(2026, 1, 1))
    assert list(mentioning(portfolio, Convenant, "wijkfonds")) == []


def test_only_files_that_mention_a_word_are_read() -> None:
    portfolio = load(_Withheld(SAMPLE), date(2026, 1, 1))
    found = [convenant.id for convenant in mentioning(portfolio, Convenant, "wijkfonds")]
    assert found == ["voorbeeldbank"]
    assert [convenant.id for convenant in mentioning(portfolio, Convenant, "")][:2] == [
        "abn-amro", "partners-masterplan-zuidoost",
    ]  # fmt: skip


def test_an_earlier_commit_can_be_asked_for(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    shutil.copytree(DATA, tmp_path / "data")
    first = commit(tmp_path)
    spoil(tmp_path, "data/initiatives/octa.yaml", "name: OCTA", "name: Anders")
    assert run("show", "octa", cwd=tmp_path).stdout.startswith("Anders\n")
    assert run("show", "octa", "--rev", first, cwd=tmp_path).stdout.startswith("OCTA\n")
