"""convtool beside its peers on equal work: checking the same generated files, and making pages of them.

Each peer lives in an environment of its own.
"""

import re
import shutil
import subprocess
import sys
import textwrap
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generate import generate
from turns import BEGIN, HERE, Command, in_turns, ratio, table

HOMES = HERE.parent / ".venv" / "peers"
PEERS = {
    "yamale": "6.1.0",
    "check-jsonschema": "0.39.0",
    "yamllint": "1.38.0",
    "doorstop": "3.2",
    "strictdoc": "0.30.4",
}
AT_MOST = {
    "yamllint --version": {0: 1 / 2},
    "check-jsonschema --help": {0: 1 / 2},
    "yamale": {12: 0.8, 1000: 0.3, 10_000: 1 / 4},
    "check-jsonschema": {12: 1 / 5, 1000: 1 / 45},
    "doorstop -F": {1000: 0.35},
    "doorstop publish --html": {1000: 0.4},
    "doorstop publish --markdown": {1000: 0.8},
    "strictdoc export": {1000: 1 / 10},
}
"""What share of each peer's time convtool may take, by the number of convenanten."""
STYLE = "{extends: default, rules: {document-start: disable, line-length: {max: 160}}}"
CONVTOOL = str(Path(sys.executable).with_name("convtool"))


def peer(name: str) -> str:
    """Give the path of a peer's command, installed when it is not there yet."""
    home = HOMES / f"{name}-{PEERS[name]}"
    command = home / "bin" / name
    if not command.exists():
        venv.create(home, clear=True, with_pip=True)
        pip = [str(home / "bin" / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*pip, f"{name}=={PEERS[name]}"], check=True)
    return str(command)


def thirds(convenants: Path) -> list[str]:
    """Give the words of the first third of each convenant: what a peer is given as the text of a requirement."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(convenants.iterdir())]
    return [textwrap.fill(" ".join(re.findall(r"[\w.,]+", text[: len(text) // 3])), 100) for text in texts]


def items(texts: Sequence[str], folder: Path) -> None:
    """Write each text as a requirement for doorstop."""
    folder.mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=folder, check=True)
    (folder / ".doorstop.yml").write_text("settings: {digits: 5, prefix: REQ, sep: ''}\n", encoding="utf-8")
    for number, text in enumerate(texts, start=1):
        head = f"active: true\nderived: false\nlevel: 1.{number}\nlinks: []\nnormative: true\n"
        words = textwrap.indent(text, "  ")
        (folder / f"REQ{number:05}.yml").write_text(f"{head}text: |\n{words}\n", encoding="utf-8")


def documents(texts: Sequence[str], folder: Path) -> None:
    """Write each text as a document for strictdoc."""
    folder.mkdir()
    for number, text in enumerate(texts, start=1):
        body = (
            f"[DOCUMENT]\nTITLE: Convenant {number}\n\n[REQUIREMENT]\nUID: REQ-{number}\nSTATEMENT: >>>\n{text}\n<<<\n"
        )
        (folder / f"req{number:05}.sdoc").write_text(body, encoding="utf-8")


def starts(word: str) -> dict[str, Command]:
    """Give every program doing nothing but answering one word, as `--version`."""
    programs = {"convtool": CONVTOOL} | {name: peer(name) for name in PEERS if name != "strictdoc"}
    return {f"{name} {word}": Command([path, word]) for name, path in programs.items()}


def checks(register: Path, folder: Path, *, wrong: bool) -> dict[str, Command]:
    """Give every program checking the same generated files; convtool as if for the first time."""
    convenants = register / "data" / "convenants"
    files = [str(path) for path in sorted(convenants.iterdir())]
    # a peer may end with either code: each finds what its schema or style can see
    codes = (0, 1) if wrong else (0,)
    commands = {
        "convtool validate": [CONVTOOL, "validate", "--no-cache", "--root", str(register)],
        "yamale": [peer("yamale"), "-s", str(HERE / "yamale.yaml"), str(convenants)],
        "check-jsonschema": [peer("check-jsonschema"), "--schemafile", str(HERE / "schema.json"), *files],
        "yamllint": [peer("yamllint"), "-d", STYLE, str(convenants)],
        "doorstop -F": [peer("doorstop"), "-F"],
    }
    return {name: Command(argv, folder, codes=codes) for name, argv in commands.items()}


def pages(register: Path, folder: Path) -> tuple[dict[str, Command], dict[str, Command]]:
    """Give every program that makes pages making them of the same convenanten anew: in HTML, and in Markdown."""
    out = folder / "out"

    def emptied(_: int) -> None:
        shutil.rmtree(out, ignore_errors=True)

    convtool = [CONVTOOL, "render", "--no-cache", "--root", str(register), "--out", str(out), "--format"]
    publish = [peer("doorstop"), "publish", "all", str(out)]
    html = {
        "convtool render --format html": [*convtool, "html"],
        "doorstop publish --html": [*publish, "--html"],
        "strictdoc export": [peer("strictdoc"), "export", str(folder / "strictdoc"), "--output-dir", str(out)],
    }
    markdown = {
        "convtool render --format md": [*convtool, "md"],
        "doorstop publish --markdown": [*publish, "--markdown"],
    }
    first, second = (
        {name: Command(argv, folder / "doorstop", emptied) for name, argv in each.items()} for each in (html, markdown)
    )
    return first, second


def beginnings(seconds: float) -> Iterator[str]:
    """Give the tables of what takes no files."""
    for word in ("--version", "--help"):
        yield compared(f"Answering {word}", starts(word), 0, seconds)


def tables(count: int, folder: Path, seconds: float) -> Iterator[str]:
    """Give the tables of one size: checks of sound files, of files with three findings in each, and pages."""
    for wrong in (False, True):
        place = folder / f"{count}-{wrong}"
        generate(count, place / "register", wrong=wrong)
        texts = thirds(place / "register" / "data" / "convenants")
        items(texts, place / "doorstop")
        title = f"Checking {count} convenanten" + (", three findings in each" if wrong else "")
        yield compared(title, checks(place / "register", place / "doorstop", wrong=wrong), count, seconds)
        if not wrong:
            documents(texts, place / "strictdoc")
            for commands, format in zip(pages(place / "register", place), ("HTML", "Markdown"), strict=True):
                yield compared(f"Pages of {count} convenanten in {format}", commands, count, seconds)


def compared(title: str, commands: Mapping[str, Command], count: int, seconds: float) -> str:
    """Run all in turns, and lay out what share of each peer's time convtool takes, and what it may."""
    runs = in_turns({**BEGIN, **commands}, seconds)
    own, *others = commands
    shares = {name: ratio(runs[own], runs[name]) for name in others}
    most = {name: AT_MOST[name][count] for name in others if count in AT_MOST.get(name, {})}
    columns = {
        "convtool takes": {name: f"{share:.3f}" for name, share in shares.items()},
        "at most": {name: f"{share:.3f}" for name, share in most.items()},
        "met": {name: "yes" if shares[name] <= share else "no" for name, share in most.items()},
    }
    return table(title, runs, columns)
