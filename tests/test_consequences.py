"""What a change would bring is told before it is made, and only that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from convtool.consequences import caused
from convtool.diagnostics import Place
from convtool.notation import Value
from convtool.portfolio import load
from convtool.rulebook import rulebook
from convtool.silencing import Silence
from convtool.splicing import Add, Put, changed
from tests.conftest import CONVENANT, DAY, PARTNER, Base

FILES = Base().files
MEASURED: dict[str, Value] = {
    "goal": "stageplekken",
    "period": "2025",
    "value": Decimal(17),
    "recorded": date(2026, 2, 10),
}


def codes(after: bytes, path: str = CONVENANT, *silences: Silence, files: dict[str, bytes] = FILES) -> list[str]:
    return [each.code for each in caused(load(files, DAY), path, after, rulebook(), silences)]


def measured(**more: str) -> bytes:
    return changed(CONVENANT, FILES[CONVENANT], [Add(("measurements",), MEASURED | more)])


def test_what_an_entry_lacks_is_found() -> None:
    assert codes(measured()) == ["CV402"]
    assert codes(measured(kind="registered", source="jaarverslag")) == []
    assert codes(measured(kind="registered", source="stageregister HR")) == ["CV401"]


def test_what_was_wrong_already_is_not_told_again() -> None:
    wrong = FILES | {CONVENANT: FILES[CONVENANT].replace(b"status: active", b"status: actief")}
    after = changed(CONVENANT, wrong[CONVENANT], [Put(("summary", "who"), "De bank en de wijk.")])
    assert codes(after, files=wrong) == []


def test_a_change_that_cannot_be_read_is_found() -> None:
    after = changed(CONVENANT, FILES[CONVENANT], [Put(("measurements", "0", "recorded"), "gisteren")])
    assert codes(after) == ["CV105"]


def test_a_file_that_is_new_is_judged_whole() -> None:
    files = {path: data for path, data in FILES.items() if path != PARTNER}
    assert codes(FILES[PARTNER], PARTNER, files=files) == []
    assert "CV102" in codes(b"schema: 1\nid: voorbeeldbank\n", PARTNER, files=files)


def test_what_the_configuration_silences_is_not_told() -> None:
    found = codes(measured())
    assert found
    place = Place("convtool.toml", 1, 1, 1, 2)
    assert codes(measured(), CONVENANT, *(Silence(code, "reden", place, ("data",)) for code in set(found))) == []
