"""The file for calendars: read by two libraries, the same for everyone, and new in place of old when read again."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from convtool.ics import calendar
from convtool.language import Language
from convtool.standing.agenda import agenda_of, whole
from tests.agenda.test_days import PARTIES
from tests.show.showing import register, sample
from tests.test_commands import DATA, run, spoil

DAY = "2026-11-22"


def exported(portfolio: Any, until: str = "2027-11-22", language: str = "en", name: str = "Proef") -> str:
    """The calendar of a register."""
    found = whole([agenda_of(portfolio, portfolio.entries, date.fromisoformat(until))])
    return calendar([(name, found)], portfolio.as_of, Language(language))


def events(text: str) -> dict[str, Any]:
    """The events by their UID; each UID stands there once."""
    found = Calendar.from_ical(text).walk("VEVENT")
    by_uid = {str(event["uid"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def one(day: str = DAY, **agreement: Any) -> Any:
    """The only event of a register with one agreement."""
    made = {"id": "loket", "text": "Een loket.", "owner": "m", "due": "2027-01-01"} | agreement
    record = {"parties": PARTIES, "term": {"starts": "2022-01-01", "ends": "2040-12-31"}, "agreements": [made]}
    (event,) = events(exported(register(day, convenants_proef=record, partners_maker={"name": "De Maker"}))).values()
    return event


def test_an_event_lasts_a_day_and_says_what_where_and_who() -> None:
    event = one()
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 1, 1), date(2027, 1, 2))
    assert event["dtstart"].params["value"] == "DATE"
    assert str(event["summary"]) == "agreement: Een loket."
    assert str(event["description"]) == "Proef\nwho: De Maker"
    assert str(event["transp"]) == "TRANSPARENT"
    assert str(one(due="2026-01-01")["summary"]) == "✘ overdue: agreement: Een loket."


def test_a_moved_day_is_the_same_event_and_what_was_exported_later_counts_as_newer() -> None:
    before, after = one(), one("2026-11-23", due="2027-02-01", text="Een loket in de wijk.", owner="s")
    assert before["uid"] == after["uid"]
    assert before["dtstart"].dt != after["dtstart"].dt
    assert before["sequence"] < after["sequence"]
    assert before["dtstamp"].dt < after["dtstamp"].dt
    assert one(id="balie")["uid"] != before["uid"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"reporting": {"due": "03-01", "cycle": "year"}}, {"reporting": {"due": "04-15", "cycle": "year"}}),
        ({"evaluation": {"first": "2027-01-01", "every_years": 4}}, {"evaluation": {"first": "2027-05-01", "every_years": 4}}),
        ({"agreements": [{"id": "a", "every": "year", "due": "04-01"}]}, {"agreements": [{"id": "a", "every": "year", "due": "05-01"}]}),
        ({"term": {"starts": "2022-01-01", "ends": "2027-06-01"}}, {"term": {"starts": "2022-01-01", "ends": "2027-07-01"}}),
        ({"goals": [{"id": "g", "title": "G", "milestones": [{"by": "2026", "at_least": 1}]}]},
         {"goals": [{"id": "g", "title": "G", "milestones": [{"by": "2027-06", "at_least": 1}]}]}),
    ],
)  # fmt: skip
def test_whatever_moves_stays_the_same_event(before: dict[str, Any], after: dict[str, Any]) -> None:
    common = {"parties": PARTIES, "term": {"starts": "2022-01-01", "ends": "2040-12-31"}}
    first, second = (events(exported(register(DAY, convenants_proef=common | more))) for more in (before, after))
    assert first.keys() == second.keys() != set()
    assert [each["dtstart"].dt for each in first.values()] != [each["dtstart"].dt for each in second.values()]


def test_every_time_of_what_returns_is_an_event_of_its_own() -> None:
    record = {
        "parties": PARTIES,
        "term": {"starts": "2022-01-01"},
        "agreements": [{"id": "a", "every": "month", "due": "2026-01-31"}],
    }
    made = register(DAY, convenants_proef=record)
    assert len(events(exported(made))) == 13
    assert events(exported(made)).keys() < events(exported(made, "2030-01-01")).keys()


def test_the_same_id_is_another_event_elsewhere() -> None:
    record = {"parties": PARTIES, "agreements": [{"id": "a", "due": "2027-01-01"}]}
    meeting = {"date": "2026-01-01", "actions": [{"id": "a", "due": "2027-01-01"}]}
    made = register(DAY, convenants_proef=record, convenants_ander=record, meetings_proef=meeting)
    assert len(events(exported(made))) == 3
    assert not events(exported(made)).keys() & events(exported(made, name="Noord")).keys()


def test_two_decisions_about_one_agreement_are_two_events() -> None:
    waiting = [{"agreement": "a", "expected": "2027-01-01"}, {"agreement": "a", "expected": "2027-01-01"}]
    made = register(DAY, convenants_proef={"parties": PARTIES, "reservations": waiting})
    assert len(events(exported(made))) == 2


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("day", ["2023-06-30", DAY, "2028-02-29", "2031-12-31"])
def test_two_libraries_read_the_same_of_the_sample_register(day: str, language: str) -> None:
    text = exported(sample(day), "2060-12-31", language)
    ours = {
        uid: (event["dtstart"].dt, event["dtend"].dt, str(event["summary"]), str(event["description"]))
        for uid, event in events(text).items()
    }
    theirs = {
        event.uid.value: (event.dtstart.value, event.dtend.value, event.summary.value, event.description.value)
        for event in vobject.readOne(text).vevent_list
    }
    assert ours == theirs
    assert len(ours) > 40
    vobject.readOne(text).validate(raiseException=True)


def test_lines_are_folded_at_75_bytes_and_end_as_the_standard_says() -> None:
    text = one(text="Ambiënte €-waarden " * 20)
    assert "€" in text["summary"]
    lines = exported(sample(), "2060-12-31").encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert lines[-1] == b""


@example("\r\nATTACH:https://voorbeeld.example\r\n\nATTACH;X=1:a\u2028ATTACH:b")
@settings(deadline=None, max_examples=50)
@given(st.text(max_size=200))
def test_no_text_of_a_file_can_make_a_line_of_its_own(text: str) -> None:
    record = {"parties": PARTIES, "agreements": [{"id": "a", "text": f"x{text}", "due": "2027-01-01"}]}
    made = register(DAY, convenants_proef=record)
    if agenda_of(made, made.entries, date(2027, 11, 22)).rows:
        told = exported(made)
        names = {re.split("[;:]", line)[0] for line in told.replace("\r\n ", "").split("\r\n") if line}
        assert names <= {"BEGIN", "END", "VERSION", "PRODID", "METHOD", "X-WR-CALNAME", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP",
                         "UID", "SEQUENCE", "CATEGORIES", "DESCRIPTION", "TRANSP"}  # fmt: skip
        assert len(events(told)) == 1


def test_events_that_two_processes_write_are_those_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    two = exported(sample(), "2060-12-31")
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert len(events(two)) > 200
    assert exported(sample(), "2060-12-31") == two


def test_wherever_it_runs_the_file_is_the_same(tmp_path: Path) -> None:
    asked = ("agenda", "--format", "ics", "--as-of", DAY, "--months", "36")
    here = run(*asked)
    assert (here.returncode, here.stderr) == (0, "")
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):  # the first and the last place where a day begins
        assert run(*asked, TZ=zone).stdout == here.stdout
    shutil.copytree(DATA, tmp_path / "data")
    assert run(*asked, cwd=tmp_path).stdout == here.stdout


def test_a_second_export_after_an_amendment_updates_the_same_events(tmp_path: Path) -> None:
    shutil.copytree(DATA, tmp_path / "data")
    asked = ("agenda", "--format", "ics", "--months", "240", "voorbeeldwonen")
    before = events(run(*asked, "--as-of", DAY, cwd=tmp_path).stdout)
    spoil(tmp_path, "data/convenants/voorbeeldwonen.yaml", "ends: 2040-12-31", "ends: 2041-06-30")
    after = events(run(*asked, "--as-of", "2026-11-23", cwd=tmp_path).stdout)
    moved = [uid for uid in before if before[uid]["dtstart"].dt != after[uid]["dtstart"].dt]
    assert before.keys() <= after.keys()
    assert {str(after[uid]["summary"]) for uid in moved} >= {"end", "last day to give notice"}
    assert all(after[uid]["dtstart"].dt - before[uid]["dtstart"].dt >= timedelta(days=28) for uid in moved)
