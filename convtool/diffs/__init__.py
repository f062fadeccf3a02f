"""What changed between two states of a register, to text: one file per format."""

from __future__ import annotations

from typing import NamedTuple

from convtool.comparing import Comparison, Difference, Part
from convtool.language import Language
from convtool.messages import Message, count, say

PARTS = {
    Part.AGREEMENT: say("the agreement"),
    Part.SINCE: say("what happened since"),
    Part.EDITORIAL: say("the rest"),
}
WHY_NOT = {
    Part.AGREEMENT: say("changed without an amendment"),
    Part.SINCE: say("what happened is added to, and not changed or taken out"),
}
"""What is said of a difference that is forbidden."""
TAKEN_OUT = say("what was signed stays in the register")
"""What is said of a sealed record that is gone."""


class Side(NamedTuple):
    """One of two states: what it was asked by (None for the files as they are now), and its commit, if it has one."""

    asked: str | None
    commit: str | None = None

    @property
    def called(self) -> Message:
        """What people call it."""
        if self.asked is None:
            return say("the files as they are now")
        if self.commit is None or self.commit.startswith(self.asked):
            return Message("{asked}", {"asked": self.asked})
        return Message("{asked} ({commit})", {"asked": self.asked, "commit": self.commit[:12]})


class Diff(NamedTuple):
    """What a report of differences sees, and who reads it; `width` and `color` are the reader's screen."""

    before: Side
    after: Side
    found: Comparison
    language: Language
    width: int
    color: bool

    @property
    def between(self) -> Message:
        """Say what was compared."""
        return say("from {before} to {after}", before=self.before.called, after=self.after.called)

    @property
    def counted(self) -> Message:
        """Say how much differs."""
        records = self.found.records
        if not records and not self.found.unread:
            return say("nothing differs in meaning")
        fields = [field for each in records for field in each.differences]
        forbidden = [each.forbidden for each in records] + [each.forbidden for each in fields]
        renamed = [each for each in records if None not in each[:2] and each.before != each.after]
        parts = (
            count(sum(each.before is None for each in records), "{number} new", "{number} new"),
            count(sum(each.after is None for each in records), "{number} gone", "{number} gone"),
            count(len(renamed), "{number} renamed", "{number} renamed"),
            count(len(fields), "{number} difference", "{number} differences"),
            count(sum(forbidden), "{number} NOT ALLOWED", "{number} NOT ALLOWED"),
            count(len(self.found.unread), "{number} file NOT COMPARED", "{number} files NOT COMPARED"),
        )
        differ = count(len(records), "{number} record differs", "{number} records differ")
        return say("{records}: {parts}", records=differ, parts=tuple(part for part in parts if part.number))


def by_part(differences: tuple[Difference, ...]) -> list[tuple[Part, list[Difference]]]:
    """Give the differences of each part that has any, the agreement first."""
    parts = [(part, [each for each in differences if each.part is part]) for part in Part]
    return [(part, some) for part, some in parts if some]
