"""What is begun says what is known and nothing else, explains the rest, and leaves what was there alone."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from convtool import drafts
from convtool.checking import check
from convtool.diagnostics import Level
from convtool.drafts import Known, as_signed, begun, copied, id_from, parties, programme, with_goal
from convtool.errors import ConvtoolError
from convtool.language import Language
from convtool.models.convenant import SINCE
from convtool.models.goals import Goal
from convtool.parsing import parse
from convtool.portfolio import kind_of, load
from convtool.records import Record, is_record
from convtool.rulebook import rulebook
from convtool.schemas import modeline
from convtool.tidying import laid_out
from tests.conftest import DAY, Base

FILES = Base().files
CONVENANT = "data/convenants/nieuw.yaml"
PARTIES = parties(load(FILES, DAY).programme, ["voorbeeldbank", "voorbeeldgemeente"])
KNOWN: dict[str, Known] = {
    "data/partners/nieuw.yaml": {"id": "nieuw", "name": "Nieuw"},
    "data/initiatives/nieuw.yaml": {"id": "nieuw", "name": "Nieuw"},
    "data/meetings/2026-01-01-nieuw.yaml": {"id": "2026-01-01-nieuw", "title": "Nieuw"},
    "data/masterplan.yaml": programme("Nieuw", DAY),
    CONVENANT: {"id": "nieuw", "title": "Nieuw", "kind": "partner", "status": "draft", "goals": []},
    "data/convenants/oud.yaml": {
        "id": "oud",
        "title": "Oud",
        "kind": "other",
        "example": True,
        **as_signed(PARTIES, 2019, ["Een doel", "Een doel", "目"]),
    },
}


def tell(language: str) -> Any:
    return partial(Language(language).text, domain="fields")


def errors(path: str, data: bytes) -> list[str]:
    found = check(load(FILES | {path: data}, DAY), rulebook())
    return [f"{each.code} {each.message}" for each in found if each.place.path == path and each.level is Level.ERROR]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", KNOWN)
def test_a_beginning_has_no_errors_and_is_laid_out_and_says_what_is_known(path: str, language: str) -> None:
    data = begun(path, KNOWN[path], tell(language))
    assert data.decode().splitlines()[0] == modeline(path)
    assert errors(path, data) == []
    assert laid_out(path, data) == data
    root = parse(path, data)[0].root
    assert root is not None
    assert list(root.entries) == [key for key in _fields(path) if key == "schema" or key in KNOWN[path]]


@pytest.mark.parametrize("path", KNOWN)
def test_every_key_is_explained_where_it_is_written(path: str) -> None:
    lines = begun(path, KNOWN[path], tell("en")).decode().splitlines()
    for key, field in _fields(path).items():
        later = {"signing", "events", *SINCE[:-1]} - set(KNOWN[path])
        assert (f"# {field.about}" in lines) == (key not in later), key


@pytest.mark.parametrize("path", [path for path in KNOWN if "oud" not in path])
def test_what_is_commented_out_can_be_filled_in_by_taking_the_sign_away(path: str) -> None:
    told = begun(path, KNOWN[path], tell("nl")).decode()
    filled = "".join(f"{line.removeprefix('#') if line[:2] != '# ' else line}\n" for line in told.splitlines())
    document, faults = parse(path, filled.encode())
    assert (faults, document.root is not None) == ([], True)
    assert document.root
    later = ("signing", "events", *SINCE[:-1])
    assert list(document.root.entries) == [key for key in _fields(path) if key not in later]


def _fields(path: str) -> Any:
    kind = kind_of(path)
    assert kind
    return kind.fields


def test_what_nobody_has_read_of_an_old_convenant_is_unknown_and_its_goals_have_names_of_their_own() -> None:
    known = as_signed(PARTIES, 2019, ["Een doel", "Een doel", "目"])
    assert [goal["id"] for goal in known["goals"]] == ["een-doel", "goal-2", "goal-3"]  # type: ignore[index, union-attr, call-overload]
    assert (known["summary"], known["status"], known["historical"]) == ("unknown", "signed", True)
    assert as_signed([], 2019, [])["parties"] == "unknown"
    assert as_signed([], 2019, [])["goals"] == "unknown"


def test_a_party_has_the_role_of_its_kind() -> None:
    register = load(FILES, DAY).programme
    roles = [(each["id"], each["role"]) for each in parties(register, ["voorbeeldbank", "voorbeeldgemeente", "wie"])]
    assert roles == [("voorbeeldbank", "partner"), ("voorbeeldgemeente", "government"), ("wie", "partner")]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Convenant Zuid & Oost", "convenant-zuid-oost"),
        ("  Één – twee ", "een-twee"),
        ("目", ""),
        ("a" * 70, "a" * 64),
        ("a" * 63 + " b", "a" * 63),
    ],
)
def test_a_title_suggests_an_id(title: str, name: str) -> None:
    assert id_from(title) == name


# ---- copies -------------------------------------------------------------------------------------------------


def test_a_copy_has_the_agreement_and_nothing_of_what_happened_since() -> None:
    path = "data/convenants/voorbeeldbank.yaml"
    source = FILES[path].decode().replace("term: {", "term: {ended: {date: 2025-01-01}, ", 1)
    source = source.replace("goals:", "# een opmerking bij de doelen\ngoals:", 1)
    data = copied(path, source.encode(), {"id": "kopie", "title": "Kopie", "status": "draft"})
    old, new = (parse(path, each)[0].root for each in (source.encode(), data))
    assert old
    assert new
    gone = set(old.entries) - set(new.entries)
    assert {"signing", "measurements", "events", "deliveries", "amendments"} & set(old.entries) <= gone
    assert "goals" in new.entries
    text = data.decode()
    assert ("id: kopie\ntitle: Kopie\n" in text, "status: draft" in text) == (True, True)
    assert "# een opmerking bij de doelen\ngoals:" in text
    assert "signed:" not in text
    assert "ended" not in text
    assert errors("data/convenants/kopie.yaml", data) == []


@pytest.mark.parametrize(
    "path",
    [
        "data/partners/voorbeeldbank.yaml",
        "data/initiatives/voorbeeldplatform.yaml",
        "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml",
    ],
)
def test_whatever_has_a_file_can_be_copied(path: str) -> None:
    key = "title" if "meetings" in path else "name"
    data = copied(path, FILES[path], {"id": "kopie", key: "Kopie"})
    assert errors(path.rpartition("/")[0] + "/kopie.yaml", data) == []
    assert b"needs" not in data


def test_a_copy_of_parties_without_ids_or_of_none_is_made_too() -> None:
    for written in ("parties:\n  - {role: partner}\n  - los\n", "parties: unknown\nterm: unknown\n", ""):
        data = copied(CONVENANT, f"schema: 1\nid: oud\ntitle: Oud\n{written}".encode(), {"id": "kopie"})
        assert data.decode() == f"schema: 1\nid: kopie\ntitle: Oud\n{written}"


def test_what_cannot_be_read_whole_is_not_copied() -> None:
    with pytest.raises(ConvtoolError):
        copied(CONVENANT, b"schema: [", {"id": "kopie"})


# ---- one goal more ------------------------------------------------------------------------------------------

GOAL: Known = {"id": "doel", "title": "Doel: één", "themes": ["werk"]}
HEAD = "schema: 1\nid: nieuw\n"


def goals(data: bytes) -> list[str]:
    """The ids of the goals in a file."""
    root = parse(CONVENANT, data)[0].root
    assert root
    node: Any = root.entries["goals"][1]
    return [item.entries["id"][1].text for item in node.items]


@pytest.mark.parametrize(
    ("before", "ids"),
    [
        ("goals: []\n", ["doel"]),
        ("goals: []  # nog geen\nterm: unknown\n", ["doel"]),
        ("goals: unknown\n", ["doel"]),
        ("goals: {none: nog niet}\nterm: unknown\n", ["doel"]),
        ("status: draft\n", ["doel"]),
        ("goals: [{id: a, title: A}]\n", ["a", "doel"]),
        ("goals:\n  - {id: a, title: A}\nterm: unknown\n", ["a", "doel"]),
        ("goals:\n- id: a\n  title: A", ["a", "doel"]),
        ("goals:\n    -   id: a\n        title: A\n        # bij a\n    # bij alle\n# bij term\nterm: unknown\n", ["a", "doel"]),
        ("goals:\n  - id: a\n    approach: |\n      een\n\n\n\nterm: unknown\n", ["a", "doel"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_goal_is_added_at_the_end_and_nothing_else_changes(before: str, ids: list[str], end: str) -> None:
    data = (HEAD + before).replace("\n", end).encode()
    after = with_goal(CONVENANT, data, GOAL, tell("nl"))
    assert goals(after) == ids
    kept = [line for line in data.decode().splitlines() if "goals:" not in line]
    assert [line for line in after.decode().splitlines() if line in kept and line] == [line for line in kept if line]
    assert after.count(b"\r\n") == (after.count(b"\n") if end == "\r\n" else 0)


def test_a_goal_is_explained_and_comes_behind_the_remarks_of_the_one_before() -> None:
    once = with_goal(CONVENANT, (HEAD + "goals: []\n").encode(), GOAL, tell("en"))
    twice = with_goal(CONVENANT, once, GOAL | {"id": "tweede"}, tell("en"))
    text = twice.decode()
    assert text.startswith(once.decode())
    assert text.count("    # How it will be reached, in a few sentences.\n    #approach:\n") == 2
    assert goals(twice) == ["doel", "tweede"]
    assert laid_out(CONVENANT, twice) == twice
    for field in Goal.fields.values():
        assert text.count(f"# {field.about}\n") >= 2
        form = getattr(field.form, "form", field.form)
        inner = form.fields.values() if is_record(form) else ()
        assert all(f"# {each.about}\n" in text for each in inner)


def test_a_goal_is_not_added_where_a_file_cannot_be_read_or_more_would_change(monkeypatch: pytest.MonkeyPatch) -> None:
    for broken in (b"schema: [", b"goals:\n  - {id: a}\nid: x\nid: y\n", b"schema: 1\nid: x\nid: y\n"):
        with pytest.raises(ConvtoolError):
            with_goal(CONVENANT, broken, GOAL, tell("nl"))
    monkeypatch.setattr(drafts, "spliced", lambda data, _edits: data.replace(b"nieuw", b"ander"))
    with pytest.raises(ConvtoolError):
        with_goal(CONVENANT, (HEAD + "goals: []\n").encode(), GOAL, tell("nl"))


def test_only_a_class_of_records_is_a_record() -> None:
    assert is_record(Goal)
    assert is_record(Record)
    assert not is_record(str)
    assert not is_record(None)
