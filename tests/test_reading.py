"""Documents to records: one fault hides no other, and what is not known is said exactly."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convtool.documents import Mapping, Scalar
from convtool.limits import MOST
from convtool.models.convenant import Convenant
from convtool.models.partner import Partner
from convtool.parsing import parse
from convtool.portfolio import load
from convtool.reading import Reading, describe, nearest
from tests.conftest import CONVENANT, DAY, PARTNER, Base


@pytest.fixture(scope="module")
def base() -> Base:
    return Base("CV0", "CV1", "CV2")


def read(text: str) -> tuple[Partner | None, list[str]]:
    """The partner in a text, and the codes of what is wrong with it."""
    document, _ = parse(PARTNER, text.encode())
    assert document.root is not None
    reading = Reading(document)
    return Partner.read(document.root, reading), [fault.code for fault in reading.faults]


HEAD = "schema: 1\nid: voorbeeldbank\nname: Bank\n"


def test_a_field_is_its_key_and_a_key_left_out_is_none() -> None:
    partner, codes = read(HEAD + "core_goals: [{id: a, text: b}]\n")
    assert partner
    assert codes == []
    assert (partner.name, partner.sector) == ("Bank", None)
    assert [goal.id for goal in partner.core_goals or ()] == ["a"]
    assert repr(partner) == "Partner(voorbeeldbank)"


@pytest.mark.parametrize(
    ("written", "word", "because"),
    [
        ("unknown", "unknown", None),
        ("silent", "silent", None),
        ("{not_chosen: omdat}", "not_chosen", "omdat"),
        ("{none: omdat}", "none", "omdat"),
        ("{planned: 2026-12-01}", "planned", None),
    ],
)
def test_a_word_instead_of_a_value_is_kept_apart(written: str, word: str, because: str | None) -> None:
    partner, codes = read(HEAD + f"sector: {written}\n")
    assert partner
    assert codes == []
    assert partner.sector is None
    assert partner.missing("sector")
    answer = partner.answers["sector"]
    assert (answer.word, answer.because) == (word, because)
    assert (answer.planned is not None) == (word == "planned")


def test_a_word_in_quotes_is_a_text() -> None:
    partner, codes = read(HEAD + 'sector: "unknown"\n')
    assert partner
    assert (partner.sector, codes, partner.answers) == ("unknown", [], {})


def test_a_value_that_cannot_be_read_is_not_missing() -> None:
    partner, codes = read(HEAD + "nature: prive\n")
    assert partner
    assert codes == ["CV104"]
    assert not partner.missing("nature")
    assert partner.missing("sector")
    assert isinstance(partner.wrote("nature"), Scalar)
    assert partner.wrote("sector") is None


def test_a_record_says_what_the_file_says_and_knows_its_keys() -> None:
    partner, _ = read(HEAD)
    assert partner
    with pytest.raises(AttributeError):
        partner.name = "Ander"
    with pytest.raises(AttributeError):
        partner.at("weg")


def test_a_fault_in_one_field_hides_no_other() -> None:
    partner, codes = read("schema: 1\nid: [x]\nnature: prive\nxyz: 1\nended: morgen\ncore_goals: [{id: Q}, {id: ok}]\n")
    assert partner
    assert not partner.whole
    assert codes == ["CV103", "CV104", "CV101", "CV105", "CV105", "CV102"]
    assert [goal.id for goal in partner.core_goals or ()] == ["ok"]


def test_rules_look_at_a_record_that_is_not_whole_but_it_stands_for_nothing(base: Base) -> None:
    files = base.merged("status: actief\nunder: weg\n")
    assert [found.code for found in base.found(files)] == ["CV203", "CV104"]
    portfolio = load(files, DAY)
    assert "voorbeeldbank" not in portfolio.programme.convenants
    assert [record.id for record in portfolio.all(Convenant)] == ["koepel"]


def test_of_a_newer_format_only_its_version_is_said() -> None:
    assert read("schema: 2\nnieuw: ja\n") == (None, ["CV106"])


def test_a_missing_version_is_a_fault_of_its_own() -> None:
    assert read("id: voorbeeldbank\nname: Bank\n")[1] == ["CV106"]


def test_a_flood_of_faults_is_cut_off() -> None:
    partner, codes = read(HEAD + "core_goals:\n" + "- {ib: x}\n" * 3000 + "nature: [x]\n")
    assert partner
    assert len(codes) == MOST
    portfolio = load({PARTNER: (HEAD + "core_goals:\n" + "- {ib: x}\n" * 3000).encode()}, DAY)
    assert portfolio.entries[PARTNER].faults[-1].code == "CV005"


def test_a_comma_in_a_number_between_braces_is_explained(base: Base) -> None:
    found = base.found(base.merged("contributions: [{id: fonds, amount: 1}]\n"))
    assert found == []
    text = base.files[CONVENANT].replace(b"amount: 50000,", b"amount: 1.000,50,")
    assert [fault.code for fault in base.found(base.files | {CONVENANT: text})] == ["CV007", "CV007"]


def test_a_list_on_top_is_no_record() -> None:
    document, _ = parse(PARTNER, b"a: [b]\n")
    assert document.root is not None
    assert Partner.read(document.root.entries["a"][1], Reading(document)) is None


@pytest.mark.parametrize(("word", "words", "close"), [("werken", ("werk", "wonen"), "werk"), ("xyz", ("werk",), None)])
def test_a_word_with_a_typing_error_has_a_nearest(word: str, words: tuple[str, ...], close: str | None) -> None:
    assert nearest(word, words) == close


def test_what_was_written_is_described() -> None:
    document, _ = parse("x.yaml", b"a: b\nc: [d]\ne: {f: g}\nh:\n")
    assert document.root is not None
    said = [describe(value).text for _, value in document.root.entries.values()]
    assert said == ['"{text}"', "a list", "a mapping (keys with values)", "nothing"]


LINES = st.sampled_from(
    [
        "id: x",
        "name: no",
        "parties: [{id: a, partner: b}]",
        "goals: [{id: g, title: t, themes: [werk, x]}]",
        "term: 3",
        "status: signed",
        "kind: sector",
        "goals: {none: x}",
        "amendments: [{number: 1, date: 2025, changes: [{at: x/y}]}]",
        "schema: 1",
        "title: T",
        "under: [x]",
        "needs: [{id: n}]",
        "answered_by: [a/b/c]",
        "themes: [{id: q, from: 2021}]",
        "summary: {who: bel 0612345678}",
        "members: [a]",
        "signing: {date: 2024-13}",
        "definitions: [{term: a, means: b}]",
        "historical: true",
        "example: true",
        "term: {starts: 2030, ends: 2020}",
        "succeeded_by: {partner: x}",
    ]
)
FOLDERS = ["convenants/x", "partners/x", "meetings/x", "initiatives/x", "masterplan", "convenants/y"]


@settings(max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(FOLDERS), st.lists(LINES, max_size=9)), max_size=5))
def test_no_register_makes_the_rules_raise_and_the_order_of_files_does_not_matter(
    base: Base, parts: list[tuple[str, list[str]]]
) -> None:
    files = {f"data/{name}.yaml": "".join(f"{line}\n" for line in lines).encode() for name, lines in parts}
    found = base.found(files)
    assert found == base.found(dict(reversed(files.items())))
    assert len({diagnostic.fingerprint for diagnostic in found}) == len(found)
    assert all(diagnostic.place.line >= 1 and diagnostic.place.column >= 1 for diagnostic in found)


def test_the_tree_of_a_record_is_its_node(base: Base) -> None:
    record = load(base.files, DAY).programme.partners["voorbeeldbank"]
    assert isinstance(record.node, Mapping)
