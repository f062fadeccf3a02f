"""What others can say of a signed text: git of its past, and the signed document of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from convtool.messages import Message, say


class Contradiction(NamedTuple):
    """What happened to a sealed convenant that its file does not own up to.

    `before` and `after` are what stood in the field, None for nothing. `commit` is empty for what is not committed;
    `author` and `day` (ISO) are the commit's.
    """

    found: Message
    field: str
    before: str | None
    after: str | None
    commit: str
    author: str
    day: str

    @property
    def sentence(self) -> Message:
        """Say what happened, from what to what, and who did it when."""
        sides = say(
            "{found}: {before} became {after}", found=self.found, before=_side(self.before), after=_side(self.after)
        )
        if not self.commit:
            return say("{found}, and that is not committed yet", found=sides)
        return say(
            "{found}, in commit {commit} of {author} on {day}",
            found=sides,
            commit=self.commit[:_SHORT],
            author=self.author,
            day=self.day,
        )


def _side(text: str | None) -> Message:
    return say("nothing") if text is None else say('"{text}"', text=text)


_SHORT = 12
"""So many digits of a commit's name tell it from all others."""


class Walk(NamedTuple):
    """What git saw of one convenant since its text was sealed: `commits` that changed it, from `since` on.

    `since` is None where it was never sealed, and empty where that is not committed. `unseen` says why this is not all
    there is to see, None where it is.
    """

    found: tuple[Contradiction, ...] = ()
    commits: int = 0
    since: str | None = None
    unseen: Message | None = None


class Past(NamedTuple):
    """What a history showed up to some commit: enough to go on from there as if it were walked from its start.

    `lives` are the walks of what was ever sealed, by its last path. `sealed` names for each content at a path that
    comes from a sealed one the last content up to there that could be read; `lost` the sealed content of each path that
    was deleted; `moved` the path that each other one was renamed to.
    """

    lives: Mapping[str, Walk] = {}
    sealed: Mapping[tuple[str, str], str] = {}
    lost: Mapping[str, str] = {}
    moved: Mapping[str, str] = {}


class Witness(NamedTuple):
    """What is known from outside the files: walks by the path of the convenant, where git was asked.

    `checksums` are the SHA-256 of signed documents by their path, None where there is no such file. `tip` is the commit
    up to which git showed everything, None where it did not.
    """

    walks: Mapping[str, Walk] = {}
    checksums: Mapping[str, str | None] = {}
    tip: str | None = None


NOBODY = Witness()
"""Nothing was asked of anybody."""
