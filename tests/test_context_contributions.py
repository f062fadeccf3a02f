"""Contributions: sums of what may be added, and what is left out of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.small import PARTIES, page


def totals(*contributions: dict[str, Any], **convenant: Any) -> Any:
    """The totals of a convenant with these contributions of the bank."""
    each = [
        {"id": f"c{number}", "kind": "financing", "from": "bank"} | given for number, given in enumerate(contributions)
    ]
    return page(parties=PARTIES, contributions=each, **convenant).totals


def test_money_of_one_party_is_added_per_year_exactly() -> None:
    found = totals(
        {"amount": 0.1, "per": "year", "first": 2023, "last": 2024},
        {"amount": 0.2, "per": "year", "first": 2024, "last": 2024},
        {"amount": 5, "per": "quarter", "first": "2024-07", "last": "2025"},
        {"amount": 7, "currency": "USD", "due": "2024-03-01"},
    )
    assert [(column.giver, column.currency) for column in found.columns] == [("De Bank", "EUR"), ("De Bank", "USD")]
    assert found.rows == (
        ("2023", (Decimal("0.1"), None)), ("2024", (Decimal("10.3"), Decimal(7))), ("2025", (Decimal(20), None)),
    )  # fmt: skip
    assert found.sums == (Decimal("30.4"), Decimal(7))


def test_units_are_never_added_to_each_other_or_to_money() -> None:
    found = totals(
        {
            "kind": "in-kind",
            "quantity": 4,
            "unit": "uur",
            "per": "school-year",
            "first": "2024/2025",
            "last": "2025/2026",
        },
        {"kind": "in-kind", "quantity": 9, "unit": "dagen", "first": 2024, "last": 2026},
    )
    assert [column.unit for column in found.columns] == ["uur", "dagen"]
    assert [year for year, _ in found.rows] == ["2024/2025", "2024–2026", "2025/2026"]


@pytest.mark.parametrize(
    "given",
    [
        {"amount": {"about": 5}, "first": 2024, "last": 2024},
        {"amount": {"over": 5}, "first": 2024, "last": 2024},
        {"amount": "unknown", "first": 2024, "last": 2024},
        {"amount": 5, "first": 2024, "last": 2024, "counted_in": "elders"},
        {"amount": 5, "first": 2024, "last": 2024, "from": "unknown"},
        {"amount": 5},
        {"amount": 5, "per": "year", "first": 2024},
        {"amount": 5, "per": "year", "first": 2024, "last": "2025-06"},
        {"amount": 5, "per": "school-year", "first": "2024/2025"},
    ],
)
def test_what_cannot_be_added_exactly_is_left_out_and_said_beside(given: dict[str, Any]) -> None:
    found = totals(given)
    assert (found.rows, len(found.left_out)) == ((), 1)


def test_the_term_says_when_where_a_contribution_does_not() -> None:
    found = totals({"amount": 5, "per": "year"}, term={"starts": "2024-01-01", "ends": "2025-12-31"})
    assert [year for year, _ in found.rows] == ["2024", "2025"]
    assert totals({"amount": 5, "per": "year"}, term={"starts": "2024-01-01", "ends": "indefinite"}).rows == ()
    assert totals({"amount": 5, "per": "year"}, term={"ends": "2025"}).rows == ()


def test_what_is_given_once_belongs_to_its_year_and_a_period_to_the_year_it_ends_in() -> None:
    found = totals(
        {"amount": 5, "first": 2024},
        {"amount": 7, "per": "year", "first": "2024-07", "last": "2026-06"},
    )
    assert found.rows == (("2024", (Decimal(5),)), ("2025", (Decimal(7),)), ("2026", (Decimal(7),)))


def test_contributions_name_who_gives_and_who_receives() -> None:
    found = page(
        parties=PARTIES,
        contributions=[
            {"id": "een", "kind": "financing", "from": "bank", "to": "stad", "theme": "werk", "amount": 5},
            {
                "id": "twee",
                "kind": "in-kind",
                "from": "bank",
                "to": {"named": "Stichting"},
                "quantity": 1,
                "unit": "uur",
            },
            {"id": "drie", "text": "Netwerk"},
        ],
    )
    lines = (*found.money, *found.in_kind, *found.other_support)
    assert [(line.giver, line.receiver, line.theme) for line in lines] == [
        ("De Bank", "Gemeente", "werk"), ("De Bank", "Stichting", None), (None, None, None),
    ]  # fmt: skip
