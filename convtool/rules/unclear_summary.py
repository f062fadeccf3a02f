"""Every convenant says in plain language who does it, what it costs and what it brings.

Residents asked for this, and nobody can be held to what only lawyers can read. Plain is measured by two bounds of our
own: a sentence has at most 20 words, an answer at most 300 characters. Guides to plain Dutch advise 15 words,
governments that set a limit set it at 25, and the sample register stays well below both bounds. Short is not yet
clear: read it aloud to somebody who was not there.

Bad:

    summary:
      cost: unknown

Good:

    summary:
      cost: De bank geeft elk jaar 50.000 euro en 400 uur.

Repair: write who:, cost: and result: under summary, each in one to three short sentences. That it costs nothing is an
answer: write that.
Source: assignment (residents want to see who does it, what it costs, what it brings); the bounds are craft.
"""

import re
from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant, Summary
from convtool.portfolio import Programme
from convtool.rulebook import ADVICE, WARNING, rule

_ASKED: dict[str, Message] = {
    "who": say("who does it"),
    "cost": say("what it costs"),
    "result": say("what it brings"),
}
_WORDS = 20
_CHARACTERS = 300
_END = re.compile(r"[.!?…][\"'”’)]*\s+|\n\s*(?:\n|[-*+]\s|\d+[.)]\s)")
"""Where a sentence ends: after its mark, at a new paragraph, at a new item of a list."""


@rule("CV709", draft=ADVICE, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield what the plain summary lacks, and every answer in it that is too long."""
    summary = convenant.summary
    if summary is None:
        if convenant.missing("summary"):
            found = say("the plain summary is missing")
            hint = say("write under summary who does it, what it costs and what it brings")
            yield Finding(convenant.at("summary"), found, hint)
        return
    lacking = tuple(key for key in _ASKED if summary.missing(key))
    if lacking:
        found = say("the plain summary does not say {answers}", answers=tuple(_ASKED[key] for key in lacking))
        hint = say("write {keys} under summary, in a few sentences each", keys=lacking)
        yield Finding(summary.at(lacking[0]), found, hint)
    for key in _ASKED:
        text: str | None = getattr(summary, key)
        if text:
            yield from _length(summary, key, text)


def _length(summary: Summary, key: str, text: str) -> Iterator[Finding]:
    if len(text) > _CHARACTERS:
        found = say(
            "the plain summary takes {length} characters to say {answer}, where at most {most} read easily",
            answer=_ASKED[key], length=len(text), most=_CHARACTERS,
        )  # fmt: skip
        yield Finding(summary.at(key), found, say("keep what residents want to know"))
    elif len(text.split()) > _WORDS:
        longest = max(len(sentence.split()) for sentence in _END.split(text))
        if longest > _WORDS:
            found = say(
                "the plain summary says {answer} in a sentence of {words} words, where at most {most} read easily",
                answer=_ASKED[key], words=longest, most=_WORDS,
            )  # fmt: skip
            yield Finding(summary.at(key), found, say("make two sentences of it"))
