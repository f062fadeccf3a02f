"""A goal without a number says why it has none, and by what sign anybody can see it.

Some things should not be counted: a number would push people into a form that does not fit. But without an observable
sign nobody can ever say that such a goal was not reached. Whether the sign can really be seen, only a person can judge.

Bad:

    goals:
      - id: stageplekken
        qualitative: {because: Een telling zegt niets over wat een stage betekent., sign: unknown}

Good:

    goals:
      - id: stageplekken
        qualitative:
          because: Een telling zegt niets over wat een stage betekent.
          sign: Stagiairs vertellen elk jaar op een avond wat zij leerden, en het verslag is openbaar.

Repair: write because: and sign: under qualitative; a sign is something that somebody else can go and look at.
Source: courts of audit.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import WARNING, rule


@rule("CV321", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield every qualitative goal that nobody can see or nobody can understand."""
    for goal in convenant.goals or ():
        qualitative = goal.qualitative
        if qualitative is None or (qualitative.because and qualitative.sign):
            continue
        lacking = tuple(key for key in ("because", "sign") if qualitative.missing(key))
        if lacking == ("because",):
            found = say('goal "{goal}" does not say why it has no number', goal=goal.titled)
            yield Finding(qualitative.at("because"), found, say("write because: in qualitative"))
        elif lacking == ("sign",):
            found = say('goal "{goal}" does not say by what sign it can be seen', goal=goal.titled)
            yield Finding(
                qualitative.at("sign"), found, say("write sign: in qualitative: what anybody can go and look at")
            )
        elif lacking:
            found = say(
                'goal "{goal}" says neither why it has no number nor by what sign it can be seen', goal=goal.titled
            )
            yield Finding(goal.at("qualitative"), found, say("write because: and sign: in qualitative"))
