"""How long `convtool render` takes beside a bare interpreter (P): all pages anew, and after one change.

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

FORMATS = ("html", "md", "html,md")


class Case(NamedTuple):
    """A command, and what is done before each of its runs."""

    command: Command
    before: Callable[[int], None]


def cases(convtool: str, register: Path) -> dict[str, Case]:
    """Give a run for every format into an empty folder, and one into a full folder after one title changed."""
    changed = min((register / "data" / "convenants").iterdir())
    text = changed.read_text(encoding="utf-8")
    found: dict[str, Case] = {}
    for formats in FORMATS:
        out = register.parent / formats
        argv = [convtool, "render", "--root", str(register), "--format", formats, "--out", str(out)]
        command = Command([*argv, "--as-of", "2026-11-22"], register)

        def anew(_: int, out: Path = out) -> None:
            shutil.rmtree(out, ignore_errors=True)

        def retitled(turn: int) -> None:
            changed.write_text(text.replace("title: ", f"title: {turn} ", 1), encoding="utf-8")

        found[f"convtool render {formats}"] = Case(command, anew)
        found[f"convtool render {formats}, one changed"] = Case(command, retitled)
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
    """Lay out the medians as Markdown, with ratios to a bare interpreter."""
    bare = runs["python -c pass"]
    found = [f"### {title} ({len(bare)} rounds)", "", "| | seconds | P | peak MiB |", "|---|--:|--:|--:|"]
    for name, each in runs.items():
        seconds, memory = median(one.seconds for one in each), median(one.mebibytes for one in each)
        found.append(f"| {name} | {seconds:.3f} | {ratio(each, bare):.1f} | {memory:.0f} |")
    return "\n".join(found) + "\n"


def main() -> None:
    """Measure, and print one table for each size."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("sizes", nargs="*", type=int, default=[12, 1000], help="how many convenanten")
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
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
