"""What was found comes back from its bytes as it was, or is not made bytes of at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtool.checking import judged
from convtool.diagnostics import Edit, Fault, Finding, Level, Place
from convtool.keeping import attempted, packed, packed_past, packed_share, unpacked, unpacked_past, unpacked_share
from convtool.messages import Both, Count, Message, say
from convtool.portfolio import load
from convtool.proven import Proof, State
from convtool.rulebook import rulebook
from convtool.shares import Share
from convtool.values import Moment, MonthDay, Number, Period, Unanswered
from convtool.witness import Contradiction, Past, Walk
from tests.conftest import DAY, HERE
from tests.test_cache import ROOT

TOLD = Contradiction(say("x"), "goals/a", None, "1", "c", "Griffier", "2026-11-21")
BARE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(), st.dates(), st.decimals(allow_nan=False), st.fractions()
)
VALUES = st.recursive(
    BARE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.builds(Message, st.text(), st.dictionaries(st.text(), inner, max_size=3)),
        st.builds(Count, st.text(), st.text(), st.integers()),
    ),
    max_leaves=8,
)


@given(VALUES)
def test_any_value_of_a_message_comes_back(value: object) -> None:
    back = unpacked(packed(value))
    assert (back, type(back)) == (value, type(value))


@pytest.mark.parametrize(
    "value",
    [
        Both("een", "one"),
        Number(Decimal(1), None, about=True),
        Moment(date(2024, 1, 1), date(2024, 12, 31), "2024"),
        MonthDay(2, 29),
        Period("2024/2025", school_year=2024),
        Unanswered("planned", None, Moment(DAY, DAY, "2026-11-21")),
        Place("a", 1, 2, 3, 4, "/a", "a"),
        Edit(1, 2, "x"),
        Level.ERROR,
        Fraction(1, 3),
        [1, (2, "3")],
        Fault("CV606", Finding(Place("a", 1, 1, 1, 1), say("{a}", a=1), say("b"))),
        Proof("a", "b", State.PROVEN, Moment(DAY, DAY, "2026-11-21"), "x", None, 2, Walk((TOLD,), 3, "c", say("d"))),
    ],
)
def test_each_sort_of_value_comes_back(value: object) -> None:
    back = unpacked(packed(value))
    assert (back, type(back)) == (value, type(value))


@pytest.mark.parametrize("value", [object(), {1: 2}, Message("{a}", {"a": {1}}), 1j])
def test_what_would_not_come_back_the_same_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        packed(value)


def test_what_a_history_showed_comes_back() -> None:
    past = Past({"a": Walk((TOLD,), 1, "c"), "b": Walk()}, {("a", "1"): "1"}, {"b": "2"}, {"c": "b"})
    assert unpacked_past(packed_past(past)) == past


def test_what_cannot_be_packed_is_tried_and_not_kept() -> None:
    assert attempted(packed, 1j) is None
    assert attempted(packed, 1) == packed(1)


def files(folder: str) -> dict[str, bytes]:
    root = ROOT if folder == "sample" else HERE / folder
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "data").rglob("*.yaml"))}


@pytest.mark.parametrize("folder", ["sample", "base"])
def test_all_that_is_found_in_a_register_comes_back(folder: str) -> None:
    portfolio = load(files(folder), DAY)
    for path in portfolio.entries:
        share = judged(portfolio, rulebook(), [path])
        assert unpacked_share(packed_share(share)) == share._replace(looked_at=frozenset())


def cases() -> list[Any]:
    return sorted(path.parent for path in (HERE / "cases").rglob("data") if path.is_dir())


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_every_rule_says_comes_back(case: Any) -> None:
    there = {path.relative_to(case).as_posix(): path.read_bytes() for path in case.rglob("*.yaml")}
    share = judged(portfolio := load(files("base") | there, DAY), rulebook(), list(portfolio.entries))
    assert unpacked_share(packed_share(share)) == share._replace(looked_at=frozenset())


def test_nothing_found_takes_little_room() -> None:
    assert len(packed_share(Share([], [], frozenset(), 1, 0, 1, 0))) < 40
