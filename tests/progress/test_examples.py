"""Worked examples: each file holds a situation, the arithmetic by hand, and every figure of the row it leads to."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from convtool.language import Language
from convtool.portfolio import Portfolio, load
from convtool.progress.evidence import FAR, Value
from convtool.progress.forecast import Forecast
from convtool.progress.rows import Progress, rows
from tests.independent import sheet
from tests.independent.test_sheet import plain, same_terms
from tests.progress.making import MASTERPLAN, as_bytes, texts

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.yaml"))
HEAD = "schema: 1\nid: proef\ntitle: Convenant Proef\nkind: partner\nstatus: active\n"
FIFTY_DIGITS = 10**50


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What an example says, every value as the text that stands there."""
    told: dict[str, Any] = sheet.read(request.param.read_text())
    return told


def portfolio(example: dict[str, Any]) -> Portfolio:
    files = {
        "data/masterplan.yaml": as_bytes(MASTERPLAN),
        "data/convenants/proef.yaml": (HEAD + example["register"]).encode(),
    }
    read = load(files, date.fromisoformat(example["day"]))
    assert not [fault for entry in read.entries.values() for fault in entry.faults]
    return read


def shown(row: Progress) -> dict[str, Any]:
    """A row as an example writes it: what is empty is left out."""
    english = Language("en")
    written = {
        "verdict": row.verdict,
        "reason": row.reason,
        "expected": ends(row.expected),
        "actual": ends(row.actual),
        "actual_date": row.actual_date and row.actual_date.isoformat(),
        "ratio": digits(row.ratio),
        "room": digits(row.room),
        "of_target": digits(row.of_target),
        "pace": row.pace,
        "trend": None if row.trend == "not-comparable" else row.trend,
        "stale": "true" if row.stale else None,
        "notes": [english.say(note) for note in row.notes] or None,
    }
    return {key: value for key, value in written.items() if value is not None}


def told(row: dict[str, Any]) -> dict[str, Any]:
    """The same of what the example says."""
    wanted = dict(row)
    for key in {"expected", "actual"} & set(row):
        wanted[key] = ends(value(row[key]))
    for key in {"ratio", "room", "of_target"} & set(row):
        wanted[key] = digits(Fraction(row[key]))
    return wanted


def value(text: str) -> Value:
    """A number, `4 to 6`, `13 or more`, `over 40` or `under 40`."""
    words = text.split()
    low = Fraction(next(word for word in words if word[-1].isdigit()))
    if "to" in words:
        return Value(low, Fraction(words[-1]))
    if "under" in words:
        return Value(-FAR, low)
    return Value(low, FAR if len(words) > 1 else low)


def ends(value: Value | None) -> tuple[int, int] | None:
    return (round(value.low * FIFTY_DIGITS), round(value.high * FIFTY_DIGITS)) if value else None


def digits(number: Fraction | None) -> int | None:
    return None if number is None else round(number * FIFTY_DIGITS)


def test_an_example_gets_the_row_that_was_worked_out_by_hand(example: dict[str, Any]) -> None:
    (row,) = rows(portfolio(example))
    assert shown(row) == told(example["row"])


def test_an_example_gets_the_forecast_that_was_worked_out_by_hand(example: dict[str, Any]) -> None:
    (row,) = rows(portfolio(example))
    found, wanted = row.forecast, example["forecast"]
    assert coming(found) == {key: text if key == "reason" else digits(Fraction(text)) for key, text in wanted.items()}


def coming(forecast: Forecast) -> dict[str, Any]:
    if forecast.value is None:
        return {"reason": forecast.reason}
    return {"value": digits(forecast.value.exact), "low": digits(forecast.low), "high": digits(forecast.high)}


def test_an_example_gets_the_same_row_from_the_sheet(example: dict[str, Any]) -> None:
    (row,) = rows(portfolio(example))
    written = sheet.read(HEAD + example["register"])
    (mine,) = sheet.rows(texts(MASTERPLAN), [written], date.fromisoformat(example["day"]))
    assert plain(row) == same_terms(mine)


def test_an_example_says_what_it_shows_and_how_it_was_worked_out(example: dict[str, Any]) -> None:
    assert list(example) == ["situation", "reckoning", "day", "register", "row", "forecast"]
    assert example["situation"].endswith((".", ";"))
    assert len(example["reckoning"]) > len(example["situation"]) / 4
