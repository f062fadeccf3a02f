"""How long `convtool validate` takes beside its peers on equal work, and beside a bare interpreter (P).

Every command is a whole process, run in turns (A B C A B C ...) on the same generated files. A figure is
the median over the rounds; a ratio is the median of the ratios within each round, which is what travels
from one machine to another. Peak memory is that of the largest process, and never shows as less than what
this script itself takes. Each peer lives in an environment of its own.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import textwrap
import time
import venv
from collections.abc import Container
from pathlib import Path
from statistics import median
from typing import NamedTuple

from generate import generate

HERE = Path(__file__).parent
HOMES = HERE.parent / ".venv" / "peers"
PEERS = {"yamale": "6.1.0", "check-jsonschema": "0.39.0", "yamllint": "1.38.0", "doorstop": "3.2"}
STYLE = "{extends: default, rules: {document-start: disable, line-length: {max: 160}}}"
FEWEST, MOST = 3, 21


class Command(NamedTuple):
    """A program as it is started, and where."""

    argv: list[str]
    folder: Path


class Run(NamedTuple):
    """One process from start to end; `worked` is how many seconds processors were busy with it."""

    seconds: float
    mebibytes: float
    code: int
    worked: float


def run(command: Command) -> Run:
    """Start a process and wait for it, with nothing between the clock and the two calls."""
    os.chdir(command.folder)
    quiet = [(os.POSIX_SPAWN_OPEN, each, os.devnull, os.O_RDWR, 0) for each in (0, 1, 2)]
    begun = time.perf_counter()
    process = os.posix_spawn(command.argv[0], command.argv, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    passed = time.perf_counter() - begun
    return Run(passed, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime)


def peer(name: str) -> str:
    """Give the path of a peer's command, installed when it is not there yet."""
    home = HOMES / f"{name}-{PEERS[name]}"
    command = home / "bin" / name
    if not command.exists():
        venv.create(home, clear=True, with_pip=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, f"{name}=={PEERS[name]}"], check=True)
    return str(command)


def items(convenants: Path, folder: Path) -> None:
    """Write each convenant as a requirement for doorstop, with the first third of its text."""
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    (folder / ".doorstop.yml").write_text("settings: {digits: 5, prefix: REQ, sep: ''}\n", encoding="utf-8")
    for number, path in enumerate(sorted(convenants.iterdir()), start=1):
        text = path.read_text(encoding="utf-8")
        third = textwrap.indent(text[: len(text) // 3], "  ")
        head = f"active: true\nderived: false\nlevel: 1.{number}\nlinks: []\nnormative: true\n"
        (folder / f"REQ{number:05}.yml").write_text(f"{head}text: |\n{third}\n", encoding="utf-8")


def starts(convtool: str | None) -> dict[str, Command]:
    """Give every program doing nothing but saying its version."""
    programs = {"convtool": convtool} if convtool else {}
    programs |= {name: peer(name) for name in PEERS}
    return {f"{name} --version": Command([path, "--version"], HERE) for name, path in programs.items()}


def checks(convtool: str | None, count: int, folder: Path, *, wrong: bool) -> dict[str, Command]:
    """Give every program checking the same generated files, with nothing wrong in them or three things in each."""
    generate(count, folder / "register", wrong=wrong)
    convenants = folder / "register" / "data" / "convenants"
    items(convenants, folder / "doorstop")
    files = [str(path) for path in sorted(convenants.iterdir())]
    schemas = str(HERE / "yamale.yaml"), str(HERE / "schema.json")
    commands = {
        "yamale": [peer("yamale"), "-s", schemas[0], str(convenants)],
        "check-jsonschema": [peer("check-jsonschema"), "--schemafile", schemas[1], *files],
        "yamllint": [peer("yamllint"), "-d", STYLE, str(convenants)],
        "doorstop -F": [peer("doorstop"), "-F"],
    }
    if convtool:
        register = str(folder / "register")
        commands = {"convtool validate": [convtool, "validate", "--root", register], **commands}
    return {name: Command(argv, folder / "doorstop") for name, argv in commands.items()}


def measure(commands: dict[str, Command], seconds: float, codes: Container[int] = (0,)) -> dict[str, list[Run]]:
    """Run all in turns, after one round that does not count, until the time is used up."""
    for name, command in commands.items():
        if (code := run(command).code) not in codes:
            sys.exit(f"{name} ended with exit code {code}; only a run that ends with one of {codes} is measured")
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    begun = time.perf_counter()
    for turn in range(MOST):
        if turn >= FEWEST and time.perf_counter() - begun > seconds:
            break
        for name, command in commands.items():
            runs[name].append(run(command))
    return runs


def table(title: str, runs: dict[str, list[Run]]) -> str:
    """Lay out the medians as Markdown, with ratios to a bare interpreter and of convtool to each peer."""
    bare = runs["python -c pass"]
    own = next((runs[name] for name in runs if name.startswith("convtool")), None)
    lines = [
        f"### {title} ({len(bare)} rounds)",
        "",
        "| | seconds | P | peak MiB | convtool takes |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, each in runs.items():
        share = f"{ratio(own, each):.3f} of it" if own and each not in (own, bare) else ""
        seconds = median(one.seconds for one in each)
        memory = median(one.mebibytes for one in each)
        lines.append(f"| {name} | {seconds:.3f} | {ratio(each, bare):.1f} | {memory:.0f} | {share} |")
    return "\n".join(lines) + "\n"


def ratio(some: list[Run], others: list[Run]) -> float:
    """Give the median of the ratios within each round."""
    return median(one.seconds / other.seconds for one, other in zip(some, others, strict=True))


def main() -> None:
    """Measure, and print one table for each size."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("sizes", nargs="*", type=int, default=[12, 1000], help="how many convenanten")
    options.add_argument("--seconds", type=float, default=60, help="for each table; three rounds at least")
    chosen = options.parse_args()

    beside = str(Path(sys.executable).with_name("convtool"))
    convtool = beside if shutil.which(beside) else None
    if not convtool:
        print("convtool is not installed beside this Python, so only its peers are measured.\n")
    python = f"CPython {platform.python_version()}, {os.cpu_count()} cores"
    versions = ", ".join(f"{name} {version}" for name, version in PEERS.items())
    print(f"{time.strftime('%Y-%m-%d')}, {python}, {versions}\n")

    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # whoever installs a program has its bytecode
    bare = {"python -c pass": Command([sys.executable, "-c", "pass"], HERE)}
    print(table("start", measure(bare | starts(convtool), chosen.seconds)))
    for count in chosen.sizes:
        for wrong in (False, True):
            with tempfile.TemporaryDirectory() as folder:
                os.environ["XDG_CACHE_HOME"] = folder
                commands = checks(convtool, count, Path(folder), wrong=wrong)
                title = f"{count} convenanten" + (", three findings in each" if wrong else "")
                # a peer may end with either code: each finds what its schema or style can see
                runs = measure(bare | commands, chosen.seconds, (0, 1) if wrong else (0,))
                print(table(title, runs), flush=True)
                os.chdir(HERE)


if __name__ == "__main__":
    main()
