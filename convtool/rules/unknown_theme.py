"""A goal names only themes that the Masterplan has.

Themes are the axis on which council and residents compare convenanten. A theme that the Masterplan does not have,
or had not on the day of signing (for a draft, an initiative and a meeting: on the day of the check), puts the goal in
no table. A theme that ended while a draft was being written is a warning.

Bad:

    goals:
      - id: stageplekken
        themes: [jeugd, werken]

Good:

    goals:
      - id: stageplekken
        themes: [jeugd, werk]

Repair: name one of the themes in data/masterplan.yaml.
Source: assignment (the six themes of the Masterplan).
"""

from collections.abc import Iterator
from datetime import date

from convtool.diagnostics import Finding
from convtool.documents import Sequence
from convtool.messages import Message, say
from convtool.models.convenant import Convenant
from convtool.models.initiative import Initiative
from convtool.models.meeting import Meeting
from convtool.portfolio import Programme
from convtool.reading import Link, nearest
from convtool.rulebook import ERROR, WARNING, rule


@rule("CV301", draft=ERROR, signed=ERROR)
def check(record: Convenant | Initiative | Meeting, programme: Programme) -> Iterator[Finding]:
    """Yield every theme that does not exist, or not on the day that counts."""
    first, last = _days(record, programme)
    for link in record.links:
        if link.target != "theme":
            continue
        place = record.document.at
        if link.name not in programme.themes:
            yield Finding(place(link.node), _unknown(link, record), _hint(link.name, programme))
            continue
        starts, ends = programme.spans.get(link.name, (None, None))
        if starts and last and starts > last:
            found = say('theme "{theme}" starts on {day}, after the day that counts', theme=link.name, day=starts)
            yield Finding(place(link.node), found, _all(programme))
        elif ends and first and ends < first:
            found = say('theme "{theme}" ended on {day}, before the day that counts', theme=link.name, day=ends)
            yield Finding(place(link.node), found, _all(programme), level=None if _is_fixed(record) else WARNING)


def _in_goals(convenant: Convenant) -> dict[int, str]:
    """Give the goal of every value below it, by the value's identity."""
    found: dict[int, str] = {}
    for goal in convenant.goals or ():
        for record in (goal, goal.classified):
            written = record.wrote("themes") if record else None
            if isinstance(written, Sequence):
                found.update((id(item), goal.titled) for item in written.items)
    return found


def _unknown(link: Link, record: Convenant | Initiative | Meeting) -> Message:
    goal = _in_goals(record).get(id(link.node)) if isinstance(record, Convenant) else None
    if goal is None:
        return say('theme "{theme}" is not one that the Masterplan has', theme=link.name)
    return say('goal "{goal}" names theme "{theme}", which the Masterplan does not have', goal=goal, theme=link.name)


def _hint(theme: str, programme: Programme) -> Message:
    close = nearest(theme, programme.themes)
    if close:
        return say('did you mean "{close}"? The themes are {themes}', close=close, themes=programme.themes)
    return _all(programme)


def _all(programme: Programme) -> Message:
    return say("the themes are {themes}", themes=programme.themes)


def _is_fixed(record: Convenant | Initiative | Meeting) -> bool:
    """Tell whether the day that counts stays the same as time passes."""
    return isinstance(record, Meeting) or (isinstance(record, Convenant) and not record.is_draft)


def _days(record: Convenant | Initiative | Meeting, programme: Programme) -> tuple[date | None, date | None]:
    """Give the first and last day that may be the one that counts; nothing where a signing day is not known."""
    if not _is_fixed(record):
        return programme.as_of, programme.as_of
    day = record.date if isinstance(record, Meeting) else record.signed if isinstance(record, Convenant) else None
    return (day.first, day.last) if day else (None, None)
