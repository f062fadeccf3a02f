"""Several registers in one run: side by side, each with its own name, and none hides another."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.inside import Program
from tests.repositories import commit, git
from tests.test_commands import DATA, run, spoil

DAY = "2026-11-22"
MASTERPLAN = "data/masterplan.yaml"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """The sample register in two folders, the second under another name and with another figure."""
    for name in ("zuidoost", "noord"):
        shutil.copytree(DATA, tmp_path / name / "data")
    spoil(tmp_path / "noord", MASTERPLAN, "name: Masterplan Zuidoost", "name: Masterplan Noord")
    spoil(
        tmp_path / "noord",
        "data/convenants/voorbeeldbank.yaml",
        "Stageplekken voor jongeren uit Zuidoost",
        "Stageplekken in Noord",
    )
    return tmp_path


ROOTS = ("--root", "zuidoost", "--root", "noord")


@pytest.fixture
def program(two: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Program:
    return Program(two, monkeypatch, capsys)


@pytest.mark.parametrize("by", ["goal", "convenant", "partner", "theme", "ambition", "contribution", "need"])
def test_the_rows_of_each_register_are_those_it_has_alone(program: Program, by: str) -> None:
    asked = ("status", "--format", "json", "--as-of", DAY, "--by", by)
    together = json.loads(program(*asked, *ROOTS).out)
    for name, root in (("Masterplan Zuidoost", "zuidoost"), ("Masterplan Noord", "noord")):
        alone = json.loads(program(*asked, "--root", root).out)
        rows = [row for row in together["rows"] if row["register"] == name]
        assert rows == [{"register": name} | row for row in alone["rows"]]
        rest = {key: value for key, value in alone.items() if key not in {"schema", "as_of", "by", "honesty", "rows"}}
        assert together["registers"][name] == rest
    assert together["honesty"]["goals"] == 2 * alone["honesty"]["goals"]


def test_a_table_says_which_register_a_row_is_of(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    asked = ("status", "--as-of", DAY, "--format", "table", *ROOTS)
    table = program(*asked).out
    assert "Masterplan Zuidoost: Convenant Voorbeeldbank (fictional)" in table
    assert "Masterplan Noord: Convenant Voorbeeldbank (fictional)" in table
    by_theme = program(*asked, "--by", "theme").out
    assert "Masterplan Noord\n" in by_theme
    assert "Masterplan Noord: Contributions per theme" in by_theme
    assert by_theme.count("A goal with two themes counts in both.") == 1
    assert "Masterplan Noord: Convenant Voorbeeldbank (fictional)" in program(*asked, "--by", "contribution").out
    assert "Masterplan Noord: Voorbeeld van een convenantenbijeenkomst" in program(*asked, "--by", "need").out
    lines = list(csv.DictReader(program("status", "--format", "csv", *ROOTS).out.splitlines()))
    assert {line["register"] for line in lines} == {"Masterplan Zuidoost", "Masterplan Noord"}


def test_rows_of_several_registers_can_be_ordered_chosen_and_compared(two: Path) -> None:
    asked = ("status", "--format", "json", "--as-of", DAY, *ROOTS)
    ratios = [row["ratio"] for row in json.loads(run(*asked, "--sort", "-ratio", cwd=two).stdout)["rows"]]
    known = [ratio for ratio in ratios if ratio is not None]
    assert known == sorted(known, reverse=True)
    chosen = json.loads(run(*asked, "stageplekken", "--columns", "register,title", cwd=two).stdout)["rows"]
    assert chosen == [
        {"register": "Masterplan Zuidoost", "title": "Stageplekken voor jongeren uit Zuidoost"},
        {"register": "Masterplan Noord", "title": "Stageplekken in Noord"},
    ]
    behind = json.loads(run(*asked, "--only", "behind", cwd=two).stdout)["rows"]
    assert 0 < len(behind) < len(ratios)
    assert run(*asked, "--fail-on", "behind", cwd=two).returncode == 1
    moved = json.loads(run(*asked, "--compare", "2024-12-31", cwd=two).stdout)
    assert moved["registers"]["Masterplan Noord"]["moved"] == moved["registers"]["Masterplan Zuidoost"]["moved"]


def test_the_agenda_of_several_registers_goes_by_day(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    told = json.loads(program("agenda", "--format", "json", "--as-of", DAY, *ROOTS).out)
    rows = told["rows"]
    assert told["until"] == "2027-11-22"
    assert [(not row["overdue"], row["day"]) for row in rows] == sorted(
        (not row["overdue"], row["day"]) for row in rows
    )
    assert {row["register"] for row in rows} == {"Masterplan Zuidoost", "Masterplan Noord"}
    table = program("agenda", "--format", "table", "--as-of", DAY, *ROOTS).out
    assert "Masterplan Noord: 15 overdue" in table
    assert table.count("\nOverdue\n") == 1


def test_ids_that_clash_are_different_events(two: Path) -> None:
    text = run("agenda", "--format", "ics", "--as-of", DAY, *ROOTS, cwd=two).stdout
    uids = [str(event["uid"]) for event in Calendar.from_ical(text).walk("VEVENT")]
    assert len(set(uids)) == len(uids)
    alone = run("agenda", "--format", "ics", "--as-of", DAY, "--root", "noord", cwd=two).stdout
    assert {str(event["uid"]) for event in Calendar.from_ical(alone).walk("VEVENT")} < set(uids)


def test_registers_with_the_same_name_are_told_apart_by_their_folders(two: Path) -> None:
    shutil.copytree(two / "noord", two / "kopie")
    (two / "kopie" / MASTERPLAN).unlink()
    rows = json.loads(
        run("status", "--format", "json", *ROOTS, "--root", "kopie", "--root", "./noord", cwd=two).stdout
    )["rows"]
    assert list(dict.fromkeys(row["register"] for row in rows)) == [
        "Masterplan Zuidoost", "Masterplan Noord (noord)", "kopie", "Masterplan Noord (./noord)",
    ]  # fmt: skip


def test_a_folder_that_is_named_twice_is_one_register(two: Path) -> None:
    once = run("status", "--root", "noord", "--as-of", DAY, cwd=two).stdout
    assert run("--root", "noord", "status", "--root", "noord", "--as-of", DAY, cwd=two).stdout == once


def test_a_register_that_is_broken_is_told_and_the_others_are_shown(two: Path) -> None:
    (two / "noord" / "convtool.toml").write_text("[", encoding="utf-8")
    (two / "zuidoost" / "data/convenants/voorbeeldbank.yaml").write_text("[", encoding="utf-8")
    for command in ("status", "agenda"):
        done = run(command, "--format", "json", "--as-of", DAY, *ROOTS, "--root", "nergens", cwd=two)
        assert done.returncode == 2
        assert {row["register"] for row in json.loads(done.stdout)["rows"]} == {"Masterplan Zuidoost"}
        assert "zuidoost: 1 file could not be read" in done.stderr
        assert "noord: error: " in done.stderr
        assert "nergens: error: there is no register in nergens" in done.stderr
    done = run("status", "--root", "nergens", "--root", "weg", cwd=two)
    assert (done.returncode, done.stdout) == (2, "")
    assert "weg: error" in done.stderr


def test_an_id_has_to_be_known_in_one_of_them(two: Path) -> None:
    (two / "noord" / "data/convenants/voorbeeldbank.yaml").unlink()
    for command in ("status", "agenda"):
        assert run(command, "voorbeeldbank", *ROOTS, cwd=two).returncode == 0
        done = run(command, "voorbeeldbnak", *ROOTS, cwd=two)
        assert (done.returncode, 'did you mean "voorbeeldbank"?' in done.stderr) == (2, True)


def test_each_register_is_read_as_it_was_committed(two: Path) -> None:
    git(two, "init", "-q")
    commit(two, at="2026-01-01T00:00:00Z")
    spoil(two / "noord", MASTERPLAN, "name: Masterplan Noord", "name: Masterplan West")
    commit(two, at="2026-02-01T00:00:00Z")
    rows = json.loads(run("status", "--format", "json", "--rev", "2026-01-15", *ROOTS, cwd=two).stdout)["rows"]
    assert {row["register"] for row in rows} == {"Masterplan Zuidoost", "Masterplan Noord"}


@pytest.mark.parametrize(
    "words", ["validate", "show voorbeeldbank", "log", "render --out x", "act kamer-wijkhuis done"]
)
def test_a_command_that_cannot_says_so_and_does_nothing(two: Path, words: str) -> None:
    done = run(*words.split(), *ROOTS, cwd=two)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"convtool {words.split(maxsplit=1)[0]} looks at one register at a time" in done.stderr
