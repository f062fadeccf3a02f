"""The checks for people: one line each, and below it what to do where it is not well."""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

import typer

from convtool.health import Checkup, State
from convtool.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.health import Looked

_WORDS: dict[State, Message] = {
    State.WELL: say("well"),
    State.NOTE: say("note"),
    State.WRONG: say("WRONG"),
    State.UNKNOWN: say("unknown"),
}
_COLORS = {State.WELL: "green", State.NOTE: "yellow", State.WRONG: "red", State.UNKNOWN: "magenta"}
_PARTS: dict[str, Message] = {
    "machine": say("This machine"),
    "repository": say("Git"),
    "register": say("The register"),
}


def report(checkup: Checkup) -> str:
    """Give the checks by their part, and a line of counts."""
    lines: list[str] = []
    for part, looked in groupby(checkup.looked, key=lambda each: each.part):
        lines += [checkup.language.say(_PARTS[part])]
        lines += [line for each in looked for line in _lines(each, checkup)]
        lines += [""]
    return "".join(f"{line}\n" for line in (*lines, checkup.language.say(_counted(checkup))))


def _lines(each: Looked, checkup: Checkup) -> Iterator[str]:
    language, sign = checkup.language, each.sign
    wide = max(len(language.say(word)) for word in _WORDS.values())
    name = max(len(each.name) for each in checkup.looked)
    word = language.say(_WORDS[sign.state])
    painted = typer.style(word, fg=_COLORS[sign.state], bold=sign.state is State.WRONG) if checkup.color else word
    head = f"  {painted}{' ' * (wide - len(word))}  {each.name.ljust(name)}  "
    indent = " " * (2 + wide + 2 + name + 2)
    said = [language.say(sign.found)]
    if sign.help:
        said.append(language.say(say("help:")) + " " + language.say(sign.help))
    room = max(20, checkup.width - len(indent))
    found = [line for text in said for line in wrap(text, room, break_long_words=False, break_on_hyphens=False)]
    yield head + found[0]
    for line in found[1:]:
        yield indent + line


def _counted(checkup: Checkup) -> Message:
    states = [each.sign.state for each in checkup.looked]
    return say(
        "{well} well, {note} to note, {wrong} wrong, {unknown} unknown",
        **{state.value: states.count(state) for state in State},
    )
