"""The report of a meeting: what was needed, who offered what, who does what by when, and what became of it."""

from __future__ import annotations

from typing import Any

import pytest

from convtool.context import MeetingPage, Site, pages
from convtool.portfolio import Portfolio
from tests.show.showing import register, sample

TALK: dict[str, Any] = {
    "date": "2025-01-01",
    "attendance": {"total": 4, "groups": ["buren"]},
    "needs": [
        {"id": "plek", "text": "Een plek.", "need": "winkel/ruimte", "motivation": "Ik wil.", "frustration": "Vol."},
        {"id": "tijd", "text": "Tijd."},
    ],
    "offers": [
        {"id": "zaal", "party": "maker", "need": "plek", "text": "Een zaal.", "becomes": "proef/agreements/open"},
        {"id": "koffie", "text": "Koffie.", "becomes": "none"},
        {"id": "hulp", "party": "maker", "text": "Hulp."},
    ],
    "actions": [
        {"id": "bellen", "text": "Bellen.", "owner": "maker", "with": ["stad"], "need": "plek", "due": "2025-02-01"},
        {"id": "kijken", "text": "Kijken."},
    ],
    "sessions": [
        {"id": "eerste", "need": "plek", "date": {"planned": "2025-03-01"}, "signups": {"partners": ["maker"], "community": 3}},
        {"id": "tweede", "title": "Nog eens"},
    ],
    "events": [
        {"action": "bellen", "date": "2025-01-20", "status": "done", "outcome": "Het lukte."},
        {"session": "eerste", "date": "2025-03-01", "status": "done", "outcome": "Er kwamen er zes."},
    ],
}  # fmt: skip
CONVENANT: dict[str, Any] = {
    "parties": [{"id": "m", "partner": "maker", "role": "partner"}],
    "agreements": [{"id": "open", "text": "De zaal is open.", "owner": "m", "due": "2024-06-01"}],
    "goals": [{"id": "doel", "title": "Doel"}],
    "contributions": [{"id": "geld-geven", "kind": "financing", "from": "m", "amount": 5}],
}


def talked(day: str = "2025-06-01", **more: dict[str, Any]) -> Portfolio:
    """A register in which a meeting was held, and one agreement came of it."""
    records: dict[str, Any] = {
        "meetings_2025_01_01_praat": TALK,
        "convenants_proef": CONVENANT,
        "initiatives_winkel": {"needs": [{"id": "ruimte", "what": "Ruimte"}]},
        "partners_maker": {"name": "De Maker"},
        "partners_stad": {"name": "De Stad"},
    }
    return register(day, **(records | more))


def report(portfolio: Portfolio, id: str = "2025-01-01-praat", language: str = "nl") -> MeetingPage:
    """The report of one meeting."""
    found = pages(portfolio, Site(language))
    (page,) = [each for each in found if isinstance(each, MeetingPage) and each.id == id]
    return page


def test_a_need_is_followed_to_offers_actions_sessions_and_what_they_led_to() -> None:
    plek, tijd = report(talked()).needs
    assert (plek.line.state, plek.motivation, plek.frustration) == ("taken-up", "Ik wil.", "Vol.")
    (offer,) = plek.offers
    assert offer.became is not None
    assert (offer.became.sort, offer.became.text, offer.became.state) == ("agreement", "De zaal is open.", "overdue")
    assert offer.became.where.path == "convenants/proef"
    (action,) = plek.actions
    assert (action.state, action.outcome, str(action.since)) == ("done", "Het lukte.", "2025-01-20")
    assert action.owner is not None
    assert (action.owner.title, [each.title for each in action.together]) == ("De Maker", ["De Stad"])
    (session,) = plek.sessions
    assert (session.state, session.outcome, str(session.community)) == ("done", "Er kwamen er zes.", "3")
    assert (tijd.line.state, tijd.line.days, tijd.offers, tijd.actions) == ("open", 151, (), ())


def test_what_answers_no_need_stands_apart_and_what_became_of_it_is_said_or_not_known() -> None:
    others = report(talked()).others
    assert [(each.text, each.nothing, each.became) for each in others.offers] == [
        ("Koffie.", True, None), ("Hulp.", False, None),
    ]  # fmt: skip
    assert others.offers[0].party is None
    assert [(each.text, each.owner, each.due) for each in others.actions] == [("Kijken.", None, None)]
    assert [each.title for each in others.sessions] == ["Nog eens"]


def test_each_thing_a_need_led_to_is_told_once() -> None:
    answers = [
        "proef/agreements/open",
        "2025-01-01-praat/actions/bellen",
        "proef/goals/doel",
        "proef/contributions/geld-geven",
    ]
    winkel = {
        "needs": [{"id": "ruimte"}],
        "answered_by": [*answers, "2025-01-01-praat/sessions/eerste", "proef", "2025-01-01-praat"],
    }
    plek, _ = report(talked(initiatives_winkel=winkel)).needs
    assert [(each.sort, each.text, each.state) for each in plek.results] == [
        ("goal", "Doel", "unknown"), ("contribution", "geld geven", "unknown"), ("session", None, "done"),
        ("convenant", None, None), ("meeting", None, None),
    ]  # fmt: skip


def test_of_what_readers_may_not_see_only_the_title_of_its_convenant_stands() -> None:
    closed = CONVENANT | {"title": "Gesloten", "clauses": {"publication": {"public": False}}}
    portfolio = talked(convenants_proef=closed)
    (offer,) = report(portfolio).needs[0].offers
    assert offer.became is not None
    assert (offer.became.sort, offer.became.text, offer.became.where.title) == ("convenant", None, "Gesloten")
    (page,) = [each for each in pages(portfolio, Site("nl", audience="partner")) if isinstance(each, MeetingPage)]
    assert page.needs[0].offers[0].became == offer.became.__class__(
        sort="agreement", text="De zaal is open.", where=offer.became.where, state="overdue", since=None
    )


def test_a_session_is_invited_for_until_it_should_have_been_held() -> None:
    assert [each.title for each in report(talked()).invited] == ["Nog eens"]
    planned = TALK | {"events": []}
    both = report(talked("2025-02-01", meetings_2025_01_01_praat=planned))
    assert [each.state for each in both.invited] == ["open", "open"]
    late = report(talked("2025-12-01", meetings_2025_01_01_praat=planned))
    assert ([each.state for each in late.sessions], late.invited) == (["overdue", "overdue"], ())


def test_nothing_is_told_of_a_meeting_that_is_still_to_come() -> None:
    page = report(talked("2024-12-31"))
    assert page.to_come
    assert (page.needs, page.offers, page.actions, page.sessions, page.earlier) == ((), (), (), (), None)


def test_a_report_tells_what_earlier_meetings_still_wait_for() -> None:
    later: dict[str, Any] = {"date": "2025-05-01"}
    unknown: dict[str, Any] = {"date": "2024-01-01", "title": "Ooit"}
    fictional: dict[str, Any] = {"date": "2024-02-01", "example": True, "needs": [{"id": "x", "text": "Verzonnen."}]}
    portfolio = talked(
        meetings_2025_05_01_later=later, meetings_2024_01_01_ooit=unknown, meetings_2024_02_01_spel=fictional
    )
    earlier = report(portfolio, "2025-05-01-later").earlier
    assert earlier is not None
    assert (earlier.voiced, earlier.taken_up, [each.text for each in earlier.waiting]) == (2, 1, ["Tijd."])
    assert [each.title for each in earlier.unknown] == ["Ooit"]
    assert report(portfolio, "2024-01-01-ooit").earlier is None


def test_the_meeting_of_october_2023_says_what_is_not_known_and_nothing_else() -> None:
    page = report(sample(), "2023-10-06-derde-convenantenbijeenkomst")
    assert (page.needs, page.actions, page.earlier, page.invited) == ((), (), None, ())
    (offer,) = page.offers
    assert offer.party is not None
    assert (offer.party.title, offer.became, offer.nothing) == ("Rabobank", None, False)
    assert [each.state for each in page.sessions] == ["overdue"]
    assert {each.keys[0] for each in page.facts} == {"needs", "sessions"}


@pytest.mark.parametrize("id", ["2024-10-04-voorbeeldbijeenkomst", "2025-11-14-voorbeeldbijeenkomst-leren"])
def test_a_fictional_meeting_answers_all_four_questions(id: str) -> None:
    page = report(sample(), id)
    assert page.example
    assert page.needs
    assert page.offers
    assert all(each.owner and each.due for each in page.actions)
    assert any(each.results or each.actions for each in page.needs)


def test_what_leads_nowhere_is_called_as_the_file_calls_it() -> None:
    lost = TALK | {"needs": [{"id": "plek", "initiative": "weg"}]}
    lost["offers"] = [{"id": "zaal", "party": "niemand", "need": "plek", "becomes": "nergens/goals/doel"}]
    (need,) = report(talked(meetings_2025_01_01_praat=lost)).needs
    (offer,) = need.offers
    assert offer.became is not None
    assert offer.party is not None
    assert need.line.initiative is not None
    called = (need.line.initiative, offer.party, offer.became.where)
    assert [(each.title, each.path) for each in called] == [("weg", None), ("niemand", None), ("nergens", None)]


def test_a_file_that_calls_itself_otherwise_than_its_name_stops_no_page() -> None:
    portfolio = talked(
        meetings_2025_01_01_praat=TALK | {"id": "anders"},
        convenants_proef=CONVENANT | {"id": "andere"},
        partners_maker={"id": "iemand", "name": "De Maker"},
        initiatives_winkel={"id": "elders", "needs": [{"id": "ruimte"}]},
    )
    page = report(portfolio, "anders")
    assert [each.line.meeting.path for each in page.needs] == ["meetings/anders"] * 2
