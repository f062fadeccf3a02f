"""What the parties bring: the cases that two people would argue about, each found or silent on purpose."""

from __future__ import annotations

from datetime import date

import pytest

from convtool.diagnostics import Level
from tests.conftest import CONVENANT, DAY, Base

PLAN = "data/masterplan.yaml"
CODES = ("CV501", "CV502", "CV503", "CV504", "CV505", "CV506", "CV507")


@pytest.fixture(scope="module")
def base() -> Base:
    return Base(*CODES)


def money(*keys: str) -> str:
    """A contribution in money that lacks nothing but what `keys` change."""
    return f"contributions: [{{id: nieuw, kind: financing, from: bank, currency: EUR, {', '.join(keys)}}}]\n"


def in_kind(*keys: str) -> str:
    return f"contributions: [{{id: nieuw, kind: in-kind, from: bank, {', '.join(keys)}}}]\n"


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("unknown", ["CV501"]),
        ("silent", ["CV501"]),
        ("[]", ["CV501"]),
        ("{planned: 2027}", ["CV501"]),
        ("{none: die staan onder de koepel}", []),
        ("{not_chosen: eerst het plan}", []),
        ("[x]", []),
        ("x", []),
    ],
)
def test_a_convenant_without_contributions_says_why(base: Base, written: str, codes: list[str]) -> None:
    assert base.codes(f"deliveries: []\ncontributions: {written}\n") == codes


@pytest.mark.parametrize(
    ("yaml", "level"), [("status: draft\n", Level.WARNING), ("", Level.ERROR), ("historical: true\n", Level.WARNING)]
)
def test_what_is_missing_weighs_less_before_signing_and_long_after(base: Base, yaml: str, level: Level) -> None:
    for contributions in ("contributions: unknown\n", money("amount: unknown, first: 2025"), in_kind("unit: uur")):
        assert {found.level for found in base.found(base.merged(contributions + yaml))} == {level}


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        (("amount: 5000", "per: year", "first: 2024", "last: 2030"), []),
        (("amount: 5000", "first: 2024"), []),
        (("amount: 5000", "due: 2027-03-01"), []),
        (("amount: 5000", "per: year", "due: 2027-03-01"), []),
        (("amount: {about: 5000}", "first: 2024"), []),
        (("ceiling: 5000", "first: 2024"), []),
        (("total: 5000", "first: 2024"), []),
        (("total: unknown", "first: 2024"), ["CV502"]),
        (("amount: unknown", "first: 2024"), ["CV502"]),
        (("amount: {not_chosen: later}", "first: 2024"), ["CV502"]),
        (("amount: {planned: 2027}", "first: 2024"), ["CV502"]),
        (("amount: x", "first: 2024"), []),
        (("amount: 5000",), ["CV502"]),
        (("amount: 5000", "first: silent"), ["CV502"]),
        (("amount: 5000", "per: year", "first: 2024"), ["CV502"]),
        (("amount: 5000", "per: unknown", "first: 2024"), []),
        (("amount: 5000", "per: x", "first: 2024"), ["CV502"]),
    ],
)
def test_money_says_how_much_and_when(base: Base, keys: tuple[str, ...], codes: list[str]) -> None:
    assert base.codes(money(*keys)) == codes


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("{id: fonds, from: unknown}", ["CV502"]),
        ("{id: fonds, currency: silent}", ["CV502"]),
        ("{id: fonds, kind: unknown, amount: unknown}", []),
        ("{id: fonds, kind: other, amount: unknown}", []),
        ("{id: uren, quantity: {over: 400}}", []),
        ("{id: uren, quantity: silent}", ["CV503"]),
        ("{id: uren, quantity: {planned: 2027}}", ["CV503"]),
        ("{id: uren, unit: unknown}", ["CV503"]),
        ("{id: uren, quantity: x}", []),
        ("{id: uren, kind: other, quantity: unknown}", []),
        ("{id: uren, counted_in: social return}", ["CV507"]),
        ("{id: uren, counted_in: {none: komt er bovenop}}", []),
        ("{id: uren, counted_in: unknown}", []),
    ],
)
def test_a_changed_contribution_gives_just_this(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(f"contributions: [{yaml}]\n") == codes


@pytest.mark.parametrize(
    ("valued", "codes"),
    [
        ("{amount: 20000, currency: EUR, table: Noord, version: 2024}", []),
        ("{amount: 20000, currency: EUR, table: unknown, version: 2024}", ["CV504"]),
        ("{amount: 20000, currency: EUR, table: Noord}", ["CV504"]),
        ("{table: [Noord], version: 2024}", []),
        ("{}", ["CV504"]),
        ("unknown", []),
        ("{not_chosen: uren zijn uren}", []),
        ("x", []),
    ],
)
def test_a_value_can_be_calculated_again(base: Base, valued: str, codes: list[str]) -> None:
    assert base.codes(in_kind("quantity: 4", "unit: uur", f"valued: {valued}")) == codes


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ("table: Noord, version: 2024", []),
        ("table: Noord, version: 2023", ["CV504"]),
        ("table: Zuid, version: 2024", ["CV504"]),
    ],
)
def test_values_of_one_convenant_come_from_one_table(base: Base, other: str, codes: list[str]) -> None:
    one = "{id: een, kind: in-kind, quantity: 1, unit: uur, valued: {table: Noord, version: 2024}}"
    two = f"{{id: twee, kind: in-kind, quantity: 1, unit: uur, valued: {{{other}}}}}"
    also = f"{{id: drie, kind: in-kind, quantity: 1, unit: uur, valued: {{{other}}}}}"
    assert base.codes(f"contributions: [{one}, {two}, {also}]\n") == codes


def test_an_amount_of_money_in_kind_is_a_value_without_a_table(base: Base) -> None:
    assert base.codes(in_kind("quantity: 4", "unit: uur", "amount: 500")) == ["CV504"]
    assert base.codes(in_kind("quantity: 4", "unit: uur", "amount: unknown")) == []


@pytest.mark.parametrize(
    ("keys", "codes"),
    [
        (("amount: 0.10", "per: year", "first: 2024", "last: 2026", "total: 0.30"), []),
        (("amount: 0.10", "per: year", "first: 2024", "last: 2026", "total: 0.31"), ["CV505"]),
        (("amount: 100", "per: year", "first: 2024", "last: 2026-06", "total: 200"), []),
        (("amount: 100", "per: year", "first: 2024", "last: 2026-06", "total: 300"), []),
        (("amount: 100", "per: year", "first: 2024", "last: 2026-06", "total: 301"), ["CV505"]),
        (("amount: 100", "per: year", "first: 2024", "last: 2026-06", "total: 199"), ["CV505"]),
        (("amount: 100", "per: year", "first: 2024-07", "last: 2026-06", "total: 200"), []),
        (("amount: 100", "per: quarter", "first: 2024", "last: 2024", "total: 400"), []),
        (("amount: 100", "per: month", "first: 2024-01", "last: 2024-02", "total: 300"), ["CV505"]),
        (("amount: 100", "per: school-year", "first: 2024/2025", "last: 2026/2027", "total: 300"), []),
        (("amount: 100", "per: school-year", "first: 2024/2025", "last: 2026/2027", "total: 200"), ["CV505"]),
        (("amount: 100", "per: month", "first: '{first: 6 months, of: term}'", "last: 2024", "total: 1"), []),
        (("amount: 100", "per: month", "first: {first: 6 months, of: term}", "last: 2024-09", "total: 600"), []),
        (("amount: 100", "per: year", "first: 2024", "total: 500"), ["CV502"]),
        (("amount: 100", "per: year", "last: 2024", "total: 500"), ["CV502"]),
        (("amount: 100", "per: year", "first: 2027", "last: 2024", "total: 500"), []),
        (("amount: 100", "first: 2024", "total: 100.00"), []),
        (("amount: 100", "first: 2024", "total: 120"), ["CV505"]),
        (("amount: {about: 100}", "first: 2024", "total: 120"), []),
        (("amount: {from: 100, to: 130}", "first: 2024", "total: 120"), []),
        (("amount: {from: 100, to: 110}", "first: 2024", "total: 120"), ["CV505"]),
        (("amount: {over: 100}", "first: 2024", "total: 120"), []),
        (("amount: {over: 100}", "first: 2024", "total: 90"), ["CV505"]),
        (("amount: {under: 100}", "first: 2024", "total: 120"), ["CV505"]),
        (("amount: unknown", "first: 2024", "total: 120"), []),
        (("amount: 100", "first: 2024", "ceiling: 100"), []),
        (("amount: 100", "first: 2024", "ceiling: 99.99"), ["CV505"]),
        (("amount: 100", "per: year", "first: 2024", "last: 2030", "total: 700", "ceiling: 150"), []),
        (("total: 700", "first: 2024", "ceiling: 600"), ["CV505"]),
        (("ceiling: 600", "first: 2024"), []),
        (("amount: {about: 700}", "first: 2024", "ceiling: 600"), []),
        (("amount: 1", "first: 2024", "shares: {bank: 60, stad: 40}"), []),
        (("amount: 1", "first: 2024", "shares: {bank: 60, stad: 39.9}"), ["CV505"]),
        (("amount: 1", "first: 2024", "shares: {bank: 0.6, stad: 0.4}"), ["CV505"]),
        (("amount: 1", "first: 2024", "shares: {bank: 60, stad: veertig}"), []),
        (("amount: 1", "first: 2024", "shares: {}"), []),
        (("amount: 1", "first: 2024", "shares: unknown"), []),
    ],
)
def test_figures_agree_exactly_or_are_not_compared(base: Base, keys: tuple[str, ...], codes: list[str]) -> None:
    assert base.codes(money(*keys)) == codes


def test_months_of_a_term_that_is_not_known_are_not_counted(base: Base) -> None:
    yaml = money("amount: 100", "per: month", "first: {first: 6 months, of: term}", "last: 2024-09", "total: 1")
    assert base.codes(yaml) == ["CV505"]
    assert base.codes(yaml + "term: unknown\n") == []


def test_a_quantity_is_added_up_as_money_is(base: Base) -> None:
    years = ("quantity: 40", "unit: uur", "per: year", "first: 2024", "last: 2026")
    assert base.codes(in_kind(*years, "total: 120")) == []
    assert base.codes(in_kind(*years, "total: 121")) == ["CV505"]
    assert base.codes(f"contributions: [{{id: nieuw, kind: other, {', '.join(years)}, total: 121}}]\n") == ["CV505"]
    assert base.codes("contributions: [{id: nieuw, kind: other, amount: 40, first: 2024, total: 41}]\n") == ["CV505"]


def delivered(contribution: str, *deliveries: str) -> str:
    lines = "".join(f"  - {{contribution: nieuw, {delivery}}}\n" for delivery in deliveries)
    return f"contributions: [{{id: nieuw, {contribution}}}]\ndeliveries:\n{lines}"


YEARLY = "kind: financing, from: bank, to: alliantie, amount: 100, currency: EUR, per: year, first: 2024, last: 2033"
ONCE = "kind: in-kind, from: bank, to: alliantie, quantity: 100, unit: uur, first: 2024"
BY = "confirmed_by: alliantie"


@pytest.mark.parametrize(
    ("contribution", "deliveries", "found"),
    [
        (YEARLY, (f"date: 2024-06-30, amount: 100, {BY}",), 0),
        (YEARLY, (f"date: 2024-06-30, amount: 301, {BY}",), 1),
        (YEARLY, (f"date: 2024-06-30, amount: 300, {BY}",), 0),
        (YEARLY, (f"date: 2025-06-30, amount: 75, {BY}", f"date: 2026-06-30, amount: 125, {BY}"), 0),
        (YEARLY, (f"date: 2025-06-30, amount: 301, {BY}", f"date: 2025-07-30, amount: -1, {BY}"), 0),
        (YEARLY.replace("amount: 100", "amount: {about: 10}"), (f"date: 2025-06-30, amount: 301, {BY}",), 0),
        (YEARLY.replace("amount: 100", "amount: {from: 90, to: 110}"), (f"date: 2025-06-30, amount: 330, {BY}",), 0),
        (YEARLY.replace("amount: 100", "amount: {from: 90, to: 110}"), (f"date: 2025-06-30, amount: 331, {BY}",), 1),
        (YEARLY.replace("amount: 100", "amount: {over: 9}"), (f"date: 2025-06-30, amount: 331, {BY}",), 0),
        (YEARLY.replace("amount: 100", "amount: 100, ceiling: 150"), (f"date: 2025-06-30, amount: 450, {BY}",), 0),
        (YEARLY.replace("amount: 100", "amount: 100, ceiling: 150"), (f"date: 2025-06-30, amount: 451, {BY}",), 1),
        (YEARLY.replace("amount: 100", "ceiling: 150"), (f"date: 2025-06-30, amount: 451, {BY}",), 1),
        (YEARLY.replace("amount: 100", "total: 500"), (f"date: 2025-06-30, amount: 501, {BY}",), 1),
        (YEARLY.replace("amount: 100", "amount: x"), (f"date: 2025-06-30, amount: 501, {BY}",), 0),
        (YEARLY.replace("last: 2033", "last: 2024"), (f"date: 2024-06-30, amount: 101, {BY}",), 1),
        (YEARLY.replace(", first: 2024, last: 2033", ""), (f"date: 2024-06-30, amount: 300, {BY}",), 0),
        (YEARLY.replace(", first: 2024, last: 2033", ""), (f"date: 2024-06-30, amount: 301, {BY}",), 1),
        (YEARLY.replace("first: 2024", "first: 2026-11-21"), (f"date: 2026-11-21, amount: 101, {BY}",), 1),
        (ONCE, (f"date: 2024-06-30, quantity: 100, {BY}",), 0),
        (ONCE, (f"date: 2024-06-30, quantity: 101, {BY}",), 1),
        (ONCE, (f"date: 2024-06-30, quantity: {{about: 300}}, {BY}",), 0),
        (ONCE, (f"date: 2024-06-30, quantity: {{over: 99}}, {BY}", f"date: 2024-07-30, quantity: 2, {BY}"), 1),
        (ONCE, (f"date: 2024-06-30, quantity: {{under: 300}}, {BY}",), 0),
        (ONCE, (f"date: 2024-06-30, amount: 300, {BY}",), 0),
        (ONCE.replace("quantity: 100", "quantity: 100, total: 150"), (f"date: 2024-06-30, quantity: 150, {BY}",), 0),
        (ONCE.replace("quantity: 100", "quantity: unknown"), (f"date: 2024-06-30, quantity: 150, {BY}",), 0),
    ],
)
def test_a_good_year_may_make_up_for_a_bad_one(
    base: Base, contribution: str, deliveries: tuple[str, ...], found: int
) -> None:
    yaml = delivered(contribution, *deliveries)
    beyond = [each for each in base.found(base.merged(yaml)) if each.code == "CV506"]
    assert [each.message.text for each in beyond] == [
        '{total} of "{contribution}" delivered, where {most} is pledged so far'
    ] * found


def test_the_delivery_with_which_it_became_too_much_is_shown(base: Base) -> None:
    yaml = delivered(
        YEARLY,
        f"date: 2026-06-30, amount: 100, {BY}",
        f"date: 2024-06-30, amount: 250, {BY}",
        f"date: 2025-06-30, amount: 50, {BY}",
    )
    (found,) = base.found(base.merged(yaml))
    assert found.place.pointer == "/deliveries/0/amount"
    assert found.related[0].pointer == "/contributions/2/amount"


@pytest.mark.parametrize(
    ("contribution", "delivery", "pointer"),
    [
        (YEARLY, "date: 2023-12-31, amount: 1", "/contributions/2/first"),
        (YEARLY, "date: 2023, amount: 1", "/contributions/2/first"),
        (YEARLY, "date: 2024, amount: 1", None),
        (YEARLY, "date: 2024-01-01, amount: 1", None),
        (ONCE.replace(", first: 2024", ""), "date: 2024-03-31, quantity: 1", "/term/starts"),
        (ONCE.replace(", first: 2024", ""), "date: 2024-04-01, quantity: 1", None),
        (ONCE.replace("first: 2024", "first: 2024/2025"), "date: 2024-07-31, quantity: 1", "/contributions/2/first"),
        (ONCE.replace("first: 2024", "first: 2024/2025"), "date: 2024-08-01, quantity: 1", None),
    ],
)
def test_nothing_is_delivered_before_its_first_day(
    base: Base, contribution: str, delivery: str, pointer: str | None
) -> None:
    found = base.found(base.merged(delivered(contribution, f"{delivery}, {BY}")))
    assert [each.related[0].pointer for each in found] == ([pointer] if pointer else [])


def test_a_confirmation_on_an_early_day_is_no_second_early_delivery(base: Base) -> None:
    yaml = delivered(YEARLY, "date: 2023-12-31, amount: 1", f"date: 2023-12-31, {BY}")
    assert [found.place.pointer for found in base.found(base.merged(yaml))] == ["/deliveries/0/date"]


@pytest.mark.parametrize(
    ("contribution", "deliveries", "codes"),
    [
        (ONCE, ("date: 2026-06-30, quantity: 1",), ["CV506"]),
        (ONCE, ("date: 2026-06-30, quantity: 1", "date: 2026-01-30, quantity: 1"), ["CV506"]),
        (ONCE, ("date: 2026-06-30, quantity: 1", f"date: 2026-06-30, {BY}"), []),
        (ONCE, ("date: 2026-06-30, quantity: 1", f"date: 2026-06, {BY}"), []),
        (ONCE, ("date: 2026-06-30, quantity: 1", f"date: 2026-07-01, {BY}"), ["CV506", "CV506"]),
        (ONCE, ("date: 2026-06-30, quantity: 1, confirmed_by: unknown",), ["CV506"]),
        (ONCE, ("date: 2026-06-30, quantity: 1, status: in-execution",), []),
        (ONCE, ("date: 2026-06-30, quantity: 1, status: done",), ["CV506"]),
        (ONCE, ("date: 2026-08-24, quantity: 1",), []),
        (ONCE, ("date: 2026-08-22, quantity: 1",), ["CV506"]),
        (ONCE, ("date: 2026-08, quantity: 1",), []),
        (ONCE, ("date: 2026-11-21, quantity: 1",), []),
        (ONCE, ("date: 2027-06-30, quantity: 999",), []),
        (ONCE.replace("to: alliantie, ", ""), ("date: 2026-06-30, quantity: 1",), []),
        (ONCE.replace("to: alliantie", "to: unknown"), ("date: 2026-06-30, quantity: 1",), []),
        ("kind: other, from: bank, to: alliantie", ("date: 2026-06-30",), ["CV506"]),
        ("kind: other, from: bank, to: alliantie", ("date: 2026-06-30", f"date: 2026-06-30, {BY}"), []),
        (ONCE, ("date: 2026-06-30, quantity: 1, confirmed_by: bank",), ["CV506"]),
        (ONCE, ("date: 2026-06-30, quantity: 1, confirmed_by: stad",), ["CV506"]),
        (ONCE, ("date: 2026-06-30, quantity: 1, confirmed_by: {named: Stichting}",), ["CV506"]),
        (
            ONCE.replace("to: alliantie", "to: {named: Stichting}"),
            ("date: 2026-06-30, quantity: 1, confirmed_by: bank",),
            ["CV506"],
        ),
        (
            ONCE.replace("to: alliantie", "to: {named: Stichting}"),
            ("date: 2026-06-30, quantity: 1, confirmed_by: stad",),
            [],
        ),
        (ONCE.replace("to: alliantie", "to: {named: Stichting}"), ("date: 2026-06-30, quantity: 1",), ["CV506"]),
        (
            ONCE.replace("to: alliantie", "to: {named: Stichting}"),
            ("date: 2026-06-30, quantity: 1, confirmed_by: {named: Stichting}",),
            [],
        ),
        (ONCE.replace("to: alliantie, ", ""), ("date: 2026-06-30, quantity: 1, confirmed_by: bank",), []),
    ],
)
def test_a_delivery_is_as_good_as_the_word_of_its_receiver(
    base: Base, contribution: str, deliveries: tuple[str, ...], codes: list[str]
) -> None:
    assert base.codes(delivered(contribution, *deliveries)) == codes


def test_what_was_not_confirmed_yet_was_no_finding_then(base: Base) -> None:
    yaml = delivered(ONCE, "date: 2026-01-31, quantity: 1")
    assert base.codes(yaml, as_of=date(2026, 5, 1)) == []
    assert base.codes(yaml, as_of=date(2026, 5, 2)) == ["CV506"]


def test_a_pledge_is_judged_as_it_was_on_the_day(base: Base) -> None:
    amended = (
        "amendments: [{number: 1, date: 2026-05-01, changes:"
        " [{at: contributions/nieuw/quantity, from: 100, to: 200}]}]\n"
    )
    yaml = delivered(ONCE.replace("100", "200"), f"date: 2026-02-01, quantity: 150, {BY}") + amended
    assert base.codes(yaml, as_of=date(2026, 4, 30)) == ["CV506"]
    assert base.codes(yaml, as_of=DAY) == []


def test_a_confirmation_is_of_a_day_on_which_something_was_delivered(base: Base) -> None:
    two = delivered(ONCE, "date: 2026-06-30, quantity: 1", f"date: 2026-06-29, {BY}")
    (astray,) = [
        each for each in base.found(base.merged(two)) if each.code == "CV506" and "nothing" in each.message.text
    ]
    assert astray.place.pointer == "/deliveries/1/date"
    assert base.codes(delivered(ONCE, "date: 2026-06-30, quantity: 1", f"date: 2026-06, {BY}")) == []


def test_a_delivery_of_nothing_that_is_known_is_another_rules_fault(base: Base) -> None:
    assert base.codes("deliveries: [{contribution: weg, date: 2025-01-01, amount: 5}]\n") == []
    assert (
        base.codes("term: unknown\n" + delivered(ONCE.replace(", first: 2024", ""), f"date: 2021, quantity: 5, {BY}"))
        == []
    )
    forever = YEARLY.replace(", first: 2024, last: 2033", "")
    assert base.codes("term: unknown\n" + delivered(forever, f"date: 2025-01-01, amount: 999, {BY}")) == ["CV502"]
    endless = delivered(YEARLY.replace(", last: 2033", ""), f"date: 2025-01-01, amount: 301, {BY}")
    assert base.codes("term: {ends: indefinite}\n" + endless) == ["CV502", "CV506"]


def test_the_school_year_of_the_programme_counts(base: Base) -> None:
    yaml = delivered(ONCE.replace("first: 2024", "first: 2024/2025"), f"date: 2024-07-15, quantity: 1, {BY}")
    plan = base.merged("school_year: {first: 07-01, last: 06-30}\n", PLAN)[PLAN]
    assert base.found(base.merged(yaml) | {PLAN: plan}) == []
    without = base.merged("school_year: unknown\n", PLAN)[PLAN]
    assert [each.code for each in base.found(base.merged(yaml) | {PLAN: without})] == ["CV506"]


@pytest.mark.parametrize(
    "word", ["unknown", "silent", "{not_chosen: x}", "{planned: 2027}", "[]", "{}", "''", "-7", "[x]"]
)
@pytest.mark.parametrize(
    "key",
    ["kind", "from", "to", "goal", "amount", "currency", "quantity", "unit", "per", "first", "last", "due", "total",
     "ceiling", "shares", "valued", "counted_in", "id"],
)  # fmt: skip
def test_no_shape_of_a_contribution_stops_a_rule(base: Base, key: str, word: str) -> None:
    for id_ in ("fonds", "uren"):
        yaml = (
            f"contributions: [{{id: {id_}, {key}: {word}}}]\n" if key != "id" else f"contributions: [{{id: {word}}}]\n"
        )
        assert {found.code for found in base.found(base.merged(yaml))} <= set(CODES)


@pytest.mark.parametrize(
    "word", ["unknown", "silent", "{not_chosen: x}", "{planned: 2027}", "[]", "{}", "''", "-7", "[x]"]
)
@pytest.mark.parametrize("key", ["contribution", "date", "amount", "quantity", "status", "confirmed_by", "recorded"])
def test_no_shape_of_a_delivery_stops_a_rule(base: Base, key: str, word: str) -> None:
    written = {"contribution": "fonds", "date": "2024-06-30", "amount": "5", key: word}
    entry = ", ".join(f"{name}: {value}" for name, value in written.items())
    files = base.files | {CONVENANT: base.merged(f"deliveries: [{{{entry}}}]\n")[CONVENANT]}
    assert {found.code for found in base.found(files)} <= set(CODES)
