"""Data of persons, wherever they stand in a file: what is found to its last character, and what only looks alike."""

from __future__ import annotations

import pytest

from tests.conftest import PARTNER, Base

DIGITS = "x000000000x"
"""Nine digits that are nothing: where there are none, the rule does not look at numbers at all."""


@pytest.fixture(scope="module")
def base() -> Base:
    return Base("CV801")


def found(base: Base, text: str, **files: bytes) -> list[str]:
    """What is found in a comment, as it stands there."""
    line = f"# {text} {DIGITS}"
    changed = base.files | {PARTNER: base.files[PARTNER] + f"{line}\n".encode()} | files
    places = [each.place for each in base.found(changed)]
    assert {place.path for place in places} <= {PARTNER}
    return [line[place.column - 1 : place.end_column - 1] for place in places]


@pytest.mark.parametrize(
    "text",
    [
        "jan@voorbeeld.nl", "a.b+c_d@x-y.co.uk", "Jan.Jansen@voorbeeld.amsterdam",
        "0612345678", "06-12345678", "06 12 34 56 78", "(020) 123 45 67", "020-1234567", "020.123.4567",
        "0031612345678", "0031 6 12345678", "+31612345678", "+31 (0)20 123 4567", "+31 612 345 678", "0031612 345 678",
        "+32 470 12 34 56", "+991234567", "+123456789012345", "01-23456789",
        "111222333", "1112.22.333", "123456782", "111111122",
        "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00", "nl91 abna 0417 1643 00", "BE68 5390 0754 7034",
        "NO93 8601 1117 947",
    ],
)  # fmt: skip
def test_what_is_of_a_person_is_found_to_its_last_character_and_once(base: Base, text: str) -> None:
    for before, behind in (("", ""), ("bel ", "."), ("zie ", ", of kom langs"), ("- ", " of zo")):
        assert found(base, f"{before}{text}{behind}") == [text]


@pytest.mark.parametrize(
    "text",
    [
        "jan@voorbeeld", "@voorbeeld.nl", "jan @ voorbeeld.nl",
        "061234567", "06123456789", "+99123456", "+1234567890123456", "+600 000 000", "+600.000.000", "+1 600 000 000",
        "01-03-2026 12", "01.03.2026.12", "01 03 20261 2", "/0612345678", "a=0612345678", "0612345678,50", "0612345678-1", "x0612345678",
        "111222334", "000000000", "x111222333", "111222333x", "111222333/2", "1112.22.334", "1112.22.333-1", "1112.22.333.4", "1112.22.3334", "2,111222333",
        "NL91ABNA0417164301", "NL91 ABNA 0417 1643", "NL91ABNA04171643001", "XNL91ABNA0417164300", "SA03 8000 0000 6080 1016 7518",
    ],
)  # fmt: skip
def test_what_only_looks_alike_is_silent(base: Base, text: str) -> None:
    assert found(base, text) == []


def test_of_a_country_whose_length_is_not_known_all_counts_up_to_what_is_no_letter(base: Base) -> None:
    assert found(base, "SA03 8000 0000 6080 1016 7519.") == ["SA03 8000 0000 6080 1016 7519"]


@pytest.mark.parametrize(
    ("before", "is_found"),
    [
        ("€ ", False), ("EUR", False), ("euro  ", False), ("amount: ", False), ("at_most:", False), ("to: ", False),
        ("goto: ", True), ("amount: kenmerk ", True), ("bedrag ", True),
        (f"amount:{' ' * 17}", False), (f"amount:{' ' * 18}", True),
    ],
)  # fmt: skip
def test_behind_the_sign_of_an_amount_nine_digits_are_an_amount(base: Base, before: str, is_found: bool) -> None:  # noqa: FBT001 - what is expected
    assert found(base, f"{before}111222333") == (["111222333"] if is_found else [])


def test_what_an_office_uses_is_known_in_every_way_of_writing_and_nothing_else_is(base: Base) -> None:
    assert found(base, "Programma@Example.ORG of (020) 555-0123") == []
    assert found(base, "programma@example.com of 020 555 01 24") == ["programma@example.com", "020 555 01 24"]
