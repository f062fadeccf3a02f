"""A convenant of a partner or sector lies in two themes or more, and lasts ten years or more.

The programme asks for long cooperation over several fields: it takes twenty years for a child to grow up, and work,
school and home go together. Ten years is half of that; a term that runs to the end of the programme is long enough. An
umbrella or another kind of convenant, and one that is over, are left alone, and so is what is not known: goals without
a theme and a term without its days are asked for by other rules.

Bad:

    term: {ends: 2027-12-31}

Good:

    term: {ends: 2036-12-31}

Repair: look for a second theme to which the same work contributes, or agree on a longer term with moments to evaluate.
Source: assignment.
"""

from collections.abc import Iterator
from datetime import date

from convtool.diagnostics import Finding
from convtool.messages import count, say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.terms import Term
from convtool.portfolio import Programme
from convtool.progress.calendar import months, next_day
from convtool.rulebook import WARNING, rule
from convtool.values import Moment

_THEMES = 2
_YEARS = 10


@rule("CV319", draft=WARNING, signed=WARNING)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield a convenant with fewer than two themes, and one with a short term."""
    if convenant.kind not in {"partner", "sector"} or convenant.status in {"ended", "terminated"}:
        return
    themes = _themes(convenant.goals or ())
    if themes is not None and len(themes) < _THEMES:
        found = say('all goals lie in one theme, "{theme}", where several are wanted', theme=min(themes))
        yield Finding(convenant.at("goals"), found, say("look for a second theme to which the same work contributes"))
    horizon = programme.masterplan and programme.masterplan.horizon
    last = horizon.last.last if horizon and horizon.last else date.max
    if convenant.term:
        yield from _short(convenant.term, last)


def _themes(goals: tuple[Goal, ...]) -> set[str] | None:
    """Give the themes of all goals; None where those of some goal are not known."""
    found: set[str] = set()
    for goal in goals:
        themes = goal.themes or (goal.classified.themes if goal.classified else None)
        if not themes:
            return None
        found.update(themes)
    return found or None


def _short(term: Term, last: date) -> Iterator[Finding]:
    ends = term.ends if isinstance(term.ends, Moment) else None
    if term.starts is None or ends is None or ends.last >= last or ends.last < term.starts.first:
        return
    years = months(term.starts.first, next_day(ends.last)) // 12
    if years < _YEARS:
        lasts = count(years, "{number} year", "{number} years")
        found = say("the term lasts {years} in full, where {wanted} or more are wanted", years=lasts, wanted=_YEARS)
        yield Finding(
            term.at("ends"), found, say("agree on a longer term, with moments to evaluate"), (term.at("starts"),)
        )
