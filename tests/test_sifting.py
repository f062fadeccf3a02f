"""What is asked for of all that was found: some codes, some files, and only what is new."""

from __future__ import annotations

import json

import pytest

from convtool.errors import WrongUse
from convtool.portfolio import load
from convtool.rulebook import rulebook
from convtool.sifting import Question, chosen, fingerprints, touched
from tests.conftest import CONVENANT, DAY, Base

RULES = rulebook()
PLATFORM = "data/initiatives/voorbeeldplatform.yaml"
MEETING = "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
KOEPEL = "data/convenants/koepel.yaml"


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        ([], [], set(RULES)),
        (["CV301"], [], {"CV301"}),
        (["cv301,unknown-key"], [], {"CV301", "CV101"}),
        (["CV20"], ["CV205"], {code for code in RULES if code.startswith("CV20")} - {"CV205"}),
        ([], ["CV3"], {code for code in RULES if not code.startswith("CV3")}),
    ],
)
def test_codes_are_chosen_whole_by_their_beginning_or_by_name(
    select: list[str], ignore: list[str], wanted: set[str]
) -> None:
    assert chosen(select, ignore, RULES) == wanted


@pytest.mark.parametrize("word", ["CV999", "C", "", "unknown-them", "CV301,"])
def test_a_word_that_names_no_rule_is_wrong_use(word: str) -> None:
    with pytest.raises(WrongUse):
        chosen([word], [], RULES)


def test_what_may_not_be_silenced_may_not_be_ignored() -> None:
    with pytest.raises(WrongUse):
        chosen([], ["CV8"], RULES)
    assert chosen(["CV801"], [], RULES) == {"CV801"}


def test_only_what_the_baseline_does_not_hold_is_new_and_data_of_a_person_always_is() -> None:
    base = Base()
    found = base.found(base.merged("goals: [{id: stageplekken, themes: [werken], approach: Bel 06-12345678.}]\n"))
    asked = Question(frozenset({"CV301", "CV801"}), None, ())
    before, _ = asked.answer(found, RULES)
    assert {each.code for each in before} == {"CV301", "CV801"}
    report = json.dumps({"findings": [{"fingerprint": each.fingerprint} for each in before]}).encode()
    left, known = asked._replace(baseline=fingerprints(report)).answer(found, RULES)
    assert [each.code for each in left] == ["CV801"]
    assert known == 1
    elsewhere, _ = asked._replace(paths={KOEPEL}).answer(found, RULES)
    assert elsewhere == []


@pytest.mark.parametrize("report", [b"", b"[]", b"{}", b'{"findings": [1]}', b'{"findings": 1}', b"\xff", b"[" * 99999])
def test_a_baseline_that_convtool_did_not_write_is_wrong_use(report: bytes) -> None:
    with pytest.raises(WrongUse):
        fingerprints(report)


@pytest.mark.parametrize(
    ("changed", "wanted"),
    [
        (set(), set()),
        ({CONVENANT}, {CONVENANT, PLATFORM}),
        ({KOEPEL}, {KOEPEL, CONVENANT}),
        ({PLATFORM}, {PLATFORM, MEETING}),
        ({"data/partners/gone.yaml"}, {"data/partners/gone.yaml"}),
    ],
)
def test_a_change_touches_the_file_and_those_that_refer_to_it(changed: set[str], wanted: set[str]) -> None:
    assert touched(load(Base().files, DAY), changed) == wanted


def test_a_changed_masterplan_touches_everything() -> None:
    portfolio = load(Base().files, DAY)
    assert touched(portfolio, {"data/masterplan.yaml"}) == set(portfolio.entries)


def test_an_offer_that_becomes_an_action_of_a_meeting_is_touched_with_that_meeting() -> None:
    base = Base()
    offer = "offers: [{id: bank-helpt, becomes: 2024-10-04-voorbeeldbijeenkomst/actions/uitnodigen}]\n"
    portfolio = load(base.merged(offer, MEETING), DAY)
    assert MEETING in touched(portfolio, {MEETING})
