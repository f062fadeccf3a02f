"""What the views count, choose, order and compare."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from convtool.errors import WrongUse
from convtool.language import Language
from convtool.messages import Both
from convtool.portfolio import Portfolio, load
from convtool.progress.evidence import FAR, Value
from convtool.standing import Standing, standing_of, together
from convtool.standing.programme import programme_row
from convtool.values import Number
from convtool.views import View, ambition, compared, contribution, convenant, goal, need, partner, theme
from convtool.views.choosing import Wish, chosen, columns_of, only, ordered, understood
from convtool.views.sums import amount
from convtool.views.words import bar, decimal, figure, sparkline
from tests.progress.making import MASTERPLAN, SHARE, TOTAL, YEARLY, on
from tests.repositories import commit, git
from tests.test_commands import CONVTOOL, DATA, PLAIN, run

DAY = "2025-12-31"


def register(
    *goals: dict[str, Any], day: str = DAY, masterplan: dict[str, Any] | None = MASTERPLAN, **more: Any
) -> Portfolio:
    """A register with one convenant `proef` of a partner `maker`, and the goals given."""
    record = {
        "schema": 1, "id": "proef", "title": "Convenant Proef", "kind": "partner", "status": "active",
        "term": {"starts": "2021-01-01", "ends": "2030-12-31"},
        "parties": [{"id": "m", "partner": "maker", "role": "partner"}, {"id": "s", "partner": "stad", "role": "government"}],
        "goals": list(goals),
    } | more  # fmt: skip
    files = {"data/convenants/proef.yaml": json.dumps(record).encode()}
    if masterplan is not None:
        files["data/masterplan.yaml"] = json.dumps(masterplan).encode()
    return load(files, date.fromisoformat(day))


def aim(name: str, target: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name.capitalize(), "themes": ["werk"], "target": target} | more


def standing(portfolio: Portfolio) -> Standing:
    return together([standing_of(portfolio, portfolio.entries)])


def seen(view: Any, portfolio: Portfolio) -> View:
    found: View = view.view(standing(portfolio), programme_row(portfolio.programme))
    return found


def sample(day: str = DAY) -> Portfolio:
    files = {path.relative_to(DATA.parent).as_posix(): path.read_bytes() for path in sorted(DATA.rglob("*.yaml"))}
    return load(files, date.fromisoformat(day))


# ---- counting -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2023-06-30", DAY, "2031-01-01"])
def test_every_view_counts_the_same_goals(day: str) -> None:
    portfolio = sample(day)
    goals = seen(goal, portfolio).rows
    assert sum(len(row.goals) for row in seen(convenant, portfolio).rows) == len(goals)
    assert sum(len(row.goals) for row in seen(ambition, portfolio).rows) == len(goals)
    for view in (convenant, partner, theme, ambition):
        for row in seen(view, portfolio).rows:
            assert sum(row.verdicts) == len(row.goals)
            assert row.convenants >= len({each.convenant for each in row.goals})


def test_the_parts_of_a_register_make_the_same_standing_in_whatever_way_they_are_dealt() -> None:
    portfolio = sample()
    paths = list(portfolio.entries)
    whole = together([standing_of(portfolio, paths)])
    assert together([standing_of(portfolio, paths[1::2]), standing_of(portfolio, paths[::2])]) == whole


def test_coverage_shows_who_does_nothing_for_what() -> None:
    matrix, _ = seen(theme, sample()).matrices
    assert [id for id, _ in matrix.heads] == ["onderwijs", "jeugd", "veiligheid", "werk", "wonen", "leefbaarheid"]
    lines = {id: counts for id, _, counts in matrix.lines}
    assert lines["ziggo-dome"] == (0, 0, 0, 0, 0, 0)
    assert any(lines["voorbeeldbank"])


def test_a_theme_is_called_by_its_title_and_by_its_id_where_it_has_none() -> None:
    plan = MASTERPLAN | {"themes": [{"id": "werk", "title": "Werk en inkomen"}, {"id": "wonen"}]}
    found = seen(theme, register(aim("een", TOTAL), masterplan=plan))
    heads = [("werk", "Werk en inkomen"), ("wonen", "wonen")]
    assert [(row.id, row.title) for row in found.rows] == heads
    assert list(found.matrices[0].heads) == heads


def test_in_plain_text_a_row_is_named_once() -> None:
    plain = {
        view.__name__: [each.name for each in seen(view, sample()).columns if each.plain] for view in (need, theme)
    }
    assert plain["convtool.views.need"] == [
        "meeting", "need", "date", "offers", "actions", "done", "days", "state",
    ]  # fmt: skip
    assert plain["convtool.views.theme"][:2] == ["theme", "convenants"]


def test_of_what_is_done_for_a_need_only_what_was_carried_out_counts_as_done() -> None:
    meeting = {
        "schema": 1, "id": "dag", "title": "Dag", "date": "2025-05-01", "needs": [{"id": "plek", "text": "Een plek"}],
        "actions": [{"id": id, "text": id, "owner": "bank", "due": "2025-06-01", "need": "plek"} for id in ("een", "twee", "drie")],
        "events": [{"action": "een", "date": "2025-05-09", "status": "done", "outcome": "gevonden"}],
    }  # fmt: skip
    (row,) = standing(load({"data/meetings/dag.yaml": json.dumps(meeting).encode()}, date(2025, 12, 31))).needs
    assert (row.actions, row.done) == (3, 1)


def test_a_goal_counts_for_its_owner_and_who_takes_part_or_else_for_the_parties_that_sign_as_partner() -> None:
    portfolio = register(
        aim("van-stad", TOTAL, owner={"party": "s", "function": "Wethouder"}),
        aim("samen", TOTAL, owner={"party": "s", "function": "Wethouder"}, **{"with": ["m"]}),
        aim("van-niemand", TOTAL),
    )
    assert [row.partners for row in standing(portfolio).goals] == [("stad",), ("maker", "stad"), ("maker",)]


def test_the_programme_counts_what_it_was_to_deliver_and_no_fiction() -> None:
    commission = {"convenants": 10, "partners": ["maker"], "counts_when": "agreed"}
    portfolio = register(masterplan=MASTERPLAN | {"commission": commission})
    view = seen(convenant, portfolio)
    assert view.more["programme"] == {
        "commissioned": 10, "counts_when": "agreed", "explored": 0, "drafted": 0, "agreed": 0, "signed": 1,
    }  # fmt: skip
    assert "Of 10 convenanten" in Language("en").show(view.above[0])
    fiction = seen(convenant, register(masterplan=MASTERPLAN | {"commission": commission}, example=True))
    assert dict(fiction.more["programme"])["signed"] == 0  # type: ignore[call-overload]
    assert seen(convenant, register()).above == ()


def test_a_register_without_a_masterplan_has_the_six_themes_and_no_ambition() -> None:
    portfolio = register(aim("een", TOTAL), masterplan=None)
    assert [row.id for row in seen(theme, portfolio).rows] == [
        "onderwijs",
        "jeugd",
        "veiligheid",
        "werk",
        "wonen",
        "leefbaarheid",
    ]
    assert [row.id for row in seen(ambition, portfolio).rows] == ["-"]


def test_a_title_is_shown_in_the_language_of_the_reader() -> None:
    assert [Language(code).show(Both("Werk", "Work")) for code in ("nl", "en")] == ["Werk", "Work"]


def test_a_goal_is_overdue_past_its_last_day_while_its_convenant_runs() -> None:
    target = {"at_least": 60, "unit": "percent", "by": 2023}
    late = [on("2023-12-01", 10, goal="een")]
    for status, overdue in (("active", True), ("ended", False), ("draft", False)):
        (row,) = standing(register(aim("een", target), measurements=late, status=status)).goals
        assert row.overdue is overdue
    (row,) = standing(register(aim("een", target), measurements=[on("2023-12-01", 70, goal="een")])).goals
    assert not row.overdue


def test_contributions_are_added_up_per_kind_and_year_and_say_what_is_left_out() -> None:
    view = seen(contribution, sample())
    matrix = view.matrices[0]
    english = Language("en")
    lines = {english.show(name): [english.show(cell) for cell in cells] for _, name, cells in matrix.lines}
    assert lines["in kind, uur"] == ["10,000", "3,600", "3,135", "1,940"]
    assert "Left out: 10 contributions, not signed." in [english.show(line) for line in matrix.below]
    told = dict(view.more)
    assert {"kind", "partner", "theme", "goal", "year"} == set(told["totals_by"])  # type: ignore[call-overload]
    euros = [line["delivered"] for line in told["totals"] if line["unit"] == "EUR"]  # type: ignore[attr-defined]
    per_year = [
        line["delivered"]
        for lines in told["totals_by"]["year"].values()  # type: ignore[index]
        for line in lines
        if line["unit"] == "EUR" and line["delivered"]
    ]
    assert sum(map(Decimal, euros)) == sum(map(Decimal, per_year)) > 0


def test_what_parties_bear_together_is_told_of_each_as_far_as_it_can_be_split() -> None:
    """62.5 percent of 400 is 250, 37.5 percent 150; nobody knows who of them delivered what."""
    given = {"id": "c", "kind": "financing", "from": "m", "currency": "EUR", "amount": 400, "first": 2021}
    portfolio = register(
        contributions=[given | {"shares": {"m": 62.5, "s": 37.5}}],
        deliveries=[{"contribution": "c", "date": "2021-05-01", "amount": 400}],
    )
    english = Language("en")
    (matrix,) = seen(partner, portfolio).matrices
    assert [(name, [english.show(cell) for cell in cells[:2]], cells[2:]) for name, _, cells in matrix.lines] == [
        ("maker", ["250", "250"], (None, None)),
        ("stad", ["150", "150"], (None, None)),
    ]
    below = [english.show(line) for line in matrix.below]
    assert "Left out of delivered: 1 contribution, borne by several together." in below
    told = dict(seen(contribution, portfolio).more)
    assert [line["pledged"] for line in told["totals_by"]["partner"]] == ["250", "150"]  # type: ignore[index]
    assert [line["delivered"] for line in told["totals"]] == ["400"]  # type: ignore[attr-defined]


def test_a_contribution_of_which_less_came_than_was_due_is_behind() -> None:
    view = seen(contribution, sample())
    behind = only(view, "behind")
    assert {row.giving.state for row in behind} <= {"partly", "overdue"}
    assert behind == only(view, "overdue")
    assert {row.giving.state for row in only(view, "unknown")} == {"unknown"}
    assert chosen(standing(sample()), Wish(["voorbeeldbank/wijkfonds"])).contributions[0].giving.unit == "EUR"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (None, None),
        (Number(Decimal("0.10"), Decimal("0.10")), "0.10"),
        (Number(Decimal(40), Decimal(40), about=True), "± 40"),
        (Number(Decimal(40), Decimal(44)), "40-44"),
        (Number(Decimal(900), None, excludes=True), "≥ 900"),
        (Number(None, Decimal(900), excludes=True), "≤ 900"),
    ],
)
def test_an_amount_is_told_to_the_last_cent(number: Number | None, text: str | None) -> None:
    told = amount(number)
    assert (told and Language("en").show(told)) == text


def test_a_need_of_a_meeting_to_come_is_not_voiced_yet() -> None:
    meeting = {
        "schema": 1, "id": "2026-05-01-later", "title": "Later", "date": "2026-05-01",
        "needs": [{"id": "plek", "text": "Een plek"}],
    }  # fmt: skip
    files = {"data/meetings/2026-05-01-later.yaml": json.dumps(meeting).encode()}
    assert standing(load(files, date(2026, 4, 30))).needs == []
    (row,) = standing(load(files, date(2026, 5, 2))).needs
    assert (row.state, row.days, row.overdue) == ("open", 1, False)
    (row,) = standing(load(files, date(2027, 5, 2))).needs
    assert (row.state, row.overdue) == ("overdue", True)
    assert Language("en").show(seen(need, load(files, date(2027, 5, 2))).above[0]).startswith("1 need voiced")


def test_what_cannot_be_read_is_counted_and_left_out() -> None:
    portfolio = load({"data/convenants/stuk.yaml": b"["}, date(2026, 1, 1))
    assert standing(portfolio).unread == 1


# ---- figures --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Value(Fraction(8200, 491), Fraction(8200, 491)), "16.7%"),
        (Value(Fraction(-3), Fraction(-3)), "-3%"),
        (Value(Fraction(13), Fraction(13), about=True), "± 13%"),
        (Value(Fraction(40), Fraction(44)), "40-44%"),
        (Value(Fraction(900), FAR), "≥ 900%"),
        (Value(-FAR, Fraction(900)), "≤ 900%"),
    ],
)
def test_a_figure_is_rounded_to_one_decimal_and_says_what_it_is(value: Value, text: str) -> None:
    assert Language("en").show(figure(value, percent=True)) == text
    assert Language("en").show(figure(value, percent=False)) == text.replace("%", "")
    assert figure(None, percent=True) is None


def test_a_bar_says_its_number_and_is_never_longer_than_full() -> None:
    shown = [Language("en").show(bar(Fraction(part, 100))) for part in (0, 45, 100, 161, -20)]
    assert shown == ["░░░░░░░░░░ 0%", "▓▓▓▓░░░░░░ 45%", "▓▓▓▓▓▓▓▓▓▓ 100%", "▓▓▓▓▓▓▓▓▓▓ 161%", "░░░░░░░░░░ -20%"]
    assert bar(None) is None


def test_a_sparkline_runs_from_the_lowest_to_the_highest_figure() -> None:
    assert sparkline([Fraction(each) for each in (4, 12, 17, 25)]) == "▁▄▅█"
    assert sparkline([Fraction(7), Fraction(7)]) == "▁▁"
    assert sparkline([Fraction(7)]) is None


def test_a_fraction_is_written_in_decimals_without_a_float() -> None:
    assert decimal(Fraction(1, 3)) == "0.333333"
    assert decimal(Fraction(-1, 4)) == "-0.25"
    assert Decimal(decimal(Fraction(10**30))) == 10**30


def test_less_is_not_shown_as_a_fuller_bar() -> None:
    falling = aim("een", {"at_most": 8, "unit": "percent", "by": 2029})
    portfolio = register(falling, measurements=[on("2025-06-01", 12, goal="een")])
    view = seen(goal, portfolio)
    (column,) = columns_of(view, ["of_target"])
    assert (column.text(view.rows[0]), column.told(view.rows[0])) == (None, 1.5)


# ---- choosing and ordering ------------------------------------------------------------------------------


def test_a_wish_leaves_what_it_names() -> None:
    whole = standing(sample())
    themes, partners = ["werk", "wonen"], ["abn-amro"]

    def left(**words: Any) -> Standing:
        wish = Wish(**words)
        understood(wish, [whole], themes, partners)
        return chosen(whole, wish)

    assert left() == whole
    assert {row.convenant for row in left(partner="abn-amro").convenants} == {
        "abn-amro",
        "partners-masterplan-zuidoost",
    }
    assert all("wonen" in row.themes for row in left(theme="wonen").goals)
    assert [row.convenant for row in left(ids=["voorbeeldatelier"]).convenants] == ["voorbeeldatelier"]
    one = left(ids=["voorbeeldbank/stageplekken"])
    assert ([row.convenant for row in one.convenants], len(one.goals), one.needs) == (["voorbeeldbank"], 1, [])
    meeting = whole.needs[0].meeting
    assert {row.meeting for row in left(ids=[meeting]).needs} == {meeting}
    for wrong in ({"theme": "werken"}, {"partner": "abn"}, {"ids": ["stageplek"]}):
        with pytest.raises(WrongUse):
            left(**wrong)


def test_rows_are_ordered_by_numbers_as_numbers_with_unknown_last() -> None:
    view = seen(goal, sample())
    for name in ("ratio", "-ratio"):
        ratios = [row.ratio for row in ordered(view, [name])]
        known = [ratio for ratio in ratios if ratio is not None]
        assert ratios[len(known) :] == [None] * (len(ratios) - len(known))
        assert known == sorted(known, reverse=name.startswith("-"))
    by_two = ordered(view, ["verdict", "title"])
    assert [row.verdict for row in by_two] == sorted(row.verdict for row in view.rows)
    actual = [
        Decimal(str(decimal(row.actual.exact))) for row in ordered(view, ["actual"]) if row.actual and row.actual.exact
    ]
    assert actual == sorted(actual)


def test_a_column_that_is_not_there_is_wrong_use_with_what_may_be_meant() -> None:
    view = seen(goal, sample())
    with pytest.raises(WrongUse) as near:
        columns_of(view, ["verdit"])
    assert near.value.help is not None
    assert Language("en").say(near.value.help) == 'did you mean "verdict"?'
    with pytest.raises(WrongUse) as far:
        ordered(view, ["xyzzy"])
    assert far.value.help is not None
    assert "verdict" in Language("en").say(far.value.help)


def test_only_cuts_to_what_is_wrong_and_refuses_what_a_row_can_never_be() -> None:
    view = seen(goal, sample())
    assert {row.verdict for row in only(view, "unknown")} == {"unknown"}
    assert all(row.verdict in {"almost", "not-achieved"} or row.pace == "behind" for row in only(view, "behind"))
    assert 0 < len(only(seen(convenant, sample()), "behind")) < len(seen(convenant, sample()).rows)
    assert all(row.overdue for row in only(seen(need, sample()), "overdue"))
    with pytest.raises(WrongUse):
        only(seen(need, sample()), "stale")


# ---- comparing ------------------------------------------------------------------------------------------


def moves(before: Portfolio, now: Portfolio) -> dict[str, str]:
    return {moved.row.goal: moved.moved for moved in compared.movements(standing(now), standing(before))}


def test_what_moved_is_better_equal_worse_new_gone_or_aimed_otherwise() -> None:
    before = register(
        aim("op", SHARE), aim("neer", SHARE), aim("gelijk", SHARE), aim("anders", SHARE), aim("weg", SHARE), aim("leeg", SHARE),
        aim("gemeten", SHARE),
        measurements=[on("2024-06-01", 40, goal=name) for name in ("op", "neer", "gelijk", "anders", "weg")],
        day="2024-12-31",
    )  # fmt: skip
    now = register(
        aim("op", SHARE), aim("neer", SHARE), aim("gelijk", SHARE), aim("anders", SHARE | {"at_least": 55}), aim("leeg", SHARE),
        aim("gemeten", SHARE), aim("nieuw", YEARLY),
        measurements=[
            on("2024-06-01", 40, goal="gelijk"), on("2024-06-01", 40, goal="anders"), on("2024-07-01", 41, goal="op"),
            on("2024-07-01", 39, goal="neer"), on("2024-07-01", 39, goal="gemeten"),
        ],
        day="2024-12-31",
    )  # fmt: skip
    assert moves(before, now) == {
        "op": "better", "neer": "worse", "gelijk": "equal", "anders": "target-changed", "weg": "gone", "leeg": "equal",
        "gemeten": "not-comparable", "nieuw": "new",
    }  # fmt: skip
    view = compared.view(standing(now), standing(before))
    assert view.more == {
        "moved": {"better": 1, "equal": 2, "worse": 1, "new": 1, "gone": 1, "target-changed": 1, "not-comparable": 1}
    }
    for what in ("behind", "overdue", "stale", "unknown"):
        only(view, what)
    told = [{column.name: column.told(row) for column in view.columns} for row in view.rows]
    gone = next(row for row in told if row["goal"] == "weg")
    assert (gone["actual_before"], gone["actual_now"], gone["verdict_now"], gone["moved"]) == ("40", None, None, "gone")
    new = next(row for row in told if row["goal"] == "nieuw")
    assert (new["actual_before"], new["verdict_before"], new["target_before"]) == (None, None, None)
    heads = [view.heading(row) for row in view.rows if view.heading]
    assert set(heads) == {"Convenant Proef"}
    assert {view.color(row) for row in view.rows} >= {"green", "red", None}
    assert next(view.title.text(row) for row in view.rows) == "Op"


def test_a_commit_is_compared_as_of_its_own_day_and_a_day_as_known_now(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    lesson = "  - {goal: geldlessen, period: 2025,"
    convenant = tmp_path / "data/convenants/voorbeeldbank.yaml"
    written = convenant.read_text(encoding="utf-8")
    convenant.write_text("\n".join(line for line in written.split("\n") if lesson not in line), encoding="utf-8")
    git(tmp_path, "init", "-q")
    commit(tmp_path, at="2025-12-31T12:00:00Z")
    convenant.write_text(written, encoding="utf-8")
    commit(tmp_path, at="2026-02-20T12:00:00Z")

    def lessons(since: str) -> tuple[str, str]:
        words = ("status", "--compare", since, "--as-of", DAY, "--format", "json", "geldlessen")
        (row,) = json.loads(run(*words, cwd=tmp_path).stdout)["rows"]
        return row["actual_before"], row["moved"]

    assert lessons(DAY) == ("1335", "equal")
    assert lessons("HEAD~1") == ("955", "better")
    assert lessons("HEAD") == ("1335", "equal")

    fresh = written.replace("id: voorbeeldbank\n", "id: nieuwe-bank\n", 1)
    (tmp_path / "data/convenants/nieuwe-bank.yaml").write_text(fresh, encoding="utf-8")
    convenant.unlink()
    for word, moved in (("nieuwe-bank", "new"), ("voorbeeldbank", "gone")):
        done = run("status", "--compare", "HEAD", "--as-of", DAY, "--format", "json", word, cwd=tmp_path)
        assert {row["moved"] for row in json.loads(done.stdout)["rows"]} == {moved}
    assert run("status", "--compare", "HEAD", "niets", cwd=tmp_path).returncode == 2


def test_nothing_moved_between_a_standing_and_itself() -> None:
    assert set(moves(sample(), sample()).values()) == {"equal"}


# ---- the command ----------------------------------------------------------------------------------------


def test_schedulers_get_an_exit_code_where_something_is_wrong() -> None:
    assert run("status", "--as-of", DAY, "--fail-on", "behind").returncode == 1
    assert run("status", "--as-of", DAY, "--fail-on", "behind", "voorbeeldatelier").returncode == 0
    assert run("status", "--as-of", DAY, "--by", "need", "--fail-on", "overdue").returncode == 1
    assert run("status", "--as-of", DAY, "--by", "need", "--fail-on", "stale").returncode == 2


def test_json_says_what_a_view_is_about_and_what_belongs_to_it() -> None:
    told = json.loads(run("status", "--as-of", DAY, "--by", "theme", "--format", "json").stdout)
    assert told["by"] == "theme"
    assert told["coverage"]["ziggo-dome"]["werk"] == 0
    assert {"theme", "title", "goals", "achieved", "not_achieved", "behind"} <= set(told["rows"][0])
    moved = json.loads(run("status", "--as-of", DAY, "--compare", "2024-12-31", "--format", "json").stdout)
    assert sum(moved["moved"].values()) == len(moved["rows"])


@pytest.mark.parametrize(
    "words",
    [("--compare", "gisteren"), ("--compare", "2024-01-01", "--by", "theme"), ("--columns", "x"), ("--sort", "x")],
    ids=" ".join,
)
def test_what_makes_no_sense_is_wrong_use(words: tuple[str, ...]) -> None:
    done = run("status", *words)
    assert (done.returncode, done.stdout) == (2, "")


def on_a_terminal(*words: str, **environment: str) -> str:
    """What a terminal of 80 by 24 shows of one run."""
    master, slave = pty.openpty()
    size = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm"}
    process = subprocess.Popen(
        [CONVTOOL, *words], cwd=DATA.parent, env=PLAIN | size | environment, stdin=slave, stdout=slave, stderr=slave
    )
    os.close(slave)
    shown = b""
    while select.select([master], [], [], 30)[0]:
        try:
            part = os.read(master, 65536)
        except OSError:  # the terminal is closed
            break
        if not part:
            break
        shown += part
    process.wait()
    os.close(master)
    return shown.decode()


def test_long_output_goes_through_the_pager_of_the_reader(tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\\necho "PAGED $LESS"\\nhead -n 2\\n'.replace("\\n", "\n"), encoding="utf-8")
    pager.chmod(0o755)
    shown = on_a_terminal("status", "--as-of", DAY, PAGER=str(pager))
    assert shown.startswith("PAGED FRX")
    assert len(shown.splitlines()) == 3
    for short in (("status", "voorbeeldatelier"), ("status", "--format", "plain")):
        assert "PAGED" not in on_a_terminal(*short, PAGER=str(pager))
    for off in ("", "cat", "no-such-pager"):
        assert len(on_a_terminal("status", "--as-of", DAY, PAGER=off).splitlines()) > 60


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "1899-12-31", "2201-01-01", "20251231", "2026-W01-1"])
def test_a_day_out_of_reach_or_in_another_notation_is_wrong_use(day: str) -> None:
    for command in ("status", "validate"):
        done = run(command, "--as-of", day)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("error: ")


def test_what_a_cap_leaves_and_what_is_unknown_can_be_asked_for() -> None:
    view = seen(goal, sample())
    (room,) = columns_of(view, ["room"])
    told = [room.text(row) for row in view.rows]
    assert {"4", "-8"} <= {Language("en").show(each) for each in told if each}
    assert None in told
    assert all(group.unknown for group in only(seen(theme, sample()), "unknown"))


def test_where_every_goal_names_an_ambition_no_row_is_without() -> None:
    programme = MASTERPLAN | {"ambitions": [{"number": 4, "title": {"nl": "Werk", "en": "Work"}}]}
    portfolio = register(aim("een", TOTAL, ambition=4), masterplan=programme)
    assert [(row.id, len(row.goals)) for row in seen(ambition, portfolio).rows] == [("4", 1)]


def test_a_value_by_a_table_is_added_to_its_own_kind_and_names_the_table() -> None:
    hours = {
        "id": "uren", "kind": "in-kind", "from": "m", "to": "s", "theme": "werk", "quantity": 400, "unit": "uur",
        "per": "year", "first": 2024, "last": 2025,
        "valued": {"amount": 20000, "currency": "EUR", "table": "Tarieven", "version": "2024"},
    }  # fmt: skip
    view = seen(contribution, register(contributions=[hours]))
    lines = {Language("en").show(name): cells for _, name, cells in view.matrices[0].lines}
    assert [Language("en").show(cell) for cell in lines["in kind, EUR by Tarieven 2024"][:2]] == [
        "40,000.00",
        "40,000.00",
    ]
