"""Term, signatures, clauses, deadlines, publication and sources: the cases that two people would argue about."""

from __future__ import annotations

from datetime import date

import pytest

from convtool.diagnostics import Level
from tests.conftest import CONVENANT, DAY, Base

BANK = "data/partners/voorbeeldbank.yaml"
KOEPEL = "data/convenants/koepel.yaml"
MEETING = "data/meetings/2024-10-04-voorbeeldbijeenkomst.yaml"
PLATFORM = "data/initiatives/voorbeeldplatform.yaml"
PLAN = "data/masterplan.yaml"
CODES = (
    "CV212", "CV601", "CV602", "CV603", "CV608", "CV609", "CV610", "CV611", "CV612", "CV613", "CV614", "CV802",
    "CV803", "CV804", "CV805", "CV806",
)  # fmt: skip
UNSIGNED = "status: draft\nparties: [{id: bank, signed: unknown}]\n"
DRAFT = UNSIGNED + "signing: unknown\n"


@pytest.fixture(scope="module")
def base() -> Base:
    return Base(*CODES)


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("term: unknown\n", ["CV602"]),
        ("term: x\n", []),
        ("term: {starts: silent}\n", ["CV602"]),
        ("term: {starts: unknown, ends: unknown}\n", ["CV602"]),
        ("term: {starts: {planned: 2024-06-01}}\n", ["CV602"]),
        ("term: {starts: {planned: 2024-06-01}}\nconditions: {all_of: [{id: twaalf, what: deelnemers}]}\n", []),
        ("term: {starts: unknown}\nconditions: {all_of: [{id: twaalf, what: deelnemers}]}\n", ["CV602"]),
        ("term: {starts: x}\n", []),
        ("term: {ends: indefinite, outlives: ja}\n", []),
        ("term: {ends: indefinite}\nclauses: {termination: {not_chosen: wij blijven samen}}\n", ["CV602"]),
        ("term: {ends: indefinite}\nclauses: {termination: [lijst]}\n", []),
        ("term: {ends: indefinite}\nclauses: x\n", []),
    ],
)
def test_a_term_has_a_start_and_an_end_or_a_way_to_end_it(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


def test_without_clauses_an_endless_convenant_misses_one_thing_once(base: Base) -> None:
    found = base.found(base.merged("term: {ends: indefinite}\nclauses: silent\n"))
    termination = [each for each in found if "ended" in each.message.text or each.place.pointer.endswith("termination")]
    assert [each.code for each in termination] == ["CV602"]


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("parties: [{id: bank, signed: unknown}]\n", ["CV603"]),
        ("parties: [{id: bank, signed: {planned: 2026-12-01}}]\n", ["CV603"]),
        ("parties: [{id: bank, signed: x}]\n", []),
        ("parties: [{id: bank, signed: unknown, class: accedes}]\n", []),
        ("parties: [{id: bank, signed: unknown, joined: 2025-01-01}]\n", []),
        ("parties: [{id: bank, signed: unknown, class: supports}]\n", []),
        ("parties: [{id: bank, signed: unknown}, {id: stad, signed: unknown}]\n", ["CV603", "CV603"]),
        (
            "parties: [{id: bank, signed: unknown}, {id: stad, signed: silent}, {id: alliantie, signed: unknown}]\n",
            ["CV603"],
        ),
        ("parties: []\n", []),
        ("parties: unknown\n", []),
        ("status: draft\n", ["CV603", "CV612"]),
        ("status: draft\nsigning: unknown\n", ["CV603", "CV612"]),
        ("status: draft\nsigning: {date: {planned: 2027-03-01}}\nparties: [{id: bank, signed: unknown}]\n", ["CV612"]),
        (DRAFT, ["CV612"]),
        ("status: draft\nsigning: unknown\nparties: []\n", ["CV612"]),
        ("status: getekend\nparties: [{id: bank, signed: unknown}]\n", []),
        ("parties: [{id: bank, members: [voorbeeldbank], represented_by: {on_behalf_of: all}}]\n", []),
        ("parties: [{id: bank, members: [weg], represented_by: {on_behalf_of: []}}]\n", ["CV603"]),
        ("parties: [{id: bank, members: [voorbeeldalliantie], represented_by: {on_behalf_of: []}}]\n", []),
        ("parties: [{id: bank, members: unknown, represented_by: {on_behalf_of: [weg]}}]\n", []),
    ],
)
def test_the_status_and_the_signatures_say_the_same(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


def test_a_signature_that_was_not_found_is_a_warning_only_from_before_the_register(base: Base) -> None:
    levels = {}
    for word in ("unknown", "{planned: 2024-06-01}"):
        old = f"historical: true\nparties: [{{id: bank, signed: {word}}}]\n"
        files = base.merged("register: {since: 2026-01-01}\n", PLAN) | {CONVENANT: base.merged(old)[CONVENANT]}
        levels[word] = [found.level for found in base.found(files) if found.code == "CV603"]
    assert levels == {"unknown": [Level.WARNING], "{planned: 2024-06-01}": [Level.ERROR]}


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("legal: unknown\n", ["CV608"]),
        ("legal: {enforceability: unknown}\n", ["CV608"]),
        ("legal: {enforceability: {planned: 2026-12-01}}\n", ["CV608"]),
        ("legal: {enforceability: half}\n", []),
        ("legal: x\n", []),
        ("legal: {enforceability: full}\n", []),
        ("legal: {enforceability: full, disputes: unknown}\n", ["CV609"]),
        ("legal: {enforceability: partly, disputes: {planned: 2026-12-01}}\n", ["CV609"]),
        ("legal: {enforceability: full, disputes: {not_chosen: wij gaan naar de rechter}}\n", []),
        ("legal: {enforceability: full, disputes: [x]}\n", []),
        ("legal: {enforceability: none, disputes: unknown}\n", []),
        ("legal: {enforceability: full, penalty: Wie te laat is betaalt.}\n", []),
        ("legal: {enforceability: none, penalty: Wie te laat is betaalt.}\n", ["CV609"]),
        ("legal: {enforceability: none, penalty: {not_chosen: boetes passen hier niet}}\n", []),
        ("legal: {enforceability: unknown, penalty: Wie te laat is betaalt.}\n", ["CV608"]),
    ],
)
def test_enforceability_is_chosen_and_what_goes_with_it(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


def test_a_penalty_that_nobody_can_claim_is_an_error_in_a_draft_too(base: Base) -> None:
    penalty = base.found(base.merged(DRAFT + "legal: {penalty: Wie te laat is betaalt.}\n"))
    disputes = base.found(base.merged(DRAFT + "legal: {enforceability: full, disputes: unknown}\n"))
    assert [found.level for found in penalty if found.code == "CV609"] == [Level.ERROR]
    assert [found.level for found in disputes if found.code == "CV609"] == [Level.WARNING]


@pytest.mark.parametrize(
    ("written", "instead", "code"),
    [
        (b"term: {", b"term: {not_chosen: nog niet besproken}\n#", "CV602"),
        (b"legal: {", b"legal: {planned: 2026-12-01}\n#", "CV608"),
        (b"    state_aid: {", b"    state_aid: {not_chosen: dat speelt niet}\n#", "CV613"),
        (b"  publication: {", b"  publication: {not_chosen: het is intern}\n#", "CV802"),
        (b"clauses:", b"clauses: {not_chosen: het staat in de koepel}\nbijlage:", "CV613"),
    ],
)
def test_a_reason_or_a_plan_does_not_answer_everything(base: Base, written: bytes, instead: bytes, code: str) -> None:
    assert base.files[CONVENANT].count(written) == 1
    found = base.found(base.files | {CONVENANT: base.files[CONVENANT].replace(written, instead)})
    assert code in {each.code for each in found}


@pytest.mark.parametrize(
    ("yaml", "pointers"),
    [
        ("clauses: {monitoring: unknown}\n", ["/clauses/monitoring"]),
        ("clauses: {change: {planned: 2026-12-01}}\n", ["/clauses/change"]),
        ("clauses: {accession: {not_chosen: wij zijn met ons drieen}}\n", []),
        ("clauses: {accession: {none: wij zijn met ons drieen}}\n", []),
        ("clauses: {accession: []}\n", []),
        ("clauses: {not_chosen: het staat in de koepel}\n", []),
        ("clauses: x\n", []),
        ("clauses: {communication: unknown, personal_data: unknown, confidentiality: unknown}\n", []),
        ("reporting: unknown\n", ["/reporting"]),
        ("reporting: {cycle: unknown, due: unknown, to: silent, public: unknown}\n", ["/reporting"]),
        ("reporting: {cycle: unknown}\n", []),
        ("reporting: {not_chosen: de koepel rapporteert}\n", []),
        ("evaluation: silent\n", ["/evaluation"]),
        ("evaluation: {first: unknown}\n", ["/evaluation/first"]),
        ("evaluation: {first: {planned: 2027}}\n", []),
        ("evaluation: {first: {not_chosen: elk jaar een gesprek}}\n", []),
        ("evaluation: {first: x}\n", []),
        ("term: {ends: indefinite}\nclauses: {termination: unknown, change: unknown}\n", ["/clauses/change"]),
        ("term: unknown\nclauses: {termination: unknown}\n", ["/clauses/termination"]),
    ],
)
def test_each_subject_is_arranged_or_left_out_with_a_reason(base: Base, yaml: str, pointers: list[str]) -> None:
    found = base.found(base.merged(yaml))
    assert [each.place.pointer for each in found if each.code == "CV610"] == pointers


@pytest.mark.parametrize(
    ("yaml", "pointers", "subjects"),
    [
        ("clauses: unknown\nreporting: unknown\nevaluation: unknown\n", ["/clauses"], 6),
        ("clauses: {change: unknown, accession: unknown}\nreporting: unknown\n", ["/clauses"], 3),
        ("clauses: {change: unknown}\nreporting: unknown\n", ["/reporting", "/clauses/change"], 0),
    ],
)
def test_more_than_two_open_subjects_are_one_finding(base: Base, yaml: str, pointers: list[str], subjects: int) -> None:
    found = [each for each in base.found(base.merged(yaml)) if each.code == "CV610"]
    assert sorted(each.place.pointer for each in found) == sorted(pointers)
    named = found[0].message.values.get("subjects", ())
    assert isinstance(named, tuple)
    assert len(named) == subjects


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("evaluation: {first: 2041-01-01}\n", ["CV611"]),
        ("evaluation: {first: 2040}\n", []),
        ("evaluation: {first: 2040-06-30}\n", []),
        ("evaluation: {first: 2040-07-01}\n", ["CV611"]),
        ("evaluation: {first: 2040-07-01}\nterm: {extension: automatic}\n", ["CV611"]),
        ("evaluation: {first: 2040-07-01}\nterm: {extension: none}\n", []),
        ("evaluation: {first: 2040-07-01}\nterm: {extension: unknown}\n", []),
        ("evaluation: {first: 2040-07-01}\nterm: {notice_months: unknown}\n", []),
        ("evaluation: {first: 2040-07-01}\nterm: {notice_months: 0}\n", []),
        ("term: {notice_months: 999999999999999}\n", ["CV611"]),
        ("evaluation: {first: 2041-01-01}\nterm: {ends: indefinite}\n", []),
        ("evaluation: {first: 2041-01-01}\nterm: {ends: unknown}\n", ["CV602"]),
        ("evaluation: {first: 2041-01-01}\nterm: unknown\n", ["CV602"]),
        ("term: {ended: {date: 2026-06-30, because: opgezegd}}\nstatus: terminated\n", []),
    ],
)
def test_an_evaluation_comes_in_time_for_what_it_is_for(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


LOKET = "agreements: [{id: loket, due: 2026-11-20}, {id: nieuw, owner: bank, due: 2026-11-20}]\n"


def event(status: str, day: str = "2026-10-01", name: str = "nieuw") -> str:
    """The clean register's events, and one more."""
    return (
        "events: [{kind: published, date: 2024-04-02, medium: Gemeenteblad},"
        f" {{agreement: loket, date: 2024-08-15, status: done}}, {{agreement: {name}, date: {day}{status}}}]\n"
    )


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        (LOKET, ["CV612"]),
        (LOKET.replace("11-20", "11-21"), []),
        (LOKET.replace("11-20", "11"), []),
        (LOKET.replace("2026-11-20", "{planned: 2026-11-20}"), []),
        (LOKET + event(", status: done"), []),
        (LOKET + event(", status: stopped"), []),
        (LOKET + event(", outcome: het loket is verhuisd"), []),
        (LOKET + event(", status: in-execution"), ["CV612"]),
        (LOKET + event(", status: done", "2026-12-01"), ["CV612"]),
        (LOKET + event(", status: done", name="loket"), ["CV612"]),
        (LOKET.replace("owner", "every: year, owner"), ["CV612"]),
        (LOKET.replace("owner", "every: year, owner") + event(", status: in-execution"), []),
        ("agreements: [{id: nieuw, owner: bank, every: year, due: 11-20}]\n", []),
        (LOKET + "term: {ended: {date: 2026-11-01}}\nstatus: terminated\n", []),
        (LOKET + "term: {ended: {date: 2026-11-21}}\nstatus: terminated\n", ["CV612"]),
        (LOKET + "term: unknown\n", ["CV602", "CV612"]),
        (LOKET + "term: {ends: indefinite}\n", ["CV612"]),
    ],
)
def test_an_agreement_does_not_pass_its_day_in_silence(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


@pytest.mark.parametrize(
    ("yaml", "day", "codes"),
    [
        ("", date(2027, 3, 1), []),
        ("", date(2027, 3, 2), ["CV612"]),
        ("evaluation: {first: {planned: 2026-01-01}}\n", DAY, ["CV612"]),
        ("evaluation: {every_years: 0}\n", date(2040, 1, 1), ["CV612"]),
        ("evaluation: {every_years: 999999999999999}\n", date(2040, 1, 1), ["CV612"]),
        (
            "evaluation: {first: 2026-01-01}\n" + event(", kind: eindevaluatie").replace("agreement: nieuw, ", ""),
            DAY,
            [],
        ),
        (event(", kind: evaluation", "2027-02-20").replace("agreement: nieuw, ", ""), date(2031, 3, 1), []),
        (event(", kind: evaluation", "2027-02-20").replace("agreement: nieuw, ", ""), date(2031, 3, 2), ["CV612"]),
        ("term: {ended: {date: 2027-02-01}}\nstatus: terminated\n", date(2028, 1, 1), []),
        ("evaluation: unknown\n", date(2028, 1, 1), ["CV610"]),
        ("status: ended\n", date(2041, 1, 1), ["CV612"]),
        ("term: unknown\n", date(2041, 1, 1), ["CV602", "CV612"]),
        (DRAFT + "term: {starts: 2027-01-01}\n", DAY, []),
        (DRAFT + "term: {starts: 2026-11}\n", DAY, []),
        (UNSIGNED + "signing: {date: {planned: 2026-11-20}}\nterm: {starts: 2027-01-01}\n", DAY, ["CV612"]),
        (UNSIGNED + "signing: {date: unknown}\nterm: unknown\n", DAY, ["CV602"]),
        (DRAFT + LOKET + "term: {starts: 2027-01-01}\n", DAY, []),
    ],
)
def test_no_other_day_passes_in_silence_either(base: Base, yaml: str, day: date, codes: list[str]) -> None:
    found = base.found(base.merged(yaml or "schema: 1\n"), day)
    assert [each.code for each in found if each.place.path == CONVENANT] == codes


def test_after_its_end_a_convenant_is_asked_for_its_status_once(base: Base) -> None:
    found = base.found(as_of=date(2041, 1, 1))
    assert {(each.code, each.place.path, each.place.pointer) for each in found} == {
        ("CV612", path, pointer) for path in (CONVENANT, KOEPEL) for pointer in ("/status", "/evaluation/first")
    }


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("conditions: {all_of: [{id: twaalf, by: 2025}]}\n", ["CV612"]),
        ("conditions: {all_of: [{id: twaalf, by: 2025}, {id: later, by: 2027}, {id: ooit}]}\n", ["CV612"]),
        (
            "conditions: {all_of: [{id: nieuw, by: 2025}]}\n"
            + event("").replace("agreement: nieuw", "condition: nieuw"),
            [],
        ),
        (
            "conditions: {all_of: [{id: nieuw, by: 2025}]}\n"
            + event(", status: in-execution").replace("agreement: nieuw", "condition: nieuw"),
            ["CV612"],
        ),
        ("conditions: {any_of: [{id: nieuw, by: 2025}, {id: ander, by: 2025}]}\n", ["CV612", "CV612"]),
        (
            "conditions: {any_of: [{id: nieuw, by: 2025}, {id: ander, by: 2025}]}\n"
            + event("").replace("agreement: nieuw", "condition: nieuw"),
            [],
        ),
        ("conditions: {all_of: []}\nreservations: []\n", []),
        ("conditions: unknown\nreservations: unknown\n", []),
        ("reservations: [{agreement: loket, body: raad, expected: 2024-01-01}]\n", []),
        ("reservations: [{agreement: jaarplan, body: raad, expected: 2024-07-01}]\n", ["CV612"]),
        (
            "reservations: [{body: raad, expected: 2024-07-01}]\n"
            + event(", by: raad").replace("agreement: nieuw, ", ""),
            [],
        ),
        ("reservations: [{expected: 2024-07-01}]\n", ["CV612"]),
        ("reservations: [{agreement: jaarplan, body: raad, expected: unknown}]\n", []),
    ],
)
def test_what_is_waited_for_is_asked_after_its_day(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


@pytest.mark.parametrize(
    ("yaml", "pointers"),
    [
        ("clauses: {law: unknown}\n", ["/clauses/law"]),
        ("clauses: {law: x}\n", []),
        ("clauses: x\n", []),
        ("clauses: {law: {state_aid: {answer: not-applicable, by: jurist, date: 2024}}}\n", []),
        ("clauses: {law: {state_aid: {answer: unknown}}}\n", ["/clauses/law/state_aid/answer"]),
        ("clauses: {law: {state_aid: {date: x}}}\n", []),
        ("clauses: {law: {state_aid: x}}\n", []),
    ],
)
def test_each_question_of_law_has_a_dated_answer(base: Base, yaml: str, pointers: list[str]) -> None:
    assert [each.place.pointer for each in base.found(base.merged(yaml))] == pointers


def other(id_: str, *lines: str) -> bytes:
    """A second convenant in the clean register."""
    body = "".join(f"{line}\n" for line in lines)
    return f"schema: 1\nid: {id_}\ntitle: Ander\nkind: other\nstatus: draft\nexample: true\n{body}".encode()


@pytest.mark.parametrize(
    ("mine", "theirs", "codes"),
    [
        ("successor: ander\n", (), ["CV614"]),
        ("successor: ander\n", ("predecessor: voorbeeldbank",), []),
        ("predecessor: ander\n", ("successor: voorbeeldbank",), []),
        ("successor: ander\n", ("predecessor: unknown",), ["CV614"]),
        ("successor: ander\n", ("predecessor: {title: Een oud convenant}",), ["CV614"]),
        ("successor: ander\n", ("predecessor: koepel",), ["CV614", "CV614"]),
        ("successor: {title: Het volgende}\n", (), []),
        ("successor: weg\n", (), []),
        ("successor: silent\n", (), []),
        ("successor: voorbeeldbank\n", (), ["CV614"]),
    ],
)
def test_who_follows_and_who_went_before_name_each_other(
    base: Base, mine: str, theirs: tuple[str, ...], codes: list[str]
) -> None:
    files = base.merged(mine) | {"data/convenants/ander.yaml": other("ander", *theirs)}
    assert [found.code for found in base.found(files) if found.code == "CV614"] == codes


def test_a_convenant_that_was_split_is_named_by_both_and_names_one(base: Base) -> None:
    files = base.merged("successor: een\n")
    for name in ("een", "twee"):
        files = files | {f"data/convenants/{name}.yaml": other(name, "predecessor: voorbeeldbank")}
    assert [found.code for found in base.found(files) if found.code == "CV614"] == []


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("clauses: {publication: unknown}\n", ["CV802"]),
        ("clauses: {publication: {public: unknown}}\n", ["CV802"]),
        ("clauses: {publication: {public: nee}}\n", []),
        ("clauses: {publication: {public: false}}\n", ["CV802"]),
        ("clauses: {publication: {public: false, ground: bedrijfsgegevens}}\nevents: []\n", ["CV612"]),
        ("clauses: {publication: {within_days: unknown}}\n", ["CV802"]),
        ("clauses: {publication: x}\n", []),
        ("clauses: x\n", []),
        ("events: [{kind: published, date: 2024-04-02, medium: unknown}]\nagreements: unknown\n", ["CV804"]),
        ("events: [{kind: published, date: 2024-04-02}]\nagreements: unknown\n", ["CV804"]),
        ("events: []\nagreements: unknown\n", ["CV803"]),
        ("events: unknown\nagreements: unknown\nclauses: {publication: {within_days: 982}}\n", []),
        ("events: unknown\nagreements: unknown\nclauses: {publication: {within_days: 981}}\n", ["CV803"]),
        ("events: []\nagreements: unknown\nclauses: {publication: {within_days: 999999999999999}}\n", []),
        ("events: [{kind: published, date: 2026-12-01, medium: Gemeenteblad}]\nagreements: unknown\n", ["CV803"]),
        ("language: silent\n", ["CV804"]),
        ("language: fr\n", []),
        ("language: silent\nclauses: {publication: {public: false, ground: bedrijfsgegevens}}\n", []),
        ("signing: {date: 2024-03}\n", ["CV804"]),
        ("signing: unknown\n", []),
        ("parties: [{id: bank, partner: unknown}]\n", ["CV804"]),
        ("parties: [{id: bank, partner: unknown, name: De bank}]\n", []),
        ("parties: [{id: bank, partner: unknown, members: [voorbeeldbank]}]\n", []),
    ],
)
def test_what_is_public_is_chosen_done_and_found(base: Base, yaml: str, codes: list[str]) -> None:
    assert base.codes(yaml) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("De Woo en de Archiefwet 1995 gaan voor.", []),
        ("De WET OPEN\\n  OVERHEID en de archiefwet, die gaan voor.", []),
        ("Het voorbehoud van Wob/Archiefwet geldt.", []),
        ("The Open Government Act and the Archives Act come first.", []),
        ("De Woonwet en de Archiefwet gaan voor.", ["CV805"]),
        ("De Woo gaat voor.", ["CV805"]),
        ("Niets is geheim.", ["CV805"]),
    ],
)
def test_secrecy_names_both_laws(base: Base, text: str, codes: list[str]) -> None:
    assert base.codes(f'clauses: {{confidentiality: "{text}"}}\n') == codes


REAL = "example: false\nname: Bank\n"
BRONNEN = "sources: [{id: a, title: A}, {id: b, title: B}]\n"


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        (REAL, ["CV806"]),
        (REAL + "sources: unknown\n", ["CV806"]),
        (REAL + "sources: []\n", ["CV806"]),
        (REAL + "sources: x\n", []),
        (REAL + BRONNEN, []),
        (REAL + BRONNEN + "ended: 2027-03-14\nfacts: [{at: ended, source: a, value: 2027-03}]\n", []),
        (REAL + BRONNEN + "ended: 2027\nfacts: [{at: ended, source: a, value: 2027-03-14}]\n", []),
        (REAL + BRONNEN + "ended: 2027-03-14\nfacts: [{at: ended, source: a, value: 2027-03-15}]\n", ["CV806"]),
        (
            REAL + BRONNEN + "ended: 2027-03-14\n"
            "facts: [{at: ended, source: a, value: 2027-03-15}, {at: ended, source: b, value: 2027-03-14}]\n",
            [],
        ),
        (
            REAL + BRONNEN + "ended: 2027-03-14\n"
            "facts: [{at: ended, source: a, value: 2027-03-15}, {at: ended, source: b, value: 2027-03-16}]\n",
            ["CV806"],
        ),
        (REAL + BRONNEN + "ended: unknown\nfacts: [{at: ended, source: a, value: 2027-03-15}]\n", []),
        (REAL + BRONNEN + "facts: [{at: ended, source: a, value: 2027-03-15}]\n", []),
        (REAL + BRONNEN + "ended: 2027\nfacts: [{at: ended, source: a, value: ergens in 2028}]\n", []),
        (REAL + BRONNEN + "ended: 2027\nfacts: [{at: ended, source: a}, {at: ended, source: b, value: [1]}]\n", []),
        (REAL + BRONNEN + "facts: [{at: legal_name, source: a, value: De Bank}]\n", []),
        (REAL + BRONNEN + "facts: [{at: core_goals, source: a, value: 3}]\n", []),
        ("sector: unknown\nsources: []\n", []),
    ],
)
def test_what_is_said_of_a_real_organisation_has_a_source(base: Base, yaml: str, codes: list[str]) -> None:
    assert [found.code for found in base.found(base.merged(yaml, BANK)) if found.place.path == BANK] == codes


@pytest.mark.parametrize(
    ("yaml", "codes"),
    [
        ("", ["CV806"]),
        ("status: draft\n", []),
        ("signing: {document: {address: 'https://voorbeeld.nl/convenant.pdf'}}\n", []),
        ("signing: {document: {file: unknown}}\n", ["CV806"]),
        ("signing: unknown\n", ["CV806"]),
        (
            "signing: {document: {file: a.pdf}}\n"
            + BRONNEN
            + "facts: [{at: goals/stageplekken/target/at_least, source: a, value: 25.0}]\n",
            [],
        ),
        (BRONNEN + "facts: [{at: goals/stageplekken/target/at_least, source: a, value: 250}]\n", ["CV806"]),
    ],
)
def test_a_draft_and_a_signed_document_are_their_own_source(base: Base, yaml: str, codes: list[str]) -> None:
    found = base.found(base.merged("example: false\n" + yaml))
    assert [each.code for each in found if each.code == "CV806"] == codes


def test_a_fact_about_the_text_before_an_amendment_is_compared_with_that_text(base: Base) -> None:
    yaml = "example: false\n" + BRONNEN + "facts: [{at: goals/stageplekken/target/at_least, source: a, value: 20}]\n"
    days = {day: base.codes(yaml, as_of=day) for day in (date(2026, 4, 30), date(2026, 5, 1))}
    assert days == {date(2026, 4, 30): [], date(2026, 5, 1): ["CV806"]}


@pytest.mark.parametrize(
    ("yaml", "path", "codes"),
    [
        ("parties: [{id: bank, signed: 2024-03-13}]\n", CONVENANT, []),
        ("parties: [{id: bank, signed: 2024-03-15}]\n", CONVENANT, ["CV601"]),
        ("parties: [{id: bank, signed: 2024-03}]\n", CONVENANT, []),
        ("parties: [{id: bank, signed: 2024-03-15, class: supports}]\n", CONVENANT, []),
        ("parties: [{id: bank, signed: 2025-03-15, class: accedes, joined: 2025-03-15}]\n", CONVENANT, []),
        ("parties: [{id: bank, joined: 2024-03-13}]\n", CONVENANT, ["CV601"]),
        ("parties: [{id: bank, joined: 2041-01-01}]\n", CONVENANT, ["CV601"]),
        ("parties: [{id: stad, represented_by: {date: 2024-03-14}}]\n", CONVENANT, []),
        ("parties: [{id: stad, represented_by: {date: 2024-03-15}}]\n", CONVENANT, ["CV601"]),
        ("parties: [{id: stad, represented_by: {date: {planned: 2024-03-15}}}]\n", CONVENANT, ["CV212"]),
        ("signing: {date: 2024-03-12}\n", CONVENANT, ["CV601"] * 3),
        ("signing: {date: 2024-05-01}\n", CONVENANT, ["CV601"]),
        ("signing: {accord: 2024-03-15}\n", CONVENANT, ["CV601"]),
        ("signing: {accord: 2024-02-01, announced: 2024-02-02}\n", CONVENANT, []),
        ("term: {starts: 2025-01-01}\n", CONVENANT, []),
        ("term: {starts: 2028-01-01}\n", CONVENANT, ["CV601"]),
        ("evaluation: {first: 2024}\n", CONVENANT, ["CV612"]),
        ("evaluation: {first: 2023}\n", CONVENANT, ["CV601", "CV612"]),
        ("agreements: [{id: loket, due: 2024-03-13}]\n", CONVENANT, ["CV601"]),
        ("agreements: [{id: loket, due: 2024-03-14}]\n", CONVENANT, []),
        ("goals: [{id: stageplekken, baseline: {period: 2041}}]\n", CONVENANT, ["CV601"]),
        ("goals: [{id: stageplekken, baseline: {period: 2024/2025}}]\n", CONVENANT, []),
        ("goals: [{id: stageplekken, baseline: unknown}]\n", CONVENANT, []),
        ("goals: [{id: stageplekken, target: {first: 2041}}]\n", CONVENANT, ["CV601"] * 3),
        ("goals: [{id: stageplekken, target: {by: {first: 6 months, of: term}}}]\n", CONVENANT, []),
        ("goals: [{id: stageplekken, milestones: [{by: {first: 6 months, of: term}, at_least: 9}]}]\n", CONVENANT, []),
        ("goals: [{id: stageplekken, milestones: [{by: 2040/2041, at_least: 9}]}]\n", CONVENANT, []),
        ("goals: [{id: stageplekken, milestones: [{by: 2041/2042, at_least: 9}]}]\n", CONVENANT, ["CV601"]),
        ("contributions: [{id: fonds, first: unknown, last: 2023}]\n", CONVENANT, ["CV601"]),
        ("contributions: [{id: fonds, first: 2023, last: 2023}]\n", CONVENANT, []),
        ("amendments: [{number: 2, date: 2026-06-01}, {number: 1, date: 2026-05-01}]\n", CONVENANT, []),
        ("amendments: [{number: 1, date: 2026-06-01}, {number: 2, date: 2026}]\n", CONVENANT, []),
        ("amendments: [{number: 1, date: 2026-06-01}, {number: 2, date: 2025}]\n", CONVENANT, ["CV601"]),
        ("deliveries: [{contribution: fonds, date: 2024-06-30, recorded: 2024-06-30}]\n", CONVENANT, []),
        ("deliveries: [{contribution: fonds, date: 2024-06-30, recorded: 2024-06-29}]\n", CONVENANT, ["CV601"]),
        ("involvement: [{phase: design, date: 2025-01-01}, {phase: signing, date: 2023-01-01}]\n", CONVENANT, []),
        ("involvement: [{phase: execution, date: 2024-03-13}]\n", CONVENANT, ["CV601"]),
        ("involvement: [{phase: evaluation, date: 2024-03-20}]\n", CONVENANT, ["CV601"]),
        ("sources: [{id: krant, read: 2026-01-01, published: 2026}]\n", CONVENANT, []),
        ("sources: [{id: krant, read: 2025, published: 2026}]\n", PLATFORM, ["CV601"]),
        ("sources: [{id: krant, read: 2025, published: 2026}]\n", PLAN, ["CV601"]),
        ("sources: [{id: krant, read: unknown, published: 2026}]\n", BANK, []),
        ("date: 2025-01-01\n", MEETING, ["CV601"] * 4),
        ("date: unknown\n", MEETING, []),
        ("historical: true\n", CONVENANT, ["CV601"]),
        ("historical: true\nparties: []\nsigning: unknown\n", CONVENANT, []),
        ("horizon: unknown\nregister: unknown\n", PLAN, []),
        ("horizon: x\n", PLAN, []),
    ],
)
def test_days_that_contradict_each_other_for_certain_are_found(
    base: Base, yaml: str, path: str, codes: list[str]
) -> None:
    assert base.codes(yaml, path) == codes


@pytest.mark.parametrize(("number", "codes"), [(3, ["CV212"] * 3), (4, ["CV212"]), (9, ["CV212"])])
def test_many_parties_that_lack_the_same_are_one_finding(base: Base, number: int, codes: list[str]) -> None:
    parties = ", ".join(f"{{id: p{n}, name: P{n}, class: accedes}}" for n in range(number))
    assert base.codes(f"parties: [{parties}]\n") == codes
