"""The start page: real and fictional apart, empty places in sight, and what waits and what comes."""

from __future__ import annotations

from datetime import date
from typing import Any

from convtool.context import PortfolioPage, Site, pages
from convtool.context.addresses import Titled
from convtool.context.start import Side
from convtool.portfolio import load
from tests.filled import written

DAY = date(2026, 11, 21)
PLAN = {
    "schema": 1,
    "name": "Plan",
    "themes": [{"id": "werk", "title": {"nl": "Werk", "en": "Work"}}, {"id": "jeugd", "title": "Jeugd"}],
    "ambitions": [{"number": 1, "title": "Een"}, {"number": 2}],
}
GOAL = {"id": "doel", "title": "Doel", "owner": {"party": "bank"}}
PARTIES = [
    {"id": "bank", "partner": "bank", "role": "partner"},
    {"id": "stad", "name": "Gemeente", "role": "government"},
]
CONVENANT = {"title": "Titel", "kind": "partner", "status": "active", "parties": PARTIES}


def start(*convenants: dict[str, Any], language: str = "nl", **files: dict[str, Any]) -> PortfolioPage:
    """The start page of a register with these convenanten, a bank, and more files by `folder_id`."""
    found = {f"data/convenants/{each['id']}.yaml": {"schema": 1} | CONVENANT | each for each in convenants}
    found["data/masterplan.yaml"] = files.pop("masterplan", PLAN)
    found["data/partners/bank.yaml"] = {"schema": 1, "id": "bank", "name": "De Bank"}
    for name, each in files.items():
        folder, _, id = name.partition("_")
        found[f"data/{folder}/{id}.yaml"] = {"schema": 1, "id": id} | each
    register = load({path: written(each) for path, each in found.items()}, DAY)
    page = next(iter(pages(register, Site(language))))
    assert isinstance(page, PortfolioPage)
    return page


def verdicts(side: Side) -> dict[str, int]:
    """How many goals have each verdict that there is."""
    return {each.verdict: each.count for each in side.verdicts if each.count}


def name(who: Titled | str | None) -> str | None:
    """What somebody is called."""
    return who.title if isinstance(who, Titled) else who


# ---- Real and fictional ---------------------------------------------------------------------------------


def test_real_and_fictional_ones_stand_apart_and_the_umbrella_first() -> None:
    found = start({"id": "een"}, {"id": "koepel", "kind": "umbrella"}, {"id": "proef", "example": True})
    assert [each.convenant.path for each in found.real.convenants] == ["convenants/koepel", "convenants/een"]
    assert [each.convenant.path for each in found.fictional.convenants] == ["convenants/proef"]
    assert (found.real.verdicts, found.revision, found.unreadable) == ((), None, 0)


def test_what_is_fictional_counts_nowhere_else() -> None:
    goals = [GOAL | {"id": f"g{number}", "themes": ["werk"]} for number in range(3)]
    found = start({"id": "een", "goals": goals[:1]}, {"id": "twee", "example": True, "goals": goals})
    assert (verdicts(found.real), verdicts(found.fictional)) == ({"unknown": 1}, {"unknown": 3})
    assert sum(each.width for each in found.fictional.verdicts) == 1000
    assert [each.goals for each in found.real.themes] == [1, 0]
    assert [each.goals for each in found.fictional.themes] == [3, 0]


def test_each_record_stands_on_the_side_of_what_it_is_and_on_no_other() -> None:
    files: dict[str, Any] = {}
    for name, kind in (("real", {}), ("fictional", {"example": True})):
        files[f"convenants_{name}"] = CONVENANT | {"title": name} | kind
        files[f"partners_{name}"] = {"name": name} | kind
        files[f"meetings_{name}"] = {"title": name, "date": "2026-11-01", "needs": [{"id": "n", "text": name}]} | kind
    found = start(**files)
    for side, name in ((found.real, "real"), (found.fictional, "fictional")):
        assert [each.convenant.path for each in side.convenants] == [f"convenants/{name}"]
        assert {each.partner.title for each in side.coverage} - {"De Bank"} == {name}
        assert [each.text for each in side.needs] == [name]


def test_an_organisation_without_a_file_stands_on_the_side_of_the_convenant_that_names_it() -> None:
    parties = [{"id": "bedacht", "partner": "bedacht", "role": "partner"}]
    found = start({"id": "een"}, {"id": "proef", "parties": parties, "example": True})
    assert [name(each.partner) for each in found.fictional.coverage] == ["bedacht"]
    assert [name(each.partner) for each in found.real.coverage] == ["De Bank"]


def test_files_that_could_not_be_read_are_counted() -> None:
    files = {"data/convenants/stuk.yaml": b"schema: [", "data/masterplan.yaml": b"schema: 1\nname: Plan\n"}
    found = next(iter(pages(load(files, DAY), Site(revision="a" * 40))))
    assert isinstance(found, PortfolioPage)
    assert (found.unreadable, found.revision, found.programme) == (1, "a" * 40, "Plan")


def test_of_a_convenant_that_is_not_public_stand_title_parties_and_status() -> None:
    closed = {"clauses": {"publication": {"public": False, "ground": "art. 5.1"}}, "goals": [GOAL]}
    found = start({"id": "een"} | closed).real
    (row,) = found.convenants
    assert (row.shown, row.sort, row.starts, row.ends, row.goals) == (False, None, None, None, None)
    assert [each.title for each in row.parties] == ["De Bank", "Gemeente"]
    assert (found.withheld, found.honesty.goals, found.dates) == (1, 0, ())


def test_the_term_of_a_row_ends_when_it_really_ended() -> None:
    (row,) = start({"id": "een", "term": {"ends": "2030", "ended": {"date": "2026-02-01"}}}).real.convenants
    assert str(row.ends) == "2026-02-01"


def test_the_commission_counts_convenanten_with_its_partners_by_their_stage() -> None:
    plan = PLAN | {"commission": {"convenants": 10, "partners": ["bank"], "counts_when": "agreed"}}
    draft = {"id": "twee", "status": "draft"}
    asked = start({"id": "een"}, draft, {"id": "drie", "example": True}, masterplan=plan).commission
    assert asked
    assert (asked.convenants, asked.signed, asked.drafted, asked.counts_when) == (10, 1, 1, "agreed")
    assert start({"id": "een"}).commission is None


# ---- What is covered ------------------------------------------------------------------------------------


def test_empty_places_of_the_coverage_are_there_to_be_seen() -> None:
    found = start({"id": "een", "goals": [GOAL | {"themes": ["werk"], "ambition": 2}]}, {"id": "twee"}).real
    assert [(each.partner.title, each.themes, each.ambitions) for each in found.coverage] == [
        ("De Bank", (1, 0), (0, 1))
    ]
    assert [(each.id, each.goals, each.convenants) for each in found.themes] == [("werk", 1, 1), ("jeugd", 0, 0)]
    assert [(each.id, each.goals) for each in found.ambitions] == [("1", 0), ("2", 1)]


def test_a_goal_of_no_theme_or_ambition_stands_below_them() -> None:
    found = start({"id": "een", "goals": [GOAL | {"themes": ["elders"]}]}).real
    assert [(each.id, each.place, each.goals) for each in found.themes[2:]] == [(None, None, 1)]
    assert [(each.id, each.place, each.goals) for each in found.ambitions[2:]] == [(None, None, 1)]


def test_a_title_in_two_languages_is_told_in_that_of_the_page() -> None:
    found = start({"id": "een"}, language="en").real
    assert [each.place for each in found.themes] == [
        Titled(title="Work", path="en/themes/werk"),
        Titled(title="Jeugd", path="en/themes/jeugd", language="nl"),
    ]
    assert [each.place and each.place.title for each in found.ambitions] == ["Een", "2"]


def test_the_language_of_a_title_is_told_where_it_is_not_that_of_the_page() -> None:
    told = {
        (own, page): start({"id": "een", "language": own}, language=page).real.convenants[0].convenant.language
        for own in ("nl", "en")
        for page in ("nl", "en")
    }
    assert told == {("nl", "nl"): None, ("nl", "en"): "nl", ("en", "nl"): "en", ("en", "en"): None}


# ---- What waits, and what comes -------------------------------------------------------------------------

MEETING = {"title": "Bijeenkomst", "date": "2026-11-01"}


def test_needs_without_an_answer_are_told_with_their_age() -> None:
    needs = [{"id": "ruimte", "text": "Een ruimte"}, {"id": "plek", "text": "Een plek"}]
    actions = [{"id": "zoeken", "need": "plek", "text": "Zoeken", "owner": "bank", "due": "2027-01-10"}]
    found = start({"id": "een"}, meetings_nu=MEETING | {"needs": needs, "actions": actions}).real
    assert [(each.text, each.days, each.state, each.meeting.path) for each in found.needs] == [
        ("Een ruimte", 20, "open", "meetings/nu")
    ]
    assert [(each.day, each.kind, each.what, each.where.path, name(each.who)) for each in found.dates] == [
        (date(2027, 1, 10), "action", "Zoeken", "meetings/nu", "De Bank")
    ]


def test_who_sees_to_something_is_called_as_the_convenant_calls_it() -> None:
    agreements = [
        {"id": each, "text": each, "owner": owner, "due": "2026-12-01"}
        for each, owner in (("a", "bank"), ("b", "stad"), ("c", "elders"), ("d", None))
    ]
    agreements[3].pop("owner")
    found = start({"id": "een", "agreements": agreements}).real
    assert [name(each.who) for each in found.dates] == ["De Bank", "Gemeente", "elders", None]


def test_a_need_of_an_initiative_without_a_file_names_it_all_the_same() -> None:
    needs = [{"id": "plek", "text": "Een plek", "initiative": "nergens"}]
    (need,) = start({"id": "een"}, meetings_nu=MEETING | {"needs": needs}).real.needs
    assert need.initiative == Titled(title="nergens", path=None)


def test_a_meeting_of_which_is_not_known_what_was_needed_is_named() -> None:
    found = start({"id": "een"}, meetings_toen=MEETING | {"needs": "unknown"}).real
    assert [each.path for each in found.unheard] == ["meetings/toen"]


def test_the_first_dozen_days_of_a_year_are_told_and_the_rest_is_counted() -> None:
    steps = [{"by": f"2027-{month:02d}-01", "at_least": month} for month in range(1, 11)]
    goals = [GOAL | {"id": each, "title": each, "milestones": steps} for each in ("a", "b")]
    found = start(
        {"id": "een", "goals": goals, "agreements": [{"id": "x", "each": "all", "due": "2026-12-01"}],
         "term": {"ends": "2031-01-01"}}
    ).real  # fmt: skip
    assert (len(found.dates), found.later) == (12, 9)
    assert [(each.kind, name(each.who)) for each in found.dates[:2]] == [("agreement", "all"), ("milestone", "De Bank")]


def test_the_start_page_leads_to_the_lists_and_the_reports() -> None:
    found = start({"id": "een"}, language="en")
    assert (found.all_partners, found.letter) == ("en/partners/index", "en/reports/council-letter")


def test_beside_texts_as_they_were_signed_there_are_no_reports() -> None:
    found = next(iter(pages(load({}, DAY), Site(as_signed=True))))
    assert isinstance(found, PortfolioPage)
    assert (found.report, found.letter) == (None, None)
