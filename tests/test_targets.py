"""A word names one thing of the register, or says what it could have meant."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from convtool.diagnostics import Fault, Finding, Place
from convtool.errors import ConvtoolError, WrongUse
from convtool.layout import Unread
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.meeting import Meeting
from convtool.portfolio import load
from convtool.targets import Wanted, find
from tests.conftest import CONVENANT, DAY, Base

FILES = Base().files
OTHER = "data/convenants/andere.yaml"
MEETING = "data/meetings/2025-01-01-x.yaml"
GOALS: Wanted = {Convenant: ("goal",)}
ACTS: Wanted = {Convenant: ("agreement",), Meeting: ("action", "session")}
HEAD = b"schema: 1\nid: andere\ntitle: X\nkind: other\nstatus: draft\n"
MET = b"schema: 1\nid: 2025-01-01-x\ntitle: X\nactions: [{id: loket}, {id: x}]\nsessions: [{id: x}]\n"


def named(word: str, files: dict[str, bytes] = FILES, acts: bool = False) -> str:  # noqa: FBT001, FBT002 - a test's own
    return find(load(files, DAY), word, ACTS if acts else GOALS, say("goal")).exactly


@pytest.mark.parametrize("word", ["stageplekken", "voorbeeldbank/stageplekken", "voorbeeldbank/goals/stageplekken"])
def test_a_goal_is_named_by_its_id_or_with_its_convenant(word: str) -> None:
    assert named(word) == "voorbeeldbank/goals/stageplekken"


@pytest.mark.parametrize("spelling", [b"id: loket", b"\"id\" : 'loket'", b"id:\n      loket", b'id: "lo\\u006bet"'])
def test_an_id_is_found_however_it_is_spelled(spelling: bytes) -> None:
    files = {OTHER: HEAD + b"goals:\n  - " + spelling + b"\n    title: X\n"}
    assert named("loket", files) == "andere/goals/loket"


def test_a_name_that_two_files_have_asks_for_the_file() -> None:
    files = FILES | {OTHER: HEAD + b"goals: [{id: stageplekken, title: X}]\n"}
    assert named("andere/stageplekken", files) == "andere/goals/stageplekken"
    with pytest.raises(WrongUse) as refused:
        named("stageplekken", files)
    assert refused.value.help == say(
        "write one of {names}", names=("andere/stageplekken", "voorbeeldbank/stageplekken")
    )


def test_a_name_that_a_file_has_twice_asks_for_its_list() -> None:
    files = FILES | {MEETING: MET}
    assert named("2025-01-01-x/actions/x", files, acts=True) == "2025-01-01-x/actions/x"
    with pytest.raises(WrongUse) as refused:
        named("x", files, acts=True)
    assert refused.value.help == say(
        "write one of {names}", names=("2025-01-01-x/actions/x", "2025-01-01-x/sessions/x")
    )
    with pytest.raises(WrongUse) as refused:
        named("loket", files, acts=True)
    assert "2025-01-01-x/loket" in str(refused.value.help)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("stageplek", "voorbeeldbank/stageplekken"),
        ("voorbeeldbnk/stageplekken", "voorbeeldbank/stageplekken"),
        ("voorbeeldbank/stageplekjes", "voorbeeldbank/stageplekken"),
        ("voorbeeldbank/goals/stageplekken/veel", "voorbeeldbank/stageplekken"),
        ("\udcff", None),
        ("zzz", None),
        ("", None),
    ],
)
def test_a_name_that_nothing_has_says_what_was_meant(word: str, meant: str | None) -> None:
    with pytest.raises(WrongUse) as refused:
        named(word)
    assert refused.value.help == (say('did you mean "{word}"?', word=meant) if meant else None)


def test_what_is_meant_is_a_bare_name_where_several_have_it() -> None:
    files = FILES | {OTHER: HEAD + b"goals: [{id: stageplekken, title: X}]\n"}
    with pytest.raises(WrongUse) as refused:
        named("stageplek", files)
    assert refused.value.help == say('did you mean "{word}"?', word="stageplekken")


def test_a_file_that_cannot_be_read_hides_no_other() -> None:
    class Files(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            if path == OTHER:
                raise Unread(Fault("CV009", Finding(Place(OTHER, 1, 1, 1, 1), say("no"))))
            return super().__getitem__(path)

    files = Files(FILES | {OTHER: b"", "data/convenants/leeg.yaml": b"id: stageplekken ["})
    assert find(load(MappingProxyType(files), DAY), "stageplekken", GOALS, say("goal")).path == CONVENANT


def test_a_file_that_may_hold_it_and_cannot_be_read_is_named() -> None:
    torn = b"schema: 1\n<<<<<<< HEAD\ngoals: [{id: loket}]\n=======\n>>>>>>> other\n"
    for word in ("loket", "andere/loket", "andere/x"):
        with pytest.raises(ConvtoolError) as refused:
            named(word, FILES | {OTHER: torn})
        assert (refused.value.exit_code, refused.value.message.values["line"]) == (3, 2)
