"""What may be added up, and what is left out and said."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal

from convtool.pledges.giving import STAGES, Giving, in_year
from convtool.pledges.givings import givings
from convtool.pledges.totals import LeftOut, Total, totals, totals_by_year
from convtool.values import Number
from tests.contributions.making import every, one, sample, shown

MONEY = "kind: financing, from: bank, to: alliantie, currency: EUR, per: year, first: 2024, last: 2025"
HOURS = "kind: in-kind, from: bank, to: alliantie, unit: uur, per: year, first: 2024, last: 2025"
END = "2025-12-31"


def told(total: Total) -> list[object]:
    return [total.group, total.measure, total.unit, *map(shown, (total.pledged, total.due, total.delivered))]


def together(*contributions: str, also: str = "") -> tuple[Giving, ...]:
    lines = "".join(f"  - {{id: c{number}, {each}}}\n" for number, each in enumerate(contributions))
    return every(END, f"contributions:\n{lines}{also}")


def test_only_the_same_currency_or_unit_is_added() -> None:
    found = totals(
        together(
            f"{MONEY}, amount: 0.10",
            f"{MONEY}, amount: 0.20",
            f"{MONEY.replace('EUR', 'USD')}, amount: 5",
            f"{HOURS}, quantity: 40",
            f"{HOURS}, quantity: {{from: 1, to: 2}}",
            f"{HOURS.replace('uur', 'dagen')}, quantity: {{about: 9}}",
            also="deliveries: [{contribution: c0, date: 2024-05-01, amount: 0.30}]\n",
        )
    )
    assert [told(line) for line in found.lines] == [
        [None, "money", "EUR", "0.60", "0.60", "0.30"],
        [None, "money", "USD", "10", "10", "0"],
        [None, "quantity", "dagen", "about 18", "about 18", "0"],
        [None, "quantity", "uur", "82..84", "82..84", "0"],
    ]
    assert [line.contributions for line in found.lines] == [2, 1, 1, 2]
    assert found.left_out == ()


def test_what_is_left_out_says_why() -> None:
    found = totals(
        together(
            f"{MONEY}, amount: 5, counted_in: social return",
            "kind: other, from: bank, text: Netwerk",
            "kind: financing, from: bank, amount: 5, first: 2024",
            "kind: in-kind, from: bank, unit: uur, first: 2024",
            f"{MONEY}, amount: 5, total: 99",
        )
    )
    assert found.left_out == (
        LeftOut(None, "done", None, "not-a-number", ("proef/c1",)),
        LeftOut(None, "money", None, "counted-elsewhere", ("proef/c0",)),
        LeftOut(None, "money", None, "unit-unknown", ("proef/c2",)),
        LeftOut(None, "money", "pledged", "sums-differ", ("proef/c4",)),
        LeftOut(None, "quantity", "due", "amount-unknown", ("proef/c3",)),
        LeftOut(None, "quantity", "pledged", "amount-unknown", ("proef/c3",)),
    )
    assert [told(line) for line in found.lines] == [
        [None, "money", "EUR", "none", "10", "0"],
        [None, "quantity", "uur", "none", "none", "0"],
    ]


def test_a_draft_promises_nothing_that_could_be_added() -> None:
    found = totals(together(f"{MONEY}, amount: 5", also="status: draft\n"))
    assert found == ((), (LeftOut(None, "money", None, "not-signed", ("proef/c0",)),))


def test_values_of_one_edition_of_one_table_are_added_and_never_to_money() -> None:
    def valued(words: str) -> str:
        return f"{HOURS}, quantity: 3, valued: {{{words}}}"

    found = totals(
        together(
            valued('amount: 30, currency: EUR, table: A, version: "1"'),
            valued('amount: 10, currency: EUR, table: A, version: "1"'),
            valued('amount: 10, currency: EUR, table: A, version: "2"'),
            valued("amount: 10, currency: EUR, table: A"),
            valued("table: A"),
            f"{MONEY}, amount: 1, valued: {{amount: 10, currency: EUR, table: A, version: '1'}}",
            also="deliveries: [{contribution: c1, date: 2024-05-01, quantity: 1}]\n",
        )
    )
    assert [(*told(line), line.table, line.version) for line in found.lines] == [
        (None, "money", "EUR", "2", "2", "0", None, None),
        (None, "quantity", "uur", "30", "30", "1", None, None),
        (None, "valued", "EUR", "80.00", "80.00", "0.00", "A", "1"),
        (None, "valued", "EUR", "20.00", "20.00", "0.00", "A", "2"),
    ]
    assert found.left_out == (
        LeftOut(None, "valued", None, "table-unknown", ("proef/c3",)),
        LeftOut(None, "valued", "delivered", "not-exact", ("proef/c1",)),
    )


def test_any_word_of_a_giving_can_group() -> None:
    given = together(f"{MONEY}, amount: 1, theme: werk", f"{MONEY}, amount: 2", f"{MONEY}, amount: 4, theme: werk")
    found = totals(given, lambda giving: giving.theme)
    assert [told(line)[:4] for line in found.lines] == [
        [None, "money", "EUR", "4"],
        ["werk", "money", "EUR", "10"],
    ]


def test_years_are_totals_of_their_own() -> None:
    given = together(
        f"{MONEY}, amount: 1",
        "kind: financing, from: bank, currency: EUR, amount: 100, due: 2025-03-01",
        HOURS,
        also="deliveries: [{contribution: c1, date: 2023-05-01, amount: 30}]\n",
    )
    found = totals_by_year(given)
    assert {year: told(each.lines[0])[3:] for year, each in found.items()} == {
        2023: ["0", "0", "30"],
        2024: ["1", "1", "0"],
        2025: ["101", "101", "0"],
    }
    assert [[each.reason for each in found[year].left_out] for year in (2023, 2024)] == [[], ["amount-unknown"] * 2]


def test_more_than_a_number_makes_more_than_its_total() -> None:
    found = totals(together(f"{HOURS}, quantity: 40", f"{HOURS}, quantity: {{over: 9}}", f"{HOURS}, quantity: 1"))
    assert [told(line)[3:5] for line in found.lines] == [["more than 100"] * 2]


def test_fictional_contributions_are_counted_beside_their_total() -> None:
    (real,) = totals(together(f"{MONEY}, amount: 5")).lines
    (example,) = totals(together(f"{MONEY}, amount: 5", also="example: true\n")).lines
    assert (real.fictional, example.fictional, example.contributions) == (0, 1, 1)


def test_the_value_of_an_unknown_quantity_is_unknown() -> None:
    valued = "valued: {amount: 10, currency: EUR, table: A, version: '1'}"
    for quantity, reason in (("{about: 3}", "not-exact"), ("unknown", "amount-unknown"), ("0", "not-exact")):
        found = totals([one(END, f"{HOURS}, quantity: {quantity}, {valued}")])
        reasons = {each.stage: each.reason for each in found.left_out if each.measure == "valued"}
        assert reasons["pledged"] == reason
        assert reasons["delivered"] == "not-exact"


def test_a_giving_is_plain_and_can_be_sent_to_another_process() -> None:
    found = givings(sample(date(2026, 11, 22)))
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - just made here
    assert len(found) == 33
    allowed = (str, bool, date, Number, tuple, type(None))
    for giving in found:
        assert all(isinstance(value, allowed) for value in giving)


def test_shares_name_the_partners_behind_them() -> None:
    found = one(END, f"{MONEY}, amount: 5, shares: {{bank: 60.5, stad: 39.5}}")
    assert found.shares == (("bank", "voorbeeldbank", Decimal("60.5")), ("stad", "voorbeeldgemeente", Decimal("39.5")))


def test_of_two_contributions_with_one_id_the_first_has_the_deliveries() -> None:
    twice = f"{{id: c, {MONEY}, amount: 5}}"
    found = every(END, f"contributions: [{twice}, {twice}]\ndeliveries: [{{contribution: c, date: 2024, amount: 5}}]\n")
    assert [shown(each.delivered) for each in found] == ["5", "0"]


def test_a_year_in_which_nothing_happens_is_nothing_as_far_as_the_years_are_known() -> None:
    """After the year that follows the day, what has no end is not told; what has no day is told of no year."""

    def stages(written: str, year: int, also: str = "") -> list[str]:
        found = in_year(one(END, f"kind: financing, from: bank, currency: EUR, amount: 5, {written}", also=also), year)
        return [*(shown(found.stage(name)) for name in STAGES), found.reason("pledged") or "known"]

    endless = "term: {starts: 2024-01-01, ends: indefinite}\n"
    assert stages("due: 2025-03-01", 2030) == ["0", "0", "0", "0", "known"]
    assert stages("per: year, first: 2024", 2026, endless) == ["5", "0", "0", "0", "known"]
    assert stages("per: year, first: 2024", 2023, endless) == ["0", "0", "0", "0", "known"]
    assert stages("per: year, first: 2024", 2027, endless) == ["none", "0", "0", "0", "no-end"]
    assert stages("to: stad", 2027, "term: unknown\n") == ["none", "none", "0", "0", "no-day"]
    assert stages("to: stad", 2027, "term: unknown\nstatus: draft\n") == ["none", "0", "0", "0", "no-day"]
