"""Contributions worked out by hand: one file a case, with the arithmetic, and every stage to the last digit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from convtool.pledges.giving import STAGES, Giving
from tests.contributions.making import MASTERPLAN, every, shown

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.yaml"))
ALWAYS = {*STAGES, "open", "state"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_contribution_is_what_a_colleague_works_out(path: Path) -> None:
    case = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - its values are text
    assert case["situation"]
    assert case["arithmetic"]
    for day, wanted in case["on"].items():
        assert set(wanted) >= ALWAYS
        (found,) = every(day, case["convenant"], case.get("masterplan", "").encode() or MASTERPLAN)
        assert {key: told(found, key) for key in wanted} == wanted, day


def told(giving: Giving, key: str) -> Any:
    if key in {*STAGES, "open", "overdue", "value"}:
        return shown(getattr(giving, key))
    if key.startswith("worth_"):
        return shown(giving.worth_of(key.removeprefix("worth_")))
    if key == "years":
        return {str(each.year): ", ".join(map(shown, each[1:])) for each in giving.years}
    if key in {"reasons", "notes"}:
        return {name: str(word) for name, word in getattr(giving, key)}
    found = getattr(giving, key)
    return "none" if found is None else str(found)


def test_there_are_enough_of_them() -> None:
    assert len(EXAMPLES) >= 25
