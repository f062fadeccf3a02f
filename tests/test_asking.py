"""A partner is asked what is due of it in a period, and nothing that the register knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from convtool.entries import stretch
from convtool.errors import WrongUse
from convtool.language import Language
from convtool.layout import Unread
from convtool.portfolio import load
from convtool.yearly.asked import Asked, asked_of, partner_of
from tests.conftest import CONVENANT, Base

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convtool.yearly.questions import Question

MEETING = "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
DAY = date(2027, 1, 15)
DUTCH = Language("nl", 1000)


def ask(
    yaml: str = "id: voorbeeldbank", period: str = "2026", partner: str = "voorbeeldbank", path: str = CONVENANT,
    day: date = DAY,
) -> Asked:  # fmt: skip
    """What a partner is asked where `yaml` is merged into the clean register."""
    return of(Base().merged(yaml, path), period, partner, day)


def of(files: Mapping[str, bytes], period: str = "2026", partner: str = "voorbeeldbank", day: date = DAY) -> Asked:
    portfolio = load(files, day)
    return asked_of(partner_of(portfolio, partner), stretch(period), portfolio)


def ids(asked: Asked) -> list[str]:
    return [each.id for each in asked.open]


def goals(asked: Asked) -> list[str]:
    return [each.id.partition("stageplekken ")[2] for each in asked.open if each.sort == "goal"]


def one(asked: Asked, sort: str) -> Question:
    (found,) = (each for each in asked.questions if each.sort == sort)
    return found


def words(value: object) -> str:
    return "" if value is None else DUTCH.show(value)


def goal(target: str, more: str = "") -> str:
    """The goal of the clean register with another target, measured as `more` says."""
    head, _, tail = (
        Base().files[CONVENANT].decode().partition("    target: {at_least: 25, per: year, first: 2024, by: 2040}\n")
    )
    milestones = "    milestones: [{by: 2024, at_least: 10}, {by: 2026, at_least: 20}]\n"
    start, _, end = tail.replace(milestones, "", 1).partition("measurements:\n")
    rest = end.partition("events:\n")[2]
    return (
        f"{head}    target: {target}\n{start}measurements:\n{more}events:\n{rest}"
        if more
        else f"{head}    target: {target}\n{start}events:\n{rest}"
    )


def aimed(target: str, more: str = "", period: str = "2026") -> Asked:
    return of(Base().replaced(goal(target, more), CONVENANT), period)


# ---------------------------------------------------------------------------------------------------
# Who is asked, and by which convenanten


def test_a_partner_is_asked_what_is_due_and_not_known() -> None:
    asked = ask()
    assert ids(asked) == [
        "voorbeeldbank/goals/stageplekken period 2026",
        "voorbeeldbank/contributions/fonds",
        "voorbeeldbank/contributions/uren",
        "voorbeeldbank/agreements/jaarplan",
    ]
    assert (asked.receivers, asked.languages, asked.unread) == (("voorbeeldalliantie",), ("nl",), 0)
    assert "voorbeeldbank/agreements/loket" in {each.id for each in asked.questions}


def test_a_partner_is_named_by_its_id_or_its_file() -> None:
    portfolio = load(Base().files, DAY)
    assert partner_of(portfolio, "partners/voorbeeldbank").id == "voorbeeldbank"
    with pytest.raises(WrongUse) as refused:
        partner_of(portfolio, "voorbeeldbnk")
    assert refused.value.help
    assert refused.value.help.values["word"] == "voorbeeldbank"
    with pytest.raises(WrongUse) as refused:
        partner_of(portfolio, "x" * 70)
    assert refused.value.help
    assert "--by partner" in refused.value.help.text


def test_a_partner_whose_file_is_broken_is_told() -> None:
    portfolio = load(Base().files | {"data/partners/voorbeeldbank.yaml": b"["}, DAY)
    with pytest.raises(WrongUse) as refused:
        partner_of(portfolio, "voorbeeldbank")
    assert "cannot be read" in refused.value.message.text


def test_what_cannot_be_read_is_counted_and_what_does_not_name_the_partner_is_not_read() -> None:
    broken = Base().files | {"data/convenants/koepel.yaml": b"voorbeeldbank: ["}
    assert of(broken).unread == 1
    assert of(Base().files | {"data/convenants/koepel.yaml": b"["}).unread == 0


def test_a_file_that_cannot_be_opened_is_counted_too() -> None:
    from convtool.layout import misfit  # noqa: PLC0415 - for this test alone
    from convtool.messages import say  # noqa: PLC0415 - likewise

    class Locked(dict[str, bytes]):
        def __getitem__(self, path: str) -> bytes:
            if path == "data/convenants/koepel.yaml":
                raise Unread(misfit(path, say("the file cannot be read: {reason}", reason="x")))
            return super().__getitem__(path)

    assert of(Locked(Base().files)).unread == 1


@pytest.mark.parametrize(
    "yaml",
    [
        "status: draft",
        "term: {starts: 2024-04-01, ends: 2025-12-31}",
        "term: {starts: 2027-01-01, ends: 2040-12-31}",
        "parties: [{id: bank, left: 2025-06-30}]",
        "parties: [{id: bank, joined: 2027-01-01}]",
    ],
)
def test_nothing_is_asked_by_a_draft_outside_the_term_or_of_who_is_no_party_then(yaml: str) -> None:
    assert ids(ask(yaml)) == []


def test_the_form_is_in_the_languages_of_the_convenanten_that_ask_something() -> None:
    assert ask().languages == ("nl",)
    assert ask("status: draft").languages == ()


def test_a_fictional_convenant_of_a_real_partner_is_marked_in_the_heading() -> None:
    files = Base().merged("example: false", "data/partners/voorbeeldbank.yaml")
    assert "(fictief)" in words(of(files).questions[0].heading)
    assert "(fictief)" not in words(ask().questions[0].heading)


def test_a_goal_without_an_owner_is_asked_of_the_only_partner_and_of_nobody_else() -> None:
    nobody = "goals: [{id: stageplekken, owner: unknown}]"
    assert goals(ask(nobody)) == ["period 2026"]
    assert goals(ask(nobody, partner="voorbeeldalliantie")) == []
    assert goals(ask(f"{nobody}\nparties: [{{id: tweede, partner: voorbeeldgemeente, role: partner}}]")) == []


# ---------------------------------------------------------------------------------------------------
# Goals


@pytest.mark.parametrize(
    ("per", "period", "asked"),
    [
        ("year", "2026", ["period 2026"]),
        ("year", "2026-H1", []),
        ("half-year", "2026", ["period 2026-H1", "period 2026-H2"]),
        ("quarter", "2026-H2", ["period 2026-Q3", "period 2026-Q4"]),
        ("month", "2026-Q1", ["period 2026-01", "period 2026-02", "period 2026-03"]),
        ("school-year", "2026", ["period 2025/2026"]),
        ("school-year", "2025/2026", ["period 2025/2026"]),
    ],
)
def test_what_counts_per_period_is_asked_for_every_period_that_ends_then(
    per: str, period: str, asked: list[str]
) -> None:
    assert goals(aimed(f"{{at_least: 25, per: {per}, first: 2024, by: 2040}}", period=period)) == asked


def test_a_period_that_began_before_the_goal_is_not_asked() -> None:
    target = "{at_least: 25, per: quarter, first: 2026-06..2026-12, by: 2040}"
    assert goals(aimed(target)) == ["period 2026-Q3", "period 2026-Q4"]


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ("{at_least: 25, over: term, by: 2040}", ["period 2026"]),
        ("{at_least: 25, over: term, by: 2026-06-30}", ["period 2026-01-01..2026-06-30"]),
        ("{at_least: 60, unit: percent, by: 2030}", ["date"]),
        ("{keep: {at_least: 75}, in_each: [noord, oost]}", ["date noord", "date oost"]),
        ("{followed: om te weten}", ["date"]),
        ("{at_least: 25, over: term, by: 2025}", []),
        ("{at_least: 25, over: term, first: 2027, by: 2030}", []),
        ("{deliver: plan, by: 2026-03-01}", ["date"]),
        ("{deliver: plan, by: 2027-03-01}", []),
        ("{deliver: plan, by: 2024-09-01}", ["date"]),
        ("{none: daarom}", []),
    ],
)
def test_what_is_no_count_per_period_is_asked_once(target: str, asked: list[str]) -> None:
    assert goals(aimed(target)) == asked


def test_a_figure_is_asked_as_it_was_given_before() -> None:
    before = (
        "  - {goal: stageplekken, up_to: 2025-12-31, value: 7, kind: estimate, source: telling, recorded: 2026-02-01}\n"
    )
    found = one(aimed("{at_least: 25, over: term, by: 2040}", before), "goal")
    assert (found.basis, found.day, found.kind, found.source) == ("up_to", date(2026, 12, 31), "estimate", "telling")
    assert words(found.over) == "totaal vanaf de start, tot en met 2026-12-31"
    assert words(found.last) == "7 (tot en met 2025-12-31)"
    assert "day" in found.wants


def test_a_figure_is_asked_with_the_parts_that_it_had_the_last_time() -> None:
    made = (
        "measurements:\n  - {goal: stageplekken, period: 2025, value: 17, "
        "components: {gevuld: 20, niet-begonnen: -3}, kind: registered, source: x}"
    )
    figure, filled, stopped = (each for each in ask(made).questions if each.sort == "goal")
    assert figure.parts == ("gevuld", "niet-begonnen")
    assert (filled.whole, stopped.id) == (figure.id, f"{figure.id} of niet-begonnen")
    assert (words(stopped.title), words(stopped.last), stopped.wants) == ("waarvan: niet begonnen", "-3", ())


def test_without_a_figure_the_agreed_source_is_proposed_and_no_kind() -> None:
    found = one(aimed("{at_least: 60, unit: percent, by: 2030}"), "goal")
    assert (found.kind, found.source, words(found.last)) == (None, "stageregister HR", "")


def test_a_goal_without_an_indicator_can_be_asked_too() -> None:
    found = one(ask("goals: [{id: stageplekken, indicator: unknown}]"), "goal")
    assert (found.unit, found.counts, found.source) == (None, None, "stageregister HR")


@pytest.mark.parametrize(
    "known",
    [
        "{goal: stageplekken, period: 2026, value: 30}",
        "{goal: stageplekken, period: 2026, value: none}",
        "{goal: stageplekken, period: 2026-H1, value: 14}\n  - {goal: stageplekken, period: 2026-H2, value: 16}",
    ],
)
def test_a_figure_that_is_known_is_not_asked_also_not_in_parts(known: str) -> None:
    assert goals(ask(f"measurements:\n  - {known}")) == []


def test_half_of_a_figure_is_not_the_figure() -> None:
    assert goals(ask("measurements: [{goal: stageplekken, period: 2026-H1, value: 14}]")) == ["period 2026"]


@pytest.mark.parametrize(("day", "asked"), [("2026-12-30", ["date"]), ("2026-12-31", []), ("2027-01-01", ["date"])])
def test_a_state_on_another_day_is_not_that_of_the_last_day_of_the_period(day: str, asked: list[str]) -> None:
    known = f"  - {{goal: stageplekken, date: {day}, value: 80, kind: sample, source: enquete}}\n"
    assert goals(aimed("{keep: {at_least: 75}}", known)) == asked


def test_of_each_area_only_what_is_not_known_is_asked() -> None:
    target = "{keep: {at_least: 75}, in_each: [noord, oost, west]}"
    known = (
        "  - {goal: stageplekken, date: 2026-12-31, value: 80, area: noord, kind: sample, source: enquete}\n"
        "  - {goal: stageplekken, date: 2026-12-31, areas: {oost: 81}, kind: sample, source: enquete}\n"
    )
    asked = aimed(target, known)
    assert goals(asked) == ["date west"]
    assert words(asked.open[0].title) == "Stageplekken voor jongeren, west"


def test_a_deliverable_is_asked_until_it_was_delivered() -> None:
    late = "  - {goal: stageplekken, date: 2026-03-01, value: not-delivered, kind: registered, source: brief}\n"
    there = "  - {goal: stageplekken, date: 2026-05-01, value: delivered, kind: registered, source: brief}\n"
    found = one(aimed("{deliver: plan, by: 2026-03-01}", late), "goal")
    assert (found.open, found.choices, found.day, found.behind) == (True, ("delivered", "not-delivered"), None, True)
    assert words(found.expected) == "geleverd uiterlijk 2026-03-01"
    assert not one(aimed("{deliver: plan, by: 2026-03-01}", late + there), "goal").open


@pytest.mark.parametrize(
    ("target", "milestones", "agreed", "bound"),
    [
        ("{at_least: 25, per: year, by: 2040}", "", "≥ 25", ("≥ ", 25)),
        ("{at_least: 25, per: year, by: 2040}", "[{by: 2024, at_least: 10}, {by: 2030, at_least: 20}]", "≥ 10", ("≥ ", 10)),
        ("{at_least: 25, per: year, by: 2040}", "[{by: 2030, at_least: 20}]", "", None),
        ("{at_least: 25, per: year, by: 2040}", "[{by: 2024, at_least: 20}]", "≥ 25", ("≥ ", 25)),
        ("{at_most: 9, per: year}", "", "≤ 9", ("≤ ", 9)),
        ("{average: 24, per: year, by: 2027}", "[{by: 2026, average: 22}]", "⌀ 22 uiterlijk 2026-12-31", None),
        ("{at_least: 60, unit: percent, by: 2030}", "[{by: 2026, at_least: 40}]", "≥ 40% uiterlijk 2026-12-31", ("≥ ", 40)),
        ("{at_least: 60, unit: percent, by: 2030}", "", "≥ 60% uiterlijk 2030-12-31", None),
        ("{at_least: 60, over: term, by: 2030}", "[{by: 2026, at_least: 40}]", "≥ 40 uiterlijk 2026-12-31", None),
        ("{at_least: 60, over: term}", "", "≥ 60 uiterlijk 2040-12-31", None),
        ("{at_least: {over: 60}, per: year}", "", "≥ meer dan 60", None),
        ("{change: -30, unit: percent, against: {period: 2021, value: 1500}, by: 2032}", "", "-30% uiterlijk 2032-12-31", None),
        ("{keep: {at_least: 75}}", "", "≥ 75", ("≥ ", 75)),
        ("{keep: {at_most: 5}}", "", "≤ 5", ("≤ ", 5)),
        ("{keep: {from: 4, to: 6}}", "", "4-6", None),
        ("{keep: {}}", "", "", None),
        ("{keep: {at_least: 4, at_most: 6}}", "", "4-6", None),
        ("{followed: om te weten}", "", "", None),
    ],
)  # fmt: skip
def test_what_was_agreed_is_said_and_held_against_the_figure_where_it_can_be(
    target: str, milestones: str, agreed: str, bound: tuple[str, int] | None
) -> None:
    text = goal(target)
    if milestones:
        text = text.replace(f"    target: {target}\n", f"    target: {target}\n    milestones: {milestones}\n")
    found = one(of(Base().replaced(text, CONVENANT)), "goal")
    assert words(found.expected) == agreed
    assert (found.bound and (found.bound.sign, int(found.bound.number or 0))) == bound


def test_a_goal_that_is_behind_asks_for_an_explanation() -> None:
    bad = "measurements: [{goal: stageplekken, period: 2025, value: 5}]"
    assert [one(ask(yaml), "goal").behind for yaml in (bad, "id: voorbeeldbank")] == [True, False]


# ---------------------------------------------------------------------------------------------------
# Contributions


def test_what_fell_due_in_the_period_is_said_with_what_is_open_in_all() -> None:
    money, hours = (each for each in ask().questions if each.sort == "contribution")
    assert (money.money, money.unit, words(money.expected)) == (True, "EUR", "50.000")
    assert words(money.last) == "50.000 (2025-06-30)"
    assert words(hours.expected) == "400; in totaal 820 open"
    assert (hours.day, hours.behind, money.behind) == (date(2026, 12, 31), True, False)


@pytest.mark.parametrize(
    ("deliveries", "asked"),
    [
        ("{contribution: fonds, date: 2026-06-30, amount: 50000}", False),
        ("{contribution: fonds, date: 2026-06-30, amount: 20000}", True),
        ("{contribution: fonds, date: 2026-06-30}", True),
        ("{contribution: fonds, date: 2027-01-10, amount: 50000}", True),
    ],
)
def test_a_contribution_is_asked_until_what_fell_due_in_the_period_was_given(deliveries: str, asked: bool) -> None:  # noqa: FBT001 - what is expected
    assert ("voorbeeldbank/contributions/fonds" in ids(ask(f"deliveries: [{deliveries}]"))) is asked


def test_who_received_something_in_the_period_is_asked_whether_it_came() -> None:
    given = """
        - {contribution: fonds, date: 2026-06-30, amount: 20000}
        - {contribution: fonds, date: 2026-06-30, amount: 30000}
        - {contribution: fonds, date: 2026-03, amount: 5}
        - {contribution: fonds, date: 2026-09-30}
        - {contribution: fonds, date: 2026-10-31, status: in-execution}
        - {contribution: fonds, date: 2027-01-05, amount: 1}
        - {contribution: uren, date: 2026-06-30, quantity: 4}"""
    said = f"deliveries:{given}\n        - {{contribution: fonds, date: 2026-03, confirmed_by: alliantie}}"
    found = [each for each in ask(said, partner="voorbeeldalliantie").questions if each.sort == "receipt"]
    assert [(each.id.partition("fonds ")[2], words(each.last), each.open) for each in found] == [
        ("received 2026-03", "5 EUR, gegeven op 2026-03", False),
        ("received 2026-06-30", "50.000 EUR, gegeven op 2026-06-30", True),
        ("received 2026-09-30", "gegeven op 2026-09-30", True),
    ]
    assert {(each.receiver, each.choices, each.wants) for each in found} == {
        ("alliantie", ("received",), ("source", "note"))
    }
    assert "receipt" not in {each.sort for each in ask(said).questions}


def test_what_has_no_number_is_confirmed_by_its_day() -> None:
    network = (
        "contributions: [{id: netwerk, kind: other, from: bank, to: alliantie, theme: werk, text: Een avond.}]\n"
        "deliveries: [{contribution: netwerk, date: 2026-05-01}]"
    )
    found = one_of(ask(network, partner="voorbeeldalliantie"), "netwerk")
    assert (found.title, words(found.last)) == ("Een avond.", "gegeven op 2026-05-01")


def test_nobody_confirms_what_it_gave_itself() -> None:
    own = "contributions: [{id: fonds, to: bank}]\ndeliveries: [{contribution: fonds, date: 2026-06-30, amount: 5}]"
    assert "receipt" not in {each.sort for each in ask(own).questions}


_GROUP = """
parties: [{id: leden, role: partner, members: [voorbeeldwinkel, voorbeeldbank]}]
contributions:
  - {id: samen, kind: financing, from: leden, to: alliantie, amount: 5, currency: EUR, due: 2026-06-30}
  - {id: later, kind: financing, from: leden, to: alliantie, amount: 5, currency: EUR, due: 2030-06-30}
  - {id: gedeeld, kind: financing, shares: {bank: 60, alliantie: 40}, to: stad, amount: 5, currency: EUR, due: 2026-06-30}
  - {id: aan-leden, kind: financing, from: stad, to: leden, amount: 5, currency: EUR, due: 2026-06-30}
  - {id: van-allen, kind: financing, from: all, to: stad, amount: 5, currency: EUR, due: 2026-06-30}
deliveries:
  - {contribution: aan-leden, date: 2026-05-01, amount: 2}
  - {contribution: aan-leden, date: 2026-06-01, amount: 3}
"""
_CONFIRMED = """
  - {contribution: aan-leden, date: 2026-05-01, confirmed_by: leden}
  - {contribution: aan-leden, date: 2026-06-01, confirmed_by: leden}
"""


@pytest.mark.parametrize(
    ("partner", "more", "several"),
    [
        ("voorbeeldbank", "", ["samen", "gedeeld", "aan-leden"]),
        ("voorbeeldalliantie", "", ["gedeeld"]),
        ("voorbeeldgemeente", "", []),
        ("voorbeeldbank", "  - {contribution: samen, date: 2026-06-01, amount: 5}", ["gedeeld", "aan-leden"]),
        ("voorbeeldbank", _CONFIRMED, ["samen", "gedeeld"]),
    ],
)
def test_what_several_give_or_receive_together_is_asked_of_none_of_them_and_named(
    partner: str, more: str, several: list[str]
) -> None:
    asked = ask(f"{_GROUP}{more}", partner=partner)
    assert list(asked.several) == [f"voorbeeldbank/{id}" for id in several]
    assert {"samen", "later", "gedeeld", "van-allen"}.isdisjoint(each.thing for each in asked.questions)
    assert ask(partner=partner).several == ()


def test_what_is_no_number_can_only_be_done() -> None:
    network = "contributions: [{id: netwerk, kind: other, from: bank, theme: werk, text: Een avond., due: 2026-06-30}]"
    found = one_of(ask(network), "netwerk")
    assert (found.choices, found.day, found.unit, found.last, found.expected) == (("done",), None, None, None, None)
    done = f"{network}\ndeliveries: [{{contribution: netwerk, date: 2026-05-01}}]"
    found = one_of(ask(done), "netwerk")
    assert (words(found.last), found.open) == ("2026-05-01", False)


def test_what_is_given_by_another_or_is_not_due_yet_is_not_asked() -> None:
    later = "contributions: [{id: later, kind: financing, from: bank, amount: 5, currency: EUR, due: 2030-01-01}]"
    assert "later" not in {each.thing for each in ask(later).questions}
    assert [each.sort for each in ask(partner="voorbeeldalliantie").questions if each.sort == "contribution"] == []


def test_an_amount_that_nobody_knows_is_asked_all_the_same() -> None:
    unknown = "contributions: [{id: fonds, amount: unknown}]"
    found = one_of(ask(unknown), "fonds")
    assert (found.open, found.expected) == (True, None)


# ---------------------------------------------------------------------------------------------------
# Agreements and actions


def test_an_agreement_that_each_owes_is_never_done_by_the_word_of_one() -> None:
    assert "done" in one_of(ask(), "jaarplan").choices
    once = ask("agreements: [{id: plan, text: Ieder een plan., each: all, due: 2026-06-30}]")
    assert "done" not in one_of(once, "plan").choices


@pytest.mark.parametrize(
    ("yaml", "asked"),
    [
        ("agreements: [{id: loket, due: 2027-06-01}]", False),
        ("events: [{agreement: loket, date: 2026-08-15, status: in-execution}]", True),
        ("events: [{agreement: loket, date: 2026-08-15, status: stopped}]", False),
        ("agreements: [{id: loket, owner: stad}]\nevents: [{agreement: loket, date: 2026-08-15, status: in-execution}]", False),
    ],
)  # fmt: skip
def test_an_agreement_is_asked_until_it_was_done_or_stopped(yaml: str, asked: bool) -> None:  # noqa: FBT001 - what is expected
    assert ("voorbeeldbank/agreements/loket" in ids(ask(yaml))) is asked


def test_what_returns_is_asked_until_it_was_heard_of_in_the_period() -> None:
    heard = "events: [{agreement: jaarplan, date: 2026-05-01, status: in-execution}]"
    assert "voorbeeldbank/agreements/jaarplan" not in ids(ask(heard))
    assert "voorbeeldbank/agreements/jaarplan" in ids(ask(heard, period="2027"))
    assert words(one_of(ask(heard), "jaarplan").last) == "in uitvoering (2026-05-01)"


_CALLED = "events: [{action: bellen, date: 2026-04-01, status: done, outcome: gedaan}]"


def one_of(asked: Asked, thing: str) -> Question:
    return next(each for each in asked.questions if each.thing == thing)


def test_a_member_of_a_group_is_asked_what_each_member_owes() -> None:
    group = (
        "parties: [{id: leden, role: partner, members: [voorbeeldbank]}]\n"
        "agreements: [{id: plan, text: Elk lid een plan., each: leden, due: 2026-06-30}]"
    )
    assert "voorbeeldbank/agreements/plan" in ids(ask(group))


@pytest.mark.parametrize(
    ("yaml", "asked"),
    [
        ("actions: [{id: bellen, text: Bellen., owner: voorbeeldbank, due: 2026-03-01}]", True),
        ("actions: [{id: bellen, text: Bellen., owner: voorbeeldbank, due: 2027-03-01}]", False),
        ("actions: [{id: bellen, owner: voorbeeldbank}]", True),
        ("actions: [{id: bellen, owner: voorbeeldalliantie, with: [voorbeeldbank]}]", False),
        ("date: 2027-06-01\nactions: [{id: bellen, owner: voorbeeldbank}]", False),
        (f"actions: [{{id: bellen, owner: voorbeeldbank}}]\n{_CALLED}", False),
    ],
)
def test_an_action_is_asked_of_the_one_that_holds_it(yaml: str, asked: bool) -> None:  # noqa: FBT001 - what is expected
    found = ids(ask(yaml, path=MEETING))
    assert ("2024-10-04-voorbeeldbijeenkomst/actions/bellen" in found) is asked


# ---------------------------------------------------------------------------------------------------
# The period


@pytest.mark.parametrize("text", ["2026", "2026-H1", "2026-Q2", "2026-03", "2025/2026", "2026-01..2026-06"])
def test_a_period_is_written_as_in_the_register(text: str) -> None:
    assert str(stretch(text)) == text


@pytest.mark.parametrize("text", ["", "20", "dit jaar", "2026-13", "2026-H3", "a: b", "[", "2026 # x", "\x00"])
def test_what_is_no_period_is_refused_with_what_is_one(text: str) -> None:
    with pytest.raises(WrongUse):
        stretch(text)
