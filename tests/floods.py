"""Files of a mebibyte that are made of one thing over and over, and what a program that judges each of them spends."""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

from convtool.checking import check
from convtool.parsing import parse
from convtool.portfolio import load
from convtool.rulebook import rulebook

if TYPE_CHECKING:
    from collections.abc import Callable

FLOODS: dict[str, Callable[[int], str]] = {
    "keys": lambda size: "".join(f"k{number}: v\n" for number in range(size // 12)),
    "same key": lambda size: "k: v\n" * (size // 5),
    "tabs": lambda size: "a:" + "\tx" * (size // 2),
    "odd characters": lambda size: "a: " + "\u200bx" * (size // 4),
    "lines": lambda size: "\r\n" + "\n" * size,
    "one word": lambda size: "a: " + "x" * size,
    "comment": lambda size: "a: b # " + "x" * size,
    "spaces": lambda size: "a: " + " " * size + "b",
    "quotes": lambda size: 'a: "' + "x " * (size // 2) + '"',
    "brackets": lambda size: "a: " + "[" * size,
    "braces": lambda size: "a: " + "{" * size,
    "colons": lambda size: "a: " + ": " * (size // 2),
    "questions": lambda size: "? " * (size // 2),
    "block": lambda size: "a: |\n" + "  x\n" * (size // 4),
    "items": lambda size: "a:\n" + "- b\n" * (size // 4),
    "bad records": lambda size: "schema: 1\nid: x\nname: X\ncore_goals:\n" + "- {ib: q, text: 12:30}\n" * (size // 24),
    "mail": lambda size: "a: " + "a@b.nl " * (size // 7),
    "digits": lambda size: "a: " + "0" * size,
    "spaced digits": lambda size: "a: " + "0 6 " * (size // 4),
    "plus": lambda size: "a: " + "+3" * (size // 2),
    "at": lambda size: "a: " + "a@" * (size // 2),
    "dots": lambda size: "a: x@" + "a." * (size // 2),
    "letters": lambda size: "a: NL91" + "ABNA" * (size // 4),
}


def lasted(path: str, data: bytes) -> tuple[float, int, int]:
    """The seconds that one file takes at best, the faults met while it is parsed, and the findings in the end."""
    best, found = 60.0, 0
    for _ in range(2):
        started = time.process_time()
        found = len(check(load({path: data}, date(2026, 11, 21)), rulebook()))
        best = min(best, time.process_time() - started)
    return best, len(parse(path, data)[1]), found


if __name__ == "__main__":
    made = {sort: flood(1024 * 1024 - 64).encode()[: 1024 * 1024] for sort, flood in FLOODS.items()}
    json.dump({sort: lasted("data/partners/x.yaml", data) for sort, data in made.items()}, sys.stdout)
