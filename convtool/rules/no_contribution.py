"""A convenant says what the parties bring: money, something in kind, or other support.

Without a contribution a convenant asks everything of those who have least. An umbrella may leave the contributions to
the convenanten under it: contributions: {none: because} is an answer, and so is {not_chosen: because}.

Bad:

    contributions: unknown

Good:

    contributions: {none: de bijdragen staan in de convenanten onder deze koepel}

Repair: write who brings what under contributions, with kind: financing, in-kind or other.
Source: assignment.
"""

from collections.abc import Iterator

from convtool.answers import empty
from convtool.diagnostics import Finding
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.portfolio import Programme
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV501", draft=WARNING, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:  # noqa: ARG001 - the shape of every check
    """Yield a convenant to which nobody brings anything."""
    if not convenant.contributions and empty(convenant, "contributions"):
        hint = say("write who brings what, or contributions: {{none: because}}")
        yield Finding(convenant.at("contributions"), say("the file names no contribution"), hint)
