"""What a person sees of the sample register, kept as it was looked at: `pytest --accept` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Golden
from tests.inside import Program
from tests.test_commands import DATA, run

HERE = Path(__file__).parent / "screens"
DAY = "2025-12-31"
TABLE = ("--format", "table")
SCREENS: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "80": (TABLE, {"COLUMNS": "80"}),
    "120": (TABLE, {"COLUMNS": "120"}),
    "200": (TABLE, {"COLUMNS": "200"}),
    "80-nl": ((*TABLE, "--lang", "nl"), {"COLUMNS": "80"}),
    "piped": ((), {}),
    "no-color": (TABLE, {"COLUMNS": "80", "NO_COLOR": "1", "FORCE_COLOR": "1"}),
    "dumb": (TABLE, {"COLUMNS": "80", "TERM": "dumb"}),
    "md": (("--format", "md"), {}),
    "behind-by-ratio": ((*TABLE, "--only", "behind", "--sort", "-ratio"), {"COLUMNS": "80"}),
    "columns": ((*TABLE, "--columns", "goal,owner,of_target,verdict"), {"COLUMNS": "80"}),
    "compare": ((*TABLE, "--compare", "2024-12-31"), {"COLUMNS": "80"}),
    **{
        f"by-{by}": ((*TABLE, "--by", by), {"COLUMNS": "80"})
        for by in ("convenant", "partner", "theme", "contribution", "need")
    },
    "by-ambition": ((*TABLE, "--by", "ambition"), {"COLUMNS": "120"}),
    "by-contribution-40": ((*TABLE, "--by", "contribution"), {"COLUMNS": "40"}),
    "by-contribution-piped": (("--by", "contribution"), {}),
    "by-theme-piped": (("--by", "theme"), {}),
    "by-theme-md": (("--by", "theme", "--format", "md"), {}),
    "by-convenant-200": ((*TABLE, "--by", "convenant"), {"COLUMNS": "200"}),
}


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(DATA.parent, monkeypatch, capsys)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was_looked_at(name: str, golden: Golden, program: Program) -> None:
    words, environment = SCREENS[name]
    done = program("status", "--as-of", DAY, *words, **environment)
    assert (done.code, done.err) == (0, "")
    golden(HERE / f"{name}.txt", done.out)


def test_a_screen_of_plain_letters_is_as_it_was_looked_at(golden: Golden) -> None:
    ascii_only: dict[str, Any] = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = run("status", "--as-of", DAY, *TABLE, COLUMNS="120", **ascii_only)
    assert (done.returncode, done.stderr) == (0, "")
    golden(HERE / "ascii.txt", done.stdout)


@pytest.mark.parametrize("columns", ["80", "120", "200"])
@pytest.mark.parametrize("by", ["goal", "convenant", "partner", "theme", "ambition", "contribution", "need"])
def test_no_number_is_cut_and_no_line_too_long(by: str, columns: str, program: Program) -> None:
    table = program("status", "--as-of", DAY, "--by", by, *TABLE, COLUMNS=columns).out
    piped = program("status", "--as-of", DAY, "--by", by).out
    assert max(map(len, table.splitlines())) <= int(columns)
    if columns == "80":
        numbers = set(re.findall(r"[0-9][0-9.,]*%?", piped)) - {"1", "2025-12-31"}
        assert {number for number in numbers if len(number) > 2} <= set(re.findall(r"[0-9][0-9.,]*%?", table))


def test_colours_are_beside_words_and_never_alone(program: Program) -> None:
    colored = program("status", "--as-of", DAY, *TABLE, "--color", "always", COLUMNS="80").out
    bare = program("status", "--as-of", DAY, *TABLE, "--color", "never", COLUMNS="80").out
    assert "\x1b[" in colored
    plain = re.sub(r"\x1b\[[0-9;]*m", "", colored)
    assert [line.rstrip() for line in plain.splitlines()] == bare.splitlines()
