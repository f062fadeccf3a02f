"""Wherever the program runs, whatever Python was told and however the screen speaks, the answer is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Base
from tests.repositories import write

PLAIN = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}
ODD = [
    {"PYTHONOPTIMIZE": "2"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "tr_TR.UTF-8", "TERM": "dumb", "NO_COLOR": ""},
    {"LANG": "nergens", "LANGUAGE": "x\x1b[2J", "TERM": "\x1b[2J", "TZ": "../../etc/passwd"},
    {"PYTHONIOENCODING": "latin-1:strict", "COLUMNS": "1", "LINES": "-1"},
    {"HOME": "/nergens", "XDG_CACHE_HOME": "/dev/null", "TMPDIR": "/nergens"},
    {"PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1"},
    {"PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1", "PAGER": "false", "BROWSER": "false"},
]
WORDS = ("validate", "--format", "json", "--as-of", "2026-11-21", "--lang", "en")


def said(root: Path, *words: str, **environment: str) -> tuple[int, bytes]:
    command = [sys.executable, "-m", "convtool", *words]
    done = subprocess.run(command, cwd=root, env=PLAIN | environment, capture_output=True, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[int, bytes]]:
    """A register with something to find, and what is found there."""
    root = tmp_path_factory.mktemp("register")
    write(root, Base().merged("goals: [{id: stageplekken, classified: {themes: [werken]}}]"))
    return root, said(root, *WORDS)


@pytest.mark.parametrize("environment", ODD, ids=" ".join)
def test_the_answer_is_the_same_wherever_it_is_asked(
    environment: dict[str, str], register: tuple[Path, tuple[int, bytes]]
) -> None:
    root, expected = register
    assert expected[0] == 1
    assert said(root, *WORDS, **environment) == expected
