"""What a person sees of the agenda of the sample register, kept as it was looked at."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Golden
from tests.test_commands import run

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


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was_looked_at(name: str, golden: Golden) -> None:
    words, environment = SCREENS[name]
    done = run("agenda", "--as-of", DAY, *words, **environment)
    assert (done.returncode, done.stderr) == (0, "")
    golden(HERE / f"{name}.txt", done.stdout.replace("\r\n", "\n"))


@pytest.mark.parametrize("columns", ["40", "80", "120", "200"])
def test_no_line_is_too_long(columns: str) -> None:
    table = run("agenda", "--as-of", DAY, *TABLE, COLUMNS=columns).stdout
    assert max(map(len, table.splitlines())) <= int(columns)


def test_every_format_tells_of_the_same_days() -> None:
    def told(format: str) -> str:
        return run("agenda", "--as-of", DAY, "--format", format).stdout

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
def test_wrong_use_is_told_with_what_to_do(words: tuple[str, ...], said: str) -> None:
    done = run("agenda", "--as-of", DAY, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_an_id_of_which_nothing_falls_due_gives_an_empty_agenda() -> None:
    done = run("agenda", "--as-of", DAY, "voorbeeldbank/wijkspreekuur")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 overdue, 0 to come up to 2027-11-22")
