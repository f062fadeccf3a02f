"""The page about threats names tests that exist and run, and leaves none of the attacks out."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE)))
ROWS = [
    line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| Threat", "| Who", "| **"))
]


@cache
def named_in(file: str) -> set[str]:
    """The tests of a file that pytest runs; one that is skipped whatever happens is none."""
    found = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
    functions = [each for each in found if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")]
    return {each.name for each in functions if "mark.skip(" not in "".join(map(ast.unparse, each.decorator_list))}


@pytest.mark.parametrize(("file", "name"), NAMED)
def test_a_test_that_the_page_names_exists(file: str, name: str) -> None:
    assert name in named_in(file)


def test_every_threat_has_a_test() -> None:
    assert len(ROWS) > 40
    assert [row for row in ROWS if not re.search(r"`tests/[\w/]+\.py::test_\w+`", row)] == []


def test_every_file_of_attacks_is_on_the_page() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "attacks").glob("test_*.py")}
    assert files <= {file for file, _ in NAMED}


def test_what_the_page_names_is_collected(request: pytest.FixtureRequest) -> None:
    session = request.session
    collected = {(item.location[0], item.name.partition("[")[0]) for item in session.items}
    files = {file for file, _ in collected}
    if session.config.option.keyword or any("::" in each for each in session.config.args):
        pytest.skip("only a part of the tests was asked for")
    assert {(file, name) for file, name in NAMED if file in files} <= collected
