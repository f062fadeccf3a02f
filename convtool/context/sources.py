"""What sources say of the fields of a file, beside what the file itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from convtool.context.amendments import titles_of
from convtool.context.pages import FactLine
from convtool.documents import written
from convtool.models.convenant import Convenant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convtool.models.facts import File


def fact_lines(record: File) -> tuple[FactLine, ...]:
    """Give every fact with the title of the source that it comes from."""
    titles = {source.id: source.title or source.id for source in record.sources or ()}
    called = titles_of(record) if isinstance(record, Convenant) else {}
    return tuple(
        FactLine(
            keys=_way(fact.at_.split("/"), called),
            source=titles.get(fact.source, fact.source),
            value=written(fact.value) if fact.value else None,
            note=fact.note,
        )
        for fact in record.facts or ()
    )


def _way(keys: list[str], called: Mapping[str, str]) -> tuple[str, ...]:
    """Give the keys that lead to a field, with what is called by an id as a reader calls it."""
    title = called.get("/".join(keys[:2]))
    return (keys[0], title, *keys[2:]) if title else tuple(keys)
