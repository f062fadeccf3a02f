"""The reports about everything, and the page for residents: the same figures, real ones first, nothing left out."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from convtool.context import LetterPage, Page, ReportPage, ResidentsPage, Site, pages
from convtool.context.letter import MOST
from convtool.context.residents import Desk
from convtool.portfolio import Portfolio, load
from convtool.values import Number, Unanswered
from tests.progress.making import MASTERPLAN, SHARE, YEARLY, as_bytes, measured, on, record

P = TypeVar("P", bound=Page)
DAY = date(2024, 6, 30)
SIGNED = {"signing": {"date": "2020-12-01"}, "parties": [{"id": "bank", "name": "De Bank", "role": "partner"}]}
OWNER = {"owner": {"party": "bank", "function": "Manager"}}
VACANT = {"owner": {"party": "bank", "function": "vacant"}}


def read(*convenants: dict[str, Any], **more: dict[str, Any]) -> Portfolio:
    """A register with these convenanten, and more files by their names."""
    files = {f"data/convenants/{each['id']}.yaml": as_bytes(each) for each in convenants}
    files |= {path.replace("_", "/", 1) + ".yaml": as_bytes(written) for path, written in more.items()}
    files = {path if path.startswith("data/") else f"data/{path}": data for path, data in files.items()}
    return load(files | {"data/masterplan.yaml": as_bytes(MASTERPLAN)}, DAY)


def made(kind: type[P], portfolio: Portfolio, **site: Any) -> P:
    """The one page of a sort."""
    (found,) = (each for each in pages(portfolio, Site(**site)) if isinstance(each, kind))
    return found


def one(
    id: str, target: Any = YEARLY, figures: list[dict[str, Any]] | None = None, *, goal: Any = OWNER, **convenant: Any
) -> dict[str, Any]:
    """A signed convenant with one goal."""
    return record(target, figures or [], goal=goal, **SIGNED | {"id": id, "title": f"Convenant {id}"} | convenant)


REAL = one("echt", figures=[measured(2022, 41), measured(2023, 30, note="Een school stopte.")])
FICTIONAL = one("anders", figures=[measured(2022, 20), measured(2023, 44)], example=True)


def exact(number: Number | None) -> Any:
    """The one number that it stands for."""
    return number.exact if number else None


# ---- The progress report --------------------------------------------------------------------------------


def test_real_and_fictional_convenanten_are_never_in_one_number() -> None:
    found = made(ReportPage, read(FICTIONAL, REAL))
    for part, id, verdict in ((found.real, "echt", "not-achieved"), (found.fictional, "anders", "achieved")):
        assert [each.id for each in part.convenants] == [id]
        assert {each.verdict: each.count for each in part.counts if each.count} == {verdict: 1}
        assert (part.honesty.convenants, part.honesty.goals) == (1, 1)


def test_a_goal_in_trouble_is_told_with_what_was_written_about_its_figure() -> None:
    found = made(ReportPage, read(FICTIONAL, REAL))
    assert [goal.explanations for goal in found.real.convenants[0].goals] == [("Een school stopte.",)]
    assert [goal.explanations for goal in found.fictional.convenants[0].goals] == [()]


def test_contributions_are_added_up_by_kind_with_what_is_left_out() -> None:
    giving = {"id": "uren", "kind": "in-kind", "from": "bank", "quantity": 5, "unit": "uur", "due": "2022-01-01"}
    unknown = {"id": "geld", "kind": "financing", "from": "bank", "amount": "unknown", "currency": "EUR"}
    totals = made(ReportPage, read(one("echt", contributions=[giving, unknown]))).real.totals
    assert [(line.group, line.unit, exact(line.pledged)) for line in totals.lines] == [
        ("financing", "EUR", None),
        ("in-kind", "uur", 5),
    ]
    assert {(each.group, each.reason) for each in totals.left_out} >= {("financing", "amount-unknown")}


def test_what_is_too_late_is_told_whatever_it_is() -> None:
    late = one(
        "laat",
        {"at_least": 60, "by": "2023-12-31"},
        [on("2023-12-31", 20)],
        agreements=[
            {"id": "a", "text": "Doen.", "owner": "bank", "due": "2023-01-01"},
            {"id": "b", "due": "2023-01-01"},
        ],
        contributions=[
            {"id": "uren", "kind": "in-kind", "from": "bank", "quantity": 5, "unit": "uur", "due": "2022-01-01"},
            {"id": "los", "kind": "other", "from": "bank", "text": "Een netwerk.", "due": "2022-01-01"},
        ],
    )
    silent = one("stil", YEARLY, example=True)
    found = made(ReportPage, read(silent, late)).overdue
    assert [(each.kind, each.what, each.convenant.example) for each in found] == [
        ("goal", "Doel", False),
        ("agreement", "Doen.", False),
        ("agreement", "b", False),
        ("contribution", "uren", False),
        ("contribution", "Een netwerk.", False),
        ("report", "Doel", True),
    ]
    assert (exact(found[3].lacking), found[3].measure, found[3].unit) == (5, "quantity", "uur")


def test_amendments_of_the_last_period_are_told_and_no_others() -> None:
    amendments = [
        {"number": 1, "date": "2022-01-01", "changes": []},
        {"number": 2, "date": "2024-01-01", "reason": "Meer.", "changes": []},
        {"number": 3, "date": "2025-01-01", "changes": []},
    ]
    found = made(ReportPage, read(one("echt", amendments=amendments)))
    assert found.since == date(2023, 6, 30)
    assert [(each.number, each.reason, each.path) for each in found.amended] == [
        (2, "Meer.", "convenants/echt/addendum-2")
    ]


def test_what_is_not_public_is_counted_as_such_and_told_nowhere() -> None:
    secret = one("geheim", clauses={"publication": {"public": False, "ground": "art. 5.1"}})
    found = made(ReportPage, read(REAL, secret))
    assert (found.withheld, len(found.real.convenants)) == (1, 1)
    assert made(LetterPage, read(REAL, secret)).withheld == 1
    assert made(ReportPage, read(REAL, secret), audience="partner").withheld == 0


def test_a_draft_and_a_convenant_without_goals_have_a_place_too() -> None:
    draft = one("concept", status="draft")
    empty = one("leeg") | {"goals": []}
    found = made(ReportPage, read(draft, empty), audience="partner").real.convenants
    assert [(each.id, each.draft, len(each.goals)) for each in found] == [("concept", True, 1), ("leeg", False, 0)]


# ---- The council letter ---------------------------------------------------------------------------------


def test_the_letter_compares_with_one_reporting_period_before() -> None:
    found = made(LetterPage, read(FICTIONAL, REAL))
    assert {each.verdict: (each.real, each.real_before) for each in found.counts if each.real or each.real_before} == {
        "achieved": (0, 1),
        "not-achieved": (1, 0),
    }
    assert {each.verdict: each.fictional_before for each in found.counts if each.fictional_before} == {
        "not-achieved": 1
    }
    assert dict(found.moves)["better"] == dict(found.moves)["worse"] == 1
    (worse,) = found.worse.items
    assert (worse.convenant.title, worse.verdict_before, exact(worse.was)) == ("Convenant echt", "achieved", 41)


def test_what_was_signed_within_the_period_is_new_and_what_was_amended_has_another_target() -> None:
    new = one("nieuw", signing={"date": "2024-01-01"})
    change = {"at": "goals/doel/target/at_least", "from": 30, "to": 40}
    changed = one("anders", amendments=[{"number": 1, "date": "2024-01-01", "changes": [change]}])
    moves = dict(made(LetterPage, read(new, changed)).moves)
    assert (moves["new"], moves["target-changed"]) == (1, 1)


def test_a_total_under_a_cap_that_grew_did_not_get_worse() -> None:
    cap = {"at_most": 90, "over": "term", "by": 2030}
    found = made(LetterPage, read(one("grens", cap, [measured(year, 2) for year in range(2021, 2024)])))
    assert {move: count for move, count in found.moves if count} == {"not-comparable": 1}
    assert found.worse.items == ()


def test_trouble_stands_in_the_order_of_how_bad_it_is_real_first() -> None:
    almost = one("bijna", figures=[measured(2023, 35)])
    worst = one("weinig", figures=[measured(2023, 4)])
    lags = one("traag", {"at_least": 60, "by": "2030-12-31", "between": "linear"}, [on("2023-12-31", 1)],
               goal=OWNER | {"baseline": {"value": 0, "date": "2020-12-31"}})  # fmt: skip
    found = made(LetterPage, read(almost, lags, worst, REAL, FICTIONAL)).trouble
    assert [each.convenant.title for each in found.items] == [
        f"Convenant {id}" for id in ("weinig", "echt", "bijna", "traag")
    ]


def test_the_letter_names_the_first_and_says_how_many_more_there_are() -> None:
    many = [one(f"stil-{number}", example=number > 1) for number in range(MOST + 2)]
    found = made(LetterPage, read(*many))
    assert (found.unknown.count, found.unknown.fictional, len(found.unknown.items)) == (MOST + 2, MOST, MOST)
    assert [each.convenant.example for each in found.unknown.items[:3]] == [False, False, True]
    assert found.reasons == (("no-measurement", MOST + 2),)


def test_the_council_is_asked_for_decisions_owners_and_answers() -> None:
    waits = one(
        "wacht",
        goal=VACANT,
        agreements=[{"id": "a", "text": "Bouwen.", "owner": "bank"}],
        reservations=[
            {"agreement": "a", "body": "gemeenteraad", "expected": "2024-09-01"}, {"agreement": "weg"}, {"body": "raad"},
        ],
    )  # fmt: skip
    ownerless = one("niemand", goal=VACANT | {"owner": {"function": "vacant"}}, example=True)
    needs = [{"id": "ruimte", "text": "Een ruimte."}, {"id": "geld"}]
    meeting = {"schema": 1, "id": "avond", "title": "Avond", "date": "2023-01-10", "needs": needs}
    recent = {"schema": 1, "id": "pas", "title": "Pas", "date": "2024-06-01", "needs": needs}
    found = made(LetterPage, read(ownerless, waits, meetings_avond=meeting, meetings_pas=recent))
    assert [(each.kind, each.what, each.who, each.about.title) for each in found.questions] == [
        ("decision", "Bouwen.", "gemeenteraad", "Convenant wacht"),
        ("decision", "weg", None, "Convenant wacht"),
        ("decision", "", "raad", "Convenant wacht"),
        ("owner", "Doel", "De Bank", "Convenant wacht"),
        ("need", "Een ruimte.", None, "Avond"),
        ("need", "geld", None, "Avond"),
        ("owner", "Doel", None, "Convenant niemand"),
    ]
    assert found.asked == 7


def test_a_register_without_anything_has_a_report_and_a_letter() -> None:
    report, letter = made(ReportPage, read()), made(LetterPage, read())
    assert (report.real.counts, report.overdue, report.thresholds) == ((), (), None)
    assert (letter.questions, letter.trouble.items, letter.reasons) == ((), (), ())


# ---- The page for residents -----------------------------------------------------------------------------


def test_residents_read_the_plain_words_of_the_summary() -> None:
    summary = {"who": "De bank.", "cost": "Niets.", "result": "Werk."}
    found = made(ResidentsPage, read(one("echt", summary=summary)))
    assert (found.who, found.cost, found.result) == ("De bank.", "Niets.", "Werk.")
    assert (found.text, found.progress) == ("convenants/echt", "convenants/echt/progress")
    assert made(ResidentsPage, read(one("oud", historical=True))).who == Unanswered("unknown")
    bare = made(ResidentsPage, read(one("kaal")))
    assert (bare.who, bare.parties) == (None, ("De Bank",))


def test_residents_are_led_to_functions_each_once_and_never_to_a_person() -> None:
    found = made(ResidentsPage, read(one("echt")))
    assert found.desks == (Desk(function="Manager", party="De Bank", vacant=False),)
    assert [each.vacant for each in made(ResidentsPage, read(one("leeg", goal=VACANT))).desks] == [True]
    assert made(ResidentsPage, read(one("niemand", goal={}))).desks == ()


def test_residents_see_what_they_brought_up_to_the_day() -> None:
    involvement = [
        {"phase": "design", "date": "2020-05-01", "brought": "Eén loket."},
        {"phase": "execution", "date": "2025-05-01", "brought": "Meer."},
        {"phase": "signing", "who": "panel"},
        {"brought": "Zonder dag."},
    ]
    found = made(ResidentsPage, read(one("echt", involvement=involvement)))
    assert [each.brought for each in found.heard] == ["Eén loket.", "Zonder dag."]
    draft = one("concept", status="draft", involvement=involvement)
    plan = made(ResidentsPage, read(draft), audience="partner")
    assert (plan.heard, plan.counts, len(plan.goals)) == ((), (), 1)


def test_residents_read_how_far_each_goal_is() -> None:
    found = made(ResidentsPage, read(one("echt", SHARE, [on("2023-12-31", 40)])))
    assert [(goal.verdict, exact(goal.actual)) for goal in found.goals] == [("not-due", 40)]
    assert sum(each.count for each in found.counts) == 1
