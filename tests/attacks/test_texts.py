"""Texts that steer a terminal or forge a log, in files, names and commits: none gets through any command."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from convtool.commands import COMMANDS
from tests.conftest import CONVENANT, PARTNER, Base
from tests.inside import Program
from tests.repositories import git, write

if TYPE_CHECKING:
    from pathlib import Path

STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
FORGES = re.compile(r"^\s*::|##\[", re.MULTILINE)
ALLOWED = re.compile(r"^::(error|warning|notice) file=.*$", re.MULTILINE)
MARKS = "::error file=x::pwn [bold red]x[/] :smile: ##[add-mask]x {{ 7*191 }} `x` <b>x</b> %0A::stop-commands::x"
RAW = "\x1b]52;c;eA==\x07\x1b[2J\x9b31m\u202eegnar\u202c\u2066\u2028"
FILES = {
    "data/partners/esc.yaml": f"schema: 1\nid: esc\nname: {RAW}\n".encode(),
    "data/partners/escaped.yaml": b'schema: 1\nid: escaped\nname: "\\e]0;x\\a\\x9b31m\\u202e\\u2028\\r::error::x"\n',
    "data/partners/key.yaml": f'schema: 1\nid: key\n"::error::x {MARKS}": x\n'.encode(),
    "data/partners/line.yaml": b"schema: 1\nid: line\nname: x\n::error::x: 1\n##[error]x: 1\n",
    "data/convenants/escaped.yaml": (
        b'schema: 1\nid: escaped\nkind: partner\nstatus: signed\ntitle: "\\e]0;x\\a\\x9b31m\\u202e\\u2028\\r::error::x"\n'
        b"term: {starts: 2024-01-01, ends: 2044-01-01}\nparties: [{id: a, partner: voorbeeldbank, signed: 2024-01-01}]\n"
        b'goals:\n- {id: geel, title: "\\e[2J\\n::error::y\\x9b\\u202e", themes: [werk], unit: "\\e[2J",'
        b' target: {at_least: 3, by: "2027-01-01"}}\n'
    ),
    f"data/partners/{RAW}.yaml": b"schema: 1\nid: x\n",
    "data/partners/::error::x\n::error::y.yaml": b"schema: 1\n",
    "data/partners/##[error]x.yaml": b"[",
    "data/partners/-x.yaml": b"[",
    "data/partners/\udcff\udcfe.yaml": b"schema: 1\n",
}
ASKED = [
    *(("validate", "--format", each) for each in ("text", "short", "json", "sarif", "gitlab", "junit")),
    ("validate", "--statistics"),
    ("validate", "--fix", "--diff"),
    ("validate", "--rev", "HEAD"),
    ("validate", "--changed-since", "HEAD~1"),
    ("explain", RAW),
    ("explain", "CV101"),
    ("rules",),
    ("status",),
    ("status", RAW),
    *(("status", "--format", each) for each in ("table", "csv", "json")),
    ("agenda",),
    ("agenda", "--format", "ics"),
    ("show", "voorbeeldbank"),
    ("show", "escaped"),
    ("show", "geel"),
    ("status", "--format", "csv", "--excel"),
    ("agenda", "--format", "json"),
    ("export", "--format", "csv", "--out", "export"),
    ("export", "--format", "xlsx", "--out", "export.xlsx"),
    ("export", "--format", "parquet", "--out", "export-parquet"),
    ("render", "--out", "pages"),
    ("show", "stageplekken"),
    ("show", RAW),
    ("doctor",),
    ("doctor", "--format", "json"),
    ("log",),
    ("log", "--format", "json"),
    ("log", "voorbeeldbank"),
    ("record", "stageplekken", "3", "--period", "2025", "--kind", "registered", "--source", MARKS, "--dry-run"),
    ("record", RAW, "3", "--dry-run"),
    ("deliver", "fonds", RAW, "--dry-run"),
    ("act", "jaarplan", RAW, "--dry-run"),
    ("ask", RAW, "--period", "2026"),
    ("ask", "voorbeeldbank", "--period", RAW),
    ("import", RAW),
    ("sign", "voorbeeldbank", "--dry-run"),
    ("amend", "voorbeeldbank", "--dry-run"),
    ("verify",),
    ("verify", "--format", "json"),
    ("diff", "HEAD~1"),
    ("diff", "HEAD~1", "HEAD", "--format", "json"),
    ("diff", RAW),
    ("render", "--check", "--out", f"out{RAW}"),
    ("preview", RAW),
    ("export", "--format", "json"),
    ("export", "--format", RAW),
    ("schema", RAW),
    ("init", f"new{RAW}/x", "--dry-run"),
    ("new", "convenant", RAW),
    ("fmt", "--check"),
    ("fmt", "--diff"),
    ("migrate", "--dry-run"),
    ("validate", "--root", RAW),
    (RAW,),
    ("validate", f"--{RAW}"),
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register whose files, file names, branch, author and commits try to steer whoever looks at them."""
    root = tmp_path_factory.mktemp("hostile")
    said = f"title: '{MARKS}'\nsummary: {{who: '{MARKS}'}}\ngoals: [{{id: stageplekken, title: '{MARKS}'}}]"
    files = Base().merged(said, CONVENANT) | Base().merged(f"name: '{MARKS}'", PARTNER)
    changed = Base().merged(said, CONVENANT)[CONVENANT]
    write(root, Base().files)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    write(root, files | {CONVENANT: changed} | FILES)
    git(root, "add", "-A")
    who = {"GIT_AUTHOR_NAME": RAW + MARKS, "GIT_COMMITTER_NAME": RAW, "GIT_AUTHOR_EMAIL": f"{RAW}@x", "GIT_COMMITTER_EMAIL": "x"}  # fmt: skip
    days = {"GIT_AUTHOR_DATE": "2026-01-02T12:00:00Z", "GIT_COMMITTER_DATE": "2026-01-02T12:00:00Z"}
    text = f"{RAW}{MARKS}\n\n::error::x\n{'x' * 200_000}".encode() + b"\xff\xfe"
    words = ["git", "commit", "-q", "--cleanup=verbatim", "-F", "-"]
    subprocess.run(words, cwd=root, env=os.environ | who | days, input=text, check=True)
    git(root, "branch", "b\u202eranch")
    return root


@pytest.mark.parametrize("words", ASKED, ids=lambda words: " ".join(words).encode("unicode_escape").decode()[:40])
def test_no_command_passes_on_what_steers_a_terminal_or_forges_a_log(
    words: tuple[str, ...], hostile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = Program(hostile, monkeypatch, capsys)
    told = run(*words)
    assert told.code in {0, 1, 2, 3}
    for text in (told.out, told.err):
        assert not STEERS.search(text.replace("\r\n", "\n") if "ics" in words else text)
        assert not FORGES.search(text)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    told = run(*words)
    assert not FORGES.search(ALLOWED.sub("", told.out))
    assert not FORGES.search(told.err)


def test_every_command_is_attacked() -> None:
    assert {words[0] for words in ASKED} >= set(COMMANDS)


def test_a_steering_text_is_shown_in_letters_that_can_be_read(
    hostile: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = Program(hostile, monkeypatch, capsys)("validate")
    assert "\\u{1b}" in told.out
    assert "\\u{202e}" in told.out
