"""Forms: what each field takes, and where and how it refuses the rest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtool.days import DAY, DUE, PERIOD, YEARLY
from convtool.documents import Node
from convtool.figures import AMOUNT, COUNT, HONEST, NUMBER
from convtool.forms import ANYTHING, ID, TEXT, YES_NO, Either, Keyed, Listed, OneOf, Reference, Version, Worded
from convtool.guesses import misread
from convtool.language import Language
from convtool.parsing import parse
from convtool.reading import Form, Reading
from convtool.values import Moment, MonthDay, Number, Period

ENGLISH = Language("en")
A_PERIOD = "write 2025, 2025-H1, 2025-Q2, 2025-03, 2024/2025 (a school year) or 2025-03..2026-06"
EMPTY = "write none if there is none, unknown if nobody knows, or remove the key"
AN_ID = "an id is lower-case words of a-z and 0-9 with hyphens, at most 64 characters"


def read(form: Form[object], written: str) -> tuple[object, list[str], str]:
    """What a form makes of a value, the codes of its faults, and the last help it gives."""
    document, faults = parse("x.yaml", f"field: {written}\n".encode())
    assert faults == [], written
    assert document.root is not None
    reading = Reading(document)
    value = form.read(document.root.entries["field"][1], reading)
    helps = [ENGLISH.say(fault.finding.help) for fault in reading.faults if fault.finding.help]
    return value, [fault.code for fault in reading.faults], (helps or [""])[-1]


@pytest.mark.parametrize(
    ("form", "written", "value"),
    [
        (TEXT, "een zin", "een zin"),
        (TEXT, "€ 1.000", "€ 1.000"),
        (TEXT, "1.000,50", "1.000,50"),
        (TEXT, "2024", "2024"),
        (TEXT, "1.5", "1.5"),
        (TEXT, "2026-03-14", "2026-03-14"),
        (TEXT, '"no"', "no"),
        (TEXT, "nota", "nota"),
        (ID, "a-1", "a-1"),
        (ID, "2024", "2024"),
        (NUMBER, "1.10", Decimal("1.10")),
        (NUMBER, "-12", Decimal(-12)),
        (NUMBER, "0", Decimal(0)),
        (AMOUNT, "0.50", Decimal("0.50")),
        (COUNT, "12", Decimal(12)),
        (HONEST, "52", Number(Decimal(52), Decimal(52))),
        (HONEST, "{about: 52}", Number(Decimal(52), Decimal(52), about=True)),
        (HONEST, "{from: 40, to: 44}", Number(Decimal(40), Decimal(44))),
        (HONEST, "{over: 900}", Number(Decimal(900), None, excludes=True)),
        (HONEST, "{under: 900}", Number(None, Decimal(900), excludes=True)),
        (DAY, "2026", Moment(date(2026, 1, 1), date(2026, 12, 31), "2026")),
        (DAY, "2024-02", Moment(date(2024, 2, 1), date(2024, 2, 29), "2024-02")),
        (DAY, '"2026-03-14"', Moment(date(2026, 3, 14), date(2026, 3, 14), "2026-03-14")),
        (YEARLY, "02-29", MonthDay(2, 29)),
        (DUE, "03-01", MonthDay(3, 1)),
        (DUE, "2026-12", Moment(date(2026, 12, 1), date(2026, 12, 31), "2026-12")),
        (PERIOD, "2025-H2", Period("2025-H2", date(2025, 7, 1), date(2025, 12, 31))),
        (PERIOD, "2025-Q4", Period("2025-Q4", date(2025, 10, 1), date(2025, 12, 31))),
        (PERIOD, "2025-03", Period("2025-03", date(2025, 3, 1), date(2025, 3, 31))),
        (PERIOD, "2024/2025", Period("2024/2025", school_year=2024)),
        (PERIOD, "2025-03..2026-06", Period("2025-03..2026-06", date(2025, 3, 1), date(2026, 6, 30))),
        (PERIOD, "{first: 6 months, of: term}", Period("6 months of term", months=6)),
        (YES_NO, "true", True),
        (YES_NO, "false", False),
        (OneOf("a", "b"), "a", "a"),
        (Listed(ID), "[a, b]", ("a", "b")),
        (Keyed(NUMBER), "{a: 1}", {"a": Decimal(1)}),
        (Either(ID, Listed(ID)), "a", "a"),
        (Either(ID, Listed(ID)), "[a]", ("a",)),
        (Worded("none", otherwise=NUMBER), "none", "none"),
        (Worded("none", otherwise=NUMBER), "3", Decimal(3)),
        (Reference("goal"), "a", "a"),
        (Version(2), "1", 1),
    ],
)
def test_a_value_that_is_well_written_is_read_without_a_word(form: Form[object], written: str, value: object) -> None:
    assert read(form, written) == (value, [], "")


@pytest.mark.parametrize(
    ("form", "written", "code", "help"),
    [
        (TEXT, "no", "CV007", 'write "no", with quotes'),
        (TEXT, "1.10", "CV007", 'write "1.10", with quotes'),
        (TEXT, "12:30", "CV007", 'write "12:30", with quotes'),
        (TEXT, "0123", "CV007", 'write "0123", with quotes'),
        (TEXT, "2026-02-30", "CV007", 'write "2026-02-30", with quotes'),
        (TEXT, "2026-3-4", "CV007", 'write "2026-3-4", with quotes'),
        (TEXT, "2026-03-14 10:00:00", "CV007", 'write "2026-03-14 10:00:00", with quotes'),
        (TEXT, "~", "CV007", 'write "~", with quotes'),
        (TEXT, ".inf", "CV007", 'write ".inf", with quotes'),
        (TEXT, "", "CV403", EMPTY),
        (TEXT, '"  "', "CV403", EMPTY),
        (TEXT, "[a]", "CV103", ""),
        (ID, "no", "CV007", 'write "no", with quotes'),
        (ID, "0123", "CV007", 'write "0123", with quotes'),
        (ID, "1e3", "CV007", 'write "1e3", with quotes'),
        (ID, "A b", "CV105", AN_ID),
        (ID, "x" * 65, "CV105", AN_ID),
        (ID, "[a]", "CV103", ""),
        (ID, "../x", "CV105", AN_ID),
        (Reference("goal"), "no", "CV007", 'write "no", with quotes'),
        (Reference("goal"), "{a: b}", "CV103", ""),
        (OneOf("a", "ba"), "no", "CV007", "the words are a, ba"),
        (OneOf("effort", "result"), "efort", "CV104", 'did you mean "effort"? The words are effort, result'),
        (OneOf("effort", "result"), "xyz", "CV104", "the words are effort, result"),
        (OneOf("effort"), "[effort]", "CV103", "the words are effort"),
        (YES_NO, "no", "CV007", "write false"),
        (YES_NO, "True", "CV007", "write true"),
        (YES_NO, "ja", "CV007", "write true"),
        (YES_NO, "nee", "CV007", "write false"),
        (YES_NO, "0123", "CV007", "write true or false"),
        (YES_NO, '"yes"', "CV103", "write true"),
        (YES_NO, "misschien", "CV103", ""),
        (YES_NO, "[a]", "CV103", ""),
        (NUMBER, "1.000,50", "CV007", "write 1000.50"),
        (NUMBER, "€ 1.000", "CV007", "write 1000"),
        (NUMBER, "€1.250,-", "CV007", "write 1250"),
        (NUMBER, "1,000.50", "CV007", "write 1000.50"),
        (NUMBER, "12,5", "CV007", "write 12.5"),
        (NUMBER, "1_000", "CV007", "write 1000"),
        (NUMBER, "0123", "CV007", "write 123"),
        (NUMBER, "-0123", "CV007", "write -123"),
        (NUMBER, "0x1F", "CV007", "write 31"),
        (NUMBER, "1e3", "CV007", "write 1000"),
        (NUMBER, ".5", "CV007", "write 0.5"),
        (NUMBER, "12:30", "CV007", "write a decimal number such as 12 or 12.5"),
        (NUMBER, "no", "CV007", "write a decimal number such as 12 or 12.5"),
        (NUMBER, ".nan", "CV007", "write a decimal number such as 12 or 12.5"),
        (NUMBER, "0x_", "CV007", "write a decimal number such as 12 or 12.5"),
        (NUMBER, "veel", "CV105", "write a decimal number such as 12 or 12.5"),
        (NUMBER, "9" * 5000, "CV105", "write a decimal number such as 12 or 12.5"),
        (NUMBER, '"150"', "CV103", "write it without quotes"),
        (NUMBER, '"veel"', "CV105", "write it without quotes"),
        (NUMBER, "[1]", "CV103", ""),
        (NUMBER, "1." + "1" * 15 + "1", "CV007", "write a decimal number such as 12 or 12.5"),
        (AMOUNT, "1.000", "CV007", "write 1000"),
        (AMOUNT, "1.1234", "CV105", ""),
        (COUNT, "1.500", "CV007", "write 1500"),
        (COUNT, "1.5", "CV105", ""),
        (COUNT, "-1", "CV105", ""),
        (HONEST, "{circa: 5}", "CV103", "write 52, {about: 52}, {from: 40, to: 44}, {over: 900} or {under: 900}"),
        (HONEST, "{from: 9, to: 4}", "CV105", ""),
        (HONEST, "{about: veel}", "CV105", "write a decimal number such as 12 or 12.5"),
        (DAY, "2026-02-30", "CV007", "look the date up; a month has at most 31 days, February 28 or 29"),
        (DAY, "2026-13", "CV105", "look the date up; a month has at most 31 days, February 28 or 29"),
        (DAY, '"2026-02-30"', "CV105", "look the date up; a month has at most 31 days, February 28 or 29"),
        (DAY, "2026-3-4", "CV007", "write 2026-03-04"),
        (DAY, "14-03-2026", "CV105", "write 2026-03-14"),
        (DAY, "32-03-2026", "CV105", "write a day as 2026-03-14, a month as 2026-03 or a year as 2026"),
        (DAY, "no", "CV007", "write a day as 2026-03-14, a month as 2026-03 or a year as 2026"),
        (DAY, "morgen", "CV105", "write a day as 2026-03-14, a month as 2026-03 or a year as 2026"),
        (DAY, "1889", "CV105", ""),
        (DAY, "0000-01-01", "CV007", "look the date up; a month has at most 31 days, February 28 or 29"),
        (DAY, "9999-12", "CV105", "look the date up; a month has at most 31 days, February 28 or 29"),
        (DAY, "[2026]", "CV103", ""),
        (YEARLY, "13-01", "CV105", "write month and day as 03-01"),
        (YEARLY, "02-30", "CV105", "write month and day as 03-01"),
        (YEARLY, "[a]", "CV105", "write month and day as 03-01"),
        (PERIOD, "2026-02-30", "CV007", "look the date up; a month has at most 31 days, February 28 or 29"),
        (PERIOD, "12:30", "CV007", A_PERIOD),
        *[
            (PERIOD, written, "CV105", A_PERIOD)
            for written in (
                "1889",
                "1889-H1",
                "2024/2026",
                "2026..2025",
                "x..2025",
                "2025..x",
                "2025-13..2026",
                "[a]",
                "1889..2025",
                "{first: 6 months, of: year}",
                "{first: zes, of: term}",
                "{first: [6], of: term}",
                "{last: 2, of: term}",
                "later",
            )
        ],
        (Listed(ID), "a", "CV103", "write [a]"),
        (Listed(ID), "{a: b}", "CV103", ""),
        (Keyed(NUMBER), "[a]", "CV103", ""),
        (Keyed(NUMBER), "{A: 1}", "CV105", AN_ID),
        (Version(1), "2", "CV106", "install a newer convtool"),
        (Version(1), "een", "CV106", "write schema: 1"),
        (Version(1), '"1"', "CV106", "write schema: 1"),
    ],
)
def test_a_value_that_is_not_is_refused_once_with_its_repair(
    form: Form[object], written: str, code: str, help: str
) -> None:
    assert read(form, written)[1:] == ([code], help)


def test_a_text_that_other_readers_misread_is_kept_as_it_was_written() -> None:
    assert read(TEXT, "no") == ("no", ["CV007"], 'write "no", with quotes')
    assert read(TEXT, '"no"') == ("no", [], "")


@pytest.mark.parametrize("number", ["123456789012345.123456789012345", "-0.000000000000001", "100000000000000.10"])
def test_a_number_is_kept_to_its_last_digit(number: str) -> None:
    assert f"{read(NUMBER, number)[0]:f}" == number


def test_a_list_gives_what_could_be_read() -> None:
    assert read(Listed(NUMBER), "[1, veel, 3]")[:2] == ((Decimal(1), Decimal(3)), ["CV105"])


def test_anything_is_its_node() -> None:
    value, codes, _ = read(ANYTHING, "[1]")
    assert isinstance(value, Node)
    assert codes == []


def test_a_reference_is_a_link() -> None:
    document, _ = parse("x.yaml", b"a: b\n")
    assert document.root is not None
    reading = Reading(document)
    Reference("goal").read(document.root.entries["a"][1], reading)
    assert [(link.target, link.name) for link in reading.links] == [("goal", "b")]


DAYS = st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}((\.\.|/)[0-9]{4}(-[0-9]{2}){0,2})?|[0-9]{2}-[0-9]{2}", fullmatch=True)
"""What looks like a day or a period, whether or not there is such a one."""


@given(st.text(st.sampled_from("0123456789.,:_-+eExXob€ nyTZ~/"), max_size=14) | DAYS)
def test_no_form_raises_whatever_stands_there(text: str) -> None:
    for form in (TEXT, ID, YES_NO, NUMBER, AMOUNT, COUNT, HONEST, DAY, YEARLY, DUE, PERIOD, OneOf("a"), Version(1)):
        document, _ = parse("x.yaml", f"field: {text}\n".encode())
        if document.root and "field" in document.root.entries:
            reading = Reading(document)
            value = form.read(document.root.entries["field"][1], reading)
            assert value is not None or reading.faults


@given(st.integers(-(10**14), 10**14))
def test_whole_numbers_are_read_by_all_alike(number: int) -> None:
    assert not misread(str(number))


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_days_are_read_by_all_alike(day: date) -> None:
    assert not misread(day.isoformat())
