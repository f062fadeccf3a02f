"""Proofs for people: what is wrong first, then for each convenant what is proven and by what."""

from __future__ import annotations

from itertools import chain, groupby
from typing import TYPE_CHECKING

import typer

from convtool.messages import Message, count, say
from convtool.proven import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from convtool.diagnostics import Diagnostic, Finding
    from convtool.proofs import Verified
    from convtool.proven import Proof

_WORDS: dict[State, Message] = {
    State.PROVEN: say("proven"),
    State.BROKEN: say("BROKEN"),
    State.NOT_CHECKED: say("NOT CHECKED"),
    State.NOT_SIGNED: say("not signed yet"),
}
_INDENT = "  "
_COLORS = {State.PROVEN: "green", State.BROKEN: "red", State.NOT_CHECKED: "magenta", State.NOT_SIGNED: None}


def report(verified: Verified) -> str:
    """Give every convenant with its proof, and a line of counts; folded where it is for a screen of some width."""
    lines = chain.from_iterable(_folded(line, verified.width) for line in _lines(verified))
    return "".join(f"{line}\n" for line in lines)


def _folded(line: str, width: int | None) -> list[str]:
    """Fold a line between words; what stands below its first line stands two further to the right."""
    if width is None or len(line) <= width:
        return [line]
    from textwrap import wrap  # noqa: PLC0415 - only on a screen

    below = line[: len(line) - len(line.lstrip())] + _INDENT
    return wrap(line, width, subsequent_indent=below, break_long_words=False, break_on_hyphens=False)


def _lines(verified: Verified) -> Iterator[str]:
    language = verified.language
    for path, faults in groupby(verified.gone, key=lambda each: each.finding.place.path):
        yield _head(path, State.BROKEN, verified)
        for each in faults:
            yield from _found(each.code, each.finding, verified)
    for proof in verified.proofs:
        yield _head(proof.id, proof.state, verified)
        for said in _said(proof):
            yield f"  {language.say(said)}"
        for found in proof.found:
            yield from _found(found.code, found, verified)
    yield ""
    yield language.say(_counted(verified))


def _head(name: str, state: State, verified: Verified) -> str:
    """Give the line that says of what it is proven, or not."""
    word = verified.language.say(_WORDS[state])
    color = _COLORS[state] if verified.color else None
    return f"{verified.language.show(name)}: {typer.style(word, fg=color, bold=True) if color else word}"


def _said(proof: Proof) -> Iterator[Message]:
    """Say what was looked at, and what it gave."""
    if proof.recorded and proof.recorded == proof.digest:
        yield say("the text as signed gives the digest that was recorded: {digest}", digest=proof.recorded)
    if proof.recorded and proof.amendments and not any(each.code in {"CV604", "CV605"} for each in proof.found):
        amendments = count(proof.amendments, "{number} amendment leads", "{number} amendments lead")
        yield say(
            "{amendments} from there to the text of today, with the consent of every party", amendments=amendments
        )
    walk = proof.walk
    if walk and walk.since and not walk.unseen and not walk.found:
        commits = count(walk.commits, "{number} later commit", "{number} later commits")
        if walk.commits:
            yield say(
                "sealed in commit {since}; {commits} changed nothing of it", since=walk.since[:12], commits=commits
            )
        else:
            yield say("sealed in commit {since}, and not changed since", since=walk.since[:12])


def _found(code: str, found: Diagnostic | Finding, verified: Verified) -> Iterator[str]:
    place, language = found.place, verified.language
    yield f"  {language.show(place.path)}:{place.line}:{place.column}: [{code}] {language.say(found.message)}"
    if found.help:
        yield f"    {language.say(say('help:'))} {language.say(found.help)}"


def _counted(verified: Verified) -> Message:
    states = [proof.state for proof in verified.proofs]
    gone = len({each.finding.place.path for each in verified.gone})
    return say(
        "{convenants}: {proven} proven, {broken} broken, {not_checked} not checked, {not_signed} not signed yet",
        convenants=count(len(states) + gone, "{number} convenant", "{number} convenanten"),
        proven=states.count(State.PROVEN),
        broken=states.count(State.BROKEN) + gone,
        not_checked=states.count(State.NOT_CHECKED),
        not_signed=states.count(State.NOT_SIGNED),
    )
