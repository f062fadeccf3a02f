"""A register with years of git behind it: `python benchmarks/history.py 100 10000 /path/to/folder`."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from generate import generate

CONVTOOL = Path(sys.executable).with_name("convtool")
AUTHOR = "Een medewerker <medewerker@example.org>"
BEGUN = 1_680_000_000
HOUR = 3600
ENTRY = (
    "  - {{goal: {goal}, period: {year}-{month:02}, value: {value}, kind: registered, source: register, "
    "recorded: {later}-{next:02}-05}}\n"
)


def generate_history(count: int, commits: int, root: Path) -> None:
    """Write `count` signed convenanten below `root`, and then a measurement a commit, so many as `commits` says.

    Each convenant has room for a hundred; raises `ValueError` where that is not enough.
    """
    if commits > 100 * count:
        raise ValueError(commits)
    generate(count, root)
    git(root, "init", "--quiet", "--initial-branch=main")
    paths = sorted((root / "data" / "convenants").iterdir())
    for path in paths:
        sign = [str(CONVTOOL), "sign", path.stem, "--date", "2023-03-01", "--root", str(root)]
        subprocess.run(sign, check=True, capture_output=True)
    git(root, "add", "--all")
    name, email = AUTHOR.removesuffix(">").split(" <")
    git(root, "-c", f"user.name={name}", "-c", f"user.email={email}", "commit", "--quiet", "--message", "Ondertekend")
    stream = b"".join(islice(appended(paths, root), commits))
    git(root, "fast-import", "--quiet", given=stream)
    git(root, "reset", "--quiet", "--hard")


def appended(paths: list[Path], root: Path) -> Iterator[bytes]:
    """Give a commit for every month and goal of every convenant, as git's import reads them."""
    texts = {path: path.read_bytes() + b"measurements:\n" for path in paths}
    number = 0
    for month in range(9, 59):
        for goal in ("stageplekken", "geldlessen"):
            for path in paths:
                number += 1
                (year, now), (later, following) = (divmod(each, 12) for each in (month, month + 1))
                said = {"year": 2022 + year, "month": now + 1, "later": 2022 + later, "next": following + 1}
                texts[path] += ENTRY.format(goal=goal, value=number % 40, **said).encode()
                since = "" if number > 1 else "from refs/heads/main^0\n"
                head = (
                    f"commit refs/heads/main\ncommitter {AUTHOR} {BEGUN + number * HOUR} +0000\n"
                    f"data 6\nmeting\n{since}M 100644 inline {path.relative_to(root).as_posix()}\n"
                )
                yield head.encode() + b"data %d\n" % len(texts[path]) + texts[path] + b"\n"


def git(folder: Path, *words: str, given: bytes | None = None) -> None:
    """Run git in a folder."""
    subprocess.run(["git", *words], cwd=folder, check=True, input=given)


if __name__ == "__main__":
    generate_history(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
