"""Registers of one goal in every shape, for what must hold whatever is measured."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.progress.making import measured, record

Written = dict[str, Any]

YEARS = st.integers(2020, 2028)
WHOLE = st.integers(-30, 130)
DECIMAL = st.decimals(-30, 130, places=3).map(float)
EXACT = st.one_of(WHOLE, DECIMAL)
HONEST = st.one_of(
    EXACT,
    EXACT,
    EXACT,
    st.builds(lambda number: {"about": number}, WHOLE),
    st.builds(lambda low, more: {"from": low, "to": low + more}, WHOLE, st.integers(1, 40)),
    st.builds(lambda number: {"over": number}, WHOLE),
    st.builds(lambda number: {"under": number}, WHOLE),
)
AIM = st.one_of(st.integers(1, 100), st.integers(-20, 100), st.just({"over": 50}), st.just({"from": 40, "to": 50}))
PERIODS = st.one_of(
    YEARS.map(str),
    st.builds(lambda year, part: f"{year}-{part}", YEARS, st.sampled_from(["H1", "H2", "Q1", "Q2", "Q3", "Q4"])),
    st.builds(lambda year: f"{year}/{year + 1}", YEARS),
    st.builds(lambda year, month: f"{year}-{month:02d}", YEARS, st.integers(1, 12)),
)
DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31)).map(str)
ENDS = st.one_of(st.none(), YEARS.map(str), DAYS, PERIODS)


def _some(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Written]:
    """A mapping with some of these keys; a key that is None is left out."""
    return st.fixed_dictionaries(keys).map(lambda found: {key: each for key, each in found.items() if each is not None})


PER = st.sampled_from(["year", "school-year", "half-year", "quarter", "month"])
TIMES = {"first": st.one_of(st.none(), st.none(), PERIODS), "by": ENDS}
BETWEEN = st.sampled_from([None, None, "linear", "step"])
AREAS = st.sampled_from([None, None, None, ["noord", "oost"]])
BOUNDS = st.one_of(
    _some(at_least=AIM), _some(at_most=AIM), st.just({"from": 4, "to": 60}), st.just({"at_least": {"under": 9}})
)
TARGETS = st.one_of(
    _some(at_least=AIM, per=PER, in_each=AREAS, **TIMES),
    _some(at_least=AIM, over=st.just("term"), between=BETWEEN, in_each=AREAS, **TIMES),
    _some(average=AIM, per=PER, **TIMES),
    _some(at_most=AIM, per=PER, **TIMES),
    _some(at_most=AIM, over=st.just("term"), **TIMES),
    _some(at_least=AIM, unit=st.just("percent"), between=BETWEEN, in_each=AREAS, **TIMES),
    _some(at_most=AIM, between=BETWEEN, in_each=AREAS, **TIMES),
    _some(
        change=st.one_of(st.integers(-60, 60), st.just({"under": -10})),
        unit=st.sampled_from([None, "percent"]),
        against=st.one_of(st.none(), _some(period=st.just("2020"), value=st.one_of(st.none(), HONEST))),
        between=BETWEEN,
        **TIMES,
    ),
    _some(deliver=st.just("plan"), by=ENDS),
    _some(keep=BOUNDS, in_each=AREAS),
)

TIMED = st.one_of(
    st.builds(lambda period: {"period": period}, PERIODS),
    st.builds(lambda period: {"period": period}, YEARS.map(str)),
    st.builds(lambda day: {"up_to": day}, DAYS),
    st.builds(lambda day: {"date": day}, DAYS),
)
VALUES = st.one_of(
    st.builds(lambda value: {"value": value}, HONEST),
    st.builds(lambda value: {"value": value}, HONEST),
    st.builds(lambda value: {"value": value}, st.sampled_from(["none", "delivered", "not-delivered"])),
    st.builds(lambda part, whole: {"numerator": part, "denominator": whole}, st.integers(0, 50), st.integers(1, 80)),
    st.builds(lambda one, two: {"components": {"bij": one, "af": two}}, WHOLE, WHOLE),
    st.builds(lambda one, two: {"areas": {"noord": one, "oost": two}}, HONEST, HONEST),
    st.builds(lambda one: {"areas": {"oost": one}}, HONEST),
    st.builds(lambda value: {"area": "noord", "value": value}, HONEST),
)
EXTRA = st.sampled_from(
    [
        {}, {}, {}, {}, {},
        {"counted": {"stage": "offered"}},
        {"counted": {"stage": "filled"}},
        {"counted": {"text": "anders"}},
        {"over": 3},
        {"kind": "estimate", "source": "ander register"},
    ]
)  # fmt: skip
ENTRIES = st.lists(
    st.builds(lambda timed, value, extra: measured(**(timed | value | extra)), TIMED, VALUES, EXTRA), max_size=9
)

MILESTONES = st.lists(
    st.builds(
        lambda by, key, number: {"by": by, key: number},
        ENDS.filter(bool),
        st.sampled_from(["at_least", "at_most"]),
        AIM,
    ),
    max_size=3,
)
STEPS = st.lists(
    st.builds(lambda by, number: {"by": by, "change": number}, ENDS.filter(bool), st.integers(-40, 40)), max_size=2
)
INDICATORS = _some(
    unit=st.just("plekken"),
    stage=st.sampled_from([None, "filled"]),
    count=st.sampled_from([None, "gross", "gross", "net"]),
    counts=st.just("een plek"),
)
BASELINES = st.one_of(
    st.none(),
    _some(value=HONEST, period=st.sampled_from([None, "2020"]), areas=st.sampled_from([None, {"noord": 20}])),
)
GOALS = _some(
    indicator=st.one_of(st.none(), INDICATORS, INDICATORS),
    baseline=BASELINES,
    milestones=st.one_of(st.none(), MILESTONES, STEPS),
)
TERMS = st.sampled_from(
    [
        {"starts": "2021-01-01", "ends": "2027-12-31"},
        {"starts": "2021-01-01", "ends": "2027-12-31"},
        {"starts": "2021-04-15", "ends": "2026-10-14"},
        {"starts": "2022-01-01", "ends": "indefinite"},
        {"ends": "2026-12-31"},
        {"starts": "2021-01-01", "ends": "2027-12-31", "ended": {"date": "2024-06-30", "because": "gestopt"}},
        {"starts": "2021-01-01", "ends": "2024-12-31", "ended": {"date": "2026-06-30", "because": "langer"}},
        {},
    ]
)
REPORTING = st.one_of(
    st.none(),
    _some(
        cycle=st.sampled_from([None, "quarter", "half-year", "year", "two-years"]),
        due=st.sampled_from([None, "03-01", "2025-05-01"]),
    ),
)
PARTIES = st.sampled_from(
    [
        None,
        [{"id": "een", "signed": "2021-11-01"}, {"id": "laat", "class": "accedes", "signed": "2025-02-01"}],
    ]
)
AMENDMENTS = st.one_of(
    st.none(),
    st.none(),
    st.builds(
        lambda day, counts: [
            {
                "number": 1,
                "date": day,
                "changes": [{"at": "goals/doel/indicator/counts", "from": counts, "to": "een plek"}],
            }
        ],
        DAYS,
        st.sampled_from(["een plek", "een aangeboden plek"]),
    ),
)


def _corrections(entries: list[Written], picks: list[int]) -> list[Written]:
    """Corrections of some of the entries, each recorded on a day of its own."""
    found = []
    for number, pick in enumerate(picks):
        if not entries:
            break
        wrong = entries[pick % len(entries)]
        place = {key: wrong[key] for key in ("period", "up_to", "date", "area") if key in wrong}
        found.append(measured(corrects=place, value=11 + number, recorded=f"202{4 + number}-05-0{1 + number}"))
    return found


def _written(target: Written, entries: list[Written], picks: list[int], goal: Written, more: Written) -> Written:
    """The record of a convenant, with amendments only of an indicator that is there."""
    if "indicator" not in goal:
        more = {key: each for key, each in more.items() if key != "amendments"}
    return record(target, [*entries, *_corrections(entries, picks)], goal=goal, **more)


REGISTERS = st.builds(
    _written,
    TARGETS,
    ENTRIES,
    st.lists(st.integers(0, 8), max_size=2),
    GOALS,
    _some(term=TERMS, reporting=REPORTING, parties=PARTIES, amendments=AMENDMENTS),
)
