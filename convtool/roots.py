"""Where a register lies: its own folder, and the top of the git work tree around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.errors import WrongUse
from convtool.layout import MASTERPLAN
from convtool.messages import say

if TYPE_CHECKING:
    from pathlib import Path


def find_root(start: Path) -> Path:
    """Give the register around `start`: the nearest parent that has one, not above the top of a git work tree.

    Raises `WrongUse` where there is none.
    """
    top = top_around(start)
    for folder in (start, *start.parents):
        if (folder / MASTERPLAN).is_file() or (folder / "data" / "convenants").is_dir():
            return folder
        if folder == top:
            break
    raise WrongUse(
        say("there is no register in {folder} or above it", folder=str(start)),
        say("a register has data/masterplan.yaml; name its folder with --root"),
    )


def top_around(folder: Path) -> Path | None:
    """Give the nearest folder at or above one that git keeps a repository in, or None; git itself is not asked."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), None)


def below_top(root: Path) -> str:
    """Give the folder of the register in its git work tree, as `registers/zuidoost/`; empty where it is the top."""
    top = top_around(root)
    return "".join(f"{part}/" for part in root.relative_to(top).parts) if top else ""
