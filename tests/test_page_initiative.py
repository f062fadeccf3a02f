"""The page of an initiative: what it needs, where that was voiced, who answered, and what came of it."""

from __future__ import annotations

from typing import Any

from convtool.context import InitiativePage, Site, pages
from convtool.portfolio import Portfolio
from convtool.values import Unanswered
from tests.show.showing import sample
from tests.test_page_meeting import talked


def shop(portfolio: Portfolio, id: str = "winkel", language: str = "nl") -> InitiativePage:
    """The page of one initiative."""
    found = pages(portfolio, Site(language))
    (page,) = [each for each in found if isinstance(each, InitiativePage) and each.id == id]
    return page


def test_a_need_has_the_state_it_got_where_it_was_voiced_last() -> None:
    again: dict[str, Any] = {"date": "2025-05-20", "needs": [{"id": "weer", "need": "winkel/ruimte"}]}
    winkel = {"needs": [{"id": "ruimte", "what": "Ruimte", "by": "2025-07-01"}, {"id": "geld"}]}
    room, money = shop(talked(initiatives_winkel=winkel, meetings_2025_05_20_weer=again)).needs
    assert (room.what, str(room.by), room.state, room.days) == ("Ruimte", "2025-07-01", "taken-up", 12)
    assert (money.what, money.by, money.state, money.days) == (Unanswered("unknown"), None, None, None)


def test_who_answered_stands_once_however_often_the_need_was_voiced() -> None:
    again: dict[str, Any] = {"date": "2025-05-20", "needs": [{"id": "weer", "need": "winkel/ruimte"}]}
    page = shop(talked(meetings_2025_05_20_weer=again))
    assert [each.meeting.title for each in page.voiced] == ["2025-01-01-praat", "2025-05-20-weer"]
    assert [each.text for each in page.offers] == ["Een zaal."]
    assert [each.text for each in page.actions] == ["Bellen."]


def test_who_runs_it_is_an_organisation_a_name_or_not_known() -> None:
    of_maker, named, unknown = (
        shop(talked(initiatives_winkel={"themes": ["werk"], "ambition": "4"} | run_by))
        for run_by in ({"run_by": "maker"}, {"run_by": {"named": "Buren"}}, {})
    )
    assert of_maker.run_by is not None
    assert (of_maker.run_by.title, of_maker.run_by.path) == ("De Maker", "partners/maker")
    assert (named.run_by, named.run_by_told, unknown.run_by_told) == (None, "Buren", None)
    assert ([each.title for each in named.themes], named.ambition and named.ambition.title) == (["werk"], "4")


def test_an_initiative_that_no_meeting_named_says_what_answers_it() -> None:
    silent = {"id": "2025-01-01-praat", "date": "2025-01-01"}
    page = shop(talked(meetings_2025_01_01_praat=silent, initiatives_winkel={"answered_by": ["proef/goals/doel"]}))
    assert (page.voiced, page.offers, page.actions) == ((), (), ())
    assert [(each.sort, each.text) for each in page.results] == [("goal", "Doel")]


def test_of_a_real_initiative_only_what_a_source_says_is_told() -> None:
    page = shop(sample(), "octa")
    assert (page.stage, page.needs_told, page.answers_told) == (Unanswered("unknown"),) * 3
    assert [each.keys for each in page.facts] == [("stage",)]
