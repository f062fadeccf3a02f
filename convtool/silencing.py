"""Wishes not to hear one code, each with its reason: in a comment on or above a line, or for files as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from convtool.diagnostics import Edit, Fault, Finding, Place
from convtool.messages import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from convtool.documents import Document

SIGN = "convtool:"
CODE = "CV010"
_COMMENT = r"(?m)(?:(?<=[ \t])|^)#[ \t]*convtool:(?P<wish>[^\r\n]*)"
_WISH = r"[ \t]*ignore[ \t]+(?P<code>CV[0-9]{3})[ \t]+--[ \t]*(?P<reason>\S.*)"
_NOTHING = r"[ \t]*(?:#.*)?"


class Silence(NamedTuple):
    """One code that is not to be heard, why, and where: in some files (none named: in all), or on one line of one.

    `removal` takes the comment out again.
    """

    code: str
    reason: str
    place: Place
    paths: tuple[str, ...] = ()
    line: int | None = None
    removal: tuple[Edit, ...] = ()

    def covers(self, code: str, place: Place) -> bool:
        """Tell whether a finding at `place` is one that this wish is about."""
        if code != self.code or (self.line is not None and self.line != place.line):
            return False
        return not self.paths or any(place.path == path or place.path.startswith(f"{path}/") for path in self.paths)


def comments(document: Document, silenceable: Collection[str]) -> Iterator[Silence | Fault]:
    """Give every wish that stands in a comment of a file, and a fault for each that cannot be granted."""
    if SIGN not in document.text or document.root is None:
        return
    about = _about(document.lines)
    for match in re.finditer(_COMMENT, document.text):
        if document.is_in_value(match.start()):
            continue
        place = document.range(match.start(), match.end())
        wish = re.fullmatch(_WISH, match["wish"].rstrip())
        if wish is None:
            found = say("this comment steers nothing: it is not written as one that convtool knows")
            yield Fault(CODE, Finding(place, found, say("write # convtool: ignore CV305 -- and the reason")))
        elif wish["code"] not in silenceable:
            found = say("{code} is no code that can be silenced", code=wish["code"])
            yield Fault(CODE, Finding(place, found, say("mend what it finds, and remove this comment")))
        else:
            removal = (_removal(document, match),)
            yield Silence(wish["code"], wish["reason"], place, (document.path,), about[place.line - 1], removal)


def unused(silences: Iterable[Silence], used: Collection[Silence]) -> Iterator[Finding]:
    """Give a finding for every wish that was about nothing."""
    for each in silences:
        if each not in used:
            found = say("nothing here gives {code}, so there is nothing to silence", code=each.code)
            yield Finding(each.place, found, say("remove it"), repair=each.removal)


def _removal(document: Document, comment: re.Match[str]) -> Edit:
    start, end = comment.span()
    before = document.text[document.whole_line(start).start : start]
    return Edit(start - len(before) + len(before.rstrip()), end, "") if before.strip() else document.whole_line(start)


def _about(lines: list[str]) -> list[int]:
    """Give for every line of a file itself or the next one below it that says something besides a comment."""
    about, said = [], len(lines)
    for number in range(len(lines), 0, -1):
        if not re.fullmatch(_NOTHING, lines[number - 1]):
            said = number
        about.append(said)
    return about[::-1]
