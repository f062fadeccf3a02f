"""The place of every finding cuts out the text it is about, whatever else stands in the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.checking import concluded, judged, silenced
from convtool.diagnostics import Diagnostic, Place
from convtool.files import shipped_templates
from convtool.layout import MASTERPLAN
from convtool.mistakes import mistakes
from convtool.portfolio import load
from convtool.rulebook import rulebook
from tests.conftest import DAY, PARTNER, Base, on_disk

CASES = [pytest.param(path, id=path.name) for path in sorted((Path(__file__).parent / "cases").iterdir())]
BASE = Base().files


def register(case: Path) -> dict[str, bytes]:
    files, _ = on_disk(case)
    return files if MASTERPLAN in files else BASE | files


def found(files: dict[str, bytes]) -> list[Diagnostic]:
    own = {path: data for path, data in files.items() if path.startswith("templates/")}
    portfolio = load(files, DAY, mistakes(own, shipped_templates()))
    share = judged(portfolio, rulebook(), portfolio.entries)
    return silenced(rulebook(), concluded(portfolio, rulebook(), [share]), share.silences)[0]


def cut(data: bytes, place: Place) -> str:
    """Give the text between the start and the end of a place, with one sort of line end."""
    lines = re.split("\r\n|\r|\n", data.decode("utf-8", "replace").removeprefix("\ufeff"))
    several = lines[place.line - 1 : place.end_line]
    if len(several) == 1:
        return several[0][place.column - 1 : place.end_column - 1]
    return "\n".join([several[0][place.column - 1 :], *several[1:-1], several[-1][: place.end_column - 1]])


def told(files: dict[str, bytes]) -> list[tuple[object, ...]]:
    """Give of every finding what must not change when other text does: all but its lines and columns."""
    return [
        (
            each.code,
            each.level,
            each.place.path,
            each.place.pointer,
            each.fingerprint,
            cut(files[each.place.path], each.place),
        )
        for each in found(files)
        if each.place.path in files and each.code not in {"CV006", "CV008"}
    ]


def with_crlf(data: bytes) -> bytes:
    return data if b"\r" in data else data.replace(b"\n", b"\r\n")


def with_mark(data: bytes) -> bytes:
    return data if data.startswith(b"\xef\xbb\xbf") else b"\xef\xbb\xbf" + data


def with_comments(data: bytes) -> bytes:
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    return mark + "# 🌻 coöperatie, één, naïef, Ω\n\n".encode() + data.removeprefix(mark)


def with_all(data: bytes) -> bytes:
    return with_mark(with_crlf(with_comments(data)))


@pytest.mark.parametrize("change", [with_crlf, with_mark, with_comments, with_all])
@pytest.mark.parametrize("case", CASES)
def test_a_finding_of_a_case_cuts_out_the_same_text_in_every_dress(case: Path, change: object) -> None:
    assert callable(change)
    files = register(case)
    readable = {path for path, data in files.items() if _is_text(data)}
    dressed = {path: change(data) if path in readable else data for path, data in files.items()}
    size = {"CV005"}  # a file just at a limit may go over it
    before, after = told(files), told(dressed)
    assert [each for each in after if each[0] not in size] == [each for each in before if each[0] not in size]


def _is_text(data: bytes) -> bool:
    try:
        return (
            len(data) < 2**20 - 200
            and b"\0" not in data
            and not data.decode().startswith("---")
            and "%YAML" not in data.decode()
        )
    except UnicodeDecodeError:
        return False


@pytest.mark.parametrize("case", CASES)
def test_a_place_lies_in_its_file_and_on_text_that_is_not_blank(case: Path) -> None:
    files = register(case)
    for each in found(files):
        for place in (each.place, *each.related):
            assert (place.line, place.column) >= (1, 1)
            assert (place.line, place.column) <= (place.end_line, place.end_column)
            text = cut(files.get(place.path, b""), place)
            assert text == text.strip(" \t\n") or each.code in {"CV001", "CV006", "CV008"}, each


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="'\"\\"), min_size=1, max_size=12
)


@settings(max_examples=200, deadline=None)
@given(words=st.lists(WORDS, min_size=3, max_size=3), end=st.sampled_from(["\n", "\r\n", "\r"]), mark=st.booleans())
def test_what_stands_before_a_value_on_its_line_moves_its_column_by_characters(
    words: list[str], end: str, *, mark: bool
) -> None:
    one, two, three = words
    lines = [
        "schema: 1",
        f"# {three}",
        "id: voorbeeldbank",
        f"name: '{one}'",
        "example: true",
        f"core_goals: [{{id: a, text: '{two}', tekst: \"{three}\"}}, {{id: b, text: '{one}'}}] # {two}",
        f"formerly: [{{name: '{three}', until: 2025-02-30}}]",
    ]
    text = ("\ufeff" if mark else "") + end.join(lines) + end
    files = BASE | {PARTNER: text.encode()}
    cuts = {each.code: cut(files[PARTNER], each.place) for each in found(files) if each.place.path == PARTNER}
    assert cuts["CV101"] == "tekst"
    assert cuts.get("CV007", cuts.get("CV105")) == "2025-02-30"
