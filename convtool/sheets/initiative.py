"""One initiative: how far it is, what it needs, where that was voiced, and what answered it."""

from __future__ import annotations

from collections.abc import Iterator

from convtool.messages import say
from convtool.models.initiative import Initiative
from convtool.portfolio import Programme
from convtool.sheets import Fact, Part, Sheet, table
from convtool.sheets.naming import Called, themes
from convtool.sheets.needs import needs
from convtool.sheets.results import result
from convtool.sheets.sources import sources
from convtool.sheets.words import NOT_KNOWN, PROGRESS, called, joined, of, why_none, word
from convtool.standing.needs import need_rows
from convtool.views import Column


def sheet(initiative: Initiative, programme: Programme) -> Sheet:
    """Give the sheet of an initiative as of the day of the programme."""
    names = Called(programme, mark=not initiative.example)
    voiced = [
        row
        for meeting in programme.meetings.values()
        for row in need_rows(meeting, programme)
        if row.initiative == initiative.id
    ]
    answers = tuple(result(name, programme) for name in initiative.answered_by or ())
    return Sheet(
        title=called(initiative.name, example=bool(initiative.example)),
        parts=(
            Part(None, facts=tuple(_facts(initiative, programme, names))),
            Part(
                say("What it needs"),
                view=_NEEDS._replace(rows=initiative.needs or ()),
                lines=why_none(initiative, "needs"),
            ),
            Part(
                say("Where that was voiced"),
                view=needs(voiced, names, dated=True),
                lines=() if voiced else (NOT_KNOWN,),
            ),
            Part(say("What answers it"), lines=answers or why_none(initiative, "answered_by")),
            sources(initiative),
        ),
    )


def _facts(initiative: Initiative, programme: Programme, names: Called) -> Iterator[Fact]:
    yield Fact(say("id"), initiative.id)
    yield Fact(say("stage"), word(PROGRESS, initiative, "stage"))
    run_by = initiative.run_by
    yield Fact(say("run by"), names[run_by] if isinstance(run_by, str) else of(initiative, "run_by"))
    yield Fact(say("themes"), themes(initiative.themes, programme) or of(initiative, "themes"))
    if initiative.text:
        yield Fact(say("about it"), initiative.text)


_NEEDS = table(
    Column("what", say("what"), lambda need: of(need, "what")),
    Column("quantity", say("how many"), lambda need: joined(need.quantity, need.unit, by=" ") or NOT_KNOWN),
    Column("by", say("by"), lambda need: of(need, "by")),
    rows=(),
)
