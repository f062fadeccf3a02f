"""The ways into CI that convtool ships do what they say: pre-commit's hook, GitHub's action, GitLab's job."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Base

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
SPOILED = "goals: [{id: stageplekken, classified: {themes: [werken]}}]\n"
WORKFLOW_WORDS = re.compile(r"\$\{\{")


def put(root: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """The clean register."""
    return put(tmp_path / "good", Base().files)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A register with one error, in a folder with a space."""
    return put(tmp_path / "one error", Base().merged(SPOILED))


def bash(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A script as a CI runs it, with only the environment that is named."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("COVERAGE", "PIP_"))}
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env=kept | {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def content(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where pip can get what a build needs; elsewhere the test is skipped, and says so."""
    words = ["--quiet", "--retries", "0", "--no-deps", "--dest", str(tmp_path_factory.mktemp("packages")), "hatchling"]
    done = subprocess.run([sys.executable, "-m", "pip", "download", *words], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("there is no index of packages here: nothing was installed for real")


# ---- GitHub ---------------------------------------------------------------------------------------------


def steps() -> dict[str, dict[str, Any]]:
    """The steps of the action that run in a shell, by their names."""
    action = content("action.yml")
    assert action["runs"]["using"] == "composite"
    return {step["name"]: step for step in action["runs"]["steps"] if "run" in step}


def test_the_action_has_the_inputs_that_its_page_names_and_puts_none_into_a_script() -> None:
    inputs = content("action.yml")["inputs"]
    assert {name: given["default"] for name, given in inputs.items()} == {
        "root": ".",
        "fail-on": "error",
        "format": "",
    }
    for step in steps().values():
        assert step["shell"] == "bash"
        assert not WORKFLOW_WORDS.search(step["run"])
    given = set(steps()["Check the register"]["env"].values())
    assert given == {f"${{{{ inputs.{name} }}}}" for name in inputs}


def test_the_action_checks_a_register(good: Path, bad: Path, tmp_path: Path) -> None:
    script = steps()["Check the register"]["run"]
    (tmp_path / "convtool").mkdir()
    (tmp_path / "convtool" / "bin").symlink_to(BIN)
    summary = tmp_path / "summary.md"
    given = {
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(summary),
        "FAIL_ON": "error",
        "FORMAT": "",
    }
    done = bash(script, tmp_path, **given, ROOT="good")
    assert (done.returncode, done.stderr) == (0, "")
    done = bash(script, tmp_path, **given, ROOT="one error")
    assert done.returncode == 1
    assert done.stdout.count("::error file=data/convenants/voorbeeldbank.yaml,line=") == 1
    assert summary.read_text(encoding="utf-8").count("### convtool validate\n") == 2
    done = bash(script, bad, **given | {"FAIL_ON": "never", "FORMAT": "text sarif=out.sarif\n json=*.json"}, ROOT=".")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((bad / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (bad / "*.json").exists()
    assert good.exists()
    done = bash(script, tmp_path, **given, ROOT="$(touch forged); touch forged #")
    assert done.returncode == 2
    assert not (tmp_path / "forged").exists()


@pytest.mark.usefixtures("network")
def test_the_action_installs_its_own_convtool_and_nothing_of_the_pull_request(bad: Path, tmp_path: Path) -> None:
    (bad / "pip").mkdir()
    for name in ("pip/__main__.py", "pip/__init__.py", "venv.py"):
        (bad / name).write_text("open('forged', 'w')\n", encoding="utf-8")
    script = "\n".join(step["run"] for step in steps().values())
    shutil.copytree(ROOT, tmp_path / "action", ignore=shutil.ignore_patterns(".*", "node_modules", "build", "tests"))
    given = {"ROOT": ".", "FAIL_ON": "error", "FORMAT": "short", "PYTHON": sys.executable}
    done = bash(script, bad, **given, RUNNER_TEMP=str(tmp_path), GITHUB_ACTION_PATH=str(tmp_path / "action"))
    assert done.returncode == 1, done.stderr
    assert "error[CV301]" in done.stdout
    assert not (bad / "forged").exists()
    assert (tmp_path / "convtool/bin/convtool").exists()


# ---- GitLab ---------------------------------------------------------------------------------------------


def test_the_job_of_gitlab_checks_a_register_and_keeps_both_reports(good: Path, bad: Path) -> None:
    job = content("ci/gitlab.yml")["convtool"]
    _, script = job["script"]
    for folder, code in ((good, 0), (bad, 1)):
        done = bash(script, folder, **job["variables"], PATH=f"{BIN}:{os.environ['PATH']}")
        assert (done.returncode, done.stderr) == (code, "")
        assert "2 convenanten" in done.stdout.splitlines()[-1]
        reports = job["artifacts"]["reports"]
        quality = json.loads((folder / reports["codequality"]).read_text(encoding="utf-8"))
        assert [each["severity"] for each in quality].count("critical") == code
        assert (folder / reports["junit"]).read_text(encoding="utf-8").count("<failure") == code
    assert job["artifacts"]["when"] == "always"


def test_the_job_of_gitlab_wants_to_be_told_what_to_install(good: Path) -> None:
    install, _ = content("ci/gitlab.yml")["convtool"]["script"]
    assert install.startswith("python -I -m pip install ")
    done = bash(install, good)
    assert done.returncode != 0
    assert "says what pip is to install" in done.stderr


# ---- pre-commit -----------------------------------------------------------------------------------------


def test_the_hook_runs_for_what_a_register_is_made_of() -> None:
    (hook,) = content(".pre-commit-hooks.yaml")
    assert hook["id"] == "convtool-validate"
    assert hook["pass_filenames"] is False
    files = re.compile(hook["files"])
    for path in ("data/masterplan.yaml", "data/convenants/x.yaml", "templates/convenant/page.html.j2", "convtool.toml"):
        assert files.search(path)
    for path in ("README.md", "docs/data/x.yaml", "convtool.toml.orig", "database.yaml", "my/convtool.toml"):
        assert not files.search(path)


@pytest.mark.usefixtures("network")
def test_pre_commit_lets_a_good_register_through_and_stops_a_bad_one(good: Path, bad: Path, tmp_path: Path) -> None:
    plain = {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    for folder, code in ((good, 0), (bad, 1)):
        assert bash("git init -q . && git add --all", folder, **plain).returncode == 0
        done = bash(f'"{BIN}/pre-commit" try-repo "{ROOT}" convtool-validate --all-files', folder, **plain)
        assert done.returncode == code, done.stdout + done.stderr
        assert ("error[CV301]" in done.stdout) == bool(code)
        assert ("Passed" in done.stdout) != bool(code)
