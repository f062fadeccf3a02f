"""The timeline by itself: of one convenant or of all, for people and for programs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from convtool.models.convenant import Convenant
from convtool.portfolio import Portfolio
from convtool.sheets.timeline import Happened, happened, timeline
from tests.conftest import Golden
from tests.inside import Program
from tests.repositories import commit, git
from tests.show.showing import DAY, register, sample
from tests.test_commands import run

HERE = Path(__file__).parent / "screens"
COUNTED = {"indicator": {"unit": "plekken"}, "target": {"at_least": 10, "per": "year"}}


def log(day: str, **made: Any) -> list[tuple[str, str, str | None]]:
    """The day, kind and subject of what happened in a convenant of ten years from 2022 on."""
    terms = {"term": {"starts": "2022-01-01", "ends": "2031-12-31"}, "status": "active"}
    return [(each.day.isoformat(), each.kind, each.about) for each in _happened(day, terms | made)]


def _happened(day: str, made: dict[str, Any]) -> tuple[Happened, ...]:
    portfolio = register(day, convenants_proef=made)
    return happened(portfolio.all(Convenant)[0], portfolio.programme)


def counted(**years: int) -> list[dict[str, Any]]:
    """Measurements of the goal `plekken`, each recorded in the spring after its year."""
    return [
        {"goal": "plekken", "period": year[1:], "value": value, "recorded": f"{int(year[1:]) + 1}-03-01"}
        for year, value in years.items()
    ]


def test_the_log_of_a_convenant_is_as_it_was_looked_at(golden: Golden) -> None:
    for name, words in {
        "log.txt": ("voorbeeldbank",),
        "log-nl.txt": ("voorbeeldbank", "--lang", "nl"),
        "log.md": ("voorbeeldbank", "--format", "md"),
        "log.json": ("voorbeeldbank", "--format", "json"),
    }.items():
        done = run("log", *words, "--as-of", DAY)
        assert (done.returncode, done.stderr) == (0, "")
        golden(HERE / name, done.stdout)


def test_a_requirement_is_met_or_missed_on_its_day_and_not_before() -> None:
    made = {"goals": [{"id": "plekken", "title": "Plekken"} | COUNTED], "measurements": counted(_2022=12, _2023=4)}
    assert log("2022-12-30", **made) == []
    assert log("2022-12-31", **made) == [("2022-12-31", "met", "plekken")]
    assert log("2024-11-22", **made) == [
        ("2022-12-31", "met", "plekken"), ("2023-03-01", "measured", "plekken"),
        ("2023-12-31", "missed", "plekken"), ("2024-03-01", "measured", "plekken"),
    ]  # fmt: skip


def test_what_nobody_counted_is_neither_met_nor_missed() -> None:
    assert log("2026-11-22", goals=[{"id": "plekken", "title": "Plekken"} | COUNTED]) == []
    assert log("2026-11-22", goals=[{"id": "plekken", "title": "Plekken"}]) == []


@pytest.mark.parametrize(
    ("delivered", "found"),
    [
        ("2023-02-01", [("2023-02-01", "measured"), ("2023-02-01", "met")]),
        ("2023-03-20", [("2023-03-01", "missed"), ("2023-03-20", "measured")]),
        (None, []),
    ],
)
def test_what_is_to_be_delivered_is_met_when_it_comes_and_missed_on_its_last_day(
    delivered: str | None, found: list[tuple[str, str]]
) -> None:
    goal = {"id": "loket", "title": "Loket", "target": {"deliver": "een loket", "by": "2023-03-01"}}
    figures = [{"goal": "loket", "date": delivered, "value": "delivered"}] if delivered else []
    told = log("2024-01-01", goals=[goal], measurements=figures)
    assert [(day, kind) for day, kind, _ in told] == found


def test_what_is_of_one_kind_and_one_day_is_one_line_for_people_and_apart_for_programs() -> None:
    found = [
        Happened("proef", date(2024, 1, 1), "measured", "een", "measured", "een 1"),
        Happened("proef", date(2024, 1, 1), "measured", "twee", "measured", "twee 2"),
        Happened("ander", date(2024, 1, 1), "measured", "drie", "measured", "drie 3"),
        Happened("ander", date(2024, 1, 1), "event", None, "event", "iets"),
        Happened("ander", date(2024, 1, 1), "event", None, "event", "nog iets"),
    ]
    assert [str(line.what) for line in timeline(found)][1:] == ["drie 3", "iets", "nog iets"]
    assert len(json.loads(run("log", "voorbeeldbank", "--format", "json").stdout)["happened"]) > len(
        timeline(
            happened(next(each for each in sample().all(Convenant) if each.id == "voorbeeldbank"), sample().programme)
        )
    )


def test_the_log_of_all_is_that_of_each_by_day() -> None:
    whole = json.loads(run("log", "--format", "json", "--as-of", DAY).stdout)["happened"]
    days = [each["date"] for each in whole]
    assert days == sorted(days)
    for convenant in {each["convenant"] for each in whole}:
        own = json.loads(run("log", f"convenants/{convenant}", "--format", "json", "--as-of", DAY).stdout)["happened"]
        assert [each for each in whole if each["convenant"] == convenant] == own
    line = run("log", "--as-of", DAY).stdout.splitlines()[-1]
    assert line.startswith(f"{days[-1]}  {whole[-1]['convenant']}, ")


def test_what_stands_in_a_convenant_asks_for_its_log_and_what_stands_elsewhere_is_wrong_use() -> None:
    assert run("log", "stageplekken").stdout == run("log", "voorbeeldbank").stdout
    wrong = run("log", "partners/voorbeeldbank")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert '"partners/voorbeeldbank" is no convenant' in wrong.stderr
    assert "did you mean" in run("log", "voorbeeldbankk").stderr


def test_a_file_that_cannot_be_read_is_counted_and_no_log_is_empty_in_silence(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "convenants"
    folder.mkdir(parents=True)
    (folder / "kapot.yaml").write_text("schema: 1\n", encoding="utf-8")
    for format in ("text", "md"):
        done = run("log", "--format", format, cwd=tmp_path)
        assert "nothing is known to have happened" in done.stdout
        assert done.stderr.startswith("1 file could not be read and is left out")


def test_an_earlier_commit_has_the_log_of_then(tmp_path: Path) -> None:
    file = tmp_path / "data" / "convenants" / "proef.yaml"
    file.parent.mkdir(parents=True)
    start = "schema: 1\nid: proef\ntitle: Proef\nkind: partner\nstatus: active\n"
    file.write_text(start, encoding="utf-8")
    git(tmp_path, "init", "-q")
    commit(tmp_path, at="2025-01-01T12:00:00Z")
    file.write_text(start + "events:\n- kind: opening\n  date: 2024-02-03\n", encoding="utf-8")
    assert "2024-02-03  opening" in run("log", "proef", cwd=tmp_path).stdout
    assert "opening" not in run("log", "proef", "--rev", "HEAD", cwd=tmp_path).stdout


def drafted(program: Program, *words: str) -> list[str]:
    """The days on which something was drafted, by the log of all."""
    told = json.loads(program("log", "--format", "json", *words).out)["happened"]
    return [f"{each['convenant']} {each['date']}" for each in told if each["kind"] == "drafted"]


def test_git_knows_when_a_convenant_was_drafted_and_nobody_guesses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def text(status: str = "draft", signed: str = "") -> bytes:
        since = f"signing: {{date: {signed}}}\n" if signed else ""
        return f"schema: 1\nid: proef\ntitle: Proef\nkind: partner\nstatus: {status}\n{since}".encode()

    first, second = "data/convenants/eerst.yaml", "data/convenants/proef.yaml"
    folder = tmp_path / "a"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, {first: text()}, at="2025-01-01T12:00:00Z")
    git(folder, "mv", first, second)
    commit(folder, at="2025-02-01T12:00:00Z")
    commit(folder, {"data/convenants/oud.yaml": text("signed", "2024-05-01")}, at="2025-03-01T12:00:00Z")
    commit(folder, {second: text("signed", "2025-06-01")}, at="2025-06-02T12:00:00Z")
    program = Program(folder, monkeypatch, capsys)
    assert drafted(program) == ["proef 2025-01-01"]
    assert run("log", "proef", cwd=folder).stdout.splitlines()[2:] == ["2025-01-01  drafted", "2025-06-01  signed"]
    assert drafted(program, "--as-of", "2024-12-31") == []
    assert drafted(program, "--rev", "2025-02-01") == ["proef 2025-01-01"]
    git(tmp_path, "clone", "-q", "--depth=1", folder.as_uri(), "shallow")
    assert drafted(Program(tmp_path / "shallow", monkeypatch, capsys)) == []
    (folder / ".git").rename(tmp_path / "away")
    assert drafted(program) == []


@pytest.mark.parametrize("day", ["2021-06-01", "2024-03-01", "2025-12-31"])
def test_an_earlier_day_has_the_log_up_to_it_save_for_what_was_counted_later(day: str) -> None:
    def told(portfolio: Portfolio) -> list[tuple[str, date, str, str | None]]:
        found = [each for convenant in portfolio.all(Convenant) for each in happened(convenant, portfolio.programme)]
        return [each[:4] for each in found if each.kind not in {"met", "missed"}]

    now, then = told(sample()), told(sample(day))
    assert then == [each for each in now if each[1] <= date.fromisoformat(day)]
    assert then
