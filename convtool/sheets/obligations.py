"""Tables of what parties owe: agreements, actions of meetings, contributions, and the days on which it falls due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from convtool.messages import Message, say
from convtool.sheets import table
from convtool.sheets.words import COLORS, CYCLES, NOT_KNOWN, PROGRESS, STATES, joined
from convtool.standing import ContributionRow
from convtool.standing.actions import ActionRow
from convtool.standing.agreements import AgreementRow
from convtool.standing.dates import DateRow
from convtool.views import Column, View, contribution
from convtool.views.agenda import KINDS, MANY

Names = Mapping[str, object]
"""What organisations or parties are called, by their ids."""


def state(row: ActionRow | AgreementRow) -> Message:
    """Give how far an agreement or action is, in shape and words, since when, and what came of it."""
    word: object = STATES[row.state]
    if row.state == "open" and row.status:
        word = say("· {status}", status=PROGRESS[row.status])
    since = say("since {day}", day=row.since) if row.state == "open" else row.since
    text = "{word} {since}: {outcome}" if row.outcome else "{word} {since}"
    return (
        Message(text, {"word": word, "since": since, "outcome": row.outcome})
        if row.since
        else Message("{word}", {"word": word})
    )


def agreements(rows: Sequence[AgreementRow], names: Names, of: Names | None = None) -> View:
    """Give agreements as a table; `of` are the names of their convenanten where they are of several."""
    due = Column("due", say("by"), lambda row: joined(CYCLES.get(row.every or ""), row.due))
    columns = [
        Column("convenant", say("convenant"), lambda row: of[row.convenant]) if of else _owner(names),
        due,
        Column("state", say("state"), state),
    ]
    title = Column("text", say("agreement"), lambda row: row.text or row.agreement)
    return table(title, *columns, rows=rows, color=lambda row: COLORS[row.state])


def actions(rows: Sequence[ActionRow], names: Names) -> View:
    """Give actions of meetings as a table."""
    return table(
        Column("text", say("action"), lambda row: row.text or row.action),
        _owner(names),
        Column("with", say("together with"), lambda row: tuple(names.get(each, each) for each in row.with_) or None),
        Column("due", say("by"), lambda row: row.due or NOT_KNOWN),
        Column("state", say("state"), state),
        rows=rows,
        color=lambda row: COLORS[row.state],
    )


def _owner(names: Names) -> Column:
    return Column("owner", say("who"), lambda row: named(row.owner, names))


def named(id: str | None, names: Names) -> object:
    """Give the name of a party or an organisation; all of them, or that it is not known."""
    if id is None:
        return NOT_KNOWN
    return MANY.get(id) or names.get(id, id)


def contributions(rows: Sequence[ContributionRow]) -> View:
    """Give contributions as the table that follows them everywhere."""
    return View(
        columns=tuple(column for column in contribution.COLUMNS if column.name != "convenant"),
        rows=rows,
        title=contribution.TITLE,
        color=lambda row: contribution.COLORS[row.giving.state],
    )


def dates(rows: Sequence[tuple[DateRow, object]], second: Message) -> View:
    """Give days to come as a table, each with a second thing to know of it, under the head `second`."""
    return table(
        Column("day", say("day"), lambda pair: pair[0].day),
        Column("kind", say("what"), lambda pair: KINDS[pair[0].kind]),
        Column("second", second, lambda pair: pair[1]),
        Column("about", say("concerns"), lambda pair: pair[0].what),
        rows=rows,
    )
