"""What sources say of a record, beside what the record itself says."""

from __future__ import annotations

from convtool.documents import written
from convtool.messages import say
from convtool.models.facts import Fact, File
from convtool.sheets import Part, table
from convtool.views import Column


def sources(record: File) -> Part:
    """Give every fact with the source that it comes from."""
    titles = {source.id: source.title or source.url or source.id for source in record.sources or ()}

    def told(fact: Fact) -> object:
        return titles.get(fact.source, fact.source)

    view = table(
        Column("at", say("field"), lambda fact: fact.at_),
        Column("source", say("source"), told),
        Column("value", say("what it says"), lambda fact: written(fact.value) if fact.value else fact.note),
        rows=record.facts or (),
    )
    return Part(say("What sources say"), view=view)
