"""Judge candidate files, each beside good ones, and say what they cost: `python tests/fuzzing/beside.py NUMBER`.

NUMBER mutated files of the sample register; with 0, every input of the official YAML test suite as a convenant. Prints
one line of JSON: how many were read and refused, the slowest in seconds of CPU, and the peak of memory in MiB beyond
that of a run that judges none.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from convtool.checking import check
from convtool.diagnostics import Level
from convtool.parsing import parse
from convtool.portfolio import load
from convtool.rulebook import rulebook
from tests.conftest import CONVENANT, DAY, Base
from tests.fuzzing.mutating import mutated
from tests.fuzzing.targets import BESIDE, NEIGHBOUR, ROOT
from tests.test_parsing import SUITE

GOOD = Base().files


def mutations(number: int) -> Iterator[tuple[str, bytes]]:
    """Give so many mutated files of the sample register, the same ones each time."""
    chance = Random(9)  # noqa: S311 - a test may be foretold
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in sorted((ROOT / "data").rglob("*.yaml"))}
    for _ in range(number):
        path = chance.choice(list(files))
        yield path, mutated(files[path], chance)


def peak() -> int:
    """Give the most memory that this process ever had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def judged(candidates: Iterator[tuple[str, bytes]]) -> dict[str, float]:
    """Judge candidates, each in a register with good files and one whose fault is known."""
    expected = [each for each in check(load(GOOD | BESIDE, DAY), rulebook()) if each.place.path == NEIGHBOUR]
    assert expected
    told = {"read": 0.0, "refused": 0.0, "slowest": 0.0}
    before = peak()
    for path, data in candidates:
        started = time.process_time()
        found = check(load(GOOD | BESIDE | {path: data}, DAY), rulebook())
        told["slowest"] = max(told["slowest"], time.process_time() - started)
        assert [each for each in found if each.place.path == NEIGHBOUR] == expected, path
        document, _ = parse(path, data)
        refused = any(each.place.path == path and each.level is Level.ERROR for each in found)
        assert document.root is not None or refused, "what cannot be read is an error"
        told["refused" if document.root is None else "read"] += 1
    return told | {"mebibytes": (peak() - before) / 1024, "whole": peak() / 1024}


if __name__ == "__main__":
    wanted = int(sys.argv[1])
    suite = ((CONVENANT, each.read_bytes()) for each in sorted(SUITE.glob("suite-*.yaml")))
    json.dump(judged(mutations(wanted) if wanted else suite), sys.stdout)
