"""What a run costs, in things that are counted: modules, files, programs, calls. A slow machine changes none of them.

Where a number goes down on purpose it is written anew here; where it goes up, somebody loads or does more than before.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import HERE

COUNTED = """
import json, os, sys
counts = {"read": [], "programs": 0, "looked": 0, "calls": 0}
root, out, package = sys.argv[1:4]
def audit(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)):
        path = os.fsdecode(args[0])
        if path.startswith(root):
            counts["read"].append(path)
    elif event in {"subprocess.Popen", "os.posix_spawn", "os.system", "os.exec"}:
        counts["programs"] += 1
sys.addaudithook(audit)
lstat = os.lstat
def looking(path, **more):
    counts["looked"] += os.fsdecode(path).startswith(root)
    return lstat(path, **more)
os.lstat = looking
def called(frame, event, argument):
    code = frame.f_code
    counts["calls"] += event == "call" and code.co_filename.startswith(package) and code.co_name[0] != "<"
    return None
sys.argv = ["convtool", *sys.argv[4:]]
from convtool.cli import main
sys.setprofile(called)
try:
    main()
except SystemExit as leave:
    counts["code"] = leave.code
sys.setprofile(None)
counts["modules"] = sorted(sys.modules)
open(out, "w").write(json.dumps(counts))
"""
DAY = "2026-11-21"
SLOW = {
    "yaml",
    "git",
    "jinja2",
    "babel",
    "markdown_it",
    "openpyxl",
    "icalendar",
    "ruamel",
    "rich",
    "pydantic",
    "asyncio",
}
READING = {
    "convtool.parsing",
    "convtool.plain",
    "convtool.portfolio",
    "convtool.checking",
    "convtool.rulebook",
    "convtool.progress",
    "convtool.models.convenant",
    "convtool.woo",
    "convtool.history",
    "dataclasses",
    "tempfile",
}
OPENSSL = {"hashlib", "_hashlib"}


class Counted(NamedTuple):
    """What one run did: the modules it has, the files of the register it opened and looked at, and the rest."""

    modules: set[str]
    read: list[str]
    looked: int
    programs: int
    calls: int


@pytest.fixture
def counted(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


class Counter:
    """Runs convtool over the clean register, and counts."""

    def __init__(self, folder: Path) -> None:
        """Take a folder of its own."""
        self.folder = folder
        self.register = HERE / "base"

    def __call__(self, *words: str) -> Counted:
        """Run it with these words, and give what was counted."""
        out = self.folder / "counted.json"
        away = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
        subprocess.run(
            [sys.executable, "-c", COUNTED, self.register, out, HERE.parent / "convtool", *words],
            env=away | {"XDG_CACHE_HOME": str(self.folder), "LANG": "C.UTF-8"},
            cwd=self.register,
            check=True,
            capture_output=True,
        )
        told = json.loads(out.read_text(encoding="utf-8"))
        return Counted(set(told["modules"]), told["read"], told["looked"], told["programs"], told["calls"])


def ours(modules: set[str]) -> list[str]:
    return sorted(name for name in modules if name.startswith("convtool"))


def test_the_version_loads_nothing(counted: Counter) -> None:
    assert ours(counted("--version").modules) == ["convtool", "convtool.cli"]


@pytest.mark.parametrize("words", [("--help",), ("--lang", "nl", "--help"), ("niets",)])
def test_the_help_loads_no_command(counted: Counter, words: tuple[str, ...]) -> None:
    told = counted(*words)
    assert not told.modules & (SLOW | READING)
    assert [name for name in ours(told.modules) if name.startswith("convtool.commands.")] == []
    assert len(ours(told.modules)) <= 22
    assert (told.read, told.programs) == ([], 0)


@pytest.mark.parametrize(
    ("words", "most"), [(("validate",), 35), (("status",), 27), (("agenda",), 27), (("status", "--format", "json"), 27)]
)
def test_where_nothing_changed_nothing_is_loaded_that_reads(
    counted: Counter, words: tuple[str, ...], most: int
) -> None:
    first = counted("--as-of", DAY, *words)
    assert {"convtool.portfolio", "convtool.models.convenant"} <= first.modules
    second = counted("--as-of", DAY, *words)
    assert not second.modules & (SLOW | READING | OPENSSL)
    assert len(ours(second.modules)) <= most
    assert second.programs == 0
    files = len(list((counted.register / "data").rglob("*.yaml")))
    assert second.looked == files
    shown = {path for path in second.read if path.endswith(".yaml")}
    assert len(shown) == (2 if words == ("validate",) else 0), "only files with a finding, for the lines that are shown"


@pytest.mark.parametrize(("words", "again"), [(("validate",), 2), (("status",), 0)])
def test_no_file_is_read_twice_but_to_show_its_lines(counted: Counter, words: tuple[str, ...], again: int) -> None:
    told = counted("--as-of", DAY, *words)
    files = [path for path in told.read if path.endswith(".yaml")]
    assert files
    assert len(files) == len(set(files)) + again
    assert told.programs == 0
    assert not told.modules & (SLOW - {"yaml"})


@pytest.mark.parametrize(("words", "most"), [(("validate", "--no-cache"), 8600), (("status",), 3900)])
def test_a_run_makes_no_more_calls_than_it_did(counted: Counter, words: tuple[str, ...], most: int) -> None:
    told = counted("--as-of", DAY, *words)
    assert most / 2 < told.calls < most
    assert ("convtool.progress.rows" in told.modules) is (words == ("status",))


def test_where_nothing_changed_a_file_more_takes_one_look_and_nothing_else(counted: Counter, tmp_path: Path) -> None:
    for more in (1, 51):
        meetings = shutil.copytree(HERE / "base", tmp_path / f"{more}") / "data" / "meetings"
        for number in range(more):
            record = f"schema: 1\nid: 2024-01-01-m{number}\ntitle: Gesprek\nexample: true\ndate: 2024-01-01\n"
            (meetings / f"2024-01-01-m{number}.yaml").write_text(record, encoding="utf-8")
    time.sleep(2.1)  # what was written later is read again, for the clock of a disk may be coarse
    for command in ("validate", "status"):
        costs = []
        for more in (1, 51):
            counted.register = tmp_path / f"{more}"
            counted("--as-of", DAY, command)
            told = counted("--as-of", DAY, command)
            costs.append((told.calls, told.looked))
        assert (costs[1][0] - costs[0][0], costs[1][1] - costs[0][1]) == (50, 50), command


@pytest.mark.parametrize("words", [("validate",), ("status", "--by", "partner")])
def test_no_file_is_left_open(words: tuple[str, ...], tmp_path: Path, torture: int) -> None:
    partners = tmp_path / "data" / "partners"
    shutil.copytree(HERE / "base" / "data", tmp_path / "data")
    text = (partners / "voorbeeldbank.yaml").read_text(encoding="utf-8")
    for number in range(300 * torture):
        path = partners / f"bank-{number}.yaml"
        path.write_text(text.replace("id: voorbeeldbank", f"id: bank-{number}"), encoding="utf-8")
    done = subprocess.run(
        ["sh", "-c", 'ulimit -n 24 && exec "$0" -m convtool "$@"', sys.executable, *words],
        env=os.environ | {"PYTHONPATH": str(HERE.parent), "XDG_CACHE_HOME": str(tmp_path)},
        cwd=tmp_path,
        check=False,
        capture_output=True,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_nothing_is_searched_for_rings_at_the_end() -> None:
    program = (
        "import atexit, gc, sys; from convtool.cli import main\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 0))\n"
        "sys.argv = ['convtool', 'rules']\n"
        "main()"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.endswith("\nTrue\n")
