"""Monitoring, reporting, evaluation, change, termination and accession are each arranged, or not chosen with a reason.

What is forgotten is decided when it hurts: nobody counts, nobody may join, nobody knows how to stop. They are six
separate questions, so each gap is a finding of its own. {not_chosen: because} is an answer; a planned day is not,
except for the first evaluation. Termination of a convenant without an end is asked by CV602, which takes no less than
a text. How good an arrangement is, only people can judge.

Bad:

    clauses: {accession: unknown}

Good:

    clauses: {accession: {not_chosen: het gaat om de middelen van een bedrijf}}

Repair: write what was agreed under clauses, reporting or evaluation, or {not_chosen: ...} with the reason.
Source: Aanwijzingen voor convenanten 2003, 6, 14, 15, 18, 20 and 21 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.terms import Clauses, Reporting
from convtool.portfolio import Programme
from convtool.records import Record
from convtool.rulebook import ERROR, WARNING, rule

_OF_ITS_OWN: dict[str, Message] = {"reporting": say("reporting"), "evaluation": say("evaluation")}
_CLAUSES: dict[str, Message] = {
    "monitoring": say("monitoring"),
    "change": say("change"),
    "termination": say("termination"),
    "accession": say("accession"),
}


@rule("CV610", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every subject that nobody arranged and nobody decided to leave out."""
    for key, subject in _OF_ITS_OWN.items():
        if _open(convenant, key) or (key == "reporting" and _is_empty(convenant.reporting)):
            yield Finding(convenant.at(key), _found(subject), _hint(key))
    evaluation = convenant.evaluation
    if evaluation and evaluation.missing("first") and not _answered(evaluation, "first", "planned"):
        yield Finding(evaluation.at("first"), say("the evaluation has no day"), say("write first: with the day"))
    if convenant.clauses or (convenant.missing("clauses") and not _answered(convenant, "clauses")):
        yield from _clauses(convenant, convenant.clauses)


def _clauses(convenant: Convenant, clauses: Clauses | None) -> Iterator[Finding]:
    for key, subject in _CLAUSES.items():
        if clauses is None or _open(clauses, key):
            indefinite = convenant.term is not None and convenant.term.ends == "indefinite"
            if not (indefinite and key == "termination"):
                yield Finding(convenant.at("clauses", key), _found(subject), _hint(key))


def _open(record: Record, key: str) -> bool:
    """Tell whether a key has no value, and no reason for that."""
    return getattr(record, key) is None and record.missing(key) and not _answered(record, key)


def _is_empty(reporting: Reporting | None) -> bool:
    return reporting is not None and len(reporting.answers) == len(reporting.node.entries)


def _answered(record: Record, key: str, *others: str) -> bool:
    return key in record.answers and record.answers[key].word in {"not_chosen", "none", *others}


def _found(subject: Message) -> Message:
    return say("{subject} is neither arranged nor left out with a reason", subject=subject)


def _hint(key: str) -> Message:
    return say("write {key}: with what was agreed, or {key}: {{not_chosen: because}}", key=key)
