"""Git and the file tell the same story of a signed convenant.

Who changes a figure and back again, refreshes a digest, dates an amendment back or takes out a measurement, leaves a
file that contradicts nothing. The commits do: what was signed changes by amendments only, entries of what happened
since are added and never changed, and the seal stays. Explaining words, such as a note, may be added to an entry later.

Bad:

    measurements:
      - {goal: stageplekken, period: 2024, value: 25, kind: registered, source: stageregister HR, recorded: 2025-02-11}

Good:

    title: Convenant Voorbeeldbank # de titel is dezelfde

Repair: put back what was there, and add what is new: a correction for a figure, an amendment for the text. What was
done stays visible in git, and so does this finding, which cannot be silenced: tell the parties, and say in an event
what happened.
Source: craft.
"""

from collections.abc import Iterator

from convtool.diagnostics import Finding
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.proof import place_of
from convtool.rulebook import ERROR, rule

_HELP: Message = say("put back what was there, and add what is new: a correction, or an amendment")


@rule("CV606", draft=ERROR, signed=ERROR, silenceable=False)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield what git saw happen to it and the file does not own up to."""
    walk = programme.witness.walks.get(convenant.document.path)
    for each in walk.found if walk else ():
        document, node = place_of(convenant, each.field)
        yield Finding(document.at(node), each.sentence, _HELP)
