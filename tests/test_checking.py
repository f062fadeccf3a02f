"""Rules over a portfolio: the level of each finding, its fingerprint and its order."""

from __future__ import annotations

import pytest

from convtool.checking import concluded, judged, level_for
from convtool.diagnostics import Level
from convtool.portfolio import kind_of, load
from convtool.rulebook import ERROR, WARNING, Rule, rulebook
from convtool.shares import summary
from tests.conftest import CONVENANT, DAY, PARTNER, Base

MISSING = "parties: [{id: bank, represented_by: unknown}]\n"


@pytest.fixture(scope="module")
def base() -> Base:
    return Base("CV0", "CV1", "CV2", "CV301", "CV302", "CV307")


@pytest.mark.parametrize(
    ("status", "historical", "level"),
    [
        ("exploring", "false", Level.WARNING),
        ("draft", "false", Level.WARNING),
        ("agreed", "false", Level.WARNING),
        ("signed", "false", Level.ERROR),
        ("terminated", "false", Level.ERROR),
        ("signed", "true", Level.WARNING),
    ],
)
def test_a_draft_and_a_historical_convenant_are_judged_mildly(
    base: Base, status: str, historical: str, level: Level
) -> None:
    found = base.found(base.merged(f"status: {status}\nhistorical: {historical}\n{MISSING}"))
    assert [diagnostic.level for diagnostic in found if diagnostic.code == "CV212"] == [level]


def test_a_rule_without_a_level_for_a_family_is_silent_there() -> None:
    rule = Rule(code="CV999", draft=None, signed=ERROR, historical=WARNING)
    assert level_for(rule, None) is ERROR


@pytest.mark.parametrize(("code", "change"), [("CV212", MISSING), ("CV101", "titels: x\n")])
def test_a_rule_that_is_silent_gives_no_diagnostic(
    base: Base, monkeypatch: pytest.MonkeyPatch, code: str, change: str
) -> None:
    assert [each.code for each in base.found(base.merged(change))] == [code]
    monkeypatch.setitem(rulebook(), code, rulebook()[code]._replace(signed=None))
    assert base.found(base.merged(change)) == []


def test_a_broken_file_hides_nothing_and_is_not_called_missing(base: Base) -> None:
    files = base.merged("goals: [{id: stageplekken, themes: [werken]}]\n")
    files |= {PARTNER: b"id: [\n", "data/convenants/koepel.yaml": b"\0"}
    assert {found.code for found in base.found(files)} == {"CV001", "CV301"}


def test_a_fingerprint_survives_inserted_lines_and_a_second_one_differs(base: Base) -> None:
    change = "goals: [{id: stageplekken, themes: [werken, sporten]}]\n"
    before = base.found(base.merged(change))
    later = base.found(base.merged(change) | {CONVENANT: b"# een regel\n" + base.merged(change)[CONVENANT]})
    assert [found.fingerprint for found in before] == [found.fingerprint for found in later]
    assert before[0].fingerprint != before[1].fingerprint
    assert before[0].fingerprint == "32d96098fcbce3675d54065e424049c0"  # a baseline of years ago still holds
    assert before[0].place.line + 1 == later[0].place.line
    assert [found.place.pointer for found in before] == ["/goals/0/themes/0", "/goals/0/themes/1"]
    assert {found.name for found in before} == {"unknown-theme"}


def test_what_is_found_on_one_line_goes_from_left_to_right(base: Base) -> None:
    found = base.found(base.merged("goals: [{id: stageplekken, themes: [werken], thema: werk}]\n"))
    assert [each.code for each in found] == ["CV301", "CV101"]


def test_the_message_of_the_contract_is_kept(base: Base) -> None:
    (found,) = base.found(base.merged("goals: [{id: stageplekken, themes: [jeugd, werken]}]\n"))
    assert found.message.text == 'goal "{goal}" names theme "{theme}", which the Masterplan does not have'
    assert found.help
    assert found.help.text == 'did you mean "{close}"? The themes are {themes}'


def test_a_run_counts_what_it_looked_at(base: Base) -> None:
    portfolio = load(base.files, DAY)
    halves = [judged(portfolio, rulebook(), list(portfolio.entries)[part::2]) for part in (0, 1)]
    counts = summary(halves, concluded(portfolio, rulebook(), halves))
    assert (counts.files, counts.convenants, counts.partners, counts.goals) == (8, 2, 3, 1)


def test_a_register_without_a_masterplan_says_so_and_has_the_six_themes(base: Base) -> None:
    files = {path: data for path, data in base.files.items() if path != "data/masterplan.yaml"}
    found = base.found(files)
    assert [(diagnostic.code, diagnostic.place.path) for diagnostic in found] == [("CV203", "data/masterplan.yaml")]
    assert load(files, DAY).programme.themes == load(base.files, DAY).programme.themes


def test_a_masterplan_without_themes_has_the_six(base: Base) -> None:
    files = base.merged("themes: unknown\n", "data/masterplan.yaml")
    assert len(load(files, DAY).programme.themes) == 6


def test_only_the_files_of_a_register_are_read(base: Base) -> None:
    files = base.files | {"README.md": b"x", "data/elsewhere/a.yaml": b"x", "data/partners/a.yml": b"x"}
    assert load(files, DAY).entries.keys() == base.files.keys()
    assert kind_of("data/partners") is None


def test_files_that_were_read_first_are_forgotten_first(base: Base) -> None:
    portfolio = load(base.files, DAY)
    entries = {path: portfolio.entries[path] for path in portfolio.entries}
    portfolio.entries.forget(1)
    last = list(entries)[-1]
    assert [path for path, entry in entries.items() if portfolio.entries.once(path) is entry] == [last]
    assert len(portfolio.entries) == len(entries)
