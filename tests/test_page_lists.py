"""The lists of organisations, meetings and initiatives: everything stands in them, the fictional apart."""

from __future__ import annotations

from typing import TypeVar

from convtool.context import Page, Site, pages
from convtool.context.lists import InitiativesPage, MeetingsPage, PartnersPage
from convtool.portfolio import Portfolio
from tests.show.showing import register, sample
from tests.test_page_meeting import talked

P = TypeVar("P", bound=Page)


def listed(kind: type[P], portfolio: Portfolio) -> P:
    """One list of a register."""
    (page,) = [each for each in pages(portfolio, Site("nl")) if isinstance(each, kind)]
    return page


def test_every_organisation_stands_once_by_its_name_with_what_concerns_it() -> None:
    page = listed(PartnersPage, talked())
    assert [(each.partner.title, each.convenants, each.goals, each.late) for each in page.partners] == [
        ("De Maker", 1, 0, 1), ("De Stad", 0, 0, 0),
    ]  # fmt: skip
    all_of_them = listed(PartnersPage, sample())
    assert len(all_of_them.partners) + len(all_of_them.examples) == len(sample().programme.partners)
    assert all(each.partner.example for each in all_of_them.examples)


def test_meetings_stand_the_newest_first_and_needs_that_are_not_known_are_not_none() -> None:
    page = listed(MeetingsPage, talked("2025-06-01", meetings_2026_01_01_straks={"date": "2026-01-01"}))
    assert [(each.meeting.title, each.needs, each.taken_up, each.to_come) for each in page.meetings] == [
        ("2026-01-01-straks", None, 0, True), ("2025-01-01-praat", 2, 1, False),
    ]  # fmt: skip
    (real,) = listed(MeetingsPage, sample()).meetings
    assert (real.needs, real.to_come) == (None, False)


def test_an_initiative_says_how_many_of_its_needs_wait() -> None:
    page = listed(InitiativesPage, sample("2026-11-22"))
    assert [(each.initiative.title, each.needs, each.waiting) for each in page.examples] == [
        ("Voorbeeldcodeclub", 1, 0), ("Voorbeeldplatform", 1, 0), ("Voorbeeldwerkplaats", 2, 2),
    ]  # fmt: skip
    assert [each.needs for each in page.initiatives] == [None, None, None]


def test_a_register_without_any_has_the_lists_all_the_same() -> None:
    for kind in (PartnersPage, MeetingsPage, InitiativesPage):
        assert listed(kind, register()).address.endswith("/index")
