"""What a resident reads: every shape of a target, every word for not knowing, dates, periods, numbers and money."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from convtool.context import LANGUAGES, Site, pages
from convtool.days import PERIOD
from convtool.files import shipped_templates
from convtool.portfolio import load
from convtool.rendering import Renderer
from convtool.values import Moment, MonthDay, Period
from convtool.wording import day, decimal, money, stretch
from tests.filled import written
from tests.progress.making import as_bytes, measured, record

RENDERER = Renderer(shipped_templates(), ["md"])
DAY = date(2026, 11, 21)


def told(language: str, **convenant: Any) -> str:
    """The page of a convenant in Markdown, on one line a paragraph."""
    record = {"schema": 1, "id": "proef", "title": "Proef", "kind": "partner", "status": "active"} | convenant
    portfolio = load({"data/convenants/proef.yaml": written(record)}, DAY)
    files = RENDERER.render(pages(portfolio, Site(language, ids=["proef"])))
    return next(iter(files.values()))


def target(language: str, unit: str | None = "plekken", /, **target: Any) -> str:
    """How the target of a goal is told, in the table of results."""
    goal = {"id": "g", "title": "Doel", "target": target, "indicator": {"unit": unit} if unit else "unknown"}
    (line,) = [line for line in told(language, goals=[goal]).splitlines() if line.startswith("| Doel")]
    return line.split("|")[4].strip().removeprefix("**").removesuffix("**")


@pytest.mark.parametrize(
    ("aim", "dutch", "english"),
    [
        (
            {"at_least": 25, "per": "year", "by": 2040},
            "ten minste 25 plekken per jaar, uiterlijk in 2040",
            "at least 25 plekken a year, by the end of 2040",
        ),
        (
            {"at_least": 2400, "over": "term", "by": "2029-12-31"},
            "in totaal ten minste 2.400 plekken, uiterlijk op 31 december 2029",
            "at least 2,400 plekken in total, by 31 December 2029",
        ),
        (
            {"average": 600, "per": "year", "first": 2023, "by": 2029},
            "gemiddeld 600 plekken per jaar, van 2023 tot en met 2029",
            "600 plekken a year on average, from 2023 to 2029",
        ),
        ({"at_most": 900, "per": "year"}, "ten hoogste 900 plekken per jaar", "at most 900 plekken a year"),
        (
            {"at_most": 24, "over": "term", "by": "2025-12"},
            "in totaal ten hoogste 24 plekken, tot en met december 2025",
            "at most 24 plekken in total, until December 2025",
        ),
        (
            {"at_least": 60, "unit": "percent", "by": 2030},
            "ten minste 60%, uiterlijk in 2030",
            "at least 60%, by the end of 2030",
        ),
        (
            {"at_most": 8, "unit": "percent", "by": "2030-06"},
            "ten hoogste 8%, uiterlijk in juni 2030",
            "at most 8%, by the end of June 2030",
        ),
        (
            {"change": -30, "unit": "percent", "against": {"period": 2021, "value": 1500}, "by": 2032},
            "30% minder dan in 2021 (toen 1.500 plekken), uiterlijk in 2032",
            "30% less than in 2021 (1,500 plekken then), by the end of 2032",
        ),
        (
            {"change": 12, "against": {"date": "2021-10-01"}},
            "12 plekken meer dan op 1 oktober 2021",
            "12 plekken more than on 1 October 2021",
        ),
        (
            {"change": -3, "against": {"period": "2019/2020", "value": {"planned": "2027-06-30"}}},
            "3 plekken minder dan in het schooljaar 2019/2020 (nulmeting *gepland* voor 30 juni 2027)",
            "3 plekken less than in the school year 2019/2020 (baseline *planned* for 30 June 2027)",
        ),
        ({"change": -3, "against": {}}, "3 plekken minder dan bij de nulmeting", "3 plekken less than at the baseline"),
        (
            {"deliver": "sectorplan", "by": "2026-03-01"},
            "opgeleverd uiterlijk op 1 maart 2026: sectorplan",
            "delivered by 1 March 2026: sectorplan",
        ),
        (
            {"keep": {"at_least": 75}, "unit": "percent", "in_each": ["noord", "oost"]},
            "blijft ten minste 75%, in elk van de gebieden noord en oost",
            "stays at least 75%, in each of the areas noord and oost",
        ),
        ({"keep": {"at_most": 5}}, "blijft ten hoogste 5 plekken", "stays at most 5 plekken"),
        ({"keep": {"from": 4, "to": 6}}, "blijft tussen 4 en 6 plekken", "stays between 4 and 6 plekken"),
        (
            {"followed": "rust"},
            "wordt gevolgd, zonder streefwaarde: rust",
            "followed, without a target: rust",
        ),
        ({"none": "te vroeg"}, "*bewust geen*, want te vroeg", "*none, on purpose*, because te vroeg"),
        ({"by": 2030}, "*niet ingevuld*", "*not filled in*"),
        (
            {"at_least": {"about": 20}, "per": "month"},
            "ten minste ongeveer 20 plekken per maand",
            "at least about 20 plekken a month",
        ),
        ({"at_least": {"from": 4, "to": 6}}, "ten minste 4 tot en met 6 plekken", "at least 4 to 6 plekken"),
        ({"at_least": {"over": 4}}, "ten minste meer dan 4 plekken", "at least more than 4 plekken"),
        ({"at_most": {"under": 1.5}}, "ten hoogste minder dan 1,5 plekken", "at most fewer than 1.5 plekken"),
    ],
)  # fmt: skip
def test_every_shape_of_a_target_is_a_sentence(aim: dict[str, Any], dutch: str, english: str) -> None:
    assert target("nl", **aim) == dutch
    assert target("en", **aim) == english


def test_a_target_without_a_unit_is_told_without_one() -> None:
    assert target("nl", None, at_least=3) == "ten minste 3"


@pytest.mark.parametrize(
    ("clause", "dutch", "english"),
    [
        ("unknown", "Niet gevonden in wat gelezen kon worden.", "Not found in what could be read."),
        ("silent", "De tekst zegt hier niets over.", "The text says nothing about this."),
        (
            {"not_chosen": "het is te vroeg"},
            "Overwogen en niet gekozen, want het is te vroeg.",
            "Considered and not chosen, because het is te vroeg.",
        ),
        ({"planned": "2027-03-01"}, "Gepland voor 1 maart 2027.", "Planned for 1 March 2027."),
    ],
)
def test_each_word_for_not_knowing_has_its_sentence(clause: object, dutch: str, english: str) -> None:
    legal = {"enforceability": "none", "disputes": clause}
    assert (dutch if clause != "unknown" else "") in told("nl", legal=legal)
    assert (english if clause != "unknown" else "") in told("en", legal=legal)
    fact = [{"term": "woord", "means": clause}]
    assert dutch.rstrip(".").lower() in told("nl", definitions=fact).replace("*", "").lower()
    assert english.rstrip(".").lower() in told("en", definitions=fact).replace("*", "").lower()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "enforceability", ["none", "full", "partly", "unknown", "silent", {"not_chosen": "later"}, None]
)
def test_the_legal_nature_is_always_told(language: str, enforceability: object) -> None:
    legal = {} if enforceability is None else {"legal": {"enforceability": enforceability}}
    heading = {"nl": "Juridische aard", "en": "Legal nature"}[language]
    assert re.search(rf"## \w+ 1 {heading}\n\n\S", told(language, **legal))


@pytest.mark.parametrize(
    ("language", "figure", "trend"),
    [
        ("nl", "gemiddeld 23 leningen", "laatste periode slechter dan die ervoor"),
        ("en", "23 leningen on average", "last period worse than the one before"),
    ],
)
def test_of_an_average_the_average_so_far_is_told_and_that_its_last_two_periods_are_compared(
    language: str, figure: str, trend: str
) -> None:
    aim = {"average": 24, "per": "year", "first": 2023, "by": 2027}
    figures = [measured(2023, 18), measured(2024, 26), measured(2025, 25)]
    convenant = record(aim, figures, goal={"indicator": {"unit": "leningen"}})
    portfolio = load({"data/convenants/proef.yaml": as_bytes(convenant)}, DAY)
    files = RENDERER.render(pages(portfolio, Site(language, ids=["proef"])))
    said = {path.rpartition("/")[2]: text for path, text in files.items()}
    assert said["progress.md"].count(figure) == 2
    assert trend in said["progress.md"]
    assert figure in said["residents.md"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_claims_that_the_law_is_met(language: str) -> None:
    said = " ".join(source for name, source in RENDERER.templates.items() if f".{language}." in name).lower()
    assert not re.search(r"complian|conform|voldoet aan|rechtsgeldig|legally valid|in accordance with", said)


@pytest.mark.parametrize(
    ("status", "dutch"), [("draft", "**Concept.**"), ("exploring", "**Concept.**"), ("agreed", "**Concept.**")]
)
def test_a_public_draft_is_marked_in_words(status: str, dutch: str) -> None:
    assert dutch in told("nl", status=status, clauses={"publication": {"public": True}})


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Voorbeeld: verzonnen gegevens"), ("en", "Example: fictional data")]
)
def test_what_is_fictional_says_so(language: str, words: str) -> None:
    assert told(language, example=True).count(words) >= 2
    assert words in told(language, example=True, status="draft")
    assert words not in told(language)


@pytest.mark.parametrize(
    ("written_as", "dutch", "english"),
    [
        ("2023-10-06", "6\u00a0oktober 2023", "6\u00a0October 2023"),
        ("2023-10", "oktober 2023", "October 2023"),
        ("2023", "2023", "2023"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(written_as: str, dutch: str, english: str) -> None:
    moment = Moment(date(2023, 10, 6), date(2023, 10, 6), written_as)
    assert (day(moment, "nl"), day(moment, "en")) == (dutch, english)


def test_a_day_of_every_year_has_no_year() -> None:
    assert (day(MonthDay(3, 1), "nl"), day(MonthDay(3, 1), "en")) == ("1\u00a0maart", "1\u00a0March")
    assert day(date(2024, 2, 29), "nl") == "29\u00a0februari 2024"


@pytest.mark.parametrize(
    ("number", "dutch", "english"),
    [
        ("1234567", "1.234.567", "1,234,567"),
        ("1.50", "1,50", "1.50"),
        ("-12", "-12", "-12"),
        ("0.125", "0,125", "0.125"),
    ],
)
def test_a_number_keeps_every_decimal(number: str, dutch: str, english: str) -> None:
    assert (decimal(Decimal(number), "nl"), decimal(Decimal(number), "en")) == (dutch, english)


@pytest.mark.parametrize(
    ("amount", "dutch", "english"),
    [
        ("250000", "€\u00a0250.000", "€250,000"),
        ("2.50", "€\u00a02,50", "€2.50"),
        ("-7", "€\u00a0-7", "€-7"),
        ("5.00", "€\u00a05", "€5"),
    ],
)  # fmt: skip
def test_money_has_its_sign_and_cents_where_there_are_any(amount: str, dutch: str, english: str) -> None:
    assert (money(Decimal(amount), "EUR", "nl"), money(Decimal(amount), "EUR", "en")) == (dutch, english)


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("2025", "year", None),
        ("2025-03", "month", None),
        ("2025-03-04", "day", None),
        ("2025-H2", "half", 2),
        ("2025-Q3", "quarter", 3),
        ("2024/2025", "school-year", None),
    ],
)
def test_a_period_is_taken_apart(text: str, kind: str, number: int | None) -> None:
    period = PERIOD.read(*_read(text))
    assert period is not None
    assert (stretch(period).kind, stretch(period).number) == (kind, number)


def test_a_range_has_two_ends_and_a_stretch_of_the_term_its_months() -> None:
    period = PERIOD.read(*_read("2025-03..2026-06"))
    assert period is not None
    assert [str(each) for each in (stretch(period).first, stretch(period).last)] == ["2025-03", "2026-06"]
    assert stretch(Period("6 months of term", months=6)).number == 6
    assert stretch(Moment(date(2024, 1, 1), date(2024, 12, 31), "2024")).kind == "year"


def _read(text: str) -> Any:
    from convtool.documents import Document  # noqa: PLC0415 - what reading one value takes
    from convtool.parsing import parse  # noqa: PLC0415
    from convtool.reading import Reading  # noqa: PLC0415

    document, _ = parse("x.yaml", f"x: {text}\n".encode())
    assert document.root is not None
    return document.root.entries["x"][1], Reading(Document("", "", None))


def test_what_a_source_says_is_told_of_a_field_by_its_title_and_no_id_twice() -> None:
    facts = [
        {"at": "goals/g/target/at_least", "source": "krant", "value": 20},
        {"at": "goals/goals", "source": "krant", "value": 3},
    ]
    text = told("en", goals=[{"id": "g", "title": "Doel"}], facts=facts, sources=[{"id": "krant"}])
    assert "| goals, Doel, target, at least | krant | 20 |" in text
    assert "| goals | krant | 3 |" in text
