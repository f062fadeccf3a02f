"""convtool as it is installed serves another programme than the one it was written for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from convtool.translated import PLACE

PROGRAMME = """\
schema: 1
name: Havenpact
horizon: {first: 2025, last: 2035}
themes: [{id: werk, title: {nl: Werk, en: Work}, from: 2025, until: 2035}]
"""


def convtool(register: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("convtool")
    return subprocess.run([command, *arguments], cwd=register, capture_output=True, text=True, check=False)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "masterplan.yaml").write_text(PROGRAMME, encoding="utf-8")
    return tmp_path


def test_it_checks_another_register(register: Path) -> None:
    done = convtool(register, "validate", "--format", "json")
    assert done.stderr == ""
    assert json.loads(done.stdout)["summary"]["files"] == 1


def test_it_speaks_dutch_and_english(register: Path) -> None:
    dutch, english = (convtool(register, "--lang", language, "validate") for language in ("nl", "en"))
    assert dutch.stdout != english.stdout


def test_it_brings_its_templates(register: Path) -> None:
    done = convtool(register, "render", "--out", "site")
    assert done.returncode == 0, done.stderr
    assert "Havenpact" in (register / "site" / "index.html").read_text(encoding="utf-8")
    assert PLACE.exists()
