"""The sheet of an organisation: what it agreed, delivered and owes, what comes next, and who may read what of it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from convtool.context import PartnerPage, Site, pages
from convtool.context.partner import HandoverPage, TalkPage
from convtool.portfolio import Portfolio
from convtool.values import Unanswered
from tests.show.showing import register, sample

PARTIES = [
    {"id": "m", "partner": "maker", "role": "partner", "signed": "2022-01-10"},
    {"id": "s", "partner": "stad", "role": "government", "signed": "2022-01-10"},
    {"id": "zalen", "role": "partner", "members": ["hal", "zaal"], "joined": "2023-01-01", "left": "2029-12-31"},
    {"id": "steun", "partner": "vriend", "class": "supports"},
]
TERM = {"starts": "2022-01-01", "ends": "2030-12-31"}
NAMES = {f"partners_{id}": {"name": id.capitalize()} for id in ("maker", "stad", "hal", "zaal", "vriend", "los")}


def proef(day: str = "2026-11-22", records: dict[str, Any] | None = None, **convenant: Any) -> Portfolio:
    """A register with one convenant of several organisations."""
    agreed = {"title": "Proef", "parties": PARTIES, "term": TERM} | convenant
    return register(day, **({"convenants_proef": agreed} | NAMES | (records or {})))


def sheet(portfolio: Portfolio, id: str = "maker", audience: str = "public") -> PartnerPage:
    """The sheet of one organisation, for some readers."""
    found = pages(portfolio, Site("nl", audience=audience))
    (page,) = [each for each in found if isinstance(each, PartnerPage) and each.id == id]
    return page


def goal(**more: Any) -> dict[str, Any]:
    return {"id": "plekken", "title": "Plekken", "indicator": {"name": "plekken", "unit": "plekken"}} | more


# ---- What concerns it -----------------------------------------------------------------------------------


def test_it_answers_for_its_own_goals_and_takes_part_in_those_of_others() -> None:
    goals = [
        goal(owner={"party": "m"}),
        goal(id="samen", title="Samen", owner={"party": "s"}, **{"with": ["m"]}),
        goal(id="niemand", title="Van niemand"),
        goal(id="groep", title="Van de groep", owner={"party": "zalen"}),
    ]
    portfolio = proef(goals=goals)

    def titles(id: str) -> tuple[list[str], list[str]]:
        page = sheet(portfolio, id)
        return tuple([each.line.title for group in part for each in group.goals] for part in (page.goals, page.shared))  # type: ignore[return-value]

    assert titles("maker") == (["Plekken"], ["Samen", "Van niemand"])
    assert titles("stad") == (["Samen"], [])
    assert titles("hal") == ([], ["Van niemand", "Van de groep"])
    assert titles("los") == ([], [])


def test_what_was_promised_and_did_not_come_stands_together_with_what_cannot_be_told() -> None:
    made: dict[str, Any] = {
        "goals": [
            goal(target={"at_least": 60, "unit": "percent", "by": "2023"}, owner={"party": "m"}),
            goal(id="open", title="Open", owner={"party": "m"}),
        ],
        "agreements": [
            {"id": "loket", "text": "Een loket.", "owner": "m", "due": "2024-01-01"},
            {"id": "zonder-tekst", "owner": "m", "due": "2023-01-01"},
            {"id": "later", "text": "Later.", "owner": "m", "due": "2030-01-01"},
        ],
        "contributions": [
            {"id": "geld-geven", "kind": "financing", "from": "m", "amount": 50, "due": "2024-01-01"},
            {"id": "laptops", "kind": "in-kind", "from": "m", "unit": "laptops"},
        ],
    }
    talk = {
        "date": "2024-01-01",
        "actions": [
            {"id": "bellen", "text": "Bellen.", "owner": "maker", "due": "2024-02-01"},
            {"id": "kijken", "owner": "stad", "with": ["maker"], "due": "2024-03-01"},
            {"id": "zonder", "text": "Zonder eigenaar."},
        ],
    }
    page = sheet(proef(records={"meetings_2024_01_01_praat": talk}, **made))
    assert [(each.sort, each.text, each.giving is not None, str(each.day)) for each in page.late] == [
        ("agreement", "Een loket.", False, "2024-01-01"),
        ("agreement", "zonder tekst", False, "2023-01-01"),
        ("contribution", "geld geven", True, "None"),
        ("goal", "Plekken", False, "2023-12-31"),
        ("action", "Bellen.", False, "2024-02-01"),
        ("action", "kijken", False, "2024-03-01"),
    ]
    assert page.unknown == 3
    assert [each.text for each in page.actions] == ["Bellen.", None]
    assert sheet(proef(), "los").late == ()


def test_it_gives_its_own_part_of_what_several_bear() -> None:
    shared = {"id": "pot", "kind": "financing", "amount": 100, "currency": "EUR", "due": "2024-01-01",
              "shares": {"m": 60, "s": 40}}  # fmt: skip
    own = {"id": "extra", "kind": "financing", "from": "m", "amount": 5, "currency": "EUR", "due": "2024-01-01"}
    (group,) = sheet(proef(contributions=[shared, own])).given
    pledged = [each.giving.pledged for each in group.lines]
    assert [each and each.exact for each in pledged] == [60, 5]
    (total,) = sheet(proef(contributions=[shared, own])).totals.lines
    assert total.contributions == 2
    assert total.pledged is not None
    assert total.pledged.exact == 65


def test_the_days_of_a_year_stand_and_the_rest_is_counted() -> None:
    planned = {"id": "sessie", "title": "Sessie", "date": {"planned": "2026-12-05"}, "signups": {"partners": ["maker"]}}
    talk = {
        "date": "2026-11-01",
        "actions": [{"id": "bellen", "text": "Bellen.", "owner": "maker", "due": "2026-12-01"}],
        "sessions": [planned, {"id": "ooit", "signups": {"partners": ["maker"]}}],
    }
    portfolio = proef(
        records={"meetings_2026_11_01_praat": talk},
        agreements=[{"id": "later", "text": "Later.", "owner": "m", "due": "2028-01-01"}],
        reservations=[{"agreement": "later", "body": "iemand anders", "expected": "2026-12-31"}],
    )
    page = sheet(portfolio)
    assert [(str(each.day), each.kind, each.what) for each in page.dates] == [
        ("2026-12-01", "action", "Bellen."), ("2026-12-05", "session", "Sessie"), ("2026-12-31", "decision", "later"),
    ]  # fmt: skip
    assert [each.where.title for each in page.dates] == ["2026-11-01-praat", "2026-11-01-praat", "Proef"]
    assert page.later == 2
    assert [each.kind for each in sheet(proef("2030-06-01"), "hal").dates] == ["end"]


def test_an_offer_is_an_intention_and_counts_as_no_contribution() -> None:
    talk = {"date": "2024-01-01", "offers": [{"id": "zaal", "party": "maker", "text": "Een zaal."}]}
    page = sheet(proef(records={"meetings_2024_01_01_praat": talk}))
    assert ([each.text for each in page.offers], page.given, page.totals.lines) == (["Een zaal."], (), ())


def test_a_role_says_how_it_takes_part_and_from_when_until_when() -> None:
    portfolio = proef()
    (maker,), (hal,), (vriend,) = (sheet(portfolio, id).roles for id in ("maker", "hal", "vriend"))
    assert (maker.role, str(maker.since), str(maker.until)) == ("partner", "2022-01-10", "2030-12-31")
    assert (hal.as_member, str(hal.since), str(hal.until)) == (True, "2023-01-01", "2029-12-31")
    assert (maker.as_member, maker.supports, vriend.supports, vriend.since) == (False, False, True, None)
    assert sheet(portfolio, "los").roles == ()


def test_who_took_over_and_what_it_is_for_are_told() -> None:
    after = {"name": "Maker", "formerly": [{"name": "Oud", "until": "2020-01-01"}], "members": ["hal"],
             "core_goals": [{"id": "werk", "text": "Werk."}, {"id": "niets-gezegd"}]}  # fmt: skip
    before = {"name": "Los", "succeeded_by": {"partner": "maker", "date": "2021-01-01"}, "ended": "2021-01-01"}
    goals = [goal(owner={"party": "m"}, serves={"partner": "maker", "core_goal": "werk"})]
    portfolio = proef(records={"partners_maker": after, "partners_los": before}, goals=goals)
    page, old = sheet(portfolio), sheet(portfolio, "los")
    assert [(each.partner.title, str(each.since)) for each in page.took_over] == [("Los", "2021-01-01")]
    assert old.taken_over is not None
    assert (old.taken_over.partner.title, str(old.ended), page.taken_over) == ("Maker", "2021-01-01", None)
    assert [(each.text, each.goals) for each in page.core_goals] == [("Werk.", ("Plekken",)), ("niets gezegd", ())]
    assert ([name for name, _ in page.formerly], [each.title for each in page.members]) == (["Oud"], ["Hal"])


# ---- Who reads what -------------------------------------------------------------------------------------

TOLD: dict[str, Any] = {
    "goals": [goal(owner={"party": "m", "function": "Vacant"}), goal(id="ander", title="Ander", owner={"party": "m"})],
    "agreements": [{"id": "loket", "text": "Een loket.", "owner": "m"}],
    "measurements": [
        {"goal": "plekken", "period": "2024", "value": 3, "recorded": "2025-01-05", "says": "behind", "note": "Te weinig."},
        {"goal": "ander", "period": "2024", "value": 3, "recorded": "2025-01-06"},
        {"goal": "ander", "period": "2024", "value": 4, "recorded": "2025-01-07", "says": "ahead"},
        {"goal": "plekken", "period": "2026", "value": 3, "recorded": "2027-01-05", "note": "Nog niet."},
    ],
    "events": [
        {"agreement": "loket", "date": "2025-02-01", "status": "done", "because": "Een geheim."},
        {"agreement": "loket", "date": "2025-02-02", "status": "done"},
        {"agreement": "weg", "date": "2025-02-01", "note": "Van een ander."},
    ],
    "amendments": [{"number": 1, "date": "2025-06-01", "reason": "Meer vraag.", "changes": [
        {"add": "goals/plekken/approach", "value": "Bellen."}, {"remove": "term/notice_months", "was": 1},
    ]}],
}  # fmt: skip


def test_the_parties_read_who_answers_for_what_and_why_and_the_office_what_happened_too() -> None:
    portfolio = proef(records={"partners_maker": {"name": "Maker", "note": "Een opmerking."}}, **TOLD)
    public, parties, office = (sheet(portfolio, audience=each) for each in ("public", "partner", "internal"))
    assert type(public) is PartnerPage
    assert type(parties) is TalkPage
    assert [(each.goal, each.vacant, each.function) for each in parties.functions] == [
        ("Plekken", True, "Vacant"), ("Ander", False, None),
    ]  # fmt: skip
    assert [(each.about, each.line.sort, each.line.texts) for each in parties.explanations] == [
        ("1", "amended", ("Meer vraag.",)), ("Ander", "figure", ()), ("Plekken", "figure", ("Te weinig.",)),
    ]  # fmt: skip
    assert isinstance(office, HandoverPage)
    assert office.note == "Een opmerking."
    assert [each.about for each in office.explanations] == ["1", "Een loket.", "Ander", "Plekken"]
    assert "Een geheim." not in repr(parties)
    assert "Een geheim." in repr(office)


def test_the_type_of_a_public_sheet_has_no_name_for_what_is_not_for_everyone() -> None:
    names = {kind: {field.name for field in fields(kind)} for kind in (PartnerPage, TalkPage, HandoverPage)}
    assert names[TalkPage] - names[PartnerPage] == {"functions", "explanations"}
    assert names[HandoverPage] - names[TalkPage] == {"note"}


def test_of_a_convenant_that_is_not_public_only_its_title_and_status_stand_on_a_sheet() -> None:
    made: dict[str, Any] = {
        "goals": [goal(title="GEHEIM", owner={"party": "m"})],
        "agreements": [{"id": "a", "text": "GEHEIM", "owner": "m"}],
    }
    portfolio = proef(**made, clauses={"publication": {"public": False}})
    page = sheet(portfolio)
    (role,) = page.roles
    assert (role.convenant.title, role.status, role.shown) == ("Proef", "active", False)
    assert (role.role, role.as_member, role.supports, role.since, role.until) == (None, False, False, None, None)
    assert "GEHEIM" not in repr(page)
    assert "GEHEIM" in repr(sheet(portfolio, audience="partner"))


# ---- In the sample register -----------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["abn-amro", "rabobank", "gemeente-amsterdam"])
def test_of_a_real_organisation_nothing_is_late_that_nobody_promised_by_a_day(id: str) -> None:
    page = sheet(sample(), id)
    assert (page.example, page.late, page.goals) == (False, (), ())
    assert page.roles


def test_a_goal_without_an_owner_stands_with_who_signed_as_partner() -> None:
    page = sheet(sample(), "abn-amro")
    (group,) = page.shared
    assert len(group.goals) >= 1
    assert page.unknown > 0
    assert page.core_goals_told == Unanswered("unknown")
