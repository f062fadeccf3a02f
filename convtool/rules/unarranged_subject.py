"""Monitoring, reporting, evaluation, change, termination and accession are each arranged, or not chosen with a reason.

What is forgotten is decided when it hurts: nobody counts, nobody may join, nobody knows how to stop. They are six
separate questions; where more than two of them are open, one finding names them all. {not_chosen: because} is an
answer; a planned day is not, except for the first evaluation. Termination of a convenant without an end is asked by
CV602, which takes no less than a text. How good an arrangement is, only people can judge.

Bad:

    clauses: {accession: unknown}

Good:

    clauses: {accession: {not_chosen: het gaat om de middelen van een bedrijf}}

Repair: write what was agreed under clauses, reporting or evaluation, or {not_chosen: ...} with the reason.
Source: Aanwijzingen voor convenanten 2003, 6, 14, 15, 18, 20 and 21 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding, Place
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.terms import Reporting
from convtool.portfolio import Programme
from convtool.records import Record
from convtool.rulebook import ERROR, WARNING, rule

_FEW = 2
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
    gaps = [*_gaps(convenant), *_gaps_in_clauses(convenant)]
    if len(gaps) > _FEW:
        subjects = tuple(subject for _, _, subject in gaps)
        hint = say("write what was agreed on each, or {{not_chosen: because}}")
        yield Finding(
            convenant.at("clauses"),
            say("neither arranged nor left out with a reason: {subjects}", subjects=subjects),
            hint,
        )
    else:
        for place, key, subject in gaps:
            yield Finding(place, _found(subject), _hint(key))
    evaluation = convenant.evaluation
    if evaluation and evaluation.missing("first") and not _answered(evaluation, "first", "planned"):
        yield Finding(evaluation.at("first"), say("the evaluation has no day"), say("write first: with the day"))


def _gaps(convenant: Convenant) -> Iterator[tuple[Place, str, Message]]:
    for key, subject in _OF_ITS_OWN.items():
        if _open(convenant, key) or (key == "reporting" and _is_empty(convenant.reporting)):
            yield convenant.at(key), key, subject


def _gaps_in_clauses(convenant: Convenant) -> Iterator[tuple[Place, str, Message]]:
    clauses = convenant.clauses
    if clauses is None and (not convenant.missing("clauses") or _answered(convenant, "clauses")):
        return
    indefinite = convenant.term is not None and convenant.term.ends == "indefinite"
    for key, subject in _CLAUSES.items():
        if (clauses is None or _open(clauses, key)) and not (indefinite and key == "termination"):
            yield convenant.at("clauses", key), key, subject


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
