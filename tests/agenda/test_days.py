"""What falls due, on which day, for whom, and what is overdue."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.language import Language
from convtool.standing.agenda import Agenda, agenda_of, whole
from convtool.standing.dates import DateRow
from convtool.views.agenda import KINDS, chosen, titled, view, who
from tests.show.showing import register, sample

PARTIES = [
    {"id": "m", "partner": "maker", "role": "partner", "signed": "2022-01-01"},
    {"id": "s", "partner": "stad", "role": "government", "name": "De Stad", "signed": "2022-01-01"},
]
TERM = {"starts": "2022-01-01", "ends": "2030-12-31"}
DAY = "2026-11-22"


def agenda(day: str = DAY, until: str = "2027-11-22", **records: dict[str, Any]) -> Agenda:
    """What falls due in a register with the records given, and two partners."""
    made = register(day, partners_maker={}, partners_stad={}, **records)
    return whole([agenda_of(made, made.entries, date.fromisoformat(until))])


def due(day: str = DAY, until: str = "2027-11-22", **more: Any) -> list[DateRow]:
    """What falls due in one convenant."""
    return agenda(day, until, convenants_proef={"parties": PARTIES, "term": TERM} | more).rows


def days(rows: list[DateRow], *kinds: str) -> list[str]:
    """The days of some kinds, those that are overdue with a mark."""
    return [f"{row.day}{'!' if row.overdue else ''}" for row in rows if not kinds or row.kind in kinds]


def goal(**more: Any) -> dict[str, Any]:
    return {
        "id": "plekken", "title": "Plekken", "owner": {"party": "m", "function": "Chef"},
        "indicator": {"name": "plekken", "unit": "plekken"}, "target": {"at_least": 3, "per": "year"},
    } | more  # fmt: skip


def figure(period: str, **more: Any) -> dict[str, Any]:
    return {"goal": "plekken", "period": period, "value": 3, "kind": "registered", "source": "x"} | more


# ---- what returns -----------------------------------------------------------------------------------------


def test_what_returns_stands_there_for_every_time_in_the_window() -> None:
    rows = due(
        until="2028-12-31",
        agreements=[{"id": "plan", "owner": "m", "every": "year", "due": "04-01"}],
        contributions=[{"id": "uren", "from": "m", "to": "s", "kind": "in-kind", "quantity": 4, "per": "half-year", "first": "2027-H1"}],
        evaluation={"first": "2027-03-01", "every_years": 1},
        reporting={"due": "02-01", "cycle": "year"},
    )  # fmt: skip
    assert days(rows, "agreement") == ["2027-04-01", "2028-04-01"]
    assert days(rows, "contribution") == ["2027-06-30", "2027-12-31", "2028-06-30", "2028-12-31"]
    assert days(rows, "evaluation") == ["2027-03-01", "2028-03-01"]
    assert days(rows, "report") == ["2027-02-01", "2028-02-01"]
    assert [row.period for row in rows if row.kind == "report"] == ["2026", "2027"]
    assert [row.period for row in rows if row.kind == "contribution"] == ["1", "2", "3", "4"]


@pytest.mark.parametrize(
    ("agreement", "found"),
    [
        ({"due": "2027-01-31", "every": "quarter"}, ["2027-01-31", "2027-04-30", "2027-07-31", "2027-10-31"]),
        ({"due": "2025-01-31", "every": "year"}, ["2025-01-31!", "2027-01-31"]),
        ({"due": "04-01"}, ["2027-04-01"]),
        ({"due": "04-01", "every": "two-years"}, []),
        ({"due": "11-22", "every": "year"}, ["2026-11-22", "2027-11-22"]),
        ({"due": "2027-01-31"}, ["2027-01-31"]),
        ({"due": "2026-11-21"}, ["2026-11-21!"]),
        ({"due": "2026-11-22"}, ["2026-11-22"]),
        ({"due": "2028-01-31"}, []),
        ({"every": "year"}, []),
    ],
)
def test_an_agreement_falls_due_as_often_as_it_says(agreement: dict[str, Any], found: list[str]) -> None:
    assert days(due(agreements=[{"id": "a", "owner": "m"} | agreement])) == found


def test_every_two_years_are_counted_from_the_first_time_in_the_term() -> None:
    rows = due(
        agreements=[{"id": "a", "due": "04-01", "every": "two-years"}], until="2030-12-31", evaluation={"by": "m"}
    )
    assert days(rows, "agreement") == ["2028-04-01", "2030-04-01"]
    later = due(agreements=[{"id": "a", "due": "04-01", "every": "two-years"}], term=TERM | {"starts": "2022-05-01"})
    assert days(later, "agreement") == ["2027-04-01"]


def test_what_returns_after_something_was_heard_is_no_longer_overdue_and_returns() -> None:
    heard = [{"agreement": "a", "date": "2025-02-01", "status": "done"}]
    assert days(due(agreements=[{"id": "a", "due": "2025-01-31", "every": "year"}], events=heard)) == ["2027-01-31"]


def test_what_was_done_or_stopped_is_not_there() -> None:
    for status in ("done", "stopped"):
        events = [{"agreement": "a", "date": "2026-01-01", "status": status}]
        assert due(agreements=[{"id": "a", "due": "2027-01-31"}], events=events) == []


@pytest.mark.parametrize("year", [2024, 2025, 2027, 2028])
def test_the_29th_of_february_is_the_28th_in_a_common_year(year: int) -> None:
    rows = due(
        f"{year}-01-01", f"{year}-12-31",
        agreements=[{"id": "a", "due": "02-29", "every": "year"}],
        evaluation={"first": "2024-02-29", "every_years": 1},
        term=TERM | {"ends": "2028-08-29", "notice_months": 6} if year == 2028 else TERM,
    )  # fmt: skip
    last = "29" if year in {2024, 2028} else "28"
    assert days(rows, "agreement") == [f"{year}-02-{last}"]
    assert f"{year}-02-{last}" in days(rows, "evaluation")
    assert days(rows, "notice") == ([f"{year}-02-29"] if year == 2028 else [])


def test_the_last_and_the_first_day_of_a_year_are_kept_apart() -> None:
    agreements = [{"id": "a", "due": "12-31"}, {"id": "b", "due": "01-01"}]
    assert days(due("2026-12-31", "2027-01-01", agreements=agreements)) == ["2026-12-31", "2027-01-01"]
    assert days(due("2026-12-31", "2026-12-31", agreements=agreements)) == ["2026-12-31"]
    assert days(due("2027-01-01", "2027-01-01", agreements=agreements)) == ["2027-01-01"]


# ---- figures ----------------------------------------------------------------------------------------------


def test_figures_that_were_due_are_overdue_until_they_are_there() -> None:
    reporting = {"due": "03-01", "cycle": "year"}
    goals = [goal(), goal(id="banen", title="Banen")]
    both = [figure("2025"), figure("2025", goal="banen")]
    (late, _) = due(reporting=reporting, goals=goals, measurements=both[:1])
    assert (days([late]), late.what, late.period, late.partners) == (["2026-03-01!"], "Banen", "2025", ("maker",))
    assert days(due(reporting=reporting, goals=goals, measurements=both)) == ["2027-03-01"]


def test_a_report_is_no_longer_waited_for_once_all_figures_are_there() -> None:
    reporting = {"due": "03-01", "cycle": "year"}
    figures = [figure("2025"), figure("2026")]
    wanted = due("2027-02-15", "2028-02-15", reporting=reporting, goals=[goal()], measurements=figures[:1])
    assert days(wanted) == ["2027-03-01"]
    assert due("2027-02-15", "2028-02-15", reporting=reporting, goals=[goal()], measurements=figures) == []
    without_goals = due("2027-02-15", "2028-02-15", reporting=reporting)
    assert days(without_goals) == ["2027-03-01"]


@pytest.mark.parametrize(
    ("cycle", "periods"),
    [
        ("month", ["2026-11", "2026-12", "2027-01"]), ("quarter", ["2026-Q4"]), ("half-year", ["2026-H2"]), ("year", ["2026"]),
        ("school-year", ["2026"]), ("two-years", ["2025..2026"]), ("four-years", ["2023..2026"]),
    ],
)  # fmt: skip
def test_a_report_says_which_period_it_is_about(cycle: str, periods: list[str]) -> None:
    starts = "2023-01-01" if cycle == "four-years" else "2021-02-01"
    rows = due(until="2027-02-27", reporting={"due": "2020-01-01", "cycle": cycle}, term=TERM | {"starts": starts})
    assert [row.period for row in rows] == periods
    assert days(rows) == [str(row.day) for row in rows]


def test_figures_of_several_cycles_that_are_due_on_one_day_are_one_report() -> None:
    rows = due(reporting={"due": "2026-12-01", "cycle": "year"}, until="2028-01-01")
    assert [(str(row.day), row.period) for row in rows] == [
        ("2026-12-01", "2025"), ("2026-12-31", "2026"), ("2027-12-31", "2027"),
    ]  # fmt: skip


def test_a_cycle_that_ended_before_the_start_is_not_reported() -> None:
    reporting = {"due": "2020-01-01", "cycle": "month"}
    rows = due("2021-12-01", "2022-04-30", reporting=reporting, term=TERM | {"starts": "2022-03-15"})
    assert days(rows, "report") == ["2022-03-31", "2022-04-30"]


# ---- goals ------------------------------------------------------------------------------------------------


def test_a_goal_has_its_steps_its_last_day_and_the_day_of_its_baseline() -> None:
    steps = [{"by": "2026-12", "at_least": 1}, {"by": "2027-06-30", "at_least": 2}, {"by": "2025", "at_least": 1}]
    target = {"at_least": 3, "by": "2027-10-01"}
    rows = due(goals=[goal(milestones=steps, target=target, baseline={"planned": "2027-02-01"})])
    assert [(row.kind, str(row.day), row.period) for row in rows] == [
        ("milestone", "2026-12-31", "1"), ("baseline", "2027-02-01", None),
        ("milestone", "2027-06-30", "2"), ("target", "2027-10-01", None),
    ]  # fmt: skip
    assert {row.owner_name for row in rows} == {None}
    assert {row.owner_partner for row in rows} == {"maker"}


def test_a_baseline_and_a_target_that_passed_are_overdue_and_a_milestone_never_is() -> None:
    missed = goal(target={"at_least": 3, "by": "2026-01-01"}, milestones=[{"by": "2025", "at_least": 1}])
    assert days(due(goals=[missed]), "target", "milestone") == ["2026-01-01!"]
    reached = [{"goal": "plekken", "up_to": "2025-12-31", "value": 4, "kind": "registered", "source": "x"}]
    assert due(goals=[missed], measurements=reached) == []
    assert days(due(goals=[goal(baseline={"planned": "2026-01-01"})]), "baseline") == ["2026-01-01!"]


def test_the_time_of_a_goal_that_nobody_can_tell_has_no_day() -> None:
    early = {"first": "6 months", "of": "term"}
    rows = due(goals=[goal(target={"at_least": 3, "by": early}, milestones=[{"by": early, "at_least": 1}], owner="unknown")],
               term={"ends": "indefinite"}, parties=[{"id": "m"}])  # fmt: skip
    assert rows == []


def test_a_plan_of_which_nothing_is_heard_is_overdue_by_its_own_day() -> None:
    plan = goal(target={"deliver": "een plan", "by": "2026-01-01"})
    assert days(due(goals=[plan])) == ["2026-01-01!"]


# ---- contributions ----------------------------------------------------------------------------------------


def gift(**more: Any) -> dict[str, Any]:
    return {"id": "geld", "from": "m", "to": "s", "kind": "financing", "amount": 100, "currency": "EUR"} | more


def handed(amount: int, day: str = "2025-06-01") -> dict[str, Any]:
    return {"contribution": "geld", "date": day, "amount": amount}


@pytest.mark.parametrize(
    ("deliveries", "found"),
    [
        ([], ["2024-12-31!", "2026-12-31"]),
        ([handed(50)], ["2024-12-31!", "2026-12-31"]),
        ([handed(100)], ["2025-12-31!", "2026-12-31"]),
        ([handed(200)], ["2026-12-31"]),
        ([handed(300)], []),
        ([{"contribution": "geld", "date": "2025-06-01", "status": "done"}], ["2026-12-31"]),
    ],
)
def test_a_contribution_is_overdue_since_the_oldest_time_that_was_not_delivered(
    deliveries: list[dict[str, Any]], found: list[str]
) -> None:
    rows = due(contributions=[gift(per="year", first="2024")], deliveries=deliveries)
    assert days(rows, "contribution") == found


def test_a_contribution_that_is_due_today_is_not_overdue() -> None:
    assert days(due(contributions=[gift(due=DAY)])) == [DAY]
    (late,) = due("2026-11-23", contributions=[gift(due=DAY, text="Geld voor de wijk")])
    assert (days([late]), late.period, late.what) == ([f"{DAY}!"], None, "Geld voor de wijk")


def test_a_contribution_of_which_too_little_is_known_is_never_called_overdue() -> None:
    for amount in ("unknown", {"from": 50, "to": 150}):
        rows = due(contributions=[gift(per="year", first="2024", amount=amount)], deliveries=[handed(210)])
        assert days(rows) == ["2026-12-31"]


def test_a_draft_owes_no_contribution_and_one_without_an_end_goes_on() -> None:
    assert days(due(contributions=[gift(per="year")], status="draft"), "contribution") == []
    endless = due(
        until="2040-12-31",
        contributions=[gift(per="year", first="2040")],
        term={"starts": "2022-01-01", "ends": "indefinite"},
    )
    assert days(endless) == ["2040-12-31"]


def test_who_bears_a_share_of_a_contribution_sees_to_it_too() -> None:
    (row,) = due(contributions=[gift(due="2027-01-01", shares={"m": 50, "s": 50})])
    assert row.partners == ("maker", "stad")


# ---- the life of a convenant ------------------------------------------------------------------------------


def test_a_term_has_its_last_days_for_notice_and_extension_and_its_end() -> None:
    term = TERM | {"ends": "2027-08-31", "notice_months": 6, "extension": "by-agreement"}
    rows = due(term=term)
    assert [(row.kind, str(row.day)) for row in rows] == [
        ("notice", "2027-02-28"), ("end", "2027-08-31"), ("extension", "2027-08-31"),
    ]  # fmt: skip
    assert {row.partners for row in rows} == {("maker", "stad")}


def test_a_convenant_that_goes_on_after_its_end_is_overdue_and_one_that_ended_is_not() -> None:
    term = TERM | {"ends": "2026-10-31"}
    assert days(due(term=term)) == ["2026-10-31!"]
    assert due(term=term, status="ended") == []
    agreements = [{"id": "a", "due": "2026-09-01"}, {"id": "b", "due": "2026-10-15"}, {"id": "c", "due": "2027-01-01"}]
    ended = due(term=TERM | {"ended": {"date": "2026-10-01"}}, status="ended", agreements=agreements)
    assert days(ended) == ["2026-09-01!"]


def test_a_draft_waits_for_its_signing_or_else_its_start() -> None:
    draft: dict[str, Any] = {"status": "draft", "parties": [{"id": "m", "partner": "maker"}]}
    assert days(due(**draft, signing={"date": {"planned": "2027-01-01"}}, term={"starts": "2027-02-01"})) == [
        "2027-01-01", "2027-02-01",
    ]  # fmt: skip
    assert days(due(**draft, signing={"date": {"planned": "2026-01-01"}}, term={"starts": "2026-02-01"})) == [
        "2026-01-01!"
    ]
    assert days(due(**draft, term={"starts": "2026-02-01"})) == ["2026-02-01!"]


def test_a_signed_convenant_is_published_within_its_days() -> None:
    clauses = {"publication": {"public": True, "within_days": 60}}
    signing = {"date": "2026-11-01"}
    assert days(due(signing=signing, clauses=clauses), "publication") == ["2026-12-31"]
    assert days(due(signing={"date": "2026-01-01"}, clauses=clauses), "publication") == ["2026-03-02!"]
    published = [{"kind": "published", "date": "2026-11-02"}]
    assert days(due(signing=signing, clauses=clauses, events=published), "publication") == []
    never = {"publication": {"public": True, "within_days": 10**9}}
    assert days(due(signing=signing, clauses=never), "publication") == []


def test_evaluations_are_overdue_as_far_as_fewer_were_held() -> None:
    evaluation = {"first": "2023-03-01", "every_years": 1, "by": "independent"}
    held = [{"kind": "evaluation", "date": "2023-02-01"}, {"kind": "mid-term-evaluation", "date": "2024-03-01"}]
    assert days(due(evaluation=evaluation, events=held)) == ["2025-03-01!", "2026-03-01!", "2027-03-01"]
    once = {"first": {"planned": "2026-03-01"}}
    assert days(due(evaluation=once)) == ["2026-03-01!"]
    assert due(evaluation=once, status="draft", term={}) == []


def test_conditions_and_decisions_are_waited_for_until_an_event_speaks_of_them() -> None:
    conditions = {
        "all_of": [{"id": "bedrijven", "what": "Twintig bedrijven", "by": "2026-06-01"}, {"id": "later", "by": "2027-06-01"}, {"id": "ooit"}],
        "any_of": [{"id": "een", "by": "2027-07-01"}, {"id": "twee", "by": "2027-08-01"}],
    }  # fmt: skip
    reservations = [
        {"agreement": "a", "body": "de raad", "expected": "2026-05-01"}, {"agreement": "b", "expected": "2027-05-01"}, {"body": "het college"},
    ]  # fmt: skip
    rows = due(conditions=conditions, reservations=reservations)
    assert days(rows, "condition") == ["2026-06-01!", "2027-06-01", "2027-07-01", "2027-08-01"]
    assert days(rows, "decision") == ["2026-05-01!", "2027-05-01"]
    assert [row.owner for row in rows if row.kind == "decision"] == ["de raad", None]
    events = [{"condition": "bedrijven", "date": "2026-05-01"}, {"condition": "een", "date": "2026-05-01"},
              {"by": "de raad", "date": "2026-05-01"}]  # fmt: skip
    rows = due(conditions=conditions, reservations=reservations, events=events)
    assert days(rows) == ["2027-05-01", "2027-06-01"]


# ---- meetings ---------------------------------------------------------------------------------------------

MEETING = {
    "date": "2026-10-01",
    "actions": [
        {"id": "bellen", "text": "Bellen.", "owner": "maker", "with": ["stad"], "due": "2026-11-01"},
        {"id": "mailen", "owner": "stad", "due": "2027-01-01"}, {"id": "zwaaien", "due": "2028-01-01"}, {"id": "ooit"},
    ],
    "sessions": [
        {"id": "werk", "title": "Aan het werk", "date": {"planned": "2026-12-01"}, "signups": {"partners": ["maker"]}},
        {"id": "oud", "date": "2026-10-20"}, {"id": "geweest", "date": "2026-10-21"}, {"id": "nooit"},
    ],
    "events": [{"session": "geweest", "date": "2026-10-21", "status": "done"}],
}  # fmt: skip


def test_a_meeting_has_its_actions_and_sessions_and_one_to_come_has_only_its_day() -> None:
    rows = agenda(meetings_praat=MEETING).rows
    assert [(row.kind, row.about, row.overdue) for row in rows] == [
        ("session", "oud", True), ("action", "bellen", True), ("session", "werk", False), ("action", "mailen", False),
    ]  # fmt: skip
    assert [row.partners for row in rows] == [(), ("maker", "stad"), ("maker",), ("stad",)]
    (row,) = agenda(meetings_praat=MEETING | {"date": "2026-12-24"}).rows
    assert (row.kind, str(row.day), row.overdue) == ("meeting", "2026-12-24", False)
    (row,) = agenda(meetings_praat={"date": {"planned": "2026-12-24"}}).rows
    assert row.kind == "meeting"
    assert agenda(meetings_praat={"date": "2030-12-24"}).rows == []
    assert agenda(meetings_praat={}).rows == []


def test_an_offer_that_is_to_become_something_has_its_day() -> None:
    offers = [
        {"id": "kamer", "party": "maker", "text": "Een kamer.", "becomes": {"planned": "2026-10-15"}},
        {"id": "uren", "party": "stad", "becomes": {"planned": "2027-01-15"}},
        {"id": "niets", "becomes": "none"}, {"id": "iets", "becomes": "proef/agreements/a"}, {"id": "stil"},
    ]  # fmt: skip
    found = agenda(meetings_praat={"date": "2026-10-01", "offers": offers})
    assert [(row.about, row.what, row.owner, row.partners, row.overdue) for row in found.rows] == [
        ("kamer", "Een kamer.", "maker", ("maker",), True), ("uren", "uren", "stad", ("stad",), False),
    ]  # fmt: skip
    assert "praat/kamer" in found.names


NEEDS = [{"id": "zaal", "what": "een zaal", "by": "2026-06"}, {"id": "geld", "by": "2027-06-01"}, {"id": "ooit"}]


def test_a_need_of_an_initiative_is_overdue_on_its_day_unless_somebody_took_it_up() -> None:
    def told(
        one: dict[str, Any], other: dict[str, Any], **more: Any
    ) -> list[tuple[str | None, str | None, bool, tuple[str, ...]]]:
        held = {"date": "2026-01-01"}
        rows = agenda(
            initiatives_club={"needs": NEEDS} | more, meetings_een=held | one, meetings_twee=held | other
        ).rows
        return [(row.about, row.what, row.overdue, row.partners) for row in rows if row.kind == "need"]

    voiced = {"needs": [{"id": "z", "need": "club/zaal"}]}
    offer: dict[str, Any] = {"offers": [{"id": "o", "need": "z", "party": "stad"}]}
    act: dict[str, Any] = {"actions": [{"id": "a", "need": "z", "owner": "maker"}]}
    coming = ("geld", "geld", False, ())
    assert told({}, {}) == [("zaal", "een zaal", True, ()), coming]
    assert told(voiced | offer, {}) == [("zaal", "een zaal", True, ("stad",)), coming]
    assert told(voiced, voiced | act) == [coming]
    assert told({}, {}, stage="done") == told({}, {}, answered_by={"none": "De club is gestopt."}) == []


def test_what_is_still_needed_names_who_took_it_up() -> None:
    voiced = {"date": "2026-01-01", "needs": [{"id": "g", "need": "club/geld"}],
              "offers": [{"id": "o", "need": "g", "party": "stad"}, {"id": "p", "need": "g"}],
              "actions": [{"id": "a", "need": "g", "owner": "maker"}]}  # fmt: skip
    found = agenda(initiatives_club={"needs": NEEDS}, meetings_praat=voiced)
    (row,) = chosen(found, ["club/geld"], "maker").rows
    assert (row.folder, row.record, row.title, row.partners) == ("initiatives", "club", "Club", ("stad", "maker"))
    assert {column.name: column.told(row) for column in view(found, date(2026, 11, 22), date(2027, 1, 1)).columns[5:8]} == {
        "convenant": None, "meeting": None, "initiative": "club",
    }  # fmt: skip


# ---- who, and which ---------------------------------------------------------------------------------------


def test_who_sees_to_it_is_called_by_name() -> None:
    owners: dict[str, dict[str, Any]] = {
        "a": {"owner": "m"}, "b": {"owner": "s", "with": ["m"]}, "c": {"each": "all"}, "d": {"each": "g"},
        "e": {"owner": "groep"}, "f": {"owner": "raad"}, "g": {"owner": "x"}, "h": {},
    }  # fmt: skip
    found = agenda(
        convenants_proef={
            "parties": [*PARTIES, {"id": "g", "members": ["een", "twee"], "role": "sector-body"}, {"id": "x", "partner": "weg"}],
            "bodies": [{"id": "groep", "name": "De stuurgroep", "by": "s", "with": ["m"]}, {"id": "raad"}],
            "term": TERM,
            "agreements": [{"id": id, "due": "2027-01-01"} | each for id, each in owners.items()],
        }
    )  # fmt: skip
    called = {row.about: who(row, found.partners) for row in found.rows}
    everyone = ("maker", "stad", "een", "twee", "weg")
    assert {name: Language("en").show(told) for name, told in called.items()} == {
        "a": "Maker", "b": "De Stad", "c": "every party", "d": "g", "e": "De stuurgroep", "f": "raad", "g": "weg", "h": "None",
    }  # fmt: skip
    assert {row.about: row.partners for row in found.rows} == {
        "a": ("maker",), "b": ("maker", "stad"), "c": everyone, "d": ("een", "twee"), "e": ("maker", "stad"), "f": everyone,
        "g": ("weg",), "h": everyone,
    }  # fmt: skip


def test_an_agenda_is_cut_to_ids_and_to_what_a_partner_sees_to() -> None:
    found = agenda(
        meetings_praat=MEETING,
        convenants_proef={"parties": PARTIES, "term": TERM | {"ends": "2027-06-01"},
                          "agreements": [{"id": "a", "owner": "m", "due": "2027-01-01"}, {"id": "b", "owner": "s", "due": "2027-02-01"}]},
    )  # fmt: skip

    def kept(*ids: str, owner: str | None = None) -> list[str | None]:
        return [row.about or row.kind for row in chosen(found, ids, owner).rows]

    assert kept("proef") == ["a", "b", "end"]
    assert kept("proef/a", "mailen") == ["mailen", "a"] or kept("proef/a", "mailen") == ["a", "mailen"]
    assert kept(owner="stad") == ["bellen", "mailen", "b", "end"]
    assert kept("praat", owner="maker") == ["bellen", "werk"]
    assert {"proef", "a", "proef/a", "praat", "bellen", "praat/werk"} <= found.names


def test_a_file_that_cannot_be_read_is_counted_and_hides_nothing() -> None:
    made = register(DAY, convenants_proef={"parties": PARTIES, "term": TERM | {"ends": "2027-01-01"}}, convenants_stuk={"status": "x"},
                    initiatives_iets={})  # fmt: skip
    found = whole([agenda_of(made, made.entries, date(2027, 11, 22))])
    assert (found.unread, days(found.rows)) == (1, ["2027-01-01"])


def test_it_does_not_matter_how_the_files_are_dealt_out() -> None:
    made = sample()
    paths, until = list(made.entries), date(2040, 12, 31)
    parts = [agenda_of(made, paths[1::2], until), agenda_of(made, paths[::2], until)]
    assert whole(parts) == whole([agenda_of(made, paths, until)])


def test_what_is_overdue_stands_first_under_its_own_heading() -> None:
    found = agenda(convenants_proef={"parties": PARTIES, "term": TERM, "reporting": {"due": "2022-01-01"}, "goals": [goal()],
                                     "measurements": [figure("2025")],
                                     "agreements": [{"id": "a", "due": "2026-11-22"}, {"id": "b", "due": "2026-11-23"}]})  # fmt: skip
    shown = view(found, date(2026, 11, 22), date(2027, 1, 1))
    assert shown.heading is not None
    state = shown.columns[-2]
    english = Language("en")
    assert [
        (english.show(shown.heading(row)), english.show(titled(row)), english.show(state.text(row)), state.told(row))
        for row in shown.rows
    ] == [
        ("2026-11", "agreement: a", "today", "open"),
        ("2026-11", "agreement: b", "in 1 day", "open"),
        ("2026-12", "figures due: 2026", "in 39 days", "open"),
    ]
    assert [shown.color(row) for row in shown.rows] == [None, None, None]
    shown = view(
        found._replace(rows=[row._replace(overdue=True) for row in found.rows]), date(2026, 11, 24), date(2027, 1, 1)
    )
    assert english.show(shown.heading(shown.rows[1])) == "Overdue"  # type: ignore[misc]
    assert english.show(state.text(shown.rows[1])) == "✘ 1 day late"
    assert shown.color(shown.rows[1]) == "red"


@settings(deadline=None, max_examples=25)
@given(st.lists(st.dates(date(1990, 1, 1), date(2100, 12, 31)), min_size=3, max_size=3).map(sorted))
def test_on_any_day_what_is_overdue_has_passed_and_the_rest_lies_in_the_window(days: list[date]) -> None:
    day, soon, later = days
    made = sample(day.isoformat())
    first, all = (whole([agenda_of(made, made.entries, until)]).rows for until in (soon, later))
    for row in all:
        assert row.kind in KINDS
        assert row.day < day if row.overdue else day <= row.day <= later
    assert [row.overdue for row in all] == sorted((row.overdue for row in all), reverse=True)
    assert first == [row for row in all if row.overdue or row.day <= soon]
