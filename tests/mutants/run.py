"""Spoil the core one operator at a time, and count how many of these mutants the tests find.

    python tests/mutants/run.py NUMBER [SEED]

Mutants are drawn by chance, longer modules more often, from what cosmic-ray can make of everything that knows no disk
and no screen; the versions of the file format, which never change any more, are among them. Each is tried in a copy of
the checkout by tests that run the spoilt line, as `contexts.py` saw them: those named after its module first, then the
quickest of each function, until they are `MOST` or take `SECONDS` together; what these do not find is tried by ten times
as many. A test that finds a mutant has to pass without it. What is not found is printed as a difference.

Left out are operators that say nothing (`NO_SENSE`), mutants that are the same program, and tests that were seen in no
process of pytest's own: those of whole programs and of pages in a browser. So the score is a lower bound, and a line
that only such tests run counts as not found.
"""

from __future__ import annotations

import ast
import difflib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from bisect import bisect
from collections import Counter, defaultdict
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names
from coverage import CoverageData

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "mutants"
NO_SENSE = re.compile(
    "BitOr|BitAnd|BitXor|Shift|MatMul|Pow|ReplaceBinaryOperator_.*_(Mod|FloorDiv|Mul)$|VariableReplacer|VariableInserter|Decorator|Exception|_Is_Eq$|_IsNot_NotEq$|_Eq_Is$|_NotEq_IsNot$|ReplaceUnaryOperator_.*Invert"
)
"""Operators whose mutants say nothing: those of types, of sets, and those that no reader would ever write."""
SECONDS, MOST = 30, 300
ENDLESS = 300
FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/.*?)(?: - .*)?$", re.MULTILINE)
UNKNOWN = re.compile(r"^ERROR: (?:not found|file or directory not found): (.*)$", re.MULTILINE)


def core() -> list[Path]:
    """Give the modules of the core, as its contract lists them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    modules = next(each["source_modules"] for each in contracts if "cannot reach" in each["name"])
    found = []
    for module in modules:
        place = ROOT / module.replace(".", "/")
        found += sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    return found


@cache
def sites(path: Path) -> list[tuple[str, int]]:
    """Give every mutant of a module: its operator, and which occurrence."""
    found = []
    tree = get_ast(path.read_text("utf-8"))
    for name in operator_names():
        if not NO_SENSE.search(name):
            operator = get_operator(name)()
            number = sum(len(list(operator.mutation_positions(node))) for node in ast_nodes(tree))
            found += [(name, each) for each in range(number)]
    return found


def differs(before: str, after: str | None) -> bool:
    """Tell whether a mutant is another program, and not only another text, or none at all."""
    try:
        return after is not None and _program(before) != _program(after)
    except SyntaxError:
        return False


def _program(text: str) -> str:
    """Give what of a module runs: what only a checker of types imports does not."""
    tree = ast.parse(text)
    tree.body = [
        each
        for each in tree.body
        if not (isinstance(each, ast.If) and not each.orelse and "TYPE_CHECKING" in ast.unparse(each.test))
    ]
    return ast.dump(tree)


def spoilt(before: str, after: str) -> set[int]:
    """Give the numbers of the lines that differ."""
    steps = difflib.SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False).get_opcodes()
    return {line + 1 for tag, first, end, _, _ in steps if tag != "equal" for line in range(first, max(end, first + 1))}


class Seen:
    """What `contexts.py` wrote down: which tests run a line, and how long each takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        for each in sorted(KEPT.glob("seconds.*"), key=lambda path: path.stat().st_mtime):
            self.seconds |= json.loads(each.read_text("utf-8"))
        self._data = []
        for each in sorted(KEPT.glob("lines.*")):
            data = CoverageData(str(each))
            data.read()
            self._data.append((data, each.stat().st_mtime))

    @cache  # noqa: B019 - there is one, for as long as the program runs
    def lines(self, path: Path) -> dict[int, set[str]]:
        """Give the tests of each line of a module; under line 0 all of them."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for data, when in self._data:
            for line, tests in data.contexts_by_lineno(str(path.relative_to(ROOT))).items():
                known = {test for test in tests if self.seconds.get(test, ENDLESS) < SECONDS}
                found[0] |= known
                if path.stat().st_mtime < when:
                    found[line] |= known
        return found

    def tests_of(self, path: Path, before: str, wanted: set[int]) -> list[str]:
        """Give the tests that try a mutant: of its lines, else of the function around them, else of its module.

        What stands in no function runs once, for whichever test comes first: there all tests of the module count, and of
        one in which nothing else stands all tests there are.
        """
        lines = self.lines(path)
        around = [
            set(range(node.lineno, (node.end_lineno or 0) + 1))
            for node in ast.walk(ast.parse(before))
            if isinstance(node, ast.FunctionDef) and node.lineno <= min(wanted) <= (node.end_lineno or 0)
        ]
        for some in (*([wanted] if around else ()), *sorted(around, key=len), {0}):
            tests = set[str]().union(*(lines.get(line, ()) for line in some))
            if tests:
                return self._ordered(path, tests)
        return self._ordered(path, {test for test, seconds in self.seconds.items() if seconds < SECONDS})

    def _ordered(self, path: Path, tests: set[str]) -> list[str]:
        names = path.parent.name if path.stem == "__init__" else path.stem
        named = re.compile(f"(?i)test_{names}|\\b{names.replace('_', '[-_]')}\\b")
        turns: Counter[str] = Counter()
        order = []
        for test in sorted(tests, key=lambda each: (self.seconds[each], each)):
            function = test.partition("[")[0]
            turns[function] += 1
            order.append((not named.search(test), turns[function], self.seconds[test], test))
        return [test for *_, test in sorted(order)]

    def dealt(self, tests: list[str]) -> Iterator[list[str]]:
        """Give the tests that try a mutant first, and those that try it then."""
        for most in (1, 10):
            taken = list(accumulate(self.seconds[test] for test in tests))
            number = min(len(tests), MOST * most, max(1, bisect(taken, SECONDS * most)))
            yield tests[:number]
            tests = tests[number:]


class Copy:
    """A copy of the checkout, in which a module at a time is spoilt."""

    def __init__(self, folder: Path) -> None:
        self.place = folder / "checkout"
        self._temporary = folder / "tmp"
        self._sound: dict[str, bool] = {}
        left_out = shutil.ignore_patterns(
            "__pycache__", "build", ".git", ".venv", "node_modules", ".coverage*", "*_cache", ".hypothesis"
        )
        shutil.copytree(ROOT, self.place, ignore=left_out)

    def finds(self, path: Path, after: str, tests: list[str]) -> bool:
        """Tell whether the tests find a mutant; one that never ends is found."""
        place = self.place / path.relative_to(ROOT)
        before = place.read_text("utf-8")
        while tests:
            place.write_text(after, encoding="utf-8")
            try:
                failed = self._failed(tests)
            finally:
                place.write_text(before, encoding="utf-8")
            unsound = {test for test in failed if not self._passes(test)}
            if not unsound:
                return bool(failed)
            tests = [test for test in tests if test not in unsound]
        return False

    def _passes(self, test: str) -> bool:
        if test not in self._sound:
            self._sound[test] = not self._failed([test])
        return self._sound[test]

    def _failed(self, tests: list[str]) -> list[str]:
        """Give the first of the tests that fail, and those that are not there; all where no test can even be run."""
        options = ["-qx", "-p", "no:cacheprovider", "--no-header", "--tb=no", f"--basetemp={self._temporary}"]
        command = [sys.executable, "-m", "pytest", *options, *tests]
        environment = os.environ | {"PYTHONPATH": str(self.place)}
        try:
            ran = subprocess.run(
                command, cwd=self.place, env=environment, capture_output=True, text=True, timeout=ENDLESS, check=False
            )
        except subprocess.TimeoutExpired:
            return tests[:1]
        said = ran.stdout + ran.stderr
        missing = [each.removeprefix(f"{self.place}/") for each in UNKNOWN.findall(said)]
        named = [each for each in FAILED.findall(said) if each in tests]
        return [] if ran.returncode == 0 else missing or named or tests[:1]


def main(number: int, seed: int) -> None:
    """Draw mutants until `number` were tried, and print what was not found and the score."""
    chance = random.Random(seed)  # noqa: S311 - the same mutants for the same seed
    modules = {path: path.stat().st_size for path in core()}
    seen = Seen()
    score: Counter[bool] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = Copy(Path(folder))
        while score.total() < number:
            (path,) = chance.choices(list(modules), list(modules.values()))
            every = sites(path)
            if not every:
                continue
            name, occurrence = chance.choice(every)
            before = path.read_text("utf-8")
            after = mutate_code(before, get_operator(name)(), occurrence)
            if not differs(before, after):
                continue
            tests = seen.tests_of(path, before, spoilt(before, after))
            found = any(copy.finds(path, after, some) for some in seen.dealt(tests))
            score[found] += 1
            print("." if found else "x", end="", file=sys.stderr, flush=True)
            if not found:
                lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
                tried = sum(map(len, seen.dealt(tests)))
                print(
                    f"not found in {path.relative_to(ROOT)} by {tried} tests",
                    *list(lines)[2:],
                    "",
                    sep="\n",
                    flush=True,
                )
    print(f"{score[True]} of {score.total()} found: {score[True] / score.total():.0%}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
