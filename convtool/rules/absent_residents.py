"""Residents take part in every phase, and hear what was done with what they brought.

Goals that residents had no part in do not become theirs, and who is heard and never answered does not come twice. The
design has passed once the text is agreed, the signing once it is signed, the execution when the first evaluation was
due or the term is over, and the evaluation when its first day is past. Until then nothing is asked. That residents were
not asked, for whatever reason, is no answer; that nothing was done with their input is one, with the reason. Whether
what was done was enough, only residents can judge.

Bad:

    involvement:
      - {phase: design, date: 2023-11-02, who: Bewonersraad, brought: Stages dichtbij huis., done_with_it: unknown}

Good:

    involvement:
      - {phase: design, date: 2023-11-02, who: Bewonersraad, brought: Stages dichtbij., done_with_it: Dat is een doel.}
      - {phase: signing, date: 2024-03-14, who: Bewonersraad, brought: Een feest., done_with_it: {none: geen geld}}

Repair: write under involvement who was heard in that phase, what they brought and what was done with it. What did not
take place cannot be made up for: hear residents about what comes next.
Source: assignment (ownership and experience of residents at every step).
"""

from collections.abc import Iterator
from datetime import date

from convtool.answers import unexplained
from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import SIGNED, Convenant
from convtool.models.since import Involvement
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule
from convtool.values import Moment

_PHASES: dict[str, Message] = {
    "design": say("design"),
    "signing": say("signing"),
    "execution": say("execution"),
    "evaluation": say("evaluation"),
}
_OVER = ("ended", "terminated")


@rule("CV707", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield the phases that passed without residents, and every input that got no answer."""
    passed = _passed(convenant, programme.as_of)
    if not passed or (convenant.involvement is None and not convenant.missing("involvement")):
        return
    heard = [each for each in convenant.involvement or () if _took_place(each, programme.as_of)]
    phases = {each.phase for each in heard}
    lacking = tuple(phase for phase in passed if phase not in phases)
    if lacking:
        named = tuple(_PHASES[phase] for phase in lacking)
        found = say("no residents are recorded in phases that have passed: {phases}", phases=named)
        hint = say("write under involvement who was heard, what they brought and what was done with it")
        yield Finding(convenant.at("involvement"), found, hint)
    for each in heard:
        phase = each.phase if each.phase in passed else None
        if phase and unexplained(each, "done_with_it"):
            found = say("nothing says what was done with what residents brought: {phase}", phase=_PHASES[phase])
            yield Finding(each.at("done_with_it"), found, say("write what changed, or {{none: because}}"))


def _passed(convenant: Convenant, day: date) -> tuple[str, ...]:
    """Give the phases that have passed on a day."""
    if convenant.status not in SIGNED:
        return ("design",) if convenant.status == "agreed" else ()
    if convenant.signed and convenant.signed.first > day:
        return ()
    last = _last_day(convenant)
    over = last < day if last else convenant.status in _OVER
    first = convenant.evaluation.first if convenant.evaluation else None
    evaluated = first is not None and first.last < day and not (last and last < first.first)
    execution = ("execution",) if over or evaluated else ()
    return ("design", "signing", *execution, *(("evaluation",) if evaluated else ()))


def _last_day(convenant: Convenant) -> date | None:
    term = convenant.term
    if term and term.ended:
        return term.ended.date.last
    return term.ends.last if term and isinstance(term.ends, Moment) else None


def _took_place(involvement: Involvement, day: date) -> bool:
    """Tell whether it is in the past; what has no day took place, unless it is only planned."""
    if involvement.date:
        return involvement.date.first <= day
    answer = involvement.answers.get("date")
    return answer is None or answer.word != "planned"
