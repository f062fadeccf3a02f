"""What sources say of the fields of a file, beside what the file itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.pages import FactLine
from convtool.documents import written

if TYPE_CHECKING:
    from convtool.models.facts import File


def fact_lines(record: File) -> tuple[FactLine, ...]:
    """Give every fact with the title of the source that it comes from."""
    titles = {source.id: source.title or source.id for source in record.sources or ()}
    return tuple(
        FactLine(
            keys=tuple(fact.at_.split("/")),
            source=titles.get(fact.source, fact.source),
            value=written(fact.value) if fact.value else None,
            note=fact.note,
        )
        for fact in record.facts or ()
    )
