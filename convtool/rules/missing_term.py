"""A convenant says when it starts and when it ends; one without an end says how it can be ended.

Without a first and a last day nobody can count years, plan an evaluation or say that a promise has lapsed. Indefinite
is an answer where a clause on termination says who may stop, how, and what becomes of what is running; a term of
notice alone does not say that. A planned start is an answer only where conditions decide when the convenant begins.

Bad:

    term: {starts: 2024-04-01, ends: unknown}

Good:

    term: {starts: 2024-04-01, ends: 2040-12-31}

Repair: write term: {starts: ..., ends: ...}; for ends: indefinite write clauses: {termination: ...} as well.
Source: Aanwijzingen voor convenanten 2003, 19 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV602", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield a term without a first or a last day, and one without an end that nobody can stop."""
    lacking = _lacking(convenant)
    if lacking:
        hint = say("write the first and the last day; ends: indefinite asks for a clause on termination")
        yield Finding(convenant.at("term", lacking[0]), _found(convenant.titled, lacking), hint)
    term = convenant.term
    if term and term.ends == "indefinite" and not _can_be_ended(convenant):
        found = say('"{convenant}" has no end, and no clause says how it can be ended', convenant=convenant.titled)
        yield Finding(term.at("ends"), found, say("write clauses: {{termination: ...}}, or the last day"))


def _lacking(convenant: Convenant) -> tuple[str, ...]:
    term = convenant.term
    if term is None:
        return ("starts", "ends") if convenant.missing("term") else ()
    if term.starts and term.ends:
        return ()
    starts = term.answers.get("starts")
    waits = convenant.conditions is not None and starts is not None and starts.word == "planned"
    return tuple(key for key in ("starts", "ends") if term.missing(key) and not (waits and key == "starts"))


def _found(convenant: str, lacking: tuple[str, ...]) -> Message:
    if lacking == ("starts",):
        return say('"{convenant}" does not say when it starts', convenant=convenant)
    if lacking == ("ends",):
        return say('"{convenant}" does not say when it ends', convenant=convenant)
    return say('"{convenant}" says neither when it starts nor when it ends', convenant=convenant)


def _can_be_ended(convenant: Convenant) -> bool:
    if convenant.clauses is None:
        return not convenant.missing("clauses")
    return not convenant.clauses.missing("termination")
