"""What deceives a reader or breaks a line is found with its place."""

from __future__ import annotations

import json
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtool.characters import code_point, column_of, deceives, lines, starts, unfit
from convtool.jsontext import json_text


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "end"),
    [
        ("a\nb \x07\x08c", "CV001", 2, 3, 5),
        ("\0", "CV001", 1, 1, 2),
        ("a\x1b[2J", "CV006", 1, 2, 4),
        ("a\u202eb", "CV006", 1, 2, 3),
        ("a\u200b\u200b", "CV006", 1, 2, 4),
        ("\ufeffa", "CV006", 1, 1, 2),
        ("Ã©", "CV006", 1, 1, 3),
        ("creƫren", "CV006", 1, 4, 5),
        ("a\ufffd", "CV006", 1, 2, 3),
        ("a\n\tb", "CV008", 2, 1, 2),
        ("a\r\nb\nc\n", "CV008", 2, 2, 2),
        ("a\nb\r\nc\n", "CV008", 2, 2, 2),
        ("a\rb\nc\n", "CV008", 2, 2, 2),
        ("a\r\nb\rc\n", "CV008", 2, 2, 2),
    ],
)
def test_an_odd_character_is_found_where_it_stands(text: str, code: str, line: int, column: int, end: int) -> None:
    (fault,) = unfit("x.yaml", text)
    assert (fault.code, *fault.finding.place[1:5]) == (code, line, column, line, end)


@pytest.mark.parametrize("text", ["abc", "één €"])
def test_every_character_that_is_odd_by_itself_is_found_in_any_text(text: str) -> None:
    controls = [chr(number) for number in range(sys.maxunicode + 1) if unicodedata.category(chr(number)) == "Cc"]
    odd = [each for each in controls if each not in "\r\n"] + list(
        "\u2028\ud800\uffff\u061c\u2069\u00ad\ufeff\U000e0041"
    )
    assert len(odd) == 71
    assert [each for each in odd if len(list(unfit("x.yaml", text + each))) != 1] == []


@pytest.mark.parametrize("text", ["", "a\r\nb\r\n", "a\rb\r", "é ë ï 👩‍🌾 ’ – …", "שלום", "a <<<<<<< b"])
def test_honest_text_is_silent(text: str) -> None:
    assert list(unfit("x.yaml", text)) == []


@given(st.text())
def test_every_character_of_any_text_may_be_asked(text: str) -> None:
    odd = deceives(text)
    assert odd is None or odd in text
    for fault in unfit("x.yaml", text):
        assert fault.finding.place.line >= 1


def test_a_flood_of_line_ends_is_told_once_and_not_mended() -> None:
    for many, mended in ((20_000, 20_000), (20_001, 0)):
        (fault,) = unfit("x", "a\n" + "\r" * many)
        assert (fault.code, len(fault.finding.repair)) == ("CV008", mended)


def test_a_character_is_called_by_its_code_point() -> None:
    assert code_point("\u202e") == "U+202E"


@given(st.lists(st.text() | st.sampled_from(["##[x", "\x7f", "\x9b31m", "\u202e", "\u2028", "\ud800", "é"])))
def test_json_says_the_same_and_holds_nothing_that_steers(words: list[str]) -> None:
    told = json_text(words)
    assert json.loads(told) == words
    assert deceives(told) is None
    assert "##[" not in told


@given(st.text(st.sampled_from("a😀 \n\r")))
def test_the_lines_of_a_text_are_what_lies_between_their_starts(text: str) -> None:
    first = starts(text)
    assert [text[start:end].rstrip("\r\n") for start, end in zip(first, [*first[1:], len(text)], strict=True)] == lines(
        text
    )
    for start, line in zip(first, lines(text), strict=True):
        assert [column_of(text, start + place) for place in range(len(line))] == [*range(len(line))]
