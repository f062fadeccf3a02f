"""`convtool.toml`: what is understood counts, and what is not stops the run."""

from __future__ import annotations

import pytest

from convtool.configuration import Configuration, Published, configuration
from convtool.diagnostics import Level
from convtool.errors import WrongUse
from convtool.limits import Limits

CODES = ("CV205", "CV314")


def read(text: str) -> Configuration:
    return configuration(text.encode(), CODES)


def test_an_empty_configuration_changes_nothing() -> None:
    assert read("") == Configuration()
    assert read("# niets\n[limits]\n[validate]\n") == Configuration()


def test_limits_and_the_level_that_fails_are_read() -> None:
    found = read('[limits]\nsize = 2_000_000\ndepth = 30\n[validate]\nfail_on = "warning"\n')
    assert found.limits == Limits(size=2_000_000, depth=30)
    assert found.fail_on is Level.WARNING
    assert read('validate = {fail_on = "never"}\n').fail_on is None


def test_an_ignored_code_knows_its_files_its_reason_and_its_line() -> None:
    found = read(
        '[[ignore]]\ncode = "CV205"\nreason = "zoekt"\n\n  [[ ignore ]]\ncode = "CV314"\n'
        'paths = ["data/convenants/", "data/x.yaml"]\nreason = "oude tekst"\n'
    ).silences
    assert [(each.code, each.reason, each.paths, each.line) for each in found] == [
        ("CV205", "zoekt", (), None),
        ("CV314", "oude tekst", ("data/convenants", "data/x.yaml"), None),
    ]
    assert [(each.place.path, each.place.line, each.place.column, each.place.end_column) for each in found] == [
        ("convtool.toml", 1, 1, 11),
        ("convtool.toml", 5, 3, 15),
    ]
    (inline,) = read('ignore = [{code = "CV205", reason = "zoekt"}]\n').silences
    assert inline.place.line == 1


@pytest.mark.parametrize(
    "address", ["https://register.example", "https://register.example/", "https://x.example:8443/zo-1/a"]
)
def test_where_the_pages_lie_ends_in_a_slash(address: str) -> None:
    assert read(f'[site]\naddress = "{address}"\n').site == Published(f"{address.rstrip('/')}/")


def test_who_publishes_is_known_by_a_code_and_a_name() -> None:
    found = read('[site]\npublisher = "gm0363"\npublisher_name = "gemeente Amsterdam"\n').site.publisher
    assert found == ("https://identifier.overheid.nl/tooi/id/gemeente/gm0363", "gemeente Amsterdam")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("= 1\n", "convtool.toml"),
        ("limit = 1\n", "limit"),
        ("limits = 1\n", "limits"),
        ("[limits]\nsize = 0\n", "size"),
        ("[limits]\nsize = true\n", "size"),
        ('[limits]\nsize = "1"\n', "size"),
        ("[limits]\nsise = 1\n", "sise"),
        ("[limits]\nsize = 67108865\n", "67108864"),
        ("[limits]\nevents = 99999999999999999999\n", "5000000"),
        ("[limits]\ndepth = 101\n", "100"),
        ("validate = 1\n", "validate"),
        ('[validate]\nfail_on = "errors"\n', "errors"),
        ("[validate]\nfail_on = 1\n", "1"),
        ("[validate]\nfail_on = [1]\n", "1"),
        ('[ignore]\ncode = "CV205"\n', "brackets"),
        ("ignore = [1]\n", "brackets"),
        ("[[ignore]]\nreason = 'x'\n", "code"),
        ("[[ignore]]\ncode = 'CV205'\n", "reason"),
        ("[[ignore]]\ncode = 'CV205'\nreason = ' '\n", "reason"),
        ("[[ignore]]\ncode = 'CV801'\nreason = 'x'\n", "CV801"),
        ("[[ignore]]\ncode = 'CV205'\nreason = 'x'\npaths = 'data'\n", "paths"),
        ("[[ignore]]\ncode = 'CV205'\nreason = 'x'\npaths = [1]\n", "paths"),
        ("[[ignore]]\ncode = 'CV205'\nreason = 'x'\npath = []\n", "path"),
        ("site = 1\n", "site"),
        ("[site]\nadress = 'https://x.example'\n", "adress"),
        ("[site]\naddress = 1\n", "address"),
        ("[site]\naddress = ' '\n", "address"),
        ("[site]\naddress = 'http://x.example'\n", "http://x.example"),
        ("[site]\naddress = 'https://x.example/?a'\n", "https://x.example/?a"),
        ("[site]\npublisher = 'gm0363'\n", "publisher_name"),
        ("[site]\npublisher_name = 'gemeente Amsterdam'\n", "publisher_name"),
        ("[site]\npublisher = '0363'\npublisher_name = 'gemeente Amsterdam'\n", "0363"),
        ("a = " + "[" * 5000 + "\n", "convtool.toml"),
    ],
)
def test_what_is_not_understood_stops_the_run(text: str, said: str) -> None:
    with pytest.raises(WrongUse) as caught:
        read(text)
    values = str(caught.value.message.values)
    assert said in values


def test_bytes_that_are_no_text_stop_the_run() -> None:
    with pytest.raises(WrongUse):
        configuration(b"\xff", CODES)
