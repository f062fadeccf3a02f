"""Git, and the repository that the register is kept in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from convtool.committing import refuse_while_merging
from convtool.health import ENDINGS, Sign, State
from convtool.history import Repository
from convtool.history.git import Git
from convtool.layout import DATA, MASTERPLAN
from convtool.messages import count, say
from convtool.roots import top_around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.health import Place

_OLDEST = (2, 38)
"""The first git that can refuse a repository among the files of another one, by `safe.bareRepository`."""
_RUNS = re.compile(
    r"core\.(fsmonitor|hookspath)|diff\.external|(filter|diff)\..*\.(clean|smudge|process|textconv|command)|include(if)?\..*"
)
"""Names of settings that make git run a program unasked, or that take settings from another file."""


def git(_: Place) -> Sign:
    """Tell whether git is here, and is new enough."""
    said = Git(Path.cwd()).ask("--version").out.decode("utf-8", "replace").strip()
    numbers = tuple(int(part) for part in re.findall(r"[0-9]+", said)[:2])
    if numbers < _OLDEST:
        wanted = ".".join(map(str, _OLDEST))
        found = say("{git}, where {wanted} is wanted", git=said, wanted=wanted)
        return Sign(State.WRONG, found, say("install a newer git"))
    return Sign(State.WELL, say("{git}", git=said))


def repository(place: Place) -> Sign | None:
    """Tell in which repository the register lies, and what was committed last."""
    if place.root is None:
        return None
    if top_around(place.root) is None:
        hint = say("without it nothing tells who changed what, and when: git init, then commit the register")
        return Sign(State.NOTE, say("the register is not kept with git"), hint)
    kept = Repository(place.root)
    if kept.git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}").code and not kept.cut:
        return Sign(State.NOTE, say("{folder} has no commit yet", folder=str(kept.top)), say("commit the register"))
    head = kept.commit("HEAD")
    return Sign(
        State.WELL, say("{folder}, at {commit} of {day}", folder=str(kept.top), commit=head[:12], day=kept.day(head))
    )


def history(place: Place) -> Sign | None:
    """Tell whether the whole history is here."""
    kept = _kept(place)
    if kept is None:
        return None
    if kept.cut:
        hint = say("fetch the rest of the history first: git fetch --unshallow")
        return Sign(State.NOTE, say("this clone is shallow: what happened before it is not known"), hint)
    return Sign(State.WELL, say("whole"))


def unfinished(place: Place) -> Sign | None:
    """Tell whether git is in the middle of something, or was stopped there."""
    kept = _kept(place)
    if kept is None or place.root is None:
        return None
    refuse_while_merging(place.root)
    lock = _git_folder(kept) / "index.lock"
    if lock.exists():
        hint = say("if no git is at work, it was killed: remove that file")
        return Sign(State.WRONG, say("{path} is there", path=str(lock)), hint)
    return Sign(State.WELL, say("nothing is under way"))


def ignored(place: Place) -> Sign | None:
    """Tell whether git leaves files of the register out."""
    kept = _kept(place)
    if kept is None:
        return None
    asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", f"{kept.below}{DATA}")
    found = kept.asked(*asked).decode("utf-8", "surrogateescape").split("\0")
    left_out = [path for path in found if path.lower().endswith(ENDINGS)]
    if left_out:
        many = count(len(left_out), "git leaves {number} file out", "git leaves {number} files out")
        return Sign(
            State.WRONG,
            say("{many}: {path}", many=many, path=left_out[0]),
            say("git check-ignore -v {path} says which line of .gitignore does it", path=left_out[0]),
        )
    return Sign(State.WELL, say("git leaves no file of the register out"))


def line_ends(place: Place) -> Sign | None:
    """Tell whether git changes the ends of lines where it writes files."""
    kept = _kept(place)
    if kept is None:
        return None
    said = kept.git.ask("check-attr", "-z", "text", "eol", "--", f"{kept.below}{MASTERPLAN}").out.split(b"\0")
    text, eol = said[2:6:3]
    if eol == b"lf" or text == b"unset":
        return Sign(State.WELL, say("the same on every machine, by .gitattributes"))
    hint = say('write "* text=auto eol=lf" in .gitattributes, beside data/')
    asked = dict(_settings(kept)).get("core.autocrlf", "").lower()
    if asked == "true":
        return Sign(State.WRONG, say("core.autocrlf makes every file differ from what was committed"), hint)
    return Sign(State.NOTE, say("no .gitattributes says how lines end, so each machine has its own way"), hint)


def programs(place: Place) -> Sign | None:
    """Tell which hooks and settings of the repository run programs."""
    kept = _kept(place)
    if kept is None:
        return None
    found = sorted({key for key, _ in _settings(kept, "--local") if _RUNS.fullmatch(key)})
    hooks = _git_folder(kept) / "hooks"
    found += sorted(each.name for each in hooks.glob("*") if each.suffix != ".sample") if hooks.is_dir() else []
    if found:
        hint = say("convtool runs none of them; git does, also for --commit: look at what they run")
        return Sign(State.NOTE, say("the repository names programs: {names}", names=tuple(found)), hint)
    return Sign(State.WELL, say("the repository names none"))


def _kept(place: Place) -> Repository | None:
    """Give the repository, or None where there is none; what git cannot read is told by `repository` alone."""
    if place.root is None or top_around(place.root) is None:
        return None
    found = Repository(place.root)
    return None if found.git.ask("rev-parse", "--git-dir").code else found


def _git_folder(kept: Repository) -> Path:
    return kept.top / kept.asked("rev-parse", "--git-common-dir").decode("utf-8", "surrogateescape").rstrip("\n")


def _settings(kept: Repository, *of: str) -> Iterator[tuple[str, str]]:
    """Give settings of git by their name in small letters, the one that counts last."""
    for line in kept.git.ask("config", "--list", "-z", "--includes", *of).out.decode("utf-8", "replace").split("\0"):
        key, _, value = line.partition("\n")
        yield key.lower(), value


CHECKS = (git, repository, history, unfinished, ignored, line_ends, programs)
