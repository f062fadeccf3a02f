"""What each of several parties bears of one contribution."""

from __future__ import annotations

from convtool.pledges.giving import STAGES, Giving
from convtool.pledges.shares import borne
from convtool.pledges.totals import totals
from tests.contributions.making import one, shown

MONEY = "kind: financing, from: bank, to: alliantie, currency: EUR, per: year, first: 2024, last: 2026"
SHARES = "shares: {bank: 62.5, stad: 37.5}"


def stages(giving: Giving) -> list[str]:
    return [shown(giving.stage(name)) for name in STAGES]


def test_each_party_bears_its_part_and_nobody_knows_who_delivered() -> None:
    """62.5 percent of 3 x 100 is 187.50, of the 200 that is due 125.00; 37.5 percent is 112.50 and 75.00."""
    found = list(borne(one("2025-12-31", f"{MONEY}, amount: 100, {SHARES}", "date: 2025-05-01, amount: 90")))
    assert [(each.giver, each.giver_partner, *map(float, stages(each)[:2])) for each in found] == [
        ("bank", "voorbeeldbank", 187.5, 125),
        ("stad", "voorbeeldgemeente", 112.5, 75),
    ]
    assert [stages(each)[2:] for each in found] == [["none", "none"]] * 2
    assert found[0].reasons == (("delivered", "shared"), ("confirmed", "shared"))
    assert [shown(year.pledged) for year in found[0].years] == ["62.5", "62.5", "62.5"]
    assert {each.state for each in found} == {"unknown"}


def test_what_is_no_whole_number_of_cents_is_not_split() -> None:
    """62.5 percent of 0.01 is 0.00625. Two parties that bear it so have no amount of their own; hours can be split."""
    found = list(borne(one("2024-12-31", f"{MONEY}, amount: 0.01, {SHARES}")))
    assert stages(found[0])[:2] == ["none", "none"]
    assert found[0].reasons[:2] == (("pledged", "not-split"), ("due", "not-split"))
    hours = f"kind: in-kind, from: bank, unit: uur, quantity: 0.01, first: 2024, {SHARES}"
    assert [stages(each)[0] for each in borne(one("2024-12-31", hours))] == ["0.00625", "0.00375"]


def test_what_is_not_known_of_the_whole_is_not_known_of_a_part() -> None:
    (found, _) = borne(one("2024-12-31", f"{MONEY}, amount: unknown, {SHARES}"))
    assert found.reasons[0] == ("pledged", "amount-unknown")
    (open_end, _) = borne(one("2024-12-31", f"{MONEY}, amount: {{over: 100}}, {SHARES}"))
    assert stages(open_end)[:2] == ["more than 187.5", "more than 62.5"]


def test_the_parts_of_all_parties_are_the_whole() -> None:
    whole = one("2025-12-31", f"{MONEY}, amount: 33.36, {SHARES}")
    (of_whole,), (of_parts,) = totals([whole]).lines, totals(borne(whole)).lines
    assert (of_parts.pledged, of_parts.due) == (of_whole.pledged, of_whole.due)
    assert [each.stage for each in totals(borne(whole)).left_out] == ["confirmed", "delivered"]


def test_a_contribution_of_one_party_is_given_as_it_is() -> None:
    found = one("2025-12-31", f"{MONEY}, amount: 33.36")
    assert list(borne(found)) == [found]


def test_the_value_of_a_part_by_a_table_is_a_part_of_the_value() -> None:
    """40 hours are worth 2,000; 62.5 percent of 40 is 25 hours, worth 25 x 50 = 1,250."""
    valued = "valued: {amount: 2000, currency: EUR, table: A, version: '1'}"
    (found, _) = borne(
        one("2024-12-31", f"kind: in-kind, from: bank, unit: uur, quantity: 40, first: 2024, {SHARES}, {valued}")
    )
    assert shown(found.worth_of("pledged")) == "1250.00"
