"""Any bytes into every way in: what a fuzzer once broke stays mended, and a few mutations a run look for more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.fuzzing.mutating import mutated
from tests.fuzzing.targets import TARGETS
from tests.test_parsing import SUITE

HERE = Path(__file__).parent
CORPUS = sorted((HERE / "corpus").glob("*/*"))
ROUNDS = {"validator": 20, "renderer": 5, "templates": 10, "editor": 30, "importer": 30}


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: f"{file.parent.name}-{file.name}")
def test_what_a_fuzzer_found_stays_mended(file: Path) -> None:
    TARGETS[file.parent.name].run(file.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_no_bytes_break_a_promise(name: str, torture: int) -> None:
    chance = Random(4)  # noqa: S311 - the same bytes every time
    seeds = TARGETS[name].seeds()
    for _ in range(ROUNDS.get(name, 60) * torture):
        TARGETS[name].run(mutated(chance.choice(seeds), chance)[:9999])


def beside(number: int) -> dict[str, float]:
    """What it costs to judge files that are not as they should be, each among good ones."""
    words = [sys.executable, str(HERE / "beside.py"), str(number)]
    told = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(told)
    return found


def test_a_mutated_file_is_read_or_refused_in_a_second_and_100_mebibytes_and_hides_no_other(torture: int) -> None:
    told = beside(50 * torture)
    assert told["read"] + told["refused"] == 50 * torture
    assert min(told["read"], told["refused"]) > 0
    assert told["slowest"] < 1
    assert told["mebibytes"] < 100


def test_every_input_of_the_official_suite_is_read_or_refused_beside_good_files() -> None:
    if not SUITE.exists():
        pytest.skip("the YAML test suite is not here: shared/data/yaml-test-suite beside the project")
    told = beside(0)
    assert told["read"] + told["refused"] == 402
    assert told["slowest"] < 1
    assert told["mebibytes"] < 100
