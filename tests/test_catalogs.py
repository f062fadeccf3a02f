"""What the code says can be said in every language: the catalogs are complete and follow the source."""

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from convtool.explanations import explanation
from convtool.rulebook import rulebook
from convtool.schemas import KINDS, NOWHERE, schema_of

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "convtool" / "locale"
KEYWORDS = {"say": None, "_": None, "count": (2, 3)}


def catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def gaps(sentence: str) -> list[str]:
    return sorted(re.findall(r"\{\{|\}\}|\{.*?\}", sentence))


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Every form of a sentence: one, or one for each number that a language tells apart."""
    return (text,) if isinstance(text, str) else tuple(text)


def sentences(catalog: Catalog) -> set[tuple[str, ...]]:
    return {forms(message.id) for message in catalog if message.id}


def said(message: Message) -> tuple[str, ...]:
    return forms(message.string or "")


def test_the_template_lists_what_the_code_says() -> None:
    found = {forms(text) for _, _, text, *_ in extract_from_dir(ROOT / "convtool", keywords=KEYWORDS)}
    assert found == sentences(catalog(LOCALE / "convtool.pot")), "make catalogs"


def test_every_sentence_with_values_can_be_filled_in() -> None:
    spoken = {name: places for name, places in KEYWORDS.items() if name != "_"}
    (dutch,) = list(LOCALE.glob("nl/*/convtool.po"))
    translated = {forms(message.id): said(message) for message in catalog(dutch) if message.id}
    for _, _, text, *_ in extract_from_dir(ROOT / "convtool", keywords=spoken):
        for sentence in forms(text) + translated[forms(text)]:
            values = {name: "x" for _, name, *_ in Formatter().parse(sentence) if name}
            assert sentence.format_map(values), sentence


def test_the_template_of_the_pages_holds_every_paragraph_of_every_page() -> None:
    found = {(text,) for rule in rulebook().values() for text in explanation(rule).texts}
    assert found == sentences(catalog(LOCALE / "pages.pot")), "make catalogs"


def test_the_template_of_the_fields_holds_everything_that_the_schemas_say() -> None:
    told: set[str] = set()

    def keep(text: str) -> str:
        told.add(text)
        return text

    for kinds in (*([kind] for kind in KINDS.values()), list(KINDS.values())):
        schema_of(kinds, NOWHERE, keep)
    assert {(text,) for text in told} == sentences(catalog(LOCALE / "fields.pot")), "make catalogs"


@pytest.mark.parametrize("path", sorted(LOCALE.rglob("*.po")), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_catalog_says_everything_with_the_same_gaps(path: Path) -> None:
    language = catalog(path)
    assert sentences(language) == sentences(catalog(LOCALE / f"{path.stem}.pot")), "make catalogs"
    messages = [each for each in language if each.id]
    assert [each.id for each in messages if each.fuzzy or not all(said(each))] == [], "to translate"
    assert [each.id for each in messages if len(said(each)) != len(forms(each.id))] == [], "too few or too many forms"
    wanted = [
        (each.string, gaps(english), gaps(here))
        for each in messages
        for english in forms(each.id)
        for here in said(each)
        if path.stem != "pages"
    ]
    assert [here for here, asked, given in wanted if asked != given] == [], "other gaps"


@pytest.mark.parametrize("path", sorted(LOCALE.rglob("*.po")), ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_catalog_names_no_people_programs_or_days(path: Path) -> None:
    head = path.read_text(encoding="utf-8").partition("\n\n")[0]
    named = re.findall(r'"([A-Za-z-]+):', head)
    assert set(named) <= {"Language", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms"}
    assert "#" not in head
