"""Whole processes, timed in turns (A B C A B C ...): what is quoted is a median, and a ratio within one round travels.

Peak memory is that of the largest process, and never shows as less than what the measuring script itself takes.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Container, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).parent
FEWEST, MOST = 3, 21
BARE = "python -c pass"


class Run(NamedTuple):
    """One process from start to end."""

    seconds: float
    mebibytes: float
    code: int


class Command(NamedTuple):
    """A program as it is started, where, and what is done before each of its runs; `turn` counts from 0."""

    argv: Sequence[str]
    folder: Path = HERE
    before: Callable[[int], None] = lambda turn: None  # noqa: ARG005 - called by its name
    more: Mapping[str, str] = {}
    codes: Container[int] = (0,)


BEGIN = {BARE: Command([sys.executable, "-c", "pass"])}


def run(command: Command) -> Run:
    """Start a process and wait for it, with nothing between the clock and the two calls."""
    os.chdir(command.folder)
    # whoever installs a program has its bytecode
    surroundings = {**os.environ, **command.more}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    quiet = [(os.POSIX_SPAWN_OPEN, each, os.devnull, os.O_RDWR, 0) for each in (0, 1, 2)]
    begun = time.perf_counter()
    process = os.posix_spawn(command.argv[0], list(command.argv), surroundings, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    return Run(time.perf_counter() - begun, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def in_turns(commands: Mapping[str, Command], seconds: float) -> dict[str, list[Run]]:
    """Run all in turns, after one round that does not count, until the time is used up; three rounds at least."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    begun = time.perf_counter()
    for turn in range(MOST + 1):
        if turn == 1:
            begun = time.perf_counter()
        if turn > FEWEST and time.perf_counter() - begun > seconds:
            break
        for name, command in commands.items():
            command.before(turn)
            done = run(command)
            if done.code not in command.codes:
                sys.exit(f"{name} ended with exit code {done.code}; only one of {command.codes} is measured")
            if turn:
                runs[name].append(done)
    return runs


def ratio(some: Sequence[Run], others: Sequence[Run]) -> float:
    """Give the median of the ratios of time within each round."""
    return median(one.seconds / other.seconds for one, other in zip(some, others, strict=True))


def table(title: str, runs: Mapping[str, Sequence[Run]], more: Mapping[str, Mapping[str, str]] | None = None) -> str:
    """Lay out the medians as Markdown; `more` are further columns, of each what it says of a row by its name."""
    columns = more or {}
    lines = [
        f"### {title} ({len(runs[BARE])} rounds)",
        "",
        f"| {' | '.join(('', 'seconds', 'P', 'peak MiB', *columns))} |",
        "|---|--:|--:|--:|" + "--:|" * len(columns),
    ]
    for name, each in runs.items():
        seconds, memory = median(one.seconds for one in each), median(one.mebibytes for one in each)
        cells = [name, f"{seconds:.3f}", f"{ratio(each, runs[BARE]):.1f}", f"{memory:.0f}"]
        cells += [said.get(name, "") for said in columns.values()]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
