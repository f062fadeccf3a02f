"""State aid, procurement and competition each have an answer, with the function that gave it and the day.

Free ground, an order without a tender, agreements between competitors: each can undo a convenant afterwards. Software
cannot judge this; it only asks that somebody who may do so has answered, and when. Not-applicable is an answer, and
what is being looked into is none yet.

Bad:

    clauses:
      law: {state_aid: unknown}

Good:

    clauses:
      law:
        state_aid: {answer: no-issue, by: jurist, date: 2024-02-01}

Repair: ask a lawyer, and write law: {state_aid: {answer: ..., by: ..., date: ...}}; name a function, not a person.
Source: Aanwijzingen voor convenanten 2003, 9 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.terms import Clauses, Law
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule

_QUESTIONS = ("state_aid", "procurement", "competition")
_ANSWER = ("answer", "by", "date")


@rule("CV613", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every question of law without a dated answer; one finding where none is answered."""
    clauses = convenant.clauses
    law = clauses.law if clauses else None
    if law:
        yield from _answers(law)
    elif _missing(convenant, clauses):
        found = say("no dated answer to any of {questions}", questions=_QUESTIONS)
        hint = say("ask a lawyer, and write law: with answer, by and date for each")
        yield Finding(convenant.at("clauses", "law"), found, hint)


def _missing(convenant: Convenant, clauses: Clauses | None) -> bool:
    return clauses.missing("law") if clauses else convenant.missing("clauses")


def _answers(law: Law) -> Iterator[Finding]:
    for question in _QUESTIONS:
        answer = getattr(law, question)
        lacking = tuple(key for key in _ANSWER if answer.missing(key)) if answer else ()
        if answer is None and law.missing(question):
            found = say("no dated answer to {question}", question=question)
            hint = say("ask a lawyer, and write {question}: with answer, by and date", question=question)
            yield Finding(law.at(question), found, hint)
        elif lacking:
            found = say("the answer to {question} lacks {keys}", question=question, keys=lacking)
            yield Finding(law.at(question, lacking[0]), found, say("add {keys}", keys=lacking))
