"""What signing and amending write, what they refuse, and what is proven afterwards."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import pytest

from convtool.errors import WrongUse
from convtool.language import Language
from convtool.models.convenant import Convenant
from convtool.portfolio import load, with_witness
from convtool.proof import signed_digest
from convtool.proven import State
from convtool.revising import Accord, Wish, holds, revised, wish
from convtool.rulebook import rulebook
from convtool.signing import as_if_signed, signatures, signed
from convtool.verifying import proofs
from convtool.witness import Walk, Witness
from tests.conftest import CONVENANT, DAY, Base
from tests.repositories import commit, git
from tests.test_commands import run

if TYPE_CHECKING:
    from pathlib import Path

FILES = Base().files
TEXT = FILES[CONVENANT].decode()
ALL = ("bank", "alliantie", "stad")
DRAFT = (
    TEXT.partition("\namendments:")[0]
    .replace("status: active", "status: agreed")
    .replace(", signed: 2024-03-14", "")
    .replace("    signed: 2024-03-14\n", "")
    .rpartition("signing:")[0]
)


def record(text: str) -> Convenant:
    found = load(FILES | {CONVENANT: text.encode()}, DAY).programme.convenants["voorbeeldbank"]
    assert isinstance(found, Convenant)
    return found


def refused(error: WrongUse) -> str:
    return " / ".join(Language("en").say(each) for each in (error.message, error.help) if each)


# ---- sign -----------------------------------------------------------------------------------------------


def sign(text: str, asked: dict[str, date | None] | None = None, document: dict[str, str] | None = None) -> str:
    convenant = record(text)
    days = signatures(convenant, asked or {}, None, DAY)
    return signed(CONVENANT, text.encode(), convenant, days, document).decode()


def changed_lines(before: str, after: str) -> list[str]:
    return [line.strip() for line in after.split("\n") if line not in before.split("\n")]


def test_a_signing_writes_the_days_the_status_and_the_digest_and_nothing_else() -> None:
    after = sign(DRAFT)
    digest = signed_digest(record(after))
    lines = changed_lines(DRAFT, after)
    assert lines[0] == "status: signed"
    assert lines[-1] == f'signing: {{date: {DAY}, digest: "{digest}", algorithm: 1}}'
    assert [line for line in lines[1:-1] if f"signed: {DAY}" not in line] == []
    assert len(lines) == 5


def test_parties_may_sign_on_days_of_their_own_and_the_last_one_completes_it() -> None:
    first = sign(DRAFT, {"bank": date(2026, 3, 1)})
    assert "status: agreed" in first
    assert record(first).signing
    second = sign(first, {"stad": date(2026, 3, 9), "alliantie": date(2026, 3, 5)})
    assert "status: signed" in second
    signing = record(second).signing
    assert signing
    assert (str(signing.date), signing.digest) == ("2026-03-09", signed_digest(record(second)))
    assert signed_digest(record(first)) != signed_digest(record(second)), "each signature is sealed with the text"


def test_the_document_may_come_with_the_signing_or_after_it_and_only_once() -> None:
    document = {"file": "documents/x.pdf", "sha256": "a" * 64}
    after = sign(sign(DRAFT), document=document)
    assert f"document: {{file: documents/x.pdf, sha256: {'a' * 64}}}" in after
    with pytest.raises(WrongUse, match="recorded already"):
        sign(after, document=document)
    assert "sha256: aaa" in sign(DRAFT, document=document)


def test_what_was_signed_without_a_digest_is_sealed_as_it_was_recorded() -> None:
    unsealed = TEXT.partition("signing:")[0] + "signing: {date: 2024-03-14}\n" + TEXT.partition("algorithm: 1}\n")[2]
    assert sign(unsealed) == TEXT
    nobody = "schema: 1\nid: voorbeeldbank\ntitle: Oud\nkind: other\nhistorical: true\nstatus: active\n"
    assert "date" not in sign(nobody)


@pytest.mark.parametrize(
    ("text", "asked", "day", "said"),
    [
        (DRAFT, {"bnak": None}, None, '"bnak" is no party to this convenant / did you mean "bank"?'),
        (DRAFT, {"zzz": None}, None, '"zzz" is no party to this convenant / the parties are bank, alliantie, stad'),
        (TEXT, {"bank": None}, None, 'party "bank" signed on 2024-03-14 already'),
        (DRAFT.replace("class: signs", "class: supports"), {"stad": None}, None, "joins later, or only supports"),
        (DRAFT, {"bank": date(2027, 1, 1)}, None, "which is still to come"),
        (TEXT, {}, date(2026, 1, 1), "no party is left to sign"),
    ],
)
def test_a_signature_that_cannot_be_is_refused(
    text: str, asked: dict[str, date | None], day: date | None, said: str
) -> None:
    with pytest.raises(WrongUse) as error:
        signatures(record(text), asked, day, DAY)
    assert said in refused(error.value)


def test_what_is_signed_is_not_signed_again() -> None:
    with pytest.raises(WrongUse, match="is signed already"):
        sign(TEXT)


def test_a_draft_is_judged_as_if_all_had_signed() -> None:
    assert b"status: signed\n" in as_if_signed(CONVENANT, DRAFT.encode())
    assert as_if_signed(CONVENANT, FILES[CONVENANT]) == FILES[CONVENANT]
    assert as_if_signed(CONVENANT, b"{") == b"{"


# ---- amend ----------------------------------------------------------------------------------------------


def amended(*changes: str | Wish, text: str = TEXT) -> str:
    accord = Accord("Het moest.", date(2026, 11, 20), ALL)
    wishes = [each if isinstance(each, Wish) else wish(each) for each in changes]
    return revised(CONVENANT, text.encode(), record(text), wishes, accord).decode()


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ("goals/stageplekken/target/at_least=30", "{at: goals/stageplekken/target/at_least, from: 25, to: 30}"),
        ("goals/0/title=Stages", "{at: goals/stageplekken/title, from: Stageplekken voor jongeren, to: Stages}"),
        ("goals/stageplekken/themes=[werk]", "{at: goals/stageplekken/themes, from: [werk, jeugd], to: [werk]}"),
        ("reporting/public=false", "{at: reporting/public, from: true, to: false}"),
        ("evaluation/first=2027-04-01", "{at: evaluation/first, from: 2027-03-01, to: 2027-04-01}"),
        ("term/outlives=Zo: afgesproken", '{add: term/outlives, value: "Zo: afgesproken"}'),
        ('parties/bank/label="1.10"', '{add: parties/bank/label, value: "1.10"}'),
        ("short_title=Bank", "{add: short_title, value: Bank}"),
        ("short_title=2026-02-30", '{add: short_title, value: "2026-02-30"}'),
        ("goals/tweede={title: Tweede, themes: [werk]}", "{add: goals/tweede, value: {id: tweede, title: Tweede, themes: [werk]}}"),
        (Wish("goals/stageplekken/ambition", None), "{remove: goals/stageplekken/ambition, was: 4}"),
        (Wish("agreements/jaarplan", None), "remove: agreements/jaarplan"),
    ],
)  # fmt: skip
def test_an_amendment_says_from_what_to_what_and_the_text_as_signed_can_be_rebuilt(
    asked: str | Wish, line: str
) -> None:
    after = amended(asked)
    assert line in after
    convenant = record(after)
    assert convenant.amendments
    assert [int(each.number) for each in convenant.amendments] == [1, 2]
    assert signed_digest(convenant) == signed_digest(record(TEXT))
    found = Base("CV604", "CV605").found(FILES | {CONVENANT: after.encode()})
    assert found == []


def test_a_new_item_has_the_id_that_the_way_to_it_ends_with_however_deep_it_lies() -> None:
    sealed = sign(f"{DRAFT}conditions: {{all_of: [{{id: geld, what: Er is geld.}}]}}\n")
    after = amended("conditions/all_of/plek={what: Er is plek.}", text=sealed)
    assert "{add: conditions/all_of/plek, value: {id: plek, what: Er is plek.}}" in after
    assert "{id: geld, what: Er is geld.}, {id: plek, what: Er is plek.}" in after


def test_the_first_amendment_begins_the_list() -> None:
    sealed = sign(DRAFT)
    after = amended("term/notice_months=9", text=sealed)
    assert "number: 1" in after


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("status=ended", "no part of the agreement"),
        ("measurements/0/value=9", "no part of the agreement"),
        ("goals/stageplekken/target/at_least=25.0", "says that already"),
        (Wish("goals/weg", None), "nothing stands at"),
        ("goals/nieuw=5", "write goals/nieuw={title: ...}"),
        ("goals/stageplekken/themes/jeugd=wonen", "write the list as a whole: goals/stageplekken/themes=[...]"),
        ("goals/stageplekken/milestones/0/at_least=9", "write the list as a whole"),
        ("goals/stageplekken/title/x=9", "leads to nothing"),
        ("goals/stageplekken/owner/x=9", "no part of the agreement"),
    ],
)
def test_an_amendment_that_leads_nowhere_is_refused(asked: str | Wish, said: str) -> None:
    with pytest.raises(WrongUse) as error:
        amended(asked)
    assert said in refused(error.value)


@pytest.mark.parametrize("text", ["x", "=5"])
def test_a_change_says_which_field_becomes_what(text: str) -> None:
    with pytest.raises(WrongUse, match="does not say"):
        wish(text)


@pytest.mark.parametrize(
    ("text", "day", "parties", "said"),
    [
        (DRAFT, DAY, ALL, "has no digest"),
        (TEXT, date(2026, 4, 1), ALL, "would come before what was agreed on 2026-05-01"),
        (TEXT, date(2026, 10, 20), ALL, "would judge anew"),
        (TEXT, DAY, ("bank", "stad"), "the consent of alliantie is missing"),
        (TEXT, DAY, (*ALL, "bnak"), 'did you mean "bank"?'),
    ],
)
def test_an_amendment_needs_a_seal_a_day_and_every_party(
    text: str, day: date, parties: tuple[str, ...], said: str
) -> None:
    holds(record(TEXT), Accord("x", date(2026, 10, 21), ALL), DAY)
    with pytest.raises(WrongUse) as error:
        holds(record(text), Accord("x", day, parties), DAY)
    assert said in refused(error.value)


# ---- verify ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "walk", "state"),
    [
        (TEXT, Walk(since="1"), State.PROVEN),
        (TEXT, None, State.NOT_CHECKED),
        (TEXT.replace("at_least: 25, per", "at_least: 24, per"), Walk(since="1"), State.BROKEN),
        (DRAFT, Walk(), State.NOT_SIGNED),
        ("{", Walk(), State.NOT_CHECKED),
        (TEXT.replace("kind: partner", "kind: 9"), Walk(since="1"), State.BROKEN),
    ],
)
def test_the_state_of_a_convenant_says_what_is_proven(text: str, walk: Walk | None, state: State) -> None:
    portfolio = load(FILES | {CONVENANT: text.encode()}, DAY)
    portfolio = with_witness(portfolio, Witness({CONVENANT: walk} if walk else {}))
    (proof,) = proofs(portfolio, rulebook(), [CONVENANT])
    assert (proof.id, proof.state) == ("voorbeeldbank", state)


# ---- from the command line ------------------------------------------------------------------------------


@pytest.fixture
def register(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    commit(tmp_path, FILES | {CONVENANT: DRAFT.encode()})
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "convenant.txt").write_bytes(b"getekend\n")
    return tmp_path


SIGN = ("sign", "voorbeeldbank", "--date", "2024-03-14")


def convtool(register: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run(*words, "--as-of", "2026-11-21", cwd=register, HOME=str(register))


def test_from_draft_to_signature_to_amendment_to_proof(register: Path) -> None:
    before = (register / CONVENANT).read_bytes()
    shown = convtool(register, *SIGN, "--document", "documents/convenant.txt", "--dry-run")
    assert (shown.returncode, (register / CONVENANT).read_bytes()) == (0, before), shown.stderr
    done = convtool(register, *SIGN, "--document", "documents/convenant.txt")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "+status: signed\n" in done.stdout
    early = convtool(register, "verify", "voorbeeldbank", "--require-history")
    assert (early.returncode, "NOT CHECKED" in early.stdout) == (3, True)
    commit(register, at="2026-11-21T12:00:00Z")
    assert convtool(register, "verify", "voorbeeldbank", "--require-history").returncode == 0
    refused = convtool(register, "amend", "voorbeeldbank", "term/notice_months=9", "--reason", "x", "--party", "bank")
    assert (refused.returncode, "the consent of alliantie, stad is missing" in refused.stderr) == (2, True)
    parties = [word for name in ALL for word in ("--party", name)]
    done = convtool(register, "amend", "voorbeeldbank", "term/notice_months=9", "--reason", "Langer.", *parties)
    assert done.returncode == 0, done.stdout + done.stderr
    (register / "documents" / "convenant.txt").write_bytes(b"iets anders\n")
    proof = convtool(register, "verify", "voorbeeldbank", "--format", "json")
    assert proof.returncode == 1
    (told,) = json.loads(proof.stdout)["convenants"]
    assert (told["state"], [each["code"] for each in told["findings"]]) == ("broken", ["CV616"])
    assert told["digest"]["recorded"] == told["digest"]["computed"]
    assert told["history"]["walked"] is True


def test_a_convenant_with_errors_is_not_signed(register: Path) -> None:
    text = DRAFT.replace("themes: [werk, jeugd]", "themes: [werken, jeugd]").encode()
    (register / CONVENANT).write_bytes(text)
    done = convtool(register, *SIGN)
    assert (done.returncode, "error[CV301]" in done.stdout) == (1, True)
    assert (register / CONVENANT).read_bytes() == text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sign", "voorbeeldbnak"), 'did you mean "voorbeeldbank"?'),
        (("sign", "voorbeeldbank", "--date", "morgen"), '"morgen" is no day'),
        (("sign", "voorbeeldbank", "--document", "/etc/hosts"), "lies outside the folder"),
        (("sign", "voorbeeldbank", "--document", "weg.pdf"), "there is no document"),
        (("amend", "voorbeeldbank"), "nothing is to be changed"),
        (("amend", "voorbeeldbank", "title=x"), "--reason"),
        (("amend", "voorbeeldbank", "title=x", "--reason", "x"), "has no digest"),
        (("verify", "weg"), "is no id"),
    ],
)
def test_wrong_use_says_what_is_wanted(register: Path, words: tuple[str, ...], said: str) -> None:
    done = convtool(register, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_validate_walks_the_history_only_where_it_is_asked_to(register: Path) -> None:
    commit(register, FILES)
    changed = TEXT.replace("value: 12,", "value: 22,").encode()
    commit(register, {CONVENANT: changed})
    plain = json.loads(convtool(register, "validate", "--format", "json").stdout)
    assert {each["code"] for each in plain["findings"]} == {"CV607"}
    assert plain["summary"]["not_checked"] == 2
    walked = convtool(register, "validate", "--require-history", "--format", "json")
    assert walked.returncode == 1
    assert {each["code"] for each in json.loads(walked.stdout)["findings"]} == {"CV606"}
    git(register.parent, "clone", "-q", "--depth=1", f"file://{register}", "shallow")
    shallow = convtool(register.parent / "shallow", "validate", "--require-history")
    assert shallow.returncode == 3
