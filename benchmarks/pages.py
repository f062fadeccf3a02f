"""How long `convtool render` takes beside a bare interpreter (P): all pages anew, no change, and one change.

Every figure is the median over rounds in which all take turns; a ratio is the median of the ratios within each round.
"""

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from generate import generate
from peers import HERE, Command, Run, ratio, run

_SETTLED = 2.1
"""So many seconds a file has to lie before its stamp tells that it is the same."""
FORMATS = ("html", "md", "html,md")


class Case(NamedTuple):
    """A command, and what is done before each of its runs."""

    command: Command
    before: Callable[[int], None]


def cases(convtool: str, register: Path) -> dict[str, Case]:
    """Give three runs for every format: all anew, where nothing changed since, and where one title did."""
    changed = min((register / "data" / "convenants").iterdir())
    text = changed.read_text(encoding="utf-8")
    found: dict[str, Case] = {}
    for formats in FORMATS:
        out, caches = register.parent / formats, register.parent / f"caches of {formats}"
        argv = [convtool, "render", "--root", str(register), "--format", formats, "--out", str(out)]
        command = Command([*argv, "--as-of", "2026-11-22"], register)

        def anew(_: int, out: Path = out, caches: Path = caches) -> None:
            shutil.rmtree(out, ignore_errors=True)
            shutil.rmtree(caches, ignore_errors=True)
            os.environ["XDG_CACHE_HOME"] = str(caches)

        def settled(_: int, caches: Path = caches, command: Command = command) -> None:
            os.environ["XDG_CACHE_HOME"] = str(caches)
            time.sleep(_SETTLED)
            run(command)

        def retitled(turn: int, caches: Path = caches) -> None:
            os.environ["XDG_CACHE_HOME"] = str(caches)
            changed.write_text(text.replace("title: ", f"title: {turn} ", 1), encoding="utf-8")

        found[f"render {formats}, all anew"] = Case(command, anew)
        found[f"render {formats}, nothing changed"] = Case(command, settled)
        found[f"render {formats}, one changed"] = Case(command, retitled)
    return found


def measure(cases: dict[str, Case], rounds: int) -> dict[str, list[Run]]:
    """Run all in turns, after one round that does not count."""
    runs: dict[str, list[Run]] = {name: [] for name in cases}
    for turn in range(rounds + 1):
        for name, (command, before) in cases.items():
            before(turn)
            done = run(command)
            if done.code:
                sys.exit(f"{name} ended with exit code {done.code}")
            if turn:
                runs[name].append(done)
    return runs


def lines(title: str, runs: dict[str, list[Run]]) -> str:
    """Lay out the medians as Markdown, with ratios to a bare interpreter: of time, and of what processors did in it."""
    bare = runs["python -c pass"]
    found = [
        f"### {title} ({len(bare)} rounds)",
        "",
        "| | seconds | P | processor seconds | P | peak MiB |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, each in runs.items():
        seconds, memory = median(one.seconds for one in each), median(one.mebibytes for one in each)
        worked = median(one.worked for one in each)
        more = median(one.worked / other.worked for one, other in zip(each, bare, strict=True))
        found.append(f"| {name} | {seconds:.3f} | {ratio(each, bare):.1f} | {worked:.3f} | {more:.1f} | {memory:.0f} |")
    return "\n".join(found) + "\n"


def main() -> None:
    """Measure, and print one table for each size."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("sizes", nargs="*", type=int, default=[12, 100, 1000], help="how many convenanten")
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installs a program has its bytecode
    convtool = str(Path(sys.executable).with_name("convtool"))
    bare = {"python -c pass": Case(Command([sys.executable, "-c", "pass"], HERE), lambda _: None)}
    print(f"{time.strftime('%Y-%m-%d')}, CPython {platform.python_version()}, {os.cpu_count()} cores\n")
    for count in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            generate(count, Path(folder) / "register")
            runs = measure(bare | cases(convtool, Path(folder) / "register"), chosen.rounds)
            print(lines(f"{count} convenanten", runs), flush=True)
            os.chdir(HERE)


if __name__ == "__main__":
    main()
