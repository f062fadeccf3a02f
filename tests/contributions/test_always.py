"""What holds for every contribution, whatever was promised and delivered."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.pledges.giving import STAGES, STATES, Giving, in_year
from convtool.pledges.sums import NOTHING, total
from convtool.pledges.totals import Totals, totals, totals_by_year
from convtool.values import Number
from tests.contributions.making import every, register

DAYS = st.dates(date(2022, 1, 1), date(2036, 12, 31))
CENTS = st.integers(0, 10**9).map(lambda cents: f"{cents // 100}.{cents % 100:02d}")
HONEST = st.one_of(
    CENTS,
    CENTS.map(lambda number: f"{{about: {number}}}"),
    CENTS.map(lambda number: f"{{over: {number}}}"),
    CENTS.map(lambda number: f"{{under: {number}}}"),
    st.tuples(CENTS, CENTS).map(lambda ends: "{{from: {}, to: {}}}".format(*sorted(ends, key=Decimal))),
    st.just("unknown"),
)
PERIODS = st.sampled_from(["2023", "2024-H2", "2024-03", "2025", "2025/2026", "2024-05-12..2026-02-03", "2027-Q1"])
PER = st.sampled_from(["year", "school-year", "half-year", "quarter", "month"])
DATES = st.one_of(DAYS.map(str), DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(lambda day: f"{day:%Y}"))


def key(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A key that is there or not."""
    return st.one_of(st.just(""), values.map(lambda value: f"{name}: {value}"))


def joined(*keys: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*keys).map(lambda words: ", ".join(filter(None, words)))


CONTRIBUTIONS = joined(
    st.sampled_from(["kind: financing", "kind: in-kind", "kind: other", "kind: unknown"]),
    key("from", st.sampled_from(["bank", "weg"])),
    key("to", st.sampled_from(["alliantie", "bank", "{named: Stichting}"])),
    key("amount", HONEST),
    key("quantity", HONEST),
    key("currency", st.just("EUR")),
    key("unit", st.just("uur")),
    key("per", PER),
    key("first", PERIODS),
    key("last", PERIODS),
    key("due", DATES),
    key("total", CENTS),
    key("ceiling", CENTS),
    key("counted_in", st.just("elders")),
    key("valued", CENTS.map(lambda cents: f"{{amount: {cents}, currency: EUR, table: T, version: '1'}}")),
)
DELIVERIES = st.lists(
    joined(
        DATES.map(lambda day: f"date: {day}"),
        key("amount", CENTS),
        key("quantity", HONEST.filter(lambda value: value != "unknown")),
        key("status", st.sampled_from(["done", "in-preparation", "stopped"])),
        key("confirmed_by", st.sampled_from(["alliantie", "bank", "{named: Stichting}"])),
    ),
    max_size=6,
)
ALSO = st.sampled_from(
    ["", "status: draft\n", "term: {starts: 2023-04-01, ends: indefinite}\n", "term: unknown\n",
     "term: {starts: 2023-04-01, ends: 2030, ended: {date: 2027-09}}\n", "signing: {date: 2024-05}\n"]
)  # fmt: skip


def ended(delivery: str) -> date:
    """The last day of the day, month or year of a delivery."""
    written = delivery.removeprefix("date: ").partition(",")[0]
    year, month, day = (*map(int, written.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(1) if month else date(year, 12, 31)


def judged(day: date, contribution: str, deliveries: list[str], also: str) -> Giving:
    return every(day, register(contribution, *deliveries, also=also))[0]


@settings(max_examples=300, deadline=None)
@given(DAYS, CONTRIBUTIONS, DELIVERIES, ALSO)
def test_every_contribution_has_a_state_and_a_reason_for_what_is_not_known(
    day: date, contribution: str, deliveries: list[str], also: str
) -> None:
    found = judged(day, contribution, deliveries, also)
    assert found.state in STATES
    assert (found.why is None) == (found.state != "unknown")
    assert {name for name, _ in found.reasons} == {name for name in STAGES if found.stage(name) is None}
    assert found.due is not None or found.state in {"unknown", "delivered"}
    for year in found.years:
        of_year = in_year(found, year.year)
        assert {name for name, _ in of_year.reasons} == {name for name in STAGES if of_year.stage(name) is None}
        assert of_year.state in STATES
    for name in STAGES:
        number = found.stage(name)
        assert number is None or (number.low is not None and (number.high is None or number.low <= number.high))


@settings(max_examples=200, deadline=None)
@given(DAYS, CONTRIBUTIONS, DELIVERIES, ALSO, st.randoms())
def test_the_order_of_deliveries_does_not_matter(
    day: date, contribution: str, deliveries: list[str], also: str, random: Random
) -> None:
    mixed = list(deliveries)
    random.shuffle(mixed)
    assert judged(day, contribution, deliveries, also) == judged(day, contribution, mixed, also)


@settings(max_examples=200, deadline=None)
@given(DAYS, CONTRIBUTIONS, DELIVERIES, ALSO)
def test_a_day_is_what_it_was_with_all_later_deliveries_taken_out(
    day: date, contribution: str, deliveries: list[str], also: str
) -> None:
    known = [each for each in deliveries if ended(each) <= day]
    assert judged(day, contribution, deliveries, also) == judged(day, contribution, known, also)


@settings(max_examples=200, deadline=None)
@given(DAYS, CONTRIBUTIONS, DELIVERIES, ALSO)
def test_years_add_up_to_the_stages(day: date, contribution: str, deliveries: list[str], also: str) -> None:
    found = judged(day, contribution, deliveries, also)
    bare = any("amount" not in each and "quantity" not in each for each in deliveries)
    for name in STAGES:
        of_years = [getattr(year, name) for year in found.years]
        number = found.stage(name)
        if number is None or None in of_years or (name in {"delivered", "confirmed"} and bare):
            continue
        if name == "pledged" and found.first is None:
            assert set(of_years) <= {NOTHING}
            continue
        added = total(of_years)
        if "total: " in contribution and name in {"pledged", "due"}:
            assert number.exact is None or added.about or holds(added, number)
        else:
            assert added == number


def holds(number: Number, other: Number) -> bool:
    """Whether the ends of one number lie within those of another."""
    assert number.low is not None
    assert other.low is not None
    return number.low <= other.low and (number.high is None or (other.high is not None and other.high <= number.high))


@settings(max_examples=60, deadline=None)
@given(DAYS, st.lists(st.tuples(CONTRIBUTIONS, DELIVERIES), max_size=5), ALSO)
def test_the_totals_of_the_parts_are_the_total_of_the_whole(
    day: date, contributions: list[tuple[str, list[str]]], also: str
) -> None:
    found = [judged(day, *each, also)._replace(contribution=f"c{number}") for number, each in enumerate(contributions)]
    whole = totals(found)
    for parts in (totals(found, lambda giving: giving.kind), totals(found, lambda giving: giving.contribution)):
        for line in whole.lines:
            of_line = [each for each in parts.lines if each[1:5] == line[1:5]]
            assert sum(each.contributions for each in of_line) == line.contributions
            for name in STAGES:
                numbers = [number for each in of_line if (number := getattr(each, name))]
                assert (total(numbers) if numbers else None) == getattr(line, name)
        assert len(parts.lines) >= len(whole.lines)
        assert left_out(parts) == left_out(whole)


def left_out(found: Totals) -> Counter[tuple[str | None, ...]]:
    """What was left out, of whatever group."""
    return Counter((*each[1:4], name) for each in found.left_out for name in each.contributions)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**32))
def test_twenty_years_of_two_hundred_contributions_add_up_to_the_cent(seed: int) -> None:
    """Counted once more in whole cents, without decimals, by year and in all."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    years, day = range(2021, 2041), date(random.randint(2021, 2041), 12, 31)
    promised = [random.randint(1, 10**9) for _ in range(200)]
    paid = {(number, year): random.randint(-99, 10**9) for number in range(200) for year in years}
    lines = [
        f"  - {{id: c{number}, kind: financing, from: bank, currency: EUR, per: year, first: 2021, last: 2040,"
        f" amount: {in_euros(cents)}}}"
        for number, cents in enumerate(promised)
    ]
    handed = [
        f"  - {{contribution: c{number}, date: {year}-06-30, amount: {in_euros(cents)}}}"
        for (number, year), cents in paid.items()
    ]
    term = "term: {starts: 2021-01-01, ends: 2040-12-31}\nsigning: {date: 2020-12-31}"
    found = every(day, "\n".join([term, "contributions:", *lines, "deliveries:", *handed, ""]))
    (line,), by_year = totals(found).lines, totals_by_year(found)
    over = [year for year in years if year <= day.year]
    assert in_cents(line.pledged) == sum(promised) * 20
    assert in_cents(line.due) == sum(promised) * len(over)
    assert in_cents(line.delivered) == sum(cents for (_, year), cents in paid.items() if year in over)
    for year in years:
        (of_year,) = by_year[year].lines
        assert in_cents(of_year.pledged) == sum(promised)
        assert in_cents(of_year.delivered) == sum(
            cents for (_, at), cents in paid.items() if at == year and year in over
        )


def in_euros(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def in_cents(number: Number | None) -> int:
    assert number
    assert number.exact is not None
    whole, _, rest = f"{number.exact:.2f}".partition(".")
    assert f"{number.exact:f}" in {f"{whole}.{rest}", whole}
    return int(whole + rest)


def test_numbers_of_the_most_digits_that_the_register_holds_are_added_without_rounding() -> None:
    """999,999,999,999,999.000000000000001 each month of a hundred years: 1,200 times, with a digit in every place."""
    big = "999999999999999.000000000000001"
    written = f"kind: in-kind, from: bank, unit: uur, per: month, first: 2000, last: 2099, quantity: {big}"
    found = judged(date(2099, 12, 31), written, [f"date: 2050, quantity: {big}"], "")
    assert found.pledged == Number(
        Decimal("1199999999999998800.000000000001200"), Decimal("1199999999999998800.000000000001200")
    )
    assert found.open is not None
    assert found.open.low == Decimal("1198999999999998801.000000000001199")
