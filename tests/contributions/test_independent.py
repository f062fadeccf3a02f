"""Somebody who shares no code with the product, and adds up the whole sample register, gets the same numbers."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from convtool.pledges.giving import STAGES
from convtool.pledges.givings import givings
from tests.contributions import independent
from tests.contributions.making import ROOT, sample

if TYPE_CHECKING:
    from convtool.pledges.giving import Giving
    from convtool.values import Number

DAYS = (
    "2021-06-30", "2021-11-30", "2022-05-31", "2022-12-30", "2022-12-31", "2023-12-31", "2024-06-28", "2024-12-31",
    "2025-06-29", "2025-06-30", "2025-10-08", "2025-10-09", "2026-11-22", "2030-12-31", "2036-12-31", "2040-12-31",
)  # fmt: skip


def ends(number: Number | None) -> list[str] | None:
    return None if number is None else [str(number.low), str(number.high)]


def told(giving: Giving) -> dict[str, Any]:
    return {
        "contribution": f"{giving.convenant}/{giving.contribution}",
        **{name: ends(giving.stage(name)) for name in STAGES},
        "years": {str(each.year): [ends(number) for number in each[1:]] for each in giving.years},
        "last_delivery": str(giving.last_delivery) if giving.last_delivery else None,
        "next_due": str(giving.next_due) if giving.next_due else None,
    }


@pytest.mark.parametrize("day", [date.fromisoformat(day) for day in DAYS], ids=str)
def test_an_independent_calculation_gives_the_same_numbers(day: date) -> None:
    found = [told(giving) for giving in givings(sample(day))]
    assert found == independent.rows(ROOT / "data", day)
    assert len(found) == 33


def test_it_shares_no_code_with_the_product() -> None:
    tree = ast.parse((Path(__file__).parent / "independent.py").read_text(encoding="utf-8"))
    imported = {each.module or "" for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)}
    imported |= {name.name for each in ast.walk(tree) if isinstance(each, ast.Import) for name in each.names}
    assert not {name for name in imported if name.startswith(("convtool", "tests"))}
    assert "ruamel.yaml" in imported
