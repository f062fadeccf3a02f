"""A filled form becomes the entries that would be written by hand, or every problem with its place."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convtool.entries import measured, stretch, told
from convtool.figures import readings
from convtool.language import Language
from convtool.portfolio import load
from convtool.splicing import Add, changed
from convtool.workbooks import spoken_words
from convtool.yearly.asked import asked_of, partner_of
from convtool.yearly.cells import LONGEST, Cell, Wrong, day, number
from convtool.yearly.questions import Question
from convtool.yearly.replies import Told, changes, told_by
from convtool.yearly.words import FILLED, HEADS
from tests.conftest import CONVENANT, Base
from tests.test_asking import aimed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convtool.notation import Value

DAY = date(2027, 2, 1)
PLACES = "voorbeeldbank/goals/stageplekken period 2026"
MONEY = "voorbeeldbank/contributions/fonds"
HOURS = "voorbeeldbank/contributions/uren"
PLAN = "voorbeeldbank/agreements/jaarplan"
WORDS = spoken_words()
Filled = dict[str, str | Decimal | date]
FIGURE: Filled = {"answer": Decimal(21), "kind": "geregistreerd", "source": "stageregister HR"}


def files(
    *entries: tuple[str, dict[str, Value]], yaml: str = "id: voorbeeldbank", path: str = CONVENANT
) -> dict[str, bytes]:
    """The clean register with something merged in, and then with entries added to lists of the convenant."""
    found = Base().merged(yaml, path) if yaml != "id: voorbeeldbank" else Base().files
    return found | {CONVENANT: changed(CONVENANT, found[CONVENANT], [Add((key,), item) for key, item in entries])}


def tell(
    *rows: tuple[str, Filled], register: Mapping[str, bytes] | None = None, title: str | None = None,
    partner: str = "voorbeeldbank",
) -> Told:  # fmt: skip
    """What rows say: each an id, and what is filled in beside it."""
    portfolio = load(register or Base().files, DAY)
    asked = asked_of(partner_of(portfolio, partner), stretch("2026"), portfolio)
    titles = {each.id: f"{each.title} van\n {each.thing}" for each in asked.questions}
    shown = []
    for line, (id, filled) in enumerate(rows, 4):
        written = {"id": id, "title": title or titles.get(id, ""), **filled}
        shown.append({name: Cell(f"Invullen!{name}{line}", written.get(name)) for name in HEADS})
    return told_by(shown, asked, titles, WORDS, portfolio)


def problems(told: Told) -> list[tuple[str, str]]:
    english = Language("en", 1000)
    assert not told.problems or all(each.help for each in told.problems)
    return [(each.place, english.say(each.message)) for each in told.problems]


def problem(told: Told) -> tuple[str, str]:
    (found,) = problems(told)
    return found


# ---------------------------------------------------------------------------------------------------
# What is written


def test_a_figure_is_the_entry_that_record_would_write() -> None:
    (reply,) = tell((PLACES, FIGURE | {"note": "Twee scholen\nstopten. "})).replies
    assert (reply.key, reply.place) == ("measurements", "Invullen!answer4")
    assert list(reply.item.items()) == [
        ("goal", "stageplekken"), ("period", "2026"), ("value", Decimal(21)), ("kind", "registered"),
        ("source", "stageregister HR"), ("recorded", DAY), ("note", "Twee scholen\nstopten."),
    ]  # fmt: skip


def test_a_delivery_is_the_entry_that_deliver_would_write() -> None:
    filled: Filled = {"answer": Decimal("50000.5"), "day": date(2026, 6, 30), "source": "  brief \n 12 "}
    (reply,) = tell((MONEY, filled)).replies
    assert reply.key == "deliveries"
    assert list(reply.item.items()) == [
        ("contribution", "fonds"), ("date", "2026-06-30"), ("amount", Decimal("50000.5")), ("recorded", DAY),
        ("source", "brief 12"),
    ]  # fmt: skip
    (reply,) = tell((HOURS, {"answer": "about 380", "day": "30-6-2026"})).replies
    assert reply.item["quantity"] == {"about": Decimal(380)}


NET = """measurements:
  - {goal: stageplekken, period: 2025, value: 17, components: {gevuld: 20, gestopt: -3}, kind: registered, source: x}"""


def net(whole: Filled, filled: Decimal | str = "", stopped: Decimal | str = "", *entries: dict[str, Value]) -> Told:
    """What a figure says that was made up of two parts the last time."""
    parts: dict[str, Filled] = {"gevuld": {"answer": filled}, "gestopt": {"answer": stopped}}
    rows = [(PLACES, whole), *((f"{PLACES} of {name}", part) for name, part in parts.items())]
    told = [(id, {name: value for name, value in row.items() if value}) for id, row in rows]
    return tell(*told, register=files(*(("measurements", each) for each in entries), yaml=NET))


@pytest.mark.parametrize("whole", [{}, {"answer": Decimal(21)}, {"answer": "21"}])
def test_the_parts_of_a_figure_add_up_to_it(whole: Filled) -> None:
    said = net(FIGURE | {"answer": ""} | whole, Decimal(25), "-4")
    (reply,) = said.replies
    assert list(reply.item.items())[2:] == [
        ("value", Decimal(21)), ("kind", "registered"), ("source", "stageregister HR"), ("recorded", DAY),
        ("components", {"gevuld": Decimal(25), "gestopt": Decimal(-4)}),
    ]  # fmt: skip
    again = net(FIGURE, Decimal(25), Decimal(-4), reply.item)
    assert (again.known, again.left, again.problems, again.replies) == (1, 0, (), ())


def test_a_figure_may_come_without_its_parts_and_without_either_it_is_left_open() -> None:
    assert "components" not in net(FIGURE).replies[0].item
    assert net({}) == Told((), 0, 1, ())


@pytest.mark.parametrize(
    ("told", "place", "found"),
    [
        (net(FIGURE, Decimal(25)), "Invullen!answer6", 'the part "gestopt" is open'),
        (net(FIGURE, Decimal(25), Decimal(4)), "Invullen!answer4", "the parts add up to 29, and here stands 21"),
        (net(FIGURE, Decimal(25), "about 4"), "Invullen!answer6", '"about 4" is no exact number'),
        (net(FIGURE, Decimal(25), "1/4"), "Invullen!answer6", '"1/4" is no exact number'),
        (net({"answer": "about 21", **{key: FIGURE[key] for key in ("kind", "source")}}, "25", "-4"),
         "Invullen!answer4", "the parts add up to 21, and here stands about 21"),
        (net({"source": "x"}, Decimal(25), Decimal(-4)), "Invullen!kind4", "no kind of evidence is chosen"),
    ],
)  # fmt: skip
def test_parts_that_do_not_make_the_figure_are_told_at_their_cell(told: Told, place: str, found: str) -> None:
    where, said = problem(told)
    assert where == place
    assert found in said


def test_a_part_that_was_taken_out_of_the_form_is_open() -> None:
    register = files(yaml=NET)
    where, _ = problem(tell((PLACES, FIGURE), (f"{PLACES} of gevuld", {"answer": Decimal(25)}), register=register))
    assert where == "Invullen!answer4"


def test_that_something_came_is_the_entry_that_deliver_would_write() -> None:
    def heard(*entries: tuple[str, dict[str, Value]]) -> Told:
        filled: Filled = {"answer": "ontvangen", "note": "Op de rekening."}
        given: dict[str, Value] = {"contribution": "fonds", "date": "2026-06-30", "amount": 50000}
        register = files(("deliveries", given), *entries)
        return tell((f"{MONEY} received 2026-06-30", filled), register=register, partner="voorbeeldalliantie")

    (reply,) = heard().replies
    assert (reply.key, reply.item) == (
        "deliveries",
        {"contribution": "fonds", "date": "2026-06-30", "confirmed_by": "alliantie", "recorded": DAY,
         "note": "Op de rekening."},
    )  # fmt: skip
    assert [key for key, *_ in changes(reply)] == ["date", "confirmed_by", "note"]
    again = heard((reply.key, reply.item))
    assert (again.replies, again.known, again.problems) == ((), 1, ())
    (wrong,) = tell((f"{MONEY} received 2026-06-30", {"answer": "ja"}), partner="voorbeeldalliantie",
                    register=files(("deliveries", {"contribution": "fonds", "date": "2026-06-30"}))).problems  # fmt: skip
    assert wrong.place == "Invullen!answer4"


def test_how_far_an_agreement_is_is_the_entry_that_act_would_write() -> None:
    filled: Filled = {"answer": "In Uitvoering", "day": "2026-05-31", "note": "verstuurd"}
    (reply,) = tell((PLAN, filled)).replies
    assert reply.key == "events"
    assert reply.item == {"agreement": "jaarplan", "date": "2026-05-31", "status": "in-execution", "note": "verstuurd"}


@pytest.mark.parametrize(("word", "key"), [("gedaan", "outcome"), ("stopped", "note")])
def test_of_an_action_that_is_done_the_explanation_is_what_came_of_it(word: str, key: str) -> None:
    meeting = "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
    register = files(yaml="actions: [{id: bellen, text: Bellen., owner: voorbeeldbank}]", path=meeting)
    filled: Filled = {"answer": word, "day": "2026-05-31", "note": "gebeld"}
    (reply,) = tell(("2024-10-04-voorbeeldbijeenkomst/actions/bellen", filled), register=register).replies
    assert reply.question.path == meeting
    assert reply.item[key] == "gebeld"


def test_what_is_no_number_is_done_on_a_day() -> None:
    register = files(yaml="contributions: [{id: netwerk, kind: other, from: bank, text: Een avond., due: 2026-06-30}]")
    filled: Filled = {"answer": "done", "day": "2026-06-01"}
    (reply,) = tell(("voorbeeldbank/contributions/netwerk", filled), register=register).replies
    assert reply.item == {"contribution": "netwerk", "date": "2026-06-01", "recorded": DAY}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("121/150", {"value": Decimal("80.7"), "numerator": Decimal(121), "denominator": Decimal(150)}),
        ("niets geteld", {"value": "none"}),
        ("none", {"value": "none"}),
        ("40..44", {"value": {"from": Decimal(40), "to": Decimal(44)}}),
        ("1 234,5", {"value": Decimal("1234.5")}),
        ("1\u00a0234\u202f567", {"value": Decimal(1234567)}),
    ],
)
def test_what_record_takes_a_form_takes(answer: str, said: dict[str, Value]) -> None:
    (reply,) = tell((PLACES, FIGURE | {"answer": answer})).replies
    assert {key: reply.item[key] for key in said} == said


def test_what_differs_from_last_time_is_told_field_by_field() -> None:
    (reply,) = tell((PLACES, FIGURE | {"answer": "40..44"})).replies
    assert list(changes(reply)) == [("period", "2025", "2026"), ("value", "17", "{from: 40, to: 44}")]
    (reply,) = tell((PLAN, {"answer": "done", "day": "2026-05-31"})).replies
    assert list(changes(reply)) == [("date", None, "2026-05-31"), ("status", None, "done")]


# ---------------------------------------------------------------------------------------------------
# What is left open, and what is known


def test_a_row_without_an_answer_is_left_open_also_with_what_was_proposed() -> None:
    found = tell((PLACES, {"kind": "geregistreerd", "source": "x"}), (MONEY, {"day": date(2026, 12, 31)}), ("", {}))
    assert (found.left, found.replies, found.problems) == (2, (), ())


def test_what_stands_in_the_register_is_known_on_whatever_day_it_was_recorded() -> None:
    register = files(
        ("measurements", measured("stageplekken", ("period", "2026"), {"value": Decimal(21)}, date(2027, 1, 9),
                                  kind="registered", source="stageregister HR")),
        ("deliveries", {"contribution": "fonds", "date": "2026-06-30", "amount": Decimal(50000)}),
        ("deliveries", {"contribution": "fonds", "date": "2026-06-30", "confirmed_by": "alliantie"}),
        ("events", told("agreement", "jaarplan", "2026-05-31", "done")),
    )  # fmt: skip
    rows: list[tuple[str, Filled]] = [
        (PLACES, FIGURE),
        (MONEY, {"answer": Decimal(50000), "day": "2026-06-30"}),
        (PLAN, {"answer": "done", "day": "2026-05-31"}),
    ]
    found = tell(*rows, register=register)
    assert (found.known, found.replies, found.problems) == (3, (), ())


def test_another_figure_of_the_same_period_is_refused_with_the_words_of_a_correction() -> None:
    known = measured("stageplekken", ("period", "2026"), {"value": Decimal(20)}, DAY, kind="registered", source="x")
    found = tell((PLACES, FIGURE), register=files(("measurements", known)))
    assert problem(found)[1].startswith("the register says something else of 2026: value 20")
    assert found.problems[0].help
    assert Language("en", 1000).say(found.problems[0].help) == (
        "if the register is wrong: convtool record voorbeeldbank/goals/stageplekken 21 --corrects 2026 "
        '--kind registered --source "stageregister HR"'
    )


def test_a_figure_that_a_correction_says_is_known() -> None:
    known = measured("stageplekken", ("period", "2026"), {"value": Decimal(20)}, DAY, kind="registered", source="x")
    corrects = {"period": "2026", "kind": "registered", "source": "x"}
    correction = measured(
        "stageplekken", ("corrects", corrects), {"value": Decimal(21)}, DAY, kind="sample", source="y"
    )
    found = tell((PLACES, FIGURE), register=files(("measurements", known), ("measurements", correction)))
    assert (found.known, found.problems) == (1, ())


def test_another_delivery_or_word_of_the_same_day_is_refused() -> None:
    register = files(
        ("deliveries", {"contribution": "fonds", "date": "2026-06-30", "amount": Decimal(40000)}),
        ("events", told("agreement", "jaarplan", "2026-05-31", "done")),
    )
    found = tell(
        (MONEY, {"answer": Decimal(50000), "day": "2026-06-30"}),
        (PLAN, {"answer": "stopped", "day": "2026-05-31"}),
        register=register,
    )
    assert [text.partition(":")[0] for _, text in problems(found)] == [
        "the register says something else of 2026-06-30",
        "the register says something else of 2026-05-31",
    ]


def test_of_two_areas_each_has_its_own_figure() -> None:
    target = "{keep: {at_least: 75}, in_each: [noord, oost]}"
    base = "voorbeeldbank/goals/stageplekken date"
    known = "  - {goal: stageplekken, date: 2026-12-31, value: 80, area: noord, kind: sample, source: enquete}\n"
    asked = aimed(target, known)
    assert [each.id for each in asked.questions if each.sort == "goal"] == [f"{base} noord", f"{base} oost"]


# ---------------------------------------------------------------------------------------------------
# Problems


@pytest.mark.parametrize(
    ("filled", "place", "found"),
    [
        ({"answer": "1.234"}, "answer", '"1.234" can be two numbers'),
        ({"answer": "veel"}, "answer", '"veel" is no number'),
        ({"answer": date(2026, 12, 1)}, "answer", "the day 2026-12-01 stands where a number is wanted"),
        ({"answer": "12,5 %"}, "answer", '"12,5 %" is no number'),
        ({"answer": Decimal("1E+40")}, "answer", f'"1{"0" * 40}" is read differently by different readers of YAML'),
        ({"kind": ""}, "kind", "no kind of evidence is chosen"),
        ({"kind": "zeker"}, "kind", '"zeker" is none of the words to choose'),
        ({"source": " "}, "source", "no source is filled in"),
        ({"source": "x\u202ey"}, "source", "the text holds character U+202E, which no reader sees"),
        ({"note": "x\x07"}, "note", "the text holds character U+0007, which no reader sees"),
        ({"note": "x" * (LONGEST + 1)}, "note", "the text has 2,001 characters"),
        ({"day": "2026-12-31"}, "day", '"2026-12-31" stands where nothing is asked'),
        ({"answer": "", "note": "waarom"}, "answer", "an explanation or a day stands here without an answer"),
        ({"answer": "", "day": "2026-12-31"}, "answer", "an explanation or a day stands here without an answer"),
    ],
)
def test_what_is_wrong_with_a_figure_is_told_at_its_cell(filled: Filled, place: str, found: str) -> None:
    assert problem(tell((PLACES, FIGURE | filled))) == (f"Invullen!{place}4", found)


@pytest.mark.parametrize(
    ("id", "filled", "place", "found"),
    [
        (MONEY, {"answer": Decimal("1.005"), "day": "2026-06-30"}, "answer", "1.005 has more decimals than money has"),
        (MONEY, {"answer": "x", "day": "2026-06-30"}, "answer", '"x" is no number'),
        (MONEY, {"answer": Decimal(5)}, "day", "no day is filled in"),
        (MONEY, {"answer": Decimal(5), "day": "2026-02-30"}, "day", '"2026-02-30" is no day'),
        (MONEY, {"answer": Decimal(5), "day": "morgen"}, "day", '"morgen" is no day'),
        (MONEY, {"answer": Decimal(5), "day": Decimal(7)}, "day", '"7" is no day'),
        (MONEY, {"answer": Decimal(5), "day": "05/06/2026"}, "day", '"05/06/2026" can be two days'),
        (MONEY, {"answer": Decimal(5), "day": "31-31-2026"}, "day", '"31-31-2026" is no day'),
        (MONEY, {"answer": Decimal(5), "day": "1899-06-01"}, "answer", 'the year of "1899-06-01" lies outside 1990 to 2100'),
        (PLAN, {"answer": "misschien", "day": "2026-06-30"}, "answer", '"misschien" is none of the words to choose'),
        (PLAN, {"answer": "gedaan"}, "day", "no day is filled in"),
        (PLAN, {"day": "2026-06-30"}, "answer", "an explanation or a day stands here without an answer"),
    ],
)  # fmt: skip
def test_what_is_wrong_elsewhere_is_told_at_its_cell(id: str, filled: Filled, place: str, found: str) -> None:
    assert problem(tell((id, filled))) == (f"Invullen!{place}4", found)


def test_all_problems_are_told_at_once_and_the_good_rows_are_kept_apart() -> None:
    found = tell(
        (PLACES, {"answer": "x"}),
        (MONEY, {"answer": Decimal(5), "day": "x"}),
        (PLAN, {"answer": "done", "day": "2026-05-31"}),
    )
    assert [place for place, _ in problems(found)] == [
        "Invullen!answer4", "Invullen!kind4", "Invullen!source4", "Invullen!day5",
    ]  # fmt: skip
    assert len(found.replies) == 1


@pytest.mark.parametrize("name", FILLED)
def test_a_row_that_was_added_is_told_and_not_guessed(name: str) -> None:
    assert problem(tell(("", {name: "x"}))) == (f"Invullen!{name}4", "this row was not asked: it has no id")


@pytest.mark.parametrize(
    ("id", "help"),
    [
        ("voorbeeldbank/goals/stageplekken period 2025", f'did you mean "{PLACES}"?'),
        ("iets anders", "take the row out"),
    ],
)
def test_an_id_that_was_changed_is_told_and_not_guessed(id: str, help: str) -> None:
    found = tell((id, FIGURE))
    assert problem(found)[1] == f'"{id}" is not among what was asked'
    assert found.problems[0].help
    assert Language("en").say(found.problems[0].help).startswith(help)


def test_an_id_that_stands_twice_is_told() -> None:
    assert problem(tell((PLACES, FIGURE), (PLACES, FIGURE)))[1] == f'"{PLACES}" stands at Invullen!id4 already'


def test_an_id_beside_something_else_is_told() -> None:
    assert 'where "Stageplekken' in problem(tell((PLACES, FIGURE), title="Iets anders"))[1]


# ---------------------------------------------------------------------------------------------------
# Numbers and days, whatever they are


def question(*, percent: bool = False, money: bool = False) -> Question:
    return Question("id", "path", "goal", "thing", None, None, (), percent=percent, money=money)


NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=3, allow_nan=False).map(
    lambda found: found.normalize() + 0
)


@given(NUMBERS, st.sampled_from(["nl", "en"]))
def test_a_number_that_is_shown_in_either_language_comes_back_equal_or_is_asked_about(
    value: Decimal, language: str
) -> None:
    shown = Language(language).decimal(value)
    read = readings(str(number(Cell("F5", shown), question())), 15)
    assert value in read
    assert len(read) == 1 or re.fullmatch(r"-?[0-9]{1,3}[.,][0-9]{3}", shown)


@given(NUMBERS)
def test_a_number_of_a_spreadsheet_comes_back_exactly(value: Decimal) -> None:
    assert number(Cell("F5", Decimal(f"{float(value):.15g}")), question()) == value


@given(st.integers(-(10**6), 10**6))
def test_a_percentage_of_a_spreadsheet_comes_back_as_it_is_shown(value: int) -> None:
    cell = Cell("F5", Decimal(f"{value / 1000:.15g}"), percent=True)
    assert number(cell, question(percent=True)) == Decimal(value) / 10
    with pytest.raises(Wrong):
        number(cell, question())


@pytest.mark.parametrize("text", ["12,5 %", "12,5%", "12,5"])
def test_a_percentage_may_have_its_sign_where_one_is_asked(text: str) -> None:
    assert number(Cell("F5", text), question(percent=True)) == "12,5"


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_comes_back_equal_in_each_form_that_means_one_day(value: date) -> None:
    forms: list[str | date] = [value, value.isoformat(), f"{value:%d-%m-%Y}", f"{value.day}.{value.month}.{value.year}"]
    assert {day(Cell("G5", form)) for form in forms} == {value.isoformat()}


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_with_slashes_is_taken_where_it_can_be_one_day_only(value: date) -> None:
    for text in (f"{value:%d/%m/%Y}", f"{value:%m/%d/%Y}"):
        if value.day <= 12 and value.day != value.month:
            with pytest.raises(Wrong):
                day(Cell("G5", text))
        else:
            assert day(Cell("G5", text)) == value.isoformat()
