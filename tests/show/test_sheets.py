"""What a sheet tells: everything that is known, in words where it is not, and nothing from after the day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from convtool.language import Language
from convtool.portfolio import Portfolio
from convtool.sheets.naming import Called
from convtool.sheets.results import result
from convtool.standing.agreements import agreement_rows
from convtool.standing.dates import DateRow, date_rows, next_times
from convtool.standing.due import LAST_DAY
from tests.show.showing import register, sample, shown

PARTIES = [
    {"id": "m", "partner": "maker", "role": "partner", "signed": "2022-01-10"},
    {"id": "s", "partner": "stad", "role": "government", "signed": "2022-01-10"},
]
TERM = {"starts": "2022-01-01", "ends": "2030-12-31"}


def proef(day: str = "2026-11-22", **more: Any) -> Portfolio:
    """A register with one convenant of the partners `maker` and `stad`."""
    return register(
        day,
        convenants_proef={"parties": PARTIES, "term": TERM} | more,
        partners_maker={"name": "De Maker"},
        partners_stad={"name": "De Stad"},
    )


def line(text: str, start: str) -> str:
    """The one line that starts so, without what it starts with and the blanks between."""
    (found,) = [each for each in text.splitlines() if each.startswith(start)]
    return found.removeprefix(start).strip()


def goal(**more: Any) -> dict[str, Any]:
    return {"id": "plekken", "title": "Plekken", "indicator": {"name": "plekken", "unit": "plekken"}} | more


# ---- goals ------------------------------------------------------------------------------------------------


def test_a_vacant_function_is_said_loudly_on_the_goal_and_on_the_partner() -> None:
    portfolio = proef(goals=[goal(owner={"party": "m", "function": "Vacant"})])
    assert line(shown("plekken", portfolio), "owner") == "✘ VACANT at De Maker: nobody answers for it"
    text = shown("maker", portfolio)
    assert '✘ VACANT: nobody answers for goal "Plekken"' in text
    assert line(text, "Plekken").startswith("✘ VACANT")


def test_what_figures_calendar_and_owner_say_stand_apart() -> None:
    figures = [
        {
            "goal": "plekken",
            "period": "2023",
            "value": 20,
            "kind": "registered",
            "source": "x",
            "recorded": "2024-02-01",
        },
        {"goal": "plekken", "date": "2022-06-01", "value": 1, "kind": "sample", "says": "ahead"},
    ]
    target = {"at_least": 10, "per": "year", "by": "2025"}
    text = shown("plekken", proef(goals=[goal(target=target)], measurements=figures))
    assert line(text, "the figures say").startswith("? cannot be established")
    assert line(text, "the calendar says") == "report overdue, the last day was 2025-12-31"
    assert line(text, "the owner says") == "ahead"


def test_an_average_says_that_it_is_one_and_that_its_last_two_periods_are_compared() -> None:
    text = shown("startleningen", sample())
    assert line(text, "expected") == "⌀ 24 leningen"
    assert line(text, "actual").startswith("⌀ 23 leningen, of 2025-12-31")
    assert line(text, "trend") == "the last period: worse"


def test_every_measurement_says_what_is_odd_about_it() -> None:
    odd: list[dict[str, Any]] = [
        {"period": "2023", "value": 10, "kind": "registered", "source": "x", "recorded": "2024-02-01"},
        {"corrects": {"period": "2023"}, "value": 9, "kind": "registered", "source": "x", "recorded": "2024-03-01", "note": "Dubbel."},
        {"up_to": "2024-06-30", "value": {"about": 15}, "kind": "estimate", "source": "x", "recorded": "2024-07-01",
         "counted": {"stage": "offered"}, "beside": {"bezoeken": 30}},
        {"period": "2024", "components": {"in": 12, "uit": -2}, "kind": "registered", "source": "x", "recorded": "2025-02-01"},
        {"period": "2024", "areas": {"noord": 4, "oost": "none"}, "recorded": "2025-02-02", "difference": {"because": "Zo geteld."}},
        {"date": "2025-01-01", "value": "none", "area": "oost"},
        {"period": "2026-H1", "value": 3, "recorded": "2026-08-01"},
        {"period": "2027", "value": 99},
        {"period": {"first": "6 months", "of": "term"}, "value": 5, "counted": {"text": "iets anders"}},
    ]  # fmt: skip
    target = {"at_least": 100, "over": "term", "by": "2025"}
    text = shown(
        "plekken", proef(goals=[goal(target=target)], measurements=[{"goal": "plekken"} | each for each in odd])
    )
    table = text.split("Measurements\n")[1].split("\n\n")[0]
    for told in (
        "replaced by the figure recorded on 2024-03-01", "correction; Dubbel.", "up to 2024-06-30", "about 15",
        "something else was counted: offered; beside it: bezoeken 30", "in 12, uit -2", "noord 4, oost nothing counted",
        "Zo geteld.", "area oost", "after the last day, and not counted", "something else was counted: iets anders",
    ):  # fmt: skip
        assert told in table, told
    assert "99" not in table


def test_requirements_tell_what_the_figures_said_on_their_day() -> None:
    target = {"at_least": 60, "unit": "percent", "by": "2028-12-31"}
    steps = [
        {"by": "2023-12-31", "at_least": 20}, {"by": "2024-12-31", "at_least": 30}, {"by": "2025-12-31", "at_least": 40},
        {"by": "2026-06-30", "text": "Een plan ligt er."}, {"by": "2027-12-31", "at_least": 50},
    ]  # fmt: skip
    figures = [{"goal": "plekken", "date": "2023-12-01", "value": 25, "kind": "registered", "source": "x"}]
    text = shown("plekken", proef(goals=[goal(target=target, milestones=steps)], measurements=figures))
    table = text.split("Required\n")[1].split("\n\n")[1]
    told = [each.split("  ")[0] + each.rpartition("  ")[2] for each in table.splitlines()[1:]]
    assert told == [
        "2023-12-31✔ achieved", "2024-12-31no figure of its own", "2025-12-31no figure of its own",
        "2026-06-30-" if told[3].endswith("-") else "2026-06-30no figure of its own", "2027-12-31· not due yet", "2028-12-31· not due yet",
    ]  # fmt: skip


def test_a_goal_without_a_number_says_why_and_by_what_it_is_seen() -> None:
    because = {"because": "Trots is geen getal.", "sign": "Bewoners groeten."}
    text = shown("plekken", proef(goals=[goal(qualitative=because, **{"with": ["s", "x"]})]))
    assert (line(text, "not counted"), line(text, "seen by")) == ("Trots is geen getal.", "Bewoners groeten.")
    assert line(text, "together with") == "De Stad, x"
    assert "Over time" not in text


def test_an_amendment_of_the_goal_stands_on_it_from_its_day_on() -> None:
    changed = [
        {"number": 1, "date": "2024-01-01", "reason": "Meer vraag.", "changes": [
            {"at": "goals/plekken/target/at_least", "from": 10, "to": 20},
            {"add": "goals/plekken/approach", "value": "Bellen."},
            {"remove": "goals/plekken/level", "was": "output"},
        ]},
        {"number": 2, "date": "2024-02-01", "reason": "Elders.", "changes": [{"at": "term/ends", "from": "2029-12-31", "to": "2030-12-31"}]},
    ]  # fmt: skip
    target = {"at_least": 20, "per": "year", "by": "2030"}
    made: dict[str, Any] = {"goals": [goal(target=target, approach="Bellen.")], "amendments": changed}
    text = shown("plekken", proef(**made))
    assert "2024-01-01  amendment 1: Meer vraag." in text
    assert "Plekken: target/at_least from 10 to 20" in text
    assert "Plekken: approach added: Bellen." in text
    assert "Plekken: level taken out: output" in text
    assert "Elders." not in text
    assert "Elders." in shown("proef", proef(**made))
    assert "amendment" not in shown("plekken", proef("2023-06-01", **made))


# ---- convenanten ------------------------------------------------------------------------------------------


def test_a_convenant_tells_its_term_law_family_and_end() -> None:
    text = shown("proef", proef(
        term={"starts": "2022-01-01", "ends": "indefinite", "notice_months": 1, "ended": {"date": "2025-01-01", "because": "Klaar."}},
        legal={"enforceability": "partly"}, predecessor="oud", successor={"title": "Nieuw akkoord"}, under="koepel",
        summary="silent", parties=[*PARTIES, {"id": "r", "name": "De Raad", "class": "supports", "left": "2024-01-01"}],
    ))  # fmt: skip
    assert (line(text, "until"), line(text, "ended")) == ("without an end", "2025-01-01: Klaar.")
    assert (line(text, "before a court"), line(text, "notice")) == ("partly enforceable", "1 month")
    assert (line(text, "predecessor"), line(text, "successor")) == ("oud", "Nieuw akkoord")
    assert line(text, "summary") == "not known: the text says nothing about it"
    assert line(text, "De Raad").split()[-1] == "2024-01-01"
    assert "2024-01-01  left: De Raad" in text
    assert "2025-01-01  ended: Klaar." in text


def test_what_is_late_stands_together() -> None:
    target = {"at_least": 60, "unit": "percent", "by": "2023"}
    made: dict[str, Any] = {
        "agreements": [{"id": "loket", "text": "Een loket.", "owner": "m", "due": "2024-01-01"}],
        "contributions": [{"id": "inzet", "kind": "other", "from": "m", "due": "2024-01-01"}],
        "goals": [goal(target=target, owner={"party": "m", "function": "Chef"})],
    }
    late = [
        "✘ agreement, was due on 2024-01-01: Een loket.",
        "✘ contribution inzet: 1 times less than was due",
        "✘ goal, its last day was 2023-12-31: Plekken",
    ]
    for asked in ("proef", "maker"):
        told = shown(asked, proef(**made)).split("Open promises\n")[1].split("\n\n")[0]
        assert told.splitlines() == late
    assert "nothing is known to be late" in shown("proef", proef("2022-06-01", **made))


def test_the_timeline_has_what_happened_up_to_the_day_and_nothing_later() -> None:
    made: dict[str, Any] = {
        "parties": [*PARTIES, {"id": "z", "name": "De Zaak", "joined": "2023-05-01"}],
        "signing": {"date": "2022-01-10", "accord": "2021-12-01", "announced": "2021-12-15"},
        "goals": [goal(), {"id": "kaal", "title": "Kaal"}],
        "measurements": [
            {"goal": "plekken", "period": "2022", "value": 3}, {"goal": "kaal", "period": "2022", "value": 4},
            {"goal": "kaal", "period": "2022/2023", "value": 4},
        ],
        "contributions": [{"id": "inzet", "kind": "other", "from": "m"}],
        "deliveries": [{"contribution": "inzet", "date": "2023-01-01"}],
        "events": [
            {"kind": "opening", "date": "2023-02-01", "by": "de wijk"}, {"date": "2023-03-01", "note": "Iets."},
            {"condition": "start", "date": "2023-04-01", "value": 20},
        ],
        "involvement": [{"date": "2023-06-01", "who": "Bewoners"}, {"phase": "execution", "who": "Niemand"}],
    }  # fmt: skip
    told = shown("proef", proef(**made)).split("What happened\n")[1].split("\n\n")[0]
    assert told.splitlines() == [
        "2021-12-01  agreed", "2021-12-15  announced", "2022-01-10  signed: De Maker, De Stad",
        "2022-12-31  measured: plekken 2022: 3 plekken; kaal 2022: 4", "2023-01-01  delivered: inzet",
        "2023-02-01  opening: by de wijk", "2023-03-01  event: Iets.", "2023-04-01  event: start, 20",
        "2023-05-01  joined: De Zaak", "2023-06-01  residents: Bewoners",
    ]  # fmt: skip
    earlier = shown("proef", proef("2022-06-01", **made)).split("What happened\n")[1].strip()
    assert earlier.splitlines()[-1].startswith("2022-01-10") or "As of" in earlier
    unsigned = proef(parties=[{"id": "m", "partner": "maker"}], signing={"date": "2022-02-02"})
    assert "2022-02-02  signed" in shown("proef", unsigned)


# ---- agreements and days ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("agreement", "events", "state"),
    [
        ({"due": "2024-01-01"}, [], "overdue"),
        ({"due": "2024-01-01"}, [{"date": "2024-02-01", "status": "done"}], "done"),
        ({"due": "2024-01-01"}, [{"date": "2023-02-01", "status": "in-execution"}], "overdue"),
        ({"due": "2024-01-01", "every": "year"}, [{"date": "2024-02-01", "status": "done"}], "open"),
        ({"due": "2024-01-01", "every": "year"}, [], "overdue"),
        ({"due": "2024-01-01", "every": "year"}, [{"date": "2024-02-01", "status": "stopped"}], "stopped"),
        ({"due": "2029-01-01"}, [{"date": "2027-02-01", "status": "done"}], "open"),
        ({"due": "2035-01-01"}, [], "open"),
        ({}, [], "open"),
    ],
)
def test_an_agreement_is_done_stopped_overdue_or_open(
    agreement: dict[str, Any], events: list[dict[str, Any]], state: str
) -> None:
    made = proef(
        agreements=[{"id": "a", "owner": "m"} | agreement], events=[{"agreement": "a"} | event for event in events]
    )
    (row,) = agreement_rows(made.programme.convenants["proef"], made.as_of)
    assert row.state == state


def test_an_agreement_of_all_is_owed_by_every_party_and_one_of_a_group_by_its_members() -> None:
    made = proef(
        parties=[*PARTIES, {"id": "g", "members": ["een", "twee"]}],
        agreements=[{"id": "a", "each": "all", "due": "04-01", "every": "year"}, {"id": "b", "each": "g"}],
    )
    first, second = agreement_rows(made.programme.convenants["proef"], made.as_of)
    assert (first.partners, first.due) == (("maker", "stad", "een", "twee"), date(2027, 4, 1))
    assert second.partners == ("een", "twee")
    assert "every party" in shown("proef", made)
    assert re.split(" {2,}", line(shown("maker", made), "2027-04-01")) == ["agreement", "Proef", "a"]


def coming(day: str = "2026-11-22", **more: Any) -> list[tuple[str, str]]:
    made = proef(day, **more)
    convenant = made.programme.convenants["proef"]
    rows: list[DateRow] = next_times(date_rows(convenant, None, made.as_of, LAST_DAY))
    return [(row.day.isoformat(), row.kind) for row in rows]


def test_coming_dates_are_in_order_and_what_returns_stands_there_once() -> None:
    assert coming(
        term=TERM | {"notice_months": 6}, reporting={"due": "03-01", "cycle": "year"},
        evaluation={"first": "2024-01-01", "every_years": 2},
        agreements=[{"id": "a", "owner": "m", "due": "2027-05-01"}, {"id": "b", "owner": "m", "due": "2020-01-01"}],
        reservations=[{"agreement": "a", "expected": "2027-04-01"}, {"agreement": "a"}],
        goals=[goal(baseline={"planned": "2027-06-01"}, target={"at_least": 3, "per": "year", "by": "2029"},
                    milestones=[{"by": "2028", "at_least": 1}, {"by": "2020", "at_least": 1}])],
    ) == [
        ("2027-03-01", "report"), ("2027-04-01", "decision"), ("2027-05-01", "agreement"), ("2027-06-01", "baseline"),
        ("2028-01-01", "evaluation"), ("2028-12-31", "milestone"), ("2029-12-31", "target"), ("2030-06-30", "notice"),
        ("2030-12-31", "end"),
    ]  # fmt: skip


def test_a_convenant_that_ended_has_no_days_to_come_and_a_draft_has_its_signing() -> None:
    ended = TERM | {"ended": {"date": "2025-01-01"}}
    assert coming(term=ended, reporting={"due": "03-01"}, evaluation={"first": "2028-01-01"}) == []
    draft: dict[str, Any] = {
        "status": "draft",
        "parties": [{"id": "m", "partner": "maker"}],
        "signing": {"date": {"planned": "2027-01-01"}},
    }
    assert coming(**draft, term={"starts": "2027-02-01"}, reporting={"due": "03-01"}) == [
        ("2027-01-01", "signing"), ("2027-02-01", "start"),
    ]  # fmt: skip
    unknown: dict[str, Any] = {"parties": [{"id": "m", "partner": "maker"}], "term": {"ends": "indefinite"}}
    assert coming(**unknown, reporting={"due": "03-01"}, evaluation={"first": {"planned": "2027-05-05"}}) == [
        ("2027-05-05", "evaluation"),
    ]  # fmt: skip
    assert coming(term=TERM, reporting={"due": "2023-03-01"}, evaluation={"first": "2035-01-01"}) == [
        ("2026-12-31", "report"), ("2030-12-31", "end"),
    ]  # fmt: skip
    within_the_term = [goal(milestones=[{"by": {"first": "6 months", "of": "term"}, "at_least": 1}])]
    assert coming(**unknown, goals=within_the_term) == []


# ---- partners ---------------------------------------------------------------------------------------------


def test_a_partner_tells_where_it_comes_from_and_what_it_owes() -> None:
    portfolio = register(
        convenants_proef={
            "parties": [*PARTIES, {"id": "g", "members": ["maker"], "role": "sector-body"}], "term": TERM,
            "goals": [goal(owner={"party": "m", "function": "Chef"}, serves={"partner": "maker", "core_goal": "maken"})],
            "agreements": [{"id": "loket", "text": "Een loket.", "owner": "m"}],
            "events": [{"agreement": "loket", "date": "2024-01-01", "outcome": "Het liep goed."}, {"agreement": "loket", "date": "2024-02-01"}],
            "measurements": [{"goal": "plekken", "period": "2023", "value": 3, "says": "behind"}],
        },
        partners_maker={
            "formerly": [{"name": "De Oude Maker", "until": "2020"}, {"name": "Maak BV"}], "members": ["stad"], "ended": "2026-01-01",
            "succeeded_by": {"partner": "stad", "date": "2026-01-01"}, "note": "Let op.",
            "core_goals": [{"id": "maken", "text": "Alles maken."}, {"id": "breken"}],
        },
        partners_stad={"succeeded_by": {"partner": "maker"}},
        partners_vorige={"succeeded_by": {"partner": "maker", "date": "2019-01-01"}},
        meetings_2025_01_01_praat={
            "date": "2025-01-01",
            "actions": [
                {"id": "bellen", "text": "Bellen.", "owner": "maker", "due": "2027-01-01"},
                {"id": "mailen", "text": "Mailen.", "owner": "stad", "with": ["maker"], "due": "2025-02-01"},
            ],
            "offers": [{"id": "zaal", "party": "maker", "text": "Een zaal.", "becomes": "none"}],
        },
        meetings_2030_01_01_later={"date": "2030-01-01", "offers": [{"id": "ooit", "party": "maker", "text": "Ooit."}]},
        convenants_ander={"title": "Over de maker", "parties": [{"id": "x", "partner": "stad"}]},
    )  # fmt: skip
    text = shown("maker", portfolio)
    assert [each.split("  ")[-1].strip() for each in text.splitlines() if each.startswith("formerly")] == [
        "De Oude Maker, until 2020",
        "Maak BV",
    ]
    assert [each.split("  ")[-1].strip() for each in text.splitlines() if each.startswith("took over")] == [
        "Stad",
        "Vorige, since 2019-01-01",
    ]
    assert (line(text, "taken over by"), line(text, "ceased on")) == ("Stad, since 2026-01-01", "2026-01-01")
    assert (line(text, "members"), line(text, "note")) == ("Stad", "Let op.")
    assert "✘ action, was due on 2025-02-01: Mailen." in text
    assert line(text, "2027-01-01").split("  ")[0] == "action"
    assert line(text, "Een zaal.").endswith("✘ nothing")
    assert "Ooit." not in text
    assert "Over de maker" not in text
    assert line(text, "Alles maken.") == "plekken"
    assert line(text, "breken") == "-"
    assert "2024-01-01  loket: Het liep goed." in text
    assert "sector body" in text
    assert "taken over by" in shown("stad", portfolio)


# ---- meetings and initiatives -----------------------------------------------------------------------------


def test_a_need_is_traced_to_what_came_of_it_or_is_open_with_its_age() -> None:
    portfolio = register(
        meetings_2025_01_01_praat={
            "date": "2025-01-01", "themes": ["werk"], "summary": "Er is gepraat.", "attendance": {"total": 4},
            "needs": [{"id": "plek", "text": "Een plek.", "need": "winkel/ruimte"}, {"id": "tijd", "text": "Tijd."}],
            "actions": [{"id": "bellen", "text": "Bellen.", "owner": "maker", "need": "plek"}],
            "sessions": [
                {"id": "sessie", "date": "2025-02-01", "signups": {"community": 3}}, {"id": "tweede", "signups": {"partners": ["maker"]}},
            ],
            "events": [
                {"action": "bellen", "date": "2025-02-01", "status": "in-execution", "outcome": "Half."},
                {"session": "sessie", "date": "2025-02-01", "status": "done"},
            ],
        },
        initiatives_winkel={"needs": [{"id": "ruimte", "what": "Ruimte"}], "text": "Een winkel.", "run_by": "maker", "themes": ["eigen"]},
        meetings_2024_05_05_zonder={"needs": [{"id": "geen-dag", "text": "Zonder dag."}], "attendance": "silent"},
    )  # fmt: skip
    text = shown("2025-01-01-praat", portfolio)
    assert (line(text, "who was there"), line(text, "what was said")) == ("4", "Er is gepraat.")
    assert re.split(" {2,}", line(text, "Een plek."))[1:] == ["action bellen: · open", "✔ taken up"]
    assert line(text, "Tijd.").endswith("✘ open too long, 690 days")
    assert line(text, "Bellen.").endswith("not known  · in execution since 2025-02-01: Half.")
    assert line(text, "sessie").endswith("3 from the community  done 2025-02-01")
    assert re.split(" {2,}", line(text, "tweede"))[-2:] == ["maker", "nothing heard since"]
    other = shown("2024-05-05-zonder", portfolio)
    assert line(other, "who was there") == "not known: the text says nothing about it"
    assert line(other, "Zonder dag.").endswith("· open")
    shop = shown("winkel", portfolio)
    assert (line(shop, "about it"), line(shop, "run by"), line(shop, "themes")) == ("Een winkel.", "maker", "eigen")
    assert line(shop, "Een plek.").startswith("2025-01-01")


def test_a_result_says_what_it_is_and_how_far_it_is() -> None:
    programme = sample().programme
    meeting = "2024-10-04-voorbeeldbijeenkomst"

    def told(name: str) -> str:
        return Language("en").say(result(name, programme))

    assert told("voorbeeldbank/goals/wijkspreekuur").endswith(
        "(≈ almost (19 days late)): Een vast spreekuur in de wijk"
    )
    assert told("voorbeeldbank/agreements/vaste-adviseurs").startswith(
        "voorbeeldbank/agreements/vaste-adviseurs (✔ done 2022-11-14)"
    )
    assert (
        told("voorbeeldbank/contributions/wijkfonds")
        == "voorbeeldbank/contributions/wijkfonds (✔ delivered): wijkfonds"
    )
    assert (
        told(f"{meeting}/sessions/werksessie-platform")
        == f"{meeting}/sessions/werksessie-platform (done): werksessie-platform"
    )
    assert told(f"{meeting}/sessions/werksessie-ruimte").endswith("(nothing heard since): werksessie-ruimte")
    assert told("voorbeeldbank") == "voorbeeldbank (Convenant Voorbeeldbank en Masterplan Zuidoost (fictional))"
    assert told(meeting) == f"{meeting} (Voorbeeld van een convenantenbijeenkomst over werk (fictional))"
    for nothing in ("nergens", "voorbeeldbank/goals/nergens", "voorbeeldbank/nergens/x", f"{meeting}/nergens/x"):
        assert told(nothing) == nothing


def test_organisations_are_called_by_their_names() -> None:
    names = Called(sample().programme, mark=True)
    assert len(names) == len(list(names)) > 20
    assert (names["rabobank"], names["nergens"]) == ("Rabobank", "nergens")


def test_a_theme_or_ambition_without_a_title_is_called_by_its_id() -> None:
    portfolio = register(meetings_2025_01_01_praat={"date": "2025-01-01", "themes": ["werk"], "ambition": "1"})
    text = shown("2025-01-01-praat", portfolio)
    assert (line(text, "themes"), line(text, "ambition")) == ("werk", "1")
