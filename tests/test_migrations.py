"""Every version of the file format that there ever was can be read, and brought to the newest."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from convtool import migrations
from convtool.amending import as_signed
from convtool.digest import digest
from convtool.errors import ConvtoolError
from convtool.migrations import migrated, version
from convtool.models.facts import NEWEST
from convtool.parsing import parse
from convtool.portfolio import load
from tests.conftest import CONVENANT, DAY, Base

if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS = Path(__file__).parent / "formats"
FROZEN = {1: "ebea78960e975b46ecc01b1018ea75b6800ffa45da39a861dc6171fad7da9a5b"}
"""For every version the checksum of its register: nobody changes what was written in it."""


def register(number: int) -> dict[str, bytes]:
    """The files of the register that is kept in a version of the format."""
    root = FORMATS / str(number)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.yaml"))}


def test_there_is_a_register_of_every_version() -> None:
    assert sorted(FROZEN) == list(range(1, NEWEST + 1))
    assert sorted(int(path.name) for path in FORMATS.iterdir() if path.is_dir()) == sorted(FROZEN)


@pytest.mark.parametrize("number", FROZEN)
def test_a_register_of_an_old_version_is_as_it_was_and_is_read_whole(number: int) -> None:
    files = register(number)
    digest = hashlib.sha256(b"".join(path.encode() + b"\0" + data + b"\0" for path, data in files.items()))
    assert digest.hexdigest() == FROZEN[number]
    portfolio = load({path: migrated(path, data) for path, data in files.items()}, DAY)
    assert [path for path, entry in portfolio.entries.items() if entry.record is None or entry.faults] == []
    assert {version(path, data) for path, data in files.items()} == {number}


def test_what_is_of_the_newest_version_stays_as_it_is() -> None:
    files = register(NEWEST)
    assert {path: migrated(path, data) for path, data in files.items()} == files


def test_a_file_goes_through_every_step_from_its_version_to_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        step = ModuleType(f"convtool.migrations.from_{number}")
        vars(step)["step"] = lambda path, text, number=number: text.replace(
            f"schema: {number}", f"schema: {number + 1}  # {path}"
        )
        monkeypatch.setitem(sys.modules, step.__name__, step)
    monkeypatch.setattr(migrations, "NEWEST", 3)
    assert migrated("x", b"schema: 1\n") == b"schema: 3  # x  # x\n"
    assert migrated("x", b"schema: 2\n") == b"schema: 3  # x\n"


STEPS = {
    "schema: 1": "schema: 2",
    "kind: partner\n": "kind:   'partner'  # as it was\n",
    "example: true\n": "",
    "status: active": "status: ended",
}


@pytest.mark.parametrize("path", ["data/convenants/voorbeeldbank.yaml", "data/convenants/koepel.yaml"])
def test_a_digest_holds_through_every_step(path: str, base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    def step(_: str, text: str) -> str:
        for before, after in STEPS.items():
            text = text.replace(before, after, 1)
        return "\r\n".join(text.split("\n"))

    took_steps(step, monkeypatch)
    after = migrated(path, base.files[path])
    assert after.startswith(b"schema: 2\r\n")
    document, _ = parse(path, after)
    assert document.root is not None
    sealed = digest(as_signed(document.root))
    assert f'digest: "{sealed}"'.encode() in base.files[path]


def test_a_step_that_changes_what_was_signed_is_refused(base: Base, monkeypatch: pytest.MonkeyPatch) -> None:
    took_steps(lambda _, text: text.replace("at_least: 10", "at_least: 11"), monkeypatch)
    with pytest.raises(ConvtoolError) as refused:
        migrated(CONVENANT, base.files[CONVENANT])
    assert refused.value.message.text == "{path} would not say any more what was signed"


def took_steps(step: Callable[[str, str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be a version 2 of the format, with this step to it."""
    module = ModuleType("convtool.migrations.from_1")
    vars(module)["step"] = step
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(migrations, "NEWEST", 2)


@pytest.mark.parametrize("text", ["schema: 2\n", "id: x\n", "schema: one\n", "schema: [1]\n", "schema: [\n", ""])
def test_a_file_whose_version_is_newer_or_not_known_is_refused(text: str) -> None:
    with pytest.raises(ConvtoolError) as refused:
        version("data/partners/x.yaml", text.encode())
    assert refused.value.exit_code == 3
    assert refused.value.help
