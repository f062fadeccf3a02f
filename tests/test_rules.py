"""Every rule is proven by its own page and by a folder of its own."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from convtool.checking import check
from convtool.diagnostics import Level
from convtool.layout import MASTERPLAN
from convtool.portfolio import load
from convtool.rulebook import Rule, rulebook
from convtool.witness import Walk, Witness
from tests.conftest import DAY, PARTNER, Base, Golden, blocks, committed, on_disk, reported

if TYPE_CHECKING:
    from collections.abc import Mapping as Files

    from convtool.diagnostics import Diagnostic

CORE = Path(__file__).parent.parent / "convtool"
CASES = Path(__file__).parent / "cases"
RULES = [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in rulebook().values()]


def _found(base: Base, rule: Rule, path: str | None, yaml: str, folder: Path) -> list[Diagnostic]:
    """Give what is found in the clean register with one block of a page in it."""
    if rule.code in {"CV009", "CV901"}:
        target = folder / str(path)
        target.parent.mkdir(parents=True)
        target.write_text(yaml, encoding="utf-8")
        files, faults = on_disk(folder)
        return check(load(base.files | files, DAY, faults), rulebook())
    witness = None
    if rule.code == "CV606":
        witness = Witness(committed(base.files, base.merged(yaml)))
    if rule.code == "CV607":
        witness = Witness(dict.fromkeys(["data/convenants/koepel.yaml"], Walk()))
    if rule.code == "CV616":
        witness = Witness({}, {"documents/convenant.pdf": sha256(b"").hexdigest()})
    raw = rule.code.startswith(("CV0", "CV1"))
    files = base.replaced(yaml, path or PARTNER) if raw else base.merged(yaml, *([path] if path else []))
    return base.found(files, witness=witness)


@pytest.mark.parametrize("rule", RULES)
def test_the_bad_example_of_a_page_is_found_with_its_code(rule: Rule, base: Base, tmp_path: Path) -> None:
    bad = blocks(rule.page, "Bad")
    assert bad, "a page has a Bad"
    for number, (path, yaml) in enumerate(bad):
        assert rule.code in {found.code for found in _found(base, rule, path, yaml, tmp_path / str(number))}


@pytest.mark.parametrize("rule", RULES)
def test_the_good_example_of_a_page_is_silent(rule: Rule, base: Base, tmp_path: Path) -> None:
    good = blocks(rule.page, "Good")
    assert good, "a page has a Good"
    for number, (path, yaml) in enumerate(good):
        codes = [found.code for found in _found(base, rule, path, yaml, tmp_path / str(number))]
        assert rule.code not in codes
        if rule.code.startswith(("CV0", "CV1")):
            assert not [code for code in codes if code.startswith(("CV0", "CV1"))]


@pytest.mark.parametrize("rule", RULES)
def test_a_page_opens_with_a_sentence_and_ends_with_repair_and_source(rule: Rule) -> None:
    assert rule.page.split("\n")[0].endswith(".")
    assert re.search(r"^Repair: .+$", rule.page, re.MULTILINE)
    assert re.search(r"^Source: .+\.$", rule.page, re.MULTILINE)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_case_of_its_own(rule: Rule) -> None:
    expected = CASES / rule.name / "expected.txt"
    assert f"[{rule.code}]" in expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [pytest.param(path, id=path.name) for path in sorted(CASES.iterdir())])
def test_a_case_gives_what_somebody_read_before(case: Path, golden: Golden) -> None:
    code = next(rule.code for rule in rulebook().values() if rule.name == case.name)
    golden(case / "expected.txt", reported(case, code))


def _renamed(files: Files[str, bytes]) -> dict[str, bytes]:
    """Give a register in which nearly every record, and every part of one, has another id: what came first comes last.

    An id that is also the name of a key stays.
    """
    texts = {path: data.decode("utf-8", "surrogateescape") for path, data in files.items()}
    said = "\n".join(texts.values())
    ids = sorted(id for id in set(re.findall(r"(?<![\w-])id: ([a-z][a-z0-9-]*)", said)) if f"{id}:" not in said)
    new = {id: f"{'zyxw'[number * 4 // len(ids)]}{len(ids) - number:03}-{id}" for number, id in enumerate(ids)}

    def called(text: str) -> str:
        return re.sub(r"(?<![\w-])[a-z][a-z0-9-]*(?![\w-])", lambda found: new.get(found[0], found[0]), text)

    return {
        "/".join([*path.split("/")[:-1], called(path.split("/")[-1])]): called(text).encode("utf-8", "surrogateescape")
        for path, text in texts.items()
    }


@pytest.mark.parametrize(
    "case",
    [path for path in sorted(CASES.iterdir()) if path.name != "changed-without-amendment"],
    ids=lambda path: path.name,
)
def test_what_things_are_called_does_not_matter_to_what_is_found(case: Path, base: Base) -> None:
    """Save for digests: these are about ids too."""
    files, _ = on_disk(case)
    whole = files if MASTERPLAN in files else base.files | files
    code = next(rule.code for rule in rulebook().values() if rule.name == case.name)
    first, again = (
        sorted((found.place.line, found.level) for found in base.found(each) if found.code == code)
        for each in (whole, _renamed(whole))
    )
    assert first == again


def test_a_code_is_given_out_once_and_matches_its_pattern() -> None:
    modules = [path for path in (CORE / "rules").glob("*.py") if path.stem != "__init__"]
    codes = [code for path in modules for code in re.findall(r'(?:@rule|fault)\("(\w+)"', path.read_text("utf-8"))]
    assert len(codes) == len(set(codes)) == len(modules) == len(rulebook())
    assert all(re.fullmatch("CV[0-9]{3}", code) for code in codes)
    assert list(rulebook()) == sorted(codes)


def test_every_code_that_reading_gives_has_a_page() -> None:
    sources = [path for path in CORE.rglob("*.py") if path.parent.name != "rules"]
    given = {code for path in sources for code in re.findall(r'"(CV[0-9]{3})"', path.read_text("utf-8"))}
    assert given
    assert given <= set(rulebook())


def test_what_cannot_be_trusted_was_signed_or_is_of_a_person_is_never_silenced() -> None:
    files = ["CV001", "CV002", "CV003", "CV004", "CV005", "CV006", "CV009", "CV010", "CV106"]
    signed = ["CV604", "CV605", "CV606", "CV607", "CV615", "CV616"]
    assert [code for code, rule in rulebook().items() if not rule.silenceable] == [*files, *signed, "CV801"]


def test_the_clean_register_is_clean(base: Base) -> None:
    assert base.found() == []
    assert base.found(witness=Witness(committed(base.files))) == []


def test_a_draft_is_judged_no_harder_than_a_signed_convenant_and_a_historical_one_no_harder_than_either() -> None:
    for rule in rulebook().values():
        assert rule.draft is None or rule.signed is None or rule.draft <= rule.signed
        assert rule.historical is None or rule.signed is None or rule.historical <= rule.signed
        if rule.signed != rule.draft:
            assert rule.historical is None or rule.historical <= Level.WARNING
