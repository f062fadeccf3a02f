"""What the code says can be said in every language: the catalogs are complete and follow the source."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "convtool" / "locale"


def catalog(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def gaps(sentence: str) -> list[str]:
    return sorted(re.findall(r"\{.*?\}", sentence))


def sentences(catalog: Catalog) -> set[str]:
    return {str(message.id) for message in catalog if message.id}


def test_the_template_lists_what_the_code_says() -> None:
    said = {text for _, _, text, *_ in extract_from_dir(ROOT / "convtool", keywords={"say": None, "_": None})}
    assert said == sentences(catalog(LOCALE / "convtool.pot")), "make catalogs"


@pytest.mark.parametrize("path", sorted(LOCALE.rglob("*.po")), ids=lambda path: path.parts[-3])
def test_a_catalog_says_everything_with_the_same_gaps(path: Path) -> None:
    language = catalog(path)
    assert sentences(language) == sentences(catalog(LOCALE / "convtool.pot")), "make catalogs"
    messages = [(str(each.id), str(each.string), each.fuzzy) for each in language if each.id]
    assert [english for english, here, guessed in messages if not here or guessed] == [], "to translate"
    assert [here for english, here, _ in messages if gaps(english) != gaps(here)] == [], "other gaps"
