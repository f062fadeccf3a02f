"""Earlier versions of a file that are bombs, links or no text: every command that looks back takes them in its stride."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import CONVENANT
from tests.inside import Program
from tests.repositories import AT, commit, git

if TYPE_CHECKING:
    from pathlib import Path

ALIASES = "".join(
    f"{next_}: &{next_} [{', '.join([f'*{name}'] * 9)}]\n" for name, next_ in zip("abcdefgh", "bcdefghi", strict=True)
)
EARLIER = {
    "an alias bomb": f"a: &a [x]\n{ALIASES}".encode(),
    "nested without end": b"[" * 100_000,
    "too large": b"# x\n" * 300_000,
    "one line of a mebibyte": b"a: " + b"x" * 1_040_000,
    "UTF-16": "schema: 1\nid: voorbeeldbank\n".encode("utf-16"),
    "no text": bytes(range(256)) * 9,
    "what a power cut leaves": b"\0" * 4096,
    "a list": b"- 1\n- 2\n",
    "empty": b"",
    "merge keys": b"<<: {a: 1}\nschema: 1\n",
    "a directive": b"%YAML 1.1\n---\nschema: 1\n",
}
BROKEN = {"a link": "the convenant was deleted", "one line of a mebibyte": '"title" changed'}
"""What could be read, or was no file: that is a change of what was signed."""
LOOKING_BACK = (
    ("log", "voorbeeldbank"),
    ("diff", "HEAD~1"),
    ("validate", "--require-history"),
    ("status", "--rev", "HEAD~1"),
    ("status", "--compare", "HEAD~1"),
    ("show", "voorbeeldbank", "--rev", "HEAD~1"),
    ("diff", "HEAD~2", "HEAD~1", "--format", "json"),
)


@pytest.mark.parametrize("version", ["a link", *EARLIER])
def test_whatever_a_file_once_was_is_told_and_hides_nothing_of_what_it_is(
    version: str, repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = repository / CONVENANT
    good = file.read_bytes()
    file.unlink()
    if version == "a link":
        file.symlink_to("/proc/self/environ")
    else:
        file.write_bytes(EARLIER[version])
    commit(repository, at=AT.format(2))
    file.unlink()
    commit(repository, {CONVENANT: good}, at=AT.format(3))
    program = Program(repository, monkeypatch, capsys)
    proven = program("verify", "--no-cache")
    assert "koepel: proven" in proven.out
    assert ("voorbeeldbank: proven" in proven.out) is (version not in BROKEN), proven
    assert BROKEN.get(version, "") in proven.out
    first = ["a link", *EARLIER].index(version)
    for number in range(2):
        words = LOOKING_BACK[(2 * first + number) % len(LOOKING_BACK)]
        told = program(*words)
        assert told.code in {0, 1, 2, 3}, (words, told)
        assert "PATH=" not in told.out + told.err
    assert git(repository, "status", "--porcelain") == ""
