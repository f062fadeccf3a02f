"""What each rule lets pass, and what it does not: the cases that two people would argue about."""

from __future__ import annotations

import pytest

from convtool.diagnostics import Level
from convtool.rulebook import rulebook
from convtool.values import MonthDay
from tests.conftest import CONVENANT, Base

BANK = "data/partners/voorbeeldbank.yaml"
PLAN = "data/masterplan.yaml"
KOEPEL = "data/convenants/koepel.yaml"
MEETING = "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
PLATFORM = "data/initiatives/voorbeeldplatform.yaml"


@pytest.fixture(scope="module")
def base() -> Base:
    return Base("CV0", "CV1", "CV2", "CV301", "CV302", "CV307", "CV309", "CV601", "CV801", "CV807")


def goal(*lines: str) -> str:
    """A goal of its own, so that nothing of the clean one is left in it."""
    body = "".join(f"    {line}\n" for line in lines)
    return f"goals:\n  - id: nieuw\n    title: Nieuw\n    themes: [werk]\n{body}"


@pytest.mark.parametrize(
    "lines",
    [
        ("target: {at_least: 20, per: year}", "baseline: {value: none}"),
        ("target: {at_least: 20, per: year}", "baseline: {value: {about: 20}, period: 2023}"),
        ("target: {at_least: 20, per: year}", "baseline: {value: {under: 30}, period: 2023}"),
        ("target: {at_least: 20, per: year}", "milestones: [{by: 2030, at_least: 20}]"),
        ("target: {at_least: 20, per: year}", "milestones: [{by: 2026, at_least: 9}, {by: 2024/2025, at_least: 5}]"),
        ("target: {at_least: 2400, over: term}", "baseline: {value: 3000, period: 2023}"),
        ("target: {at_least: 60, unit: percent, by: 2030}", "milestones: [{by: 2030, at_least: 60}]"),
        ("target: {average: 24, per: year}", "milestones: [{by: 2026, average: 22}, {by: 2027, average: 24}]"),
        ("target: {average: 24, per: year}", "milestones: [{by: 2026, at_least: 30}]"),
        ("target: {at_most: 900, per: year}", "baseline: {value: 850, period: 2023}"),
        ("target: {at_most: -5, by: 2030}", "baseline: {value: 3, date: 2023}", "milestones: [{by: 2026, at_most: 0}]"),
        (
            "target: {change: -30, unit: percent, by: 2030}",
            "milestones: [{by: 2026, change: -10}, {by: 2028, change: -20}]",
        ),
        (
            "target: {change: 30, unit: percent, by: 2030}",
            "milestones: [{by: 2026, change: 10}, {by: 2027, text: half}]",
        ),
        ("target: {change: 30, unit: percent, by: 2030}", "milestones: [{by: 2026, change: 0}]"),
        ("target: {keep: {from: 4, to: 6}}", "baseline: {value: 9, date: 2023}"),
        ("target: {deliver: plan, by: 2030}", "milestones: [{by: {first: 6 months, of: term}, text: opzet}]"),
        ("target: {followed: geen eigen doel}",),
        ("target: {none: wordt gevolgd}",),
        ("qualitative: {because: niet te tellen, sign: bewoners merken het}",),
        ("target: {at_least: {over: 20}, per: year}", "baseline: {value: 20, period: 2023}"),
        ("target: {at_least: 9, by: 2030}", "milestones: [{by: {first: 6 months, of: term}, at_least: 20}]"),
    ],
)
def test_a_goal_that_can_be_judged_is_silent(base: Base, lines: tuple[str, ...]) -> None:
    assert base.codes(goal(*lines)) == []


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (("target: {at_least: 20, per: year}", "baseline: {value: 20, period: 2023}"), "CV309"),
        (("target: {at_least: {about: 20}, per: year}", "baseline: {value: {about: 21}, period: 2023}"), "CV309"),
        (("target: {at_most: 8, by: 2030}", "baseline: {value: 5, date: 2023}"), "CV309"),
        (("target: {at_most: 8, by: 2030}", "milestones: [{by: 2026, at_least: 12}]"), "CV309"),
        (("target: {change: {under: 0}, unit: percent, by: 2030}", "milestones: [{by: 2026, at_least: 3}]"), None),
        (("target: {change: -3, by: 2030}", "milestones: [{by: 2026, change: -3}]"), "CV309"),
        (("target: {deliver: plan}",), "CV307"),
        (("target: {at_least: unknown, per: year}",), "CV307"),
        (("target: silent",), "CV307"),
        (("target: {planned: 2027}",), "CV307"),
        (("target: {at_least: x, per: year}",), "CV105"),
        (("target: 20",), "CV103"),
    ],
)
def test_a_goal_that_cannot_is_found_once(base: Base, lines: tuple[str, ...], code: str | None) -> None:
    assert base.codes(goal(*lines)) == ([code] if code else [])


@pytest.mark.parametrize(
    ("yaml", "path", "codes"),
    [
        ("themes: silent\n", PLATFORM, []),
        ("goals: [{id: stageplekken, themes: werk}]\n", CONVENANT, ["CV103"]),
        ("goals: [{id: stageplekken, themes: silent, classified: {themes: [werken]}}]\n", CONVENANT, ["CV301"]),
        ("themes: [sport]\n", MEETING, ["CV301"]),
        ("under: unknown\n", CONVENANT, ["CV213"]),
        ("under: unknown\nkind: other\n", CONVENANT, []),
        ("term: {ends: indefinite}\n", CONVENANT, ["CV213"]),
        ("term: {ends: indefinite, outlives: de koepel gaat over in een nieuwe}\n", CONVENANT, []),
        ("term: {ends: 2030}\n", KOEPEL, ["CV213"]),
        ("term: {ends: 2030}\nsuccessor: {title: Koepel twee}\n", KOEPEL, []),
        ("term: unknown\n", KOEPEL, []),
        ("term: unknown\n", CONVENANT, []),
        ("signing: unknown\n", CONVENANT, []),
        ("parties: unknown\n", CONVENANT, ["CV211"] * 5 + ["CV203"] * 7 + ["CV210"]),
        ("parties: x\n", KOEPEL, ["CV103", "CV203"]),
        ("nature: unknown\n", BANK, []),
        ("nature: semi-public\n", BANK, []),
        ("parties: [{id: stad, class: supports}]\n", KOEPEL, ["CV210"]),
        (
            "parties: [{id: alliantie, class: supports}, {id: stad, members: [voorbeeldgemeente, voorbeeldbank]}]\n",
            KOEPEL,
            [],
        ),
        ("parties: [{id: alliantie, class: supports}, {id: stad, members: unknown}]\n", KOEPEL, []),
        ("parties: [{id: alliantie, class: supports}, {id: stad, counts: [{date: 2024, members: 3}]}]\n", KOEPEL, []),
        ("parties: [{id: bank, represented_by: {function: vacant}}]\n", CONVENANT, []),
        ("parties: [{id: bank, represented_by: x}]\n", CONVENANT, ["CV103"]),
        ("parties: [{id: stad, represented_by: {ground: silent}}]\n", CONVENANT, ["CV212"]),
        ("parties: [{id: vriend, name: Vriend, class: supports}]\n", CONVENANT, []),
        (
            "kind: sector\nparties: [{id: bank, role: sector-body, represented_by: {on_behalf_of: all}}]\n",
            CONVENANT,
            [],
        ),
        ("kind: sector\nparties: [{id: bank, role: sector-body, members_bound: silent}]\n", CONVENANT, ["CV214"]),
        ("kind: sector\nparties: x\n", CONVENANT, ["CV103"] + ["CV211"] * 5 + ["CV203"] * 7),
        ("ended: 2025-01-01\n", BANK, ["CV204"]),
        ("ended: 2030-01-01\n", BANK, []),
        ("succeeded_by: {partner: voorbeeldalliantie}\n", BANK, ["CV204", "CV204"]),
        ("term: {ended: {date: 2026-06-01, because: klaar}}\n", CONVENANT, []),
        ("ended: 2025-01-01\nformerly: [{name: Spaarbank}]\n", BANK, ["CV204"]),
        ("agreements: [{id: jaarplan, each: bank}]\n", CONVENANT, ["CV203"]),
        ("parties: [{id: bank, members_bound: gemachtigd}]\nagreements: [{id: jaarplan, each: bank}]\n", CONVENANT, []),
        ("agreements: [{id: jaarplan, assessed_by: stad}]\n", CONVENANT, []),
        ("evaluation: {by: stad}\n", CONVENANT, []),
        ("evaluation: {by: universiteit}\n", CONVENANT, ["CV211"]),
        ("goals: [{id: stageplekken, ambition: 9}]\n", CONVENANT, ["CV203"]),
        ("ambitions: unknown\n", PLAN, []),
        ("answered_by: [voorbeeldbank]\n", PLATFORM, []),
        ("answered_by: [voorbeeldbank/goals/weg, weg/goals/x]\n", PLATFORM, ["CV203", "CV203"]),
        ("needs: [{id: stageplek-vinden, need: voorbeeldplatform}]\n", MEETING, ["CV203"]),
        ("needs: [{id: stageplek-vinden, need: weg/partners}]\n", MEETING, ["CV203"]),
        ("offers: [{id: bank-helpt, becomes: 2024-10-04-voorbeeldbijeenkomst/actions/uitnodigen}]\n", MEETING, []),
        ("goals: [{id: stageplekken, serves: {core_goal: weg}}]\n", CONVENANT, ["CV203"]),
        ("sources: [{id: krant}]\nfacts: [{at: goals/stageplekken/weg, source: krant, value: 1}]\n", CONVENANT, []),
        ("sources: [{id: krant}]\nfacts: [{at: goals/weg, source: krant, value: 1}]\n", CONVENANT, ["CV203"]),
        ("sources: [{id: krant}]\nsector: unknown\nfacts: [{at: sector/x, source: krant, value: 1}]\n", BANK, []),
        ("definitions: [{term: loket, means: een plek}, {term: Loket, means: nog een}]\n", CONVENANT, ["CV202"]),
        ("definitions: [{term: weeshuis, means: een huis}]\n", CONVENANT, ["CV206"]),
        ("definitions: [{term: weeshuis, means: een huis}]\ntitle: De weeshuizen\n", CONVENANT, []),
        ("ambitions: [{number: 4}, {number: 4}]\n", PLAN, ["CV202"]),
        ("amendments: [{number: 1, date: 2026-05-01, changes: [{remove: goals/oud/target, was: 1}]}]\n", CONVENANT, []),
        (
            "amendments: [{number: 1, date: 2026-05-01, changes: [{at: goals/oud, to: 2}, {remove: goals/oud}]}]\n",
            CONVENANT,
            [],
        ),
        (
            "amendments: [{number: 1, date: 2026-05-01, changes: [{add: goals/nieuw/x, value: 1}]}]\n",
            CONVENANT,
            ["CV203"],
        ),
        ("historical: true\n", CONVENANT, ["CV601"]),
        ("register: unknown\n", PLAN, []),
        ("horizon: {first: 2041, last: 2020}\n", PLAN, ["CV601"] * 7),
        ("horizon: unknown\n", PLAN, []),
        ("parties: [{id: bank, joined: 2025, left: 2024}]\n", CONVENANT, ["CV601"]),
        ("parties: [{id: bank, left: 2025-01-01}]\n", CONVENANT, []),
        ("example: false\n", PLATFORM, []),
        ("example: false\n", MEETING, ["CV807"] * 4),
        ("run_by: voorbeeldbank\nexample: false\n", PLATFORM, ["CV807"]),
        ("name: Bank\nexample: false\n", BANK, ["CV807"] * 5),
    ],
)
def test_a_change_of_the_clean_register_gives_just_this(base: Base, yaml: str, path: str, codes: list[str]) -> None:
    assert sorted(base.codes(yaml, path)) == sorted(codes)


def test_without_a_day_of_signing_nothing_is_said_of_it(base: Base) -> None:
    assert "CV601" not in base.codes("historical: true\nsigning: unknown\nparties: unknown\n")


@pytest.mark.parametrize(
    "text",
    [
        "jan@voorbeeld.nl",
        "a.b+c@mail.voorbeeld.nl",
        "06-12345678",
        "06 12 34 56 78",
        "0612345678",
        "(020) 123 4567",
        "020-1234567",
        "0113 123 456",
        "+31 6 12345678",
        "+31 (0)20 123 4567",
        "0031612345678",
        "+49 30 1234567",
        "+31 612 345 678",
        "111222333",
        "1112.22.333",
        "NL91ABNA0417164300",
        "NL91 ABNA 0417 1643 00",
        "nl91abna0417164300",
        "DE89 3704 0044 0532 0130 00",
        "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
    ],
)
def test_data_of_a_person_is_found_and_cut_out(base: Base, text: str) -> None:
    for place in (f"short_title: 'Bel of mail {text} vandaag'\n", f"# {text}\n"):
        files = base.files | {CONVENANT: base.files[CONVENANT] + place.encode()}
        (found,) = base.found(files)
        assert found.code == "CV801"
        line = files[CONVENANT].decode().split("\n")[found.place.line - 1]
        assert line[found.place.column - 1 : found.place.end_column - 1] == text
        assert found.place.pointer == ("/short_title" if "short" in place else "")


@pytest.mark.parametrize(
    "text",
    [
        "programma@example.org",
        "020-5550123",
        "01-03-2026 12 uur",
        "2024-03-14 2025-03-14",
        "1101 AB",
        "0,0612345678",
        "https://voorbeeld.nl/nieuws/0612345678/",
        "https://voorbeeld.nl/@naam",
        "12 000 000 000 euro",
        "+12 000 000 000",
        "sha256:0612345678abcdef",
        "EUR 111222333",
        "123456789",
        "000000000",
        "00000001821002193000",
        "NL91ABNA0417164301",
        "NL91 ABNA 0417 1643",
        "2022-31",
        "0.123456789",
        "12345678",
        "NL91ABNA041716430011",
        "+1 234 567",
        "ISBN 9780306406157",
    ],
)
def test_what_only_looks_like_it_is_silent(base: Base, text: str) -> None:
    files = base.files | {CONVENANT: base.files[CONVENANT] + f"short_title: 'Zie {text} voor meer'\n".encode()}
    assert base.found(files) == []


@pytest.mark.parametrize(
    ("term", "codes"),
    [("unknown", ["CV204"]), ("{ended: {date: 2024-06-01}}", []), ("{ends: indefinite, outlives: ja}", ["CV204"])],
)
def test_a_partner_that_ended_after_its_convenant_is_no_loss(base: Base, term: str, codes: list[str]) -> None:
    files = base.merged(f"term: {term}\n") | {BANK: base.merged("ended: 2025-01-01\n", BANK)[BANK]}
    assert [each.code for each in base.found(files)] == codes


def test_a_theme_that_ended_is_an_error_for_what_was_signed_after_it_and_a_warning_for_a_draft(base: Base) -> None:
    themes = "themes: [{id: werk, from: 2021, until: 2023}, {id: jeugd}, {id: onderwijs, from: 2025}]\n"
    found = base.found(base.merged(themes, PLAN))
    assert {(each.place.path, each.level) for each in found if each.code == "CV301"} == {
        (CONVENANT, Level.ERROR),
        (PLATFORM, Level.WARNING),
    }
    files = base.merged(themes, PLAN) | {CONVENANT: base.merged("status: draft\n")[CONVENANT]}
    levels = {each.level for each in base.found(files) if each.place.path == CONVENANT and each.code == "CV301"}
    assert levels == {Level.WARNING}


def test_a_file_that_is_gone_is_missed_where_it_is_named(base: Base) -> None:
    files = {path: data for path, data in base.files.items() if path != KOEPEL}
    (found,) = base.found(files)
    assert (found.code, found.place.path, found.place.pointer) == ("CV203", CONVENANT, "/under")


def test_two_files_with_one_id_are_both_named(base: Base) -> None:
    files = base.files | {"data/partners/kopie.yaml": base.files[BANK]}
    found = {each.code: each for each in base.found(files)}
    assert found.keys() == {"CV201", "CV202", "CV205"} or found.keys() == {"CV201", "CV202"}
    assert found["CV202"].related[0].path == BANK


def test_a_rule_has_its_page_s_first_line_as_summary() -> None:
    assert rulebook()["CV301"].summary == "A goal names only themes that the Masterplan has"


def test_a_day_that_returns_every_year_exists_in_every_year() -> None:
    assert str(MonthDay(2, 9)) == "02-09"
    assert MonthDay(2, 29).within(2023).isoformat() == "2023-02-28"
    assert MonthDay(2, 29).within(2024).isoformat() == "2024-02-29"
