"""Spoil the core one operator at a time, and count how many of these mutants the tests find.

    python tests/mutants/run.py NUMBER [SEED]

Mutants are drawn by chance from what cosmic-ray can make of the modules, longer ones more often, that know no disk and no screen. They are tried in a copy of the checkout, each by the tests that name its module. What these do not find is printed as a difference;
the score is a lower bound, as other tests may find more.
"""

from __future__ import annotations

import ast
import difflib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[2]
NO_SENSE = re.compile(
    "BitOr|BitAnd|BitXor|Shift|MatMul|Pow|ReplaceBinaryOperator_.*_(Mod|FloorDiv|Mul)$|VariableReplacer|VariableInserter|Decorator|Exception|_Is_Eq$|_IsNot_NotEq$|_Eq_Is$|_NotEq_IsNot$|ReplaceUnaryOperator_.*Invert"
)
"""Operators whose mutants say nothing: those of types, of sets, and those that no reader would ever write."""
SECONDS = 300


def core() -> list[Path]:
    """Give the modules of the core, as its contract lists them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    modules = next(each["source_modules"] for each in contracts if "cannot reach" in each["name"])
    found = []
    for module in modules:
        place = ROOT / module.replace(".", "/")
        found += sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    return [path for path in found if "_" not in path.stem[:1] or path.stem == "__init__"]


def tests_of(path: Path) -> list[str]:
    """Give the words for pytest that run the tests of a module: nothing where none has its name."""
    module = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    if module.startswith("convtool.rules."):
        case = path.stem.replace("_", "-")
        return ["tests/test_rules.py", "tests/test_judging.py", "-k", f"{case} or {path.stem} or test_judging"]
    package, _, name = module.rpartition(".")
    named = re.compile(rf"from {re.escape(module)}\b|from {re.escape(package)} import .*\b{name}\b")
    files = [each for each in sorted((ROOT / "tests").rglob("test_*.py")) if named.search(each.read_text("utf-8"))]
    quick = [each for each in files if not re.search("pages|page_|fuzzing|attacks|mutations|faults", str(each))]
    same = [each for each in quick if each.stem == f"test_{path.stem}"]
    chosen = dict.fromkeys([*same, *quick] if same else [])
    return [str(each.relative_to(ROOT)) for each in list(chosen)[:5]]


@cache
def sites(path: Path) -> list[tuple[Path, str, int]]:
    """Give every mutant of a module: its operator, and which occurrence."""
    found = []
    tree = get_ast(path.read_text("utf-8"))
    for name in operator_names():
        if not NO_SENSE.search(name):
            operator = get_operator(name)()
            number = sum(len(list(operator.mutation_positions(node))) for node in ast_nodes(tree))
            found += [(path, name, each) for each in range(number)]
    return found


def differs(before: str, after: str | None) -> bool:
    """Tell whether a mutant is another program, and not only another text."""
    return after is not None and ast.dump(ast.parse(before)) != ast.dump(ast.parse(after))


def tried(copy: Path, path: Path, after: str, words: list[str]) -> bool:
    """Tell whether the tests find a mutant; one that never ends is found."""
    place = copy / path.relative_to(ROOT)
    before = place.read_text("utf-8")
    place.write_text(after, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-qx", "-p", "no:cacheprovider", "--no-header", *words]
    try:
        return subprocess.run(command, cwd=copy, capture_output=True, timeout=SECONDS, check=False).returncode != 0
    except subprocess.TimeoutExpired:
        return True
    finally:
        place.write_text(before, encoding="utf-8")


def main(number: int, seed: int) -> None:
    """Draw mutants until `number` were tried, and print what was not found and the score."""
    chance = random.Random(seed)  # noqa: S311 - the same mutants for the same seed
    modules = {path: path.stat().st_size for path in core() if tests_of(path)}
    score: Counter[bool] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for each in ("convtool", "tests", "templates", "schemas", "data", "docs"):
            shutil.copytree(ROOT / each, copy / each, ignore=shutil.ignore_patterns("__pycache__", "build"))
        for each in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
            shutil.copy(ROOT / each, copy)
        while score.total() < number:
            (path,) = chance.choices(list(modules), list(modules.values()))
            every = sites(path)
            if not every:
                continue
            path, name, occurrence = chance.choice(every)
            before, words = path.read_text("utf-8"), tests_of(path)
            after = mutate_code(before, get_operator(name)(), occurrence)
            if not differs(before, after):
                continue
            found = tried(copy, path, after, words)
            score[found] += 1
            if not found:
                lines = difflib.unified_diff(
                    before.splitlines(), after.splitlines(), str(path.relative_to(ROOT)), lineterm="", n=0
                )
                print(
                    "\n".join(list(lines)[2:]),
                    f"\n    not found in {path.relative_to(ROOT)} by {' '.join(words)}\n",
                    flush=True,
                )
    print(f"{score[True]} of {score.total()} found: {score[True] / score.total():.0%}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
