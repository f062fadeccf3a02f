"""Ways to change what was signed: each is found, by the file itself or by git, or proven to mean nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from convtool import watching
from convtool.amending import as_signed
from convtool.diagnostics import Level
from convtool.digest import digest
from convtool.parsing import parse
from convtool.witness import Witness
from tests.conftest import CONVENANT, Base, committed

if TYPE_CHECKING:
    from collections.abc import Mapping

Edit = tuple[str, str]
"""A piece of the file, and what is put in its place."""


def edited(base: Base, *edits: Edit) -> dict[str, bytes]:
    """The clean register with pieces of the signed convenant replaced."""
    text = base.files[CONVENANT].decode()
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return base.files | {CONVENANT: text.encode()}


def refreshed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The same with a digest that fits: what somebody does who knows how it is made."""
    text = files[CONVENANT].decode()
    root = parse(CONVENANT, text.encode())[0].root
    assert root is not None
    old = text.partition('digest: "')[2].partition('"')[0]
    return dict(files) | {CONVENANT: text.replace(old, digest(as_signed(root))).encode()}


def errors(base: Base, *versions: Mapping[str, bytes]) -> set[str]:
    """The codes of the errors in the last version; with several, git saw the others before it."""
    witness = Witness(committed(*versions)) if len(versions) > 1 else Witness()
    found = base.found(versions[-1], witness=witness)
    return {each.code for each in found if each.level is Level.ERROR}


SIGNED = [
    ("title: Convenant Voorbeeldbank", "title: Convenant Voorbeeldbank B"),
    ("title: Convenant Voorbeeldbank", "title: Conven\u0430nt Voorbeeldbank"),
    ("kind: partner", "kind: other"),
    ("language: nl", "language: en"),
    ("represented_by: {function: Directeur}, signed: 2024-03-14", "represented_by: {function: Directeur}, signed: 2024-03-13"),
    ("represented_by: {function: Directeur}", "represented_by: {function: Adjunct}"),
    ("by: college, date: 2024-02-20", "by: raad, date: 2024-02-20"),
    ("term: {starts: 2024-04-01, ends: 2040-12-31", "term: {starts: 2024-04-01, ends: 2039-12-31"),
    ("starts: 2024-04-01, ends", "starts: 2024-04, ends"),
    ("extension: by-agreement", "extension: automatic"),
    ("notice_months: 6", "notice_months: 12"),
    ("legal: {enforceability: none, disputes: consultation}", "legal: {enforceability: none, disputes: mediation}"),
    ("enforceability: none", "enforceability: full"),
    ("De bank sluit haar balie in de wijk.", "De bank opent haar balie in de wijk."),
    ("  - {kind: residents, text: Bewoners vroegen om stageplekken dichtbij.}\n", ""),
    ("means: een plek van ten minste tien weken", "means: een plek van ten minste twee weken"),
    ("chair: independent, meets: quarterly", "chair: independent, meets: monthly"),
    ("title: Stageplekken voor jongeren", "title: Stageplekken voor  jonge ren"),
    ("themes: [werk, jeugd]", "themes: [jeugd, werk]"),
    ("    ambition: 4\n", "    ambition: 5\n"),
    ("obligation: effort\n", "obligation: intention\n"),
    ("owner: {party: bank, function: HR-manager}", "owner: {party: alliantie, function: HR-manager}"),
    ("counts: een stageplek van ten minste tien weken", "counts: een stageplek van ten minste een week"),
    ("      counts_not: snuffelstages\n", ""),
    ("stage: filled", "stage: offered"),
    ("count: gross", "count: net"),
    ("jongeren van 16 tot en met 27", "jongeren van 16 tot en met 37"),
    ("postcodes 1101 tot en met 1109", "postcodes 1101 tot en met 1108"),
    ("baseline: {value: 4,", "baseline: {value: 3,"),
    ("baseline: {value: 4, period: 2023", "baseline: {value: {about: 4}, period: 2023"),
    ("per: year, first: 2024, by: 2040}", "per: year, first: 2025, by: 2040}"),
    ("target: {at_least: 25, per: year", "target: {at_least: 24, per: year"),
    ("target: {at_least: 25, per: year", "target: {at_most: 25, per: year"),
    ("milestones: [{by: 2024, at_least: 10}, {by: 2026, at_least: 20}]", "milestones: [{by: 2026, at_least: 20}]"),
    ("approach: Elke afdeling biedt een plek.", "approach: Elke afdeling mag een plek bieden."),
    ("owner: bank, obligation: result, due: 2024-09-01", "owner: bank, obligation: effort, due: 2024-09-01"),
    ("due: 2024-09-01", "due: 2025-09-01"),
    ("amount: 50000, currency: EUR, per: year", "amount: 5000, currency: EUR, per: year"),
    ("quantity: 400, unit: uur", "quantity: 400, unit: minuut"),
    ("theme: jeugd, amount", "theme: werk, amount"),
    ("reporting: {cycle: year, due: 03-01", "reporting: {cycle: year, due: 04-01"),
    ("evaluation: {first: 2027-03-01, every_years: 4", "evaluation: {first: 2027-03-01, every_years: 5"),
    ("  termination: Opzeggen kan schriftelijk, zes maanden vooruit.\n", ""),
    ("communication: {not_chosen: partijen stemmen dit per keer af}", "communication: {not_chosen: niemand zegt iets}"),
    ("publication: {public: true, within_days: 60}", "publication: {public: true, within_days: 6}"),
    ("procurement: {answer: not-applicable, by: jurist", "procurement: {answer: not-applicable, by: directeur"),
    ("signing: {date: 2024-03-14,", "signing: {date: 2024-03-15,"),
    ("at_least, from: 20, to: 25}", "at_least, from: 22, to: 25}"),
    ("at_least, from: 20, to: 25}", "at_least, from: 20, to: 24}"),
    ("changes: [{at: goals/stageplekken/target/at_least, from: 20, to: 25}]", "changes: []"),
    (", algorithm: 1}", ", algorithm: 2}"),
    (", algorithm: 1}", "}"),
]  # fmt: skip
"""Changes of the agreement or its seal that the file itself gives away."""


@pytest.mark.parametrize("edit", SIGNED, ids=repr)
def test_a_change_of_what_was_signed_is_found_in_the_file(base: Base, edit: Edit) -> None:
    assert errors(base, edited(base, edit)) & {"CV604", "CV605"}


@pytest.mark.parametrize("edit", SIGNED, ids=repr)
def test_it_is_found_by_git_where_it_was_taken_back_later(base: Base, edit: Edit) -> None:
    changed = edited(base, edit)
    assert "CV606" in errors(base, base.files, changed, base.files)
    found = committed(base.files, changed, base.files)[CONVENANT].found
    assert {"2"} <= {each.commit[0] for each in found} <= {"2", "3"}, "there and back, each in its commit"
    assert all(each.field for each in found)


NOT_REFRESHED = {
    ", algorithm: 2}",
    "}",
    "at_least, from: 20, to: 24}",
    "target: {at_least: 24, per: year",
    "target: {at_most: 25, per: year",
}
"""No digest makes these fit: the amendment of the target still says what it said."""


@pytest.mark.parametrize("edit", [edit for edit in SIGNED if edit[1] not in NOT_REFRESHED], ids=repr)
def test_it_is_found_by_git_where_the_digest_was_made_anew(base: Base, edit: Edit) -> None:
    forged = refreshed(edited(base, edit))
    assert "CV604" not in errors(base, forged), "the forgery fits"
    found = committed(base.files, forged)[CONVENANT].found
    assert {"signing/digest"} < {each.field for each in found}


UNSIGNED = [
    ("  - {goal: stageplekken, period: 2024, value: 12,", "  - {goal: stageplekken, period: 2024, value: 21,", "measurements/stageplekken 2024/value"),
    ("value: 17, kind: registered, source: stageregister HR, recorded: 2026-02-20", "value: 17, kind: registered, source: stageregister HR, recorded: 2026-02-19", "measurements/stageplekken 2025/recorded"),
    ("period: 2025, value: 17", "period: 2025-H2, value: 17", "measurements/stageplekken 2025/period"),
    ("  - {goal: stageplekken, period: 2024, value: 12, kind: registered, source: stageregister HR, recorded: 2025-02-11}\n", "", "measurements/stageplekken 2024"),
    ("  - {agreement: loket, date: 2024-08-15, status: done}\n", "", "events/loket 2024-08-15"),
    ("{kind: published, date: 2024-04-02, medium: Gemeenteblad}", "{kind: published, date: 2024-03-20, medium: Gemeenteblad}", "events/published 2024-04-02/date"),
    ("date: 2025-06-30, amount: 50000", "date: 2025-06-30, amount: 5000", "deliveries/fonds 2025-06-30/amount"),
    ("quantity: 380}", "quantity: 400}", "deliveries/uren 2025-12-31/quantity"),
    ("  - {contribution: fonds, date: 2025-06-30, confirmed_by: alliantie, recorded: 2025-07-02}\n", "", "deliveries/fonds 2025-06-30"),
    ("brought: Stages dichtbij huis.", "brought: Niets bijzonders.", "involvement/design 2023-11-02/brought"),
    ("reason: Er kwamen meer plekken.", "reason: Zomaar.", "amendments/1/reason"),
    ("    date: 2026-05-01\n", "    date: 2025-05-01\n", "amendments/1/date"),
    ("consented: [bank, alliantie, stad]", "consented: [bank, alliantie, stad, stad]", "amendments/1/consented"),
    ("status: active", "status: draft", "status"),
    ("period: 2024, value: 12, kind: registered", "period: 2024, area: noord, value: 12, kind: registered", "measurements/stageplekken 2024/area"),
]  # fmt: skip
"""Changes of what happened since, which only grows: the file cannot tell, git can."""


@pytest.mark.parametrize(("old", "new", "field"), UNSIGNED, ids=repr)
def test_a_change_of_what_happened_since_is_found_by_git(base: Base, old: str, new: str, field: str) -> None:
    changed = edited(base, (old, new))
    assert [each.field for each in committed(base.files, changed)[CONVENANT].found] == [field]
    assert "CV606" in errors(base, base.files, changed)
    assert "CV606" in errors(base, base.files, changed, base.files), "also where it was taken back"


MEANINGLESS = [
    ("title: Convenant Voorbeeldbank\n", "title: 'Convenant Voorbeeldbank'   # de titel\n"),
    ("title: Convenant Voorbeeldbank\n", "title: >-\n  Convenant\n  Voorbeeldbank\n"),
    ("schema: 1\nid: voorbeeldbank\ntitle: Convenant Voorbeeldbank\n", "title: Convenant Voorbeeldbank\nid: voorbeeldbank\nschema: 1\n"),
    ("at_least: 25, per: year, first", "at_least: 25.00, per: year, first"),
    ("target: {at_least: 25, per: year, first: 2024, by: 2040}", "target:\n      by: 2040\n      first: 2024\n      per: year\n      at_least: +25\n"),
    ("quantity: 380}", "quantity: 380.0}"),
    ("at_least, from: 20, to: 25}", "at_least, to: 25.0, from: 20.0}"),
    ("consented: [bank, alliantie, stad]", "consented:\n      - stad\n      - bank\n      - alliantie\n"),
    ("    approach: Elke afdeling biedt een plek.\n", "    approach: |\n      Elke afdeling\n\n      biedt een   plek.\n"),
    ("  who: De Voorbeeldbank doet dit", "  who: De bank doet dit"),
    ("quantity: 380}\n", "quantity: 380, note: het hele jaar}\n"),
    ("amount: 50000, currency: EUR, per: year, first: 2024, last: 2033}\n", "per: year, first: 2024, last: 2033, currency: EUR, amount: 50000.00}\n\n# een opmerking\n"),
    ("  - {goal: stageplekken, period: 2025, value: 17,", "  - {goal: stageplekken, period: 2023, value: 4, kind: registered, source: stageregister HR, recorded: 2026-03-01}\n  - {goal: stageplekken, period: 2025, value: 17,"),
]  # fmt: skip
"""Other ways to write the same, and entries that are added."""


@pytest.mark.parametrize("edit", MEANINGLESS, ids=repr)
def test_what_says_the_same_or_adds_to_it_never_alarms(base: Base, edit: Edit) -> None:
    changed = edited(base, edit)
    assert not {code for code in errors(base, base.files, changed, base.files) if code.startswith("CV6")} - {"CV606"}
    assert committed(base.files, changed)[CONVENANT].found == ()
    assert not errors(base, base.files, changed) & {"CV604", "CV605", "CV606"}


def test_other_line_ends_and_indentation_never_alarm(base: Base) -> None:
    text = base.files[CONVENANT]
    for other in (text.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + text, base.merged("kind: partner\n")[CONVENANT]):
        changed = base.files | {CONVENANT: other}
        assert not errors(base, base.files, changed) & {"CV604", "CV605", "CV606"}
        assert committed(base.files, changed)[CONVENANT].found == ()


@pytest.mark.parametrize("number", ["+1", "-0"])
def test_an_amendment_is_the_same_however_its_number_is_written(base: Base, number: str) -> None:
    odd = edited(base, ("  - number: 1\n", f"  - number: {number}\n"))
    changed = odd | {CONVENANT: odd[CONVENANT].replace(b"value: 12,", b"value: 22,")}
    assert [each.field for each in committed(odd, changed)[CONVENANT].found] == ["measurements/stageplekken 2024/value"]


def test_an_amendment_that_is_taken_out_is_found_with_what_it_had_changed(base: Base) -> None:
    start = base.files[CONVENANT].index(b"amendments:")
    end = base.files[CONVENANT].index(b"measurements:")
    text = base.files[CONVENANT][:start] + base.files[CONVENANT][end:]
    back = base.files | {CONVENANT: text.replace(b"at_least: 25, per", b"at_least: 20, per")}
    assert not errors(base, back) & {"CV604", "CV605"}, "the file tells nothing"
    fields = [each.field for each in committed(base.files, back)[CONVENANT].found]
    assert fields == ["amendments/1", "goals/stageplekken/target/at_least"]


def test_while_parties_still_sign_each_signature_has_a_digest_of_its_own(base: Base) -> None:
    first = refreshed(
        edited(
            base,
            ("status: active", "status: agreed"),
            ("function: Programmadirecteur}, signed: 2024-03-14", "function: Programmadirecteur}"),
            ("signing: {date: 2024-03-14, ", "signing: {"),
        )
    )
    assert committed(first, base.files)[CONVENANT].found == ()
    other = refreshed(edited(base, ("at_least: 25, per: year", "at_least: 25, over: term")))
    assert "goals/stageplekken/target/over" in {each.field for each in committed(first, other)[CONVENANT].found}


def test_what_was_never_sealed_is_not_watched_and_many_versions_are_not_kept(
    base: Base, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = base.files[CONVENANT].partition(b"signing:")[0]
    without = {path: data for path, data in base.files.items() if path != CONVENANT}
    assert CONVENANT not in committed(without | {CONVENANT: b"{"}, without | {CONVENANT: draft}, without)
    monkeypatch.setattr(watching, "_KEPT", 0)
    assert "CV606" in errors(base, base.files, edited(base, ("value: 12,", "value: 22,")), base.files)
