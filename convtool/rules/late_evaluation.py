"""The first evaluation comes before the convenant ends, and in time to decide about going on.

An evaluation after the end teaches nobody, and one within the term of notice comes when the choice was made already.
The term of notice counts where the convenant can be extended. An end on another day than planned changes nothing
here: what was agreed was agreed in time.

Bad:

    evaluation: {first: 2041-03-01}

Good:

    evaluation: {first: 2039-03-01}

Repair: choose a day before the end, more than the term of notice ahead of it where the convenant can be extended.
Source: Aanwijzingen voor convenanten 2003, 18 and 19 (good practice).
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import count, say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.progress.calendar import add_months
from convtool.rulebook import ERROR, WARNING, rule
from convtool.values import Moment

_CAN_GO_ON = ("by-agreement", "automatic")
_LONGEST = 1200


@rule("CV611", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield a first evaluation that surely comes too late."""
    evaluation, term = convenant.evaluation, convenant.term
    if not evaluation or not term or not evaluation.first or not isinstance(term.ends, Moment):
        return
    first, ends = evaluation.first, term.ends
    notice = int(term.notice_months or 0) if term.extension in _CAN_GO_ON else 0
    hint = say("choose an earlier day")
    if first.first > ends.last:
        found = say("the first evaluation, {first}, comes after the end, {ends}", first=first, ends=ends)
        yield Finding(evaluation.at("first"), found, hint, (term.at("ends"),))
    elif notice and add_months(first.first, min(notice, _LONGEST)) > ends.last:
        found = say(
            "the first evaluation, {first}, comes less than {notice} before the end, {ends}: too late to decide",
            first=first,
            notice=count(notice, "{number} month", "{number} months"),
            ends=ends,
        )
        yield Finding(evaluation.at("first"), found, hint, (term.at("notice_months"), term.at("ends")))
