"""Every command that a page for people shows does what it says."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repositories import commit, git

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])

TYPED = ("story.md",)
"""Pages that go on from command to command in a register of their own: another test types these."""

LOOKING = ("agenda", "diff", "doctor", "log", "show", "status", "validate", "verify")
"""Commands that leave all as it is: where the README shows the same line, it is run there alone."""


def shown(page: Path) -> list[str]:
    """The lines after a prompt in the console blocks of a page."""
    blocks = re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return [
        line[2:].partition("#")[0].strip() for block in blocks for line in block.splitlines() if line.startswith("$ ")
    ]


@pytest.mark.parametrize("page", [page for page in PAGES if page.name not in TYPED], ids=lambda page: page.name)
def test_every_command_shown_runs(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    git(tmp_path, "init", "-q")
    commit(tmp_path, at="2025-01-01T12:00:00Z")
    words = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "CONVTOOL_LANG": "en"}
    at_the_front = shown(ROOT / "README.md") if page.parent.name == "docs" else []
    for command in shown(page):
        if command.startswith("make") or (command in at_the_front and command.split()[1] in LOOKING):
            continue
        if command.startswith("convtool preview"):
            with subprocess.Popen(shlex.split(command), cwd=tmp_path, env=words, stdout=subprocess.PIPE) as process:
                assert process.stdout
                assert b"http://127.0.0.1:" in process.stdout.readline()
                process.send_signal(signal.SIGINT)
            assert process.returncode == 130
            continue
        done = subprocess.run(
            shlex.split(command), cwd=tmp_path, env=words, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), command


def test_every_word_of_make_that_is_shown_exists() -> None:
    words = {
        word for page in PAGES for command in shown(page) if command.startswith("make ") for word in command.split()[1:]
    }
    targets = set(re.findall(r"^([a-z-]+):.* ## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert words
    assert words <= targets


def test_the_readme_links_to_what_is_there() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), (page.name, target)


def test_the_finding_in_the_readme_is_what_the_program_says(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    file = tmp_path / "data/convenants/voorbeeldbank.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[werk, jeugd]", "[werken, jeugd]", 1), encoding="utf-8")
    words = os.environ | {"CONVTOOL_LANG": "en"}
    convtool = Path(sys.executable).with_name("convtool")
    done = subprocess.run([convtool, "validate"], cwd=tmp_path, env=words, capture_output=True, text=True, check=False)
    (example,) = re.findall(r"```\n(data/.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert example in done.stdout
