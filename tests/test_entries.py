"""What somebody types becomes an entry that says the same, or a question back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtool.entries import about, components, corrected, counted, entry, last_of, number, once, receiver, unconfirmed
from convtool.errors import WrongUse
from convtool.figures import readings
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.since import Event, Measurement
from convtool.portfolio import load
from tests.conftest import CONVENANT, DAY, Base


def convenant(measured: str = "", delivered: str = "") -> Convenant:
    text = Base().files[CONVENANT].decode()
    if measured:
        text = text[: text.index("measurements:")] + f"measurements:\n{measured}" + text[text.index("events:") :]
    if delivered:
        text = text[: text.index("deliveries:")] + f"deliveries:\n{delivered}" + text[text.index("involvement:") :]
    record = load({CONVENANT: text.encode()}, DAY).entries[CONVENANT].record
    assert isinstance(record, Convenant)
    return record


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17", "17"),
        ("1234.5", "1234.5"),
        ("1.10", "1.10"),
        ("-3", "-3"),
        ("+5", "5"),
        ("1.234,50", "1234.50"),
        ("1,5", "1.5"),
        ("0,500", "0.500"),
        ("0.500", "0.500"),
        ("1,234.50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("€ 250.000,-", "250000"),
        ("12 euro", "12"),
    ],
)  # fmt: skip
def test_a_number_is_taken_as_people_write_it(text: str, value: str) -> None:
    assert f"{number(text, 2 if '€' in text else 15):f}" == value


@pytest.mark.parametrize(
    ("text", "ways"), [("1.500", ("1.5000", "1500")), ("1,500", ("1.5000", "1500")), ("-2.000", ("-2.0000", "-2000"))]
)
def test_a_number_that_can_be_two_is_asked_back_with_both(text: str, ways: tuple[str, str]) -> None:
    with pytest.raises(WrongUse) as refused:
        number(text)
    assert refused.value.help == say("write {one} or {other}", one=ways[0], other=ways[1])
    assert len({number(way) for way in ways}) == 2


def test_money_has_two_decimals_at_most_so_a_dot_before_three_digits_is_a_thousand() -> None:
    assert (number("1.500", 2), number("1,500", 2)) == (Decimal(1500), Decimal(1500))


@pytest.mark.parametrize("text", ["", "vijf", "1e3", "0123", "0x1F", "1.2.3", "1,2,3", "--1", "1 000", "9" * 60])
def test_what_is_no_number_says_how_to_write_one(text: str) -> None:
    with pytest.raises(WrongUse):
        number(text)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_every_number_of_two_decimals_is_read_the_same_in_both_languages(value: Decimal) -> None:
    english = f"{value:,.2f}"
    dutch = english.translate({ord(","): ".", ord("."): ","})
    assert readings(english, 15) == readings(dutch, 15) == readings(f"{value:.2f}", 15) == [value]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("none", {"value": "none"}),
        ("delivered", {"value": "delivered"}),
        ("about 50", {"value": {"about": 50}}),
        ("over: 900", {"value": {"over": 900}}),
        ("40..44", {"value": {"from": 40, "to": 44}}),
        ("121/158", {"value": Decimal("76.6"), "numerator": 121, "denominator": 158}),
    ],
)
def test_what_was_counted_may_be_honest_or_a_share(text: str, item: dict[str, Any]) -> None:
    assert counted(text) == item


def test_a_share_of_nothing_is_no_number() -> None:
    with pytest.raises(WrongUse):
        counted("1/0")


def test_components_have_each_a_name_of_their_own() -> None:
    assert components(["noord=12", "zuid=-1,5"]) == {"noord": 12, "zuid": Decimal("-1.5")}
    for pairs in (["noord"], ["noord=1", "noord=2"]):
        with pytest.raises(WrongUse):
            components(pairs)


def test_an_entry_keeps_its_order_and_leaves_out_what_is_not_said() -> None:
    item = entry(Event, {"agreement": "loket", "date": " 2025-01-01 ", "status": "done", "outcome": None, "note": " "})
    assert list(item.items()) == [("agreement", "loket"), ("date", "2025-01-01"), ("status", "done")]


@pytest.mark.parametrize(
    "said",
    [
        {"date": "2025-02-30"},
        {"date": "gisteren"},
        {"status": "klaar"},
        {"kind": "Een soort"},
        {"note": "een\u202etwee"},
        {"note": "een\x7ftwee"},
    ],
)
def test_a_value_that_a_field_does_not_take_is_wrong_use(said: dict[str, Any]) -> None:
    with pytest.raises(WrongUse):
        entry(Event, {"agreement": "loket", "date": "2025-01-01"} | said)


def test_of_options_that_exclude_each_other_one_is_taken() -> None:
    assert once({"--period": None, "--date": "2025"}) == ("--date", "2025")
    assert once({"--period": None}) is None
    with pytest.raises(WrongUse):
        once({"--period": "2025", "--date": "2025"})


def test_how_it_was_done_last_time_is_known() -> None:
    last = last_of(convenant(), "stageplekken")
    assert last
    assert (str(last.period), about(last)) == ("2025", "period")
    assert last_of(convenant(), "x") is None
    assert about(None) == "period"
    state = "  - {goal: stageplekken, date: 2025-01-01, value: 1}\n  - {goal: stageplekken, corrects: {date: 2025-01-01}, value: 2}\n"
    assert about(last_of(convenant(state), "stageplekken")) == "date"
    assert about(last_of(convenant("  - {goal: stageplekken, value: 1}\n"), "stageplekken")) == "period"


def test_a_text_that_looks_odd_is_taken_and_judged_with_the_rest() -> None:
    assert entry(Event, {"date": "2025-01-01", "note": "een\u00adtwee"})["note"] == "een\u00adtwee"


TWO = "  - {goal: stageplekken, period: 2025, value: 1, kind: registered, source: a}\n  - {goal: stageplekken, period: 2025, value: 2, kind: sample, source: b, area: noord}\n"


def test_a_correction_names_the_one_figure_that_it_replaces() -> None:
    whole = {"period": "2024", "kind": "registered", "source": "stageregister HR"}
    assert corrected(convenant(), "stageplekken", "2024", "sample", "x") == whole
    assert corrected(convenant(TWO), "stageplekken", "2025", "sample", "b")["area"] == "noord"
    for day, kind in (("2019", "sample"), ("2025", "registered")):
        with pytest.raises(WrongUse):
            corrected(convenant(TWO), "stageplekken", day, kind, "b")
    with pytest.raises(WrongUse) as refused:
        corrected(convenant(TWO), "andere", "2025", None, None)
    assert refused.value.help is None
    assert isinstance(last_of(convenant(TWO), "stageplekken"), Measurement)


def test_a_receiver_is_a_party_or_the_organisation_that_was_named() -> None:
    record = convenant()
    fonds, uren = (next(each for each in record.contributions or () if each.id == id_) for id_ in ("fonds", "uren"))
    assert receiver(record, fonds, "alliantie") == "alliantie"
    assert receiver(record, uren, "stichting voorbeeld") == {"named": "Stichting Voorbeeld", "kind": "foundation"}
    for contribution, word in ((fonds, "allantie"), (uren, "zzz")):
        with pytest.raises(WrongUse):
            receiver(record, contribution, word)


def test_what_nobody_confirmed_yet_is_known_by_its_days() -> None:
    assert unconfirmed(convenant(), "fonds") == []
    waiting = "  - {contribution: fonds, date: 2025-06-30, amount: 1}\n  - {contribution: uren, date: 2025-07-30, quantity: 1}\n"
    assert unconfirmed(convenant(delivered=waiting), "fonds") == ["2025-06-30"]
