"""The story in docs/ is what happens to somebody who types it, word by word, on the days that it names."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "story.md"
CUT = "[...]"
"""Stands on a line of the page for lines that it leaves out."""
_BLOCK = re.compile(
    r"<!-- day: (?P<day>[0-9-]+) -->|(?:<!-- the last one ends with (?P<code>[0-9]) -->\n\n)?```console\n(?P<console>.*?)```|```yaml\n# (?P<path>[^\s,]+)(?P<more>, at the end)?\n(?P<yaml>.*?)```",
    re.DOTALL,
)
_COMMIT = re.compile(r"\b(?=[a-f]*[0-9])[0-9a-f]{7,12}\b(?!-)")
"""The short name of a commit: another one for every version of what `init` writes."""
_CONVTOOL = """#!{python}
import os
from datetime import date

from convtool import running
from convtool.cli import main


class Day(date):
    today = classmethod(lambda each: date.fromisoformat(os.environ["STORY_DAY"]))
    fromisoformat = date.fromisoformat


running.date = Day
main()
"""


class Typed(NamedTuple):
    """A command of the page as it stands there and as it is run, what is shown below it, and with what code it ends."""

    written: str
    command: str
    shown: str
    code: int


def typed(block: str, code: int) -> list[Typed]:
    """The commands of a block, the last of which ends with `code`; a line that ends in a backslash goes on below it."""
    found = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = re.match(r"(?:.*\\\n)*.*\n", part)
        assert lines
        written = lines.group()
        found.append(Typed(written, re.sub(r"\\\n\s+", "", written).strip(), part[len(written) :], 0))
    return [*found[:-1], *(each._replace(code=code) for each in found[-1:])]


class Newcomer:
    """Somebody with an empty folder, convtool and git, who types what stands there."""

    def __init__(self, home: Path) -> None:
        bin, self.here = home / "bin", home / "work"
        for folder in (bin, self.here, home / "Downloads"):
            folder.mkdir()
        (bin / "convtool").write_text(_CONVTOOL.format(python=sys.executable), encoding="utf-8")
        (bin / "convtool").chmod(0o755)
        (home / "Downloads/noordbank.pdf").write_bytes(b"%PDF-1.7 signed by three parties\n")
        (home / "Downloads/together.pdf").write_bytes(b"%PDF-1.4 a scan\n")
        self.words = {
            "HOME": str(home), "LANG": "C.UTF-8", "PATH": f"{bin}:{os.environ['PATH']}", "GIT_CONFIG_NOSYSTEM": "1",
        }  # fmt: skip

    def comes_to(self, day: str) -> None:
        noon = f"{day}T12:00:00Z"
        self.words |= {"STORY_DAY": day, "GIT_AUTHOR_DATE": noon, "GIT_COMMITTER_DATE": noon}

    def types(self, command: str) -> tuple[int, str]:
        words = [word.replace("~", self.words["HOME"], 1) for word in shlex.split(command)]
        if words[0] == "cd":
            self.here /= words[1]
            return 0, ""
        done = subprocess.run(
            words, cwd=self.here, env=self.words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        return done.returncode, done.stdout.decode()

    def writes(self, path: str, text: str, *, more: bool) -> None:
        before = (self.here / path).read_text(encoding="utf-8")
        (self.here / path).write_text(before + text if more else text, encoding="utf-8")


def is_as_shown(shown: str, said: str) -> bool:
    """Whether a page tells what was said: all of it, or what stands around what it leaves out."""
    parts = [_COMMIT.sub("<commit>", part) for part in shown.split(f"{CUT}\n")]
    pattern = "(?:.*\n)*".join(map(re.escape, parts))
    return re.fullmatch(pattern, _COMMIT.sub("<commit>", said)) is not None


def test_the_story_is_what_happens_to_who_types_it(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    page, newcomer = PAGE.read_text(encoding="utf-8"), Newcomer(tmp_path)
    as_it_is: list[str] = []
    used: set[str] = set()
    end = 0
    for block in _BLOCK.finditer(page):
        if block["day"]:
            newcomer.comes_to(block["day"])
        elif block["path"]:
            newcomer.writes(block["path"], block["yaml"], more=bool(block["more"]))
        for each in typed(block["console"] or "", int(block["code"] or 0)):
            used.add(each.command.split()[1])
            code, said = newcomer.types(each.command)
            assert code == each.code, (each.command, said)
            if not is_as_shown(each.shown, said):
                assert request.config.getoption("--accept"), f"{each.command}\n{said}"
                start = page.index(f"$ {each.written}", max(end, block.start())) + len(f"$ {each.written}")
                as_it_is += [page[end:start], said]
                end = start + len(each.shown)
    PAGE.write_text("".join([*as_it_is, page[end:]]), encoding="utf-8")
    assert used >= WHOLE


WHOLE = {
    "init", "new", "validate", "explain", "sign", "act", "deliver", "record", "status", "amend", "verify", "diff", "log",
    "render",
}  # fmt: skip
"""What somebody uses in the life of a convenant."""
