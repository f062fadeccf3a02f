"""Where the definition of an indicator was amended, the first figure after it says what was counted.

A series that goes on over a changed definition compares what cannot be compared: the line jumps, or hides that it
should. A definition changes with the name, the unit, what counts and what does not, the stage, gross or net, the group,
the area and the whole of a share; not with the source, and not by saying for the first time what was not written.

The break is marked by counted: in the first figure whose period or day ends after the amendment: with the new stage it
is judged, with a text of what else was counted it is shown and not judged. Where all earlier figures were counted
anew, as corrections recorded after the amendment, nothing breaks.

Bad:

    amendments:
      - number: 1
        date: 2025-05-01
        reason: Ook korte stages tellen mee.
        consented: [bank, alliantie, stad]
        changes: [{at: goals/stageplekken/indicator/counts, from: een maand, to: een stageplek van tien weken}]

Good:

    amendments:
      - number: 1
        date: 2025-05-01
        reason: Het register heet anders.
        consented: [bank, alliantie, stad]
        changes: [{at: goals/stageplekken/indicator/source, from: register, to: stageregister HR}]

Repair: add counted: {stage: ...} or counted: {text: ...} to the first figure after the amendment, or correct the
earlier figures.
Source: courts of audit.
"""

from collections.abc import Iterator
from datetime import date

from convtool.diagnostics import Finding
from convtool.documents import Mapping, Node, Scalar, plain
from convtool.messages import say
from convtool.models.convenant import Convenant
from convtool.models.goals import Goal
from convtool.models.since import Amendment, Change, Measurement
from convtool.portfolio import Programme
from convtool.progress.cases import calendar_for
from convtool.progress.evidence import grounds_of
from convtool.rulebook import ERROR, rule
from convtool.series import series

_DEFINING = ("name", "unit", "counts", "counts_not", "stage", "count", "group", "area", "out_of")


@rule("CV409", draft=ERROR, signed=ERROR)
def check(convenant: Convenant, programme: Programme) -> Iterator[Finding]:
    """Yield every first figure after an amended definition that does not say what was counted."""
    if not convenant.amendments or not convenant.measurements:
        return
    for goal, _ in series(convenant):
        for amendment in convenant.amendments:
            change = next((each for each in amendment.changes or () if _redefines(each, goal)), None)
            if change and amendment.date.first <= programme.as_of:
                yield from _unmarked(convenant, goal, amendment, change, programme)


def _redefines(change: Change, goal: Goal) -> bool:
    """Tell whether a change gives the indicator of a goal another meaning."""
    steps, before = change.path.split("/"), change.before
    if steps[:3] != ["goals", goal.id, "indicator"] or before is None:
        return False
    after = change.after
    if steps[3:] == []:
        return any(_differ(_part(before, key), _part(after, key)) for key in _DEFINING)
    return steps[3] in _DEFINING and _differ(before, after)


def _part(node: Node | None, key: str) -> Node | None:
    return node.entries[key][1] if isinstance(node, Mapping) and key in node.entries else None


def _differ(before: Node | None, after: Node | None) -> bool:
    """Tell whether a definition that was written says something else now."""
    if before is None or (isinstance(before, Scalar) and before.text in {"unknown", "silent"}):
        return False
    return after is None or plain(before) != plain(after)


def _unmarked(
    convenant: Convenant, goal: Goal, amendment: Amendment, change: Change, programme: Programme
) -> Iterator[Finding]:
    grounds = grounds_of(convenant, goal, calendar_for(convenant, programme.masterplan))
    day = amendment.date.first
    figures = [(span.last, each) for (_, span), found in grounds.items() for each in found]
    earlier = [each for last, each in figures if last < day]
    first = min((last for last, _ in figures if day <= last <= programme.as_of), default=None)
    unmarked = [each for last, each in figures if last == first and each.counted is None]
    if unmarked and not all(_counted_anew(each, day) for each in earlier):
        found = say(
            'the first figure of goal "{goal}" after its definition changed does not say what was counted',
            goal=goal.titled,
        )
        hint = say("add counted: with the stage or a text, or correct the earlier figures")
        yield Finding(unmarked[0].at("value"), found, hint, (change.place,))


def _counted_anew(measurement: Measurement, day: date) -> bool:
    """Tell whether a figure is a correction that was recorded after the definition changed."""
    return measurement.corrects is not None and bool(measurement.recorded and measurement.recorded.last >= day)
