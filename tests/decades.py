"""A register of twenty years in git: figures recorded every month by several people, some of them late.

A colleague records on a branch that is merged weeks later, one wrong figure is reverted, one file is renamed and one
agreement amended. All of it is one stream for `git fast-import`, with what was known after every commit beside it.
"""

from __future__ import annotations

import subprocess
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = 2021, 2040
AMENDED = date(2035, 7, 1)
PEOPLE = ("Anna <anna@example.org>", "Bram <bram@example.org>", "Cor <cor@example.org>")
_MASTERPLAN = """schema: 1
name: Voorbeeldplan
horizon: {first: 2021, last: 2040}
themes: [{id: werk, title: {nl: Werk, en: Work}, from: 2021, until: 2040}]
reporting: {cycle: year}
verdict: {version: 1, almost: 0.80, late_days: 31}
"""
_CONVENANT = """schema: 1
id: {name}
title: Convenant {name}
kind: partner
language: nl
example: true
status: active
parties: [{{id: bank, partner: voorbeeldbank, role: partner, signed: 2021-01-01}}]
term: {{starts: 2021-01-01, ends: 2040-12-31}}
goals:
"""
_GOAL = """  - id: {goal}
    title: Plekken
    themes: [werk]
    owner: {{party: bank, function: Directeur}}
    indicator: {{name: plekken, unit: plekken, counts: plekken, source: register}}
    baseline: {{value: 0, date: 2020-12-31, source: register}}
    target: {{at_least: {target}, by: 2040-12-31}}
"""
_AMENDMENT = """amendments:
  - number: 1
    date: {day}
    reason: Er kwamen meer plekken.
    consented: [bank]
    changes: [{{at: goals/traag/target/at_least, from: 300, to: 400}}]
"""


class Figure(NamedTuple):
    """One measurement: what it is of, the day it is about, and its value."""

    convenant: str
    goal: str
    day: date
    value: int


class Known(NamedTuple):
    """What the register says at one commit."""

    figures: frozenset[Figure] = frozenset()
    amended: bool = False
    renamed: bool = False

    def named(self, convenant: str) -> str:
        """Give the name that a convenant goes by."""
        return "voorbeeld-nieuw" if self.renamed and convenant == "voorbeeld-b" else convenant

    def text(self, convenant: str) -> str:
        """Give the file of a convenant."""
        amended = self.amended and convenant == "voorbeeld-a"
        lines = [_CONVENANT.format(name=self.named(convenant))]
        lines += [
            _GOAL.format(goal=goal, target=400 if amended and goal == "traag" else 300) for goal in ("vlot", "traag")
        ]
        lines += [_AMENDMENT.format(day=AMENDED)] if amended else []
        own = sorted((each for each in self.figures if each.convenant == convenant), key=attrgetter("day", "goal"))
        lines += ["measurements:\n"] if own else []
        lines += [
            f"  - {{goal: {each.goal}, date: {each.day}, value: {each.value}, kind: registered, source: register}}\n"
            for each in own
        ]
        return "".join(lines)


class Step(NamedTuple):
    """One thing that somebody does on a day: figures that come and go, and the branch it happens on."""

    day: date
    subject: str
    adds: frozenset[Figure] = frozenset()
    drops: frozenset[Figure] = frozenset()
    who: int = 0
    aside: bool = False
    amends: bool = False
    renames: bool = False
    merges: bool = False


CONVENANTEN = ("voorbeeld-a", "voorbeeld-b", "voorbeeld-c")
_RIGHT = Figure("voorbeeld-a", "vlot", date(2031, 5, 31), 125)
_WRONG = _RIGHT._replace(value=9125)


def steps() -> list[Step]:
    """Give what happens in twenty years, by day."""
    found = [
        Step(date(2031, 6, 20), 'Revert "record"', drops=frozenset({_WRONG})),
        Step(date(2031, 7, 5), "record", adds=frozenset({_RIGHT}), who=1),
        Step(date(2033, 3, 3), "rename", renames=True),
        Step(date(2035, 9, 10), "amend", amends=True, who=2),
    ]
    for year in range(FIRST, LAST + 1):
        for month in range(1, 13):
            end = date(year, month, monthrange(year, month)[1])
            for who, convenant in enumerate(CONVENANTEN if month % 3 == 0 else CONVENANTEN[:1]):
                value = (year - FIRST) * 12 + month
                prompt, late = Figure(convenant, "vlot", end, value), Figure(convenant, "traag", end, value)
                prompt = _WRONG if prompt == _RIGHT else prompt
                found.append(Step(end, "record", frozenset({prompt}), who=who))
                aside = convenant == "voorbeeld-c" and month == 6
                found.append(Step(end + timedelta(days=15), "record", frozenset({late}), who=who, aside=aside))
        found.append(Step(date(year, 9, 20), "merge", merges=True))
    return sorted((step for step in found if step.day.year <= LAST), key=attrgetter("day"))


class Decades:
    """The stream, and what was known on the main line after every commit."""

    def __init__(self) -> None:
        """Take every step, on the main line or on a branch beside it."""
        self.line: list[tuple[date, Known]] = []
        self.commits = 0
        self._stream: list[bytes] = []
        main, aside = Known(), Known()
        tip = branch = 0
        for step in steps():
            if step.aside:
                aside = main._replace(figures=main.figures | step.adds)
                branch = self._commit("aside", step, _files(main, aside), [tip])
                continue
            after = Known(
                (main.figures - step.drops) | step.adds | (aside.figures if step.merges else frozenset()),
                main.amended or step.amends,
                main.renamed or step.renames,
            )
            parents = [parent for parent in (tip, branch * step.merges) if parent]
            tip = self._commit("main", step, _files(main if tip else None, after), parents)
            main = after
            self.line.append((step.day, main))

    def _commit(self, branch: str, step: Step, files: dict[str, str | None], parents: list[int]) -> int:
        """Add a commit with what it writes (None: removes) to the stream; gives its mark."""
        self.commits += 1
        seconds = int(datetime(step.day.year, step.day.month, step.day.day, 12, tzinfo=UTC).timestamp())
        person = f"{PEOPLE[step.who]} {seconds} +0000"
        lines = [f"commit refs/heads/{branch}", f"mark :{self.commits}", f"author {person}", f"committer {person}"]
        lines += [f"data {len(step.subject)}", step.subject]
        lines += [f"{word} :{parent}" for word, parent in zip(("from", "merge"), parents, strict=False)]
        for path, text in files.items():
            lines += [f"D {path}"] if text is None else [f"M 100644 inline {path}", f"data {len(text.encode())}", text]
        self._stream.append("\n".join([*lines, "", ""]).encode())
        return self.commits

    def lay(self, root: Path) -> None:
        """Make the repository in an empty folder, checked out."""
        subprocess.run(["git", "init", "-q", "-b", "main", root], check=True)
        subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=b"".join(self._stream), check=True)
        subprocess.run(["git", "checkout", "-q", "-f", "main"], cwd=root, check=True)

    def known(self, day: date) -> Known:
        """Give what the main line said at the end of a day."""
        return [known for when, known in self.line if when <= day][-1]


def _files(before: Known | None, after: Known) -> dict[str, str | None]:
    """Give the files that differ; None for one that is gone."""
    files: dict[str, str | None] = {} if before else {"data/masterplan.yaml": _MASTERPLAN}
    for convenant in CONVENANTEN:
        was = before and (f"data/convenants/{before.named(convenant)}.yaml", before.text(convenant))
        now = (f"data/convenants/{after.named(convenant)}.yaml", after.text(convenant))
        if was and was[0] != now[0]:
            files[was[0]] = None
        if was != now:
            files[now[0]] = now[1]
    return files
