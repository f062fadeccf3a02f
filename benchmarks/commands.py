"""Every command that users wait for, at each size: for the first time, with nothing changed, and after one change."""

import itertools
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from math import log
from pathlib import Path
from statistics import median

from generate import generate
from peers import CONVTOOL
from turns import BARE, BEGIN, HERE, Command, in_turns, ratio, run, table

DAY = ("--as-of", "2026-11-22")
TARGETS = {
    "convtool --version": {0: 3},
    "convtool --help": {0: 9},
    "completion of an id": {12: 9, 1000: 9},
    "validate, first time": {12: 10, 1000: 45, 10_000: 400},
    "validate, nothing changed": {12: 8, 1000: 9, 10_000: 14},
    "validate, one changed": {1000: 14},
    "status, first time": {1000: 55},
    "status, nothing changed": {1000: 14},
    "status as a table of a terminal, first time": {12: 20},
    "render --format html, first time": {1000: 130},
    "render --format md, first time": {1000: 95},
    "render --format html, one changed": {1000: 20},
    "record": {12: 15},
    "verify, first time": {100: 500},
    "verify, nothing changed": {100: 20},
}
"""How many P each may take, by the number of convenanten."""
HISTORY = 100, 10_000
"""How many convenanten and commits the history has that is proven."""
LARGEST_SHOWN = 1000
"""Of more convenanten no tables and no pages are made."""
COARSE = 2.1
"""So many seconds after a change a file counts as settled."""


def starts() -> dict[str, Command]:
    """Give what needs no register."""
    return {
        "convtool --version": Command([CONVTOOL, "--version"]),
        "convtool --help": Command([CONVTOOL, "--help"]),
        "convtool validate --help": Command([CONVTOOL, "validate", "--help"]),
    }


def on(register: Path, cache: Path, *, shown: bool) -> dict[str, Command]:
    """Give every command on one register, with caches of their own; what is laid out for people only where `shown`."""
    changed = min((register / "data" / "convenants").iterdir())
    text = changed.read_text(encoding="utf-8")
    titles = itertools.count()  # none is written twice: what was seen before is not changed
    found: dict[str, Command] = {}

    def add(name: str, *words: str, out: Path | None = None) -> None:
        home = cache / str(len(found))

        def emptied(_: int) -> None:
            for folder in (home, out):
                if folder:
                    shutil.rmtree(folder, ignore_errors=True)

        def retitled(_: int) -> None:
            changed.write_text(text.replace("title: ", f"title: {next(titles)} ", 1), encoding="utf-8")

        argv, kept = [CONVTOOL, *words], {"XDG_CACHE_HOME": str(home)}
        first = found[f"{name}, first time"] = Command(argv, register, emptied, kept)

        def settled(_: int) -> None:
            time.sleep(COARSE)
            run(first)

        found[f"{name}, nothing changed"] = Command(argv, register, settled, kept)
        found[f"{name}, one changed"] = Command(argv, register, retitled, kept)

    add("validate", "validate", *DAY)
    add("status", "status", *DAY)
    if shown:
        add("status as a table of a terminal", "status", "--format", "table", *DAY)
        add("agenda", "agenda", *DAY)
        for format in ("html", "md"):
            out = cache / "out" / format
            add(f"render --format {format}", "render", "--format", format, "--out", str(out), *DAY, out=out)
    typed = {"_CONVTOOL_COMPLETE": "complete_bash", "COMP_WORDS": "convtool show bedrijf-0000", "COMP_CWORD": "2"}
    found["completion of an id"] = Command([CONVTOOL], register, more=typed)
    return found


def writing(register: Path) -> dict[str, Command]:
    """Give the writing of one figure, each time into the same file."""
    path = min((register / "data" / "convenants").iterdir())
    text = path.read_bytes()

    def restored(_: int) -> None:
        path.write_bytes(text)

    entry = ["21", "--period", "2032", "--kind", "registered", "--source", "register", "--as-of", "2033-02-01"]
    return {"record": Command([CONVTOOL, "record", f"{path.stem}/stageplekken", *entry], register, restored)}


def proving(register: Path, cache: Path) -> dict[str, Command]:
    """Give the proof of every signed convenant of one register with git behind it."""

    def emptied(_: int) -> None:
        shutil.rmtree(cache, ignore_errors=True)

    argv, kept = [CONVTOOL, "verify", *DAY], {"XDG_CACHE_HOME": str(cache)}
    return {
        "verify, first time": Command(argv, register, emptied, kept),
        "verify, nothing changed": Command(argv, register, more=kept),
    }


def floor(register: Path) -> dict[str, Command]:
    """Give what nobody can go below."""
    script = [sys.executable, str(HERE / "floor.py")]
    return {
        "reading the bytes": Command([*script, "bytes", str(register)]),
        "libyaml's events, nothing kept": Command([*script, "events", str(register)]),
    }


def tables(sizes: Sequence[int], folder: Path, seconds: float) -> Iterator[str]:
    """Give a table of the start, one for each size, one of the proof, and one of the growth."""
    yield judged("Start", starts(), 0, seconds)[0]
    times: dict[int, dict[str, float]] = {}
    for count in sizes:
        register = folder / f"{count}"
        generate(count, register)
        generate(count, folder / f"{count}-written")
        time.sleep(COARSE)
        reading = on(register, folder / f"cache-{count}", shown=count <= LARGEST_SHOWN)
        commands = floor(register) | reading | writing(folder / f"{count}-written")
        text, times[count] = judged(f"{count} convenanten", commands, count, seconds)
        yield text
    # in a process of its own, since no other is told to have taken less memory than this one
    made = [sys.executable, str(HERE / "history.py"), *map(str, HISTORY), str(folder / "history")]
    subprocess.run(made, check=True)
    time.sleep(COARSE)
    title = "{} convenanten, a history of {} commits".format(*HISTORY)
    yield judged(title, proving(folder / "history", folder / "cache-history"), HISTORY[0], seconds)[0]
    if len(times) > 1:
        yield growth(times)


def judged(title: str, commands: Mapping[str, Command], count: int, seconds: float) -> tuple[str, dict[str, float]]:
    """Run all in turns; give their table with what each may take at this size, and each one's median in seconds."""
    runs = in_turns({**BEGIN, **commands}, seconds)
    allowed = {name: TARGETS[name][count] for name in runs if count in TARGETS.get(name, {})}
    met = {name: "yes" if ratio(runs[name], runs[BARE]) <= most else "no" for name, most in allowed.items()}
    most = {name: f"{number}" for name, number in allowed.items()}
    medians = {name: median(one.seconds for one in each) for name, each in runs.items()}
    return table(title, runs, {"P at most": most, "met": met}), medians


def growth(times: Mapping[int, Mapping[str, float]]) -> str:
    """Lay out the exponent of each command's time over size, between the two largest sizes."""
    small, large = sorted(times)[-2:]
    lines = [f"### Growth from {small} to {large} convenanten", "", "| | exponent |", "|---|--:|"]
    for name in times[large]:
        if name.endswith(("first time", "nothing changed")):
            exponent = log(times[large][name] / times[small][name]) / log(large / small)
            lines.append(f"| {name} | {exponent:.2f} |")
    return "\n".join(lines) + "\n"
