"""Status and a sheet that shares no code with it give the same rows."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.portfolio import load
from convtool.progress.evidence import FAR, Value
from convtool.progress.rows import Progress
from convtool.progress.rows import rows as rows_of
from tests.independent import sheet
from tests.progress.making import MASTERPLAN, ROOT, register, texts
from tests.progress.registers import DAYS as ANY_DAY
from tests.progress.registers import REGISTERS

DAYS = (
    "2021-12-31",
    "2022-07-01",
    "2023-03-01",
    "2024-02-29",
    "2024-12-31",
    "2025-03-02",
    "2025-12-31",
    "2026-06-30",
    "2028-01-31",
    "2030-12-31",
    "2034-05-17",
    "2040-12-31",
)
FILES = {path.relative_to(ROOT).as_posix(): path for path in sorted((ROOT / "data").rglob("*.yaml"))}


def read(folder: str) -> list[Any]:
    return [sheet.read(path.read_text()) for name, path in FILES.items() if name.startswith(f"data/{folder}")]


@pytest.fixture(scope="module")
def sample() -> tuple[Any, list[Any]]:
    return read("masterplan.yaml")[0], read("convenants/")


def plain(row: Progress) -> dict[str, Any]:
    """A row of the product in the terms of the sheet."""
    return {
        "convenant": row.convenant.id,
        "goal": row.goal.id,
        "verdict": row.verdict,
        "reason": row.reason,
        "expected": ends(row.expected),
        "actual": ends(row.actual),
        "actual_date": row.actual_date,
        "ratio": digits(row.ratio),
        "pace": row.pace,
        "stale": row.stale,
        "trend": row.trend,
    }


def ends(value: Value | sheet.Range | None) -> tuple[str, ...] | None:
    """The ends of a value to fifty digits; an open one as such."""
    if value is None:
        return None
    return tuple("open" if abs(end) >= FAR / 2 else str(round(end * 10**50)) for end in value[:2])


def digits(number: Fraction | None) -> int | None:
    return None if number is None else round(number * 10**50)


def same_terms(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"expected": ends(row["expected"]), "actual": ends(row["actual"]), "ratio": digits(row["ratio"])}


@pytest.mark.parametrize("day", DAYS)
def test_the_sheet_gives_the_same_rows_of_the_sample_register(day: str, sample: tuple[Any, list[Any]]) -> None:
    found = rows_of(load({name: path.read_bytes() for name, path in FILES.items()}, date.fromisoformat(day)))
    mine = sheet.rows(*sample, date.fromisoformat(day))
    assert [plain(row) for row in found] == [same_terms(row) for row in mine]


def millionths(number: Any) -> int | None:
    """A number to six decimals, as the output of the product gives it."""
    return None if number is None else round(Fraction(str(number)) * 10**6)


@pytest.mark.parametrize("day", ["2023-03-01", "2025-12-31", "2026-06-30", "2031-01-31"])
def test_the_sheet_gives_what_status_prints_for_machines(day: str, sample: tuple[Any, list[Any]]) -> None:
    words = ["status", "--as-of", day, "--format", "json"]
    done = subprocess.run([sys.executable, "-m", "convtool", *words], cwd=ROOT, capture_output=True, check=True)
    printed = json.loads(done.stdout)["rows"]
    mine = sheet.rows(*sample, date.fromisoformat(day))
    for row in mine:
        row |= {key: row[key].exact if row[key] else None for key in ("expected", "actual")}
        row |= {key: millionths(row[key]) for key in ("expected", "actual", "ratio")}
        row["actual_date"] = row["actual_date"] and row["actual_date"].isoformat()
    assert mine == [
        {key: millionths(row[key]) if key in {"expected", "actual", "ratio"} else row[key] for key in mine[0]}
        for row in printed
    ]


@settings(max_examples=300, deadline=None)
@given(REGISTERS, st.one_of(ANY_DAY, st.sampled_from(DAYS)))
def test_the_sheet_gives_the_same_row_of_any_goal(written: dict[str, Any], day: str) -> None:
    (row,) = rows_of(register(day, written))
    (mine,) = sheet.rows(texts(MASTERPLAN), [texts(written)], date.fromisoformat(day))
    assert plain(row) == same_terms(mine)
