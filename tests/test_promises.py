"""The rules about the code are code: each is seen to fail where it is broken."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from convtool import commands

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SHELL = {
    "__init__",
    "__main__",
    "asking",
    "building",
    "cache",
    "cli",
    "commands",
    "committing",
    "compiling",
    "completing",
    "deeds",
    "diffs",
    "exports",
    "extracts",
    "files",
    "health",
    "history",
    "ics",
    "judging",
    "language",
    "laying",
    "logs",
    "locale",
    "manual",
    "mending",
    "mistakes",
    "options",
    "picking",
    "precompiled",
    "printing",
    "proofs",
    "proposing",
    "prose",
    "proving",
    "rebuilding",
    "registers",
    "rendering",
    "reporters",
    "reporting",
    "retelling",
    "roots",
    "running",
    "screen",
    "serving",
    "sharing",
    "shelf",
    "spool",
    "site",
    "spoken",
    "stamps",
    "starter",
    "system",
    "tables",
    "tabling",
    "testimony",
    "translated",
    "upkeep",
    "wording",
    "workbooks",
    "writing",
    "xlsx",
}
FLOW = "Data flows one way"
CORE = "The core cannot reach the disk, the terminal, git, Jinja or the clock"
DOOR = "YAML enters through one door"
RULES = "Rules do not know each other"
COMMANDS = "Commands do not know each other"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package that a test may spoil."""
    shutil.copytree(ROOT / "convtool", tmp_path / "convtool", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def run(folder: Path, *words: str | Path) -> str:
    """What a command says in a folder whose package is the one that is imported."""
    environment = os.environ | {"PYTHONPATH": str(folder), "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def contracts(folder: Path) -> str:
    """What the import contracts say of the package in a folder."""
    return run(folder, BIN / "lint-imports", "--no-cache", "--no-logo")


def test_every_import_contract_is_kept(copy: Path) -> None:
    said = contracts(copy)
    assert "5 kept, 0 broken" in said, said


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        (FLOW, "documents", "from convtool.forms import TEXT"),
        (FLOW, "rulebook", "from convtool.rules import unknown_theme"),
        (FLOW, "nowhere", "X = 1"),
        (CORE, "models/goals", "import pathlib"),
        (CORE, "values", "import time"),
        (CORE, "rules/unknown_theme", "from jinja2 import Environment"),
        (DOOR, "reading", "import yaml"),
        (DOOR, "commands/status", "from ruamel.yaml import YAML"),
        (RULES, "rules/unknown_theme", "from convtool.rules.personal_data import check as other"),
        (COMMANDS, "commands/status", "from convtool.commands.validate import Format"),
    ],
)
def test_a_contract_that_is_broken_is_seen(contract: str, module: str, line: str, copy: Path) -> None:
    file = copy / "convtool" / f"{module}.py"
    before = file.read_text(encoding="utf-8") if file.exists() else '"""A module without a place."""\n'
    file.write_text(f"{before}\n{line}\n", encoding="utf-8")
    said = contracts(copy)
    assert f"{contract} BROKEN" in said, said


def test_every_module_is_core_or_shell() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    stated = next(each for each in config["tool"]["importlinter"]["contracts"] if each["name"] == CORE)
    core = {module.removeprefix("convtool.") for module in stated["source_modules"]}
    there = {path.stem for path in (ROOT / "convtool").iterdir() if path.name != "__pycache__"}
    assert core | SHELL >= there
    assert not core & SHELL


def test_every_file_of_commands_is_a_command() -> None:
    there = {path.stem for path in (ROOT / "convtool" / "commands").glob("*.py")} - {"__init__"}
    assert {name.removesuffix("_") for name in there} == set(commands.COMMANDS)  # import is a word of Python


@pytest.mark.parametrize("line", ["date.today()", "datetime.now(UTC)"])
def test_no_rule_reads_the_clock(line: str) -> None:
    done = subprocess.run(
        [BIN / "ruff", "check", "--stdin-filename", "convtool/rules/x.py", "--output-format", "json", "-"],
        input=f'"""X."""\n\nfrom datetime import UTC, date, datetime\n\nDAY = {line}\n',
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "TID251" in {found["code"] for found in json.loads(done.stdout)}


def test_a_new_rule_is_a_new_file_and_nothing_else(copy: Path) -> None:
    rule = (copy / "convtool" / "rules" / "goal_without_theme.py").read_text(encoding="utf-8")
    new = rule.replace("CV302", "CV999").replace("has no theme", "has no such thing")
    (copy / "convtool" / "rules" / "brand_new.py").write_text(new, encoding="utf-8")
    program = (
        "from datetime import date\n"
        "from convtool.checking import check\n"
        "from convtool.portfolio import load\n"
        "from convtool.rulebook import rulebook\n"
        "text = b'schema: 1\\nid: x\\ntitle: X\\nkind: other\\nstatus: signed\\ngoals: [{id: g, title: G}]\\n'\n"
        "found = check(load({'data/convenants/x.yaml': text}, date(2026, 1, 1)), rulebook())\n"
        "print(*[(each.code, each.name) for each in found])\n"
    )
    assert "('CV999', 'brand-new')" in run(copy, sys.executable, "-c", program)


def test_a_new_field_is_one_line_and_nothing_else(copy: Path) -> None:
    model = copy / "convtool" / "models" / "partner.py"
    before = model.read_text(encoding="utf-8")
    line = '    motto = optional(TEXT, "Motto", "What it says of itself.")\n'
    model.write_text(before.replace("    sector = ", f"{line}    sector = ", 1), encoding="utf-8")
    program = (
        "from datetime import date\n"
        "from convtool.models.partner import Partner\n"
        "from convtool.portfolio import load\n"
        "from convtool.schemas import NOWHERE, schema_of\n"
        "text = b'schema: 1\\nid: x\\nname: X\\nmotto: Samen\\n'\n"
        "print(load({'data/partners/x.yaml': text}, date(2026, 1, 1)).programme.partners['x'].motto)\n"
        "print(schema_of([Partner], NOWHERE, str)['properties']['motto']['description'])\n"
    )
    assert run(copy, sys.executable, "-c", program) == "Samen\nWhat it says of itself.\n"
