"""What a person sees of the agenda of the sample register, kept as it was looked at."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Golden
from tests.inside import Program
from tests.test_commands import DATA

HERE = Path(__file__).parent / "screens"
DAY = "2026-11-22"
TABLE = ("--format", "table")
SCREENS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "40": ((*TABLE, "voorbeeldbank"), {"COLUMNS": "40"}),
    "80": (TABLE, {"COLUMNS": "80"}),
    "120-nl": ((*TABLE, "--lang", "nl"), {"COLUMNS": "120"}),
    "200": ((*TABLE, "--months", "36", "--owner", "voorbeeldwonen"), {"COLUMNS": "200"}),
    "piped": (("--until", "2027-01-31"), {}),
    "md": (("--format", "md", "voorbeeldziekenhuis"), {}),
    "csv": (("--format", "csv", "voorbeeldziekenhuis"), {}),
    "json": (("--format", "json", "voorbeeldziekenhuis", "--until", "2026-12-31"), {}),
    "ics": (("--format", "ics", "voorbeeldziekenhuis", "--lang", "nl"), {}),
}


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(DATA.parent, monkeypatch, capsys)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was_looked_at(name: str, golden: Golden, program: Program) -> None:
    words, environment = SCREENS[name]
    done = program("agenda", "--as-of", DAY, *words, **environment)
    assert (done.code, done.err) == (0, "")
    golden(HERE / f"{name}.txt", done.out.replace("\r\n", "\n"))


@pytest.mark.parametrize("columns", ["40", "80", "120", "200"])
def test_no_line_is_too_long(columns: str, program: Program) -> None:
    table = program("agenda", "--as-of", DAY, *TABLE, COLUMNS=columns).out
    assert max(map(len, table.splitlines())) <= int(columns)


def test_every_format_tells_of_the_same_days(program: Program) -> None:
    def told(format: str) -> str:
        return program("agenda", "--as-of", DAY, "--format", format).out

    days = sorted(row["day"] for row in json.loads(told("json"))["rows"])
    assert sorted(row["day"] for row in csv.DictReader(told("csv").splitlines())) == days
    assert sorted(word for line in told("plain").splitlines()[3:-2] for word in line.split()[:1]) == days
    assert sorted(line.split(" | ")[0].removeprefix("| ") for line in told("md").splitlines()[4:-2]) == days
    starts = [
        line.removeprefix("DTSTART;VALUE=DATE:") for line in told("ics").splitlines() if line.startswith("DTSTART")
    ]
    assert sorted(f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in starts) == days


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("voorbeeldbnak",), 'did you mean "voorbeeldbank"?'),
        (("--owner", "voorbeeldwoning"), 'did you mean "voorbeeldwonen"?'),
        (("--until", "2026-11-21"), "2026-11-21 comes before 2026-11-22"),
        (("--until", "morgen"), '"morgen" is no day'),
        (("--until", "2027-01-01", "--months", "3"), "leave out one of them"),
        (("--months", "0"), "0"),
        (("--months", "1201"), "1201"),
    ],
)
def test_wrong_use_is_told_with_what_to_do(words: tuple[str, ...], said: str, program: Program) -> None:
    done = program("agenda", "--as-of", DAY, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_an_id_of_which_nothing_falls_due_gives_an_empty_agenda(program: Program) -> None:
    done = program("agenda", "--as-of", DAY, "voorbeeldbank/wijkspreekuur")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("0 overdue, 0 to come up to 2027-11-22")
