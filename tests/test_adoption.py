"""What somebody looks at before adopting convtool: its entry in catalogues, its promises, and its manual page."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
import yaml

import convtool
from convtool.commands import COMMANDS

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def entry() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return found


def test_the_entry_for_catalogues_has_what_the_standard_asks(entry: dict[str, Any]) -> None:
    wanted = {
        "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType",
        "description", "legal", "maintenance", "localisation",
    }  # fmt: skip
    assert wanted <= entry.keys() <= wanted | {"softwareVersion", "dependsOn"}
    assert re.fullmatch(r"https://[a-z.]+/.+\.git", entry["url"])
    assert entry["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert entry["softwareType"] == "standalone/other"
    assert entry["maintenance"]["type"] in {"internal", "contract", "community", "none"}
    assert entry["localisation"] == {"localisationReady": True, "availableLanguages": ["nl", "en"]}
    for language in ("nl", "en"):
        told = entry["description"][language]
        assert 0 < len(told["shortDescription"]) <= 150
        assert 150 <= len(told["longDescription"]) <= 10_000
        assert len(told["features"]) >= 5


def test_the_entry_for_catalogues_says_the_same_as_the_package(entry: dict[str, Any]) -> None:
    assert entry["softwareVersion"] == convtool.__version__
    assert entry["legal"]["license"] == PROJECT["license"] == "EUPL-1.2"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    (python,) = [each for each in entry["dependsOn"]["open"] if each["name"] == "Python"]
    assert PROJECT["requires-python"] == f">={python['versionMin']}"


def test_the_manual_page_tells_every_command_and_is_set_without_a_complaint() -> None:
    page = ROOT / "docs" / "convtool.1"
    assert re.findall(r"^\.SS (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE) == list(COMMANDS)
    if shutil.which("groff"):
        done = subprocess.run(
            ["groff", "-man", "-ww", "-z", "-Tutf8", page], capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")


def built_on(name: str, found: dict[str, str]) -> dict[str, str]:
    """What a package is built on, and what that is built on in turn, each with what it says of its licence."""
    try:
        package = distribution(name)
    except PackageNotFoundError:  # only for another system
        return found
    told = package.metadata
    classes = [each for each in told.get_all("Classifier") or [] if each.startswith("License ::")]
    own = [told[key].partition("\n")[0] for key in ("License-Expression", "License") if key in told]
    found[name] = " ".join([*own, *classes])
    for line in package.requires or []:
        other = re.split(r"[^A-Za-z0-9._-]", line)[0].lower()
        if other not in found and ("extra ==" not in line or name == "convtool"):
            built_on(other, found)
    return found


def test_what_convtool_is_built_on_may_be_used_under_its_licence() -> None:
    found = built_on("convtool", {})
    assert {"typer", "jinja2", "weasyprint", "fonttools"} <= found.keys()
    free = re.compile(r"\b(MIT|BSD|ISC|ISCL|PSF|PSFL|PSF-2.0|Apache-2.0|Python Software Foundation|LGPLv2|EUPL-1.2)\b")
    assert {name: said for name, said in found.items() if not free.search(said)} == {}


def test_every_page_stands_in_the_site_once() -> None:
    site = tomllib.loads((ROOT / "zensical.toml").read_text(encoding="utf-8"))
    named = re.findall(r"'([a-z-]+\.md)'", str(site["project"]["nav"]))
    assert sorted(named) == sorted(path.name for path in (ROOT / "docs").glob("*.md"))


def test_the_jobs_that_publish_know_no_secret_and_run_what_the_page_shows() -> None:
    page = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    github, gitlab = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL))
    shown = re.findall(r"^\$ (.+)$", page, re.MULTILINE)
    assert [step["run"] for step in github["jobs"]["make"]["steps"] if "convtool" in step.get("run", "")][1:] == shown
    assert gitlab["pages"]["script"] == shown
    assert "secret" not in str(github) + str(gitlab)
    assert github["permissions"] == {"contents": "read"}
    assert not any("run" in step for step in github["jobs"]["publish"]["steps"])
